"""Risks that come in many at once, from a file or a machine: what each of them must hold."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from catchball.kernel.errors import Invalid
from catchball.kernel.words import _
from catchball.workplace.risks.rules.scales import IMPACTS, Axis, Matrix, Score, check_score
from catchball.workplace.risks.rules.steps import PlanTerms, Statement, clean_plan, clean_statement
from catchball.workplace.risks.rules.words import Category, Phase, Strategy

MOST_BROUGHT = 500


class RisksDoNotFit(Invalid):
    """One of the risks that were brought cannot be added, hence none is."""


@dataclass(frozen=True, kw_only=True)
class Brought:
    """A risk as a file tells it; steps are of the document's scales, `owner` is a name."""

    event: str
    cause: str = ""
    effect: str = ""
    category: Category = Category.PROGRAM
    phase: Phase = Phase.EXECUTION
    owner: str = ""
    probability: int | None = None
    quality: int | None = None
    schedule: int | None = None
    cost: int | None = None
    supply: int | None = None
    detection: int | None = None
    strategy: Strategy | None = None
    contingency: str = ""
    trigger: str = ""
    residual_probability: int | None = None
    residual_impact: int | None = None
    residual_detection: int | None = None
    delay_days: int | None = None
    review_on: date | None = None

    @property
    def statement(self) -> Statement:
        """The risk in words."""
        return Statement(
            event=self.event,
            cause=self.cause,
            effect=self.effect,
            category=self.category,
            phase=self.phase,
        )

    @property
    def score(self) -> Score | None:
        """Its score, where every step of it is given; detection only under FMEA."""
        axes = (Axis.PROBABILITY, *IMPACTS)
        steps = {axis.value: getattr(self, axis.value) for axis in axes}
        return None if None in steps.values() else Score(**steps, detection=self.detection)

    @property
    def plan(self) -> PlanTerms:
        """Its plan, as far as it is told."""
        return PlanTerms(
            strategy=self.strategy,
            contingency=self.contingency,
            trigger=self.trigger,
            residual_probability=self.residual_probability,
            residual_impact=self.residual_impact,
            residual_detection=self.residual_detection,
            delay_days=self.delay_days,
            review_on=self.review_on,
        )


@dataclass(frozen=True)
class Unfit:
    """What stands against one of several risks: its place among them, the field, and why."""

    place: int
    field: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Around:
    """What risks are judged by: the document's matrix, who may watch, which events it has.

    `people` counts who is called so, by folded name; `known` gives the number of an open risk by
    its folded event.
    """

    matrix: Matrix
    people: Mapping[str, int]
    known: Mapping[str, int]
    today: date


def folded(text: str) -> str:
    """Return a text as it is compared: without case and outer blanks.

    >>> folded("  Filter CLOGS ")
    'filter clogs'
    """
    return " ".join(text.casefold().split())


def unfit_of(risks: Sequence[Brought], around: Around) -> tuple[Unfit, ...]:
    """Return everything that stands against adding these risks to a document, in their order."""
    found: list[Unfit] = []
    first: dict[str, int] = {}
    for place, one in enumerate(risks):
        for field, why in _faults(one, around):
            found.append(Unfit(place, field, why))
        before = first.setdefault(folded(one.event), place)
        if before != place and one.event.strip():
            twice = _("The same event stands in the list twice; keep one of them.")
            found.append(Unfit(place, "event", twice))
    return tuple(found)


def check_brought(risks: Sequence[Brought], unfit: Collection[Unfit]) -> None:
    """Let risks be added of which none is unfit, and not more than anybody reads.

    :raises RisksDoNotFit: naming the first that is
    """
    if not risks:
        raise RisksDoNotFit(_("There is no risk to add."))
    if len(risks) > MOST_BROUGHT:
        raise RisksDoNotFit(_("Add %(most)s risks at most at once.", most=MOST_BROUGHT))
    for one in unfit:
        raise RisksDoNotFit(
            _(
                "Nothing was added: risk %(place)s of the list does not fit. %(why)s",
                place=one.place + 1,
                why=one.why,
            )
        )


def _faults(one: Brought, around: Around) -> Iterator[tuple[str, str]]:
    checks: tuple[Callable[[], object], ...] = (
        lambda: clean_statement(one.statement),
        lambda: clean_plan(one.plan, matrix=around.matrix, today=around.today),
        lambda: check_score(around.matrix, one.score) if one.score else None,
    )
    for check in checks:
        try:
            check()
        except Invalid as error:
            yield from error.fields.items()
    yield from _half_scored(one)
    number = around.known.get(folded(one.event))
    if number is not None:
        yield "event", _("The document has this risk already, as number %(number)s.", number=number)
    if one.owner:
        yield from _unknown_owner(one.owner, around.people.get(folded(one.owner), 0))


def _half_scored(one: Brought) -> Iterator[tuple[str, str]]:
    given = [axis for axis in Axis if getattr(one, axis.value) is not None]
    if not given or one.score:
        return
    if Axis.PROBABILITY not in given:
        yield "probability", _("It has an impact and no probability: give both, or neither.")
    for axis in IMPACTS:
        if axis not in given:
            yield (
                axis.value,
                _("Give a step for “%(axis)s”, or leave the whole score out.", axis=axis.label),
            )


def _unknown_owner(name: str, count: int) -> Iterator[tuple[str, str]]:
    if count == 0:
        yield "owner", _("Nobody called “%(name)s” works for or with this client.", name=name[:60])
    elif count > 1:
        yield "owner", _("More than one person is called “%(name)s”.", name=name[:60])
