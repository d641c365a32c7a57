"""Rows and fields of the journal in words: kinds of records, fields, values before and after."""

import json
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from catchball.kernel.words import Later, _
from catchball.site import formats
from catchball.site.happenings import name_of
from catchball.trust.journal import RowChange

KINDS: dict[str, Later] = {
    "actions_action": Later("action"),
    "risks_assessment": Later("risk assessment"),
    "risks_risk": Later("risk"),
    "risks_edition": Later("edition of a risk assessment"),
    "risks_riskreview": Later("review of a risk assessment"),
    "risks_blindscore": Later("blind score of a risk"),
    "risks_sitestarter": Later("starter risk of a site"),
    "risks_sitematrix": Later("matrix of a site"),
    "risks_matrixversion": Later("version of a matrix"),
    "risks_scoring": Later("score of a risk"),
    "risks_scoringround": Later("round of blind scoring"),
    "agreements_agreementversion": Later("agreement"),
    "agreements_enteredvalue": Later("entered value"),
    "agreements_promise": Later("promise"),
    "calendars_clientcalendar": Later("client's calendar"),
    "calendars_sitecalendar": Later("site's calendar"),
    "exchange_importmapping": Later("matching of columns"),
    "plans_planfile": Later("plan file"),
    "plans_milestonemove": Later("new day of a milestone"),
    "plans_tasklink": Later("link between tasks"),
    "production_redating": Later("new date"),
    "teams_course": Later("stage of a program"),
    "teams_stagemove": Later("change of stage"),
    "teams_member": Later("member of a team"),
    "teams_criterion": Later("criterion of a gate"),
    "teams_work": Later("piece of work"),
    "scorecards_closednumber": Later("closed number"),
    "scorecards_phase": Later("phase of a chart"),
    "scorecards_linedispute": Later("dispute of a number"),
    "trust_accessreview": Later("access review"),
    "trust_apitoken": Later("token"),
    "consequences_finding": Later("finding"),
    "consequences_statement": Later("statement"),
    "trust_assignment": Later("access"),
    "trust_directoryuser": Later("user of a directory"),
    "trust_journalreview": Later("review of the journal"),
    "trust_person": Later("person"),
    "trust_signature": Later("signature"),
    "trust_webhook": Later("webhook"),
    "trust_webhookcall": Later("message to a webhook"),
}
VERBS: dict[str, Later] = {
    "INSERT": Later("added"),
    "UPDATE": Later("changed"),
    "DELETE": Later("removed"),
}
LONGEST = 400
_INSIDE = " › "
_SILENT = {"id", "client_id", "version", "audience"}

Names = Mapping[UUID, Mapping[str, Any]]


def kind_words(table: str) -> str:
    """Return what kind of record a table holds.

    >>> kind_words("production_delivery")
    'delivery'
    """
    known = KINDS.get(table)
    return str(known) if known else _(table.partition("_")[2].replace("_", " "))


def field_words(field: str) -> str:
    """Return the name of a field as words.

    >>> field_words("first_promised_on"), field_words("program_id")
    ('first promised on', 'program')
    """
    *above, name = field.split(_INSIDE)
    return _INSIDE.join(_(one.replace("_", " ")) for one in (*above, name.removesuffix("_id")))


def fields_of(change: RowChange) -> Iterator[tuple[str, Any, Any]]:
    """Give each field that differs, with its old and new value, in the order of the row.

    Of a field with parts, where it was one before too, only the parts that differ:
    "parts › terms › from on".
    """
    old, new = change.old or {}, change.new or {}
    for field in {**old, **new}:
        yield from _differing(field, old.get(field), new.get(field))


def _differing(field: str, old: Any, new: Any) -> Iterator[tuple[str, Any, Any]]:
    before, after = _by_name(old), _by_name(new)
    if before is None or after is None:
        if old != new:
            yield field, old, new
        return
    for part in {**before, **after}:
        yield from _differing(f"{field}{_INSIDE}{part}", before.get(part), after.get(part))


def _by_name(value: Any) -> Mapping[str, Any] | None:
    """Return the parts of a value by name: a list of records goes by their ids."""
    match value:
        case dict() if value:
            return value
        case [dict(), *_] if all(isinstance(one, dict) and "id" in one for one in value):
            return {str(one["id"]): one for one in value}
        case _:
            return None


def is_told(field: str) -> bool:
    """Answer whether a field is for people; the others are in the exports only."""
    return field not in _SILENT


def value_words(field: str, value: Any, names: Names) -> str:
    """Return a value for people: days and instants as they read them, records by name."""
    match value:
        case None | "":
            said = formats.NOTHING
        case bool():
            said = _("yes") if value else _("no")
        case str() if field.endswith("_id"):
            said = _record_words(value, names)
        case str():
            said = formats.stored(value)
        case _:
            said = _json_words(value)
    return said if len(said) <= LONGEST else f"{said[:LONGEST]}…"


def _json_words(value: Any) -> str:
    """Return the JSON of a value, no further than it is shown: a row may hold all its facts."""
    said = ""
    for piece in json.JSONEncoder(ensure_ascii=False).iterencode(value):
        said += piece
        if len(said) > LONGEST:
            break
    return said


def _record_words(value: str, names: Names) -> str:
    try:
        return name_of(names.get(UUID(value), {})) or value
    except ValueError:
        return value
