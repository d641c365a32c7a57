"""The colours hold their contrast, and nothing else writes a colour down."""

import re
from pathlib import Path

import pytest

from catchball.site import formats

CSS = Path(formats.__file__).parent / "look" / "css"
TOKENS = (CSS / "tokens.css").read_text()
PAIRS = {
    "ink": ("ground", "panel", "accent-soft", "plain-soft", "below-floor-soft"),
    "ink-2": ("ground", "panel", "plain-soft", "accent-soft"),
    "ink-3": ("ground", "panel", "plain-soft"),
    "accent": ("ground", "panel", "accent-soft"),
    "on-accent": ("accent",),
    "kept": ("ground", "panel", "kept-soft"),
    "below-target": ("ground", "panel", "below-target-soft"),
    "below-floor": ("ground", "panel", "below-floor-soft"),
    "plain": ("ground", "panel", "plain-soft"),
    "improvement": ("ground", "panel"),
    "concern": ("ground", "panel"),
}
CASES = [(ink, on) for ink, grounds in PAIRS.items() for on in grounds]


def token(name, theme):
    found = re.search(rf"--{name}: light-dark\((#[0-9a-f]{{6}}), (#[0-9a-f]{{6}})\)", TOKENS)
    return found.group(1 if theme == "light" else 2)


def luminance(colour):
    """Source: WCAG 2.2, definition of relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "on"), CASES)
def test_text_stands_out_from_its_ground(ink, on, theme):
    assert contrast(token(ink, theme), token(on, theme)) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_border_of_a_control_stands_out(theme):
    assert contrast(token("edge", theme), token("panel", theme)) >= 3


def test_black_on_white_measures_as_the_standard_says():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("name", ["base", "layout", "parts", "chart"])
def test_colours_are_written_down_in_the_tokens_only(name):
    without_print = (CSS / f"{name}.css").read_text().split(".paper-head")[0]

    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)", without_print)
