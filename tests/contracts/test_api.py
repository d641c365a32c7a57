"""The API offers what the product can do: each public command and query, or a reason why not."""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

import catchball.trust
import catchball.workplace
from catchball.site.api.operations import OPERATIONS

# Commands and queries that no operation runs, and why. A name may stand for its context: whoever
# changes a context adds its operations to site/api/<context>.py, or a line here.
EXCEPTIONS = {
    "trust.tokens.commands.make_token": "a token makes no token: people do, and prove themselves",
    "trust.tokens.commands.make_service_token": "as above",
    "trust.commands.invitations.join": "who joins has no token yet",
    "trust.commands.people.change_own_password": "a token changes no password: its owner does",
    "trust.queries.list_happenings": "the home page's words; journal/ tells the same",
    "trust.journal.read_entry": "get_entry, for a page that asks for names as they were",
    "trust.journal.read_journal": "journal/ walks the same entries",
    "trust.naming.list_names": "the page's words; get_entry gives the rows that are referred to",
    "trust.reviewing.read_waiting": "read_unreviewed, for a page that asks for names as they were",
    "trust.webhooks.queries.get_salt": "told once, as the secret made of it",
    "workplace.agreements.queries.agreements.get_agreement_to_answer": "get_agreement, for a form",
    "workplace.agreements.queries.agreements.get_agreement_to_offer": "get_agreement, for a form",
    "workplace.agreements.queries.agreements.get_agreement_to_sign": "get_agreement, for a form",
    "workplace.agreements.queries.entered.get_entering": "get_metric_page, for a form",
    "workplace.agreements.queries.promises.get_promise_to_sign": "get_promise, for a form",
    "workplace.agreements.queries.promises.get_promise_to_offer": "get_promise, for a form",
    "workplace.agreements.queries.promises.get_promise_to_withdraw": "get_promise, for a form",
    "workplace.agreements.queries.drafting.get_draft_to_change": "get_promise, for a form",
    "workplace.calendars.queries.page.get_changing": "get_place_calendar, for a form",
    "workplace.calendars.queries.page.get_days_page": "get_place_calendar, for a form",
    "workplace.calendars.queries.page.get_proposal": "what a form would add; a machine adds it",
    "workplace.calendars.queries.reading.get_calendar_for_change": "locked, for commands",
    "workplace.plans.queries.pages.get_plan_export": "for files; get_program tells the same",
    "workplace.plans.queries.pages.find_plan_in_brief": "part of get_program_home",
    "workplace.plans.queries.threats.list_task_choices": "what a form offers; get_program tells tasks",
    "workplace.plans.queries.files.get_plan_file_for_change": "locked, for commands",
    "workplace.plans.queries.milestones.get_milestone_for_change": "locked, for commands",
    "workplace.plans.queries.reading.get_plan_for_change": "locked, for commands",
    "workplace.exchange.commands.steps.fail_import": "the worker's own word",
    "workplace.exchange.commands.steps.upload_file": "imports/upload/ keeps the file, then runs it",
    "workplace.exchange.commands.judging.note_findings": "part of the worker's work",
    "workplace.exchange.queries.checking.check_file": "the worker's work; imports/ tells how far",
    "workplace.exchange.queries.imports.get_undo_reason": "the worker's question",
    "workplace.exchange.queries.imports.is_file_known": "the shelf's question",
    "workplace.exchange.queries.risk_sheets.get_risk_sheet": "what a form shows; bring_risks judges",
    "workplace.exclusions.queries.claims.get_claiming": "what a form starts from",
    "workplace.exclusions.queries.claims.get_ruling_to_confirm": "get_exclusion, for a form",
    "workplace.incidents.commands.note_foresight": "part of judge_foresight",
    "workplace.incidents.queries.list_places_to_record": "programs/ lists them",
    "workplace.ledger.queries.wanted.list_wanted": "the worker's question",
    "workplace.scorecards.queries.checking.check_ledger": "an operator's, of the night",
    "workplace.agreements.queries.in_force.list_promises_of_all": "part of the portfolio",
    "workplace.exclusions.queries.claims.list_excluded_of_all": "part of the portfolio",
    "workplace.exclusions.queries.claims.list_excluded": "what numbers leave out; passports tell",
    "workplace.production.commands.bulk.undo_bulk": "part of undo_import",
    "workplace.production.queries.batches.list_batches": "walk_batches gives the same",
    "workplace.production.queries.batches.list_all_batches": "walk_batches gives the same",
    "workplace.production.queries.deliveries.list_deliveries": "walk_deliveries gives the same",
    "workplace.production.queries.deliveries.list_all_deliveries": "walk_deliveries gives the same",
    "workplace.production.queries.batches.hand_batches": "walk_batches gives the same",
    "workplace.production.queries.deliveries.hand_deliveries": "walk_deliveries gives the same",
    "workplace.production.queries.pages.get_batch_list": "walk_batches and list_places together",
    "workplace.production.queries.pages.get_day_of_work": "the deliveries' counts and lists together",
    "workplace.production.queries.pages.get_delivery_list": "walk_deliveries and list_places",
    "workplace.production.queries.staging.get_mark": "whether records changed while rows were read",
    "workplace.production.queries.staging.preview_batches": "what an import would do tells it",
    "workplace.production.queries.staging.preview_deliveries": "what an import would do tells it",
    "workplace.teams.queries.waiting.list_waiting_signatures": "get_charter and get_gate tell each",
    "workplace.risks.queries.waiting.list_waiting_rounds": "get_round tells each",
    "workplace.actions.queries.list_waiting_actions": "the reader's own, which the overview has",
    "workplace.consequences.queries.statements.list_waiting": "the two lists of what waits together",
    "workplace.consequences.queries.statements.get_statement_to_draft": "get_statement, for a form",
    "workplace.consequences.queries.statements.get_statement_to_sign": "get_statement, for a form",
    "workplace.risks.queries.assessments.get_program_risks": "part of get_program_home",
    "workplace.risks.queries.library.get_starter": "get_library gives the same",
    "workplace.risks.queries.editions.get_edition_to_sign": "get_edition, for a form",
    "workplace.risks.queries.blind.get_round_of_risk": "get_round, for a form",
    "workplace.risks.queries.bringing.list_unfit": "bring_risks says the same",
    "workplace.risks.queries.risks.get_plan_to_approve": "get_risk, for a form",
    "workplace.scorecards.queries.closes.get_close_to_sign": "get_close, for a form",
    "workplace.scorecards.queries.passports.read_whole_passport": "read_passport, page by page",
    "workplace.teams.queries.courses.get_course_to_move": "get_program_home, for a form",
}

