import re
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from catchball.trust.permissions import Role
from catchball.trust.wall import opened
from catchball.workplace.production import commands as production
from catchball.workplace.production import queries as produced
from catchball.workplace.scorecards import queries
from closed import a_close, a_closed_month, on_time, sign_close_as
from excluded import OCTOBER, misses
from measured import batches, deliveries, month_of
from promised import a_signed_promise
from reading import text_of, waits_of
from world import PASSWORD, scope_for

LEAD, MANAGER = Role.CLIENT_LEAD, Role.PROGRAM_MANAGER


@pytest.fixture
def promise(acme, zenith):
    made = a_signed_promise(acme, from_on=date(2025, 1, 1))
    deliveries(acme, *month_of(date(2026, 10, 5), good=17, late=3))
    return made


def address(close="", step=""):
    parts = ["/c/acme/closes", str(close), step]
    return "/".join(part for part in parts if part) + "/"


def seen(company, close):
    now = timezone.now()  # noqa: TID251 -- pages go by the clock
    return queries.get_close(scope_for(company, now=now), close)


def signature(browser, close, **changes):
    page = browser.get(address(close, "sign")).content.decode()
    shown = dict(re.findall(r'type="hidden" name="(version|content_hash)" value="([^"]+)"', page))
    return {**shown, "meaning": "agreement", "password": PASSWORD, **changes}


def test_closes_a_month_from_the_list(acme, promise, browse):
    browser = browse(acme, MANAGER)
    answer = browser.post(
        address(step="propose"), {"month": "2026-10-01", "program": "all"}, follow=True
    )
    assert "Oct 2026 waits for both signatures" in text_of(answer)
    again = browser.post(address(step="propose"), {"month": "2026-10-01", "program": "all"})
    assert again.status_code == 422
    assert "This month is closed already" in text_of(again)


def test_tells_each_company_on_its_home_whose_turn_it_is(acme, promise, browse):
    close = a_close(acme)
    sign_close_as(acme, close, MANAGER)
    for role, turn in ((LEAD, 0), (MANAGER, 1)):
        waits = waits_of(browse(acme, role).get("/c/acme/home/"))
        assert "Numbers of Oct 2026" in waits[turn]
        assert "Numbers of Oct 2026" not in waits[1 - turn]


def test_tells_on_its_home_until_when_a_close_is_to_be_accepted(acme, promise, zenith, browse):
    a_signed_promise(zenith, from_on=date(2025, 1, 1))
    a_close(acme, now=datetime(2026, 11, 2, 9, 30, tzinfo=UTC))
    a_close(zenith, now=timezone.now())  # noqa: TID251 -- as the page

    late, due = (
        waits_of(browse(company, LEAD).get(f"/c/{company.slug}/home/"))[0]
        for company in (acme, zenith)
    )

    assert "overdue Numbers of Oct 2026 to sign · Close · was due on" in late
    assert "to sign Numbers of Oct 2026 Close · due on" in due


def test_signs_with_the_password_of_the_same_submission(acme, promise, browse):
    close = a_close(acme)
    for role in (MANAGER, LEAD):
        browser = browse(acme, role)
        answer = browser.post(address(close, "sign"), signature(browser, close), follow=True)
        assert "Signed. Your signature stands under these numbers." in text_of(answer)
    assert "is closed, and nothing changed since" in text_of(browser.get(address(close)))


def test_signs_nothing_when_the_password_is_wrong(acme, promise, browse):
    close, browser = a_close(acme), browse(acme, LEAD)
    sent = signature(browser, close, password="not that one at all")
    answer = browser.post(address(close, "sign"), sent)
    assert answer.status_code == 422
    assert "Nothing was signed" in text_of(answer)
    assert seen(acme, close).signatures == ()


def test_sends_who_lost_the_session_back_to_the_signature(acme, promise, browse):
    close, browser = a_close(acme), browse(acme, LEAD)
    sent = signature(browser, close)
    browser.logout()
    answer = browser.post(
        address(close, "sign"),
        sent,
        headers={"Referer": f"http://testserver{address(close, 'sign')}"},
    )
    assert answer.headers["Location"] == f"/sign-in/?next={address(close, 'sign')}"
    assert seen(acme, close).signatures == ()


def test_disputes_answers_and_settles_a_line(acme, promise, browse):
    close = a_close(acme)
    number = seen(acme, close).numbers[0].id
    client, maker = browse(acme, LEAD), browse(acme, MANAGER)
    disputed = client.post(
        address(close, f"numbers/{number}/dispute"), {"reason": "Ten were late."}, follow=True
    )
    assert "Oct 2026: one number is disputed" in text_of(disputed)
    dispute = seen(acme, close).numbers[0].disputes[0].id
    answered = maker.post(
        address(close, f"disputes/{dispute}/answer"), {"reason": "See D-4."}, follow=True
    )
    assert "See D-4." in text_of(answered)
    client.post(address(close, f"disputes/{dispute}/settle"))
    assert "/sign/" in client.get(address(close)).content.decode()


def test_shows_the_digits_in_which_a_restatement_differs(acme, zenith, browse):
    promise = a_signed_promise(acme, metric_key="batch-yield", from_on=date(2025, 1, 1))
    batches(acme, [(date(2026, 10, 5), Decimal(100), Decimal(96))] * 10)
    close = a_closed_month(acme)
    now = timezone.now()  # noqa: TID251 -- pages go by the clock
    quality = scope_for(acme, Role.QUALITY, now=now, reason="The scales were read again.")
    fact = queries.read_passport(quality, promise=promise, **OCTOBER).facts.items[0].id
    with opened(quality):
        row = produced.get_batch_for_change(quality, fact)
        facts = replace(produced.facts_of_batch(row), quantity_actual=Decimal("95.9"))
        version = row.version
    production.correct_batch(quality, batch=row.pk, facts=facts, version=version)

    browser = browse(acme, LEAD)
    said = text_of(browser.get(address(close)))
    assert "96.00 %" in said
    assert "restated: 95.99 %" in said
    span = "?first=2026-10-01&until=2026-11-01"
    shown = text_of(browser.get(f"/c/acme/scorecards/{promise}/passport/{span}"))
    assert "restated: it reads 95.99 % now" in shown
    assert "closed at 96.00" in text_of(browser.get("/c/acme/scorecards/?month=2026-10"))


def test_shows_a_restatement_on_scorecard_chart_passport_and_close(acme, promise, browse):
    close = a_closed_month(acme)
    now = timezone.now()  # noqa: TID251 -- pages go by the clock
    on_time(acme, misses(acme, promise)[0], now=now, why="Proof of dispatch 118")
    browser = browse(acme, Role.QUALITY)

    span = "?first=2026-10-01&until=2026-11-01"
    shown = text_of(browser.get(f"/c/acme/scorecards/{promise}/passport/{span}"))
    assert "Closed value 85 %" in shown
    assert "restated: it reads 90 % now" in shown
    assert "Proof of dispatch 118" in shown
    assert "→ 5 Oct 2026" in shown
    assert "closed at 85" in text_of(browser.get("/c/acme/scorecards/"))
    chart = text_of(browser.get(f"/c/acme/scorecards/{promise}/"))
    assert "Oct 2026 closed at 85 %, reads 90 % now" in chart
    assert "one number was restated since" in text_of(browser.get(address(close)))
