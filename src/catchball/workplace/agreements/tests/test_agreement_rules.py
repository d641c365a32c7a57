from datetime import date
from decimal import Decimal

import pytest

from catchball.kernel.days import Grain, Period, periods_until
from catchball.measures.reading import Reading, Standing
from catchball.workplace.agreements.rules import parts
from catchball.workplace.agreements.rules.comparing import Fate, compare_parts
from catchball.workplace.agreements.rules.health import Ailment, list_concerns
from catchball.workplace.agreements.rules.rehearsing import (
    Counts,
    Happened,
    count_standings,
    list_consequences,
    list_credits,
    list_material,
)

MONTHS = periods_until(date(2026, 12, 1), Grain.MONTH, 12)
KEPT, MISSED, FAILED = Standing.KEPT, Standing.BELOW_TARGET, Standing.BELOW_FLOOR


def a_clause(**changes):
    return {
        "id": "otd",
        "title": "On-time delivery",
        "metric_key": "on-time-delivery",
        "metric": {"unit": "share", "better": "higher", "form": {}},
        "words": "Deliveries on time",
        "party": "cmo",
        "program": None,
        "target": "0.95",
        "floor": "0.9",
        "tolerance": None,
        "period": "month",
        "weight": 30,
        "n_min": 8,
        "grace": 0,
        "allocation": "0.3",
        "critical": True,
        "owner": "Program manager",
        "from_on": None,
        **changes,
    }


def some_parts(**changes):
    return {
        **parts.propose_parts(),
        "parties": {"cmo_name": "Works", "client_name": "Acme", "order": "any"},
        "scope": {"programs": [], "services": ""},
        "calendars": {"zone": "UTC", "business": "both", "cmo_hours": "x", "client_hours": "y"},
        "terms": {"from_on": "2027-01-01", "review_on": "2028-01-01", "precedence": "QA"},
        "promises": [a_clause()],
        **changes,
    }


def history(*standings, good=80):
    return [
        Happened(period, Reading(Decimal(good), Decimal(100), 100), standing)
        for period, standing in zip(MONTHS, standings, strict=False)
    ]


def money(**changes):
    return {**parts.propose_parts()["credits"], "base": "400000", **changes}


CREDIT = [
    {"id": "c", "title": "Credit", "party": "cmo", "kind": "credit", "misses": 1, "window": 1, "counts": "floor", "note": ""}
]  # fmt: skip


class TestCredits:
    def test_follow_the_published_example(self):
        """DOMAIN §2.3: base 400,000, 10 % at risk, 30 % allocated, red step 100 %: 12,000."""
        happened = history(FAILED)
        found = list_consequences(a_clause(), happened, ladder=CREDIT, money=money())
        (credit,) = list_credits(found, {"otd": happened}, money=money())
        assert (credit.share, credit.amount) == (Decimal("0.03"), Decimal("12000.00"))

    def test_never_exceed_the_cap(self):
        happened = history(FAILED)
        whole = money(cap="0.02")
        found = list_consequences(a_clause(), happened, ladder=CREDIT, money=whole)
        (credit,) = list_credits(found, {"otd": happened}, money=whole)
        assert (credit.amount, credit.is_capped) == (Decimal("8000.00"), True)

    def test_are_earned_back_after_so_many_kept_periods(self):
        happened = history(FAILED, KEPT, Standing.NO_DATA, KEPT, KEPT)
        found = list_consequences(a_clause(), happened, ladder=CREDIT, money=money())
        (credit,) = list_credits(found, {"otd": happened}, money=money())
        assert credit.earned_back == Decimal("0.03")

    def test_are_kept_where_a_later_period_fails(self):
        happened = history(FAILED, KEPT, KEPT, MISSED, KEPT)
        found = list_consequences(a_clause(), happened, ladder=CREDIT, money=money())
        (credit,) = list_credits(found, {"otd": happened}, money=money())
        assert credit.earned_back == 0

    @pytest.mark.parametrize(("rounding", "amount"), [("half-even", "0.02"), ("half-up", "0.03")])
    def test_round_halves_as_agreed(self, rounding, amount):
        happened = history(FAILED)
        small = money(base="2.5", rounding=rounding)
        clause = a_clause(allocation="0.1")
        found = list_consequences(clause, happened, ladder=CREDIT, money=small)
        (credit,) = list_credits(found, {"otd": happened}, money=small)
        assert credit.amount == Decimal(amount)

    def test_of_a_quarter_stand_in_the_month_of_its_statement(self):
        quarter, month = Period(date(2026, 7, 1), date(2026, 10, 1)), MONTHS[8]
        whole = money(cap="0.05")
        late = [Happened(quarter, Reading(Decimal(80), Decimal(100), 100), FAILED)]
        right = [Happened(month, Reading(Decimal(80), Decimal(100), 100), FAILED)]
        found = [
            *list_consequences(a_clause(), late, ladder=CREDIT, money=whole),
            *list_consequences(a_clause(id="rft"), right, ladder=CREDIT, money=whole),
        ]
        (credit,) = list_credits(found, {"otd": late, "rft": right}, money=whole)
        assert (credit.period, credit.amount, credit.is_capped) == (month, Decimal(20000), True)


