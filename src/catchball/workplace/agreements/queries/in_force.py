"""The promises by which facts are judged."""

from datetime import date

from catchball.kernel.words import _
from catchball.measures.language import Better, Unit
from catchball.trust.door import query
from catchball.trust.permissions import Permission, Side
from catchball.trust.scope import Scope
from catchball.workplace.agreements.models import Promise
from catchball.workplace.agreements.queries.reading import ends_of, program_words
from catchball.workplace.agreements.queries.shapes import PromiseTerms
from catchball.workplace.agreements.rules import PromiseState


@query(may=Permission.PROMISE_READ)
def list_promises_in_force(scope: Scope, *, until: date) -> tuple[PromiseTerms, ...]:
    """Return every signed promise that begins before `until`, chain by chain, oldest first.

    Of one metric and program each holds for the days from `from_on` up to, and not including,
    `until_on`; `rules.find_in_force` picks the one of a day. Those of the manufacturer come first,
    then by title, then those for all programs before those for one (one SQL query).
    """
    rows = list(Promise.objects.filter(client_id=scope.client, state=PromiseState.SIGNED))
    ends = ends_of(rows)
    terms = [_terms(row, ends[row.pk]) for row in rows if row.from_on < until]
    return tuple(
        sorted(
            terms,
            key=lambda one: (
                one.party is not Side.CMO,
                one.title,
                one.metric_key,
                one.program,
                one.from_on,
            ),
        )
    )


def _terms(row: Promise, until_on: date | None) -> PromiseTerms:
    assert row.signed_at is not None  # noqa: S101 -- the command sets it with the state
    return PromiseTerms(
        id=row.pk,
        metric_key=row.metric_key,
        metric=row.metric,
        title=_(row.metric["title"]),
        party=Side(row.party),
        program_id=row.program_id,
        program=program_words(row),
        unit=Unit(row.metric["unit"]),
        better=Better(row.metric["better"]),
        target=row.target,
        floor=row.floor,
        n_min=row.n_min,
        from_on=row.from_on,
        until_on=until_on,
        signed_at=row.signed_at,
        agreement=row.agreement_id,
        period=row.period,
        weight=row.weight,
        tolerance=row.tolerance,
        grace=row.grace,
        allocation=row.allocation,
        is_critical=row.is_critical,
        owner=row.owner,
    )
