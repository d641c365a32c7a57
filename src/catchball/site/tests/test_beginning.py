"""What an empty workplace says to do first, and that each step leads somewhere."""

import re
from dataclasses import replace

import pytest

from catchball.trust import commands as people
from catchball.trust.permissions import Role
from catchball.trust.scope import operator_scope
from catchball.workplace.programs import commands as programs
from catchball.workplace.teams import commands as teams
from catchball.workplace.teams.queries import openings
from catchball.workplace.teams.rules import TEMPLATES
from imported import GOOD, HEAD
from measured import deliveries, month_of
from promised import a_signed_promise
from reading import text_of
from uploading import sent
from world import NOW, PASSWORD, TODAY, ZONE, Company, scope_for


@pytest.fixture
def orion(acme):
    """Return a client just added, with nobody and nothing in it."""
    operator = operator_scope("the tests", now=NOW)
    client = programs.add_client(operator, slug="orion", name="Orion", zone=ZONE)
    return Company(client, "orion", "Orion", acme.site, acme.program, acme.product, {})


def _inside(company):
    operator = operator_scope("the tests", now=NOW)
    return replace(operator, sees=frozenset({company.id})).working_on(company.id, zone=ZONE)


def _comes(company, role):
    person = people.add_person(
        operator_scope("the tests", now=NOW),
        email=company.email(role),
        name=f"Orion {role}",
        role=role,
        password=PASSWORD,
        zone=ZONE,
    )
    company.people[role] = person
    people.assign_person(_inside(company), person=person)


def _steps(browser, page):
    """Return the words of each step; every way that it offers is gone."""
    text = browser.get(page).content.decode()
    section = re.search(r'aria-labelledby="first">(.*?)</section>', text, re.DOTALL)
    if section is None:
        return []
    for way in re.findall(r'href="([^"]+)"', section[1]):
        assert browser.get(way).status_code == 200, way
    return [
        re.sub(r"<[^>]+>", "", one).strip()
        for one in re.findall(r"<(?:a|b)\b[^>]*>(.*?)</(?:a|b)>", section[1])
    ]


class TestFirstSteps:
    def test_without_a_client_an_administrator_sets_one_up(self, acme, browse):
        people.unassign_person(_inside(acme), person=acme.people[Role.ADMINISTRATOR])
        people.unassign_person(_inside(acme), person=acme.people[Role.PROGRAM_MANAGER])

        told = _steps(browse(acme, Role.ADMINISTRATOR), "/floor/home/")
        assert told == ["Add a site of yours, then the first client"]
        told = _steps(browse(acme, Role.PROGRAM_MANAGER), "/floor/home/")
        assert told == ["You see no client yet"]

    def test_across_clients_each_that_is_seen_is_a_way_in(self, acme, zenith, browse):
        assert _steps(browse(acme), "/floor/home/") == ["Choose a client", "Acme"]

    def test_go_in_the_order_in_which_they_can_be_done(self, orion, browse):
        _comes(orion, Role.ADMINISTRATOR)
        _comes(orion, Role.PROGRAM_MANAGER)
        admin, manager = browse(orion, Role.ADMINISTRATOR), browse(orion)

        assert _steps(admin, "/c/orion/home/") == [
            "Invite those who will work here",
            "Set the working calendars",
        ]
        assert _steps(manager, "/c/orion/home/") == [
            "Open the first program",
            "Set the working calendars",
            "Draft the first promise",
        ]

        _comes(orion, Role.CLIENT_LEAD)
        programs.add_program(_inside(orion), code="P-1", name="Supply", site=orion.site)

        assert _steps(admin, "/c/orion/home/") == ["Set the working calendars"]
        assert _steps(manager, "/c/orion/home/") == [
            "Set the working calendars",
            "Import deliveries or batches",
            "Draft the first promise",
        ]

    def test_the_clients_lead_brings_in_colleagues_and_says_when_they_work(self, orion, browse):
        _comes(orion, Role.CLIENT_LEAD)
        lead = browse(orion, Role.CLIENT_LEAD)
        assert _steps(lead, "/c/orion/home/") == [
            "Invite those who will work here",
            "Set the working calendars",
        ]

        _comes(orion, Role.CLIENT_QUALITY)
        assert _steps(lead, "/c/orion/home/") == ["Set the working calendars"]
        told = _steps(browse(orion, Role.CLIENT_QUALITY), "/c/orion/home/")
        assert told == ["Nothing is recorded yet"]


