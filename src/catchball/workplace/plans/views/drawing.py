"""Plans drawn for screens of every width."""

from collections.abc import Sequence

from catchball.trust.scope import Scope
from catchball.workplace.plans import rules
from catchball.workplace.plans.rules import Bar

_WIDTHS = {"wide": 1160.0, "middle": 760.0, "narrow": 326.0}


def drawn(bars: Sequence[Bar], title: str, scope: Scope) -> dict[str, str]:
    """Return the drawings of a plan by width, with their title."""
    found = {
        name: rules.draw_gantt(
            bars, key=f"plan-{name}", title=title, today=scope.today, width=width
        )
        for name, width in _WIDTHS.items()
    }
    return {"title": title, **found}
