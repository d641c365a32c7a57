"""Many lines judged by column come out as each would alone."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from catchball.kernel.errors import Expected
from catchball.workplace.production.queries.staging.judging import Judge, copied
from catchball.workplace.production.queries.staging.kinds import BATCHES, DELIVERIES, sentence_of
from catchball.workplace.production.rules import (
    BatchFacts,
    BatchKind,
    BatchRow,
    BatchState,
    DeliveryFacts,
    DeliveryRow,
    DeliveryState,
    Disposition,
    RowRefused,
)

TODAY = date(2026, 11, 27)
OURS, THEIRS, PRODUCT = UUID(int=1), UUID(int=2), UUID(int=3)
PLACES = {OURS}, {PRODUCT}

days = st.sampled_from(
    [date(1979, 12, 31), date(2026, 3, 2), date(2026, 11, 27), date(2026, 11, 28), date(2041, 1, 1)]
)
some_days = st.none() | days
texts = st.sampled_from(["", "Tablets", " Vials ", "a\\b", "two\nlines", "x" * 61, "x" * 200])
references = st.sampled_from(["D-1", " D-1", "D-2", "D-3", "", "x" * 41])
quantities = st.none() | st.sampled_from(
    [Decimal(0), Decimal(-1), Decimal("1.5"), Decimal("1.50"), Decimal(10) ** 12, Decimal("1e-7")]
)
deliveries = st.builds(
    DeliveryFacts,
    reference=references,
    program=st.sampled_from([OURS, THEIRS]),
    first_promised_on=days,
    promised_on=some_days,
    state=st.sampled_from(DeliveryState),
    client_reference=texts,
    item=texts,
    requested_on=some_days,
    delivered_on=some_days,
    quantity_promised=quantities,
    quantity_delivered=quantities,
)
batches = st.builds(
    BatchFacts,
    reference=references,
    program=st.sampled_from([OURS, THEIRS]),
    product=st.sampled_from([None, PRODUCT, THEIRS]),
    client_reference=texts,
    kind=st.sampled_from(BatchKind),
    state=st.sampled_from(BatchState),
    planned_start_on=some_days,
    started_on=some_days,
    completed_on=some_days,
    disposition=st.sampled_from(Disposition),
    disposed_on=some_days,
    quantity_theoretical=quantities,
    quantity_actual=quantities,
    deviations=st.sampled_from([None, -1, 0, 10_001]),
    reworked=st.sampled_from([None, False, True]),
)


def by_column(kind, lines):
    """Return the good lines without their ids, and the refused ones."""
    refused = []
    judge = Judge(kind, PLACES, today=TODAY, note=refused.append)
    text = "".join(judge.texts(lines))
    kept = [one.split("\t") for one in text.splitlines()]
    assert (judge.read, judge.kept) == (len(lines), len(kept))
    return [[line, *facts] for line, _id, *facts in kept], refused


def one_by_one(kind, lines):
    """Judge as the single commands do, line by line."""
    kept, refused, seen = [], [], {}
    for row in lines:
        reference = row.facts.reference
        try:
            facts = kind.clean(row.facts, today=TODAY)
        except Expected as error:
            refused.append(RowRefused(row.line, reference[:80], sentence_of(kind, error)))
            continue
        why = ""
        first = seen.setdefault(facts.reference, row.line)
        if first != row.line:
            why = f"Line {first} has the same reference."
        elif facts.program != OURS:
            why = "There is no such program here."
        elif getattr(facts, "product", None) == THEIRS:
            why = "There is no such product here."
        if why:
            refused.append(RowRefused(row.line, reference[:80], why))
        else:
            kept.append([str(row.line), *map(copied, vars(facts).values())])
    return kept, refused


class TestJudge:
    @given(st.lists(deliveries, max_size=12))
    def test_takes_and_refuses_deliveries_as_the_single_command_does(self, many):
        lines = [DeliveryRow(line, facts) for line, facts in enumerate(many, start=2)]
        assert by_column(DELIVERIES, lines) == one_by_one(DELIVERIES, lines)

    @given(st.lists(batches, max_size=12))
    def test_takes_and_refuses_batches_as_the_single_command_does(self, many):
        lines = [BatchRow(line, facts) for line, facts in enumerate(many, start=2)]
        assert by_column(BATCHES, lines) == one_by_one(BATCHES, lines)
