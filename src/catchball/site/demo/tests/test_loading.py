"""The demo as loaded: once, whole, behind its walls, with every state and each planned story."""

import time
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from django.db import connection, transaction
from django.test import Client as Browser

from catchball.kernel.days import Grain, periods_until
from catchball.measures.reading import Standing
from catchball.site.demo import accounts, is_loaded, loading
from catchball.site.demo.company import LEADS, MANAGER, PASSWORD, PEOPLE, SPONSORS
from catchball.site.demo.stories import bad_quarter_before
from catchball.site.sight import Sighted
from catchball.trust import reviews
from catchball.trust.models import Entry, Person
from catchball.trust.permissions import Side
from catchball.trust.scope import operator_scope
from catchball.trust.wall import opened, signing_in_as
from catchball.workplace.agreements.queries import (
    get_agreements,
    get_promise,
    list_promises,
    rehearse_agreement,
)
from catchball.workplace.agreements.rules import PromiseState, Validity
from catchball.workplace.calendars.queries import list_place_calendars
from catchball.workplace.consequences import queries as consequences
from catchball.workplace.exclusions import queries as exclusions
from catchball.workplace.production.models import Batch, Delivery, Redating
from catchball.workplace.production.queries import count_batches, count_deliveries
from catchball.workplace.production.rules import BatchState, DeliveryState, Disposition
from catchball.workplace.programs.queries import list_all_clients, list_programs
from catchball.workplace.risks import queries as risks
from catchball.workplace.risks.rules import Colour, Reversal
from catchball.workplace.scorecards import queries as scorecards
from catchball.workplace.scorecards.queries import read_promise_chart, read_scorecard
from catchball.workplace.teams.queries import get_program_home
from world import NOW

ON_TIME, YIELD, RIGHT = "On-time delivery", "Batch yield", "Right first time"
pytestmark = pytest.mark.django_db


class KilledError(Exception):
    """Ends the loading as a kill would."""


