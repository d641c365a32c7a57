"""Whether an item fits beside the others of its part."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from catchball.kernel.words import _
from catchball.workplace.agreements.rules.parts.shapes import Item, Part


def fault_beside(part: Part, item: Item, others: Sequence[Item]) -> dict[str, str]:
    """Return what is wrong with an item beside the others of its part, by slot."""
    check = _BESIDE.get(part.key, _name if part.many else None)
    found = check(item, others) if check else {}
    return {name: sentence for name, sentence in found.items() if sentence}


def _name(item: Item, others: Sequence[Item]) -> dict[str, str]:
    same = item["title"].casefold()
    if any(other["title"].casefold() == same for other in others):
        return {
            "title": _("There is one of this name already. Change that one, or use another name.")
        }
    return {}


def chain_of(item: Item) -> tuple[str, str]:
    """Return on what a promise is: its metric, and its program or "" for all of them."""
    return item["metric_key"], item["program"]["id"] if item["program"] else ""


def _promise(item: Item, others: Sequence[Item]) -> dict[str, str]:
    if any(chain_of(other) == chain_of(item) for other in others):
        return {
            "program": _("There is a promise on this metric and program already. Change that one.")
        }
    if any(
        other["metric_key"] == item["metric_key"] and other["party"] != item["party"]
        for other in others
    ):
        return {"party": _("The other company already promises this. Choose the same company.")}
    sums = sum(
        (Decimal(one["allocation"]) for one in (item, *others) if one["party"] == "cmo"), Decimal(0)
    )
    if item["party"] == "cmo" and sums > 1:
        return {"allocation": _("All promises together can draw no more than 100 %.")}
    if item["party"] == "client" and Decimal(item["allocation"]):
        return {"allocation": _("Credits follow misses of the manufacturer only. Enter 0.")}
    return {}


def _response(item: Item, others: Sequence[Item]) -> dict[str, str]:
    faults = _name(item, others)
    known = {tag.casefold(): other["title"] for other in others for tag in other["examples"]}
    for tag in item["examples"]:
        if tag.casefold() in known:
            faults["examples"] = _(
                "“%(event)s” belongs to “%(other)s” already. Each event belongs to one class only.",
                event=tag,
                other=known[tag.casefold()],
            )
    return faults


_BESIDE: dict[str, Callable[[Item, Sequence[Item]], dict[str, str]]] = {
    "promises": _promise,
    "responses": _response,
}
