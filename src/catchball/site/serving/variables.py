"""Every variable of the environment that Catchball reads: the one list."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Variable:
    """One variable; with `file`, also `NAME_FILE` is read: the path of a file with the value."""

    name: str
    meaning: str
    without: str
    file: bool = False

    def row(self) -> str:
        """Return the line of docs/operations.md that tells of it."""
        mark = " †" if self.file else ""
        return f"| `{self.name}`{mark} | {self.meaning} | {self.without} |"


VARIABLES = (
    Variable("PORT", "where the web server listens", "8000, or the next free one"),
    Variable("HOST", "on which address", "127.0.0.1"),
    Variable("WEB_PROCESSES", "processes of the web server, six threads each", "2"),
    Variable("CATCHBALL_HOSTS", "names by which people reach it, with commas", "localhost"),
    Variable(
        "CATCHBALL_BASE_URL", "the address in mails and exports", "http://localhost and the port"
    ),
    Variable("CATCHBALL_HTTPS", "1 behind a proxy that ends TLS and sets X-Forwarded-Proto", "0"),
    Variable(
        "CATCHBALL_PROXIES",
        "how many proxies of yours stand before it, so that limits count people",
        "1 with `CATCHBALL_HTTPS`, else 0",
    ),
    Variable(
        "CATCHBALL_SECRET_KEY",
        "signs sessions and links, encrypts the secrets of authenticator apps; at least 32 characters",
        "made once, `secrets/key`",
        file=True,
    ),
    Variable(
        "DATABASE_URL",
        "a PostgreSQL of your own, as the role that serves people; with `OWNER_DATABASE_URL`",
        "the embedded one",
        file=True,
    ),
    Variable(
        "OWNER_DATABASE_URL",
        "the same as the role that owns the tables",
        "the embedded one",
        file=True,
    ),
    Variable(
        "ADMIN_DATABASE_URL",
        "the same as a superuser; read by backup and restore alone",
        "the embedded one's",
        file=True,
    ),
    Variable(
        "PG_BINDIR",
        "the folder of another PostgreSQL's programs, 15 or newer",
        "the wheel's, else the system's",
    ),
    Variable("CATCHBALL_DEMO", "0: an empty installation stays empty", "the demo is loaded"),
    Variable(
        "CATCHBALL_SHOWS_DEMO",
        "1: the sign-in page lists the demo's accounts",
        "set by `./catchball run` where the demo is loaded",
    ),
    Variable("CATCHBALL_HOME", "where data and secrets lie", "see above"),
    Variable("CATCHBALL_UPLOADS", "where imported files lie", "`uploads/` in the home", file=True),
    Variable(
        "CATCHBALL_SMTP_URL",
        "the mail server: `smtp+tls://user:password@mail.example.com:587`, `smtps://…` or "
        "`smtp://…`",
        "letters become files in `CATCHBALL_MAIL_FOLDER`",
        file=True,
    ),
    Variable("CATCHBALL_MAIL_FROM", "the sender of letters", "catchball@localhost"),
    Variable(
        "CATCHBALL_MAIL_FOLDER", "where letters lie that no server takes", "`mail/` in the home"
    ),
    Variable(
        "CATCHBALL_SECOND_FACTOR",
        "sides (`cmo`, `client`) and roles (`quality`, `client-lead`, …) that may not work without "
        "a passkey or an authenticator app; asked for at their next sign-in",
        "nobody is made to; all are offered it",
    ),
    Variable(
        "CATCHBALL_SEAL_KEY",
        "the secret that seals of the journal are signed with; only the worker reads it",
        "made once, `secrets/seal`",
        file=True,
    ),
    Variable(
        "CATCHBALL_METRICS_TOKEN",
        "opens `/metrics` and all of `/readyz`",
        "made once, `secrets/metrics`",
        file=True,
    ),
    Variable(
        "CATCHBALL_BACKUP_KEY",
        "public keys that backups are encrypted for, one a line",
        "backups are not encrypted",
        file=True,
    ),
    Variable(
        "CATCHBALL_JOB_MEMORY_MB",
        "how much memory one job of the worker may have, in MB (Linux)",
        "2048",
    ),
    Variable("CATCHBALL_API_PER_MINUTE", "requests of the API a minute and token", "600"),
    Variable(
        "CATCHBALL_WEBHOOKS_INSIDE",
        "1: webhooks may lead into the own network, also without TLS",
        "public addresses by https only",
    ),
    Variable(
        "CATCHBALL_CALLS_KEPT_DAYS",
        "how many days after its last attempt a webhook's call is kept and can be sent again",
        "90",
    ),
    Variable(
        "CATCHBALL_COMPANIES",
        "the companies that sign their people in themselves, as JSON; see below",
        "everybody signs in here",
        file=True,
    ),
    Variable("CATCHBALL_LOG", "the least level of the log: WARNING, INFO, DEBUG", "WARNING"),
    Variable("CATCHBALL_DEBUG", "1 shows the inside of errors to everybody; for developers", "0"),
    Variable(
        "PROMETHEUS_MULTIPROC_DIR",
        "where processes keep their figures, to be added up",
        "set by `./catchball run`",
    ),
)


def unknown_among(names: list[str]) -> list[str]:
    """Return those that look like ours and are none: most likely misspelt.

    >>> unknown_among(["CATCHBALL_HOST", "CATCHBALL_SECRET_KEY_FILE", "PATH"])
    ['CATCHBALL_HOST']
    """
    known = {one.name for one in VARIABLES} | {f"{one.name}_FILE" for one in VARIABLES}
    return sorted(name for name in names if name.startswith("CATCHBALL_") and name not in known)