def test_nobody_is_said_to_have_been_here_where_nobody_sees_a_client(acme, browse):
    people.unassign_person(_inside(acme), person=acme.people[Role.ADMINISTRATOR])

    told = browse(acme, Role.ADMINISTRATOR).get("/floor/people/").content.decode()

    assert "Nobody sees a client of yours yet" in told

    def test_are_over_once_something_is_recorded_and_promised(self, acme, zenith, browse):
        deliveries(acme, *month_of(TODAY, good=1, late=0), name="Y")
        manager, lead = browse(acme), browse(acme, Role.CLIENT_LEAD)

        assert _steps(manager, "/c/acme/home/") == ["Draft the first promise"]
        assert _steps(lead, "/c/acme/home/") == []

        a_signed_promise(zenith)
        assert _steps(manager, "/c/acme/home/") == ["Draft the first promise"]
        a_signed_promise(acme)
        assert _steps(manager, "/c/acme/home/") == []


class TestWithoutAProgram:
    @pytest.mark.parametrize(
        "form",
        [
            "production/deliveries/promise/",
            "production/batches/plan/",
            "incidents/record/",
            "risks/open/",
        ],
    )
    def test_a_form_leads_to_the_programs_instead_of_asking_for_one(
        self, orion, acme, browse, form
    ):
        _comes(orion, Role.PROGRAM_MANAGER)

        without = browse(orion).get(f"/c/orion/{form}").content.decode()

        assert "There is no program yet" in without
        assert '<form class="entry"' not in without
        main = without.split("<main", 1)[1]
        assert 'class="button" href="/c/orion/plans/"' in main
        among = browse(acme).get(f"/c/acme/{form}").content.decode()
        assert "There is no program yet" not in among
        assert '<form class="entry"' in among

    def test_a_file_waits_until_there_is_one(self, orion, acme, browse, settings, tmp_path):
        settings.UPLOAD_ROOT = tmp_path
        _comes(orion, Role.PROGRAM_MANAGER)
        told = "Every row belongs to a program, and there is none yet."
        for company, is_told in ((orion, True), (acme, False)):
            browser = browse(company)
            answer = sent(browser, HEAD + GOOD, slug=company.slug)
            assert (told in text_of(browser.get(answer.headers["Location"]))) == is_told


class TestOpeningTheFirstProgram:
    def test_needs_a_site_and_says_who_adds_it(self, orion, acme, browse, monkeypatch):
        _comes(orion, Role.PROGRAM_MANAGER)
        way = 'href="/c/{}/products/"'
        opening = browse(orion).get("/c/orion/programs/open/").content.decode()
        assert '<form class="entry"' in opening
        assert way.format("orion") in opening.split("<main", 1)[1]
        known = browse(acme).get("/c/acme/programs/open/").content.decode()
        assert way.format("acme") not in known.split("<main", 1)[1]

        monkeypatch.setattr(openings, "list_sites", lambda _scope: ())
        without = browse(orion).get("/c/orion/programs/open/").content.decode()
        assert "There is no site yet" in without
        assert '<form class="entry"' not in without


class TestAPlanWithoutACalendar:
    def test_is_not_said_to_be_none(self, acme, zenith, browse):
        opened = teams.open_program(
            scope_for(acme),
            template=TEMPLATES[0].key,
            code="TT-9",
            name="Transfer of nines",
            site=acme.site,
            start_on=TODAY,
        )
        browser = browse(acme)

        listed = text_of(browser.get("/c/acme/plans/"))
        home = text_of(browser.get(f"/c/acme/programs/{opened}/"))

        assert "No plan can be told in days yet" in listed
        assert "Its plan cannot be told in days yet." in home
        assert "tasks, without days as yet" in home
        assert "every milestone and task keeps its date" not in text_of(
            browse(zenith).get(f"/c/zenith/programs/{zenith.program}/")
        )
        assert "No program has a plan yet" in text_of(browse(zenith).get("/c/zenith/plans/"))
