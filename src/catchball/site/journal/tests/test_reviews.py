"""Reviews of the journal: who reviewed up to where, what waits, and what nobody may pass over."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreed import an_offered_agreement
from arranged import a_delivered, a_delivery, promise_facts
from catchball.kernel.errors import NotFound, NotPermitted, Stale
from catchball.trust.commands import review_journal
from catchball.trust.door import command
from catchball.trust.identity import NotProven, prove
from catchball.trust.journal import JournalFilters, read_journal
from catchball.trust.models import Audience, Entry
from catchball.trust.permissions import Permission, Role
from catchball.trust.reviewing import list_failed_proofs, list_marks, read_unreviewed
from catchball.trust.risks import Risk, risk_of
from catchball.trust.wall import opened
from catchball.workplace.agreements.commands import decline_agreement
from catchball.workplace.production import commands
from world import NOW, floor_scope_for, scope_for


@command(may=Permission.DELIVERY_RECORD, event="tests.secret-kept", audience=Audience.INTERNAL)
def keep_secret(scope):
    """Write an entry for the manufacturer's eyes only."""


def _quality(company, **differing):
    return scope_for(company, Role.QUALITY, **differing)


def _promise_at(company, reference, instant):
    commands.record_promise(
        scope_for(company, now=instant), facts=promise_facts(company, reference)
    )


def _mark(scope, *, entries=None, note=""):
    """Mark everything that waits on the first page, or its first entries."""
    page = read_unreviewed(scope).page
    count = entries or page.last_row
    return review_journal(scope, up_to=page.items[count - 1].id, entries=count, note=note)


def _events(scope, **asked):
    return [one.event for one in read_unreviewed(scope, **asked).page.items]


class TestAMark:
    def test_covers_what_lies_up_to_it_and_no_more(self, acme):
        before = read_unreviewed(_quality(acme)).rows
        a_delivery(acme, "D-1")

        _mark(_quality(acme), entries=before)

        assert _events(_quality(acme)) == ["production.delivery-promised"]

    def test_leaves_nothing_waiting_when_all_was_shown(self, acme):
        _mark(_quality(acme))

        assert read_unreviewed(_quality(acme)).rows == 0

    def test_stands_in_the_journal_with_its_note(self, acme):
        _mark(_quality(acme), note=" Two deletions explained. ")

        found = read_journal(
            scope_for(acme), filters=JournalFilters(event="journal.journal-reviewed")
        )
        (entry,) = found.page.items
        assert entry.actor_name == "Acme quality"
        assert entry.changes[0].new["note"] == "Two deletions explained."

    def test_is_refused_when_another_number_waits_by_then(self, acme):
        page = read_unreviewed(_quality(acme)).page
        _mark(_quality(acme), entries=2)

        with pytest.raises(Stale):
            review_journal(_quality(acme), up_to=page.items[-1].id, entries=page.last_row)

    def test_never_goes_back(self, acme):
        page = read_unreviewed(_quality(acme)).page
        _mark(_quality(acme))

        with pytest.raises(Stale):
            review_journal(_quality(acme), up_to=page.items[0].id, entries=1)

        assert read_unreviewed(_quality(acme)).rows == 0

    @pytest.mark.django_db(transaction=True)
    def test_does_not_cover_what_comes_in_below_it_later(self, acme):
        """A command that began before the mark and ended after it is dated by its beginning."""
        _promise_at(acme, "D-1", NOW + timedelta(hours=2))
        _mark(_quality(acme, now=NOW + timedelta(hours=3)))

        _promise_at(acme, "D-2", NOW + timedelta(hours=1))

        late = read_unreviewed(_quality(acme, now=NOW + timedelta(hours=4)))
        assert [one.changes[0].new["reference"] for one in late.page.items] == ["D-2"]

        _mark(_quality(acme, now=NOW + timedelta(hours=4)))
        (mark,) = list_marks(_quality(acme))
        assert mark.up_to_at == NOW + timedelta(hours=2)
        assert read_unreviewed(_quality(acme)).rows == 0

    def test_is_each_persons_own(self, acme):
        _mark(_quality(acme))

        assert read_unreviewed(scope_for(acme, Role.CLIENT_QUALITY)).rows > 0

    def test_is_for_those_alone_who_may_review(self, acme):
        entry = read_unreviewed(_quality(acme)).page.items[0].id

        with pytest.raises(NotPermitted):
            review_journal(scope_for(acme, Role.SUPERVISOR), up_to=entry, entries=1)

    def test_knows_nothing_of_another_client(self, acme, zenith):
        theirs = read_unreviewed(_quality(zenith)).page.items[0].id

        with pytest.raises(NotFound):
            review_journal(_quality(acme), up_to=theirs, entries=1)

        _mark(_quality(zenith))
        assert list_marks(_quality(acme)) == ()

    def test_of_a_client_passes_over_what_the_client_does_not_see(self, acme):
        keep_secret(scope_for(acme))
        client = scope_for(acme, Role.CLIENT_QUALITY)

        assert "tests.secret-kept" not in _events(client)
        _mark(client)

        assert read_unreviewed(client).rows == 0
        assert "tests.secret-kept" in _events(_quality(acme))

    def test_is_told_to_all_with_what_has_happened_since(self, acme):
        _mark(_quality(acme), note="All read.")
        later = NOW + timedelta(hours=1)
        _promise_at(acme, "D-1", later)
        _promise_at(acme, "D-2", later)

        (mark,) = list_marks(scope_for(acme, Role.SUPERVISOR))

        assert (mark.person_name, mark.note, mark.since) == ("Acme quality", "All read.", 2)


