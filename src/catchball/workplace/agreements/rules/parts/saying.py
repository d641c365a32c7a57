"""The parts of an agreement in words, for screens, paper and comparison alike."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from catchball.kernel.words import _, day_name, written
from catchball.measures.language import Better, Unit
from catchball.workplace.agreements.rules.parts.checking import day_of
from catchball.workplace.agreements.rules.parts.money import LADDER
from catchball.workplace.agreements.rules.parts.sections import PARTS, PROMISES
from catchball.workplace.agreements.rules.parts.shapes import Item, Kind, Part, Parts, Slot
from catchball.workplace.agreements.rules.parts.spans import say_span
from catchball.workplace.agreements.rules.terms import as_written, decimals_of

NOTHING = "–"
LONG = 60


@dataclass(frozen=True)
class Said:
    """One slot in words: what it is called, and what stands there; a number stands to the right."""

    name: str
    title: str
    words: str
    is_number: bool = False

    @property
    def is_long(self) -> bool:
        """Whether it needs a line of its own."""
        return len(self.words) > LONG


@dataclass(frozen=True)
class SaidItem:
    """One item in words: its name, the slots with a column, and the others that say something."""

    id: str
    name: str
    cells: tuple[Said, ...]
    rest: tuple[Said, ...]
    is_proposed: bool
    party: str = ""


@dataclass(frozen=True)
class Section:
    """A part in words. One with `many` has items; another has one item only, all in `rest`.

    `columns` say of each whether numbers stand in it.
    """

    key: str
    title: str
    intro: str
    many: bool
    head: str
    columns: tuple[tuple[str, bool], ...]
    items: tuple[SaidItem, ...]

    @property
    def proposed(self) -> int:
        """How many of the items stand as the product proposed them."""
        return sum(item.is_proposed for item in self.items)


def say_parts(parts: Parts) -> tuple[Section, ...]:
    """Return all parts of an agreement in words, in the order in which they are read."""
    return tuple(say_part(part, parts.get(part.key)) for part in PARTS)


def say_part(part: Part, content: Any) -> Section:
    """Return one part in words."""
    items: Sequence[Item] = content if part.many else [content] if content else []
    return Section(
        key=part.key,
        title=str(part.title),
        intro=str(part.intro),
        many=part.many,
        head=str(part.slots[0].title),
        columns=tuple(
            (str(slot.title), slot.kind in {Kind.MEASURE, Kind.WHOLE}) for slot in part.columns
        ),
        items=tuple(say_item(part, item) for item in items),
    )


def say_item(part: Part, item: Item) -> SaidItem:
    """Return one item in words; its name is its first slot where there are many.

    What is one thought is said in one sentence: the steps of an escalation, when a step follows.
    """
    together = {name for names, _say in _TOGETHER.get(part.key, ()) for name in names}
    named = part.slots[:1] if part.many else ()
    cells = part.columns if part.many else ()
    shown = [
        slot for slot in part.slots if slot not in (*named, *cells) and slot.name not in together
    ]
    rest = [_said(slot, item) for slot in shown]
    rest += [said for _names, say in _TOGETHER.get(part.key, ()) for said in say(item)]
    return SaidItem(
        id=str(item.get("id", "")),
        name=_name(part, item),
        cells=tuple(_said(slot, item) for slot in cells),
        rest=tuple(said for said in rest if said.words != NOTHING or not part.many),
        is_proposed=bool(item.get("proposed")),
        party=str(item.get("party") or ""),
    )


def _escalation(item: Item) -> Iterator[Said]:
    for number in (1, 2, 3):
        if item.get(f"to_{number}"):
            words = _(
                "at %(share)s\N{NO-BREAK SPACE}%% of the limit to: %(to)s",
                share=item[f"at_{number}"],
                to=item[f"to_{number}"],
            )
            title = _("Escalation %(number)s", number=number)
            yield Said(f"step_{number}", title, words)


def _when(item: Item) -> Iterator[Said]:
    if item.get("misses") and item.get("window") and item.get("counts"):
        below = str(dict(LADDER.slot("counts").options)[item["counts"]])
        words = _(
            "%(misses)s of %(window)s periods %(below)s",
            misses=item["misses"],
            window=item["window"],
            below=below,
        )
        yield Said("when", _("Follows after"), words)


def _measured(item: Item) -> Iterator[Said]:
    yield Said("words", _("How it is measured"), item["words"])


_STEPS = tuple(f"{word}_{number}" for number in (1, 2, 3) for word in ("at", "to"))
_TOGETHER: dict[str, tuple[tuple[tuple[str, ...], Callable[[Item], Iterable[Said]]], ...]] = {
    "responses": ((_STEPS, _escalation),),
    "ladder": ((("misses", "window", "counts"), _when),),
    "promises": (((), _measured),),
}


def _name(part: Part, item: Item) -> str:
    if part is PROMISES:
        return _(item["title"])
    return str(item["title"]) if part.many else str(part.title)


def _said(slot: Slot, item: Item) -> Said:
    words = say_value(slot, item.get(slot.name), item)
    return Said(slot.name, str(slot.title), words, slot.kind in {Kind.MEASURE, Kind.WHOLE})


def say_value(slot: Slot, value: Any, item: Item) -> str:  # noqa: C901, PLR0911, PLR0912 -- a case a kind
    """Return what stands in a slot, in words."""
    if slot.kind is Kind.PROGRAM and value is None:
        return _("all programs")
    if slot.kind is Kind.PROGRAMS and not value:
        return _("all programs")
    if slot.name == "from_on" and value is None:
        return _("the day on which the agreement comes into force")
    if slot.kind is Kind.PERSON and value is None:
        return _("whoever may sign for the company")
    if value in (None, "", []):
        return NOTHING
    match slot.kind:
        case Kind.CHOICE:
            return str(dict(slot.options)[value])
        case Kind.SHARE:
            return _(
                "%(share)s\N{NO-BREAK SPACE}%%",
                share=_plain(as_written(Decimal(value), Unit.SHARE)),
            )
        case Kind.MEASURE:
            return _measure(slot, Decimal(value), item)
        case Kind.MONEY:
            return written(Decimal(value), 2)
        case Kind.SPAN:
            return say_span(value)
        case Kind.DAY:
            day = day_of(value)
            return day_name(day) if day else NOTHING
        case Kind.FLAG:
            return _("yes") if value else _("no")
        case Kind.WHOLE:
            return written(value)
        case Kind.TAGS:
            return "; ".join(value)
        case Kind.PROGRAMS:
            return "; ".join(named(one) for one in value)
        case Kind.PROGRAM | Kind.PERSON:
            return named(value)
        case _:
            return str(value)


def named(value: Item) -> str:
    """Return a person or a program as people call it."""
    return f"{value.get('code', '')} {value['name']}".strip()


def _plain(value: Decimal) -> str:
    exponent = value.as_tuple().exponent
    return written(value, -exponent if isinstance(exponent, int) and exponent < 0 else 0)


def say_amount(value: Decimal, metric: Item) -> str:
    r"""Return a number in the unit of its metric, with as many decimals as it has.

    >>> say_amount(Decimal("0.975"), {"unit": "share", "form": {}})
    '97.5\xa0%'
    """
    unit = Unit(metric["unit"])
    shown = written(as_written(value, unit), decimals_of(value, unit))
    match unit:
        case Unit.SHARE:
            return _("%(share)s\N{NO-BREAK SPACE}%%", share=shown)
        case Unit.DAYS:
            return _("%(number)s days", number=shown)
        case Unit.RATE:
            return _("%(number)s per %(per)s", number=shown, per=metric["form"].get("per", 1))
        case Unit.NUMBER:
            return shown


def _measure(slot: Slot, value: Decimal, item: Item) -> str:
    said = say_amount(value, item["metric"])
    if slot.name != "target":
        return said
    if Better(item["metric"]["better"]) is Better.HIGHER:
        return _("at least %(target)s", target=said)
    return _("at most %(target)s", target=said)
