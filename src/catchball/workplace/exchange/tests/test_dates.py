from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catchball.kernel import words
from catchball.workplace.exchange.rules.dates import date_style, date_verdict, styles_that_fit
from catchball.workplace.exchange.rules.months import LANGUAGES, months_in
from catchball.workplace.exchange.rules.styles import Ambiguous, Unreadable

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
DAY = date(2026, 3, 9)


def keys(*values):
    return [style.key for style in styles_that_fit(values)]


def test_styles_that_fit_nothing_are_tried_without_a_word(monkeypatch):
    """Each day of a file is tried in each style, and a sentence costs more than the trial."""
    said = []
    monkeypatch.setattr(words, "_translate", lambda message: said.append(message) or message)

    assert keys("2026-03-09", "2026-13-09", "1850-01-01", "30/31/2026") == ["y-m-d"]
    assert said == []
    with pytest.raises(Unreadable) as refusal:
        date_style("d/m/y").read("30/31/2026")
    assert str(refusal.value) == "There is no month 31."
    assert said == ["There is no month %(month)s."]


class TestAStyle:
    @pytest.mark.parametrize(
        ("key", "text"),
        [
            ("y-m-d", "2026-03-09"),
            ("y-m-d", "2026/3/9"),
            ("y-m-d", "20260309"),
            ("y-m-d", "2026-03-09T23:59:59.123+02:00"),
            ("y-m-d", "2026-03-09 08:30"),
            ("d/m/y", "09.03.2026"),
            ("d/m/y", "9. 3. 2026"),
            ("d/m/y", "9. 3. 2026."),
            ("d/m/y", "9/3/26"),
            ("d/m/y", "9-3-2026 7:05 PM"),
            ("m/d/y", "3/9/2026"),
            ("m/d/y", "3/9/26 12:00 am"),
            ("d-mon-y", "9-Mar-26"),
            ("d-mon-y", "09 March 2026"),
            ("d-mon-y", "9th March, 2026"),
            ("d-mon-y", "09MAR2026"),
            ("d-mon-y", "March 9, 2026"),
            ("d-mon-y", "9. März 2026"),
            ("d-mon-y", "9. marec 2026"),
            ("d-mon-y", "9 de marzo de 2026"),
            ("d-mon-y", "9 mars 2026"),
            ("d-mon-y", "9 марта 2026"),
            ("serial", "46090"),
            ("serial", "46090.75"),
        ],
    )
    def test_reads_the_day_as_it_is_written(self, key, text):
        assert date_style(key).read(text) == DAY

    @pytest.mark.parametrize(
        ("text", "month"),
        [("nov.18", 11), ("avg.18", 8), ("okt.18", 10), ("maj.18", 5), ("Nov 2018", 11),
         ("november 2018", 11), ("11/2018", 11), ("2018-11", 11), ("août 2018", 8),
         ("AOUT-18", 8), ("Sept-18", 9)],
    )  # fmt: skip
    def test_takes_a_month_for_its_first_day(self, text, month):
        assert date_style("mon-y").read(text) == date(2018, month, 1)
        assert "first day of the month" in str(date_style("mon-y").title)

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_knows_the_months_of_a_language(self, language):
        names = months_in(language)

        assert set(names.values()) == set(range(1, 13))

    @given(DAYS)
    def test_reads_back_every_day_in_digits(self, day):
        for key, pattern in (("y-m-d", "%Y-%m-%d"), ("d/m/y", "%d.%m.%Y"), ("m/d/y", "%m/%d/%Y")):
            assert date_style(key).read(f"{day:{pattern}}") == day

    @given(DAYS, st.sampled_from(LANGUAGES), st.data())
    def test_reads_back_every_day_by_name(self, day, language, data):
        names = [name for name, month in months_in(language).items() if month == day.month]
        name = data.draw(st.sampled_from(names))

        if len(name) >= 3:
            text = f"{day.day}-{name}-{day.year}"
            assert date_style(f"d-mon-y:{language}").read(text) == day

    @given(st.integers(10_000, 73_050))
    def test_counts_days_as_excel_does(self, serial):
        assert date_style("serial").read(str(serial)) == date(1927, 5, 18) + timedelta(
            serial - 10_000
        )

    @pytest.mark.parametrize(("year", "full"), [("00", 2000), ("68", 2068), ("69", 1969)])
    def test_puts_years_of_two_digits_where_posix_does(self, year, full):
        assert date_style("d-mon-y").read(f"1-Jan-{year}").year == full

    @pytest.mark.parametrize(
        ("key", "text", "words"),
        [
            ("d/m/y", "31.02.2026", "no day 31 in month 2 of 2026: it has 28 days"),
            ("d/m/y", "0.2.2026", "no day 0"),
            ("m/d/y", "13/4/2026", "no month 13"),
            ("d-mon-y", "31-Jun-26", "no day 31 in month 6"),
            ("d-mon-y", "9-Foo-26", "“Foo” is not the name"),
            ("d-mon-y", "Date Not Captured", "not a date written like 27-Nov-26"),
            ("d-mon-y", "12-lip-26", "“lip” is not the name of one month"),
            ("y-m-d", "0206-03-09", "year 206 is not between"),
            ("y-m-d", "09.03.2026", "written like 2026-11-27"),
            ("d/m/y", "2026-03-09", "written like 27.11.2026"),
            ("d/m/y", "1.2.206", "“206” is not a year"),
            ("mon-y", "foo.26", "“foo” is not the name"),
            ("mon-y", "9 March", "written like nov.26"),
            ("serial", "9", "written like 46353"),
            ("serial", "99999", "written like 46353"),
            ("y-m-d", "2026-03-09 25:00", "written like"),
            ("y-m-d", "٢٠٢٦-٠٣-٠٩", "written like"),
        ],
    )
    def test_says_why_there_is_no_such_day(self, key, text, words):
        with pytest.raises(Unreadable, match=words):
            date_style(key).read(text)

    @given(st.text(max_size=40))
    def test_reads_any_text_or_says_why_not(self, text):
        for style in styles_that_fit([text]) or [date_style("d/m/y")]:
            try:
                day = style.read(text)
            except Unreadable:
                continue
            assert 1900 <= day.year <= 2199

    @pytest.mark.parametrize("key", ["", "y", "d/m/y:sl", "mon-y:xx", "mon-y:../x", ":sl"])
    def test_is_known_by_its_key_only(self, key):
        assert date_style(key) is None


