"""The ways between a record and the journal: from its page to its entries, and back."""

import re
from html import unescape

import pytest
from matrix import PAGES, address_of

from catchball.trust.journal import JournalFilters, read_journal
from catchball.trust.permissions import Role
from imported import a_checked_import
from world import scope_for

WAY = re.compile(r'<a href="(/c/acme/journal/\?[^"]+)">All that happened to this')
RECORDS = sorted(
    name
    for name, reach in PAGES.items()
    if name.endswith("-page") and reach.things and not reach.floor
)
BACK = {
    "people.person-assigned": "/c/acme/people/",
    "calendars.client-calendar-set": "/c/acme/calendars/",
    "calendars.site-calendar-set": "/c/acme/calendars/",
    "agreements.value-entered": "/c/acme/agreement",
    "agreements.agreement-offered": "/c/acme/agreement/",
    "production.batch-planned": "/c/acme/production/batches/",
    "scorecards.close-proposed": "/c/acme/closes/",
    "exclusions.exclusion-claimed": "/c/acme/exclusions/",
}


def test_lead_from_every_record_to_its_entries(acme, browse, acme_things):
    browser, found = browse(acme), {}
    for name in RECORDS:
        shown = browser.get(address_of(name, PAGES[name], acme_things, "acme")).content.decode()
        (way,) = WAY.findall(shown)
        told = browser.get(unescape(way)).content.decode()
        found[name] = '<tr class="told">' in told

    assert found == dict.fromkeys(RECORDS, True)


def test_are_not_shown_to_whoever_may_not_read_the_journal(acme, browse, acme_things):
    browser = browse(acme, Role.CLIENT_EXECUTIVE)
    shown = browser.get(address_of("promise-page", PAGES["promise-page"], acme_things, "acme"))

    assert shown.status_code == 200
    assert WAY.findall(shown.content.decode()) == []


def test_are_not_shown_to_a_client_of_what_the_manufacturer_alone_is_told(
    acme, browse, acme_things
):
    browser = browse(acme, Role.CLIENT_LEAD)
    shown = browser.get(address_of("matrix-page", PAGES["matrix-page"], acme_things, "acme"))

    assert shown.status_code == 200
    assert WAY.findall(shown.content.decode()) == []


def test_lead_back_from_an_entry_to_its_record(acme, browse, acme_things):
    browser, wrong = browse(acme), {}
    for event, where in BACK.items():
        page = read_journal(scope_for(acme), filters=JournalFilters(event=event)).page
        shown = browser.get(f"/c/acme/journal/{page.items[0].id}/").content.decode()
        ways = re.findall(r'<a href="([^"]+)">Open the record', shown)
        if (
            len(ways) != 1
            or not ways[0].startswith(where)
            or browser.get(ways[0]).status_code != 200
        ):
            wrong[event] = ways

    assert wrong == {}


def test_leads_to_an_import_only_whoever_may_open_it(acme, zenith, browse, settings, tmp_path):
    settings.UPLOAD_ROOT = tmp_path
    made = a_checked_import(acme)
    way = f"/c/acme/exchange/{made}/"
    for role, is_led in ((Role.PROGRAM_MANAGER, True), (Role.ADMINISTRATOR, False)):
        browser = browse(acme, role)
        for page in ("/c/acme/journal/", "/c/acme/home/", "/floor/home/"):
            assert way not in browser.get(page).content.decode() or is_led, (role, page)
        assert (way in browser.get("/c/acme/journal/").content.decode()) == is_led
        assert browser.get(way).status_code == (200 if is_led else 403)
    assert way not in browse(zenith).get("/c/zenith/journal/").content.decode()


@pytest.mark.parametrize("role", [Role.PROGRAM_MANAGER, Role.ADMINISTRATOR, Role.CLIENT_LEAD])
def test_lead_to_no_page_that_the_reader_may_not_open(role, acme, browse, acme_things):
    browser, ways, page = browse(acme, role), set(), 0
    while "Next" in (shown := browser.get(f"/c/acme/journal/?page={(page := page + 1)}").text):
        ways.update(re.findall(r'<p>[^<]* <a href="(/c/acme/(?!journal)[^"]+)"', shown))

    assert len(ways) > 20
    assert {one: browser.get(one).status_code for one in ways} == dict.fromkeys(ways, 200)
