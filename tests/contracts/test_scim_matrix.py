"""Every address of SCIM × every method and role: the directory of one company, and nobody else."""

import pytest
from django.test import Client as Browser
from django.urls import reverse
from matrix import SCIM

from catchball.trust.permissions import OF_SERVICES, ROLE_PERMISSIONS, Role
from directories import Directory, a_directory
from machines import a_token

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
NOBODY = "01934f2a-7c1e-7b43-9d55-8a4c2f6b1e07"


def _path(name, user):
    parts = {part: user if word == "person" else word for part, word in SCIM[name].items()}
    return reverse(name, kwargs=parts).removeprefix("/scim/v2/")


def _statuses(directory, user):
    return {
        (name, method): directory.asks(method, _path(name, user), "{}").status_code
        for name in SCIM
        for method in METHODS
    }


@pytest.mark.parametrize("role", list(Role))
def test_lets_in_no_token_of_a_person(role, acme):
    user = str(acme.people[Role.CLIENT_LEAD])
    named = OF_SERVICES if ROLE_PERMISSIONS[role] >= OF_SERVICES else None
    directory = Directory(a_token(acme, role, permissions=named))
    assert set(_statuses(directory, user).values()) == {403}


def test_lets_in_nobody_without_a_token_nor_by_a_session(acme, browse):
    user = str(acme.people[Role.CLIENT_LEAD])
    for browser in (Browser(), browse(acme, Role.CLIENT_LEAD)):
        for name in SCIM:
            for method in METHODS:
                answer = browser.generic(method, f"/scim/v2/{_path(name, user)}", "{}")
                assert answer.status_code == 401, (name, method)


def test_answers_the_directory_for_a_neighbours_user_as_for_nobody(acme, zenith):
    directory = a_directory(acme)
    theirs = _statuses(directory, str(zenith.people[Role.CLIENT_LEAD]))
    assert theirs == _statuses(directory, NOBODY)
    assert {status for (name, _method), status in theirs.items() if name == "scim-user"} <= {
        400,
        404,
        405,
    }
    assert not [pair for pair, status in theirs.items() if status >= 500]
