"""The agreements of the demo: one in force, one waiting, one declined, one being drafted."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from catchball.kernel.days import month_start
from catchball.site.demo.company import LEADS, MANAGER, SITE_HEAD, Somebody
from catchball.site.demo.promises import METHOD, As
from catchball.trust.scope import Proof, Scope
from catchball.trust.signing import Meaning
from catchball.workplace.agreements import commands, queries

# How much of the amount at risk each promise may draw, and who answers for it.
SHARES = {
    "on-time-delivery": ("0.3", "Maya Novak, program manager"),
    "on-time-in-full": ("0.1", "Maya Novak, program manager"),
    "batch-yield": ("0.2", "Technical services"),
    "right-first-time": ("0.2", "Inès Bellerive, quality lead"),
}
# Whose agreement is older than this month, by how many months.
EARLY = {"acme": 9}
DECLINED = "Credits have to wait until a year of facts is there. Please offer it without them."


def agree(slug: str, as_: As, today: date) -> None:
    """Bring the agreement of one client as far as its story says."""
    agreeing = _Agreeing(slug, as_, today)
    match slug:
        case "acme":
            agreeing.next_draft()
        case "tilia":
            agreeing.in_force()
        case "zenith":
            agreeing.waiting()
        case "sorrel-bay":
            agreeing.declined()
        case _:
            commands.start_draft(as_(MANAGER, today - timedelta(days=2)), from_in_force=False)


def agree_early(slug: str, as_: As, today: date) -> None:
    """Bring an agreement into force under which the months of the past were closed."""
    if slug in EARLY:
        _Agreeing(slug, as_, today).in_force(months_ago=EARLY[slug])


@dataclass(frozen=True)
class _Agreeing:
    """One relationship whose two companies agree, each by its own people."""

    slug: str
    as_: As
    today: date

    @property
    def lead(self) -> Somebody:
        """Who signs for the client."""
        return LEADS[self.slug]

    def in_force(self, *, months_ago: int = 0) -> None:
        """Version 1, drafted, offered and signed in the month before it came into force."""
        first = month_start(self.today, -months_ago)
        day = first - timedelta(days=20)
        agreement = self._drafted(day, first)
        self._offer(self.as_(MANAGER, day + timedelta(days=3)), agreement)
        self._sign(self.as_(SITE_HEAD, day + timedelta(days=6)), agreement)
        self._sign(self.as_(self.lead, day + timedelta(days=9)), agreement)

    def next_draft(self) -> None:
        """Draft what follows it, unseen by the client: a tighter promise."""
        scope = self.as_(MANAGER, self.today - timedelta(days=1))
        draft = commands.start_draft(scope, from_in_force=True)
        self._item(scope, draft, "on-time-in-full", target="0.94")

    def waiting(self) -> None:
        """Version 1 as the manufacturer signed it; the client has not."""
        agreement = self._drafted(self.today - timedelta(days=6), month_start(self.today, 1))
        self._offer(self.as_(MANAGER, self.today - timedelta(days=5)), agreement)
        self._sign(self.as_(SITE_HEAD, self.today - timedelta(days=4)), agreement)

    def declined(self) -> None:
        """Version 1 as the client sent it back."""
        agreement = self._drafted(self.today - timedelta(days=12), month_start(self.today, 1))
        self._offer(self.as_(MANAGER, self.today - timedelta(days=10)), agreement)
        scope = self.as_(self.lead, self.today - timedelta(days=7)).because(DECLINED)
        commands.decline_agreement(scope, agreement=agreement)

    def _drafted(self, day: date, from_on: date) -> UUID:
        scope = self.as_(MANAGER, day)
        draft = commands.start_draft(scope, from_in_force=False)
        editing = queries.get_editing(scope, draft, part="terms")
        days = {
            "from_on": from_on.isoformat(),
            "review_on": month_start(from_on, 12).isoformat(),
        }
        commands.keep_part(
            scope,
            agreement=draft,
            part="terms",
            seen=editing.seen,
            values={**editing.values, **days, "quality_agreement": "QAA-2024-17"},
        )
        content = queries.get_agreement(scope, draft)
        promised = next(one for one in content.sections if one.key == "promises")
        for key, (allocation, owner) in SHARES.items():
            if key in {item.id for item in promised.items}:
                self._item(scope, draft, key, allocation=allocation, owner=owner)
        return draft

    def _item(self, scope: Scope, draft: UUID, item: str, **changes: Any) -> None:
        editing = queries.get_editing(scope, draft, part="promises", item=item)
        commands.keep_item(
            scope,
            agreement=draft,
            part="promises",
            item=item,
            seen=editing.seen,
            values={**editing.values, **changes},
        )

    def _offer(self, scope: Scope, agreement: UUID) -> None:
        commands.offer_agreement(scope, agreement=agreement, content_hash=_shown(scope, agreement))

    def _sign(self, scope: Scope, agreement: UUID) -> None:
        commands.sign_agreement(
            replace(scope, proof=Proof(METHOD, scope.now)),
            agreement=agreement,
            meaning=Meaning.AGREEMENT,
            content_hash=_shown(scope, agreement),
        )


def _shown(scope: Scope, agreement: UUID) -> str:
    return sha256(queries.get_agreement_content(scope, agreement)).hexdigest()
