"""What the journal's pages call the records that their lines refer to."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from arranged import a_delivery
from catchball.site.journal.kinds import NAMED_BY
from catchball.trust.door import command
from catchball.trust.journal import JournalFilters, read_journal
from catchball.trust.models import Change
from catchball.trust.naming import list_names
from catchball.trust.permissions import Permission, Role, Side
from catchball.trust.wall import opened
from catchball.workplace.production import commands
from world import TODAY, floor_scope_for, scope_for

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-")


@command(may=Permission.DELIVERY_RECORD, event="tests.delivery-renamed")
def rename(scope, *, row, reference):
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE production_delivery SET reference = %s, version = version + 1 WHERE id = %s",
            [reference, row],
        )


@command(may=Permission.DELIVERY_RECORD, event="tests.stranger-told")
def tell_of(scope, *, delivery):
    """Write an entry that names a record."""


def _redate(company, delivery, version=1):
    commands.redate_delivery(
        scope_for(company),
        delivery=delivery,
        promised_on=TODAY.replace(year=TODAY.year + 1, day=version),
        asked_by=Side.CMO,
        cause="Filter on back order",
        version=version,
    )


@pytest.fixture
def moved(acme):
    """A delivery that was moved, renamed, and moved again."""
    made = a_delivery(acme, "OLD-1")
    _redate(acme, made)
    rename(scope_for(acme), row=made, reference="NEW-1")
    _redate(acme, made, version=3)
    return made


def _shown(browser, query):
    answer = browser.get(f"/c/acme/journal/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def _records(shown):
    """Give kind, name and verb of each changed record."""
    found = re.findall(r'<p>([^<]+) <a href="[^"]+\?record=[^>]+>(.*?)</a>', shown)
    return [(kind.strip(), name) for kind, name in found]


def test_are_those_of_the_time_of_the_entry(acme, browse, moved):
    shown = _records(_shown(browse(acme), "?event=production.delivery-redated"))

    assert [name for kind, name in shown if kind == "new date"] == ["NEW-1", "OLD-1"]


def test_stand_where_ids_stood(acme, browse, moved):
    shown = _shown(browse(acme, Role.CLIENT_LEAD), "?event=production.delivery-redated")
    text = re.sub(r"<[^>]+>", " ", shown)

    assert "contract manufacturer" in text
    assert ID.findall(text) == []


def test_tell_a_client_of_their_people_from_behind_their_own_wall(acme, zenith, browse):
    shown = _shown(browse(acme, Role.CLIENT_LEAD), "?event=people.person-assigned")
    names = [name for kind, name in _records(shown) if kind == "access"]

    assert "Acme client-lead" in names
    assert not any("Zenith" in name for name in names)


def test_are_never_another_clients(acme, zenith, browse):
    theirs = a_delivery(zenith, "Z-900")
    tell_of(scope_for(acme), delivery=theirs)

    shown = _shown(browse(acme), "?event=tests.stranger-told")
    assert "Z-900" not in shown
    for scope in (scope_for(acme), floor_scope_for(acme, zenith, role=Role.QUALITY)):
        page = read_journal(scope, filters=JournalFilters(event="tests.stranger-told")).page
        assert str(theirs) not in {
            record for _entry, record in list_names(scope, entries=page.items, called_by=NAMED_BY)
        }


def test_cost_no_more_questions_for_more_rows(acme, moved):
    scope, counts = scope_for(acme), []
    for more in (1, 8):
        for number in range(more):
            _redate(acme, a_delivery(acme, f"D-{more}-{number}"))
        page = read_journal(scope, filters=JournalFilters()).page
        with opened(scope), CaptureQueriesContext(connection) as captured:
            list_names(scope, entries=page.items, called_by=NAMED_BY)
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_leave_the_row_as_it_was_stored_on_the_page_of_the_entry(acme, browse, moved):
    browser = browse(acme)
    with opened(scope_for(acme)):
        line = Change.objects.filter(table_name="production_redating").first()
    shown = _shown(browser, f"{line.entry_id}/")

    assert "As it was stored" in shown
    assert f"&#34;delivery_id&#34;: &#34;{moved}&#34;" in shown
    assert "As it was stored" not in _shown(browser, "")
