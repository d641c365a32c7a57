"""What the page of journal reviews shows, ready in words."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django import forms

from catchball.kernel.paging import Page
from catchball.kernel.words import Later
from catchball.site.journal.telling import Clients, EntryTold, journal_address, slug_of, tell_lines
from catchball.trust.forms import TellingForm
from catchball.trust.permissions import Permission
from catchball.trust.reviewing import FailedProof, list_failed_proofs, list_marks, read_waiting
from catchball.trust.risks import Risk
from catchball.trust.scope import Scope


class ReviewJournal(TellingForm):
    """Up to which entry somebody reviewed, how many they were shown up to it, and a note."""

    LABELS: ClassVar = {"note": Later("Note")}
    HELP: ClassVar = {
        "note": Later("What you found, or looked at in depth. Whoever sees this journal sees it.")
    }

    up_to = forms.UUIDField(widget=forms.HiddenInput)
    entries = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    note = forms.CharField(max_length=1000, required=False, widget=forms.Textarea)


@dataclass(frozen=True)
class MarkTold:
    """Up to where one person reviewed, as others read it."""

    who: str
    side: str
    is_own: bool
    up_to_at: datetime
    url: str
    reviewed_at: datetime
    since: int
    note: str


@dataclass(frozen=True)
class WaitingTold:
    """What waits for the reader's review: its entries, and the risks among them."""

    page: Page[EntryTold]
    rows: int
    risks: tuple[tuple[Risk, int], ...]
    risk: Risk | None
    proofs: tuple[FailedProof, ...]


@dataclass(frozen=True)
class ReviewsTold:
    """The page: who reviewed up to where, and what waits for the reader (None: may not review).

    Without a `slug`: of what belongs to no client, across which it is looked at.
    """

    marks: tuple[MarkTold, ...]
    waiting: WaitingTold | None
    slug: str
    journal_url: str
    url: str
    mark_url: str

    @property
    def own(self) -> MarkTold | None:
        """The reader's own mark, if there is one."""
        return next((one for one in self.marks if one.is_own), None)


def tell_reviews(scope: Scope, *, risk: Risk | None, page: int, clients: Clients) -> ReviewsTold:
    """Return who reviewed the journal up to where, and what waits for the reader."""
    slug = slug_of(scope, clients)
    return ReviewsTold(
        marks=tuple(
            MarkTold(
                who=mark.person_name,
                side=mark.side.label,
                is_own=mark.person == scope.actor_id,
                up_to_at=mark.up_to_at,
                url=journal_address("journal-entry", slug, entry=mark.up_to),
                reviewed_at=mark.reviewed_at,
                since=mark.since,
                note=mark.note,
            )
            for mark in list_marks(scope)
        ),
        waiting=_waiting(scope, risk, page, clients)
        if scope.may(Permission.JOURNAL_REVIEW)
        else None,
        slug=slug,
        journal_url=journal_address("journal", slug),
        url=journal_address("journal-reviews", slug),
        mark_url=journal_address("journal-review", slug),
    )


def _waiting(scope: Scope, risk: Risk | None, page: int, clients: Clients) -> WaitingTold:
    found = read_waiting(scope, risk=risk, page=page)
    return WaitingTold(
        page=tell_lines(scope, found.page, clients),
        rows=found.rows,
        risks=found.risks,
        risk=risk,
        proofs=list_failed_proofs(scope),
    )
