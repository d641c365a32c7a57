"""Where a person's day begins: what is late, what is due, what waits, what changed."""

from dataclasses import dataclass
from uuid import UUID

from catchball.kernel.words import _, ngettext
from catchball.site.beginning import first_steps
from catchball.site.happenings import SILENT, News, tell
from catchball.site.sight import Sighted
from catchball.trust.permissions import Permission
from catchball.trust.queries import list_happenings
from catchball.trust.reviews import ReviewDue, find_review_due
from catchball.trust.scope import Scope
from catchball.trust.wall import opened
from catchball.workplace.agreements.queries import WaitingLine, list_waiting
from catchball.workplace.consequences import queries as consequences
from catchball.workplace.exclusions.queries import ExclusionLine, list_waiting_claims
from catchball.workplace.production.queries import (
    DUE_WITHIN_DAYS,
    DayOfWork,
    DeliveryCounts,
    get_day_of_work,
)
from catchball.workplace.risks.queries import EditionLine, WaitingPlan, list_waiting_approvals
from catchball.workplace.scorecards.queries import CloseLine, list_waiting_closes
from catchball.workplace.teams.queries import WaitingCharter, list_waiting_charters

LINES = 6
NEWS = 10


@dataclass(frozen=True)
class Waiting:
    """An offered promise that lacks a signature, and whether it is the reader's company's."""

    line: WaitingLine
    client_slug: str
    client_name: str
    is_ours: bool


@dataclass(frozen=True)
class Claim:
    """A claim that nobody has decided, and whether it is the reader's company's turn."""

    line: ExclusionLine
    client_slug: str
    client_name: str
    is_ours: bool


@dataclass(frozen=True)
class Closing:
    """A proposed close, and whether it is the reader's company's turn."""

    line: CloseLine
    client_slug: str
    client_name: str
    is_ours: bool


@dataclass(frozen=True)
class Following:
    """A finding or a statement that waits, and whether it is the reader's company's turn."""

    finding: consequences.FindingLine | None
    statement: consequences.StatementLine | None
    client_slug: str
    client_name: str
    is_ours: bool


@dataclass(frozen=True)
class Approving:
    """A plan or an edition of a risk assessment that waits for the reader's company."""

    plan: WaitingPlan | None
    edition: EditionLine | None
    client_slug: str
    client_name: str


@dataclass(frozen=True)
class Chartering:
    """The draft of a program's charter that the reader's company has not signed."""

    line: WaitingCharter
    client_slug: str
    client_name: str


@dataclass(frozen=True)
class Turns:
    """How much of each kind waits for the reader's company."""

    offers: int
    claims: int
    closes: int
    following: int
    charters: int
    approvals: int

    def said(self) -> list[str]:
        """Say what there is of it, a few words for each kind."""
        kinds = (
            (
                self.offers,
                ngettext(
                    "%(count)s offer waits for your company",
                    "%(count)s offers wait for your company",
                    self.offers,
                ),
            ),
            (
                self.claims,
                ngettext(
                    "%(count)s claim waits for you", "%(count)s claims wait for you", self.claims
                ),
            ),
            (
                self.closes,
                ngettext(
                    "%(count)s month waits to be closed",
                    "%(count)s months wait to be closed",
                    self.closes,
                ),
            ),
            (
                self.following,
                ngettext(
                    "%(count)s consequence waits for you",
                    "%(count)s consequences wait for you",
                    self.following,
                ),
            ),
            (
                self.charters,
                ngettext(
                    "%(count)s charter waits for your signature",
                    "%(count)s charters wait for your signature",
                    self.charters,
                ),
            ),
            (
                self.approvals,
                ngettext(
                    "%(count)s approval of a risk waits for you",
                    "%(count)s approvals of risks wait for you",
                    self.approvals,
                ),
            ),
        )
        return [words for count, words in kinds if count]


