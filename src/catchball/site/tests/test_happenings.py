"""Every event that people can cause is told in words."""

import pkgutil
from importlib import import_module
from uuid import uuid4

from catchball import trust, workplace
from catchball.site.event_words import SENTENCES
from catchball.site.happenings import _PAGES, _PAGES_BY_FIELD, SILENT, name_after_kind, name_of
from catchball.trust.addresses import address, thing_of

# Told by the page of imports, and internal to the manufacturer.
_OF_IMPORTS = "exchange."


def _events():
    for floor in (trust, workplace):
        for found in pkgutil.walk_packages(floor.__path__, f"{floor.__name__}."):
            if ".tests" in found.name or ".migrations" in found.name:
                continue
            for thing in vars(import_module(found.name)).values():
                event = getattr(thing, "event", None)
                if isinstance(event, str) and event and callable(thing):
                    yield event


def test_every_event_has_its_words():
    silent = {
        event
        for event in _events()
        if event not in SENTENCES and event not in SILENT and not event.startswith(_OF_IMPORTS)
    }
    assert silent == set()
    assert "people.person-added" in set(_events())


def test_a_promise_is_named_once_after_its_kind():
    row = {"metric": {"title": "Right first time"}}
    assert name_of(row) == "the promise on Right first time"
    assert name_after_kind(row) == "Right first time"
    assert name_after_kind({"reference": "D-77"}) == name_of({"reference": "D-77"}) == "D-77"


def test_every_table_that_has_a_page_leads_there():
    pages = {*_PAGES.values(), *(page for page, _field in _PAGES_BY_FIELD.values())}
    for page in pages:
        assert address(page, {"client": "acme", thing_of(page): uuid4()})
