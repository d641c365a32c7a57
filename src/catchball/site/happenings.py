"""What happened lately, in words: each event of the journal as a sentence about somebody."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.urls import NoReverseMatch

from catchball.kernel.days import Grain, period_of
from catchball.kernel.words import Later, _, ngettext, period_name
from catchball.measures.catalogue import CATALOGUE
from catchball.site.formats import number
from catchball.trust.addresses import address
from catchball.trust.queries import Happening

# After the person's name. An event that is missing here is told by its own name.
SENTENCES: dict[str, Later] = {
    "programs.client-added": Later("opened the workplace of"),
    "programs.site-added": Later("added the site"),
    "programs.product-added": Later("added the product"),
    "programs.program-added": Later("added the program"),
    "people.person-added": Later("gave a sign-in to"),
    "people.password-set": Later("set another password for"),
    "people.person-assigned": Later("gave a person access"),
    "people.person-unassigned": Later("took a person's access away"),
    "people.settings-changed": Later("changed their settings"),
    "people.own-password-changed": Later("changed their password"),
    "people.authenticator-added": Later("added an authenticator app"),
    "people.passkey-added": Later("added a passkey"),
    "people.factor-removed": Later("removed a second factor"),
    "people.factors-forgotten": Later("took the second factors from a person"),
    "people.recovery-codes-made": Later("made new codes for emergencies"),
    "people.access-review-begun": Later("began a review of who may see what"),
    "people.access-review-withdrawn": Later("withdrew the review of who may see what"),
    "people.access-review-signed": Later("signed the review of who may see what"),
    "people.person-invited": Later("invited"),
    "people.invitation-repeated": Later("sent another invitation to"),
    "people.invitation-withdrawn": Later("withdrew the invitation of"),
    "people.person-joined": Later("came in:"),
    "people.person-left": Later("ended the sign-in of"),
    "people.directory-user-added": Later("told of"),
    "people.directory-user-changed": Later("told anew of"),
    "people.directory-user-removed": Later("tells no more of"),
    "people.directory-group-changed": Later("changed who is in the group of"),
    "people.role-changed": Later("gave another role to"),
    "tokens.token-made": Later("made the token"),
    "tokens.token-revoked": Later("revoked the token"),
    "tokens.service-added": Later("added the service"),
    "tokens.service-token-made": Later("made a token of a service:"),
    "tokens.service-token-revoked": Later("revoked a token of a service:"),
    "webhooks.webhook-added": Later("has another system told of what happens:"),
    "webhooks.webhook-stopped": Later("stopped telling"),
    "webhooks.secret-renewed": Later("gave another secret to"),
    "webhooks.webhook-tried": Later("had another system told by way of trial"),
    "webhooks.call-replayed": Later("sent a message again to another system"),
    "journal.journal-reviewed": Later("reviewed the journal"),
    "agreements.promise-drafted": Later("drafted"),
    "agreements.draft-changed": Later("changed the draft of"),
    "agreements.draft-discarded": Later("discarded the draft of"),
    "agreements.promise-offered": Later("offered"),
    "agreements.promise-signed": Later("signed"),
    "agreements.promise-withdrawn": Later("withdrew"),
    "agreements.agreement-drafted": Later("drafted"),
    "agreements.agreement-discarded": Later("discarded the draft of"),
    "agreements.agreement-part-kept": Later("changed a part of the draft of"),
    "agreements.agreement-item-kept": Later("changed an item of the draft of"),
    "agreements.agreement-item-removed": Later("removed an item from the draft of"),
    "agreements.agreement-calendars-taken": Later("took the working calendars into the draft of"),
    "agreements.agreement-offered": Later("offered"),
    "agreements.agreement-signed": Later("signed"),
    "agreements.agreement-declined": Later("declined"),
    "agreements.agreement-withdrawn": Later("withdrew the offer of"),
    "agreements.value-entered": Later("entered a value for"),
    "production.delivery-promised": Later("promised the delivery"),
    "production.delivery-redated": Later("moved the delivery"),
    "production.delivery-recorded": Later("recorded the delivery"),
    "production.delivery-cancelled": Later("cancelled the delivery"),
    "production.delivery-corrected": Later("corrected the delivery"),
    "production.deliveries-imported": Later("imported deliveries, the first"),
    "production.batch-planned": Later("planned the batch"),
    "production.batch-started": Later("started the batch"),
    "production.batch-completed": Later("completed the batch"),
    "production.batch-disposed": Later("decided on the batch"),
    "production.batch-cancelled": Later("cancelled the batch"),
    "production.batch-corrected": Later("corrected the batch"),
    "production.batches-imported": Later("imported batches, the first"),
    "production.import-undone": Later("rolled an import back"),
    "exclusions.exclusion-claimed": Later("claimed that this should not count:"),
    "exclusions.exclusion-accepted": Later("accepted the exclusion of"),
    "exclusions.exclusion-disputed": Later("disputed the exclusion of"),
    "exclusions.exclusion-withdrawn": Later("withdrew the claim on"),
    "exclusions.ruling-recorded": Later("recorded a ruling on"),
    "exclusions.ruling-confirmed": Later("confirmed the ruling on"),
    "exclusions.ruling-returned": Later("sent the ruling back on"),
    "scorecards.close-proposed": Later("proposed to close"),
    "scorecards.close-withdrawn": Later("withdrew the close of"),
    "scorecards.close-signed": Later("signed the numbers of"),
    "scorecards.line-disputed": Later("disputed a number of"),
    "scorecards.line-answered": Later("answered a dispute of"),
    "scorecards.line-settled": Later("settled a dispute of"),
    "scorecards.phase-begun": Later("let the limits begin anew of"),
    "scorecards.phase-withdrawn": Later("withdrew a phase of"),
    "exchange.file-uploaded": Later("brought in"),
    "exchange.columns-matched": Later("said what the columns mean of"),
    "exchange.styles-answered": Later("said how to read dates and numbers of"),
    "exchange.file-checked": Later("had every row checked of"),
    "exchange.import-confirmed": Later("asked to write the rows of"),
    "exchange.work-resumed": Later("asked again to go on with"),
    "exchange.undo-asked": Later("asked to roll back"),
    "exchange.import-discarded": Later("discarded the import of"),
    "consequences.statement-opened": Later("worked out what follows"),
    "consequences.finding-accepted": Later("accepted the finding on"),
    "consequences.finding-contested": Later("contested the finding on"),
    "consequences.ruling-recorded": Later("recorded a ruling on the finding on"),
    "consequences.ruling-confirmed": Later("confirmed the ruling on the finding on"),
    "consequences.ruling-returned": Later("sent the ruling back on the finding on"),
    "consequences.statement-drafted": Later("drew up the statement of"),
    "consequences.statement-returned": Later("sent back the statement of"),
    "consequences.statement-signed": Later("signed the statement of"),
    "actions.action-offered": Later("offered an action:"),
    "actions.action-accepted": Later("accepted the action"),
    "actions.action-declined": Later("declined the action"),
    "actions.action-forecast": Later("told when to expect the action"),
    "actions.action-completed": Later("completed the action"),
    "actions.action-withdrawn": Later("withdrew the action"),
    "risks.assessment-opened": Later("opened the risk assessment"),
    "risks.assessment-changed": Later("changed the risk assessment"),
    "risks.risk-added": Later("added the risk"),
    "risks.risks-brought": Later("added risks of a list to"),
    "risks.risk-changed": Later("changed the risk"),
    "risks.risk-scored": Later("scored the risk"),
    "risks.risk-decided": Later("decided on the yellow risk"),
    "risks.risk-closed": Later("closed the risk"),
    "risks.plan-written": Later("wrote the plan of the risk"),
    "risks.plan-action-added": Later("added an action to the plan of the risk"),
    "risks.plan-approved": Later("approved the plan of the risk"),
    "risks.review-held": Later("reviewed the risk assessment"),
    "risks.round-begun": Later("began a round of blind scoring"),
    "risks.risk-scored-blind": Later("scored a risk blind, for their company alone to see"),
    "risks.round-closed": Later("closed their company's blind scores"),
    "risks.round-called-off": Later("called off a round of blind scoring"),
    "risks.score-reconciled": Later("agreed with the other company on the score of"),
    "risks.same-scores-kept": Later("kept the scores that both had given alike, beginning with"),
    "risks.edition-issued": Later("put a risk assessment up for signature"),
    "risks.edition-signed": Later("signed a risk assessment"),
    "risks.starter-added": Later("added to the site's library the risk"),
    "risks.starter-changed": Later("changed in the site's library the risk"),
    "risks.starter-retired": Later("retired from the site's library the risk"),
    "risks.trigger-fired": Later("saw the trigger fire of the risk"),
    "exchange.import-written": Later("imported"),
    "exchange.import-undone": Later("rolled back"),
    "exchange.import-failed": Later("could not import"),
    "teams.program-opened": Later("opened from a template the program"),
    "teams.stage-moved": Later("moved a program to another stage"),
    "teams.charter-written": Later("wrote the charter of a program"),
    "teams.charter-signed": Later("signed the charter of a program"),
    "teams.criterion-added": Later("asked for one thing more at a gate of a program"),
    "teams.criterion-answered": Later("told of what a gate of a program asks for"),
    "teams.gate-signed": Later("signed a gate of a program"),
    "teams.work-added": Later("said who answers for"),
    "teams.work-changed": Later("said anew who answers for"),
    "teams.work-removed": Later("took out the work"),
    "teams.stability-counted": Later("counted the stability of a team"),
    "teams.member-joined": Later("named for the team of a program"),
    "teams.member-changed": Later("told anew how to reach"),
    "teams.member-left": Later("told who left the team of a program:"),
    "plans.plan-begun": Later("began the plan of a program"),
    "plans.plan-changed": Later("moved the start of a plan"),
    "plans.task-added": Later("planned the task"),
    "plans.task-changed": Later("changed in a plan"),
    "plans.task-removed": Later("removed a task from a plan"),
    "plans.file-read": Later("read a plan file"),
    "plans.file-matched": Later("matched the columns of a plan file"),
    "plans.file-discarded": Later("discarded a plan file"),
    "plans.plan-imported": Later("took over a plan from a file"),
    "plans.baseline-taken": Later("kept the plan as the baseline"),
    "plans.milestone-committed": Later("committed the day of the milestone"),
    "plans.milestone-moved": Later("forecast another day for the milestone"),
    "plans.milestone-reached": Later("recorded the day of the milestone"),
    "calendars.client-calendar-set": Later("set the client's working calendar"),
    "calendars.site-calendar-set": Later("set the working calendar of a site"),
    "calendars.closure-added": Later("added a closure to a calendar"),
    "calendars.closure-removed": Later("removed a closure from a calendar"),
    "calendars.holidays-added": Later("added holidays to a calendar"),
    "calendars.holiday-removed": Later("removed a holiday from a calendar"),
    "calendars.special-hours-set": Later("set special hours on a day"),
    "calendars.special-hours-removed": Later("removed special hours from a day"),
    "calendars.plan-discarded": Later("discarded a planned change of a calendar"),
}
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
_THINGS = {"import": "import_id", "calendar": "place"}


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
    metric = row.get("metric")
    if isinstance(metric, Mapping) and "title" in metric:
        return _("the promise on %(metric)s", metric=_(metric["title"]))
    named = next((str(row[field]) for field in _NAMES if row.get(field)), "")
    return named or next((_(str(row[field])) for field in _TITLES if row.get(field)), "")


def tell(happening: Happening, clients: Mapping[UUID, tuple[str, str]]) -> News:
    """Return the event as a sentence; `clients` gives slug and name of each client seen."""
    slug, name = clients[happening.client_id] if happening.client_id else ("", "")
    sentence = SENTENCES.get(happening.event)
    return News(
        who=happening.actor_name,
        side=happening.side.label,
        what=str(sentence) if sentence else _("did: %(event)s", event=event_words(happening.event)),
        about=_about(happening),
        url=_page_of(happening, slug),
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


def _page_of(happening: Happening, slug: str) -> str:
    """Return the page of what changed.

    A promise is told by the arguments too: its offer is behind the wall for the client, and the
    row of a signature is not that of the promise.
    """
    if happening.event.startswith("scorecards.") and "close" in happening.arguments:
        return _address("close-page", slug, happening.arguments["close"])
    if happening.event.startswith("plans.") and "program" in happening.arguments:
        return _address("program-page", slug, happening.arguments["program"])
    for thing in ("finding", "statement"):
        if thing in happening.arguments:
            return _address(f"{thing}-page", slug, happening.arguments[thing])
    if happening.event in _OF_CHARTS:
        return address("promise-chart", {"client": slug, "promise": happening.arguments["promise"]})
    for thing in ("promise", "agreement"):
        if thing in happening.arguments and happening.table != "exclusions_exclusion":
            return _address(f"{thing}-page", slug, happening.arguments[thing])
    return _page_of_row(happening, slug) if slug and happening.row_id else ""


def _page_of_row(happening: Happening, slug: str) -> str:
    page, field = _PAGES_BY_FIELD.get(happening.table, (_PAGES.get(happening.table, ""), ""))
    named = happening.row.get(field) if field else happening.row_id
    return _address(page, slug, named) if page and named else ""


def _address(page: str, slug: str, row_id: UUID | str) -> str:
    thing = page.removesuffix("-page")
    thing = _THINGS.get(thing, thing)
    try:
        return address(page, {"client": slug, thing: row_id})
    except NoReverseMatch:
        return ""
