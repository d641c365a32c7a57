"""What happened lately, in words: each event of the journal as a sentence about somebody."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.urls import NoReverseMatch

from catchball.kernel.days import Grain, period_of
from catchball.kernel.words import _, ngettext, period_name
from catchball.measures.catalogue import CATALOGUE
from catchball.site.event_words import SENTENCES
from catchball.site.formats import number
from catchball.trust.addresses import address, thing_of
from catchball.trust.pages import may_open
from catchball.trust.queries import Happening
from catchball.trust.scope import Scope

# Who may see what, or an own setting, is no news to a colleague.
SILENT = (
    "people.person-assigned",
    "people.person-unassigned",
    "people.settings-changed",
    "people.own-password-changed",
    "people.authenticator-added",
    "people.passkey-added",
    "people.factor-removed",
    "people.recovery-codes-made",
    "people.person-invited",
    "people.invitation-repeated",
    "people.invitation-withdrawn",
    "programs.client-added",
    # Whom machines tell is no news either; the journal holds it.
    "webhooks.webhook-added",
    "webhooks.webhook-stopped",
    "webhooks.secret-renewed",
    "webhooks.webhook-tried",
    "webhooks.call-replayed",
    # The steps on the way to an offer; that a draft was started is told.
    "agreements.agreement-part-kept",
    "agreements.agreement-item-kept",
    "agreements.agreement-item-removed",
    "agreements.agreement-calendars-taken",
    # A plan file is told once it is taken over.
    "plans.file-read",
    "plans.file-matched",
    "plans.file-discarded",
    # The steps on the way to an import; that it came in, failed or was rolled back is told.
    "exchange.file-uploaded",
    "exchange.columns-matched",
    "exchange.styles-answered",
    "exchange.file-checked",
    "exchange.import-confirmed",
    "exchange.work-resumed",
    "exchange.undo-asked",
    "exchange.import-discarded",
)
_NAMES = ("reference", "code", "name")
# Words that the product itself may have put there, in English.
_TITLES = ("title", "event")
_PAGES = {
    "actions_action": "action-page",
    "incidents_incident": "incident-page",
    "risks_assessment": "assessment-page",
    "risks_risk": "risk-page",
    "plans_milestone": "milestone-page",
    "risks_edition": "edition-page",
    "plans_baseline": "baseline-page",
    "production_delivery": "delivery-page",
    "production_batch": "batch-page",
    "agreements_promise": "promise-page",
    "agreements_agreementversion": "agreement-page",
    "exclusions_exclusion": "exclusion-page",
    "scorecards_close": "close-page",
    "consequences_finding": "finding-page",
    "consequences_statement": "statement-page",
    "exchange_import": "import-page",
    "agreements_enteredvalue": "value-page",
}
# Rows that have no page of their own: that of the thing which a field names.
_PAGES_BY_FIELD = {
    "trust_assignment": ("person-page", "person_id"),
    "calendars_clientcalendar": ("calendar-page", "client_id"),
    "calendars_sitecalendar": ("calendar-page", "site_id"),
    "plans_plan": ("program-page", "program_id"),
    "teams_course": ("program-home", "program_id"),
    "teams_stagemove": ("program-home", "program_id"),
    "teams_charter": ("charter-page", "program_id"),
    "teams_work": ("duty-page", "program_id"),
    "teams_gate": ("program-home", "program_id"),
    "teams_member": ("team-page", "program_id"),
    "plans_planfile": ("program-page", "program_id"),
    "plans_milestonemove": ("milestone-page", "milestone_id"),
    "risks_scoringround": ("round-page", "assessment_id"),
    "risks_blindscore": ("risk-page", "risk_id"),
}
_OF_CHARTS = {"scorecards.phase-begun", "scorecards.phase-withdrawn"}


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


def event_words(event: str) -> str:
    """Return the name of an event as words.

    >>> event_words("agreements.promise-offered")
    'promise offered'
    """
    return _(event.rpartition(".")[2].replace("-", " "))


def name_of(row: Mapping[str, Any]) -> str:
    """Return what people call a record, from its content; empty where it has no name."""
    if title := _promised(row):
        return _("the promise on %(metric)s", metric=title)
    named = next((str(row[field]) for field in _NAMES if row.get(field)), "")
    return named or next((_(str(row[field])) for field in _TITLES if row.get(field)), "")


def name_after_kind(row: Mapping[str, Any]) -> str:
    """Return what people call a record where its kind stands before it, as in "promise Yield"."""
    return _promised(row) or name_of(row)


def _promised(row: Mapping[str, Any]) -> str:
    metric = row.get("metric")
    return _(metric["title"]) if isinstance(metric, Mapping) and "title" in metric else ""


def tell(scope: Scope, happening: Happening, clients: Mapping[UUID, tuple[str, str]]) -> News:
    """Return the event as a sentence; `clients` gives slug and name of each client seen.

    It leads to the page of what changed, where the reader may open that.
    """
    slug, name = clients[happening.client_id] if happening.client_id else ("", "")
    sentence = SENTENCES.get(happening.event)
    return News(
        who=happening.actor_name,
        side=happening.side.label,
        what=str(sentence) if sentence else _("did: %(event)s", event=event_words(happening.event)),
        about=_about(happening),
        url=_way_to(scope, happening, slug),
        client=name,
        happened_at=happening.happened_at,
        reason=happening.reason,
    )


def _about(happening: Happening) -> str:
    if happening.event.startswith("scorecards."):
        return _number_about(happening.row)
    named = name_of(happening.row)
    if not named and "promise" in happening.arguments:
        return _("a promise")
    if not named and _is_about_agreement(happening):
        return _("the agreement")
    told = _ABOUT.get(happening.event.partition(".")[0])
    if told:
        return told(happening)
    if happening.table == "exchange_import":
        return _import_about(happening.row)
    return named or name_of(happening.arguments)


def _is_about_agreement(happening: Happening) -> bool:
    return "agreement" in happening.arguments or happening.table == "agreements_agreementversion"


def _plan_about(happening: Happening) -> str:
    """Return the task that was planned, where it was one."""
    return str(happening.arguments.get("terms", {}).get("name", ""))


def _number_about(row: Mapping[str, Any]) -> str:
    """Return the chart of a phase, or the month of a close where the row that changed tells it."""
    if "metric_key" in row:
        known = (one.title for one in CATALOGUE.list_metrics() if one.key == row["metric_key"])
        return _("the chart of %(title)s", title=_(next(known, row["metric_key"])))
    if "first_on" not in row:
        return _("the close")
    return period_name(period_of(date.fromisoformat(row["first_on"]), Grain.MONTH))


def _consequence_about(happening: Happening) -> str:
    """Return the promise of a finding with its month, or the month of a statement."""
    row = happening.row
    if "first_on" not in row:
        return _("the statement")
    month = period_name(period_of(date.fromisoformat(row["first_on"]), Grain.MONTH))
    return (
        _("%(title)s, %(month)s", title=_(row["title"]), month=month) if "title" in row else month
    )


_ABOUT: dict[str, Callable[[Happening], str]] = {
    "plans": _plan_about,
    "consequences": _consequence_about,
}


def _import_about(row: Mapping[str, Any]) -> str:
    """Return what came in: “3,036 deliveries from shipments.csv”."""
    found, file = row["findings"], row["file_name"]
    count = found.get("created", 0) + found.get("updated", 0)
    if not count or row["state"] != "done":
        return str(file)
    if row["what"] == "deliveries":
        rows = ngettext("%(shown)s delivery", "%(shown)s deliveries", count, shown=number(count))
    else:
        rows = ngettext("%(shown)s batch", "%(shown)s batches", count, shown=number(count))
    return _("%(rows)s from %(file)s", rows=rows, file=file)


def _way_to(scope: Scope, happening: Happening, slug: str) -> str:
    """Return the address of what changed; empty without a page, or where the reader may not go."""
    page, record = _page_of(happening, slug)
    if not (page and record and may_open(scope, page)):
        return ""
    try:
        return address(page, {"client": slug, thing_of(page): record})
    except NoReverseMatch:  # what was sent was no id
        return ""


def _page_of(happening: Happening, slug: str) -> tuple[str, UUID | str | None]:
    """Return the page of what changed, and of which record.

    A promise is told by the arguments too: its offer is behind the wall for the client, and the
    row of a signature is not that of the promise.
    """
    given = happening.arguments
    if happening.event.startswith("scorecards.") and "close" in given:
        return "close-page", given["close"]
    if happening.event.startswith("plans.") and "program" in given:
        return "program-page", given["program"]
    for thing in ("finding", "statement"):
        if thing in given:
            return f"{thing}-page", given[thing]
    if happening.event in _OF_CHARTS:
        return "promise-chart", given["promise"]
    for thing in ("promise", "agreement"):
        if thing in given and happening.table != "exclusions_exclusion":
            return f"{thing}-page", given[thing]
    return _page_of_row(happening) if slug else ("", None)


def _page_of_row(happening: Happening) -> tuple[str, UUID | str | None]:
    if happening.table in _PAGES_BY_FIELD:
        page, field = _PAGES_BY_FIELD[happening.table]
        return page, happening.row.get(field) if happening.row_id else None
    return _PAGES.get(happening.table, ""), happening.row_id
