"""What each column of a journalled table is called, and each thing inside of one.

Most mean the same in every table (columns_deeds.py, columns_facts.py); here stand those that mean
something else in one of them. A column without a word in any of these fails a test.
"""

from collections.abc import Mapping

from catchball.kernel.words import Later, _
from catchball.site.journal.columns_deeds import DEEDS
from catchball.site.journal.columns_facts import FACTS
from catchball.workplace.agreements.rules.parts import PARTS, Slot
from catchball.workplace.production.rules import BATCH_WORDS, DELIVERY_WORDS

SHARED: Mapping[str, Later] = DEEDS | FACTS
_MONTH: Mapping[str, Later] = {"first_on": Later("month")}
_PLACE: Mapping[str, Later] = {"place": Later("place in the list")}
OWN: Mapping[str, Mapping[str, Later]] = {
    "actions_action": {
        "side": Later("company of the owner"),
        "offered_by": Later("offered by the side of"),
        "evidence": Later("evidence that it is done"),
    },
    "agreements_agreementversion": {"number": Later("version")},
    "agreements_enteredvalue": {"entered_at": Later("entered at")},
    "agreements_promise": {"party": Later("promised by"), "target": Later("target")},
    "calendars_clientcalendar": {"number": Later("version"), "content": Later("working time")},
    "calendars_sitecalendar": {"number": Later("version"), "content": Later("working time")},
    "consequences_finding": {
        **_MONTH,
        **_PLACE,
        "title": Later("metric"),
        "recorded_by": Later("ruling recorded by the side of"),
        "recorded_name": Later("ruling recorded by"),
        "plan": Later("plan to recover"),
    },
    "consequences_statement": {**_MONTH, "agreement_number": Later("version of the agreement")},
    "exchange_import": {
        "what": Later("records in the file"),
        "moved_at": Later("last moved on at"),
        "state": Later("step"),
    },
    "exchange_importmapping": {"what": Later("records in the file")},
    "exclusions_exclusion": {
        "facts": Later("kind of fact"),
        "recorded_by": Later("ruling recorded by the side of"),
        "recorded_name": Later("ruling recorded by"),
    },
    "incidents_incident": {"what": Later("what happened"), "place": Later("where it happened")},
    "plans_baseline": {"state": Later("tasks and days"), "tasks": Later("number of tasks")},
    "plans_milestonemove": {"party": Later("whose slip")},
    "plans_task": {"number": Later("place in the plan"), "minutes": Later("minutes of work")},
    "plans_tasklink": {"kind": Later("kind of link")},
    "production_batch": BATCH_WORDS,
    "production_delivery": DELIVERY_WORDS,
    "production_redating": {"cause": Later("reason")},
    "risks_matrixversion": {"number": Later("version"), "content": Later("matrix")},
    "risks_risk": {"event": Later("what may happen"), "task_id": Later("task that it delays")},
    "risks_riskreview": {"risks": Later("risks as they stood")},
    "risks_edition": {"number": Later("edition"), "risks": Later("risks as they stood")},
    "risks_sitestarter": {"event": Later("what may happen")},
    "scorecards_close": _MONTH,
    "scorecards_closednumber": {**_PLACE, "title": Later("metric")},
    "teams_charter": {"number": Later("version")},
    "teams_criterion": {"number": Later("place in the list"), "text": Later("what is asked for")},
    "teams_work": {"number": Later("place in the list")},
    "trust_journalreview": {"side": Later("company")},
    "trust_signature": {"method": Later("proven by"), "zone": Later("time zone of the signer")},
}
# What commands were given, where the name alone would mislead.
GIVEN: Mapping[str, Later] = {
    "after": Later("after number"),
    "from_in_force": Later("begun from the agreement in force"),
    "given": Later("given facts"),
    "hasher": Later("kind of hash"),
    "seen": Later("as it was seen"),
    "to": Later("to stage"),
    "update": Later("changes records that are there"),
    "version": Later("version that was seen"),
}
# What stands inside of fields.
INSIDE: Mapping[str, Later] = {
    "client": Later("client"),
    "cmo": Later("contract manufacturer"),
    "fri": Later("Friday"),
    "mon": Later("Monday"),
    "n": Later("facts"),
    "on": Later("day that counts"),
    "pending": Later("not yet decided"),
    "per": Later("for each"),
    "proposed": Later("as the product proposes it"),
    "sat": Later("Saturday"),
    "sun": Later("Sunday"),
    "thu": Later("Thursday"),
    "tue": Later("Tuesday"),
    "wed": Later("Wednesday"),
}
_AGREED: Mapping[str, Later] = {part.key: part.title for part in PARTS}
_SLOTS: Mapping[str, Mapping[str, Slot]] = {
    part.key: {slot.name: slot for slot in part.slots} for part in PARTS
}


def column_words(table: str, column: str) -> str:
    """Return what a column of a table is called; without a table, what a command was given.

    >>> column_words("production_delivery", "first_promised_on"), column_words("", "seen")
    ('first confirmed day', 'as it was seen')
    """
    for words in (OWN.get(table, {}), {} if table else GIVEN, SHARED):
        if column in words:
            return str(words[column])
    return _plain(column)


def inside_words(path: tuple[str, ...], key: str) -> str:
    """Return what stands by a name inside of a field; `path` leads there from the column.

    >>> inside_words(("parts",), "terms"), inside_words(("parts", "terms"), "review_on")
    ('Force, review and precedence', 'Reviewed by')
    >>> inside_words(("gross",), "top"), inside_words(("content", "holidays"), "2026-12-25")
    ('numerator', '2026-12-25')
    """
    slot = slot_at(path, key)
    if slot:
        return str(slot.title)
    if path == ("parts",) and key in _AGREED:
        return str(_AGREED[key])
    known = INSIDE.get(key) or SHARED.get(key)
    return str(known) if known else _plain(key)


def slot_at(path: tuple[str, ...], key: str) -> Slot | None:
    """Return the slot of an agreement that stands at a place inside of its parts."""
    if len(path) < 2 or path[0] != "parts":
        return None
    return _SLOTS.get(path[1], {}).get(key)


def _plain(name: str) -> str:
    return _(name.removesuffix("_id").replace("_", " ").strip()) if name else ""