class TestRisks:
    def test_are_told_and_shown_alone(self, acme):
        made = a_delivery(acme, "D-1")
        commands.correct_delivery(
            scope_for(acme, reason="Typing error"),
            delivery=made,
            facts=promise_facts(acme, "D-1", item="Capsules"),
            version=1,
        )

        found = read_unreviewed(_quality(acme), risk=Risk.CORRECTED)

        assert dict(found.risks)[Risk.CORRECTED] == 1
        assert [one.event for one in found.page.items] == ["production.delivery-corrected"]
        assert found.rows > 1

    def test_include_every_removed_row_whatever_its_event_is_called(self, acme):
        @command(may=Permission.DELIVERY_RECORD, event="tests.row-tidied")
        def tidy(scope, *, row):
            with connection.cursor() as cursor:
                cursor.execute("DELETE FROM production_delivery WHERE id = %s", [row])

        tidy(scope_for(acme), row=a_delivery(acme, "D-1"))

        assert _events(_quality(acme), risk=Risk.REMOVED) == ["tests.row-tidied"]

    def test_filter_the_whole_journal_too(self, acme, browse):
        a_delivery(acme, "D-1")
        decline_agreement(
            scope_for(acme, Role.CLIENT_LEAD, reason="Too low"),
            agreement=an_offered_agreement(scope_for(acme)),
        )

        shown = browse(acme).get("/c/acme/journal/?risk=refused").content.decode()

        assert "declined <a" in shown
        assert "Too low" in shown
        assert "D-1</a>" not in shown

    @pytest.mark.parametrize(
        ("event", "risk"),
        [
            ("exchange.import-undone", Risk.ROLLED_BACK),
            ("agreements.agreement-item-removed", Risk.REMOVED),
            ("exclusions.exclusion-disputed", Risk.REFUSED),
            ("production.delivery-promised", None),
        ],
    )
    def test_are_told_by_the_verb_of_the_event(self, event, risk):
        assert risk_of(event) is risk


class TestFailedProofs:
    def test_of_ones_own_company_are_shown_since_the_last_mark(self, acme):
        with pytest.raises(NotProven):
            prove(scope_for(acme, Role.CLIENT_LEAD), password="not that one")

        (failed,) = list_failed_proofs(scope_for(acme, Role.CLIENT_QUALITY))
        assert failed.who == acme.email(Role.CLIENT_LEAD)
        assert list_failed_proofs(_quality(acme)) == ()

        later = scope_for(acme, Role.CLIENT_QUALITY, now=NOW + timedelta(minutes=1))
        _mark(later)
        assert list_failed_proofs(later) == ()


