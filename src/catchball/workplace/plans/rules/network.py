"""A plan as the network of its tasks without parts."""

from collections.abc import Iterator, Mapping

from catchball.kernel.schedule import FREE, Activity, Dependency, Limits, Network
from catchball.workplace.plans.rules.content import PlanContent, PlanLink

_NO_LIMITS: dict[int, Limits] = {}


def network_of(content: PlanContent, limits: Mapping[int, Limits] = _NO_LIMITS) -> Network:
    """Return the network: what waits for a summary waits for the end of all its parts.

    `limits` go by uid, in minutes of working time after the plan's start.

    :raises ActivityNeedsItself: naming the tasks that wait for each other in a circle
    """
    waited_for = {link.before for link in content.links} & content.summaries
    names = {one.uid: f"{content.numbers[one.uid]} {one.name}" for one in content.tasks}
    return Network(
        [
            *(
                Activity(str(one.uid), one.minutes, limits.get(one.uid, FREE))
                for one in content.tasks
                if one.uid not in content.summaries
            ),
            *(Activity(_end_of(uid), 0) for uid in sorted(waited_for)),
        ],
        [
            *(one for link in content.links for one in _dependencies(content, link)),
            *(
                Dependency(str(leaf), _end_of(uid))
                for uid in sorted(waited_for)
                for leaf in content.leaves_of[uid]
            ),
        ],
        {str(uid): name for uid, name in names.items()}
        | {_end_of(uid): names[uid] for uid in waited_for},
    )


def _end_of(uid: int) -> str:
    """Return the key of the point at which all parts of a summary are done."""
    return f"end of {uid}"


def _dependencies(content: PlanContent, link: PlanLink) -> Iterator[Dependency]:
    before = _end_of(link.before) if link.before in content.summaries else str(link.before)
    for leaf in content.leaves_of[link.after]:
        yield Dependency(before, str(leaf), link.kind, link.lag)
