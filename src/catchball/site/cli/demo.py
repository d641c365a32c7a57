"""`./catchball demo`: the synthetic companies, people and figures to look around with."""

import argparse
from typing import Any

EXAMPLES = """examples:
  ./catchball demo load
  ./catchball demo accounts

./catchball run loads the demo by itself where there is no client yet; with CATCHBALL_DEMO=0 it
does not. The demo comes whole or not at all, and never beside clients of your own.
"""


def add_to(commands: Any) -> None:
    """Add the command to the parser of all commands."""
    parser = commands.add_parser(
        "demo",
        help="load the demo, list its sign-ins",
        description="A manufacturer with two sites and five clients, three years, all synthetic.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    verbs.add_parser("load", help="load the demo into an empty installation")
    verbs.add_parser("accounts", help="list who may sign in to the demo, and the password")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    """Do what the verb says."""
    {"load": _load, "accounts": _accounts}[arguments.verb]()


def _load() -> None:
    from catchball.site.serving import opening

    opening.open_catchball()
    from catchball.site.demo import loading

    loading.load(print)
    print("The demo is loaded. Who may sign in: ./catchball demo accounts")


def _accounts() -> None:
    from catchball.site import demo

    for address, word, _password in demo.accounts(everybody=True):
        print(f"{address:32} {word}")
    print(f"Password of all: {demo.PASSWORD}")
