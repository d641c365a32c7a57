"""Matrices that a site draws for itself: any size, a level in every cell, never a step down."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import product

from catchball.kernel.errors import Refused
from catchball.kernel.words import _, ngettext
from catchball.workplace.risks.rules.scales import (
    FEWEST,
    IMPACTS,
    MATRIX,
    MOST,
    Axis,
    Demand,
    Matrix,
    MatrixDoesNotFit,
    check_matrix,
)
from catchball.workplace.risks.rules.starters import name_within
from catchball.workplace.risks.rules.steps import AssessmentIncomplete
from catchball.workplace.risks.rules.words import Method

MATRIX_NAME, STEP_WORD, ANCHOR = 60, 40, 160
# What the cells of a drawn matrix may mean, and on which scales its steps are told in words.
DRAWN_LEVELS = MATRIX.levels
ANCHORED = (Axis.PROBABILITY, *IMPACTS)
_CERTAIN = Decimal(1)
_TOLD = 3

Faults = dict[str, str]


class MayNotDraw(Refused):
    """A retired matrix stays as it is."""


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A matrix as somebody draws it, finished or not.

    `probability` and `impact` name the steps, the lowest first; `cells[p][i]` is what the pair
    demands, or None where nobody has said. `anchors` says by axis what each step means, or nothing
    of that axis; `chances` gives the probability of each step as a share, or none at all.
    """

    name: str
    probability: tuple[str, ...]
    impact: tuple[str, ...]
    cells: tuple[tuple[Demand | None, ...], ...]
    anchors: Mapping[Axis, tuple[str, ...]] = field(default_factory=dict)
    chances: tuple[Decimal | None, ...] = ()

    def demand(self, probability: int, impact: int) -> Demand | None:
        """Return what a cell demands, both counted from 0; None where it is a hole.

        >>> Drawing(name="", probability=(), impact=(), cells=((Demand.NEEDED,),)).demand(0, 1)
        """
        row = self.cells[probability] if 0 <= probability < len(self.cells) else ()
        return row[impact] if 0 <= impact < len(row) else None

    @property
    def pairs(self) -> tuple[tuple[int, int], ...]:
        """All pairs of probability and impact, counted from 0."""
        return tuple(product(range(len(self.probability)), range(len(self.impact))))

    @property
    def holes(self) -> tuple[tuple[int, int], ...]:
        """The pairs without a level."""
        return tuple(pair for pair in self.pairs if self.demand(*pair) is None)


def drawing_of(matrix: Matrix) -> Drawing:
    """Return a matrix as something to draw on.

    >>> drawing_of(MATRIX).demand(1, 4)
    <Demand.NEEDED: 'needed'>
    """
    return Drawing(
        name=matrix.name,
        probability=matrix.probability,
        impact=matrix.impact,
        cells=tuple(tuple(matrix.levels[cell].demand for cell in row) for row in matrix.cells),
        anchors={Axis(axis): words for axis, words in matrix.anchors.items()},
        chances=matrix.chances,
    )


def in_readers_steps(matrix: Matrix) -> Drawing:
    """Return the shipped matrix to draw on, without its name and in the reader's language."""
    drawing = drawing_of(matrix)
    return replace(
        drawing,
        name="",
        probability=tuple(_(word) for word in drawing.probability),
        impact=tuple(_(word) for word in drawing.impact),
        anchors={axis: tuple(_(text) for text in told) for axis, told in drawing.anchors.items()},
    )


def check_may_draw(*, is_retired: bool) -> None:
    """Let a matrix be drawn anew that is still offered.

    :raises MayNotDraw: otherwise
    """
    if is_retired:
        raise MayNotDraw(_("This matrix is retired. Draw a new one from it."))


def clean_drawing(drawing: Drawing, *, names: Iterable[str]) -> Matrix:
    """Return the matrix that was drawn, if it is whole and gives no client away.

    `names` are those of the client, its programs and its products: every client of the site sees
    the matrix. What is likelier or worse never demands less, and some pair needs a plan.

    Source: after the axioms of weak consistency of L. A. Cox, What's Wrong with Risk Matrices?,
    Risk Analysis 28 (2008) 497-512: a matrix that ranks against its own scales misleads.

    :raises MatrixDoesNotFit: with a sentence for each part that does not fit
    """
    # Looked at before all else, so that nothing is as much work as somebody cares to send.
    if faults := _faults_of_sizes(drawing):
        raise MatrixDoesNotFit(" ".join(dict.fromkeys(faults.values())), **faults)
    drawing = _stripped(drawing)
    known = tuple(names)
    faults = (
        _faults_of_name(drawing)
        | _faults_of_steps(drawing)
        | _faults_of_anchors(drawing)
        | _faults_of_chances(drawing)
        | _faults_of_cells(drawing)
    )
    for part, text in _texts(drawing):
        if fault := _fault_of_names(text, known):
            faults[part] = fault
    if faults:
        raise MatrixDoesNotFit(_told(drawing, faults), **faults)
    matrix = _matrix_of(drawing)
    check_matrix(matrix)
    return matrix


