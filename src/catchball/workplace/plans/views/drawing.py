"""Plans drawn for screens of every width."""

from collections.abc import Sequence
from dataclasses import dataclass

from catchball.measures.charts import Twin
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


@dataclass(frozen=True)
class DrawnCurves:
    """The curves of a forecast by width, with their title, how to read them, and their table."""

    title: str
    note: str
    wide: str
    middle: str
    narrow: str
    twin: Twin


def drawn_curves(found: rules.Forecast | None) -> DrawnCurves | None:
    """Return the curves of a forecast; None where there is none, or nothing is left to come."""
    spec = rules.specify_curves(found) if found else None
    if spec is None:
        return None
    wide, middle, narrow = (
        rules.draw_curves(spec, key=f"ends-{name}", width=width) for name, width in _WIDTHS.items()
    )
    return DrawnCurves(spec.title, spec.note, wide, middle, narrow, rules.curve_table(spec))
