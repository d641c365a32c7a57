"""What the closed months of the demo came to: findings accepted, statements signed, one open."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from catchball.site.demo.company import LEADS, MANAGER, SITE_HEAD, Somebody
from catchball.site.demo.promises import METHOD, As
from catchball.trust.permissions import Side
from catchball.trust.scope import Proof, Scope
from catchball.trust.signing import Meaning
from catchball.workplace.consequences import commands, queries
from catchball.workplace.consequences.rules import Amounts, Plan

PLAN = "A3 on the packing line: a second shift at month end, and filters kept in stock."
BASE = Decimal("380000.00")


def conclude(slug: str, as_: As, today: date) -> None:
    """Work out every closed month of an agreement; settle all but the newest."""
    concluding = _Concluding(as_, LEADS[slug], today)
    overview = queries.get_statement_overview(as_(MANAGER, today - timedelta(days=1)))
    months = sorted(overview.unopened, key=lambda one: one.period.first)
    for one in months[:-1]:
        concluding.settled(one.close, one.period.until + timedelta(days=20))
    for one in months[-1:]:
        concluding.opened(one.close, today - timedelta(days=1))


class _Concluding:
    """One relationship, month by month, by its own people."""

    def __init__(self, as_: As, lead: Somebody, today: date) -> None:
        self.as_, self.lead, self.today = as_, lead, today

    def opened(self, close: UUID, day: date) -> UUID:
        """Work out what follows a closed month."""
        return commands.open_statement(self.as_(SITE_HEAD, day), close=close)

    def settled(self, close: UUID, day: date) -> None:
        """Work a month out, accept its findings, draw the statement up, and have it signed."""
        statement = self.opened(close, day)
        for one in queries.get_statement(self.as_(MANAGER, day), statement).findings:
            self._accept(self.as_(MANAGER, day + timedelta(days=1)), one)
            self._accept(self.as_(self.lead, day + timedelta(days=2)), one)
        after = day + timedelta(days=3)
        amounts = Amounts(base=BASE, source=f"Invoices of {day:%Y-%m}, without taxes")
        commands.draft_statement(
            self.as_(MANAGER, after), statement=statement, version=1, amounts=amounts
        )
        self._sign(self.as_(SITE_HEAD, after), statement)
        self._sign(self.as_(self.lead, after + timedelta(days=1)), statement)

    def _accept(self, scope: Scope, one: queries.FindingLine) -> None:
        ours = scope.side is one.party
        owner = MANAGER if one.party is Side.CMO else self.lead
        plan = Plan(owner=owner.name, plan=PLAN, recover_on=scope.today + timedelta(days=60))
        commands.accept_finding(
            scope,
            finding=one.id,
            version=queries.get_finding(scope, one.id).line.version,
            plan=plan if ours else Plan(),
        )

    def _sign(self, scope: Scope, statement: UUID) -> None:
        shown = queries.get_statement(scope, statement)
        commands.sign_statement(
            replace(scope, proof=Proof(METHOD, scope.now)),
            statement=statement,
            version=shown.line.version,
            meaning=Meaning.AGREEMENT,
            content_hash=shown.content_hash,
        )
