"""All settings, read from the environment once; start-up refuses unsafe values."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from catchball.site.people.companies import read_companies
from catchball.trust.permissions import Role, Side

ROOT = Path(__file__).resolve().parents[3]
HERE = Path(__file__).resolve().parent


class Unsafe(Exception):  # noqa: N818 -- reads as a sentence at start-up
    """A setting would make the product unsafe, so it does not start."""


def text(name: str, default: str = "") -> str:
    """Return an environment variable, or the content of the file that `NAME_FILE` points to."""
    file = os.environ.get(f"{name}_FILE")
    if file:
        return Path(file).read_text(encoding="utf-8").strip()
    return os.environ.get(name, default)


def flag(name: str, *, default: bool = False) -> bool:
    """Return whether an environment variable says yes (1, true, yes, on)."""
    return text(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def words(name: str, default: str = "") -> list[str]:
    """Return a list from a variable with commas."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def database(url: str) -> dict[str, Any]:
    """Return Django's settings for a postgresql:// address; the password may be quoted."""
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "catchball",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 10, "application_name": "catchball"},
    }


DEBUG = flag("CATCHBALL_DEBUG")
SECRET_KEY = text("CATCHBALL_SECRET_KEY")
if len(SECRET_KEY) < 32:
    raise Unsafe(
        "CATCHBALL_SECRET_KEY must have at least 32 characters. ./catchball makes one by itself; "
        "set it (or CATCHBALL_SECRET_KEY_FILE) when you start the server another way."
    )
# What seals of the journal are signed with; CATCHBALL_SEAL_KEY_FILE keeps it out of the environment.
SEAL_KEY = text("CATCHBALL_SEAL_KEY")
# Whoever brings it may read /metrics and the whole of /readyz.
METRICS_TOKEN = text("CATCHBALL_METRICS_TOKEN")
ALLOWED_HOSTS = words("CATCHBALL_HOSTS", "localhost,127.0.0.1,[::1]")
BASE_URL = text("CATCHBALL_BASE_URL", "http://localhost:8000")
# Set by ./catchball run where the demo is loaded: the sign-in page then shows its accounts.
SHOWS_DEMO = flag("CATCHBALL_SHOWS_DEMO")
BEHIND_HTTPS = flag("CATCHBALL_HTTPS")
APP_ROLE = "catchball_app"

DATABASES = {
    "default": database(text("DATABASE_URL")),
    # The owner migrates and does nothing else.
    "owner": {**database(text("OWNER_DATABASE_URL")), "TEST": {"MIRROR": "default"}},
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# From the lowest of the street to the highest.
CONTEXTS = [
    "programs", "calendars", "plans", "agreements", "incidents", "actions", "production",
    "exclusions", "risks", "ledger", "scorecards", "consequences", "teams", "exchange",
]  # fmt: skip
INSTALLED_APPS = [
    "catchball.trust",
    *(f"catchball.workplace.{context}" for context in CONTEXTS),
    "catchball.site",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.socialaccount.providers.saml",
    "procrastinate.contrib.django",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "catchball.site.watching.watched.Watched",
    "catchball.site.middleware.SecurityHeaders",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "catchball.site.middleware.Reading",
    "catchball.site.middleware.SignedIn",
    "catchball.site.errors.ExpectedErrors",
]
ROOT_URLCONF = "catchball.site.urls"
WSGI_APPLICATION = "catchball.site.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "jinja2",
        "DIRS": [
            HERE / "templates",
            *sorted((HERE.parent / "workplace").glob("*/templates")),
        ],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "catchball.site.jinja.environment",
            "context_processors": ["catchball.site.navigation.shell"],
        },
    },
]

AUTH_USER_MODEL = "trust.Person"
AUTHENTICATION_BACKENDS = ["catchball.trust.identity.EmailBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "/"
PASSWORD_RESET_TIMEOUT = 2 * 60 * 60
ACCOUNT_ADAPTER = "catchball.site.people.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # whoever follows an invitation has shown that it is theirs
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "40/5m/ip,5/5m/key",
    "reset_password": "20/h/ip,5/h/key",
}
MFA_ADAPTER = "catchball.site.people.adapter.FactorAdapter"
MFA_TOTP_ISSUER = "Catchball"
MFA_TOTP_TOLERANCE = 1  # steps of 30 seconds: clocks differ, and typing takes time (RFC 6238, 5.2)
MFA_WEBAUTHN_USER_VERIFICATION = "required"
# The sides and roles that may not work without a second factor: cmo, client, quality, …
SECOND_FACTOR = words("CATCHBALL_SECOND_FACTOR")
if unknown := set(SECOND_FACTOR) - {*Side, *Role}:
    raise Unsafe(f"CATCHBALL_SECOND_FACTOR names no side or role: {', '.join(sorted(unknown))}.")
