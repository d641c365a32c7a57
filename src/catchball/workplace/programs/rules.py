"""Decisions about clients, sites, products and programs; pure."""

import re

from catchball.kernel.errors import Invalid, Refused
from catchball.kernel.words import _

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_RESERVED = frozenset({"new", "floor", "api", "static"})


class NotASlug(Invalid):
    """The short name cannot stand in an address."""


class CodeMissing(Invalid):
    """A code or name is missing, too long or unprintable."""


class CodeTaken(Refused):
    """Another one of its kind has this code."""


def check_slug(slug: str) -> None:
    """Let small letters, digits and single hyphens pass, up to 40 characters.

    :raises NotASlug: otherwise
    """
    if len(slug) > 40 or slug in _RESERVED or not _SLUG.fullmatch(slug):
        sentence = _("Use small letters, digits and hyphens, up to 40 characters.")
        raise NotASlug(sentence, slug=sentence)


def clean_code(text: str, *, field: str, longest: int) -> str:
    """Return a code or name with single spaces.

    :raises CodeMissing: if nothing printable is left or it is longer than `longest` characters
    """
    code = " ".join(text.split())
    if not code or len(code) > longest or not code.isprintable():
        sentence = _("Enter between 1 and %(longest)s characters.", longest=longest)
        raise CodeMissing(sentence, **{field: sentence})
    return code


def clean_country(text: str) -> str:
    """Return a country's code of two letters.

    :raises CodeMissing: if it is anything else, such as a name
    """
    code = text.strip().upper()
    if not re.fullmatch(r"[A-Z]{2}", code):
        sentence = _("Enter the two letters of the country, such as GB.")
        raise CodeMissing(sentence, country=sentence)
    return code
