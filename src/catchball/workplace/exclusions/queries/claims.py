"""What may be asked about claims: all of them, one, those of a number, those that wait."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from catchball.kernel.canonical import canonical, fingerprint
from catchball.kernel.days import Period
from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.measures.basis import Ids, Outcome, events_of, side_of
from catchball.measures.catalogue import CATALOGUE
from catchball.measures.explanation import explain
from catchball.measures.language import Metric
from catchball.measures.sql import compile_facts
from catchball.trust import asking
from catchball.trust.door import query
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.trust.signing import list_signatures
from catchball.workplace.agreements.queries import PromiseTerms, list_promises_in_force
from catchball.workplace.exclusions import rules
from catchball.workplace.exclusions.models import Exclusion
from catchball.workplace.exclusions.queries.due import answer_day
from catchball.workplace.exclusions.queries.reading import (
    RECORD,
    content_of,
    course_of,
    get_row,
    read_line,
    read_lines,
    rows_of,
)
from catchball.workplace.exclusions.queries.shapes import (
    Claiming,
    ExclusionLine,
    ExclusionPage,
    Overview,
    Steps,
)
from catchball.workplace.exclusions.rules import OPEN, ExclusionState
from catchball.workplace.programs.queries import get_client

# A fact may lie on any day that a date can be.
_EVER = Period(date(1900, 1, 1), date(2200, 1, 1))


# Asked by each page of numbers, hence written as SQL.
_EXCLUDED = """
    SELECT metric_key, array_agg(fact_id) FROM exclusions_exclusion
    WHERE client_id = %(client)s AND excluded_on <= %(today)s
      AND (restored_on IS NULL OR restored_on > %(today)s)
    GROUP BY metric_key"""


def _of_the_day(scope: Scope) -> dict[str, Any]:
    return {"client": scope.client, "today": scope.today}


# What `list_excluded` asks.
EXCLUDED = asking.Ask(_EXCLUDED, _of_the_day)


@query(may=Permission.SCORECARD_READ)
def list_excluded(scope: Scope) -> Mapping[str, Ids]:
    """Return the facts out of each metric's attributable numbers at the end of the scope's day.

    By key of the metric; one SQL query.
    """
    return {metric: frozenset(facts) for metric, facts in asking.answer(scope, EXCLUDED)}


_ALL_EXCLUDED = """
    SELECT client_id, metric_key, fact_id, excluded_on, restored_on FROM exclusions_exclusion
    WHERE client_id = ANY(%(sees)s::uuid[]) AND excluded_on IS NOT NULL"""


@query(may=Permission.SCORECARD_READ)
def list_excluded_of_all(
    scope: Scope, *, days: Mapping[UUID, date]
) -> dict[UUID, Mapping[str, Ids]]:
    """Return what `list_excluded` tells of each client at the end of its own day (one SQL query).

    `days` are those of the clients seen, each in the zone of its relationship.
    """
    found: dict[UUID, dict[str, set[UUID]]] = {client: {} for client in days}
    rows = asking.rows_of(_ALL_EXCLUDED, sees=list(days))
    for client, metric, fact, excluded_on, restored_on in rows:
        if rules.is_excluded_on(days[client], excluded_on=excluded_on, restored_on=restored_on):
            found[client].setdefault(metric, set()).add(fact)
    return {
        client: {metric: frozenset(facts) for metric, facts in by_metric.items()}
        for client, by_metric in found.items()
    }


@query(may=Permission.SCORECARD_READ)
def list_claims(
    scope: Scope, *, metric_key: str = "", facts: Iterable[UUID] | None = None
) -> tuple[ExclusionLine, ...]:
    """Return the claims on facts as known at the scope's instant (one SQL query).

    Of one metric, or of all; on some facts, or on all.
    """
    rows = rows_of(scope).filter(client_id=scope.client)
    if metric_key:
        rows = rows.filter(metric_key=metric_key)
    if facts is not None:
        rows = rows.filter(fact_id__in=list(facts))
    return read_lines(scope, rows)


@query(may=Permission.SCORECARD_READ)
def list_waiting_claims(scope: Scope) -> tuple[ExclusionLine, ...]:
    """Return the claims nobody has decided, of all clients seen, oldest first (one SQL query)."""
    return read_lines(scope, rows_of(scope).filter(state__in=OPEN))


@query(may=Permission.SCORECARD_READ)
def get_overview(scope: Scope, *, with_past: bool = False) -> Overview:
    """Return the claims of the client, open ones first (two SQL queries).

    Denied and withdrawn ones come only `with_past`; `hidden` says how many there are.
    """
    lines = read_lines(scope, rows_of(scope).filter(client_id=scope.client))
    past = {ExclusionState.DENIED, ExclusionState.WITHDRAWN}
    shown = [line for line in lines if with_past or line.state not in past]
    shown.sort(key=lambda line: line.claimed.at, reverse=True)
    shown.sort(key=lambda line: (not line.state.is_open, scope.side not in line.waits_for))
    return Overview(
        client_name=get_client(scope).name,
        lines=tuple(shown),
        waits_for_us=sum(scope.side in line.waits_for for line in lines),
        waits_for_them=sum(line.waits_for == {rules.other_side(scope.side)} for line in lines),
        excluded=sum(line.state.excludes for line in lines),
        hidden=len(lines) - len(shown),
    )


@query(may=Permission.SCORECARD_READ)
def get_exclusion(scope: Scope, exclusion: UUID) -> ExclusionPage:
    """Return a claim with its next steps (three SQL queries).

    :raises NotFound: if there is no such claim of the client
    """
    return _page(scope, get_row(scope, exclusion))


@query(may=Permission.EXCLUSION_RULE)
def get_ruling_to_confirm(scope: Scope, exclusion: UUID) -> ExclusionPage:
    """Return a ruling with exactly the content that the actor would sign now.

    :raises NotFound: if there is no such claim of the client
    :raises MayNotRule: if no ruling waits for the actor's company
    """
    page = _page(scope, get_row(scope, exclusion))
    line = page.line
    rules.check_may_confirm(line.state, recorded_by=line.recorded_by, side=scope.side)
    return page


@query(may=Permission.EXCLUSION_CLAIM)
def get_claiming(scope: Scope, *, promise: UUID, fact: UUID) -> Claiming:
    """Return the fact that somebody is about to claim, if it may be claimed.

    :raises NotFound: if there is no such promise or fact of the client
    :raises MayNotClaim: if it does not count against the number, or was claimed
    """
    terms = get_terms(scope, promise)
    found = find_fact(scope, terms, fact)
    answers = rules.other_side(scope.side)
    return Claiming(
        promise=terms.id,
        promise_title=terms.title,
        party=terms.party,
        fact=fact,
        reference=found["reference"],
        on=found["on"],
        why=found["why"],
        client_name=get_client(scope).name,
        answer_due_on=answer_day(scope, answers, program=found["program"]),
    )


def get_terms(scope: Scope, promise: UUID) -> PromiseTerms:
    """Return a signed promise of the client.

    :raises NotFound: if there is none
    """
    for terms in list_promises_in_force(scope, until=date.max):
        if terms.id == promise:
            return terms
    raise NotFound(_("There is no signed promise here."))


def find_fact(scope: Scope, terms: PromiseTerms, fact: UUID) -> dict[str, Any]:
    """Return reference, day, program and reason of a fact that may be claimed.

    :raises NotFound: if the client has no such fact
    :raises MayNotClaim: if it does not count against the number, or was claimed
    """
    metric = CATALOGUE.revive(terms.metric)
    found = _read_fact(scope, metric, fact, among_events=False)
    if found is None and events_of(metric) is not None:
        found = _read_fact(scope, metric, fact, among_events=True)
    if found is None:
        raise NotFound(_("There is no such fact here."))
    is_claimed = (
        Exclusion.objects.filter(client_id=scope.client, metric_key=metric.key, fact_id=fact)
        .exclude(state=ExclusionState.WITHDRAWN)
        .exists()
    )
    rules.check_may_claim(found["outcome"], is_claimed=is_claimed)
    return found


def _read_fact(
    scope: Scope, metric: Metric, fact: UUID, *, among_events: bool
) -> dict[str, Any] | None:
    basis = side_of(metric, among_events=among_events)
    listing = compile_facts(
        metric, _EVER, scope.today, among_events=among_events, only=frozenset({fact})
    ).with_client(scope.client)
    with connection.cursor() as cursor:
        cursor.execute(listing.sql, listing.params)
        row = cursor.fetchone()
        if row is None:
            return None
        # The table comes from the registered facts, never from what somebody typed.
        cursor.execute(
            f'SELECT program_id FROM "{basis.facts.table}" WHERE id = %s',  # noqa: S608
            [fact],
        )
        [program] = cursor.fetchone() or [None]
    values = dict(zip([field.name for field in basis.facts.fields], row[2:], strict=True))
    why = explain(metric, values, _EVER, scope.today, among_events=among_events).why
    return {
        "facts": basis.facts.key,
        "outcome": Outcome(row[1]),
        "reference": str(values.get("reference") or fact),
        "on": values[basis.on],
        "program": program,
        "why": why,
    }


def _page(scope: Scope, row: Exclusion) -> ExclusionPage:
    line = read_line(scope, row)
    content = content_of(row)
    return ExclusionPage(
        line=line,
        course=course_of(line),
        client_name=get_client(scope).name,
        content_hash=fingerprint(content) if line.recorded else "",
        content_text=canonical(content).decode() if line.recorded else "",
        signatures=list_signatures(scope, record=RECORD, contents={row.pk: content})[row.pk],
        steps=_steps(scope, line),
    )


def _steps(scope: Scope, line: ExclusionLine) -> Steps:
    state, side = line.state, scope.side
    unanswered = state is ExclusionState.CLAIMED and line.is_overdue
    may_give_up = {ExclusionState.CLAIMED, ExclusionState.DISPUTED, ExclusionState.ACCEPTED}
    return Steps(
        answer=state is ExclusionState.CLAIMED
        and side in line.waits_for
        and scope.may(Permission.EXCLUSION_ANSWER),
        record=(state is ExclusionState.DISPUTED or unanswered)
        and scope.may(Permission.EXCLUSION_RULE),
        confirm=state is ExclusionState.RECORDED
        and side in line.waits_for
        and scope.may(Permission.EXCLUSION_RULE),
        withdraw=state in may_give_up
        and line.claimed_by is side
        and scope.may(Permission.EXCLUSION_CLAIM),
    )
