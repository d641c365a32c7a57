"""A plan as a file of Microsoft Project (MSPDI, “Project XML”) that reads back as the same plan.

Source: Microsoft, Project XML Data Interchange Schema: the order of elements, types of links and
constraints, lags in tenths of a minute.
"""

from collections.abc import Iterator
from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

from catchball.kernel.schedule import Link
from catchball.workplace.plans.rules.content import Constraint, PlanContent, PlanTask
from catchball.workplace.plans.rules.mspdi_own import IDS, NAMES, OwnField
from catchball.workplace.plans.rules.reckoning import Dated, Reckoned

_HOUR = 60
_TENTHS = 10
_LINKS = {
    Link.FINISH_FINISH: 0,
    Link.FINISH_START: 1,
    Link.START_FINISH: 2,
    Link.START_START: 3,
}
_CONSTRAINTS = {
    Constraint.NONE: 0,
    Constraint.START_ON: 2,
    Constraint.FINISH_ON: 3,
    Constraint.START_NO_EARLIER: 4,
    Constraint.START_NO_LATER: 5,
    Constraint.FINISH_NO_EARLIER: 6,
    Constraint.FINISH_NO_LATER: 7,
}
_ENDS = {Constraint.FINISH_ON, Constraint.FINISH_NO_EARLIER, Constraint.FINISH_NO_LATER}
_DAYS = 7  # a duration that is shown in days


def write_mspdi(
    content: PlanContent, reckoned: Reckoned | None, *, title: str, zone: ZoneInfo | None
) -> bytes:
    """Return a plan as Project XML; the days that it comes to stand in it where they can be told.

    Times are those of the site's `zone`. Whose task it is, and the shortest and longest durations,
    stand in custom fields, for Project knows neither.
    """
    outline = _outline(content)
    tasks = "".join(_task(content, one, outline[one.uid], reckoned, zone) for one in content.tasks)
    head = "".join(
        (
            _element("SaveVersion", 14),
            _element("Title", title),
            _element("ScheduleFromStart", 1),
            _element("StartDate", f"{content.start_on}T08:00:00"),
            _element("MinutesPerDay", content.day_minutes),
            _element("MinutesPerWeek", 5 * content.day_minutes),
            _element("DaysPerMonth", 20),
            _element("DurationFormat", _DAYS),
            "<ExtendedAttributes>",
            *(
                "<ExtendedAttribute>"
                + _element("FieldID", IDS[one])
                + _element("FieldName", NAMES[one])
                + _element("Alias", one.value)
                + "</ExtendedAttribute>"
                for one in OwnField
            ),
            "</ExtendedAttributes>",
        )
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<Project xmlns="http://schemas.microsoft.com/project">'
        f"{head}<Tasks>{tasks}</Tasks></Project>"
    ).encode()


def _task(
    content: PlanContent,
    one: PlanTask,
    outline: str,
    reckoned: Reckoned | None,
    zone: ZoneInfo | None,
) -> str:
    is_summary = one.uid in content.summaries
    days = reckoned.tasks[one.uid] if reckoned else None
    said = [
        _element("UID", one.uid),
        _element("ID", content.numbers[one.uid]),
        _element("Name", one.name),
        _element("Active", 1),
        _element("Manual", 0),
        _element("Type", 0),
        _element("OutlineNumber", outline),
        _element("OutlineLevel", one.level),
        *_times(days, zone),
        *([] if is_summary else [_element("Duration", _duration(one.minutes))]),
        _element("DurationFormat", _DAYS),
        _element("Milestone", int(content.is_milestone(one))),
        _element("Summary", int(is_summary)),
        _element("ConstraintType", _CONSTRAINTS[one.constraint]),
    ]
    if one.constraint_on:
        at = "17:00:00" if one.constraint in _ENDS else "08:00:00"
        said.append(_element("ConstraintDate", f"{one.constraint_on}T{at}"))
    said += _links(content, one)
    said += _own(one)
    return f"<Task>{''.join(said)}</Task>"


def _times(days: Dated | None, zone: ZoneInfo | None) -> Iterator[str]:
    if days:
        yield _element("Start", _local(days.starts_at, zone))
        yield _element("Finish", _local(days.ends_at, zone))


def _local(at: datetime, zone: ZoneInfo | None) -> str:
    return f"{at.astimezone(zone):%Y-%m-%dT%H:%M:%S}"


def _links(content: PlanContent, one: PlanTask) -> Iterator[str]:
    for link in content.links_into(one.uid):
        yield (
            "<PredecessorLink>"
            + _element("PredecessorUID", link.before)
            + _element("Type", _LINKS[link.kind])
            + _element("CrossProject", 0)
            + _element("LinkLag", link.lag * _TENTHS)
            + _element("LagFormat", _DAYS)
            + "</PredecessorLink>"
        )


def _own(one: PlanTask) -> Iterator[str]:
    values = {OwnField.OWNER: one.owner.value}
    if one.shortest is not None and one.longest is not None:
        values[OwnField.SHORTEST] = _duration(one.shortest)
        values[OwnField.LONGEST] = _duration(one.longest)
    for field, value in values.items():
        is_duration = field is not OwnField.OWNER
        yield (
            "<ExtendedAttribute>"
            + _element("FieldID", IDS[field])
            + _element("Value", value)
            + (_element("DurationFormat", _DAYS) if is_duration else "")
            + "</ExtendedAttribute>"
        )


def _duration(minutes: int) -> str:
    """Return minutes as a duration of XML Schema.

    >>> _duration(510)
    'PT8H30M0S'
    """
    return f"PT{minutes // _HOUR}H{minutes % _HOUR}M0S"


def _outline(content: PlanContent) -> dict[int, str]:
    """Return the number of each task in its outline: 1, 1.1, 1.2, 2."""
    counts: list[int] = []
    found = {}
    for one in content.tasks:
        counts = [*counts[: one.level], *[0] * (one.level - len(counts))]
        counts[-1] += 1
        found[one.uid] = ".".join(map(str, counts))
    return found


def _element(name: str, value: object) -> str:
    return f"<{name}>{escape(str(value), quote=False)}</{name}>"
