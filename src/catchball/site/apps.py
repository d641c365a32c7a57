"""The site floor as a Django application: what is plugged together at start-up."""

from functools import lru_cache

from django.apps import AppConfig
from django.utils.translation import get_language, gettext
from django.utils.translation import ngettext as gettext_many

from catchball.kernel import words
from catchball.site.formats import day, number, period, reader


def _translated(message: str) -> str:
    """Return a sentence in the active language; a page says hundreds, most of them often."""
    return _said_in(reader().language or get_language(), message)


def _tongue() -> str:
    return f"{reader().language or get_language()} {reader().locale}"


@lru_cache(maxsize=16_384)
def _said_in(_language: str | None, message: str) -> str:
    return gettext(message)


class SiteConfig(AppConfig):
    """The floor that people stand on."""

    name = "catchball.site"
    label = "site"

    def ready(self) -> None:
        """Let the pure rooms speak the reader's language."""
        words.speak_with(_translated, gettext_many, period, day, number, _tongue)
