"""What a plan must be before it is kept."""

from catchball.kernel.errors import Invalid, Refused
from catchball.kernel.schedule import Link
from catchball.kernel.words import _, day_name
from catchball.workplace.plans.rules.content import Constraint, PlanContent, PlanLink, PlanTask
from catchball.workplace.plans.rules.network import network_of

MOST_TASKS = 2_000
MOST_LINKS = 10_000
LONGEST_NAME = 200
DEEPEST = 10
LONGEST_MINUTES = 10 * 366 * 24 * 60
MOST_DAY_MINUTES = 24 * 60
# What a date can mean for all parts of a summary alike.
_OF_SUMMARIES = {Constraint.NONE, Constraint.START_NO_EARLIER, Constraint.FINISH_NO_LATER}


class PlanUnsound(Invalid):
    """The plan cannot be kept so; the message names the task."""


class CalendarMissing(Refused):
    """The program's site has no working calendar, so that no day can be reckoned."""


def check_plan(content: PlanContent) -> None:
    """Let a plan pass whose outline, durations, dates and links go together.

    :raises PlanUnsound: naming the first task that does not fit
    :raises ActivityNeedsItself: naming the tasks that wait for each other in a circle
    """
    if not 0 < content.day_minutes <= MOST_DAY_MINUTES:
        raise PlanUnsound(_("A working day has between one minute and 24 hours."))
    if len(content.tasks) > MOST_TASKS or len(content.links) > MOST_LINKS:
        raise PlanUnsound(
            _(
                "A plan holds at most %(tasks)s tasks and %(links)s links. Divide it.",
                tasks=MOST_TASKS,
                links=MOST_LINKS,
            )
        )
    if len(content.by_uid) < len(content.tasks):
        uids = [one.uid for one in content.tasks]
        twice = next(one for one in content.tasks if uids.count(one.uid) > 1)
        raise PlanUnsound(_("“%(name)s” stands in the plan twice.", name=twice.name))
    level = 0
    for one in content.tasks:
        _check_task(content, one, level)
        level = one.level
    _check_links(content)
    network_of(content)
    for one in content.tasks:
        _check_path(content, one)


def _check_task(content: PlanContent, one: PlanTask, level_before: int) -> None:
    if not one.name.strip() or len(one.name) > LONGEST_NAME or not one.name.isprintable():
        raise PlanUnsound(
            _(
                "Give task %(number)s a name of 1 to %(most)s characters.",
                number=content.numbers[one.uid],
                most=LONGEST_NAME,
            ),
            name=_("Enter between 1 and %(longest)s characters.", longest=LONGEST_NAME),
        )
    if not 1 <= one.level <= min(level_before + 1, DEEPEST):
        sentence = _(
            "“%(name)s” stands too deep in the outline: at most one level below the task before "
            "it, and %(most)s levels in all.",
            name=one.name,
            most=DEEPEST,
        )
        raise PlanUnsound(sentence, level=sentence)
    _check_duration(one)
    _check_constraint(content, one)


def _check_duration(one: PlanTask) -> None:
    if one.minutes < 0:
        sentence = _("“%(name)s” has a negative duration. Give it none, or more.", name=one.name)
        raise PlanUnsound(sentence, duration=sentence)
    if max(one.minutes, one.longest or 0) > LONGEST_MINUTES:
        sentence = _("“%(name)s” takes longer than ten years. Check its duration.", name=one.name)
        raise PlanUnsound(sentence, duration=sentence)
    if (one.shortest is None) != (one.longest is None):
        sentence = _("Give both the shortest and the longest duration, or neither.")
        raise PlanUnsound(sentence, longest=sentence)
    if one.shortest is None or one.longest is None:
        return
    if not 0 <= one.shortest <= one.minutes <= one.longest:
        sentence = _(
            "“%(name)s”: an estimate goes from the shortest over the likeliest to the longest "
            "duration.",
            name=one.name,
        )
        raise PlanUnsound(sentence, shortest=sentence)


def _check_constraint(content: PlanContent, one: PlanTask) -> None:
    if (one.constraint is Constraint.NONE) != (one.constraint_on is None):
        sentence = _("“%(name)s”: a date needs its rule, and the rule a date.", name=one.name)
    elif one.constraint_on and one.constraint_on < content.start_on:
        sentence = _(
            "“%(name)s” has a date before the program’s plan begins on %(day)s.",
            name=one.name,
            day=day_name(content.start_on),
        )
    elif one.uid in content.summaries and one.constraint not in _OF_SUMMARIES:
        sentence = _(
            "“%(name)s” has parts: it can start no earlier or end no later than a day; give "
            "other dates to its parts.",
            name=one.name,
        )
    else:
        return
    raise PlanUnsound(sentence, constraint_on=sentence)


def _check_links(content: PlanContent) -> None:
    seen = set()
    for link in content.links:
        before, after = (content.by_uid.get(uid) for uid in (link.before, link.after))
        if before is None or after is None:
            raise _link_unsound(_("A link leads to a task that is not in the plan."))
        said = {"before": before.name, "after": after.name}
        if link.before == link.after:
            raise _link_unsound(_("“%(before)s” cannot wait for itself.", **said))
        if (link.before, link.after) in seen:
            raise _link_unsound(
                _("“%(before)s” and “%(after)s” are linked twice. Keep one link.", **said)
            )
        seen.add((link.before, link.after))
        if abs(link.lag) > LONGEST_MINUTES:
            raise _link_unsound(
                _("The lag between “%(before)s” and “%(after)s” exceeds ten years.", **said)
            )
        if {link.before, link.after} & content.summaries:
            _check_summary_link(content, link, said)


def _check_summary_link(content: PlanContent, link: PlanLink, said: dict[str, str]) -> None:
    if link.kind is not Link.FINISH_START:
        raise _link_unsound(
            _(
                "Of “%(before)s” and “%(after)s” one has parts: such a link goes from finish to "
                "start. Link the parts instead.",
                **said,
            )
        )
    if set(content.leaves_of[link.before]) & set(content.leaves_of[link.after]):
        raise _link_unsound(_("“%(before)s” and “%(after)s” are part of each other.", **said))


def _link_unsound(sentence: str) -> PlanUnsound:
    return PlanUnsound(sentence, waits_for=sentence)


def _check_path(content: PlanContent, one: PlanTask) -> None:
    """Refuse a milestone that nothing holds in its place."""
    if not content.is_milestone(one) or one.constraint is not Constraint.NONE:
        return
    if one.uid not in content.linked:
        sentence = _(
            "No path leads to or from the milestone “%(name)s”, and it has no date. Link it, or "
            "give it a date.",
            name=one.name,
        )
        raise PlanUnsound(sentence, waits_for=sentence)