# Whole rooms that are a browser's.
ROOMS = {
    "trust.directories.commands": "a directory does this by SCIM, at /scim/v2",
    "trust.directories.queries": "a directory asks this by SCIM, at /scim/v2",
    "trust.commands.factors": "a second factor is shown and proved in a browser",
}


def _modules(package: Any) -> Iterator[Any]:
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if "tests" not in found.name.split(".") and "migrations" not in found.name.split("."):
            yield importlib.import_module(found.name)


def _public() -> dict[str, Any]:
    """Return every command and query that is not a part of another."""
    return {
        f"{module.__name__.removeprefix('catchball.')}.{name}": value
        for package in (catchball.trust, catchball.workplace)
        for module in _modules(package)
        for name, value in vars(module).items()
        if hasattr(value, "may")
        and getattr(value, "__module__", "") == module.__name__
        and hasattr(value, "__wrapped__")
        and not name.startswith("_")
        and ".views" not in module.__name__
    }


def test_runs_every_public_command_and_query_or_says_why_not():
    offered = {id(operation.runs) for operation in OPERATIONS.values()}
    public = _public()

    without = {name for name, one in public.items() if id(one) not in offered}
    missing = {name for name in without - set(EXCEPTIONS) if name.rpartition(".")[0] not in ROOMS}

    assert missing == set()


def test_excuses_nothing_that_is_gone_or_offered():
    offered = {id(operation.runs) for operation in OPERATIONS.values()}
    public = _public()

    assert set(EXCEPTIONS) - set(public) == set()
    assert set(ROOMS) - {name.rpartition(".")[0] for name in public} == set()
    assert {name for name in EXCEPTIONS if id(public[name]) in offered} == set()
