"""Refused lines, more than memory should hold."""

from catchball.workplace.production.queries.staging import Refusals
from catchball.workplace.production.rules import RowRefused


def refused(line):
    return RowRefused(line, f"D-{line} \udc00\n", "Enter something here. " * 5)


class TestRefusals:
    def test_come_back_in_the_order_of_the_file_however_many(self):
        kept = Refusals()
        for line in range(20_000):
            (kept.by_records if line % 3 else kept.by_rules).add(refused(line))
        assert len(kept) == 20_000
        assert kept == [refused(line) for line in range(20_000)]
        assert kept[:2] == (refused(0), refused(1))
        assert kept[-1] == refused(19_999)

    def test_are_the_same_as_others_only_line_by_line(self):
        kept = Refusals()
        assert kept == ()
        kept.by_rules.add(refused(1))
        assert kept != ()
        assert kept != (refused(2),)
