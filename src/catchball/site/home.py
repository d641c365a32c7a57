"""Where a person's day begins: what is late, what is due, what waits, what changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from catchball.kernel.words import _, ngettext
from catchball.site.beginning import first_steps
from catchball.site.happenings import SILENT, News, tell
from catchball.site.sight import Sighted
from catchball.trust.permissions import Permission
from catchball.trust.queries import list_happenings
from catchball.trust.reviews import find_review_due
from catchball.trust.scope import Scope
from catchball.trust.wall import opened
from catchball.workplace.actions.queries import list_waiting_actions
from catchball.workplace.agreements.queries import list_waiting
from catchball.workplace.consequences import queries as consequences
from catchball.workplace.exclusions.queries import list_waiting_claims
from catchball.workplace.production.queries import (
    DUE_WITHIN_DAYS,
    DayOfWork,
    DeliveryCounts,
    get_day_of_work,
)
from catchball.workplace.risks.queries import list_waiting_approvals, list_waiting_rounds
from catchball.workplace.scorecards.queries import list_waiting_closes
from catchball.workplace.teams.queries import list_waiting_signatures

LINES = 6
NEWS = 10


@dataclass(frozen=True)
class Wait:
    """Something that waits for somebody: `kind` says what it is, and so what `line` is.

    action (ActionLine), offer (WaitingLine), claim (ExclusionLine), close (CloseLine), round
    (WaitingRound), edition (EditionLine), plan (WaitingPlan), charter or gate (WaitingSignature),
    finding (FindingLine), statement (StatementLine) or review (ReviewDue). `is_mine`: the reader
    may do it, and it is their company's turn. `is_ours`: it is that company's turn.
    """

    kind: str
    line: Any
    client_slug: str
    client_name: str
    is_mine: bool
    is_ours: bool
    is_late: bool = False


# Any of these lets a person do something about it; an action is its owner's.
_WHO_MAY: dict[str, tuple[Permission, ...]] = {
    "offer": (Permission.PROMISE_SIGN,),
    "claim": (Permission.EXCLUSION_ANSWER, Permission.EXCLUSION_RULE),
    "close": (Permission.CLOSE_SIGN, Permission.CLOSE_ANSWER),
    "round": (Permission.RISK_ASSESS,),
    "edition": (Permission.RISK_APPROVE,),
    "plan": (Permission.RISK_APPROVE,),
    "charter": (Permission.CHARTER_SIGN,),
    "gate": (Permission.GATE_SIGN,),
    "finding": (Permission.CLOSE_ANSWER, Permission.EXCLUSION_RULE),
    "statement": (Permission.CLOSE_PROPOSE, Permission.CLOSE_SIGN, Permission.CLOSE_ANSWER),
}


@dataclass(frozen=True, kw_only=True)
class Home:
    """Everything on the page where the day begins."""

    headline: str
    lead: str
    work: DayOfWork
    mine: tuple[Wait, ...]
    others: tuple[Wait, ...]
    news: tuple[News, ...]
    reads_records: bool
    across: bool
    first_steps: tuple[str, ...]


_NONE = DayOfWork(DeliveryCounts(late=0, due=0, all=0), awaiting=0)


def read_home(scope: Scope, sighted: Sighted) -> Home:
    """Return what the page shows, for one client or for all that are seen."""
    clients = {one.id: (one.slug, one.name) for one in sighted.clients}
    reads = scope.may(Permission.DELIVERY_READ)
    with opened(scope):
        work = get_day_of_work(scope, limit=LINES) if reads else _NONE
        waits = sorted(_waits(scope, clients), key=lambda one: not one.is_late)
        mine = tuple(one for one in waits if one.is_mine)
        return Home(
            headline=_headline(scope, work.counts, len(mine)),
            lead=_lead(work),
            work=work,
            mine=mine,
            others=tuple(one for one in waits if not one.is_mine),
            news=_news(scope, clients) if reads else (),
            reads_records=reads,
            across=scope.client_id is None,
            first_steps=first_steps(scope, is_recorded=bool(work.counts.all)) if reads else (),
        )


def _waits(scope: Scope, clients: dict[UUID, tuple[str, str]]) -> Iterator[Wait]:
    for kind, lines in _by_kind(scope):
        may = kind == "action" or any(scope.may(one) for one in _WHO_MAY[kind])
        for line in lines:
            is_ours = kind == "action" or scope.side in line.waits_for
            is_late = getattr(line, "is_overdue", False)
            yield Wait(kind, line, *clients[line.client_id], is_ours and may, is_ours, is_late)
    if scope.may(Permission.PERSON_MANAGE) and (due := find_review_due(scope)):
        soon = due.due_on <= scope.today + timedelta(days=DUE_WITHIN_DAYS)
        if due.is_open or soon:
            is_ours = due.is_ours or not due.is_open
            yield Wait("review", due, *clients[scope.client], is_ours, is_ours, due.is_late)


def _by_kind(scope: Scope) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Yield what waits for either company, kind by kind, in the order in which it is shown."""
    if scope.may(Permission.ACTION_READ):
        yield "action", list_waiting_actions(scope)
    yield "offer", list_waiting(scope)
    yield "claim", list_waiting_claims(scope)
    yield "close", list_waiting_closes(scope)
    if scope.may(Permission.RISK_READ):
        yield "round", list_waiting_rounds(scope)
    if scope.may(Permission.RISK_APPROVE):
        approvals = list_waiting_approvals(scope)
        yield "edition", approvals.editions
        yield "plan", approvals.plans
    if scope.may(Permission.PROGRAM_READ):
        signatures = list_waiting_signatures(scope)
        yield "charter", tuple(one for one in signatures if one.leaves is None)
        yield "gate", tuple(one for one in signatures if one.leaves)
    follows = consequences.list_waiting(scope)
    yield "finding", follows.findings
    yield "statement", follows.statements


def _news(scope: Scope, clients: dict[UUID, tuple[str, str]]) -> tuple[News, ...]:
    found = list_happenings(scope, limit=NEWS, silent=SILENT)
    return tuple(tell(scope, one, clients) for one in found)


def _headline(scope: Scope, counts: DeliveryCounts, mine: int) -> str:
    parts = []
    if counts.late:
        parts.append(ngettext("%(count)s delivery late", "%(count)s deliveries late", counts.late))
    if mine:
        parts.append(
            ngettext("%(count)s thing waits for you", "%(count)s things wait for you", mine)
        )
    if len(parts) > 1:
        return _("%(first)s, and %(second)s", first=parts[0], second=parts[1])
    if parts:
        return parts[0]
    if scope.may(Permission.DELIVERY_READ):
        return _("Nothing is late, and nothing waits for you")
    return _("Nothing waits for you")


def _lead(work: DayOfWork) -> str:
    parts = []
    if work.counts.due:
        parts.append(
            ngettext(
                "%(count)s delivery is due in the next %(days)s days.",
                "%(count)s deliveries are due in the next %(days)s days.",
                work.counts.due,
                days=DUE_WITHIN_DAYS,
            )
        )
    if work.awaiting:
        parts.append(
            ngettext(
                "%(count)s completed batch waits for disposition.",
                "%(count)s completed batches wait for disposition.",
                work.awaiting,
            )
        )
    return " ".join(parts)
