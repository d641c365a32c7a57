"""Tests that the examples in docstrings say what the code does."""

import doctest
import importlib
from pathlib import Path

import pytest

import catchball

ROOT = Path(catchball.__file__).parent
WITH_EXAMPLES = sorted(
    path
    for path in ROOT.rglob("*.py")
    if ">>> " in path.read_text("utf-8") and "tests" not in path.parts
)


@pytest.mark.parametrize("path", WITH_EXAMPLES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_examples_come_out_as_written(path):
    name = ".".join(("catchball", *path.relative_to(ROOT).with_suffix("").parts))
    module = importlib.import_module(name.removesuffix(".__init__"))

    outcome = doctest.testmod(module)

    assert outcome.attempted > 0
    assert outcome.failed == 0
