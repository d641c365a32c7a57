"""How rows of exclusions become lines, for all queries alike."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.trust.permissions import Side
from catchball.trust.scope import Scope
from catchball.workplace.exclusions import rules
from catchball.workplace.exclusions.models import Exclusion
from catchball.workplace.exclusions.queries.shapes import Act, CourseLine, ExclusionLine
from catchball.workplace.exclusions.rules import Days, ExclusionState, Ground

RECORD = "exclusions.exclusion"


def rows_of(scope: Scope) -> QuerySet[Exclusion]:
    """Return the claims of the clients seen, with their promises, oldest first."""
    found = Exclusion.objects.filter(client_id__in=scope.sees).select_related("promise")
    return found.order_by("claimed_at", "pk")


def read_lines(scope: Scope, rows: Iterable[Exclusion]) -> tuple[ExclusionLine, ...]:
    """Return the claims made by the scope's day, as they stood at its end.

    What was answered or ruled later is as if it had not been.
    """
    return tuple(read_line(scope, row) for row in rows if row.claimed_at <= scope.now)


def read_line(scope: Scope, row: Exclusion) -> ExclusionLine:
    """Return a claim as it stood at the end of the scope's day."""
    state = _state(scope, row)
    is_answered = bool(row.answered_at and row.answered_at <= scope.now)
    is_recorded = bool(row.recorded_at and row.recorded_at <= scope.now)
    is_confirmed = bool(row.confirmed_at and row.confirmed_at <= scope.now)
    recorded_by = Side(row.recorded_by) if is_recorded else None
    claimed_by = Side(row.claimed_by)
    due_on = _due_on(state, row)
    return ExclusionLine(
        id=row.pk,
        client_id=row.client_id,
        promise=row.promise_id,
        promise_title=_(row.promise.metric["title"]),
        party=Side(row.promise.party),
        metric_key=row.metric_key,
        facts=row.facts,
        fact_id=row.fact_id,
        reference=row.reference,
        fact_on=row.fact_on,
        ground=Ground(row.ground),
        cause=row.cause,
        clause=row.clause,
        evidence=row.evidence,
        claimed_by=claimed_by,
        claimed=Act(row.claimed_name, row.claimed_at, row.cause),
        state=state,
        waits_for=rules.waits_for(state, claimed_by=claimed_by, recorded_by=recorded_by),
        due_on=due_on,
        answer_due_on=row.answer_due_on,
        is_overdue=due_on is not None and due_on < scope.today,
        answered=_act(is_answered, row.answered_name, row.answered_at, row.answer),
        was_accepted=is_answered and bool(row.accepted),
        was_late=_was_late(scope, row) if is_answered else False,
        upheld=row.upheld if is_recorded else None,
        body=row.body if is_recorded else "",
        ruled_on=row.ruled_on if is_recorded else None,
        ruled_cmo=row.ruled_cmo if is_recorded else "",
        ruled_client=row.ruled_client if is_recorded else "",
        ruling=row.ruling if is_recorded else "",
        recorded_by=recorded_by,
        recorded=_act(is_recorded, row.recorded_name, row.recorded_at, row.ruling),
        confirmed=_act(is_confirmed, row.confirmed_name, row.confirmed_at),
        withdrawn=_act(
            state is ExclusionState.WITHDRAWN,
            row.withdrawn_name,
            row.withdrawn_at,
            row.withdrawn_why,
        ),
        excluded_on=row.excluded_on,
        restored_on=row.restored_on,
        version=row.version,
    )


def _state(scope: Scope, row: Exclusion) -> ExclusionState:
    def on(instant: datetime | None) -> date | None:
        return scope.day_of(instant) if instant else None

    days = Days(
        claimed_on=scope.day_of(row.claimed_at),
        answered_on=on(row.answered_at),
        recorded_on=on(row.recorded_at),
        ruled_on=on(row.confirmed_at),
        withdrawn_on=on(row.withdrawn_at),
    )
    return rules.state_on(
        scope.today,
        state=ExclusionState(row.state),
        was_accepted=bool(row.accepted),
        days=days,
    )


def _due_on(state: ExclusionState, row: Exclusion) -> date | None:
    if state is ExclusionState.CLAIMED:
        return row.answer_due_on
    return row.ruling_due_on if state.is_open else None


def _was_late(scope: Scope, row: Exclusion) -> bool:
    return row.answered_at is not None and scope.day_of(row.answered_at) > row.answer_due_on


def _act(is_known: bool, name: str, at: datetime | None, said: str = "") -> Act | None:
    return Act(name, at, said) if is_known and at else None


def course_of(line: ExclusionLine) -> tuple[CourseLine, ...]:
    """Return what happened to a claim, newest first."""
    answered = _("accepted it") if line.was_accepted else _("disputed it")
    if line.was_late:
        answered = _("%(did)s, after the day", did=answered)
    claims, answers = line.claimed_by, rules.other_side(line.claimed_by)
    records = line.recorded_by or claims
    acts = (
        (line.withdrawn, claims, _("withdrew the claim")),
        (line.confirmed, rules.other_side(records), _("confirmed the ruling")),
        (line.recorded, records, _("recorded a ruling")),
        (line.answered, answers, answered),
        (line.claimed, claims, _("claimed the exclusion")),
    )
    return tuple(
        CourseLine(act.at, act.name, side.label, what, act.said) for act, side, what in acts if act
    )


def get_row(scope: Scope, exclusion: UUID, *, lock: bool = False) -> Exclusion:
    """Return the row of a claim of the client worked for.

    :raises NotFound: if there is no such claim
    """
    rows = Exclusion.objects.select_related("promise").filter(client_id=scope.client)
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=exclusion).first()
    if found is None:
        raise NotFound(_("There is no such claim here."))
    return found


def get_exclusion_for_change(scope: Scope, exclusion: UUID) -> Exclusion:
    """Return the row of a claim, locked until the command ends.

    :raises NotFound: if there is no such claim
    """
    return get_row(scope, exclusion, lock=True)


def content_of(row: Exclusion) -> dict[str, Any]:
    """Return all that a signature under a ruling stands for: the claim, and how it was ruled."""
    days = {
        name: value.isoformat() if value else None
        for name, value in (("fact_on", row.fact_on), ("ruled_on", row.ruled_on))
    }
    texts = {
        name: getattr(row, name)
        for name in (
            "metric_key", "facts", "reference", "ground", "cause", "clause", "evidence",
            "claimed_by", "claimed_name", "answer", "answered_name", "body", "ruled_cmo",
            "ruled_client", "ruling",
        )
    }  # fmt: skip
    return {
        "kind": "exclusion ruling",
        "exclusion": str(row.pk),
        "client": str(row.client_id),
        "promise": str(row.promise_id),
        "fact": str(row.fact_id),
        "upheld": row.upheld,
        **days,
        **texts,
    }
