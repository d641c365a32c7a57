"""Second factors: added with a proof, asked for at the door, required of a role, told to people."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.core.cache import cache
from django.test import Client as Browser
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from browsing import text_of
from catchball.kernel.errors import NotFound
from catchball.site.people.jobs import tell_misuse, tell_of_misuse
from catchball.trust import commands, events
from catchball.trust.factors import list_factors
from catchball.trust.identity import MISUSE, NotProven, prove
from catchball.trust.models import Entry, SecurityEvent
from catchball.trust.permissions import Role
from catchball.trust.scope import MayNot, ProofNeeded
from catchball.trust.tokens.commands import add_service
from catchball.trust.tokens.rules import service_email
from catchball.trust.wall import opened
from world import PASSWORD, scope_for

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code(secret=SECRET, ahead=0):
    """Return what an authenticator app shows at this moment, or a step of 30 seconds later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


def _with_app(company, role=Role.QUALITY):
    commands.add_authenticator(scope_for(company, role, proven=True), secret=SECRET)


def _begin(company, role=Role.QUALITY):
    browser = Browser()
    answer = browser.post("/sign-in/", {"email": company.email(role), "password": PASSWORD})
    return browser, answer


class TestAuthenticatorApp:
    def test_is_added_with_its_first_code_and_the_password(self, acme, browse):
        browser = browse(acme, Role.QUALITY)
        page = browser.get("/security/app/").content.decode()
        secret = re.search(r'class="code">([A-Z2-7 ]+)<', page).group(1).replace(" ", "")
        wrong = browser.post(
            "/security/app/", {"code": code(secret), "password": "not mine at all"}
        )
        assert wrong.status_code == 422
        answer = browser.post("/security/app/", {"code": code(secret), "password": PASSWORD})
        assert answer.status_code == 302
        (factor,) = list_factors(acme.people[Role.QUALITY])
        assert factor.kind == "totp"
        assert secret not in str(Authenticator.objects.get().data)
        with opened(scope_for(acme)):
            entry = Entry.objects.get(event="people.authenticator-added")
        assert entry.arguments == {"secret": "(not kept)"}

    def test_is_not_added_without_a_proof(self, acme):
        with pytest.raises(ProofNeeded):
            commands.add_authenticator(scope_for(acme), secret=SECRET)

    def test_is_asked_for_at_the_door(self, acme):
        _with_app(acme)
        browser, answer = _begin(acme)
        assert answer.headers["Location"] == "/sign-in/second/"
        assert browser.get("/c/acme/home/").status_code == 302
        browser, _answer = _begin(acme)
        assert b"One more proof" in browser.get("/sign-in/second/").content
        assert browser.post("/sign-in/second/", {"code": "000 000"}).status_code == 422
        assert SecurityEvent.objects.filter(kind="second-step-failed").count() == 1
        assert browser.post("/sign-in/second/", {"code": code()}).headers["Location"] == "/"
        assert browser.get("/c/acme/home/").status_code == 200

    def test_opens_the_door_once_with_each_code(self, acme):
        _with_app(acme)
        shown = code()
        first, _answer = _begin(acme)
        assert first.post("/sign-in/second/", {"code": shown}).status_code == 302
        second, _answer = _begin(acme)
        assert second.post("/sign-in/second/", {"code": shown}).status_code == 422

    def test_is_good_where_its_clock_goes_half_a_minute_fast(self, acme):
        _with_app(acme)
        browser, _answer = _begin(acme)
        assert browser.post("/sign-in/second/", {"code": code(ahead=1)}).status_code == 302

    def test_opens_it_once_however_much_else_is_counted_meanwhile(self, acme):
        _with_app(acme)
        shown = code()
        first, _answer = _begin(acme)
        assert first.post("/sign-in/second/", {"code": shown}).status_code == 302
        for number in range(400):
            cache.set(f"zzz-{number}", 1, timeout=60)
        second, _answer = _begin(acme)
        assert second.post("/sign-in/second/", {"code": shown}).status_code == 422

    def test_closes_the_address_after_five_wrong_codes(self, acme):
        cache.clear()
        _with_app(acme)
        browser, _answer = _begin(acme)
        for _try in range(5):
            browser.post("/sign-in/second/", {"code": "000000"})
        answer = browser.post("/sign-in/second/", {"code": code()})
        assert b"Too many wrong tries" in answer.content

    def test_opens_nothing_without_the_password_first(self, acme):
        _with_app(acme)
        assert (
            Browser().post("/sign-in/second/", {"code": code()}).headers["Location"] == "/sign-in/"
        )

    def test_is_removed_with_a_proof_by_its_owner_alone(self, acme, browse):
        _with_app(acme)
        (factor,) = list_factors(acme.people[Role.QUALITY])
        with pytest.raises(NotFound):
            commands.remove_factor(scope_for(acme, Role.SITE_HEAD, proven=True), factor=factor.id)
        commands.remove_factor(scope_for(acme, Role.QUALITY, proven=True), factor=factor.id)
        assert list_factors(acme.people[Role.QUALITY]) == ()