SOCIALACCOUNT_ADAPTER = "catchball.site.people.company.CompanyAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True  # our page names the company first
SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = ""
# The companies that sign their people in themselves; docs/operations.md describes the file.
SOCIALACCOUNT_PROVIDERS = read_companies(text("CATCHBALL_COMPANIES"))
# How many proxies of yours stand before it, so that limits count people and not the proxy.
ALLAUTH_TRUSTED_PROXY_COUNT = int(text("CATCHBALL_PROXIES", "1" if BEHIND_HTTPS else "0"))
# Rate limits and used codes, across processes and restarts. Beyond the most entries Django removes
# those that are still needed too: many more than one installation has in an hour.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "trust_limit",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

SESSION_ENGINE = "catchball.site.sessions"
SESSION_COOKIE_AGE = 30 * 60  # idle
SESSION_ABSOLUTE_AGE = 12 * 60 * 60
# Behind TLS browsers hold cookies of these names to this host, whole and encrypted.
_BOUND = "__Host-" if BEHIND_HTTPS else ""
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{_BOUND}catchball_session", f"{_BOUND}csrftoken"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "catchball.site.errors.csrf_failed"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = BEHIND_HTTPS

# Mail goes out by SMTP, or into files beside the data where no server is named.
MAIL = urlsplit(text("CATCHBALL_SMTP_URL"))
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if MAIL.hostname else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = Path(text("CATCHBALL_MAIL_FOLDER", str(ROOT / ".data" / "mail")))
# Where letters lie until somebody hands them on; empty where a server takes them.
LETTERS_LIE_IN = "" if MAIL.hostname else str(EMAIL_FILE_PATH)
EMAIL_HOST, EMAIL_PORT = MAIL.hostname or "localhost", MAIL.port or 587
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(MAIL.username or ""), unquote(MAIL.password or "")
EMAIL_USE_SSL, EMAIL_USE_TLS = MAIL.scheme == "smtps", MAIL.scheme == "smtp+tls"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = text("CATCHBALL_MAIL_FROM", "Catchball <catchball@localhost>")

USE_TZ = USE_I18N = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
LOCALE_PATHS = [ROOT / "locale"]

STATIC_URL = "/static/"
STATICFILES_DIRS = [HERE / "look"]
WHITENOISE_USE_FINDERS, WHITENOISE_AUTOREFRESH = True, DEBUG

# How often one token may ask within a minute.
API_PER_MINUTE = int(text("CATCHBALL_API_PER_MINUTE", "600"))
# Whether webhooks may lead into the own network, and without TLS.
WEBHOOKS_INSIDE = flag("CATCHBALL_WEBHOOKS_INSIDE")
CALLS_KEPT_DAYS = int(text("CATCHBALL_CALLS_KEPT_DAYS", "90"))
# ./catchball names it: the folder `uploads` in its home.
UPLOAD_ROOT = Path(text("CATCHBALL_UPLOADS", str(ROOT / ".data" / "uploads")))
UPLOAD_BYTES = 200 * 1024 * 1024
# One job of the worker may hold so much; a file that needs more is refused in words.
JOB_MEMORY_MB = int(text("CATCHBALL_JOB_MEMORY_MB", "2048"))
FILE_UPLOAD_HANDLERS = [
    "catchball.site.uploads.WithinLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "catchball.site.watching.logs.JsonLines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    # Our own line for each request says it already.
    "loggers": {"django.request": {"level": "ERROR"}},
    "root": {"handlers": ["console"], "level": text("CATCHBALL_LOG", "WARNING")},
}

MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
_JOBS = ("jobs", "people.jobs", "api.jobs")
PROCRASTINATE_IMPORT_PATHS = [f"catchball.site.{name}" for name in _JOBS]
PROCRASTINATE_ON_APP_READY = None
