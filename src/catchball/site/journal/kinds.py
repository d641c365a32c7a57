"""What a record of each journalled table is called, and by what people tell one from another."""

from dataclasses import dataclass

from catchball.kernel.words import Later, _


@dataclass(frozen=True)
class Kind:
    """What a table's records are.

    `by` are the columns by which people call one: its own words, or the record that it belongs to
    (a column `…_id`); those that say nothing are left out, `between` stands between the others.
    Without any, it goes by its reference, code, name or title.
    """

    word: Later
    by: tuple[str, ...] = ()
    between: str = " · "


KINDS: dict[str, Kind] = {
    "actions_action": Kind(Later("action")),
    "agreements_agreementversion": Kind(Later("agreement"), ("number", "client_name")),
    "agreements_enteredvalue": Kind(
        Later("entered value"), ("metric_key", "program_id", "month_on")
    ),
    "agreements_promise": Kind(Later("promise")),
    "calendars_clientcalendar": Kind(Later("client's calendar"), ("number", "from_on")),
    "calendars_sitecalendar": Kind(Later("site's calendar"), ("site_id", "number", "from_on")),
    "consequences_finding": Kind(Later("finding"), ("title", "first_on")),
    "consequences_statement": Kind(Later("statement"), ("program_name", "first_on")),
    "exchange_import": Kind(Later("import"), ("file_name",)),
    "exchange_importmapping": Kind(Later("matching of columns"), ("what",)),
    "exclusions_exclusion": Kind(Later("exclusion"), ("reference", "metric_key")),
    "incidents_incident": Kind(Later("incident")),
    "plans_baseline": Kind(Later("baseline")),
    "plans_milestone": Kind(Later("milestone")),
    "plans_milestonemove": Kind(Later("new day of a milestone"), ("milestone_id",)),
    "plans_plan": Kind(Later("plan"), ("program_id",)),
    "plans_planfile": Kind(Later("plan file")),
    "plans_task": Kind(Later("task")),
    "plans_tasklink": Kind(Later("link between tasks"), ("before_id", "after_id"), " → "),
    "production_batch": Kind(Later("batch")),
    "production_delivery": Kind(Later("delivery")),
    "production_redating": Kind(Later("new date"), ("delivery_id",)),
    "programs_client": Kind(Later("client")),
    "programs_product": Kind(Later("product"), ("code", "name")),
    "programs_program": Kind(Later("program"), ("code", "name")),
    "programs_site": Kind(Later("site"), ("name",)),
    "risks_assessment": Kind(Later("risk assessment")),
    "risks_blindscore": Kind(Later("blind score of a risk"), ("risk_id",)),
    "risks_edition": Kind(Later("edition of a risk assessment"), ("assessment_id", "number")),
    "risks_matrixversion": Kind(Later("version of a matrix"), ("matrix_id", "number")),
    "risks_risk": Kind(Later("risk"), ("number", "event")),
    "risks_riskreview": Kind(Later("review of a risk assessment"), ("assessment_id", "held_on")),
    "risks_scoring": Kind(Later("score of a risk"), ("risk_id",)),
    "risks_scoringround": Kind(Later("round of blind scoring"), ("assessment_id", "number")),
    "risks_sitematrix": Kind(Later("matrix of a site"), ("name", "site_id")),
    "risks_sitestarter": Kind(Later("starter risk of a site"), ("event", "site_id")),
    "scorecards_close": Kind(Later("close"), ("program_name", "first_on")),
    "scorecards_closednumber": Kind(Later("closed number"), ("title", "close_id")),
    "scorecards_linedispute": Kind(Later("dispute of a number"), ("number_id", "close_id")),
    "scorecards_phase": Kind(Later("phase of a chart"), ("metric_key", "program_id", "starts_on")),
    "teams_charter": Kind(Later("charter"), ("program_id", "number")),
    "teams_course": Kind(Later("stage of a program"), ("program_id",)),
    "teams_criterion": Kind(Later("criterion of a gate"), ("text",)),
    "teams_duty": Kind(Later("duty"), ("side", "function", "work_id")),
    "teams_gate": Kind(Later("gate"), ("leaves", "program_id")),
    "teams_member": Kind(Later("member of a team"), ("name",)),
    "teams_stagemove": Kind(Later("change of stage"), ("program_id", "entered")),
    "teams_work": Kind(Later("piece of work")),
    "trust_accessreview": Kind(Later("access review"), ("taken_at",)),
    "trust_apitoken": Kind(Later("token")),
    "trust_assignment": Kind(Later("access"), ("person_id",)),
    "trust_directoryuser": Kind(Later("user of a directory"), ("display_name", "email")),
    "trust_invitation": Kind(Later("invitation"), ("name", "email")),
    "trust_journalreview": Kind(Later("review of the journal"), ("person_name",)),
    "trust_person": Kind(Later("person")),
    "trust_signature": Kind(Later("signature"), ("record_id", "printed_name")),
    "trust_webhook": Kind(Later("webhook")),
}
NAMED_BY = {table: kind.by for table, kind in KINDS.items()}
# How a number is said that tells a record from its brothers.
NUMBERED: dict[str, Later] = {
    "agreements_agreementversion": Later("version %(number)s"),
    "calendars_clientcalendar": Later("version %(number)s"),
    "calendars_sitecalendar": Later("version %(number)s"),
    "risks_edition": Later("edition %(number)s"),
    "risks_matrixversion": Later("version %(number)s"),
    "risks_scoringround": Later("round %(number)s"),
    "teams_charter": Later("version %(number)s"),
}


def kind_words(table: str) -> str:
    """Return what kind of record a table holds.

    >>> kind_words("production_delivery"), kind_words("plans_tasklink")
    ('delivery', 'link between tasks')
    """
    kind = KINDS.get(table)
    return str(kind.word) if kind else _(table.partition("_")[2].replace("_", " "))