def emptied():
    """Clear every table inside the transaction: other tests' companies come back after it."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("SET ROLE NONE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("TRUNCATE programs_client, programs_site, trust_person CASCADE")
        cursor.execute("SET LOCAL session_replication_role = origin")
        cursor.execute("SET ROLE catchball_app")


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """Load the demo once for this module, and undo it afterwards."""
    said = []
    with django_db_blocker.unblock(), transaction.atomic():
        emptied()
        began = time.perf_counter()
        assert loading.load_once(said.append, now=NOW)
        said.append(f"{time.perf_counter() - began:.1f} s")
        yield said
        transaction.set_rollback(True)


@pytest.fixture
def as_(demo):
    """Return the scope of a person of the demo, working for a client, in the course of NOW."""

    def scope(person, slug):
        with signing_in_as(person.email):
            row = Person.objects.get(email=person.email)
        return Sighted(row, NOW).for_client(slug)

    return scope


def counted():
    with opened(operator_scope("the tests", now=NOW)):
        return Entry.objects.count(), len(list_all_clients(operator_scope("x", now=NOW)))


def row_of(scorecard, title):
    return next(row for row in scorecard.rows if row.title == title)


class TestLoadOnce:
    def test_says_what_it_loads(self, demo):
        assert [one for one in demo if "Acme Medicines" in one]

    def test_changes_nothing_the_second_time(self, demo):
        before = counted()
        assert not loading.load_once(demo.append, now=NOW)
        assert counted() == before

    def test_is_seen_to_be_loaded(self, demo):
        assert is_loaded()

    def test_refuses_to_be_loaded_by_hand_beside_clients(self, demo):
        with pytest.raises(loading.NotEmpty, match="clients here already"):
            loading.load(demo.append)

    def test_leaves_nothing_behind_when_it_is_killed_half_way(self, demo):
        def kill(step):
            if "Acme" in step:
                raise KilledError

        with transaction.atomic():
            emptied()
            with pytest.raises(KilledError):
                loading.load_once(kill, now=NOW)
            assert counted() == (0, 0)
            transaction.set_rollback(True)
        assert is_loaded()

    def test_marks_every_client_as_synthetic(self, demo):
        clients = list_all_clients(operator_scope("the tests", now=NOW))
        assert [one.slug for one in clients if one.is_synthetic] == [
            one.slug for one in sorted(SPONSORS, key=lambda one: one.name)
        ]


class TestPeople:
    def test_of_the_manufacturer_see_all_clients(self, as_):
        assert len({as_(MANAGER, one.slug).client for one in SPONSORS}) == len(SPONSORS)

    @pytest.mark.parametrize("slug", LEADS)
    def test_of_a_client_see_it_alone(self, as_, slug):
        scope = as_(LEADS[slug], slug)
        with opened(scope):
            found = set(Delivery.objects.values_list("client_id", flat=True))
        assert found <= {scope.client}

    def test_of_a_client_meet_a_wall_at_the_next(self, demo, settings):
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
        browser = Browser()
        lead = LEADS["zenith"]
        answer = browser.post("/sign-in/", {"email": lead.email, "password": PASSWORD})
        assert answer.status_code == 302
        assert browser.get("/c/zenith/home/").status_code == 200
        assert browser.get("/c/acme/home/").status_code == 404

    def test_are_shown_at_the_door_only_where_the_demo_is(self, demo, settings):
        settings.SHOWS_DEMO = True
        page = Browser().get("/sign-in/").content.decode()
        assert MANAGER.email in page
        assert PASSWORD in page
        settings.SHOWS_DEMO = False
        assert MANAGER.email not in Browser().get("/sign-in/").content.decode()

    def test_are_all_listed_for_the_operator(self):
        assert len(accounts(everybody=True)) == len(PEOPLE) > len(accounts())


class TestReviews:
    @pytest.mark.parametrize("slug", LEADS)
    def test_of_access_were_done_by_both_companies_and_one_is_overdue(self, as_, slug):
        scope = as_(LEADS[slug], slug)
        newest, due = reviews.find_newest_review(scope), reviews.find_review_due(scope)
        assert {one.side for one in newest.signatures if one.still_equal} == set(Side)
        assert newest.finished_at < NOW
        assert {one.email for one in newest.people} >= {MANAGER.email, LEADS[slug].email}
        assert (due.is_open, due.is_late) == (False, slug == "tilia")


class TestFacts:
    @pytest.mark.parametrize("slug", ["acme", "zenith", "tilia"])
    def test_hold_every_state(self, as_, slug):
        scope = as_(MANAGER, slug)
        counts, made = count_deliveries(scope), count_batches(scope)
        assert counts.late >= 2
        assert counts.due >= 3
        assert made.awaiting >= 3
        with opened(scope):
            states = set(Delivery.objects.values_list("state", flat=True))
            assert states == {state.value for state in DeliveryState}
            states = set(Batch.objects.values_list("state", flat=True))
            assert states == {state.value for state in BatchState}
            decided = set(Batch.objects.values_list("disposition", flat=True))
            assert decided == {one.value for one in Disposition}
            asked = set(Redating.objects.values_list("asked_by", flat=True))
            assert asked == {side.value for side in Side}
            assert Batch.objects.filter(state="completed", deviations=None).count() == 2

    def test_show_one_batch_above_its_theory(self, as_):
        assert count_batches(as_(MANAGER, "acme")).over_full == 1

    def test_are_told_as_they_happened(self, as_):
        scope = as_(MANAGER, "acme")
        with opened(scope):
            entries = Entry.objects.filter(client_id=scope.client)
            recorded = entries.filter(event="production.delivery-recorded")
            imports = entries.filter(event="production.deliveries-imported")
            assert recorded.count() >= 5
            assert (NOW - imports.earliest("happened_at").happened_at).days > 1_000
            assert entries.latest("happened_at").happened_at < NOW
            assert not entries.filter(actor_name="demo", event__startswith="production").exists()

    def test_are_none_for_the_newest_client(self, as_):
        scope = as_(MANAGER, "quillmere")
        assert count_deliveries(scope).all == count_batches(scope).all == 0
        assert not list_promises(scope)


class TestCalendars:
    def test_are_kept_for_sites_and_clients_with_their_holidays(self, as_):
        kept = [one.edition for one in list_place_calendars(as_(MANAGER, "tilia"))]
        assert kept == [1, 1]

    def test_are_not_set_for_the_newest_client(self, as_):
        kept = [one.edition for one in list_place_calendars(as_(MANAGER, "quillmere"))]
        assert sorted(kept) == [0, 1]


class TestPromises:
    def test_stand_in_every_state(self, as_):
        found = [
            line
            for slug in ("acme", "zenith", "tilia", "sorrel-bay")
            for line in list_promises(as_(MANAGER, slug), with_past=True)
        ]
        assert {line.state for line in found} == set(PromiseState) - {PromiseState.WITHDRAWN}
        assert Validity.SUPERSEDED in {line.validity for line in found}
        assert frozenset({Side.CLIENT}) in {line.waits_for for line in found}

    def test_are_signed_by_two_people(self, as_):
        scope = as_(MANAGER, "acme")
        for line in list_promises(scope):
            if line.state is PromiseState.SIGNED:
                signed = get_promise(scope, line.id).signatures
                assert {one.side for one in signed} == set(Side)
                assert all(one.still_equal for one in signed)

    def test_hide_a_draft_from_the_client(self, as_):
        drafts = [line for line in list_promises(as_(MANAGER, "zenith")) if line.state == "draft"]
        assert len(drafts) == 1
        shown = list_promises(as_(LEADS["zenith"], "zenith"))
        assert drafts[0].id not in {line.id for line in shown}

    def test_change_the_target_in_the_course(self, as_):
        scope = as_(MANAGER, "acme")
        row = row_of(read_scorecard(scope), ON_TIME)
        chart = read_promise_chart(scope, promise=row.promise)
        targets = {cell.target for cell in chart.cells}
        assert {Decimal("0.95"), Decimal("0.97")} <= targets


class TestAgreements:
    def test_stand_where_each_story_has_come(self, as_):
        found = {
            sponsor.slug: [
                str(line.standing) for line in get_agreements(as_(MANAGER, sponsor.slug)).lines
            ]
            for sponsor in SPONSORS
        }
        assert found == {
            "acme": ["draft", "in-force"],
            "zenith": ["offered"],
            "tilia": ["in-force"],
            "sorrel-bay": ["declined"],
            "quillmere": ["draft"],
        }

    def test_wait_for_the_client_alone_once_the_manufacturer_has_signed(self, as_):
        (line,) = get_agreements(as_(LEADS["zenith"], "zenith")).lines
        assert line.waits_for == {Side.CLIENT}

    def test_can_be_rehearsed_on_three_years_of_facts(self, as_):
        scope = as_(LEADS["acme"], "acme")
        (line,) = get_agreements(scope).lines
        assert rehearse_agreement(scope, line.id).judged > 12


class TestSettled:
    def test_holds_claims_that_were_accepted_and_ruled_on(self, as_):
        states = [
            line.state.value
            for line in exclusions.get_overview(as_(LEADS["acme"], "acme"), with_past=True).lines
        ]
        assert {"accepted", "upheld"} <= set(states)

    def test_holds_closed_months_the_first_restated_since(self, as_):
        scope = as_(LEADS["acme"], "acme")
        closed = [
            line
            for line in scorecards.get_close_overview(scope).lines
            if line.state.value == "closed"
        ]
        assert closed
        [number] = [
            number
            for number in scorecards.get_close(scope, closed[-1].id).numbers
            if number.title == ON_TIME
        ]
        assert number.is_restated


class TestConcluded:
    def test_holds_signed_statements_and_one_that_waits(self, as_):
        overview = consequences.get_statement_overview(as_(LEADS["acme"], "acme"))
        states = [line.state.value for line in overview.lines]
        assert states[0] == "open"
        assert set(states[1:]) == {"signed"}
        assert overview.unopened == ()

    def test_holds_findings_with_owners(self, as_):
        found = consequences.list_findings_of(as_(LEADS["acme"], "acme"))
        assert {line.owner for line in found if line.state.value == "accepted"} == {MANAGER.name}


class TestTransferred:
    def test_shows_every_colour_and_each_way_of_reverting_that_a_transfer_lived(self, as_):
        [_supply, document] = risks.get_assessment_overview(as_(MANAGER, "acme")).lines
        page = risks.get_assessment(as_(LEADS["acme"], "acme"), document.id)
        shown = {one.colour for one in page.risks}
        assert shown == set(Colour)
        assert any(one.colour is Colour.GREY and one.demand == "needed" for one in page.risks)
        reverted = {reason for one in page.risks for reason in one.reversals}
        assert {Reversal.ACTION_OVERDUE, Reversal.TRIGGER_FIRED} <= reverted
        assert document.counts.to_approve
        assert page.since_review

    def test_shows_a_matrix_of_its_site_that_is_not_square_with_a_document_on_it(self, as_):
        [line] = risks.get_matrices(as_(LEADS["acme"], "acme")).matrices
        assert (line.number, line.probability, line.impact) == (2, 4, 6)
        [use] = line.uses
        [document, _transfer] = risks.get_assessment_overview(as_(MANAGER, "acme")).lines
        assert (use.assessment, use.number) == (document.id, 2)
        assert document.counts.monitor == document.counts.all > 0

    def test_shows_a_program_run_by_both_with_slips_and_a_gate_that_holds(self, as_):
        scope = as_(MANAGER, "acme")
        transfer = next(one for one in list_programs(scope) if one.code == "TT-1")
        home = get_program_home(scope, program=transfer.id)
        assert home.agreed.number == 1
        assert [one.is_passed for one in home.gates] == [True, True, False, False, False]
        assert home.gate.open == 3
        assert home.plan.late != ()
        assert home.team.stability.unchanged < home.team.stability.named


class TestStories:
    def test_of_acme_hold_a_bad_quarter_that_healed(self, as_):
        bad = bad_quarter_before(NOW.date())
        cells = row_of(read_scorecard(as_(MANAGER, "acme")), ON_TIME).cells
        within = [cell for cell in cells if cell.period.first in bad]
        after = [cell for cell in cells if cell.period.first >= bad.until]
        assert len(within) == 3
        assert sum(cell.standing is Standing.BELOW_FLOOR for cell in within) >= 2
        assert max(cell.value for cell in within) < min(cell.value for cell in after[:-1])

    def test_of_zenith_show_a_yield_that_improved(self, as_):
        scope = as_(MANAGER, "zenith")
        row = row_of(read_scorecard(scope, grain=Grain.QUARTER.value), YIELD)
        values = [cell.value for cell in row.cells if cell.value is not None]
        assert values[-1] - values[0] > 7
        assert sum(later > earlier for earlier, later in pairwise(values)) >= 8

    def test_of_tilia_fail_right_first_time_steadily(self, as_):
        row = row_of(read_scorecard(as_(MANAGER, "tilia")), RIGHT)
        assert row.whole.value < row.floor * 100
        assert sum(cell.value < row.target * 100 for cell in row.cells if cell.value) >= 10
        others = row_of(read_scorecard(as_(MANAGER, "acme")), RIGHT)
        assert others.whole.value > others.target * 100 - 2

    def test_of_sorrel_bay_are_too_few_to_judge(self, as_):
        row = row_of(read_scorecard(as_(MANAGER, "sorrel-bay")), ON_TIME)
        standings = {cell.standing for cell in row.cells}
        assert Standing.LOW_N in standings
        assert standings.isdisjoint({Standing.KEPT, Standing.BELOW_FLOOR})

    @pytest.mark.parametrize("slug", ["acme", "zenith", "tilia"])
    def test_read_the_same_for_both_companies(self, as_, slug):
        ours, theirs = (read_scorecard(as_(one, slug)) for one in (MANAGER, LEADS[slug]))
        assert ours.content_hash == theirs.content_hash

    @pytest.mark.parametrize("slug", ["acme", "zenith", "tilia"])
    def test_span_three_years(self, as_, slug):
        scope = as_(MANAGER, slug)
        with opened(scope):
            first = Delivery.objects.earliest("first_promised_on").first_promised_on
        assert first < periods_until(NOW.date(), Grain.MONTH, 36)[0].until
        assert read_scorecard(replace(scope), month=f"{first:%Y-%m}").rows
