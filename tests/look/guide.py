"""The style guide: every part with example data, rendered as the product renders it.

`PYTHONPATH=src:tests python -m look.guide FOLDER` writes the pages and their static files there.
"""

import os
import shutil
import sys
from pathlib import Path
from typing import Any

import django
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from catchball.site import formats
from catchball.site.jinja import environment
from look.examples import NOW, Request, contexts

HERE = Path(__file__).resolve().parent
SITE = Path(formats.__file__).resolve().parent
PAGES = ("scorecard", "list", "empty", "form", "record", "sign_in", "error", "settings")


def guide() -> Environment:
    """Return the product's environment with addresses that work from a folder."""
    env = environment(loader=FileSystemLoader([HERE / "templates", SITE / "templates"]))
    env.globals["static"] = lambda path: f"static/{path}"
    env.globals["url"] = lambda name, **_kwargs: f"#{name}"
    return env


def render(name: str, theme: str = "system") -> str:
    """Return one page of the guide."""
    env = guide()
    common = {"request": Request(), "csrf_input": Markup(""), "csrf_token": "token"}
    reader = formats.Reader(zone="Europe/Zurich", now=NOW, theme=theme)  # type: ignore[arg-type]
    with formats.reading_as(reader):
        return env.get_template(f"{name}.html").render(common | contexts()[name])


def write(folder: Path) -> None:
    """Write every page, light and dark, with the static files beside them."""
    shutil.copytree(SITE / "look", folder / "static", dirs_exist_ok=True)
    parts: Any = guide().get_template("parts/progress.html").module
    running = parts.progress("progress.html", "Reading deliveries.xlsx", 1200, 3036)
    (folder / "progress.html").write_text(running, encoding="utf-8")
    for name in PAGES:
        for theme in ("light", "dark"):
            (folder / f"{name}-{theme}.html").write_text(render(name, theme), encoding="utf-8")
        shutil.copyfile(folder / f"{name}-light.html", folder / f"{name}.html")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "catchball.site.settings")
    os.environ.setdefault("CATCHBALL_SECRET_KEY", "only-for-the-style-guide-" * 2)
    django.setup()
    write(Path(sys.argv[1]))
