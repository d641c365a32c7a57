"""Every variable of the environment stands in one list, and docs/operations.md tells of each."""

import re

from catchball.site.serving.variables import VARIABLES
from shared import ROOT

READ = re.compile(
    r"""(?:environ(?:\.get\(|\.setdefault\(|\[)|\b(?:text|flag|words|read_variable)\()"([A-Z_]+)\""""
)
# Not ours to tell of: Django's own, and what only a test sets.
NOT_OURS = {"DJANGO_SETTINGS_MODULE"}


def _read_anywhere():
    source = ROOT / "src" / "catchball"
    files = [path for path in source.rglob("*.py") if "tests" not in path.parts]
    names = {name for path in files for name in READ.findall(path.read_text("utf-8"))}
    return {name.removesuffix("_FILE") for name in names} - NOT_OURS


def test_the_list_holds_whatever_the_source_reads():
    listed = {one.name for one in VARIABLES}
    found = _read_anywhere()
    assert len(found) > 15
    assert found - listed == set()
    assert listed - found == {"ADMIN_DATABASE_URL"}  # read by its name in a constant


def test_the_page_tells_of_each_in_the_lists_own_words():
    page = (ROOT / "docs" / "operations.md").read_text("utf-8")
    assert [one.name for one in VARIABLES if one.row() not in page] == []
