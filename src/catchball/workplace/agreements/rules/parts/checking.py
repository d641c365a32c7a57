"""Whether what people filled in makes sense: slot by slot, then the slots of an item together."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from catchball.kernel.errors import Invalid
from catchball.kernel.words import _
from catchball.measures.language import Better, Unit
from catchball.workplace.agreements.rules.parts.beside import fault_beside
from catchball.workplace.agreements.rules.parts.shapes import Item, Kind, Part, Slot
from catchball.workplace.agreements.rules.parts.spans import fault_of_order, is_span
from catchball.workplace.agreements.rules.terms import fault_of_amount, fault_of_pair

FIRST_DAY = date(1990, 1, 1)
_AHEAD = timedelta(days=10 * 366)
MOST_ITEMS = 100
_KEPT = ("metric", "metric_key", "words", "id")


class PartDoesNotFit(Invalid):
    """What was filled in makes no sense; a sentence stands beside each slot."""


def clean(
    part: Part, values: Mapping[str, Any], *, base: Item, beside: Iterable[Item] = ()
) -> Item:
    """Return an item as it is stored, of what was filled in.

    `base` is the item before, whose metric and id stay; `beside` are the other items of the part.

    :raises PartDoesNotFit: with a sentence for each slot that does not fit
    """
    item: Item = {name: base[name] for name in _KEPT if name in base}
    faults: dict[str, str] = {}
    for slot in part.slots:
        value = _bare(slot, values.get(slot.name))
        fault = _fault(slot, value, base)
        if fault:
            faults[slot.name] = fault
        item[slot.name] = value
    if not faults:
        faults = _together(part, item) or fault_beside(part, item, list(beside))
    if faults:
        raise PartDoesNotFit(" ".join(dict.fromkeys(faults.values())), **faults)
    return item


def _bare(slot: Slot, value: Any) -> Any:
    """Return a value without needless space; nothing is None, "" or an empty list."""
    match slot.kind:
        case Kind.TEXT | Kind.LONG:
            return str(value or "").replace("\0", "").strip()
        case Kind.TAGS | Kind.PROGRAMS:
            return [one.strip() if isinstance(one, str) else one for one in value or [] if one]
        case Kind.FLAG:
            return bool(value)
        case _:
            return None if value in ("", None) else value


def _fault(slot: Slot, value: Any, base: Item) -> str:
    if value in (None, "", []):
        return _("Fill this in.") if slot.required else ""
    check = _CHECKS.get(slot.kind)
    return check(slot, value, base) if check else ""


def _fault_of_text(slot: Slot, value: Any, _base: Item) -> str:
    if len(value) > slot.longest:
        return _("Write at most %(most)s signs.", most=slot.longest)
    return ""


def _fault_of_tags(slot: Slot, value: Any, _base: Item) -> str:
    if not all(isinstance(one, str) for one in value) or sum(map(len, value)) > slot.longest:
        return _("Write at most %(most)s signs.", most=slot.longest)
    return ""


def _fault_of_choice(slot: Slot, value: Any, _base: Item) -> str:
    return "" if value in dict(slot.options) else _("Choose one of these.")


def _fault_of_whole(slot: Slot, value: Any, _base: Item) -> str:
    if type(value) is not int or not slot.least <= value <= slot.most:
        return _(
            "Enter a whole number between %(least)s and %(most)s.", least=slot.least, most=slot.most
        )
    return ""


def _decimal(value: Any) -> Decimal | None:
    try:
        found = Decimal(value) if isinstance(value, str) else None
    except InvalidOperation:
        return None
    return found if found is not None and found.is_finite() else None


def _fault_of_share(_slot: Slot, value: Any, _base: Item) -> str:
    found = _decimal(value)
    if found is None or not 0 <= found <= 1:
        return _("Enter a share between 0 and 100 %.")
    return fault_of_amount(found, Unit.SHARE)


def _fault_of_measure(slot: Slot, value: Any, base: Item) -> str:
    found = _decimal(value)
    if found is None:
        return _("Enter a number below a thousand million.")
    if slot.name == "tolerance" and found < 0:
        return _("Enter 0 or more.")
    return fault_of_amount(found, Unit(base["metric"]["unit"]))


def _fault_of_money(_slot: Slot, value: Any, _base: Item) -> str:
    found = _decimal(value)
    if found is None or not 0 <= found < 1_000_000_000 or found != found.quantize(Decimal("0.01")):
        return _("Enter an amount with at most two decimals, below a thousand million.")
    return ""


def _fault_of_span(_slot: Slot, value: Any, _base: Item) -> str:
    return "" if is_span(value) else _("Enter a number between 1 and 999, and what is counted.")


def _fault_of_day(_slot: Slot, value: Any, _base: Item) -> str:
    day = day_of(value)
    # A far day is a slip of the pen: nothing here is planned for more than ten years.
    if day is None or not FIRST_DAY <= day <= date(2200, 1, 1):
        return _("Enter a day, from 1990 on.")
    return ""


def day_of(value: Any) -> date | None:
    """Return a stored day, or None where there is none."""
    try:
        return date.fromisoformat(value) if value else None
    except (TypeError, ValueError):
        return None


def _is_named(value: Any) -> bool:
    if not isinstance(value, dict) or not isinstance(value.get("name"), str):
        return False
    try:
        return bool(UUID(str(value.get("id"))))
    except ValueError:
        return False


def _fault_of_named(_slot: Slot, value: Any, _base: Item) -> str:
    each = value if isinstance(value, list) else [value]
    return "" if all(_is_named(one) for one in each) else _("Choose one of these.")


_CHECKS: dict[Kind, Callable[[Slot, Any, Item], str]] = {
    Kind.TEXT: _fault_of_text,
    Kind.LONG: _fault_of_text,
    Kind.TAGS: _fault_of_tags,
    Kind.CHOICE: _fault_of_choice,
    Kind.WHOLE: _fault_of_whole,
    Kind.SHARE: _fault_of_share,
    Kind.MEASURE: _fault_of_measure,
    Kind.MONEY: _fault_of_money,
    Kind.SPAN: _fault_of_span,
    Kind.DAY: _fault_of_day,
    Kind.PERSON: _fault_of_named,
    Kind.PROGRAM: _fault_of_named,
    Kind.PROGRAMS: _fault_of_named,
}


def _together(part: Part, item: Item) -> dict[str, str]:
    """Return what is wrong with the slots of an item beside each other."""
    check = _TOGETHER.get(part.key)
    found = check(item) if check else {}
    return {name: sentence for name, sentence in found.items() if sentence}


def _promise(item: Item) -> dict[str, str]:
    better = Better(item["metric"]["better"])
    return {"floor": fault_of_pair(Decimal(item["target"]), Decimal(item["floor"]), better)}


def _response(item: Item) -> dict[str, str]:
    faults = {
        "plan": fault_of_order(
            item["first"], item["plan"], _("The plan cannot be due before the first answer.")
        ),
        "resolution": fault_of_order(
            item["plan"] or item["first"],
            item["resolution"],
            _("The resolution cannot be due before the steps that lead to it."),
        ),
    }
    before = -1
    for number in (1, 2, 3):
        at, to = item[f"at_{number}"], item[f"to_{number}"]
        if (at is None) is not (not to):
            faults[f"to_{number}"] = _("Say both when it escalates and to whom, or neither.")
        elif at is not None and at < before:
            faults[f"at_{number}"] = _("Each step comes later than the one before.")
        before = before if at is None else at
    return faults


def _notice(item: Item) -> dict[str, str]:
    if item["how"] != "record" and not item["limit"]:
        return {"limit": _("Say how soon, or how long before.")}
    return {}


def _step(item: Item) -> dict[str, str]:
    if item["misses"] > item["window"]:
        return {"window": _("There cannot be more misses than periods.")}
    if item["party"] == "cmo" and item["kind"] in {"clock", "slot", "fee", "rebaseline"}:
        return {"kind": _("This follows a miss of the client, not of the manufacturer.")}
    if item["party"] == "client" and item["kind"] in {"credit", "material"}:
        return {"kind": _("A credit follows a miss of the manufacturer, not of the client.")}
    return {}


def _credits(item: Item) -> dict[str, str]:
    faults = {}
    if len(item["currency"]) != 3 or not (
        item["currency"].isascii() and item["currency"].isalpha()
    ):
        faults["currency"] = _("Write the three letters of a currency, such as EUR.")
    if Decimal(item["failed_step"]) < Decimal(item["missed_step"]):
        faults["failed_step"] = _("Below the floor cannot cost less than below the target.")
    return faults


def _terms(item: Item) -> dict[str, str]:
    from_on, review_on = day_of(item["from_on"]), day_of(item["review_on"])
    if from_on and review_on and not from_on < review_on <= from_on + _AHEAD:
        return {
            "review_on": _("Choose a day after the agreement comes into force, within ten years.")
        }
    return {}


_TOGETHER: dict[str, Callable[[Item], dict[str, str]]] = {
    "promises": _promise,
    "responses": _response,
    "notices": _notice,
    "ladder": _step,
    "credits": _credits,
    "terms": _terms,
}