class TestMaterial:
    """DOMAIN §2.3: target 95, tolerance 1, actual 93 %, 1,000 g dispensed: 10 g."""

    STEP = (CREDIT[0] | {"kind": "material", "counts": "target"},)

    def lost(self, *, metric_key="api-yield", **terms):
        clause = a_clause(metric_key=metric_key, tolerance="0.01")
        happened = [Happened(MONTHS[0], Reading(Decimal(930), Decimal(1000), 12), MISSED)]
        found = list_consequences(clause, happened, ladder=self.STEP, money=money())
        return list_material(found, money=money(**terms))

    def test_comes_to_its_quantity_times_the_value_agreed(self):
        (line,) = self.lost(material_value="250")
        assert (line.period, line.amount) == (MONTHS[0], Decimal("2500.00"))
        assert line.said.replace("\N{NO-BREAK SPACE}", " ") == (
            "(95 % − 1 %) × 1,000 dispensed − 930 yielded, at EUR 250.00"
        )

    def test_is_never_above_its_cap(self):
        (line,) = self.lost(material_value="250", material_cap="1000")
        assert line.amount == Decimal("1000.00")
        assert line.said.endswith("at most EUR\N{NO-BREAK SPACE}1,000.00")

    def test_is_not_reckoned_without_a_value_or_for_another_yield(self):
        assert self.lost() == ()
        assert self.lost(metric_key="batch-yield", material_value="250") == ()


class TestConsequences:
    def steps(self, happened, **changes):
        ladder = parts.propose_parts()["ladder"]
        found = list_consequences(a_clause(**changes), happened, ladder=ladder, money=money())
        return [(one.period, one.kind) for one in found]

    def test_wait_for_two_of_three(self):
        found = self.steps(history(FAILED, KEPT, FAILED))
        assert (MONTHS[2], "review") in found
        assert (MONTHS[0], "review") not in found

    def test_forgive_the_first_miss_of_twelve(self):
        assert self.steps(history(FAILED, KEPT), grace=1) == []
        assert (MONTHS[1], "visible") in self.steps(history(FAILED, FAILED), grace=1)

    def test_leave_a_miss_within_the_tolerance_alone(self):
        happened = history(MISSED, good=94)
        step = [{**CREDIT[0], "counts": "target"}]
        within = a_clause(tolerance="0.01")
        assert list_consequences(within, happened, ladder=step, money=money()) == ()
        assert list_consequences(a_clause(), happened, ladder=step, money=money()) != ()

    def test_never_follow_a_period_without_a_verdict(self):
        assert self.steps(history(Standing.LOW_N, Standing.NO_DATA, Standing.PROVISIONAL)) == []

    def test_of_the_client_have_a_ladder_of_their_own(self):
        found = self.steps(history(FAILED), party="client", allocation="0")
        assert {kind for _period, kind in found} == {"clock"}

    def test_are_counted(self):
        counts = count_standings(history(KEPT, MISSED, FAILED, Standing.LOW_N))
        assert (counts.kept, counts.missed, counts.failed, counts.unjudged) == (1, 1, 1, 1)


class TestComparison:
    def differences(self, old, new):
        return {
            part.title: [(one.name, one.fate) for one in part.clauses]
            for part in compare_parts(old, new)
            if part.clauses
        }

    def test_of_a_version_with_itself_is_empty(self):
        assert self.differences(some_parts(), some_parts()) == {}

    def test_tells_targets_in_words(self):
        new = some_parts(promises=[a_clause(target="0.975")])
        found = next(part for part in compare_parts(some_parts(), new) if part.clauses)
        (line,) = found.clauses[0].lines
        assert line.title == "Target"
        assert [one.replace("\N{NO-BREAK SPACE}", " ") for one in (line.old, line.new)] == [
            "at least 95 %",
            "at least 97.5 %",
        ]

    def test_tells_what_was_added_and_removed(self):
        other = a_clause(id="x", metric_key="yield", title="Yield")
        found = self.differences(some_parts(), some_parts(promises=[other]))
        assert found == {"Promises": [("Yield", Fate.ADDED), ("On-time delivery", Fate.REMOVED)]}

    def test_knows_a_promise_by_its_metric_and_program(self):
        renamed = a_clause(id="another-id")
        assert self.differences(some_parts(), some_parts(promises=[renamed])) == {}


class TestHealth:
    def kinds(self, content, counts=Counts(9, 2, 1, 0), gaps=()):  # noqa: B008 -- frozen
        found = list_concerns(content, counts={"otd": counts}, gaps=gaps, today=date(2026, 12, 1))
        return {one.kind for one in found}

    def test_of_the_template_is_good(self):
        assert self.kinds(some_parts()) == set()

    @pytest.mark.parametrize(
        ("changes", "kind"),
        [
            ({"promises": [a_clause(owner="")]}, Ailment.OWNER),
            ({"promises": [a_clause(allocation="0")]}, Ailment.CREDITS),
            ({"ladder": []}, Ailment.CREDITS),
            (
                {"terms": {"from_on": "2025-01-01", "review_on": "2026-01-01"}},
                Ailment.REVIEW,
            ),
        ],
    )
    def test_finds_what_is_missing(self, changes, kind):
        assert kind in self.kinds(some_parts(**changes))

    def test_finds_promises_without_facts_and_out_of_reach(self):
        assert self.kinds(some_parts(), Counts(0, 0, 0, 12)) == {Ailment.FACTS}
        assert self.kinds(some_parts(), Counts(0, 2, 10, 0)) == {Ailment.REACH}

    def test_finds_classes_that_overlap(self):
        content = some_parts()
        content["responses"][2]["examples"].append("major DEVIATION")
        assert self.kinds(content) == {Ailment.OVERLAP}

    def test_finds_calendars_without_holidays(self):
        gaps = ("The calendar of the works has no holidays in 2027.",)
        assert self.kinds(some_parts(), gaps=gaps) == {Ailment.CALENDAR}
