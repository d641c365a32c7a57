"""What the two companies of the demo settled: exclusions claimed and ruled on, months closed."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from catchball.kernel.days import Grain, month_start, period_of
from catchball.site.demo.company import LEADS, MANAGER, QUALITY, SITE_HEAD
from catchball.site.demo.promises import METHOD, As
from catchball.trust.scope import Proof, Scope
from catchball.trust.signing import Meaning
from catchball.trust.wall import opened
from catchball.workplace.agreements.queries import list_promises_in_force
from catchball.workplace.exclusions import commands as exclusions
from catchball.workplace.exclusions.queries import get_exclusion
from catchball.workplace.exclusions.rules import Ground, Ruling
from catchball.workplace.production import commands as production
from catchball.workplace.production import queries as produced
from catchball.workplace.scorecards import commands, queries

METRIC = "on-time-delivery"
# Only these two have settled anything: one upholds what is disputed, the other denies it.
UPHELD = {"acme": True, "zenith": False}
_CAUSE = "The client’s filters came after their day, so the line stood."
_EVIDENCE = "Goods receipt of the filters, and the line log of the same week."


def settle(slug: str, as_: As, today: date) -> None:
    """Claim, answer and rule exclusions of past months, and close those months."""
    if slug not in UPHELD:
        return
    settling = _Settling(slug, as_, today)
    first = settling.month_with_most_misses()
    settling.first_month(month_start(today, -first))
    for ago in range(first - 1, 1, -1):
        settling.closed(month_start(today, -ago), after=6)
    settling.last_month(month_start(today, -1))


class _Settling:
    """One relationship, settled month by month by its own people."""

    def __init__(self, slug: str, as_: As, today: date) -> None:
        self.as_, self.today = as_, today
        self.lead, self.is_upheld = LEADS[slug], UPHELD[slug]

    def month_with_most_misses(self) -> int:
        """Return how many months ago most deliveries were late, of the last seven but one."""
        day = self.today - timedelta(days=1)
        return max(
            range(2, 8), key=lambda ago: len(self._misses(month_start(self.today, -ago), day))
        )

    def first_month(self, month: date) -> None:
        """One claim accepted, one disputed and ruled on, the month closed, a fact corrected."""
        after = month_start(month, 1)
        late = self._misses(month, after)
        if late:
            claim = self._claim(late[0], after + timedelta(days=1))
            accepting = self.as_(self.lead, after + timedelta(days=5))
            exclusions.accept_exclusion(accepting, exclusion=claim, version=1)
        if len(late) > 1:
            self._rule(self._claim(late[1], after + timedelta(days=2)), after)
        self.closed(month, after=14)
        if len(late) > 2:
            self._correct(late[2], after + timedelta(days=24))

    def closed(self, month: date, *, after: int) -> None:
        """Freeze a month so many days after its end, and have it signed by both."""
        day = month_start(month, 1) + timedelta(days=after)
        close = commands.propose_close(self.as_(MANAGER, day), month=month)
        ours = self.as_(SITE_HEAD, day + timedelta(days=1))
        shown = queries.get_close(ours, close)
        for scope in (ours, self.as_(self.lead, day + timedelta(days=4))):
            self._sign(scope, shown)

    def last_month(self, month: date) -> None:
        """Leave a claim that waits for the client and, once some days have passed, the close too."""
        yesterday = self.today - timedelta(days=1)
        if late := self._misses(month, yesterday):
            self._claim(late[0], yesterday)
        after = month_start(month, 1)
        if yesterday > after:
            proposed_on = max(after, self.today - timedelta(days=5))
            close = commands.propose_close(self.as_(MANAGER, proposed_on), month=month)
            scope = self.as_(SITE_HEAD, yesterday)
            self._sign(scope, queries.get_close(scope, close))

    def _promise(self, scope: Scope) -> UUID:
        terms = list_promises_in_force(scope, until=self.today)
        return next(one.id for one in reversed(terms) if one.metric_key == METRIC)

    def _misses(self, month: date, day: date) -> list[UUID]:
        scope, period = self.as_(MANAGER, day), period_of(month, Grain.MONTH)
        found = queries.read_passport(
            scope,
            promise=self._promise(scope),
            first=period.first,
            until=period.until,
            outcome="not-good",
        )
        return [fact.id for fact in found.facts.items]

    def _claim(self, fact: UUID, day: date) -> UUID:
        scope = self.as_(MANAGER, day)
        return exclusions.claim_exclusion(
            scope,
            promise=self._promise(scope),
            fact=fact,
            ground=Ground.OTHER_MATERIAL,
            cause=_CAUSE,
            clause="MSA 6.2",
            evidence=_EVIDENCE,
        )

    def _rule(self, claim: UUID, after: date) -> None:
        disputing = self.as_(self.lead, after + timedelta(days=6))
        exclusions.dispute_exclusion(
            disputing.because("The filters were there in time; see our delivery note."),
            exclusion=claim,
            version=1,
        )
        met = after + timedelta(days=11)
        ruling = Ruling(
            upheld=self.is_upheld,
            body="Operations and quality review",
            ruled_on=met,
            ruled_cmo=f"{SITE_HEAD.name}, {MANAGER.name}",
            ruled_client=self.lead.name,
            ruling="Minutes of the monthly review, item 4, on the two delivery notes.",
        )
        recording = _proven(self.as_(SITE_HEAD, met))
        exclusions.record_ruling(recording, exclusion=claim, version=2, ruling=ruling)
        confirming = _proven(self.as_(self.lead, met + timedelta(days=1)))
        shown = get_exclusion(confirming, claim).content_hash
        exclusions.confirm_ruling(confirming, exclusion=claim, version=3, content_hash=shown)

    def _sign(self, scope: Scope, shown: queries.ClosePage) -> None:
        commands.sign_close(
            _proven(scope),
            close=shown.line.id,
            version=shown.line.version,
            meaning=Meaning.AGREEMENT,
            content_hash=shown.content_hash,
        )

    def _correct(self, fact: UUID, day: date) -> None:
        scope = self.as_(QUALITY, day).because("The carrier’s receipt names the first day.")
        with opened(scope):
            row = produced.get_delivery_for_change(scope, fact)
            facts, version = produced.facts_of_delivery(row), row.version
        on_time = replace(facts, delivered_on=facts.first_promised_on)
        production.correct_delivery(scope, delivery=fact, facts=on_time, version=version)


def _proven(scope: Scope) -> Scope:
    return replace(scope, proof=Proof(METHOD, scope.now))
