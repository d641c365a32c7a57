"""The operator's commands for clients and people, as typed."""

import io
import re

import pytest
from django.test import Client as Browser

from catchball.site.cli import __main__ as line
from catchball.site.serving import opening, preparing
from catchball.trust import queries as people
from catchball.workplace.programs import queries as programs


@pytest.fixture
def type_in(db, monkeypatch, capsys):
    """Type a command; the test's own database is already open."""
    monkeypatch.setattr(opening, "open_catchball", lambda: None)

    def typed(words, secret=""):
        monkeypatch.setattr("sys.stdin", io.StringIO(secret + "\n"))
        status = line.main(words.split())
        return status, capsys.readouterr()

    return typed


def test_says_how_to_begin_where_nobody_and_nothing_is_there(type_in, monkeypatch):
    monkeypatch.setattr(people, "list_people", lambda _scope: [])
    monkeypatch.setattr(programs, "list_all_clients", lambda _scope: ())
    for words, missing in (("user list", "Nobody yet"), ("client list", "No client yet")):
        status, said = type_in(words)
        assert status == 0
        assert missing in said.err
        assert not said.out


def test_a_start_says_how_the_first_person_comes_in_until_they_have(type_in, monkeypatch):
    said = []
    with monkeypatch.context() as nobody:
        nobody.setattr(people, "list_people", lambda _scope: [])
        preparing.tell_of_nobody(said.append)
    told = said.pop().replace("ADDRESS", "ada@cmo.example").replace('"NAME"', "Ada")
    assert told.startswith("./catchball ")
    assert type_in(told.removeprefix("./catchball "), "a very long password")[0] == 0

    said.clear()
    preparing.tell_of_nobody(said.append)
    assert not said


def test_sets_up_a_client_and_its_people(type_in):
    words = "client site NEW --name Newtown --zone Europe/London --country GB"
    assert type_in(words)[0] == 0
    assert type_in("client add novum --name Novum --zone Europe/London")[0] == 0
    assert type_in("client program novum P-9 --name Tablets --site NEW")[0] == 0
    words = "user add pm@novum.example --name Maya --role program-manager --client novum"
    assert type_in(words, "a very long password")[0] == 0

    status, said = type_in("client list")
    assert status == 0
    assert "novum" in said.out
    assert "pm@novum.example" in type_in("user list")[1].out
    answer = Browser().post(
        "/sign-in/", {"email": "pm@novum.example", "password": "a very long password"}
    )
    assert answer.status_code == 302


def test_says_what_is_wrong_and_leaves_with_a_status(type_in):
    status, said = type_in("user assign nobody@x.example --client nowhere")
    assert status == 1
    assert "no client with the short name nowhere" in said.err


def test_refuses_a_second_client_of_the_same_name_without_a_trace(type_in):
    assert type_in("client add novum --name Novum --zone Europe/London")[0] == 0
    status, said = type_in("client add novum --name Other --zone Europe/London")
    assert status == 1
    assert "Another client has this short name" in said.err


def test_refuses_a_weak_password(type_in):
    words = "user add a@b.example --name A --role quality"
    status, said = type_in(words, "password1234")
    assert status == 1
    assert "easy to guess" in said.err


def test_takes_the_second_factors_from_a_person(type_in):
    type_in("user add a@b.example --name A --role quality", "a very long password")
    status, said = type_in("user forget-factors a@b.example")
    assert status == 0
    assert "signs in by password alone" in said.out
    assert type_in("user forget-factors nobody@b.example")[0] == 1


def test_connects_a_clients_directory_and_ends_it(type_in):
    type_in("client add novum --name Novum --zone Europe/London")
    words = "user add boss@cmo.example --name B --role administrator --client novum"
    type_in(words, "a very long password")
    words = "directory --client novum --as boss@cmo.example"
    assert type_in(words, "not the password")[0] == 1
    status, said = type_in(words, "a very long password")
    assert status == 0
    token = re.search(r"Token +(\S+)", said.out).group(1)
    asked = {"path": "/scim/v2/Users", "headers": {"Authorization": f"Bearer {token}"}}
    assert Browser().get(**asked).status_code == 200
    assert "opens nothing any more" in type_in(f"{words} --end")[1].out
    assert Browser().get(**asked).status_code == 401


def test_ends_a_persons_sign_in(type_in):
    type_in("user add a@b.example --name A --role quality", "a very long password")
    assert type_in("user close a@b.example")[0] == 0
    assert "(closed)" in type_in("user list")[1].out
