"""What imports cannot show: names, sizes, foreign keys, templates, glossary."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "catchball"
STREETS = [
    "programs",
    "calendars",
    "plans",
    "agreements",
    "incidents",
    "actions",
    "production",
    "exclusions",
    "risks",
    "scorecards",
    "consequences",
    "teams",
    "exchange",
]
FILES = sorted(path for path in SOURCE.rglob("*.py") if "__pycache__" not in path.parts)
TEMPLATES = sorted(SOURCE.rglob("*.html"))
NO_NAMES = {"utils", "helpers", "common", "manager", "managers", "handler", "handlers", "misc"}


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_no_file_has_a_name_that_says_nothing():
    assert [path for path in FILES if path.stem in NO_NAMES or path.parent.name in NO_NAMES] == []


def test_no_file_is_longer_than_a_person_reads():
    long = {_name(path): len(path.read_text("utf-8").splitlines()) for path in FILES}
    assert {name: lines for name, lines in long.items() if lines > 400} == {}


def test_settings_stay_on_a_page():
    assert len((SOURCE / "site" / "settings.py").read_text("utf-8").splitlines()) <= 250


def test_nothing_is_left_unfinished():
    mark = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|raise NotImplemented")
    assert [_name(path) for path in FILES if mark.search(path.read_text("utf-8"))] == []


def test_no_model_overrides_save_and_nothing_uses_signals():
    found = [
        _name(path)
        for path in FILES
        if path.name == "models.py"
        and re.search(r"def (save|delete)\(|@receiver|ModelForm", path.read_text("utf-8"))
    ]
    assert found == []


def _rank(label: str) -> int:
    return STREETS.index(label) if label in STREETS else -1


def test_foreign_keys_point_down_the_street():
    wrong = []
    for model in apps.get_models():
        if not model.__module__.startswith("catchball."):
            continue
        own = model._meta.app_label
        for field in model._meta.get_fields():
            other = field.related_model
            if other is None or not field.concrete or other._meta.app_label == own:
                continue
            if _rank(other._meta.app_label) >= _rank(own):
                wrong.append(f"{own}.{model.__name__}.{field.name}")
    assert wrong == []


def _context(path: Path) -> str:
    parts = path.relative_to(SOURCE).parts
    return parts[1] if parts[0] == "workplace" else "site"


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_a_template_uses_its_own_lower_or_site_templates(path):
    own = _context(path)
    for used in re.findall(
        r"{%-?\s*(?:extends|include|import|from)\s+[\"']([^\"']+)[\"']", path.read_text("utf-8")
    ):
        context = used.split("/")[0]
        if own == "site":
            assert context not in STREETS, used
        elif context in STREETS:
            assert _rank(context) <= _rank(own), used


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_a_template_carries_no_style_or_script_of_its_own(path):
    text = path.read_text("utf-8")
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=\"|<script(?![^>]*\ssrc=)", text)


def test_every_public_function_of_the_rooms_says_what_it_does():
    rooms = {"rules", "metrics", "queries", "commands"}
    silent = []
    for path in FILES:
        if "tests" in path.parts or not rooms & {path.stem, path.parent.name}:
            continue
        for node in ast.parse(path.read_text("utf-8")).body:
            public = isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
            if public and not ast.get_docstring(node):
                silent.append(f"{_name(path)}: {node.name}")
    assert silent == []


def test_every_model_stands_in_the_glossary():
    glossary = (ROOT / "docs" / "glossary.md").read_text("utf-8").lower()
    missing = [
        model.__name__
        for model in apps.get_models()
        if model.__module__.startswith("catchball.")
        and re.sub(r"(?<!^)(?=[A-Z])", " ", model.__name__).lower() not in glossary
    ]
    assert missing == []
