"""What signed statements moved so far, promise by promise and month by month."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Q

from catchball.trust.scope import Scope
from catchball.workplace.consequences import rules
from catchball.workplace.consequences.models import Statement
from catchball.workplace.consequences.rules import Line, LineKind, StatementState


@dataclass(frozen=True)
class Ledger:
    """Signed lines: what each promise and month was credited, by which share of the base.

    `material` is what its lost material came to, restatements included.

    Keys are what the promise is about, and the first day of the statement's month as text.
    """

    credited: Mapping[tuple[str, str], Decimal]
    shares: Mapping[tuple[str, str], Decimal]
    titles: Mapping[tuple[str, str], str]
    material: Mapping[tuple[str, str], Decimal]

    def material_of(self, about: str, first: date) -> Decimal:
        """Return what lost material of a promise came to in a month."""
        return self.material.get((about, first.isoformat()), Decimal(0))

    def share_of(self, about: str, first: date) -> Decimal:
        """Return the share of the base that a promise drew in a month, restatements included."""
        return self.shares.get((about, first.isoformat()), Decimal(0))

    def shares_in(self, first: date) -> dict[str, Decimal]:
        """Return the shares of all promises that drew in a month."""
        day = first.isoformat()
        return {about: share for (about, month), share in self.shares.items() if month == day}


def of_programs(program: UUID | None) -> Q:
    """Return the condition for statements of all programs (None) or of one."""
    return Q(program__isnull=True) if program is None else Q(program_id=program)


def read_ledger(scope: Scope, program: UUID | None, *, currency: str = "") -> Ledger:
    """Return what signed statements for the same programs moved (one SQL query).

    With `currency`, those in it alone: amounts in different ones are never added.
    """
    rows = Statement.objects.filter(
        of_programs(program), client_id=scope.client, state=StatementState.SIGNED
    ).order_by("first_on")
    credited: dict[tuple[str, str], Decimal] = {}
    shares: dict[tuple[str, str], Decimal] = {}
    titles: dict[tuple[str, str], str] = {}
    material: dict[tuple[str, str], Decimal] = {}
    for row in rows:
        terms = rules.terms_of(row.money)
        if currency and terms.currency != currency:
            continue
        lines = [rules.line_from(one) for one in row.lines]
        for key, amount in rules.credited(lines, terms.rounding).items():
            credited[key] = credited.get(key, Decimal(0)) + amount
        for line in lines:
            if line.kind in {LineKind.CREDIT, LineKind.RESTATEMENT}:
                shares[_key(line)] = line.share
                titles[_key(line)] = line.title
            if line.kind in {LineKind.MATERIAL, LineKind.RESTATED_MATERIAL}:
                material[_key(line)] = material.get(_key(line), Decimal(0)) + line.amount
    return Ledger(credited, shares, titles, material)


def _key(line: Line) -> tuple[str, str]:
    return line.about, line.month
