from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django import forms
from django.http import QueryDict
from django.template import engines
from jinja2 import UndefinedError
from markupsafe import Markup

from catchball.kernel.words import Later
from catchball.site.controls import control
from catchball.site.formats import Reader, reading_as
from catchball.site.jinja import environment, kept, query_string

HOSTILE = "<script>alert('1')</script>"


@dataclass
class Asked:
    GET: QueryDict


def rendered(text, **context):
    return environment().from_string(text).render(context)


class TestASentence:
    def test_escapes_what_is_filled_in(self):
        shown = rendered('{{ _("Claimed by %(who)s", who=who) }}', who=HOSTILE)

        assert shown == "Claimed by &lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;"

    def test_keeps_what_is_markup_already(self):
        link = Markup("<a href='#'>it</a>")

        assert rendered('{{ _("See %(link)s", link=link) }}', link=link) == f"See {link}"

    def test_may_hold_a_per_cent_sign(self):
        assert rendered('{{ _("95 % is the target") }}') == "95 % is the target"

    @pytest.mark.parametrize(
        ("count", "shown"), [(1, "1 batch of &lt;b&gt;"), (2, "2 of &lt;b&gt;")]
    )
    def test_counts_and_escapes(self, count, shown):
        text = '{{ ngettext("%(count)s batch of %(who)s", "%(count)s of %(who)s", n, who="<b>") }}'

        assert rendered(text, n=count) == shown

    def test_chosen_earlier_is_escaped_too(self):
        assert rendered("{{ said }}", said=Later("a < b")) == "a &lt; b"


class TestAnUnknownName:
    def test_is_an_error_and_not_an_empty_place(self):
        with pytest.raises(UndefinedError):
            rendered("{{ nobody }}")

    def test_in_a_condition_is_an_error_too(self):
        with pytest.raises(UndefinedError):
            rendered("{% if nobody %}{% endif %}")

    def test_is_not_what_an_else_left_out_is(self):
        assert rendered('{{ "a" if false }}|') == "|"


class TestAQueryString:
    def test_keeps_the_other_parameters_and_starts_at_page_one(self):
        asked = Asked(QueryDict("state=late&page=3&q=a%26b"))

        assert query_string(asked, sort="-promised_on") == "?state=late&q=a%26b&sort=-promised_on"

    def test_takes_away_what_is_none(self):
        assert query_string(Asked(QueryDict("state=late&state=new")), state=None) == "?"

    def test_takes_several_values(self):
        assert query_string(Asked(QueryDict("")), state=["a", "b"]) == "?state=a&state=b"


def test_attributes_drop_what_is_empty_and_escape_the_rest():
    given = {"title": '"><b>', "hidden": True, "class_": None, "data_x": 1}

    assert rendered("<i{{ given|attributes }}>", given=given) == (
        '<i title="&#34;&gt;&lt;b&gt;" hidden data-x="1">'
    )


class Sample(forms.Form):
    day = forms.DateField(help_text="The day it left.")
    name = forms.CharField()


class TestAControl:
    def test_of_a_day_is_the_browsers_own_picker(self):
        html = control(Sample(initial={"day": "2026-03-03"})["day"]).html

        assert 'type="date"' in html
        assert 'value="2026-03-03"' in html

    def test_names_its_help_and_its_error(self):
        html = control(Sample({"day": "soon"})["day"]).html

        assert 'aria-describedby="id_day-error id_day-help"' in html
        assert 'aria-invalid="true"' in html

    def test_that_is_right_claims_no_error(self):
        html = control(Sample({"name": "Acme"})["name"]).html

        assert "aria-" not in html


class TestAMacroKept:
    EVENING = datetime(2026, 11, 27, 22, 30, tzinfo=UTC)

    @staticmethod
    def macro(body):
        return environment().from_string(f"{{% macro m(one) %}}{body}{{% endmacro %}}").module.m

    @pytest.mark.parametrize("order", [1, -1], ids=["forth", "back"])
    def test_is_each_readers_own(self, order):
        macro, shown = self.macro("{{ one|instant }}"), {}
        readers = [
            Reader(zone="UTC"),
            Reader(zone="Asia/Tokyo"),
            Reader(locale="en-US"),
            Reader(zone="Asia/Tokyo", locale="en-US"),
        ]
        for reader in [*readers[::order], *readers]:
            with reading_as(reader):
                shown.setdefault(reader, set()).add(str(kept(macro, self.EVENING)))

        each = [only for (only,) in shown.values()]
        assert len(set(each)) == len(readers)
        assert shown[Reader(zone="Asia/Tokyo")] == {"28 Nov 2026 07:30 JST"}

    def test_follows_what_it_is_given(self):
        macro = self.macro("{{ one|length }}: {{ one[0] }}")

        assert [kept(macro, one) for one in (["a"], ["b"], ["a", "b"], ("a",))] == [
            "1: a",
            "1: b",
            "2: a",
            "1: a",
        ]

    def test_escapes_as_any_other(self):
        assert kept(self.macro("{{ one }}"), HOSTILE) == str(Markup.escape(HOSTILE))

    def test_cannot_ask_what_time_it_is(self):
        with reading_as(Reader(now=self.EVENING)), pytest.raises(TypeError):
            kept(self.macro("{{ one|ago }}"), self.EVENING)


@pytest.mark.parametrize(
    ("under_cell", "under_total", "is_told"),
    [("89 %", "", True), ("", "94 %", True), ("", "", False)],
)
def test_the_key_of_a_scorecard_explains_small_values_wherever_they_stand(
    under_cell, under_total, is_told
):
    cell, total = ({"beside": one, "closed": ""} for one in (under_cell, under_total))
    row = {"icons": (), "odds": None, "cells": (cell,), "total": total}
    key = (
        engines["jinja2"].env.get_template("parts/scorecard.html").module.legend([{"rows": [row]}])
    )

    assert ("without what both agreed to exclude" in key) is is_told
