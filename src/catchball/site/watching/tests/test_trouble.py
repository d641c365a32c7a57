"""A page that broke says whether what was sent may have been kept."""

import errno

import pytest
from django.db import OperationalError
from django.test import Client as Browser
from django.test import override_settings
from psycopg.errors import DiskFull

from catchball.site.watching import views
from catchball.site.watching.trouble import BUG, FULL, GONE, trouble_of


def _from(error, cause):
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OperationalError("the connection is lost"), GONE),
        (_from(RuntimeError(), OperationalError()), GONE),
        (_from(OperationalError(), DiskFull()), FULL),
        (OSError(errno.ENOSPC, "full"), FULL),
        (OSError(errno.ENOENT, "gone"), BUG),
        (ValueError(), BUG),
        (None, BUG),
    ],
)
def test_an_error_is_told_by_what_it_came_from(error, told):
    assert trouble_of(error) is told


def test_the_page_says_that_the_database_is_gone_and_when_to_come_back(db, monkeypatch):
    def gone(_request):
        raise OperationalError("no server at 127.0.0.1, user maya@cmo.example")

    monkeypatch.setattr(views.state, "readiness", lambda: gone(None))
    browser = Browser(raise_request_exception=False)
    with override_settings(DEBUG=False):
        answer = browser.get("/readyz")
    said = answer.content.decode()
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "may have been kept" in said
    assert answer.headers["X-Request-ID"] in said
    assert "maya" not in said
