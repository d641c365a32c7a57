"""A matrix that the demo's site has drawn for itself, drawn anew once, and a document on it."""

from dataclasses import replace
from datetime import date, timedelta

from catchball.site.demo.apart import score_of
from catchball.site.demo.company import LEADS, MANAGER
from catchball.site.demo.promises import As
from catchball.workplace.programs.queries import list_programs
from catchball.workplace.risks import commands, queries
from catchball.workplace.risks.rules import Axis, Demand, Drawing, Frame

_M, _C, _N = Demand.MONITOR, Demand.CONSIDER, Demand.NEEDED
# Harm to patients weighs more than chance: the matrix is asymmetric on purpose.
SUPPLY = Drawing(
    name="Supply to patients",
    probability=("remote", "occasional", "frequent", "expected"),
    impact=("none", "a day late", "a week late", "stock below target", "a market short", "harm"),
    cells=(
        (_M, _M, _M, _M, _C, _N),
        (_M, _M, _M, _C, _N, _N),
        (_M, _M, _C, _C, _N, _N),
        (_M, _C, _C, _N, _N, _N),
    ),
    anchors={
        Axis.PROBABILITY: (
            "Not in five years",
            "Once in some years",
            "Every year",
            "Several times a year",
        ),
        Axis.SUPPLY: (
            "No delivery moves",
            "Rearranged within the week",
            "Covered by safety stock",
            "Safety stock is used",
            "One market runs out",
            "Patients go without, or are harmed",
        ),
    },
)
STRICTER = replace(SUPPLY, cells=(*SUPPLY.cells[:3], (_M, _C, _N, _N, _N, _N)))
DRAWN, REDRAWN, OPENED = 400, 200, 60


def draw_for_site(slug: str, as_: As, today: date) -> None:
    """Draw the matrix of the site of one client's transfer, and open a small document with it."""
    first = as_(MANAGER, today - timedelta(days=DRAWN))
    program = next((one for one in list_programs(first) if one.code == "TT-1"), None)
    if slug != "acme" or program is None:
        return
    matrix = commands.draw_matrix(first, site=program.site_id, drawing=SUPPLY)
    later = as_(MANAGER, today - timedelta(days=REDRAWN)).because(
        "A week late several times a year has cost a tender: it needs a plan."
    )
    commands.redraw_matrix(later, matrix=matrix, version=1, drawing=STRICTER)
    opened = today - timedelta(days=OPENED)
    manager = as_(MANAGER, opened)
    document = commands.open_assessment(
        manager,
        program=program.id,
        frame=Frame(
            title="Supply of Corvalin 80 mg after launch",
            held_on=opened,
            extent="From release at Bloomfield to Acme's warehouse.",
            team=(manager.actor, as_(LEADS["acme"], opened).actor),
        ),
        starters=("single-source", "closure"),
        matrix=matrix,
    )
    for line in queries.get_assessment(manager, document).risks:
        score = score_of((2, 2, 1, 2, 3))
        commands.score_risk(manager, risk=line.id, version=line.version, score=score)
