"""What a closed month proposes: findings, misses passed over, gains, restatements."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q

from catchball.kernel.days import Grain, Period, month_start, period_of
from catchball.kernel.words import _
from catchball.measures.language import RatioOfSums
from catchball.measures.reading import Standing
from catchball.measures.tree import from_json
from catchball.trust.permissions import Side
from catchball.trust.scope import Scope
from catchball.workplace.agreements.queries import AgreementInForce, find_agreement_of
from catchball.workplace.consequences import rules
from catchball.workplace.consequences.models import Finding, Statement
from catchball.workplace.consequences.queries.drawing import steps_of
from catchball.workplace.consequences.queries.ledger import Ledger, of_programs, read_ledger
from catchball.workplace.consequences.queries.series import (
    Series,
    read_as_known_now,
    read_months,
    read_series,
)
from catchball.workplace.consequences.rules import FindingState, Followed, StatementState
from catchball.workplace.scorecards.queries import ClosedMonth
from catchball.workplace.scorecards.rules import as_kept

RESTATED_BACK = 12


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """A finding as it would be proposed."""

    series: Series
    period: Period
    followed: Followed
    share: Decimal
    share_then: Decimal = Decimal(0)
    material_then: Decimal | None = None
    restates: Statement | None = None


@dataclass(frozen=True, kw_only=True)
class WorkedOut:
    """All that a closed month proposes, by the agreement of its first day."""

    month: ClosedMonth
    agreement: AgreementInForce
    proposed: tuple[Proposed, ...]
    passed_over: tuple[dict[str, str], ...]
    gains: tuple[str, ...]


def work_out(scope: Scope, month: ClosedMonth) -> WorkedOut:
    """Return what a closed month proposes by the agreement in force on its first day.

    :raises MayNotOpen: if none was in force
    """
    agreement = find_agreement_of(scope, month.period.first)
    if agreement is None:
        raise rules.MayNotOpen(
            _("No agreement was in force on the first day of this month, so nothing follows.")
        )
    months = read_months(scope, month, agreement)
    series = read_series(scope, months)
    missed = [
        (one, period, _follow(one, period, agreement))
        for one in series.values()
        for period in [period_of(month.period.first, Grain(one.terms.period))]
        if period.until == month.period.until
        and period in one.numbers
        and one.until(period)[-1].standing in {Standing.BELOW_TARGET, Standing.BELOW_FLOOR}
    ]
    taken = _taken(scope, month)
    return WorkedOut(
        month=month,
        agreement=agreement,
        proposed=(
            *(
                Proposed(series=one, period=period, followed=followed, share=followed.share)
                for one, period, followed in missed
                if followed.steps and one.about not in taken
            ),
            *_restatements(scope, month, agreement, months, series),
        ),
        passed_over=tuple(
            {"title": one.title, "party": one.terms.party.value, "why": followed.counts[-1].value}
            for one, _period, followed in missed
            if not followed.steps
        ),
        gains=tuple(
            one.title
            for one in series.values()
            if agreement.money["gain_share"] != "0"
            if _is_gain(one, month.period)
        ),
    )


def _follow(one: Series, period: Period, agreement: AgreementInForce) -> Followed:
    return rules.follow(
        one.until(period),
        ladder=agreement.ladder,
        money=agreement.money,
        begun_on=agreement.begun_on,
    )


def _taken(scope: Scope, month: ClosedMonth) -> set[str]:
    """Return what has a finding of this month already: its program was closed by itself."""
    rows = Finding.objects.filter(
        client_id=scope.client, until_on=month.period.until, restates__isnull=True
    )
    return set(rows.values_list("about", flat=True))


def _is_gain(one: Series, period: Period) -> bool:
    number = one.numbers.get(period)
    if number is None or one.terms.party is not Side.CMO or number.standing is not Standing.KEPT:
        return False
    is_yield = isinstance(from_json(one.terms.metric).form, RatioOfSums)
    return is_yield and number.reading.compared_with(one.terms.target) > 0


def _restatements(
    scope: Scope,
    month: ClosedMonth,
    agreement: AgreementInForce,
    months: tuple[ClosedMonth, ...],
    series: dict[str, Series],
) -> list[Proposed]:
    """Return what earlier, signed months come to by now, where that is not what was signed."""
    since = month_start(month.period.first, -RESTATED_BACK)
    signed = {
        Period(row.first_on, row.until_on): row
        for row in Statement.objects.filter(
            of_programs(month.program),
            client_id=scope.client,
            state=StatementState.SIGNED,
            first_on__gte=since,
            first_on__lt=month.period.first,
        ).order_by("first_on")
    }
    if not signed:
        return []
    known = {one.period: one for one in months}
    reread = read_as_known_now(scope, [known[period] for period in signed if period in known])
    known.update({one.period: one for one in reread})
    by_now = read_series(scope, known.values())
    ledger = read_ledger(scope, month.program)
    told = _told(scope, signed.values())
    return [
        found
        for row in signed.values()
        for signed_by in [find_agreement_of(scope, row.first_on) or agreement]
        for key, one in by_now.items()
        if key in series
        if (found := _restatement(row, series[key], one, signed_by, ledger, told))
    ]


def _told(scope: Scope, signed: Collection[Statement]) -> list[Finding]:
    """Return what was told of these statements' months: their own findings, and later ones."""
    rows = Finding.objects.filter(
        Q(restates__in=signed) | Q(statement__in=signed), client_id=scope.client
    )
    return list(rows.order_by("statement__first_on"))