@dataclass(frozen=True, kw_only=True)
class Home:
    """Everything on the page where the day begins."""

    headline: str
    lead: str
    work: DayOfWork
    waiting: tuple[Waiting, ...]
    claims: tuple[Claim, ...]
    closes: tuple[Closing, ...]
    following: tuple[Following, ...]
    charters: tuple[Chartering, ...]
    approvals: tuple[Approving, ...]
    news: tuple[News, ...]
    reads_records: bool
    across: bool
    first_steps: tuple[str, ...]
    review: ReviewDue | None = None


_NONE = DayOfWork(DeliveryCounts(late=0, due=0, all=0), awaiting=0)


def read_home(scope: Scope, sighted: Sighted) -> Home:
    """Return what the page shows, for one client or for all that are seen."""
    clients = {one.id: (one.slug, one.name) for one in sighted.clients}
    reads = scope.may(Permission.DELIVERY_READ)
    with opened(scope):
        work = get_day_of_work(scope, limit=LINES) if reads else _NONE
        waiting = tuple(
            Waiting(line, *clients[line.client_id], scope.side in line.waits_for)
            for line in list_waiting(scope)
        )
        claims = tuple(
            Claim(line, *clients[line.client_id], scope.side in line.waits_for)
            for line in list_waiting_claims(scope)
        )
        approvals = _approvals(scope, clients) if scope.may(Permission.RISK_APPROVE) else ()
        charters = _charters(scope, clients) if scope.may(Permission.CHARTER_SIGN) else ()
        closes = tuple(
            Closing(line, *clients[line.client_id], scope.side in line.waits_for)
            for line in list_waiting_closes(scope)
        )
        following = _following(scope, clients)
        turns = Turns(
            offers=sum(one.is_ours for one in waiting),
            claims=sum(one.is_ours for one in claims),
            closes=sum(one.is_ours for one in closes),
            following=sum(one.is_ours for one in following),
            charters=len(charters),
            approvals=len(approvals),
        )
        return Home(
            headline=_headline(scope, work, turns),
            lead=_lead(work),
            work=work,
            waiting=waiting,
            claims=claims,
            closes=closes,
            following=following,
            charters=charters,
            approvals=approvals,
            news=_news(scope, clients) if reads else (),
            reads_records=reads,
            across=scope.client_id is None,
            first_steps=first_steps(scope, is_recorded=bool(work.counts.all)) if reads else (),
            review=find_review_due(scope) if scope.may(Permission.PERSON_MANAGE) else None,
        )


def _following(scope: Scope, clients: dict[UUID, tuple[str, str]]) -> tuple[Following, ...]:
    found = consequences.list_waiting(scope)
    return (
        *(
            Following(one, None, *clients[one.client_id], scope.side in one.waits_for)
            for one in found.findings
        ),
        *(
            Following(None, one, *clients[one.client_id], scope.side in one.waits_for)
            for one in found.statements
        ),
    )


def _charters(scope: Scope, clients: dict[UUID, tuple[str, str]]) -> tuple[Chartering, ...]:
    return tuple(
        Chartering(line, *clients[line.client_id]) for line in list_waiting_charters(scope)
    )


def _approvals(scope: Scope, clients: dict[UUID, tuple[str, str]]) -> tuple[Approving, ...]:
    found = list_waiting_approvals(scope)
    return (
        *(Approving(None, one, *clients[one.client_id]) for one in found.editions),
        *(Approving(one, None, *clients[one.client_id]) for one in found.plans),
    )


def _news(scope: Scope, clients: dict[UUID, tuple[str, str]]) -> tuple[News, ...]:
    found = list_happenings(scope, limit=NEWS, silent=SILENT)
    return tuple(tell(scope, one, clients) for one in found)


def _headline(scope: Scope, work: DayOfWork, turns: Turns) -> str:
    parts = [*_late(work.counts.late), *turns.said()]
    if len(parts) > 1:
        first = ", ".join(parts[:-1])
        return _("%(first)s, and %(second)s", first=first, second=parts[-1])
    if parts:
        return parts[0]
    if scope.may(Permission.DELIVERY_READ):
        return _("Nothing is late, and nothing waits for you")
    return _("Nothing waits for you")


def _late(count: int) -> list[str]:
    return (
        [ngettext("%(count)s delivery late", "%(count)s deliveries late", count)] if count else []
    )


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
