"""A site keeps what its transfers have taught, and names no client in it."""

import pytest
from django.urls import reverse

from assessed import a_document, a_risk, keep
from blinded import LEAD
from catchball.kernel.errors import NotFound, Stale
from catchball.trust.models import Change, Entry
from catchball.trust.permissions import Role
from catchball.trust.wall import opened
from catchball.workplace.programs import commands as programs
from catchball.workplace.risks import commands, queries
from catchball.workplace.risks.models import SiteStarter
from catchball.workplace.risks.rules import (
    BY_KEY,
    Frame,
    MayNotKeepStarter,
    StarterDoesNotFit,
    StarterWords,
    clean_starter,
)
from world import TODAY, scope_for

CLOGS = StarterWords(event="A filter clogs", response="A larger filter")


@pytest.fixture
def neighbour(acme, zenith):
    """Return zenith once it has a program at acme's site."""
    programs.add_program(
        scope_for(zenith, Role.ADMINISTRATOR),
        code="P-2",
        name="Second",
        site=acme.site,
        product=zenith.product,
    )
    return zenith


class TestTheWords:
    @pytest.mark.parametrize("text", ["ACME stopped the line", "as in “Acme”.", "acme"])
    def test_name_no_client(self, text):
        with pytest.raises(StarterDoesNotFit, match="Leave “Acme” out"):
            clean_starter(StarterWords(event="Late", cause=text), names=["Acme"])

    def test_may_hold_a_name_within_another_word(self):
        said = StarterWords(event="The pacemaker stops")
        assert clean_starter(said, names=["Acme", "ace"]) == said

    def test_say_what_could_happen(self):
        with pytest.raises(StarterDoesNotFit, match="what could happen"):
            clean_starter(StarterWords(event=" "), names=[])


class TestKeeping:
    def test_offers_it_to_every_client_of_the_site_and_no_other(self, acme, neighbour):
        made = keep(acme, a_risk(acme))
        for company in (acme, neighbour):
            assert [one.id for one in queries.get_library(scope_for(company)).starters] == [made]

    def test_is_of_the_site_of_the_program(self, acme, zenith):
        keep(acme, a_risk(acme))
        assert queries.get_library(scope_for(zenith)).starters == ()

    def test_refuses_what_names_the_client_its_programs_or_products(self, acme, zenith):
        risk = a_risk(acme)
        for text in ("Acme was late", "Acme supply", "API-1 is short"):
            with pytest.raises(StarterDoesNotFit):
                keep(acme, risk, text)

    def test_is_the_manufacturers(self, acme, zenith):
        risk = a_risk(acme)
        with pytest.raises(MayNotKeepStarter):
            commands.add_starter(scope_for(acme, LEAD), risk=risk, words=CLOGS)
        made = keep(acme, risk)
        assert queries.get_library(scope_for(acme, LEAD)).may_keep is False
        with pytest.raises(NotFound):
            commands.retire_starter(scope_for(acme, LEAD), starter=made, version=1)

    def test_leaves_no_trace_in_a_clients_journal(self, acme, neighbour):
        keep(acme, a_risk(acme))
        for company in (acme, neighbour):
            with opened(scope_for(company, LEAD)):
                assert not Entry.objects.filter(event="risks.starter-added").exists()
                assert not Change.objects.filter(table_name="risks_sitestarter").exists()

    def test_knows_no_risk_of_another_client(self, acme, zenith):
        with pytest.raises(NotFound):
            commands.add_starter(scope_for(zenith), risk=a_risk(acme), words=CLOGS)
        made = keep(acme, a_risk(acme, a_document(acme, title="B")))
        with pytest.raises(NotFound):
            commands.retire_starter(scope_for(zenith), starter=made, version=1)


class TestChanging:
    def test_changes_the_words_for_what_is_opened_later(self, acme, zenith):
        made = keep(acme, a_risk(acme))
        commands.change_starter(scope_for(acme), starter=made, version=1, words=CLOGS)
        assert queries.get_starter(scope_for(acme), made).response == "A larger filter"
        with pytest.raises(Stale):
            commands.change_starter(scope_for(acme), starter=made, version=1, words=CLOGS)

    def test_offers_a_retired_one_no_more_and_changes_it_no_more(self, acme, zenith):
        made = keep(acme, a_risk(acme))
        commands.retire_starter(scope_for(acme), starter=made, version=1)
        page = queries.get_library(scope_for(acme))
        assert ([one.id for one in page.retired], page.starters) == ([made], ())
        assert queries.get_assessment_start(scope_for(acme)).site_starters == ()
        with pytest.raises(MayNotKeepStarter):
            commands.change_starter(scope_for(acme), starter=made, version=2, words=CLOGS)
        with opened(scope_for(acme)):
            assert SiteStarter.objects.get().retired_name


class TestOpening:
    def test_begins_with_the_sites_own_beside_those_of_the_product(self, acme, neighbour):
        made = keep(acme, a_risk(acme), response="A larger filter", contingency="Two in parallel")
        shipped = next(iter(BY_KEY))
        document = commands.open_assessment(
            scope_for(acme),
            program=acme.program,
            frame=Frame(title="Next", held_on=TODAY),
            starters=(str(made), shipped),
        )
        first, second = sorted(
            queries.get_assessment(scope_for(acme), document).risks, key=lambda one: one.number
        )
        assert (first.event, second.event) == (BY_KEY[shipped].event, "the line")
        page = queries.get_risk(scope_for(acme), second.id)
        assert page.suggested_response == "A larger filter"
        assert page.suggested_contingency == "Two in parallel"

    def test_knows_no_starter_of_a_site_that_works_for_others(self, acme, zenith):
        made = keep(acme, a_risk(acme))
        with pytest.raises(NotFound):
            a_document(zenith, str(made))


class TestThePages:
    def test_lead_from_a_risk_to_the_library(self, acme, zenith, browse):
        risk, browser = a_risk(acme), browse(acme)
        at = reverse("starter-add", kwargs={"client": acme.slug, "risk": risk})
        assert (
            at
            in browser.get(
                reverse("risk-page", kwargs={"client": acme.slug, "risk": risk})
            ).content.decode()
        )
        sent = {"event": "Acme was late", "category": "supply", "phase": "execution"}
        refused = browser.post(at, sent)
        assert refused.status_code == 422
        assert "Leave “Acme” out" in refused.content.decode()
        page = browser.post(at, {**sent, "event": "It was late"}).headers["Location"]
        text = browser.get(page).content.decode()
        assert "It was late" in text
        [line] = queries.get_library(scope_for(acme)).starters
        where = {"client": acme.slug, "starter": line.id}
        change = reverse("starter-change", kwargs=where)
        assert browser.post(change, {**sent, "event": "Later", "version": "1"}).status_code == 302
        browser.post(reverse("starter-retire", kwargs=where), {"version": "2"})
        assert "One retired starter risk" in browser.get(page).content.decode()

    def test_offer_no_step_to_the_client(self, acme, zenith, browse):
        made = keep(acme, a_risk(acme))
        text = browse(acme, LEAD).get(reverse("library-page", kwargs={"client": acme.slug}))
        assert "the line" in text.content.decode()
        change = reverse("starter-change", kwargs={"client": acme.slug, "starter": made})
        assert change not in text.content.decode()
        assert browse(acme, LEAD).get(change).status_code == 409
