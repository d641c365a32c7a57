"""The names of the months in the languages that plants and clients write in."""

import unicodedata
from functools import cache

from babel import Locale

LANGUAGES = (
    "en", "de", "fr", "it", "es", "pt", "nl", "sl", "hr", "bs", "sr_Latn", "sr", "mk", "bg", "cs",
    "sk", "pl", "hu", "ro", "el", "tr", "uk", "ru", "lt", "lv", "et", "fi", "sv", "da", "nb", "is",
    "ga", "mt", "ca", "eu", "gl", "sq",
)  # fmt: skip
"""Official languages of Europe, in the order in which a proposal names them (CLDR codes)."""

_ALSO = {"en": {"sept": 9}}


def plain(name: str) -> str:
    """Return a name as it is compared: small letters, without accents and dots.

    >>> plain("Août."), plain("DÉC")
    ('aout', 'dec')
    """
    apart = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in apart if sign.isalpha() and not unicodedata.combining(sign))


@cache
def months_in(language: str) -> dict[str, int]:
    """Return month numbers by plain name and abbreviation in one language.

    Source: Unicode CLDR, as Babel carries it.

    >>> months_in("sl")["avg"], months_in("sl")["maj"], months_in("sl")["okt"]
    (8, 5, 10)
    """
    names = Locale.parse(language).months
    found: dict[str, int] = dict(_ALSO.get(language, {}))
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in names[context][width].items():
                if key := plain(name):
                    found.setdefault(key, number)
    return found


@cache
def _meanings() -> dict[str, dict[int, list[str]]]:
    table: dict[str, dict[int, list[str]]] = {}
    for language in LANGUAGES:
        for name, number in months_in(language).items():
            table.setdefault(name, {}).setdefault(number, []).append(language)
    return table


def month_in_any(name: str) -> int | None:
    """Return the month that the name means in every language that knows it, else None.

    >>> month_in_any("okt"), month_in_any("lip"), month_in_any("xyz")
    (10, None, None)
    """
    key = plain(name)
    if (number := months_in("en").get(key)) is not None:
        return number
    numbers = _meanings().get(key, {})
    return next(iter(numbers)) if len(numbers) == 1 else None


def languages_for(name: str) -> tuple[str, ...]:
    """Return the languages that know a name with several meanings; none if it has one.

    >>> languages_for("lip"), languages_for("okt")
    (('hr', 'pl'), ())
    """
    numbers = _meanings().get(plain(name), {})
    if len(numbers) < 2:
        return ()
    known = {language for languages in numbers.values() for language in languages}
    return tuple(language for language in LANGUAGES if language in known)
