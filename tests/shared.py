"""Where the published cases lie that nobody here wrote."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def shared_data(*parts: str) -> Path:
    """Return a file of the shared data beside the project, or skip where there is none."""
    base = Path(os.environ.get("CATCHBALL_SHARED", ROOT.parent / "shared"))
    path = base.joinpath("data", *parts)
    if not path.exists():
        pytest.skip(f"the shared data are absent here: {path}")
    return path
