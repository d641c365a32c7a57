"""Decisions about people: addresses, passwords, zones; pure."""

import re
from datetime import timedelta
from functools import lru_cache
from importlib import resources
from zoneinfo import ZoneInfo, available_timezones

from catchball.kernel.errors import Invalid, NotPermitted, Refused
from catchball.kernel.words import _
from catchball.trust.permissions import Role, Side

PASSWORD_AT_LEAST = 12
# So many characters besides words that anybody would try; shorter parts of an address are no words.
UNKNOWN_AT_LEAST = 8
KNOWN_FROM = 4
# How long a review of who may see what holds: a quarter, as the companies meet.
REVIEWED_FOR = timedelta(days=91)
INVITED_FOR = timedelta(days=7)
LOCALES = ("en-GB", "en-US", "de-DE", "fr-FR", "sl-SI")
THEMES = ("system", "light", "dark")
_EMAIL = re.compile(r"[^@\s\x00-\x1f]+@[^@\s\x00-\x1f]+")


@lru_cache
def zones() -> frozenset[str]:
    """Return the zones of the IANA database, whose hundreds of files are read once."""
    return frozenset(available_timezones())


@lru_cache
def _offered_zones() -> frozenset[str]:
    """Return UTC and the zones of places: those that the IANA database lists by country."""
    listed = resources.files("tzdata").joinpath("zoneinfo", "zone.tab").read_text("utf-8")
    rows = (line.split("\t") for line in listed.splitlines() if not line.startswith("#"))
    return frozenset({"UTC", *(row[2] for row in rows)} & zones())


def zones_to_offer(*kept: str) -> tuple[str, ...]:
    """Return the zones that one may choose by name, and beside them those that are kept.

    Names of old (US/Pacific), of no place (Etc/GMT+5) and of files (posixrules) are left out.

    >>> "US/Pacific" in zones_to_offer(), "US/Pacific" in zones_to_offer("US/Pacific", "Mars/Base")
    (False, True)
    >>> "Mars/Base" in zones_to_offer("Mars/Base"), {"UTC", "Asia/Kolkata"} <= {*zones_to_offer()}
    (False, True)
    """
    return tuple(sorted(_offered_zones() | ({*kept} & zones())))


class NotAnAddress(Invalid):
    """The text is no e-mail address."""


class NameMissing(Invalid):
    """A person needs a name that can be printed under a signature."""


class PasswordTooWeak(Invalid):
    """The password is too short or too common."""


class NoSuchZone(Invalid):
    """The time zone is unknown."""


class NoSuchSetting(Invalid):
    """The language or theme is not offered."""


class WrongSide(Refused):
    """A person of a client company may be assigned to that one company only."""


class NotYourCompany(NotPermitted):
    """A client manages the people of its own company only."""


class NotOneself(Refused):
    """Nobody ends their own sign-in or changes their own role."""


class OtherSide(Refused):
    """A person keeps to the company that they came in for."""


def may_manage(*, side: Side, role: Role) -> bool:
    """Answer whether somebody of this side manages people of this role.

    >>> may_manage(side=Side.CLIENT, role=Role.QUALITY)
    False
    """
    return side is Side.CMO or role.side is Side.CLIENT


def check_may_manage(*, side: Side, role: Role) -> None:
    """Let the manufacturer's administrator manage everybody, and a client its own people.

    :raises NotYourCompany: if somebody of a client would manage the manufacturer's people
    """
    if not may_manage(side=side, role=role):
        raise NotYourCompany(_("You manage the people of your own company only."))


def check_not_oneself(*, is_self: bool) -> None:
    """Let nobody end their own sign-in or change their own role.

    :raises NotOneself: if they try
    """
    if is_self:
        raise NotOneself(_("That is yourself. Ask a colleague who may do this."))


def check_same_side(*, before: Role, after: Role) -> None:
    """Let a person take another role of the same company.

    :raises OtherSide: if the role belongs to the other company
    """
    if before.side is not after.side:
        sentence = _("That role belongs to the other company.")
        raise OtherSide(sentence, role=sentence)


def roles_to_give(side: Side) -> tuple[Role, ...]:
    """Return the roles that somebody of this side may invite for.

    >>> Role.ADMINISTRATOR in roles_to_give(Side.CLIENT)
    False
    """
    return tuple(role for role in Role if may_manage(side=side, role=role))


def clean_email(text: str) -> str:
    """Return the address in lower case.

    :raises NotAnAddress: if it is none, or too long for one (RFC 5321, 4.5.3.1)
    """
    email = text.strip().lower()
    if len(email) > 254 or not _EMAIL.fullmatch(email):
        sentence = _("This is no e-mail address.")
        raise NotAnAddress(sentence, email=sentence)
    return email


def clean_name(text: str) -> str:
    """Return the name with single spaces.

    :raises NameMissing: if nothing printable is left or it exceeds 120 characters
    """
    name = " ".join(text.split())
    if not name or len(name) > 120 or not name.isprintable():
        sentence = _("Enter the name as it should be printed, up to 120 characters.")
        raise NameMissing(sentence, name=sentence)
    return name


def check_password_strength(password: str, *, email: str, common: frozenset[str]) -> None:
    """Let a password be long and uncommon; nothing else is asked of it.

    Words that anybody would try here do not count towards it: the product's name, “password”, and
    the parts of the person's address, their company's among them.

    Source: NIST SP 800-63B, 5.1.1.2 (length, a list of common values, words of the context; no
    composition rules).

    :raises PasswordTooWeak: below 12 characters, on the list, or made of such words
    """
    lowered = password.lower()
    if len(password) < PASSWORD_AT_LEAST:
        sentence = _("Use at least %(count)s characters.", count=PASSWORD_AT_LEAST)
    elif lowered in common or len(_without_known_words(lowered, email)) < UNKNOWN_AT_LEAST:
        sentence = _("This password is easy to guess. Use another.")
    else:
        return
    raise PasswordTooWeak(sentence, password=sentence)


def _without_known_words(lowered: str, email: str) -> str:
    """Return what is left of a password without the words that anybody would try here.

    >>> _without_known_words("catchball-acme-26", "ann@acme.example")
    '--26'
    """
    words = {"catchball", "password", *re.split(r"[^a-z0-9]+", email)}
    for word in sorted(words, key=len, reverse=True):
        if len(word) >= KNOWN_FROM:
            lowered = lowered.replace(word, "")
    return lowered


def check_zone(zone: str) -> None:
    """Let only a zone pass that the IANA database knows.

    :raises NoSuchZone: otherwise
    """
    if zone not in zones():
        sentence = _("This time zone is unknown. Use a name such as Europe/Zurich.")
        raise NoSuchZone(sentence, zone=sentence)
    ZoneInfo(zone)


def check_settings(*, locale: str, theme: str) -> None:
    """Let only offered languages and themes pass.

    :raises NoSuchSetting: otherwise
    """
    if locale not in LOCALES or theme not in THEMES:
        raise NoSuchSetting(_("This language or theme is not offered. Choose one of the list."))
