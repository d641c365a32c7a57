"""The finding of a scorecard in one sentence that a manager could repeat."""

from collections.abc import Sequence

from catchball.kernel.words import _, ngettext
from catchball.measures.reading import Standing


def say_headline(standings: Sequence[Standing], failing: Sequence[str]) -> str:
    """Return the headline: how many promises, and what the latest whole view says of them.

    `standings` hold one for each promise; `failing` the titles of those below their floor.

    >>> say_headline([Standing.KEPT, Standing.BELOW_FLOOR], ["On-time delivery"])
    '2 promises: On-time delivery is below its floor'
    """
    count = len(standings)
    if not count:
        return _("No promise has been signed yet")
    promises = ngettext("%(count)s promise", "%(count)s promises", count)
    missed = sum(one is Standing.BELOW_TARGET for one in standings)
    judged = sum(
        one in {Standing.KEPT, Standing.BELOW_TARGET, Standing.BELOW_FLOOR} for one in standings
    )
    if failing:
        return _say_failing(promises, failing)
    if missed:
        return _("%(promises)s, %(n)s below target", promises=promises, n=missed)
    if not judged:
        return _("%(promises)s, and not enough facts to judge them", promises=promises)
    if judged < count:
        return _("%(promises)s, none of the %(n)s judged is missed", promises=promises, n=judged)
    return ngettext("%(count)s promise, kept", "%(count)s promises, all kept", count)


def _say_failing(promises: str, failing: Sequence[str]) -> str:
    if len(failing) == 1:
        return _("%(promises)s: %(title)s is below its floor", promises=promises, title=failing[0])
    return _("%(promises)s, %(n)s below their floor", promises=promises, n=len(failing))


def say_lead(worst: Sequence[tuple[str, str]], waiting: int) -> list[str]:
    """Return one or two lines under the headline: where to look, and what is waited for.

    `worst` pairs a promise's title with the period in which it was furthest below its floor.
    """
    lines = []
    if worst:
        places = "; ".join(
            _("%(title)s in %(period)s", title=title, period=period) for title, period in worst[:3]
        )
        lines.append(_("Below the floor: %(places)s.", places=places))
    if waiting:
        lines.append(
            ngettext(
                "%(count)s offered promise waits for a signature.",
                "%(count)s offered promises wait for a signature.",
                waiting,
            )
        )
    return lines