class TestTheStyleOfAColumn:
    def test_is_found_from_all_its_values(self):
        assert keys("2-Jun-06", "14-Nov-06") == ["d-mon-y"]
        assert keys("3/4/2026", "13/4/2026") == ["d/m/y"]
        assert keys("3/4/2026", "4/13/2026") == ["m/d/y"]
        assert keys("nov.18", "avg.19", "maj.20", "okt.19") == ["mon-y"]
        assert keys("46090", "46091") == ["serial"]
        assert keys("20260309") == ["y-m-d"]

    def test_does_not_matter_where_both_read_the_same(self):
        assert keys("3/3/2026", "4.4.2026") == ["d/m/y"]

    def test_is_not_decided_by_what_no_style_reads(self):
        assert keys("Date Not Captured", "5/26/09") == ["m/d/y"]
        assert keys("31.02.2026", "N/A", "") == []

    def test_is_asked_for_where_days_could_be_months(self):
        asked = date_verdict("Due", ["3/4/2026", "1/1/2026"])

        assert isinstance(asked, Ambiguous)
        assert asked.column == "Due"
        assert [(c.style.key, c.written, c.read_as) for c in asked.candidates] == [
            ("d/m/y", "3/4/2026", "2026-04-03"),
            ("m/d/y", "3/4/2026", "2026-03-04"),
        ]

    def test_is_asked_for_where_the_values_contradict_each_other(self):
        asked = date_verdict("Due", ["13/4/2026", "4/25/2026"])

        assert [c.written for c in asked.candidates] == ["13/4/2026", "4/25/2026"]

    def test_is_asked_for_where_a_name_means_two_months(self):
        asked = date_verdict("Due", ["12-lip-26"])

        assert {(c.style.key, c.read_as) for c in asked.candidates} == {
            ("d-mon-y:hr", "2026-06-12"),
            ("d-mon-y:pl", "2026-07-12"),
        }

    def test_takes_the_language_that_knows_all_names(self):
        assert keys("lip.26", "sty.26") == ["mon-y:pl"]

    def test_is_none_where_nothing_is_a_day(self):
        assert date_verdict("Due", ["soon"]) is None
        assert date_verdict("Due", ["9.3.2026"]) != date_verdict("Due", ["2026-03-09"])
