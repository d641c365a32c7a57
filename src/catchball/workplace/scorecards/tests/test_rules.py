"""Words and decisions about numbers, without a database."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from catchball.kernel.days import Grain, Period, month_start, period_of, periods_until
from catchball.measures.basis import Outcome
from catchball.measures.charts import Assurance, Variation
from catchball.measures.charts import Standing as Sign
from catchball.measures.language import Better, Unit
from catchball.measures.odds import share_odds
from catchball.measures.reading import Reading, Standing
from catchball.workplace.production import metrics
from catchball.workplace.scorecards import rules
from catchball.workplace.scorecards.rules import Told

NOW = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)
NO_BREAK = "\N{NO-BREAK SPACE}"
METRIC = metrics.ON_TIME_DELIVERY


def plain(said):
    return said.replace(NO_BREAK, " ")


def told(title="On-time delivery", *, whole=Standing.KEPT, months="", **more):
    """A promise whose last months stand as the letters say: k kept, t, f missed, n no data."""
    letters = {
        "k": Standing.KEPT,
        "t": Standing.BELOW_TARGET,
        "f": Standing.BELOW_FLOOR,
        "n": Standing.NO_DATA,
    }
    periods = periods_until(date(2026, 10, 1), Grain.MONTH, max(1, len(months)))
    standings = tuple(zip(periods, (letters[one] for one in months), strict=False))
    usual = {
        "target": "95 %",
        "better": Better.HIGHER,
        "variation": Variation.COMMON,
        "assurance": Assurance.HIT_OR_MISS,
    }
    return Told(title=title, whole=whole, standings=standings, **{**usual, **more})


class TestHeadline:
    @pytest.mark.parametrize(
        ("rows", "said"),
        [
            ([], "No promise has been signed yet"),
            ([told()], "On-time delivery is kept"),
            ([told(whole=Standing.BELOW_TARGET)], "On-time delivery misses its target"),
            ([told(whole=Standing.LOW_N)], "On-time delivery cannot be judged yet"),
            (
                [told(whole=Standing.BELOW_FLOOR, better=Better.LOWER)],
                "On-time delivery is beyond its floor",
            ),
            ([told(), told()], "Two promises, both kept"),
            ([told()] * 10, "Ten promises, all kept"),
            ([told()] * 13, "13 promises, all kept"),
            ([told(), told(whole=Standing.LOW_N)], "Two promises, one judged and kept"),
            (
                [told(whole=Standing.NO_DATA)] * 3,
                "Three promises, none with enough facts to be judged",
            ),
            (
                [told(), told("Yield", whole=Standing.BELOW_TARGET)],
                "Two promises, one short of its target: Yield",
            ),
            (
                [told(), *[told(whole=Standing.BELOW_FLOOR)] * 2],
                "Three promises, two beyond their floors",
            ),
            (
                [
                    *[told()] * 9,
                    told("Closure", whole=Standing.BELOW_TARGET, assurance=Assurance.FAIL),
                ],
                "Ten promises, one failing steadily: Closure",
            ),
        ],
    )
    def test_says_what_the_periods_together_show(self, rows, said):
        assert rules.say_headline(rows) == said

    def test_hides_no_critical_promise_behind_others(self):
        rows = [
            told("Closure", whole=Standing.BELOW_TARGET, assurance=Assurance.FAIL),
            told("Yield", whole=Standing.BELOW_FLOOR, is_critical=True),
            told("Release time", whole=Standing.BELOW_FLOOR),
            told("Incidents", is_critical=True),
        ]
        assert rules.say_headline(rows) == (
            "Four promises, one failing steadily: Closure; critical: Yield"
        )

    def test_names_a_critical_promise_once(self):
        rows = [told(), told("Yield", whole=Standing.BELOW_FLOOR, is_critical=True)]
        assert rules.say_headline(rows) == "Two promises, one below its floor: Yield"

    def test_averages_no_red_of_the_newest_period_away(self):
        red = told("Yield", months="kkfn", is_critical=True)
        assert rules.say_headline([red, told()]) == (
            "Two promises, both kept; critical: Yield in Sept 2026"
        )
        assert rules.say_headline([red]) == (
            "Yield is kept over all periods, and below its floor in Sept 2026"
        )
        assert rules.say_headline([told(months="kfk"), told()]) == "Two promises, both kept"

    def test_does_not_call_steady_what_is_kept_so_far(self):
        row = told(assurance=Assurance.FAIL)
        assert rules.say_headline([row]) == "On-time delivery is kept"


class TestLead:
    def test_tells_since_when_a_promise_misses_and_whether_it_gets_worse(self):
        row = told(months="kkttft", variation=Variation.CONCERN_LOW)
        (line,) = rules.say_lead([row], 0)
        assert line == ("On-time delivery has been below 95 % since Jul 2026 and is getting worse.")

    def test_says_above_where_lower_is_better(self):
        row = told(months="kff", better=Better.LOWER, variation=Variation.IMPROVEMENT_LOW)
        (line,) = rules.say_lead([row], 0)
        assert line == "On-time delivery has been above 95 % since Sept 2026 and is improving."

    def test_tells_of_one_month_and_of_recovery(self):
        (line,) = rules.say_lead([told("A", months="ffk"), told("B", months="kkt")], 0)
        assert line == "B fell below 95 % in Oct 2026. A is back at 95 % since Oct 2026."

    def test_passes_over_months_that_cannot_be_judged(self):
        (line,) = rules.say_lead([told(months="kfnfn")], 0)
        assert "since Jul 2026" in line

    def test_tells_of_the_two_longest_only(self):
        rows = [told("A", months="ktt"), told("B", months="kttt"), told("C", months="kttttt")]
        (line,) = rules.say_lead(rows, 0)
        assert line.startswith("C has been")
        assert "A has" not in line

    def test_says_nothing_of_what_was_always_kept(self):
        assert rules.say_lead([told(months="kkk")], 0) == []

    def test_says_what_waits_for_a_signature(self):
        assert rules.say_lead([], 1) == ["One offered promise waits for a signature."]
        assert rules.say_lead([], 2) == ["Two offered promises wait for a signature."]


class TestDecimals:
    @pytest.mark.parametrize(
        ("value", "better", "decimals"),
        [
            ("0.9496", Better.HIGHER, 2),
            ("0.9504", Better.HIGHER, 0),
            ("0.95", Better.HIGHER, 0),
            ("0.9504", Better.LOWER, 2),
            ("0.94999999", Better.HIGHER, 4),
        ],
    )
    def test_show_whether_the_target_is_reached(self, value, better, decimals):
        found = rules.decimals_of(
            Decimal(value), Unit.SHARE, [Decimal("0.95")], better=better, least=0
        )
        assert found == decimals

    @given(
        value=some.decimals("0", "1", places=4),
        target=some.decimals("0", "1", places=3),
        better=some.sampled_from(Better),
    )
    def test_never_write_a_miss_as_kept(self, value, target, better):
        decimals = rules.decimals_of(value, Unit.SHARE, [target], better=better, least=0)
        written = round(value * 100, decimals)
        way = 1 if better is Better.HIGHER else -1
        assert (way * written >= way * target * 100) is (way * value >= way * target)

    @pytest.mark.parametrize(("n", "decimals"), [(32, 0), (100, 0), (101, 1), (3036, 2)])
    def test_of_a_share_are_as_many_as_one_fact_is_worth(self, n, decimals):
        assert rules.resolution(metrics.ON_TIME_DELIVERY, n) == decimals

    def test_of_days_stay_one(self):
        assert rules.resolution(metrics.RELEASE_DAYS_MEDIAN, 3036) == 1
        assert rules.resolution(metrics.BATCH_YIELD, 288) == 2


class TestWords:
    def test_write_a_value_in_its_unit(self):
        assert plain(rules.shown(Decimal("97.6614"), Unit.SHARE, 2)) == "97.66 %"
        assert plain(rules.shown(Decimal(18), Unit.DAYS, 1)) == "18.0 days"
        assert rules.shown(Decimal("2.84"), Unit.RATE, 1) == "2.8"

    def test_write_a_target_as_it_was_agreed(self):
        assert plain(rules.kept_from(Decimal("0.975000"), Unit.SHARE, Better.HIGHER)) == "≥ 97.5 %"
        assert plain(rules.kept_from(Decimal("10.000000"), Unit.RATE, Better.LOWER)) == "≤ 10"

    def test_call_a_miss_above_where_lower_is_better(self):
        assert rules.standing_word(Standing.BELOW_TARGET, Better.LOWER) == "Above target"
        assert rules.standing_word(Standing.BELOW_TARGET, Better.HIGHER) == "Below target"
        assert rules.standing_word(Standing.KEPT, Better.LOWER) == "Kept"

    def test_tell_what_a_number_is_made_of(self):
        share = Reading(Decimal(2965), Decimal(3036), n=3036, pending=2)
        assert rules.detail(metrics.ON_TIME_DELIVERY, share) == "2,965 of 3,036, 2 open"
        assert rules.tally(metrics.ON_TIME_DELIVERY, share) == "2,965 of 3,036 on time"
        rate = Reading(Decimal(3), Decimal(36), n=36, per=100)
        assert rules.detail(metrics.DEVIATION_RATE, rate) == "3 in 36"
        sums = Reading(Decimal("97.5"), Decimal(100), n=1)
        assert rules.tally(metrics.BATCH_YIELD, sums) == "1 batch"
        assert rules.detail(metrics.BATCH_YIELD, Reading(Decimal(0), Decimal(0), n=0)) == ""

    def test_call_facts_by_what_became_of_them(self):
        assert rules.outcome_word(Outcome.NOT_GOOD, metrics.ON_TIME_DELIVERY) == "late"
        assert rules.outcome_word(Outcome.GOOD, metrics.RIGHT_FIRST_TIME) == "right first time"
        assert rules.outcome_word(Outcome.COUNTED, metrics.BATCH_YIELD) == "counted"


class TestInterval:
    def test_is_wilsons_for_a_share(self):
        nine = Reading(Decimal(9), Decimal(10), n=10)
        assert plain(rules.say_interval(metrics.ON_TIME_DELIVERY, nine)) == "59.6 % to 98.2 %"

    def test_is_exact_for_a_rate_and_in_its_unit(self):
        """Ten events have the 95 % interval 4.8 to 18.4 (Garwood); here per 100 of 200."""
        rate = Reading(Decimal(10), Decimal(200), n=200, per=100)
        assert rules.say_interval(metrics.DEVIATION_RATE, rate) == "2.4 to 9.2"

    def test_is_left_out_for_sums_and_for_nothing(self):
        sums = Reading(Decimal(97), Decimal(100), n=3)
        assert rules.interval_of(metrics.BATCH_YIELD, sums) is None
        assert (
            rules.say_interval(metrics.ON_TIME_DELIVERY, Reading(Decimal(0), Decimal(0), n=0)) == ""
        )


class TestSpan:
    def test_holds_twelve_periods_and_reads_further_back(self):
        span = rules.span_from(month="2026-02", grain="quarter", otherwise=date(2026, 11, 1))
        assert len(span.periods) == 12
        assert span.periods[-1] == Period(date(2026, 1, 1), date(2026, 4, 1))
        assert span.whole.first == date(2023, 4, 1)
        assert span.charted[-12:] == span.periods
        assert span.moved(-12).periods[-1].until == span.periods[0].first

    @pytest.mark.parametrize(
        ("month", "grain"),
        [
            ("2026-13", ""),
            ("x", ""),
            ("2026-11-01", ""),
            ("", "week"),
            ("1066-10", ""),
            ("9999-12", ""),
        ],
    )
    def test_refuses_what_is_no_month_or_grain(self, month, grain):
        with pytest.raises(rules.NoSuchSpan):
            rules.span_from(month=month, grain=grain, otherwise=date(2026, 11, 1))


class TestCutOff:
    def test_is_the_end_of_the_day_in_the_zone_of_the_relationship(self):
        found = rules.known_from(day="2026-10-31", now=NOW, zone="Europe/Zurich")
        assert found.astimezone(UTC) == datetime(2026, 10, 31, 22, 59, 59, 999999, tzinfo=UTC)

    def test_is_now_for_today_and_without_a_day(self):
        assert rules.known_from(day="", now=NOW, zone="UTC") == NOW
        assert rules.known_from(day="2026-11-16", now=NOW, zone="UTC") == NOW

    @pytest.mark.parametrize(
        "day", ["2026-11-17", "2026-02-30", "soon", "1989-12-31", "0001-01-01"]
    )
    def test_refuses_days_to_come_and_days_that_are_none(self, day):
        with pytest.raises(rules.NoSuchSpan):
            rules.known_from(day=day, now=NOW, zone="America/New_York")


class TestStandouts:
    def _chart(self, *lates, n=100):
        periods = periods_until(date(2026, 10, 1), Grain.MONTH, len(lates))
        readings = [Reading(Decimal(n - late), Decimal(n), n=n) for late in lates]
        metric = metrics.ON_TIME_DELIVERY
        chart = rules.chart_of(
            metric, [(*each, None) for each in zip(periods, readings, strict=True)]
        )
        return rules.standouts_of(chart, rules.wording_of(metric))

    def test_name_a_month_beyond_its_limit_alone(self):
        (one,) = self._chart(2, 4, 3, 5, 2, 4, 3, 5, 16, 3, 5, 2)
        assert (one.period.first, one.count) == (date(2026, 7, 1), 1)
        assert (one.said, one.value) == ("below the lower limit", "84 on time of 100")
        assert one.standing is Sign.CONCERN

    def test_tell_a_run_as_one_story(self):
        found = self._chart(5, 6, 5, 7, 6, 0, 1, 0, 1, 1, 0, 1, 1)
        run = found[0]
        assert run.count == 8
        assert (run.first, run.last) == ("Mar 2026", "Oct 2026")
        assert run.period == Period(date(2026, 3, 1), date(2026, 11, 1))
        assert "run above" in run.said

    def test_are_none_where_nothing_stands_out(self):
        assert self._chart(2, 3, 2, 3, 2, 3, 2, 3, 2, 3) == ()


class TestOdds:
    def chart(self, *good, of=20):
        numbers = [
            (
                period_of(month_start(date(2026, 1, 1), place), Grain.MONTH),
                Reading(Decimal(top), Decimal(of), of),
                Decimal("0.9"),
            )
            for place, top in enumerate(good)
        ]
        return rules.chart_of(METRIC, numbers)

    def odds(self, chart, *, n_min=8):
        return rules.odds_of(chart, METRIC, target=Decimal("0.9"), n_min=n_min)

    def test_are_those_of_the_facts_of_the_phase(self):
        found = self.odds(self.chart(19, 18, 20, 19))
        expected = share_odds(76, 80, coming=20, target=0.9)
        assert found == expected

    def test_are_hidden_below_the_least_number_of_facts(self):
        assert self.odds(self.chart(4, 4, of=4), n_min=9) is None
        assert self.odds(self.chart(4, 4, of=4), n_min=8) is not None

    def test_are_none_without_a_chart(self):
        assert self.odds(rules.chart_of(METRIC, [])) is None

    def test_never_say_that_something_is_certain(self):
        found = self.odds(self.chart(*[200] * 30, of=200))
        said = rules.say_odds(found, METRIC, Grain.MONTH)
        assert said.startswith("over 99\N{NO-BREAK SPACE}% chance that the next month meets")
        assert said.endswith("from 6,000 facts)")
