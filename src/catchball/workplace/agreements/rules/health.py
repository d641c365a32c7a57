"""What would make an agreement unworkable, found before anybody signs it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from catchball.kernel.words import _
from catchball.workplace.agreements.rules import parts
from catchball.workplace.agreements.rules.parts import Item, Parts
from catchball.workplace.agreements.rules.rehearsing import Counts

ENOUGH = 6


class Ailment(StrEnum):
    """What kind of thing is wrong."""

    FACTS = "facts"
    OWNER = "owner"
    REACH = "reach"
    OVERLAP = "overlap"
    CALENDAR = "calendar"
    CREDITS = "credits"
    REVIEW = "review"
    ESCALATION = "escalation"


@dataclass(frozen=True)
class Concern:
    """One thing to look at, in a sentence, and the part and the item where it is."""

    kind: Ailment
    sentence: str
    part: str
    item: str = ""


def list_concerns(
    content: Parts, *, counts: Mapping[str, Counts], gaps: Iterable[str], today: date
) -> tuple[Concern, ...]:
    """Return what stands against an agreement, in the order of its parts.

    `counts` say for each clause how it fared over the last twelve months; `gaps` are the
    sentences on what the calendars of both sides lack.
    """
    found: list[Concern] = []
    for clause in content["promises"]:
        found += _of_clause(clause, counts.get(clause["id"]))
    found += _overlaps(content["responses"])
    found += _of_responses(content["responses"])
    found += _of_credits(content)
    found += _of_material(content)
    found += [Concern(Ailment.CALENDAR, gap, "calendars") for gap in gaps]
    review_on = parts.day_of(content["terms"].get("review_on"))
    if review_on and review_on < today:
        sentence = _("The day of its review has passed.")
        found.append(Concern(Ailment.REVIEW, sentence, "terms"))
    return tuple(found)


def _of_clause(clause: Item, counts: Counts | None) -> list[Concern]:
    title, found = _(clause["title"]), []
    if not clause["owner"]:
        found.append((Ailment.OWNER, _("Nobody answers for “%(title)s”.", title=title)))
    if counts is None or not counts.judged:
        sentence = _(
            "“%(title)s” had too few facts in each of the last twelve months to be judged.",
            title=title,
        )
        found.append((Ailment.FACTS, sentence))
    elif not counts.kept and counts.judged >= min(ENOUGH, counts.judged + counts.unjudged):
        sentence = _(
            "“%(title)s” was never kept in the last twelve months: %(judged)s times judged.",
            title=title,
            judged=counts.judged,
        )
        found.append((Ailment.REACH, sentence))
    return [Concern(kind, sentence, "promises", clause["id"]) for kind, sentence in found]


def _overlaps(classes: Sequence[Item]) -> list[Concern]:
    seen: dict[str, str] = {}
    found = []
    for one in classes:
        for event in one["examples"]:
            other = seen.setdefault(event.casefold(), one["title"])
            if other != one["title"]:
                sentence = _(
                    "“%(event)s” belongs to “%(one)s” and to “%(other)s”.",
                    event=event,
                    one=other,
                    other=one["title"],
                )
                found.append(Concern(Ailment.OVERLAP, sentence, "responses", one["id"]))
    return found


def _of_responses(classes: Sequence[Item]) -> list[Concern]:
    return [
        Concern(
            Ailment.ESCALATION,
            _("“%(title)s” escalates to nobody when its limit passes.", title=one["title"]),
            "responses",
            one["id"],
        )
        for one in classes
        if not one["to_1"]
    ]


def _of_material(content: Parts) -> list[Concern]:
    is_priced = bool(content["credits"].get("material_value"))
    if is_priced or all(step["kind"] != "material" for step in content["ladder"]):
        return []
    sentence = _("The ladder has the worth of lost material, and no value of it is agreed.")
    return [Concern(Ailment.CREDITS, sentence, "credits")]


def _of_credits(content: Parts) -> list[Concern]:
    credits_ = any(step["kind"] == "credit" for step in content["ladder"])
    drawn = any(float(clause["allocation"]) > 0 for clause in content["promises"])
    if credits_ and not drawn:
        sentence = _("The ladder has a credit, and no promise can draw one.")
        return [Concern(Ailment.CREDITS, sentence, "credits")]
    if drawn and not credits_:
        sentence = _("Promises have a share of the amount at risk, and no step gives a credit.")
        return [Concern(Ailment.CREDITS, sentence, "ladder")]
    return []
