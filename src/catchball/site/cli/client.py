"""`./catchball client`: the clients, their sites and programs, before anybody can sign in."""

import argparse
import sys
from typing import Any

EXAMPLES = """examples:
  ./catchball client list
  ./catchball client site BLM --name Bloomfield --zone Europe/London --country GB
  ./catchball client add acme --name "Acme Therapeutics" --zone Europe/London
  ./catchball client program acme P-1 --name "Acme tablets" --site BLM

An administrator does the same on the page Clients and sites, and sees the client then. One that
is added here is seen by nobody until: ./catchball user assign ADDRESS --client acme
"""


def add_to(commands: Any) -> None:
    """Add the command to the parser of all commands."""
    parser = commands.add_parser(
        "client",
        help="list and add clients, sites and programs",
        description="Set up clients, each behind a wall of its own. Everything is journalled.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    verbs.add_parser("list", help="list all clients")
    site = verbs.add_parser("site", help="add a site of the manufacturer")
    site.add_argument("code")
    site.add_argument("--country", required=True, help="two letters, such as GB")
    add = verbs.add_parser("add", help="add a client")
    add.add_argument("slug", help="short name for addresses: small letters, digits, hyphens")
    for one in (site, add):
        one.add_argument("--zone", required=True, help="time zone, such as Europe/London")
    program = verbs.add_parser("program", help="add a program of a client at a site")
    program.add_argument("slug", help="the client's short name")
    program.add_argument("code")
    program.add_argument("--site", required=True, help="the site's code")
    for one in (site, add, program):
        one.add_argument("--name", required=True)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    """Do what the verb says."""
    from catchball.site.serving.opening import open_catchball

    open_catchball()
    {"list": _list, "site": _add_site, "add": _add, "program": _add_program}[arguments.verb](
        arguments
    )


def _list(_arguments: argparse.Namespace) -> None:
    from catchball.site.cli._acting import operator
    from catchball.workplace.programs.queries import list_all_clients

    found = list_all_clients(operator())
    if not found:
        print("No client yet. Add a site and a client as --help shows.", file=sys.stderr)
    for client in found:
        print(f"{client.slug:24} {client.name:40} {client.zone}")


def _add_site(arguments: argparse.Namespace) -> None:
    from catchball.site.cli._acting import operator
    from catchball.workplace.programs import commands

    commands.add_site(
        operator(),
        code=arguments.code,
        name=arguments.name,
        zone=arguments.zone,
        country=arguments.country,
    )
    print(f"{arguments.name} stands.")


def _add(arguments: argparse.Namespace) -> None:
    from catchball.site.cli._acting import operator
    from catchball.workplace.programs import commands

    commands.add_client(operator(), slug=arguments.slug, name=arguments.name, zone=arguments.zone)
    print(
        f"{arguments.name} has a workplace at /c/{arguments.slug}/home/. Let an administrator in:"
    )
    print(f"  ./catchball user assign ADDRESS --client {arguments.slug}")


def _add_program(arguments: argparse.Namespace) -> None:
    from catchball.kernel.errors import NotFound
    from catchball.site.cli._acting import operator_for
    from catchball.workplace.programs import commands
    from catchball.workplace.programs.queries import list_sites

    scope = operator_for(arguments.slug)
    site = next((one for one in list_sites(scope) if one.code == arguments.site), None)
    if site is None:
        raise NotFound(f"There is no site {arguments.site}. Add it with: ./catchball client site")
    commands.add_program(scope, code=arguments.code, name=arguments.name, site=site.id)
    print(f"{arguments.name} is a program of {arguments.slug} at {site.name}.")