def _restatement(
    row: Statement,
    then: Series,
    now: Series,
    signed_by: AgreementInForce,
    ledger: Ledger,
    told: list[Finding],
) -> Proposed | None:
    period = Period(row.first_on, row.until_on)
    ended = next((one for one in then.numbers if one.until == period.until), None)
    if ended is None or ended not in now.numbers:
        return None
    was, followed = _follow(then, ended, signed_by), _follow(now, ended, signed_by)
    drawn = ledger.share_of(now.about, row.first_on)
    signed = ledger.material_of(now.about, row.first_on)
    worth = rules.terms_of(row.money).worth
    before = [one for one in told if (one.about, one.first_on) == (now.about, ended.first)]
    share, amount = was.share, worth(was.loss)
    for one in [one for one in before if one.restates_id == row.pk]:
        # What was told last stands, whether it was accepted or not.
        if one.share != one.share_then:
            share = one.share
        if one.material_then is not None:
            amount = worth(rules.loss_in(steps_of(one)))
    is_other_share = followed.share not in {share, drawn}
    is_other_loss = worth(followed.loss) not in {amount, signed}
    if not is_other_share and not is_other_loss:
        return None
    if any(one.statement_id == row.pk and one.state == FindingState.DROPPED for one in before):
        return None
    return Proposed(
        series=now,
        period=ended,
        followed=followed,
        share=followed.share if is_other_share else drawn,
        share_then=drawn,
        material_then=signed if is_other_loss else None,
        restates=row,
    )


def finding_from(row: Statement, place: int, one: Proposed) -> Finding:
    """Return the row of a finding as it is proposed."""
    series, judged = one.series, one.series.until(one.period)
    terms, last = series.terms, judged[-1]
    return Finding(
        client_id=row.client_id,
        statement=row,
        number_id=series.numbers[one.period].id,
        promise_id=series.numbers[one.period].promise,
        restates=one.restates,
        place=place,
        about=series.about,
        title=series.title,
        party=terms.party,
        first_on=one.period.first,
        until_on=one.period.until,
        standing=last.standing,
        reading=as_kept(last.reading),
        unit=terms.unit,
        better=terms.better,
        target=last.promised.target,
        floor=last.promised.floor,
        steps=[rules.step_as_kept(step) for step in one.followed.steps],
        history=_history(judged, one.followed),
        allocation=last.promised.allocation,
        share=one.share,
        share_then=one.share_then,
        material_then=one.material_then,
    )


def _history(judged: tuple[rules.Judged, ...], followed: Followed) -> list[dict[str, Any]]:
    counted = list(zip(judged, followed.counts, strict=True))[-RESTATED_BACK:]
    return [
        {
            "first": period.period.first.isoformat(),
            "until": period.period.until.isoformat(),
            "standing": period.standing.value,
            "count": count.value,
        }
        for period, count in counted
    ]
