from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from catchball.kernel.days import Period
from catchball.site import formats
from catchball.site.formats import Reader, reading_as

NOW = datetime(2026, 11, 22, 17, 40, tzinfo=UTC)
HOME = Reader(now=NOW)
SPACE = "\N{NO-BREAK SPACE}"


class TestADay:
    @pytest.mark.parametrize(
        ("locale", "shown"),
        [
            ("en-GB", "3 Mar 2026"),
            ("en-US", "Mar 3, 2026"),
            ("fr-FR", "3 mars 2026"),
            ("sl-SI", "3. mar. 2026"),
        ],
    )
    def test_has_its_month_in_letters_in_every_language(self, locale, shown):
        with reading_as(Reader(locale=locale)):
            assert formats.day(date(2026, 3, 3)) == shown

    def test_of_an_instant_is_that_of_the_readers_zone(self):
        late = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)

        with reading_as(Reader(zone="Asia/Tokyo")):
            assert formats.day(late) == "23 Nov 2026"

    def test_that_is_missing_shows_as_a_dash(self):
        assert {formats.day(None), formats.share(None), formats.ago(None)} == {"–"}


class TestAPeriod:
    @pytest.mark.parametrize(
        ("first", "until", "shown"),
        [
            (date(2026, 2, 1), date(2026, 3, 1), "Feb 2026"),
            (date(2026, 10, 1), date(2027, 1, 1), "Q4 2026"),
            (date(2026, 1, 1), date(2027, 1, 1), "2026"),
            (date(2026, 2, 1), date(2026, 5, 1), "Feb 2026 – Apr 2026"),
            (date(2026, 2, 2), date(2026, 5, 1), "2 Feb 2026 – 30 Apr 2026"),
        ],
    )
    def test_is_named_by_what_it_is(self, first, until, shown):
        assert formats.period(Period(first, until)) == shown

    def test_gives_its_year_once_where_the_heading_has_it(self):
        assert formats.period(Period(date(2026, 2, 1), date(2026, 3, 1)), year=False) == "Feb"
        assert formats.period(Period(date(2026, 4, 1), date(2026, 7, 1)), year=False) == "Q2"


class TestAnInstant:
    def test_names_its_zone(self):
        with reading_as(Reader(zone="Europe/Zurich")):
            assert formats.instant(NOW) == "22 Nov 2026 18:40 CET"

    def test_in_a_zone_without_letters_says_its_distance(self):
        with reading_as(Reader(zone="America/Sao_Paulo")):
            assert formats.instant(NOW) == "22 Nov 2026 14:40 UTC−03"


class TestADistance:
    @pytest.mark.parametrize(
        ("value", "shown"),
        [
            (date(2026, 11, 21), "yesterday"),
            (date(2026, 11, 23), "tomorrow"),
            (date(2026, 11, 28), "in 6 days"),
            (date(2026, 10, 24), "29 days ago"),
            (NOW - timedelta(minutes=90), "2 hours ago"),
            (NOW - timedelta(hours=22), "22 hours ago"),
            (NOW - timedelta(days=3), "3 days ago"),
        ],
    )
    def test_is_told_from_the_readers_now(self, value, shown):
        with reading_as(HOME):
            assert formats.ago(value) == shown


class TestANumber:
    @pytest.mark.parametrize(
        ("value", "decimals", "shown"),
        [(0.5, 0, "1"), (2.5, 0, "3"), (-1234.56, 1, "−1,234.6"), (Decimal("92.45"), 1, "92.5")],
    )
    def test_is_rounded_half_away_from_zero(self, value, decimals, shown):
        assert formats.number(value, decimals) == shown

    def test_keeps_its_last_zeros_so_that_columns_align(self):
        assert formats.number(92, 1) == "92.0"

    def test_as_a_share_does_not_break_from_its_sign(self):
        assert formats.share(2965 / 3036) == f"97.7{SPACE}%"
        assert formats.share(0.97, 0) == f"97{SPACE}%"

    def test_follows_the_language(self):
        with reading_as(Reader(locale="de-DE")):
            assert formats.number(1234.5, 1) == "1.234,5"


class TestADuration:
    @pytest.mark.parametrize(
        ("value", "shown"),
        [
            (timedelta(seconds=20), "0 mins"),
            (timedelta(hours=1, minutes=5), "1 hr 5 mins"),
            (timedelta(days=2, seconds=86_399), "3 days"),
            (-timedelta(minutes=3), "−3 mins"),
        ],
    )
    def test_has_two_units_at_most(self, value, shown):
        assert formats.duration(value) == shown


def test_readers_do_not_see_each_others_settings():
    with reading_as(Reader(locale="de-DE")):
        with reading_as(Reader(locale="en-US")):
            assert formats.reader().locale == "en-US"
        assert formats.reader().locale == "de-DE"
    assert formats.reader().locale == "en-GB"
