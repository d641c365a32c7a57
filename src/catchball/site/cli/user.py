"""`./catchball user`: people who may sign in."""

import argparse
import getpass
import sys
from typing import Any

from catchball.trust.permissions import Role

EXAMPLES = """examples:
  ./catchball user list
  ./catchball user add ada@cmo.example --name "Ada Lang" --role administrator
  ./catchball user add maya@cmo.example --name "Maya Novak" --role program-manager \\
      --client acme --client zenith
  ./catchball user password maya@cmo.example
  ./catchball user assign maya@cmo.example --client tilia
  ./catchball user unassign maya@cmo.example --client acme
  ./catchball user forget-factors maya@cmo.example
  ./catchball user close maya@cmo.example

A password is asked for, or read from standard input where there is no terminal. The first
administrator is added here; they set up sites and clients on the page Clients and sites, and
invite everybody else from the page People of a client.
"""


def add_to(commands: Any) -> None:
    """Add the command to the parser of all commands."""
    parser = commands.add_parser(
        "user",
        help="list, add, assign and close people",
        description="Manage the people who may sign in. Everything is journalled.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    verbs.add_parser("list", help="list everybody")
    add = verbs.add_parser("add", help="add a person")
    add.add_argument("email")
    add.add_argument("--name", required=True, help="as printed under signatures")
    add.add_argument("--role", required=True, choices=[role.value for role in Role])
    add.add_argument("--zone", default="UTC", help="time zone, such as Europe/Zurich")
    add.add_argument("--client", action="append", default=[], help="short name; may be repeated")
    for verb, words in (
        ("assign", "let a person see a client"),
        ("unassign", "take the sight of a client from a person"),
    ):
        one = verbs.add_parser(verb, help=words)
        one.add_argument("email")
        one.add_argument("--client", action="append", required=True)
    for verb, words in (
        ("password", "give a person a new password"),
        ("forget-factors", "take the second factors from a person who lost them"),
        ("close", "end a person's sign-in; their history stays"),
    ):
        verbs.add_parser(verb, help=words).add_argument("email")
    parser.set_defaults(run=run)


def _password() -> str:
    if sys.stdin.isatty():
        return getpass.getpass("New password (12 characters or more): ")
    return sys.stdin.readline().rstrip("\n")


def run(arguments: argparse.Namespace) -> None:
    """Do what the verb says."""
    from catchball.site.serving.opening import open_catchball

    open_catchball()
    {
        "list": _list,
        "add": _add,
        "assign": _assign,
        "unassign": _unassign,
        "password": _set_password,
        "forget-factors": _forget_factors,
        "close": _close,
    }[arguments.verb](arguments)


def _person(email: str) -> Any:
    from catchball.kernel.errors import NotFound
    from catchball.site.cli._acting import operator
    from catchball.trust.queries import find_person

    found = find_person(operator(), email=email)
    if found is None:
        raise NotFound(f"Nobody signs in as {email}. See: ./catchball user list")
    return found


def _list(_arguments: argparse.Namespace) -> None:
    from catchball.site.cli._acting import operator
    from catchball.trust.queries import list_people

    found = list_people(operator())
    if not found:
        print("Nobody yet. Add the first administrator as --help shows.", file=sys.stderr)
    for person in found:
        closed = "" if person.is_active else "  (closed)"
        print(f"{person.email:40} {person.role:22} {person.name}{closed}")


def _add(arguments: argparse.Namespace) -> None:
    from catchball.site.cli._acting import operator, operator_for
    from catchball.trust import commands

    clients = [operator_for(slug) for slug in arguments.client]
    person = commands.add_person(
        operator(),
        email=arguments.email,
        name=arguments.name,
        role=Role(arguments.role),
        password=_password(),
        zone=arguments.zone,
    )
    for client in clients:
        commands.assign_person(client, person=person)
    print(f"{arguments.email} may sign in now.")


def _assign(arguments: argparse.Namespace) -> None:
    from catchball.site.cli._acting import operator_for
    from catchball.trust import commands

    for slug in arguments.client:
        commands.assign_person(operator_for(slug), person=_person(arguments.email).id)
        print(f"{arguments.email} sees {slug} now.")


def _unassign(arguments: argparse.Namespace) -> None:
    from catchball.site.cli._acting import operator_for
    from catchball.trust import commands

    for slug in arguments.client:
        commands.unassign_person(operator_for(slug), person=_person(arguments.email).id)
        print(f"{arguments.email} does not see {slug} any more.")


def _set_password(arguments: argparse.Namespace) -> None:
    from catchball.site.cli._acting import operator
    from catchball.trust import commands

    person = _person(arguments.email)
    commands.set_password(operator(), person=person.id, password=_password())
    print(f"{arguments.email} has a new password.")


def _forget_factors(arguments: argparse.Namespace) -> None:
    from catchball.site.cli._acting import operator
    from catchball.trust import commands

    commands.forget_factors(operator(), person=_person(arguments.email).id)
    print(f"{arguments.email} signs in by password alone, until they add a second factor anew.")


def _close(arguments: argparse.Namespace) -> None:
    from catchball.site.cli._acting import operator
    from catchball.trust import commands

    commands.close_person(operator(), person=_person(arguments.email).id)
    print(f"{arguments.email} may not sign in any more; what they did stays theirs.")