class TestWhatBelongsToNoClient:
    """People, sites and services: the manufacturer's people review them across clients."""

    def test_waits_for_a_review_of_its_own(self, acme, zenith):
        a_delivery(acme, "D-1")
        floor = floor_scope_for(acme, zenith, role=Role.QUALITY)
        waiting = read_unreviewed(floor)

        _mark(floor)

        assert {one.client_id for one in waiting.page.items} == {None}
        assert "people.person-added" in _events(floor_scope_for(acme, role=Role.PROGRAM_MANAGER))
        assert read_unreviewed(floor).rows == waiting.rows - waiting.page.last_row

    def test_is_marked_apart_from_every_clients_journal(self, acme, zenith):
        floor = floor_scope_for(acme, zenith, role=Role.QUALITY)
        waiting = read_unreviewed(_quality(acme)).rows
        _mark(floor, note="All known.")

        (mark,) = list_marks(floor)
        assert (mark.person_name, mark.note) == ("Acme quality", "All known.")
        assert list_marks(_quality(acme)) == ()
        assert read_unreviewed(_quality(acme)).rows == waiting

    def test_shows_its_marks_to_no_client(self, acme, zenith):
        _mark(floor_scope_for(acme, zenith, role=Role.QUALITY))

        assert list_marks(replace(scope_for(acme, Role.CLIENT_QUALITY), client_id=None)) == ()

    def test_shows_whoever_of_the_manufacturer_failed_to_prove_themself(self, acme, zenith):
        for role in (Role.SITE_HEAD, Role.CLIENT_LEAD):
            with pytest.raises(NotProven):
                prove(scope_for(acme, role), password="not that one")

        (failed,) = list_failed_proofs(floor_scope_for(zenith, role=Role.QUALITY))
        assert failed.who == acme.email(Role.SITE_HEAD)

    def test_is_marked_on_its_page(self, acme, zenith, browse):
        browser = browse(acme, Role.QUALITY)
        waiting = read_unreviewed(floor_scope_for(acme, zenith, role=Role.QUALITY))
        shown = browser.get("/floor/journal/reviews/").content.decode()
        assert "what belongs to no client" in shown

        sent = {"up_to": waiting.page.items[-1].id, "entries": waiting.page.last_row}
        answer = browser.post("/floor/journal/review/", sent, follow=True)

        assert "Marked: you have reviewed the journal up to there." in answer.content.decode()
        assert answer.redirect_chain[-1][0] == "/floor/journal/reviews/"


class TestThePage:
    def _page(self, browser, query=""):
        answer = browser.get(f"/c/acme/journal/reviews/{query}")
        assert answer.status_code == 200
        return answer.content.decode()

    def test_marks_what_was_shown(self, acme, browse):
        browser = browse(acme, Role.CLIENT_QUALITY)
        waiting = read_unreviewed(scope_for(acme, Role.CLIENT_QUALITY))
        assert "You have not reviewed this journal yet" in self._page(browser)

        answer = browser.post(
            "/c/acme/journal/review/",
            {
                "up_to": waiting.page.items[-1].id,
                "entries": waiting.page.last_row,
                "note": "Sampled.",
            },
            follow=True,
        )

        shown = answer.content.decode()
        assert "You have reviewed everything that has happened" in shown
        assert "Sampled." in shown

    def test_says_when_more_came_in_meanwhile(self, acme, browse):
        browser = browse(acme, Role.QUALITY)
        last = read_unreviewed(_quality(acme)).page.items[-1]

        sent = {"up_to": last.id, "entries": 1}
        answer = browser.post("/c/acme/journal/review/", sent, follow=True)

        assert "Nothing was marked" in answer.content.decode()

    def test_refuses_a_form_that_names_no_entry(self, acme, browse):
        answer = browse(acme, Role.QUALITY).post("/c/acme/journal/review/", {"note": "x"})

        assert answer.status_code == 422

    def test_shows_who_reviewed_to_those_who_only_read(self, acme, browse):
        _mark(_quality(acme))

        shown = self._page(browse(acme, Role.SUPERVISOR))

        assert "Acme quality reviewed this journal last" in shown
        assert "I have reviewed up to here" not in shown

    def test_offers_no_mark_where_only_a_part_is_shown(self, acme, browse):
        browser = browse(acme, Role.QUALITY)
        assert "I have reviewed up to here" in self._page(browser)
        assert "I have reviewed up to here" not in self._page(browser, "?risk=removed")

    def test_asks_no_more_of_the_database_for_more_rows(self, acme, browse):
        browser, counts = browse(acme, Role.QUALITY), []
        for more in (1, 12):
            for number in range(more):
                a_delivered(acme, f"D-{more}-{number}", promised=3, delivered=-1)
            self._page(browser)
            with CaptureQueriesContext(connection) as captured:
                self._page(browser)
            counts.append(len(captured))
        assert counts[0] == counts[1]

    def test_leads_back_to_the_entry_of_a_mark(self, acme, browse):
        _mark(_quality(acme))
        with opened(_quality(acme)):
            marked = Entry.objects.get(event="journal.journal-reviewed", client_id=acme.id)
        up_to = marked.arguments["up_to"]

        assert f"/c/acme/journal/{up_to}/" in self._page(browse(acme))
