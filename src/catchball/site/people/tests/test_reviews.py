"""Reviews of who may see what: taken down, signed by both, due again, never rewritten."""

import re
from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.utils import timezone

from browsing import text_of
from catchball.kernel.errors import NotFound, Stale
from catchball.trust import commands, reviews
from catchball.trust.commands.reviews import ReviewOpen, ReviewSigned
from catchball.trust.models import AccessReview, Entry
from catchball.trust.permissions import Role
from catchball.trust.scope import MayNot, ProofNeeded
from catchball.trust.wall import opened
from invited import a_review
from reading import waits_of
from world import NOW, PASSWORD, scope_for


def _sign(company, role, review, *, now=NOW):
    scope = scope_for(company, role, now=now, proven=True)
    shown = reviews.get_review(scope, review)
    commands.sign_access_review(scope, review=review, content_hash=shown.content_hash)


def _finished_ago(company, days):
    """Let both companies do a review of the days before the instant at which pages are read."""
    now = timezone.now() - timedelta(days=days)  # noqa: TID251
    review = commands.begin_access_review(scope_for(company, Role.ADMINISTRATOR, now=now))
    for role in (Role.ADMINISTRATOR, Role.CLIENT_LEAD):
        _sign(company, role, review, now=now)


class TestReview:
    def test_names_everybody_who_sees_the_client_and_nobody_else(self, acme, zenith):
        page = reviews.get_review(scope_for(acme), a_review(acme))
        assert {one.email.split("@")[1] for one in page.people} == {"acme.example"}
        assert len(page.people) == len(Role)

    def test_is_finished_by_the_second_signature_and_verified(self, acme):
        review = a_review(acme)
        _sign(acme, Role.ADMINISTRATOR, review)
        lead = scope_for(acme, Role.CLIENT_LEAD)
        assert reviews.find_review_due(lead).is_ours
        _sign(acme, Role.CLIENT_LEAD, review)
        page = reviews.get_review(lead, review)
        assert page.finished_at is not None
        assert [one.still_equal for one in page.signatures] == [True, True]
        due = reviews.find_review_due(lead)
        assert (due.is_open, (due.due_on - lead.today).days) == (False, 91)

    @pytest.mark.parametrize("begun", [False, True])
    def test_is_late_from_the_day_after_it_is_due(self, acme, zenith, begun):
        if begun:
            a_review(acme)
        for days, is_late in ((91, False), (92, True)):
            then = NOW + timedelta(days=days)
            due = reviews.find_review_due(scope_for(acme, Role.CLIENT_LEAD, now=then))
            assert (due.is_open, due.is_late) == (begun, is_late)

    def test_is_signed_once_by_a_company_with_a_proof_and_as_shown(self, acme):
        review = a_review(acme)
        scope = scope_for(acme, Role.CLIENT_LEAD, proven=True)
        with pytest.raises(ProofNeeded):
            commands.sign_access_review(
                scope_for(acme, Role.CLIENT_LEAD), review=review, content_hash="0" * 64
            )
        with pytest.raises(Stale):
            commands.sign_access_review(scope, review=review, content_hash="0" * 64)
        _sign(acme, Role.CLIENT_LEAD, review)
        with pytest.raises(ReviewSigned):
            _sign(acme, Role.CLIENT_LEAD, review)

    def test_is_one_at_a_time(self, acme):
        a_review(acme)
        with pytest.raises(ReviewOpen):
            a_review(acme)

    def test_that_is_wrong_is_withdrawn_and_another_taken(self, acme, zenith):
        wrong = a_review(acme)
        _sign(acme, Role.CLIENT_LEAD, wrong)
        with pytest.raises(NotFound):
            commands.withdraw_access_review(scope_for(zenith, Role.ADMINISTRATOR), review=wrong)
        commands.withdraw_access_review(scope_for(acme, Role.ADMINISTRATOR), review=wrong)
        assert reviews.find_newest_review(scope_for(acme)) is None
        assert not reviews.find_review_due(scope_for(acme)).is_open
        with pytest.raises(NotFound):
            _sign(acme, Role.ADMINISTRATOR, wrong)
        right = a_review(acme)
        assert reviews.find_newest_review(scope_for(acme)).id == right

    def test_that_is_finished_is_never_withdrawn(self, acme):
        review = a_review(acme)
        _sign(acme, Role.ADMINISTRATOR, review)
        _sign(acme, Role.CLIENT_LEAD, review)
        with pytest.raises(NotFound):
            commands.withdraw_access_review(scope_for(acme, Role.CLIENT_LEAD), review=review)

    def test_is_not_for_everybody_nor_for_another_client(self, acme, zenith):
        with pytest.raises(MayNot):
            a_review(acme, by=Role.QUALITY)
        with pytest.raises(NotFound):
            reviews.get_review(scope_for(zenith), a_review(acme))

    def test_is_never_rewritten(self, acme):
        review = a_review(acme)
        with pytest.raises(DatabaseError, match="permission denied"), opened(scope_for(acme)):
            AccessReview.objects.filter(pk=review).update(content={})


