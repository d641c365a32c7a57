"""What a draft of an agreement starts with: the template, or what was signed last."""

from collections.abc import Iterable
from copy import deepcopy
from itertools import groupby
from typing import Any

from catchball.kernel.days import month_start
from catchball.kernel.words import _, marked
from catchball.kernel.worktime import Weekday, WorkCalendar
from catchball.measures.catalogue import CATALOGUE
from catchball.measures.tree import to_json
from catchball.measures.words import words
from catchball.trust.scope import Scope
from catchball.workplace.agreements import metrics
from catchball.workplace.agreements.models import AgreementVersion, Promise
from catchball.workplace.agreements.queries.versions import last_signed
from catchball.workplace.agreements.rules import PromiseState, parts
from catchball.workplace.calendars.queries import PlaceCalendar, list_place_calendars
from catchball.workplace.calendars.rules import PlaceKind, write_hours
from catchball.workplace.programs.queries import get_client, list_sites_at_work

_MANUFACTURER = marked("The manufacturer")
USUAL_WEIGHT = 10


def starting_parts(scope: Scope, rows: Iterable[AgreementVersion]) -> parts.Parts:
    """Return what a draft starts with: the version signed last of `rows`, or the template.

    The promises in force come along, those that amend an agreement too; the day is next month's.
    """
    before = last_signed(rows)
    content = deepcopy(before.parts) if before else _from_template(scope)
    promised = _promised(scope, content.get("promises", []))
    proposed = [] if before else _proposed(promised)
    content["promises"] = promised + proposed
    content["terms"] = {**content.get("terms", {}), **_days(scope)}
    return content


def _days(scope: Scope) -> dict[str, str]:
    first = month_start(scope.today, 1)
    return {"from_on": first.isoformat(), "review_on": month_start(first, 12).isoformat()}


def _from_template(scope: Scope) -> parts.Parts:
    client = get_client(scope)
    sites = ", ".join(one.name for one in list_sites_at_work(scope))
    return {
        **parts.propose_parts(),
        "parties": {
            "cmo_name": (sites or _(_MANUFACTURER))[:200],
            "client_name": client.name,
            "cmo_signatory": None,
            "client_signatory": None,
            "order": "any",
            "proposed": True,
        },
        "scope": {"programs": [], "services": "", "proposed": True},
        "calendars": {
            "business": "both",
            "pauses": str(parts.PAUSES),
            **calendar_words(scope),
            "proposed": True,
        },
        "terms": {
            "quality_agreement": "",
            "master_agreement": "",
            "precedence": str(parts.PRECEDENCE),
            "answer_within": parts.ANSWER_WITHIN,
            "ruling_within": parts.RULING_WITHIN,
            "proposed": True,
        },
    }


def calendar_words(scope: Scope) -> dict[str, str]:
    """Return the working hours of both sides as their calendars stand now, in words."""
    found: dict[PlaceKind, list[str]] = {kind: [] for kind in PlaceKind}
    for one in list_place_calendars(scope):
        found[one.place.kind].append(_hours(one, scope))
    return {
        "zone": scope.zone,
        "cmo_hours": "\n".join(found[PlaceKind.SITE])[:2_000],
        "client_hours": "\n".join(found[PlaceKind.CLIENT])[:2_000],
    }


def _hours(one: PlaceCalendar, scope: Scope) -> str:
    standing = one.timetable.standing(scope.now)
    if standing is None:
        return _("%(name)s (%(zone)s): no calendar yet", name=one.place.name, zone=one.place.zone)
    calendar = standing.calendar
    last = max((day.on for day in calendar.holidays), default=None)
    said = _(
        "%(name)s (%(zone)s): %(week)s",
        name=one.place.name,
        zone=calendar.zone,
        week=_week(calendar, scope),
    )
    if last is None:
        return said
    return _("%(hours)s; holidays known until %(year)s", hours=said, year=last.year)