def check_may_open_with(*, is_retired: bool, is_of_site: bool, method: Method) -> None:
    """Let a document begin with a matrix that the site of its program offers.

    :raises AssessmentIncomplete: if it is retired, of another site, or chosen beside FMEA
    """
    fault = ""
    if is_retired:
        fault = _("This matrix is retired. Choose another one.")
    elif not is_of_site:
        fault = _("This matrix is of another site than the program.")
    elif method is Method.FMEA:
        fault = _("FMEA is scored on scales of its own: choose no matrix beside it.")
    if fault:
        raise AssessmentIncomplete(fault, matrix=fault)


def check_why(reason: str, *, names: Iterable[str]) -> None:
    """Let a matrix be drawn anew for a reason that gives no client away.

    :raises MatrixDoesNotFit: otherwise
    """
    missing = _("Say what has changed, and why.")
    if fault := _fault_of_names(reason, names) if reason.strip() else missing:
        raise MatrixDoesNotFit(fault, reason=fault)


def check_redrawn(before: Matrix, after: Matrix) -> None:
    """Let a version be kept that differs from the one before.

    :raises MatrixDoesNotFit: if nothing has changed
    """
    if before == after:
        raise MatrixDoesNotFit(_("Nothing has changed: the matrix stands so already."))


def _fault_of_names(text: str, names: Iterable[str]) -> str:
    name = name_within(text, names)
    return _("Leave “%(name)s” out: other clients see the matrix.", name=name) if name else ""


def _stripped(drawing: Drawing) -> Drawing:
    def bare(words: Iterable[str]) -> tuple[str, ...]:
        return tuple(word.strip() for word in words)

    return replace(
        drawing,
        name=drawing.name.strip(),
        probability=bare(drawing.probability),
        impact=bare(drawing.impact),
        anchors={axis: bare(words) for axis, words in drawing.anchors.items()},
    )


def _matrix_of(drawing: Drawing) -> Matrix:
    places = {level.demand: place for place, level in enumerate(DRAWN_LEVELS)}
    told = {axis: drawing.anchors.get(axis, ()) for axis in ANCHORED}
    return Matrix(
        name=drawing.name,
        probability=drawing.probability,
        impact=drawing.impact,
        levels=DRAWN_LEVELS,
        cells=tuple(tuple(places[cell] for cell in row if cell) for row in drawing.cells),
        anchors={axis.value: words for axis, words in told.items() if any(words)},
        chances=tuple(chance for chance in drawing.chances if chance is not None),
    )


def _scales(drawing: Drawing) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (("probability", drawing.probability), ("impact", drawing.impact))


def _texts(drawing: Drawing) -> Iterator[tuple[str, str]]:
    """Give every text of a drawing with the name of its field, but none that is too long anyway."""
    named = [("name", drawing.name)]
    for axis, words in _scales(drawing):
        named += ((f"{axis}-{step}", word) for step, word in enumerate(words, 1))
    for one, told in drawing.anchors.items():
        named += ((f"anchor-{one}-{step}", text) for step, text in enumerate(told[:MOST], 1))
    return ((part, text) for part, text in named if len(text) <= ANCHOR)


def _too_long(text: str, longest: int) -> str:
    if len(text) <= longest:
        return ""
    return _("Say it in %(count)s characters at most.", count=longest)


def _faults_of_name(drawing: Drawing) -> Faults:
    if not drawing.name:
        return {"name": _("Give the matrix a name.")}
    fault = _too_long(drawing.name, MATRIX_NAME)
    return {"name": fault} if fault else {}


def _faults_of_sizes(drawing: Drawing) -> Faults:
    return {
        axis: _("Choose %(fewest)s to %(most)s steps.", fewest=FEWEST, most=MOST)
        for axis, words in _scales(drawing)
        if not FEWEST <= len(words) <= MOST
    }


def _faults_of_steps(drawing: Drawing) -> Faults:
    faults: Faults = {}
    for axis, words in _scales(drawing):
        seen: dict[str, int] = {}
        for step, word in enumerate(words, 1):
            first = seen.setdefault(word.casefold(), step)
            if fault := _fault_of_step(word, step, first):
                faults[f"{axis}-{step}"] = fault
    return faults