class TestUnderAnotherKey:
    """Of the installation: secrets that were encrypted with the old one cannot be read."""

    @pytest.fixture
    def locked_out(self, acme, zenith, settings):
        for company in (acme, zenith):
            _with_app(company)
            commands.make_recovery_codes(scope_for(company, Role.QUALITY, proven=True))
        settings.SECRET_KEY = "another key, of no fewer than thirty-two signs"
        return acme

    def test_no_code_fits(self, locked_out):
        browser, _answer = _begin(locked_out)
        assert browser.post("/sign-in/second/", {"code": code()}).status_code == 422
        with pytest.raises(NotProven):
            prove(scope_for(locked_out, Role.QUALITY), password=code())

    def test_an_administrator_lets_one_person_begin_anew(self, locked_out, zenith):
        person = locked_out.people[Role.QUALITY]
        with pytest.raises(MayNot):
            commands.forget_factors(scope_for(locked_out, Role.CLIENT_LEAD), person=person)
        commands.forget_factors(scope_for(locked_out, Role.ADMINISTRATOR), person=person)
        assert _begin(locked_out)[1].headers["Location"] == "/"
        assert list_factors(person) == ()
        assert len(list_factors(zenith.people[Role.QUALITY])) == 2


class TestEmergencyCodes:
    def test_let_in_once_each_and_sign_nothing(self, acme, browse):
        _with_app(acme)
        quality = scope_for(acme, Role.QUALITY, proven=True)
        commands.make_recovery_codes(quality)
        row = Authenticator.objects.get(type="recovery_codes")
        spare = row.wrap().get_unused_codes()[0]
        for expected in (302, 422):
            browser, _answer = _begin(acme)
            assert browser.post("/sign-in/second/", {"code": spare}).status_code == expected
        with pytest.raises(NotProven):
            prove(scope_for(acme, Role.QUALITY), password=row.wrap().get_unused_codes()[0])

    def test_are_shown_in_one_answer_alone(self, acme, browse):
        browser = browse(acme, Role.QUALITY)
        _with_app(acme)
        page = browser.post("/security/codes/", {"password": PASSWORD})
        assert page.content.count(b'class="code"') == 10
        assert browser.get("/security/codes/").content.count(b'class="code"') == 0


class TestProof:
    def test_is_a_code_too_and_says_so(self, acme):
        _with_app(acme)
        assert prove(scope_for(acme, Role.QUALITY), password=code()).proof.method == "totp"

    def test_is_no_code_of_somebody_elses_app(self, acme):
        _with_app(acme, Role.SITE_HEAD)
        with pytest.raises(NotProven, match="code"):
            prove(scope_for(acme, Role.QUALITY), password=code())

    def test_is_no_passkey_that_did_not_answer(self, acme):
        with pytest.raises(NotProven, match="passkey"):
            prove(scope_for(acme, Role.QUALITY), password="passkey")

    def test_that_fails_five_times_is_told_to_administrators_and_leads(self, acme, zenith):
        for _try in range(5):
            with pytest.raises(NotProven):
                prove(scope_for(acme, Role.CLIENT_QUALITY), password="a wrong password")
        (job,) = ProcrastinateJob.objects.filter(task_name=MISUSE)
        add_service(
            scope_for(acme, Role.ADMINISTRATOR),
            slug="reports",
            name="Reports",
            role=Role.ADMINISTRATOR,
            zone="UTC",
        )
        tell_misuse(**job.args)
        jobs = ProcrastinateJob.objects.filter(task_name=tell_of_misuse.name)
        for one in jobs:
            tell_of_misuse(**one.args)
        told = {letter.to[0] for letter in mail.outbox}
        assert len(jobs) == len(told)
        assert acme.email(Role.CLIENT_LEAD) in told
        assert acme.email(Role.ADMINISTRATOR) in told
        assert zenith.email(Role.CLIENT_LEAD) not in told
        assert service_email("reports") not in told

    def test_that_fails_stands_in_the_log_that_administrators_read(self, acme, browse):
        with pytest.raises(NotProven):
            prove(scope_for(acme, Role.CLIENT_QUALITY), password="a wrong password")
        page = browse(acme, Role.ADMINISTRATOR).get("/floor/people/security-log/")
        assert acme.email(Role.CLIENT_QUALITY) in page.content.decode()
        assert browse(acme).get("/floor/people/security-log/").status_code == 403


class TestRequired:
    def test_of_a_role_leads_to_enrolment_and_nowhere_else(self, acme, settings):
        settings.SECOND_FACTOR = ["quality"]
        browser, _answer = _begin(acme)
        assert browser.get("/c/acme/home/").headers["Location"] == "/security/"
        assert b"Add a second factor before you go on" in browser.get("/security/").content
        page = browser.get("/security/app/").content.decode()
        secret = re.search(r'class="code">([A-Z2-7 ]+)<', page).group(1).replace(" ", "")
        browser.post("/security/app/", {"code": code(secret), "password": PASSWORD})
        assert browser.get("/c/acme/home/").status_code == 200

    def test_of_a_side_leaves_the_other_alone(self, acme, settings):
        settings.SECOND_FACTOR = ["cmo"]
        browser, _answer = _begin(acme, Role.CLIENT_QUALITY)
        assert browser.get("/c/acme/home/").status_code == 200
        browser, _answer = _begin(acme)
        assert browser.get("/c/acme/home/").status_code == 302


def test_the_log_names_all_that_failed_and_counts_what_it_does_not_show(acme, zenith, browse):
    now = timezone.now()  # noqa: TID251 -- pages go by the clock
    for number in range(203):
        events.note(kind="token-refused", at=now, subject=f"cb_{number:08}")
    page = text_of(browse(acme, Role.ADMINISTRATOR).get("/floor/people/security-log/"))
    assert "203 tries failed in the last ninety days" in page
    assert page.count("a token that opens nothing any more") == 200
