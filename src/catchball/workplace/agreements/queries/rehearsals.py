"""A version replayed over the last months, its health, and two versions compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection

from catchball.kernel.days import Grain, Period, month_start, periods_until
from catchball.kernel.errors import Expected
from catchball.kernel.words import _
from catchball.measures.catalogue import CATALOGUE
from catchball.measures.language import Better, Metric, Unit
from catchball.measures.reading import Reading, judge
from catchball.measures.sql import Asked, compile_many, readings
from catchball.trust.door import query
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.agreements.queries.agreement_shapes import AgreementLine
from catchball.workplace.agreements.queries.agreements import find_before, list_agreement_lines
from catchball.workplace.agreements.queries.versions import get_version
from catchball.workplace.agreements.rules import AgreementState, parts
from catchball.workplace.agreements.rules.comparing import PartDifference, compare_parts
from catchball.workplace.agreements.rules.health import Concern, list_concerns
from catchball.workplace.agreements.rules.rehearsing import (
    Consequence,
    Counts,
    Credit,
    Happened,
    Material,
    count_standings,
    list_consequences,
    list_credits,
    list_material,
)
from catchball.workplace.calendars.queries import list_calendar_gaps
from catchball.workplace.calendars.rules import Lack

MONTHS = 12


@dataclass(frozen=True, kw_only=True)
class RehearsedPromise:
    """A promise over past periods; without `happened` its metric cannot be measured here."""

    id: str
    title: str
    party: str
    program: str
    unit: Unit
    per: int
    better: Better
    wanted: str
    happened: tuple[Happened, ...]
    counts: Counts
    consequences: tuple[Consequence, ...]
    grain: Grain

    @property
    def decimals(self) -> int:
        """How many decimals show a reading."""
        return 1


@dataclass(frozen=True, kw_only=True)
class Rehearsal:
    """A version replayed over the last twelve whole months, or the last whole year."""

    line: AgreementLine
    client_name: str
    groups: tuple[tuple[tuple[Period, ...], tuple[RehearsedPromise, ...]], ...]
    promises: tuple[RehearsedPromise, ...]
    credits: tuple[Credit, ...]
    material: tuple[Material, ...]
    currency: str
    has_base: bool

    @property
    def kept(self) -> int:
        """How many verdicts would have been “kept”."""
        return sum(one.counts.kept for one in self.promises)

    @property
    def judged(self) -> int:
        """How many verdicts there would have been."""
        return sum(one.counts.judged for one in self.promises)

    @property
    def unjudged(self) -> int:
        """How many periods would have had no verdict."""
        return sum(one.counts.unjudged for one in self.promises)


@dataclass(frozen=True, kw_only=True)
class Health:
    """What stands against a version."""

    line: AgreementLine
    client_name: str
    concerns: tuple[Concern, ...]
    may_edit: bool


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Two versions beside each other."""

    client_name: str
    old: AgreementLine
    new: AgreementLine
    lines: tuple[AgreementLine, ...]
    differences: tuple[PartDifference, ...]

    @property
    def changes(self) -> int:
        """How many clauses differ."""
        return sum(len(one.clauses) for one in self.differences)


@query(may=Permission.PROMISE_READ)
def rehearse_agreement(scope: Scope, agreement: UUID) -> Rehearsal:
    """Return how a version would have fared over the last twelve whole months.

    A promise that is judged each year is replayed over the last calendar year that is over.
    By the facts as they are known now; at most six SQL queries, however many promises it has.

    :raises NotFound: if the scope does not see it
    """
    row = get_version(scope, agreement)
    found = _rehearse(scope, row.parts)
    everything = [one for each in found for one in each.consequences]
    money = row.parts["credits"]
    return Rehearsal(
        line=_line_of(scope, row.pk),
        client_name=row.client_name,
        groups=tuple(
            (_periods(scope, grain), promises)
            for grain in Grain
            if (promises := tuple(one for one in found if one.grain is grain))
        ),
        promises=found,
        credits=list_credits(everything, {one.id: one.happened for one in found}, money=money),
        material=list_material(everything, money=money),
        currency=money["currency"],
        has_base=bool(money["base"]),
    )


@query(may=Permission.PROMISE_READ)
def get_health(scope: Scope, agreement: UUID) -> Health:
    """Return what would make a version unworkable (at most ten SQL queries).

    :raises NotFound: if the scope does not see it
    """
    row = get_version(scope, agreement)
    counts = {one.id: one.counts for one in _rehearse(scope, row.parts)}
    gaps = _gaps(scope) if scope.may(Permission.CALENDAR_READ) else ()
    concerns = list_concerns(row.parts, counts=counts, gaps=gaps, today=scope.today)
    line = _line_of(scope, row.pk)
    return Health(
        line=line,
        client_name=row.client_name,
        concerns=concerns,
        may_edit=line.state is AgreementState.DRAFT and scope.may(Permission.PROMISE_DRAFT),
    )


