"""A release is put in while the last one still serves: both work on the tables of the new one.

The last state of the tables is taken from the history: the newest commit whose migrations are some
of the present ones, each as it is now.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path, PurePath
from urllib.parse import urlsplit

import psycopg
import pytest

from shared import ROOT

MIGRATIONS = ":(glob)src/**/migrations/0*.py"
MIGRATE = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", database="owner", interactive=False, verbosity=0)
"""
# People of a client come, a promise is made and moved on, pages are read: by that release's code.
WORK = """
import sys
import django; django.setup()
from django.conf import settings
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
settings.ALLOWED_HOSTS = ["testserver"]
from django.test import Client
from world import a_company, scope_for, PASSWORD
from arranged import a_delivery
from catchball.trust.permissions import Role
from catchball.workplace.production.commands import cancel_delivery
acme = a_company(sys.argv[1], sys.argv[1].title())
made = a_delivery(acme)
cancel_delivery(scope_for(acme, reason="Tried"), delivery=made, version=1)
browser = Client()
for path in ("/sign-in/", "/healthz"):
    assert browser.get(path).status_code == 200, path
email = acme.email(Role.PROGRAM_MANAGER)
answer = browser.post("/sign-in/", {"email": email, "login": email, "password": PASSWORD})
assert answer.status_code == 302, answer.content
for page in ("home/", "production/deliveries/", "scorecards/", "journal/"):
    assert browser.get(f"/c/{acme.slug}/{page}").status_code == 200, page
"""


def _git(*words):
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""


def _migrations(commit):
    """Return path → hash of every migration of a commit."""
    lines = (one.split() for one in _git("ls-tree", "-r", commit, "src").splitlines())
    files = {path: content for _mode, _kind, content, path in lines}
    return {path: files[path] for path in files if PurePath(path).match("migrations/0*.py")}


def _is_one_line(paths):
    """Tell whether no app has two migrations of one number: of two branches, not yet made one."""
    numbers = [(PurePath(one).parent, PurePath(one).name[:4]) for one in paths]
    return len(numbers) == len(set(numbers))


def _last_state():
    """Return the newest commit with fewer tables than now, or nothing."""
    now = _migrations("HEAD").items()
    for changed in _git("log", "--format=%H", "--", MIGRATIONS).splitlines():
        then = _migrations(f"{changed}^")
        if then and then.items() < now and _is_one_line(then):
            return f"{changed}^"
    return ""


@pytest.fixture
def last_release(tmp_path):
    before = _last_state()
    if not before:
        pytest.skip("There is no history here to take the last state of the tables from.")
    folder = tmp_path / "last"
    folder.mkdir()
    archive = subprocess.Popen(
        ["git", "archive", before, "src", "tests"], cwd=ROOT, stdout=subprocess.PIPE
    )
    subprocess.run(["tar", "x", "-C", folder], stdin=archive.stdout, check=True)
    archive.stdout.close()
    assert archive.wait() == 0
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def tables(throwaway_postgres):
    """An empty database beside that of the other tests; return its two addresses."""
    urls = throwaway_postgres.urls
    with psycopg.connect(urls.owner, autocommit=True) as connection:
        connection.execute("CREATE DATABASE upgraded")
    yield {
        name: urlsplit(url)._replace(path="/upgraded").geturl()
        for name, url in (("DATABASE_URL", urls.app), ("OWNER_DATABASE_URL", urls.owner))
    }
    with psycopg.connect(urls.owner, autocommit=True) as connection:
        connection.execute("DROP DATABASE upgraded WITH (FORCE)")


def _run(tree: Path, tables: dict[str, str], text: str, *words: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", text, *words],
        cwd=tree,
        env=os.environ
        | tables
        | {
            "PYTHONPATH": f"{tree / 'src'}:{tree / 'tests'}",
            "DJANGO_SETTINGS_MODULE": "catchball.site.settings",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_last_release_goes_on_working_while_the_new_one_comes(last_release, tables):
    _run(last_release, tables, MIGRATE)
    _run(last_release, tables, WORK, "before")
    _run(ROOT, tables, MIGRATE)
    _run(last_release, tables, WORK, "meanwhile")
    _run(ROOT, tables, WORK, "after")