def _fault_of_step(word: str, step: int, first: int) -> str:
    if not word:
        return _("Name this step.")
    if first != step:
        return _("Step %(step)s is called so already.", step=first)
    return _too_long(word, STEP_WORD)


def _faults_of_anchors(drawing: Drawing) -> Faults:
    faults: Faults = {}
    steps = {axis: len(drawing.impact) for axis in IMPACTS}
    steps[Axis.PROBABILITY] = len(drawing.probability)
    for axis, words in drawing.anchors.items():
        if axis not in steps or len(words) > steps[axis]:
            faults["anchors"] = _("The words beside “%(axis)s” do not fit its scale.", axis=axis)
        elif any(words):
            whole = (*words, *("" for _step in range(steps[axis] - len(words))))
            faults |= _faults_of_anchor(axis, whole)
    return faults


def _faults_of_anchor(axis: Axis, words: tuple[str, ...]) -> Faults:
    faults: Faults = {}
    for step, text in enumerate(words, 1):
        missing = _("Say what this step means, or of no step of this scale.")
        if fault := _too_long(text, ANCHOR) if text else missing:
            faults[f"anchor-{axis}-{step}"] = fault
    return faults


def _faults_of_chances(drawing: Drawing) -> Faults:
    given = [chance for chance in drawing.chances if chance is not None]
    if not given:
        return {}
    faults: Faults = {}
    before = Decimal(0)
    for step in range(1, len(drawing.probability) + 1):
        chance = drawing.chances[step - 1] if step <= len(drawing.chances) else None
        if fault := _fault_of_chance(chance, before):
            faults[f"chance-{step}"] = fault
        before = max(before, chance or before)
    if len(drawing.chances) > len(drawing.probability):
        faults["chances"] = _("There are more chances than steps of probability.")
    return faults


def _fault_of_chance(chance: Decimal | None, before: Decimal) -> str:
    if chance is None:
        return _("Give the chance of this step, or of none.")
    if not 0 <= chance <= _CERTAIN:
        return _("A chance lies between 0 and 100 %.")
    return _("A likelier step has no smaller chance.") if chance < before else ""


def _faults_of_cells(drawing: Drawing) -> Faults:
    if len(drawing.cells) > len(drawing.probability):
        return {"cells": _("The matrix has a row too many.")}
    for place, row in enumerate(drawing.cells):
        if len(row) > len(drawing.impact):
            word = drawing.probability[place]
            return {
                "cells": _("The row of “%(probability)s” has a cell too many.", probability=word)
            }
    faults = {_cell(*pair): _("Choose a level.") for pair in drawing.holes}
    faults |= _faults_of_order(drawing)
    if not faults and all(cell is not Demand.NEEDED for row in drawing.cells for cell in row):
        last = _cell(len(drawing.probability) - 1, len(drawing.impact) - 1)
        faults[last] = _("No pair needs a plan: at least the likeliest of the worst has to.")
    return faults


def _faults_of_order(drawing: Drawing) -> Faults:
    """Return the cells that demand less than what is less likely, or less grave."""
    found = {
        _cell(p, i): _less_than(drawing, (p, i), (p - 1, i))
        or _less_than(drawing, (p, i), (p, i - 1))
        for p, i in drawing.pairs
    }
    return {cell: fault for cell, fault in found.items() if fault}


def _less_than(drawing: Drawing, pair: tuple[int, int], lesser: tuple[int, int]) -> str:
    this, other = drawing.demand(*pair), drawing.demand(*lesser)
    if this is None or other is None or this.rank >= other.rank:
        return ""
    return _(
        "It asks for less than probability %(probability)s with impact %(impact)s.",
        probability=lesser[0] + 1,
        impact=lesser[1] + 1,
    )


def _cell(probability: int, impact: int) -> str:
    return f"cell-{probability + 1}-{impact + 1}"


def _told(drawing: Drawing, faults: Faults) -> str:
    """Return the first faults in a few sentences, the holes as one."""
    holes = {_cell(*pair) for pair in drawing.holes}
    said = [text for part, text in faults.items() if part not in holes]
    if holes & set(faults):
        p, i = drawing.holes[0]
        said.insert(
            0,
            ngettext(
                "The matrix has a hole: say what “%(probability)s” and “%(impact)s” mean together.",
                "The matrix has %(count)s holes, the first at “%(probability)s” and “%(impact)s”.",
                len(holes),
                probability=drawing.probability[p],
                impact=drawing.impact[i],
            ),
        )
    return " ".join(dict.fromkeys(said[:_TOLD]))
