"""From data to paper: Typst templates with our type and colours, archived and accessible."""

import json
import shutil
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from catchball.kernel.words import _
from catchball.site import formats
from catchball.site.glyphs import FONTS, with_glyphs

TEMPLATES = Path(__file__).resolve().parent / "typst"


def render(
    template: str,
    data: dict[str, Any],
    *,
    title: str,
    timestamp: datetime,
    home: Path = TEMPLATES,
) -> bytes:
    """Return a PDF/A-2a and PDF/UA-1 of `template` (a name such as "scorecard") in `home`.

    The template reads `data` as JSON, so nothing in it is ever taken for code; it sees no file
    but itself, base.typ and the data. Equal data, title and timestamp give equal bytes.

    Source: ISO 19005-2 (archiving), ISO 14289-1 (accessibility).
    """
    with TemporaryDirectory(prefix="catchball-pdf-") as name:
        root = Path(name)
        (root / "packages").mkdir()
        shutil.copyfile(TEMPLATES / "base.typ", root / "base.typ")
        shutil.copyfile(home / f"{template}.typ", root / f"{template}.typ")
        (root / "data.json").write_text(_json(data, title), encoding="utf-8")
        made = typst.compile(
            root / f"{template}.typ",
            format="pdf",
            root=root,
            font_paths=[FONTS],
            ignore_system_fonts=True,
            package_path=root / "packages",
            package_cache_path=root / "packages",
            pdf_standards=["a-2a", "ua-1"],
            timestamp=int(timestamp.timestamp()),
        )
    return bytes(made)


def _json(data: dict[str, Any], title: str) -> str:
    paper = {
        "title": title,
        "lang": formats.reader().locale.partition("-")[0],
        "page": _("Page [page] of [pages]"),
    }
    return json.dumps(with_glyphs({**data, "paper": paper | data.get("paper", {})}))