@query(may=Permission.PROMISE_READ)
def compare_agreements(scope: Scope, *, new: UUID, old: UUID | None = None) -> Comparison:
    """Return what differs between two versions, clause by clause (four SQL queries).

    Without `old` the newest version that was offered before, or where there is none, itself.

    :raises NotFound: if the scope does not see both
    """
    after, lines = get_version(scope, new), list_agreement_lines(scope)
    earlier = find_before(lines, next(line for line in lines if line.id == new))
    before = get_version(scope, old or earlier or new)
    by_id = {line.id: line for line in lines}
    return Comparison(
        client_name=after.client_name,
        old=by_id[before.pk],
        new=by_id[after.pk],
        lines=tuple(line for line in lines if line.number or line.state is AgreementState.DRAFT),
        differences=compare_parts(before.parts, after.parts),
    )


def _line_of(scope: Scope, agreement: UUID) -> AgreementLine:
    return next(line for line in list_agreement_lines(scope) if line.id == agreement)


def _periods(scope: Scope, grain: Grain) -> tuple[Period, ...]:
    """Return the periods that are over: twelve months, four quarters, or a year."""
    last = month_start(scope.today)
    found = periods_until(scope.today, grain, MONTHS // grain.months + 1)
    return tuple(one for one in found if one.until <= last)[-MONTHS // grain.months :]


def _rehearse(scope: Scope, content: parts.Parts) -> tuple[RehearsedPromise, ...]:
    metrics = {clause["id"]: _metric(clause) for clause in content["promises"]}
    found = _read(scope, content["promises"], metrics)
    return tuple(_promise(clause, content, found) for clause in content["promises"])


def _metric(clause: parts.Item) -> Metric | None:
    """Return the metric of a clause; None where this release has its facts no more."""
    try:
        return CATALOGUE.revive(clause["metric"])
    except Expected:
        return None


def _read(
    scope: Scope, clauses: Sequence[parts.Item], metrics: Mapping[str, Metric | None]
) -> dict[str, list[tuple[Period, Reading]]]:
    found: dict[str, list[tuple[Period, Reading]]] = {}
    for grain in Grain:
        asked = [
            Asked(clause["id"], metric, _filters(clause))
            for clause in clauses
            if (metric := metrics[clause["id"]]) and clause["period"] == grain
        ]
        if not asked:
            continue
        periods = _periods(scope, grain)
        statement = compile_many(asked, periods, scope.today)
        ready = statement.with_client(scope.client)
        with connection.cursor() as cursor:
            cursor.execute(ready.sql, ready.params)
            read = readings(asked, periods, cursor.fetchall())
        for (key, period), reading in sorted(read.items(), key=lambda pair: pair[0]):
            found.setdefault(key, []).append((period, reading))
    return found


def _filters(clause: parts.Item) -> dict[str, Any]:
    return {"program_id": UUID(clause["program"]["id"])} if clause["program"] else {}


def _promise(
    clause: parts.Item, content: parts.Parts, found: Mapping[str, list[tuple[Period, Reading]]]
) -> RehearsedPromise:
    target, floor = Decimal(clause["target"]), Decimal(clause["floor"])
    better = Better(clause["metric"]["better"])
    happened = tuple(
        Happened(
            period,
            reading,
            judge(reading, target=target, floor=floor, better=better, n_min=clause["n_min"]),
        )
        for period, reading in found.get(clause["id"], ())
    )
    return RehearsedPromise(
        id=clause["id"],
        title=_(clause["title"]),
        party=clause["party"],
        program=parts.say_value(parts.PROMISES.slot("program"), clause["program"], clause),
        unit=Unit(clause["metric"]["unit"]),
        per=clause["metric"]["form"].get("per", 1),
        better=better,
        wanted=parts.say_value(parts.PROMISES.slot("target"), clause["target"], clause),
        happened=happened,
        counts=count_standings(happened),
        consequences=list_consequences(
            clause, happened, ladder=content["ladder"], money=content["credits"]
        ),
        grain=Grain(clause["period"]),
    )


def _gaps(scope: Scope) -> tuple[str, ...]:
    said = []
    for one in list_calendar_gaps(scope):
        match one.gap.lack:
            case Lack.CALENDAR:
                sentence = _("%(place)s has no working calendar.", place=one.place.name)
            case Lack.HOLIDAYS:
                sentence = _(
                    "The calendar of %(place)s has no holidays in %(year)s.",
                    place=one.place.name,
                    year=one.gap.year,
                )
            case Lack.BUSINESS_DAY:
                sentence = _(
                    "The calendar of %(place)s does not say how long a business day is.",
                    place=one.place.name,
                )
        said.append(sentence)
    return tuple(said)
