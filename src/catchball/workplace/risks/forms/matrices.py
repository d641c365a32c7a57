"""The shape of what people send about a matrix: its name, size, steps, and a level in every cell."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.forms import BoundField

from catchball.kernel.words import Later, _
from catchball.trust.forms import Step, TellingForm
from catchball.workplace.risks.forms.parts import Choices, area, choose
from catchball.workplace.risks.rules import (
    ANCHOR,
    ANCHORED,
    DRAWN_LEVELS,
    FEWEST,
    IMPACTS,
    LONGEST,
    MATRIX_NAME,
    MOST,
    STEP_WORD,
    Axis,
    Demand,
    Drawing,
)

USUAL_SIZE = 5
_HUNDRED = Decimal(100)
# Behind the word, since the options of a control show no drawing and are found by their letters.
MARKS = {Demand.NEEDED: "✕", Demand.CONSIDER: "▲", Demand.MONITOR: "–"}
ASIDE = "aside-"
_OF_STEPS = re.compile(r"(probability|impact|chance|cell|anchor-[a-z]+)(-[0-9]+){1,2}")


@dataclass(frozen=True)
class StepFields:
    """The fields of a step of a scale: its name, what it means, and the chance of it."""

    step: int
    word: BoundField
    anchors: tuple[BoundField, ...]
    chance: BoundField | None


@dataclass(frozen=True)
class CellRow:
    """The cells of a step of probability, from the least impact to the worst."""

    step: int
    word: str
    cells: tuple[BoundField, ...]


class AskedByRules(forms.CharField):
    """A text that the rules ask for, so that all that is wrong is told at once."""

    def validate(self, value: str) -> None:
        """Let it pass empty as far as this."""


def _size_of(sent: object) -> int | None:
    """Return how many steps somebody asked for; None where no scale may have so many."""
    text = str(sent or "").strip()
    steps = int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(MOST)) else 0
    return steps if FEWEST <= steps <= MOST else None


def _shown_of(sent: Mapping[str, Any], axis: str) -> int:
    return _size_of(sent.get(f"shown_{axis}")) or _size_of(sent.get(axis)) or USUAL_SIZE


class Drawn(TellingForm):
    """A matrix on which somebody draws; its size follows what was last shown.

    What lacks a word or a level is told by the rules, so no field asks for itself.
    """

    LABELS: ClassVar = {
        "name": Later("Name"),
        "probability": Later("Steps of probability"),
        "impact": Later("Steps of impact"),
    }
    HELP: ClassVar = {
        "name": Later("Name no client, program or product: every client of the site may read it.")
    }
    name = AskedByRules(max_length=MATRIX_NAME)
    probability = forms.IntegerField(min_value=FEWEST, max_value=MOST)
    impact = forms.IntegerField(min_value=FEWEST, max_value=MOST)
    shown_probability = forms.IntegerField(widget=forms.HiddenInput, required=False)
    shown_impact = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, *, initial: Mapping[str, Any]) -> None:
        """Make a field for each step and cell of the size that is shown."""
        given: Mapping[str, Any] = initial if data is None else data
        self.sent = {key.removeprefix(ASIDE): given.get(key) for key in given}
        self.shown = (_shown_of(self.sent, "probability"), _shown_of(self.sent, "impact"))
        names = ("shown_probability", "shown_impact", "probability", "impact")
        shown = dict(zip(names, self.shown * 2, strict=True))
        super().__init__(data, initial={**initial, **shown})
        self._add_scale("probability", self.shown[0], (Axis.PROBABILITY,))
        self._add_scale("impact", self.shown[1], IMPACTS)
        for step in range(1, self.shown[0] + 1):
            self.fields[f"chance-{step}"] = forms.DecimalField(
                required=False,
                max_digits=6,
                decimal_places=3,
                label=_("Chance of probability %(step)s, in %%", step=step),
            )
        self._add_cells()

    def _add_scale(self, scale: str, steps: int, axes: Iterable[Axis]) -> None:
        said = _("Probability") if scale == "probability" else _("Impact")
        for step in range(1, steps + 1):
            label = f"{said} {step}"
            self.fields[f"{scale}-{step}"] = forms.CharField(
                required=False, max_length=STEP_WORD, label=label
            )
            for axis in axes:
                self.fields[f"anchor-{axis}-{step}"] = forms.CharField(
                    required=False,
                    max_length=ANCHOR,
                    label=f"{label}, {axis.label}",
                    widget=area(2),
                )

    def _add_cells(self) -> None:
        levels = [
            (level.demand.value, f"{_(level.word)} {MARKS[level.demand]}")
            for level in reversed(DRAWN_LEVELS)
        ]
        for step in range(1, self.shown[0] + 1):
            for impact in range(1, self.shown[1] + 1):
                self.fields[f"cell-{step}-{impact}"] = forms.TypedChoiceField(
                    coerce=Demand,
                    empty_value=None,
                    required=False,
                    choices=[("", _("choose…")), *levels],
                    label=_(
                        "Probability %(probability)s, impact %(impact)s",
                        probability=step,
                        impact=impact,
                    ),
                )

    @property
    def asks_for_size(self) -> bool:
        """Whether another size than the one shown was sent, or the button for it was pressed."""
        wanted = tuple(_size_of(self.data.get(axis)) for axis in ("probability", "impact"))
        return None not in wanted and ("resize" in self.data or wanted != self.shown)

    @property
    def wanted(self) -> dict[str, Any]:
        """What was typed, to be shown at the size that is asked for."""
        return {**self.sent, "shown_probability": "", "shown_impact": ""}

    @property
    def aside(self) -> list[tuple[str, str]]:
        """What was typed of steps beyond the size shown: it comes back once that grows."""
        return [
            (f"{ASIDE}{name}", value)
            for name, value in self.sent.items()
            if value and name not in self.fields and _OF_STEPS.fullmatch(name)
        ]

    def steps(self, scale: str) -> list[StepFields]:
        """Return the fields of a scale, the lowest step first."""
        is_chance = scale == "probability"
        axes = (Axis.PROBABILITY,) if is_chance else IMPACTS
        return [
            StepFields(
                step,
                self[f"{scale}-{step}"],
                tuple(self[f"anchor-{axis}-{step}"] for axis in axes),
                self[f"chance-{step}"] if is_chance else None,
            )
            for step in range(1, self.shown[0 if is_chance else 1] + 1)
        ]

    def grid(self) -> list[CellRow]:
        """Return the cells by step of probability, the most likely on top."""
        columns = range(1, self.shown[1] + 1)
        return [
            CellRow(
                step,
                str(self[f"probability-{step}"].value() or ""),
                tuple(self[f"cell-{step}-{impact}"] for impact in columns),
            )
            for step in range(self.shown[0], 0, -1)
        ]

    def wrong(self, *, cells: bool) -> list[BoundField]:
        """Return the fields with errors: the cells, or all others."""
        return [
            self[name]
            for name in self.errors
            if name in self.fields and name.startswith("cell-") is cells
        ]

    def drawing(self) -> Drawing:
        """Return what the command takes."""
        sent = self.cleaned_data
        rows, columns = (range(1, steps + 1) for steps in self.shown)

        def anchors(axis: Axis) -> tuple[str, ...]:
            steps = rows if axis is Axis.PROBABILITY else columns
            return tuple(sent[f"anchor-{axis}-{step}"] for step in steps)

        return Drawing(
            name=sent["name"],
            probability=tuple(sent[f"probability-{step}"] for step in rows),
            impact=tuple(sent[f"impact-{step}"] for step in columns),
            cells=tuple(
                tuple(sent[f"cell-{step}-{impact}"] for impact in columns) for step in rows
            ),
            anchors={axis: anchors(axis) for axis in ANCHORED},
            chances=tuple(_share(sent[f"chance-{step}"]) for step in rows),
        )


def _share(sent: Decimal | None) -> Decimal | None:
    return None if sent is None else sent / _HUNDRED


def as_typed(drawing: Drawing) -> dict[str, Any]:
    """Return a drawing as its form would show it."""
    typed: dict[str, Any] = {
        "name": drawing.name,
        "probability": len(drawing.probability),
        "impact": len(drawing.impact),
    }
    typed |= {f"probability-{step}": word for step, word in enumerate(drawing.probability, 1)}
    typed |= {f"impact-{step}": word for step, word in enumerate(drawing.impact, 1)}
    for axis, words in drawing.anchors.items():
        typed |= {f"anchor-{axis}-{step}": text for step, text in enumerate(words, 1)}
    for step, chance in enumerate(drawing.chances, 1):
        typed[f"chance-{step}"] = (
            "" if chance is None else f"{chance * _HUNDRED:f}".rstrip("0").rstrip(".")
        )
    for step, row in enumerate(drawing.cells, 1):
        typed |= {f"cell-{step}-{impact}": cell or "" for impact, cell in enumerate(row, 1)}
    return typed


class NewlyDrawn(Drawn):
    """A new matrix, and the site that it is for."""

    LABELS: ClassVar = {**Drawn.LABELS, "site": Later("Site")}
    site = forms.TypedChoiceField(coerce=UUID)

    def __init__(self, data: Any, *, sites: Choices, initial: Mapping[str, Any]) -> None:
        """Offer the sites; a single one is not asked for."""
        super().__init__(data, initial={"site": sites[0][0] if sites else "", **initial})
        if len(sites) == 1:
            self.fields["site"].widget = forms.HiddenInput()
        choose(self, "site", sites)


class Redrawn(Drawn, Step):
    """A new version of a matrix, and why, for the version that somebody saw."""

    LABELS: ClassVar = {**Drawn.LABELS, "reason": Later("What has changed, and why")}
    HELP: ClassVar = {
        **Drawn.HELP,
        "reason": Later("It stands beside the new version; every client of the site may read it."),
    }
    reason = AskedByRules(max_length=LONGEST, widget=area(3))

    def stand_on(self, version: int) -> None:
        """Keep what was typed, so that whoever has seen the newer version can send it again."""
        self.data = {**self.sent, "version": str(version)}
        self.add_error(
            None, _("Somebody has drawn it anew since you opened it. What you typed is still here.")
        )
