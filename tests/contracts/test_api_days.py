"""Every operation answers on the first and on the last of all days too, before which none is.

Whoever reckons with a day (its month, the year before, the day after) may find that there is none;
Schemathesis hardly ever draws such a day where it matters.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from api_reach import QUERY, body
from django.db import transaction
from test_api_conditions import Machines

from catchball.site.api.operations import OPERATIONS, Operation

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_VERSIONS = range(8)


def dated(day: date) -> Callable[[Any], Any]:
    """Return what writes this day in the place of every one that is sent."""

    def written(sent: Any) -> Any:
        if isinstance(sent, dict):
            return {name: written(part) for name, part in sent.items()}
        if isinstance(sent, list):
            return [written(one) for one in sent]
        return day.isoformat() if isinstance(sent, str) and _DAY.fullmatch(sent) else sent

    return written


def takes_days(operation: Operation) -> bool:
    """Answer whether the example of an operation holds a day."""
    sent = QUERY.get(operation.name, {}) if operation.method == "GET" else body(operation, {})
    return dated(date.min)(sent) != sent


DATED = [one for one in OPERATIONS.values() if takes_days(one)]


def test_many_operations_take_days():
    assert len(DATED) > 30


@pytest.mark.parametrize("day", [date.min, date(9999, 12, 1), date.max], ids=str)
def test_every_day_has_an_answer(day, acme, zenith, acme_things, settings):
    settings.API_PER_MINUTE = 1_000_000
    machines = Machines(acme, acme_things)
    wrong = {}
    for operation in DATED:
        machines.of(operation).browser.raise_request_exception = False
        for version in _VERSIONS if operation.versioned else (0,):
            with transaction.atomic():
                answer = machines.ask(operation, {"If-Match": f'"{version}"'}, dated(day))
                transaction.set_rollback(True)
            if answer.status_code != 412:
                break
        if answer.status_code >= 500:
            wrong[operation.name] = answer.status_code
    assert wrong == {}
