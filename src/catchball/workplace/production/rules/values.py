"""What a text, a day, a quantity and a reason must be like before anything is kept."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from catchball.kernel.errors import Invalid, Refused, Stale
from catchball.kernel.words import Later, _

T = TypeVar("T")

EARLIEST = date(1980, 1, 1)
YEARS_AHEAD = 10
_TOO_MUCH = Decimal(10) ** 12
_FINEST = Decimal("0.000001")
_PLAIN = re.compile(r"(?:[0-9]{1,12}(?:\.[0-9]{1,6})?\n)*")
_ZERO = re.compile(r"^[0.]+$", re.MULTILINE)


class TextRefused(Invalid):
    """A text is missing, too long, or holds what cannot be shown on one line."""


class DayRefused(Invalid):
    """A day lies where no delivery or batch can be."""


class QuantityRefused(Invalid):
    """A quantity is not a number that can be kept."""


class ReasonMissing(Invalid):
    """This is only done with a reason, which both companies can read."""


class ReferenceTaken(Refused):
    """Another record of the client has this reference."""


class ChangedMeanwhile(Stale):
    """Somebody changed the record after it was shown."""


class NothingCorrected(Refused):
    """A correction changes nothing."""


def clean_text(text: str, *, field: str, longest: int, required: bool = False) -> str:
    """Return the text without white space around it; inside, it stays as it was written.

    :raises TextRefused: if it is longer than `longest` characters, holds a line break or another
        control character, or is empty where it is `required`

    >>> clean_text(" D-118 ", field="reference", longest=40)
    'D-118'
    """
    if text and text.isprintable() and len(text) <= longest and text[0] != " " != text[-1]:
        return text  # as nearly every text is: a file has a million of them
    text = text.strip()
    sentence = ""
    if not text:
        sentence = _("Enter something here.") if required else ""
    elif len(text) > longest:
        sentence = _("Shorten this to %(longest)s characters.", longest=longest)
    elif not text.isprintable() and any(_is_control(sign) for sign in text):
        sentence = _("Take out the line breaks and other control characters.")
    if sentence:
        raise TextRefused(sentence, **{field: sentence})
    return text


def clean_texts(facts: Any, longest: Mapping[str, int]) -> dict[str, str]:
    """Return those texts of a record that cleaning changes; its reference is required.

    :raises TextRefused: as `clean_text`
    """
    changed = {}
    for field, length in longest.items():
        text = getattr(facts, field)
        if text or field == "reference":
            clean = clean_text(text, field=field, longest=length, required=field == "reference")
            if clean != text:
                changed[field] = clean
    return changed


def are_clean_texts(texts: Sequence[str], *, longest: int, required: bool = False) -> bool:
    """Answer whether `clean_text` would leave all of these as they are.

    It looks at all at once, so a no may only mean that each needs a look.

    >>> are_clean_texts(["D-118", ""], longest=40), are_clean_texts([" D-118"], longest=40)
    (True, False)
    """
    joined = "\n" + "\n\n".join(texts) + "\n" if texts else ""
    return (
        joined.count("\n") == 2 * len(texts)
        and joined.replace("\n", "").isprintable()
        and max(map(len, texts), default=0) <= longest
        and "\n " not in joined
        and " \n" not in joined
        and not (required and "" in texts)
    )


def amended(facts: T, changed: Mapping[str, Any]) -> T:
    """Return the facts with these values, as `dataclasses.replace`, without its checks of names."""
    copy = object.__new__(type(facts))
    vars(copy).update(vars(facts))
    vars(copy).update(changed)
    return copy


def _is_control(sign: str) -> bool:
    """Answer for C0 and C1 controls, line and paragraph separators, and lone surrogates."""
    code = ord(sign)
    return code < 32 or 127 <= code < 160 or code in (0x2028, 0x2029) or 0xD800 <= code <= 0xDFFF


def check_day(day: date | None, *, field: str, today: date) -> None:
    """Let a day pass from 1980 to ten years ahead; a mistyped century is no promise.

    :raises DayRefused: otherwise
    """
    if day is None or (day >= EARLIEST and day.year <= today.year + YEARS_AHEAD):
        return
    sentence = _(
        "Check the year: enter a day between %(first)s and %(last)s.",
        first=EARLIEST.year,
        last=today.year + YEARS_AHEAD,
    )
    raise DayRefused(sentence, **{field: sentence})


def check_has_come(day: date | None, *, field: str, today: date) -> None:
    """Let only a day pass that has come, in the zone of the relationship.

    :raises DayRefused: for a day in the future
    """
    if day is not None and day > today:
        sentence = _("This day has not come yet. Record it on the day, not before.")
        raise DayRefused(sentence, **{field: sentence})


def check_order(earlier: date | None, later: date | None, *, field: str, sentence: Later) -> None:
    """Let two days pass that are in order; an unknown one is in order with any.

    :raises DayRefused: with the `sentence`, on the `field`
    """
    if earlier is not None and later is not None and later < earlier:
        raise DayRefused(str(sentence), **{field: str(sentence)})


def check_quantity(value: Decimal | None, *, field: str, zero: bool = False) -> None:
    """Let a quantity pass that is above zero (or `zero`), under 10^12, with six decimals at most.

    :raises QuantityRefused: otherwise
    """
    if value is None:
        return
    sentence = ""
    if not value.is_finite():
        sentence = _("Enter a number.")
    elif value < 0 or (value == 0 and not zero):
        sentence = _("Enter a quantity above zero.") if not zero else _("Enter zero or more.")
    elif value >= _TOO_MUCH:
        sentence = _("Enter less than a million million; perhaps choose a larger unit.")
    elif value != value.quantize(_FINEST):
        sentence = _("Enter six decimals at most.")
    if sentence:
        raise QuantityRefused(sentence, **{field: sentence})


def are_plain_quantities(written: Sequence[str], *, zero: bool = False) -> bool:
    """Answer whether `check_quantity` would let all numbers pass that are written so.

    It looks at all at once, so a no may only mean that each needs a look.

    >>> are_plain_quantities(["1000", "97.5"]), are_plain_quantities(["1000", "0.00"])
    (True, False)
    """
    joined = "".join([f"{one}\n" for one in written])
    return bool(_PLAIN.fullmatch(joined)) and (zero or not _ZERO.search(joined))


def check_reason(reason: str) -> None:
    """Let only a given reason pass.

    :raises ReasonMissing: without one
    """
    if not reason.strip():
        sentence = _("Say why. Both companies can read the reason.")
        raise ReasonMissing(sentence, reason=sentence)


def check_version(*, shown: int, now: int) -> None:
    """Let only a change pass that was made looking at the record as it is.

    :raises ChangedMeanwhile: if somebody changed it since
    """
    if shown != now:
        raise ChangedMeanwhile(
            _("This was changed while you had it open. See what changed, then decide again.")
        )