def test_the_page_leads_from_home_to_the_signature(acme, browse):
    review = a_review(acme)
    lead = browse(acme, Role.CLIENT_LEAD)
    assert "to sign Who may see what" in waits_of(lead.get("/c/acme/home/"))[0]
    address = f"/c/acme/people/review/{review}/sign/"
    shown = reviews.get_review(scope_for(acme), review).content_hash
    wrong = lead.post(address, {"password": "not my password", "content_hash": shown})
    assert wrong.status_code == 422
    assert lead.post(address, {"password": PASSWORD, "content_hash": shown}).status_code == 302
    _sign(acme, Role.ADMINISTRATOR, review)
    for role in (Role.CLIENT_LEAD, Role.QUALITY):
        page = browse(acme, role).get("/c/acme/people/review/").content.decode()
        assert page.count("Verified: the content is what was signed") == 2
        assert "has not signed yet" not in page


def test_home_tells_a_review_that_is_overdue_from_one_that_is_due(acme, zenith, browse):
    _finished_ago(acme, days=92)
    _finished_ago(zenith, days=90)
    late, due = (
        waits_of(browse(company, Role.CLIENT_LEAD).get(f"/c/{company.slug}/home/"))[0]
        for company in (acme, zenith)
    )
    assert re.search(r"overdue Who may see .* to begin · Access review · was due on", late)
    assert re.search(r"to begin Who may see .* Access review · due on", due)


def test_home_is_silent_about_a_review_that_is_far_away(acme, browse):
    _finished_ago(acme, days=60)
    home = browse(acme, Role.CLIENT_LEAD).get("/c/acme/home/")
    assert "Who may see what" not in text_of(home)


def test_the_page_tells_when_the_next_one_was_due(acme, browse):
    _finished_ago(acme, days=92)
    page = text_of(browse(acme, Role.CLIENT_LEAD).get("/c/acme/people/review/"))
    assert "The next one was due on" in page


def test_the_page_withdraws_with_a_reason_and_offers_to_begin_anew(acme, browse):
    review = a_review(acme)
    lead = browse(acme, Role.CLIENT_LEAD)
    address = f"/c/acme/people/review/{review}/withdraw/"
    assert address in text_of(lead.get("/c/acme/people/review/"))
    assert lead.post(address, {"reason": ""}).status_code == 422
    assert lead.post(address, {"reason": "Ann left in May"}).status_code == 302
    page = text_of(lead.get("/c/acme/people/review/"))
    assert "The review is withdrawn" in page
    assert "Begin a review" in page
    with opened(scope_for(acme)):
        entry = Entry.objects.get(event="people.access-review-withdrawn")
    assert entry.reason == "Ann left in May"