def _week(calendar: WorkCalendar, scope: Scope) -> str:
    week = calendar.week_on(scope.today)
    days = [(Weekday(day), write_hours(week[day])) for day in Weekday]
    spans = []
    for hours, group in groupby(days, key=lambda pair: pair[1]):
        named = [day.label for day, _hours in group]
        if hours:
            spans.append(f"{named[0]}{f' – {named[-1]}' if named[1:] else ''} {hours}")
    return ", ".join(spans) or _("no working hours")


def _promised(scope: Scope, clauses: Iterable[parts.Item]) -> list[parts.Item]:
    """Return the promises that are or will be in force as clauses, with what they said before."""
    before = {parts.chain_of(clause): clause for clause in clauses}
    rows = Promise.objects.filter(client_id=scope.client, state=PromiseState.SIGNED)
    latest = {(row.metric_key, row.program_id): row for row in rows.order_by("from_on")}
    found = []
    for row in latest.values():
        if row.ended_on is None:
            clause = _clause(row)
            said = before.get(parts.chain_of(clause), _importance(row))
            found.append({**said, **clause, **(_agreed(row) if row.agreement_id else {})})
    return sorted(found, key=lambda one: (one["party"] != "cmo", one["title"], one["id"]))


def _clause(row: Promise) -> parts.Item:
    program = {
        "id": str(row.program_id),
        "code": row.program_code,
        "name": row.program_name,
    }
    suffix = f"-{row.program_id.hex}" if row.program_id else ""
    return {
        "id": f"{row.metric_key}{suffix}",
        "metric_key": row.metric_key,
        "metric": row.metric,
        "words": row.words,
        "title": row.metric["title"],
        "party": row.party,
        "program": program if row.program_id else None,
        "target": plain(row.target),
        "floor": plain(row.floor),
        "tolerance": plain(row.tolerance) if row.tolerance else None,
        "period": row.period,
        "n_min": row.n_min,
        "grace": row.grace,
        "allocation": plain(row.allocation),
        "from_on": None,
    }


def _agreed(row: Promise) -> parts.Item:
    """Return how much a promise matters, as its agreement says."""
    return {"weight": row.weight, "critical": row.is_critical, "owner": row.owner}


def _importance(row: Promise) -> parts.Item:
    """Return how much a promise matters where no agreement says so yet: what is proposed."""
    for key, weight, critical, _allocation, owner in parts.PROMISED:
        if key == row.metric_key:
            return {"weight": weight, "critical": critical, "owner": str(owner)}
    return {"weight": USUAL_WEIGHT, "critical": False, "owner": ""}


def plain(value: Any) -> str:
    """Return a decimal as content spells it: without needless zeros, never with an exponent."""
    return f"{value.normalize():f}"


def _proposed(promised: Iterable[parts.Item]) -> list[parts.Item]:
    known = {clause["metric_key"] for clause in promised}
    on_offer = {metric.key for metric in CATALOGUE.list_metrics()}
    found = []
    for key, weight, critical, allocation, owner in parts.PROMISED:
        proposal = metrics.propose(key)
        if key in known or key not in on_offer or proposal.target is None:
            continue
        found.append(
            {
                **new_item(parts.PROMISES, key),
                "id": key,
                "weight": weight,
                "critical": critical,
                "allocation": allocation if not known else "0",
                "owner": str(owner),
                "proposed": True,
            }
        )
    return found


def new_item(spec: parts.Part, metric_key: str) -> parts.Item:
    """Return what an item starts with: for a promise what is proposed for its metric.

    :raises MetricIsUnknown: if the catalogue has no such metric
    """
    if spec is not parts.PROMISES:
        return {slot.name: None for slot in spec.slots}
    metric, proposal = CATALOGUE.get_metric(metric_key), metrics.propose(metric_key)
    return {
        "metric_key": metric_key,
        "metric": to_json(metric),
        "words": words(metric),
        "title": metric.title,
        "party": proposal.party.value,
        "program": None,
        "target": None if proposal.target is None else plain(proposal.target),
        "floor": None if proposal.floor is None else plain(proposal.floor),
        "tolerance": None,
        "period": "month",
        "weight": USUAL_WEIGHT,
        "n_min": proposal.n_min,
        "grace": 0,
        "allocation": "0",
        "critical": False,
        "owner": "",
        "from_on": None,
    }
