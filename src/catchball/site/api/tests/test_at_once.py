"""A request that is sent twice at the same moment, under one key."""

import pytest

from at_once import at_once
from catchball.trust.journal import JournalFilters, read_journal
from machines import a_machine, soon
from world import scope_for

pytestmark = pytest.mark.django_db(transaction=True)
EVENT = "production.delivery-promised"


def _body(company, reference):
    return {
        "facts": {
            "reference": reference,
            "program": str(company.program),
            "item": "Tablets",
            "first_promised_on": soon(30),
        }
    }


def _sent_at_once(*requests):
    """Send each request from a thread of its own; return the answers."""
    answers = []

    def sending(machine, company, reference, key):
        path = f"{company.slug}/production/deliveries/promise/"
        body = _body(company, reference)
        return lambda: answers.append(machine.post(path, body, {"Idempotency-Key": key}))

    assert at_once(*[sending(*one) for one in requests]) == []
    return answers


def test_happens_once_and_is_answered_alike(acme):
    machine = a_machine(acme)

    answers = _sent_at_once(*[(machine, acme, "D-9", "one")] * 4)

    assert [one.status_code for one in answers] == [201] * 4
    assert len({one.content for one in answers}) == 1
    assert len({one.headers["ETag"] for one in answers}) == 1
    assert sum("Idempotency-Replayed" in one.headers for one in answers) == 3
    told = read_journal(scope_for(acme), filters=JournalFilters(event=EVENT))
    assert len(told.page.items) == 1


def test_is_another_request_for_one_of_two_that_differ(acme):
    machine = a_machine(acme)

    answers = _sent_at_once((machine, acme, "D-9", "one"), (machine, acme, "D-10", "one"))

    assert sorted(one.status_code for one in answers) == [201, 422]


def test_shares_no_key_with_another_company(acme, zenith):
    answers = _sent_at_once(
        (a_machine(acme), acme, "D-9", "one"), (a_machine(zenith), zenith, "D-9", "one")
    )

    assert [one.status_code for one in answers] == [201, 201]
    assert len({one.content for one in answers}) == 2


def test_happens_once_where_the_key_is_another_but_the_thing_the_same(acme):
    """A key makes no duplicate lawful: the reference of a delivery is taken once."""
    machine = a_machine(acme)

    answers = _sent_at_once((machine, acme, "D-9", "one"), (machine, acme, "D-9", "two"))

    assert [one.status_code for one in answers].count(201) == 1
    assert all(one.status_code < 500 for one in answers)
