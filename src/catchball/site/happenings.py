"""What happened lately, in words: each event of the journal as a sentence about somebody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import NoReverseMatch, reverse

from catchball.kernel.words import Later, _
from catchball.trust.queries import Happening

# After the person's name. An event that is missing here is told by its own name.
SENTENCES: dict[str, Later] = {
    "programs.client-added": Later("opened the workplace of"),
    "programs.product-added": Later("added the product"),
    "programs.program-added": Later("added the program"),
    "people.person-assigned": Later("gave a person access"),
    "people.person-unassigned": Later("took a person's access away"),
    "people.settings-changed": Later("changed their settings"),
    "agreements.promise-drafted": Later("drafted the promise on"),
    "agreements.draft-changed": Later("changed the draft promise on"),
    "agreements.promise-offered": Later("offered the promise on"),
    "agreements.promise-signed": Later("signed the promise on"),
    "agreements.promise-withdrawn": Later("withdrew the promise on"),
}
# Who may see what, or an own setting, is no news to a colleague.
SILENT = (
    "people.person-assigned",
    "people.person-unassigned",
    "people.settings-changed",
    "programs.client-added",
)
_NAMES = ("reference", "code", "name", "metric_key")
_PAGES = {
    "production_delivery": "delivery-page",
    "production_batch": "batch-page",
    "agreements_promise": "promise-page",
}


@dataclass(frozen=True)
class News:
    """One thing that happened, ready to be shown."""

    who: str
    side: str
    what: str
    about: str
    url: str
    client: str
    happened_at: datetime
    reason: str


def tell(happening: Happening, clients: Mapping[UUID, tuple[str, str]]) -> News:
    """Return the event as a sentence; `clients` gives slug and name of each client seen."""
    slug, name = clients[happening.client_id]
    sentence = SENTENCES.get(happening.event)
    return News(
        who=happening.actor_name,
        side=happening.side.label,
        what=str(sentence) if sentence else _("did: %(event)s", event=happening.event),
        about=_about(happening.row, happening.arguments),
        url=_page_of(happening, slug),
        client=name,
        happened_at=happening.happened_at,
        reason=happening.reason,
    )


def _about(row: Mapping[str, Any], arguments: Mapping[str, Any]) -> str:
    for source in (row, arguments):
        for field in _NAMES:
            if source.get(field):
                return str(source[field])
    return ""


def _page_of(happening: Happening, slug: str) -> str:
    page = _PAGES.get(happening.table)
    if not page or happening.row_id is None:
        return ""
    thing = page.removesuffix("-page")
    try:
        return reverse(page, kwargs={"client": slug, thing: happening.row_id})
    except NoReverseMatch:
        return ""
