"""Phases of a chart: who begins one, what it moves, and what it leaves alone."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection

from at_once import at_once
from catchball.kernel.days import month_start
from catchball.kernel.errors import NotFound, NotPermitted, Stale
from catchball.measures.charts import table
from catchball.trust.models import Entry
from catchball.trust.permissions import Role
from catchball.trust.wall import opened
from catchball.workplace.scorecards import commands, queries, rules
from measured import deliveries, month_of
from phased import WHY, a_phase
from promised import a_signed_promise
from reading import text_of
from world import NOW, scope_for

MANAGER, LEAD = Role.PROGRAM_MANAGER, Role.CLIENT_LEAD
JUNE = date(2026, 6, 1)


def history(company):
    """Twelve months up to October: five in ten late, and from June on none."""
    promise = a_signed_promise(company, from_on=date(2025, 1, 1))
    for back in range(12):
        day = month_start(date(2026, 10, 1), -back).replace(day=5)
        late = 0 if day >= JUNE else 5
        deliveries(company, *month_of(day, good=10 - late, late=late))
    return promise


@pytest.fixture
def promise(acme, zenith):
    return history(acme)


def chart_of(company, promise, **how):
    when = how.pop("now", NOW)
    return queries.read_promise_chart(scope_for(company, LEAD, now=when), promise=promise, **how)


class TestBeginPhase:
    def test_lets_the_limits_begin_anew_and_leaves_the_numbers(self, acme, promise):
        before = chart_of(acme, promise)
        assert len(before.chart.phases) == 1

        a_phase(acme, promise)

        after = chart_of(acme, promise)
        assert [(one.first, one.reason) for one in after.chart.phases] == [(0, ""), (7, WHY)]
        assert [round(one.centre) for one in after.chart.phases] == [50, 100]
        assert after.cells == before.cells
        assert after.chart.causes == ()

    def test_stands_in_the_table_beside_the_chart(self, acme, promise):
        a_phase(acme, promise)
        chart = chart_of(acme, promise)
        said = [row[-1] for row in table(chart.spec, chart.wording).rows if WHY in row[-1]]
        assert len(said) == 1
        assert said[0].endswith(f"the limits begin anew: {WHY}")

    def test_is_seen_by_both_companies_and_on_the_scorecard(self, acme, promise):
        a_phase(acme, promise)
        for role in (MANAGER, LEAD):
            [row] = queries.read_scorecard(scope_for(acme, role)).rows
            assert [one.reason for one in row.chart.phases][-1] == WHY

    def test_begins_within_the_quarter_that_holds_its_month(self, acme, promise):
        a_phase(acme, promise)
        phases = chart_of(acme, promise, grain="quarter").chart.phases
        assert [one.first for one in phases] == [0, 2]

    def test_tells_the_journal_who_began_it_and_why(self, acme, promise):
        a_phase(acme, promise)
        with opened(scope_for(acme)):
            entry = Entry.objects.get(event="scorecards.phase-begun")
        assert (entry.actor_name, entry.reason) == ("Acme program-manager", WHY)

    def test_is_unknown_before_it_was_begun(self, acme, promise):
        later = NOW + timedelta(days=4)
        a_phase(acme, promise, now=later)
        yesterday = (later - timedelta(days=1)).date().isoformat()
        assert chart_of(acme, promise, now=later, known=yesterday).phases == ()
        assert len(chart_of(acme, promise, now=later).phases) == 1

    def test_wants_a_reason_and_a_month_that_has_begun(self, acme, promise):
        with pytest.raises(rules.WordsMissing):
            a_phase(acme, promise, why=" ")
        with pytest.raises(rules.WordsMissing):
            a_phase(acme, promise, why="long " * 60)
        for day in (date(2026, 6, 2), date(2026, 12, 1)):
            with pytest.raises(rules.MayNotBegin):
                a_phase(acme, promise, starts_on=day)

    def test_happens_once_a_month(self, acme, promise):
        a_phase(acme, promise)
        with pytest.raises(rules.MayNotBegin):
            a_phase(acme, promise, role=Role.QUALITY)

    def test_is_for_those_who_may(self, acme, promise):
        for role in (LEAD, Role.SUPERVISOR, Role.SITE_HEAD):
            with pytest.raises(NotPermitted):
                a_phase(acme, promise, role=role)

    def test_does_not_touch_another_client(self, acme, zenith, promise):
        theirs = history(zenith)
        a_phase(acme, promise)
        assert chart_of(zenith, theirs).phases == ()
        with pytest.raises(NotFound):
            a_phase(acme, theirs, starts_on=date(2026, 7, 1))


class TestWithdrawPhase:
    def test_brings_the_limits_back_and_keeps_what_was_known(self, acme, promise):
        later = NOW + timedelta(days=4)
        phase = a_phase(acme, promise)
        taken = scope_for(acme, Role.QUALITY, now=later, reason="The line came in July.")
        commands.withdraw_phase(taken, promise=promise, phase=phase, version=1)

        assert chart_of(acme, promise, now=later).phases == ()
        known = NOW.date().isoformat()
        assert len(chart_of(acme, promise, now=later, known=known).phases) == 1
        with pytest.raises(rules.MayNotWithdrawPhase):
            commands.withdraw_phase(taken, promise=promise, phase=phase, version=2)

    def test_wants_a_reason_and_the_version_shown(self, acme, promise):
        phase = a_phase(acme, promise)
        with pytest.raises(rules.WordsMissing):
            commands.withdraw_phase(scope_for(acme), promise=promise, phase=phase, version=1)
        with pytest.raises(Stale):
            commands.withdraw_phase(
                scope_for(acme, reason="Wrong month."), promise=promise, phase=phase, version=2
            )

    def test_knows_no_phase_of_another_chart(self, acme, zenith, promise):
        theirs = history(zenith)
        phase = a_phase(zenith, theirs)
        with pytest.raises(NotFound):
            commands.withdraw_phase(
                scope_for(acme, reason="Not ours."), promise=promise, phase=phase, version=1
            )


class TestPages:
    def test_begin_a_phase_and_take_it_back(self, acme, promise, browse):
        browser, chart = browse(acme, MANAGER), f"/c/acme/scorecards/{promise}/"
        assert "Let the limits begin anew" in text_of(browser.get(chart))
        page = f"{chart}phases/begin/"
        wrong = browser.post(page, {"starts_on": "2026-06-01", "reason": ""})
        assert wrong.status_code == 422
        said = text_of(browser.post(page, {"starts_on": "2026-06-01", "reason": WHY}, follow=True))
        assert f"Limits begin anew in Jun 2026 {WHY} Acme program-manager" in said
        again = browser.post(page, {"starts_on": "2026-06-01", "reason": WHY})
        assert "A phase begins with this month already." in text_of(again)
        [phase] = queries.list_phases(scope_for(acme, now=NOW + timedelta(days=3650)), promise)
        back = f"{chart}phases/{phase.id}/withdraw/"
        said = text_of(browser.post(back, {"version": 1, "reason": "Not so."}, follow=True))
        assert "None: the limits are those of the whole history." in said

    def test_show_the_phase_on_chart_and_passport_of_both(self, acme, zenith, promise, browse):
        a_phase(acme, promise)
        browser = browse(acme, LEAD)
        chart = text_of(browser.get(f"/c/acme/scorecards/{promise}/"))
        assert WHY in chart
        assert "Withdraw" not in chart
        span = "?first=2026-10-01&until=2026-11-01"
        passport = text_of(browser.get(f"/c/acme/scorecards/{promise}/passport/{span}"))
        assert f"in Jun 2026: {WHY} (Acme program-manager)" in passport
        assert browse(zenith, LEAD).get(f"/c/zenith/scorecards/{promise}/").status_code == 404

    def test_find_no_phase_that_is_none(self, acme, promise, browse):
        address = f"/c/acme/scorecards/{promise}/phases/{promise}/withdraw/"
        assert browse(acme, MANAGER).get(address).status_code == 404


def test_postgresql_keeps_what_was_decided(acme, promise):
    phase = a_phase(acme, promise)
    for sql in (
        "UPDATE scorecards_phase SET reason = 'Another' WHERE id = %s",
        "DELETE FROM scorecards_phase WHERE id = %s",
    ):
        with pytest.raises(DatabaseError), opened(scope_for(acme)), connection.cursor() as cursor:
            cursor.execute(sql, [phase])


@pytest.mark.django_db(transaction=True)
def test_begins_once_when_two_people_begin_it_at_once(acme, zenith):
    promise = a_signed_promise(acme, from_on=date(2025, 1, 1))
    raised = at_once(
        lambda: a_phase(acme, promise), lambda: a_phase(acme, promise, role=Role.QUALITY)
    )
    assert [type(error) for error in raised] == [rules.MayNotBegin]
    assert len(queries.list_phases(scope_for(acme), promise)) == 1
