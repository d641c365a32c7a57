"""`./catchball ledger`: what numbers are read from, checked against the facts or made anew."""

import argparse
from datetime import timedelta
from typing import Any

EXAMPLES = """examples:
  ./catchball ledger check                    read all numbers both ways, as known yesterday
  ./catchball ledger check acme --back 1 90   one client, as of yesterday and 90 days ago
  ./catchball ledger rebuild acme             make a client's ledger anew from facts and journal

Checking makes a ledger anew that differs, and leaves with status 1.
"""


def add_to(commands: Any) -> None:
    """Add the command to the parser of all commands."""
    parser = commands.add_parser(
        "ledger",
        help="check the ledger of numbers, or make it anew",
        description=(
            "Numbers are read from a ledger that the worker keeps up. Compare it with the facts, "
            "or make it anew from them; until then numbers are counted from the facts."
        ),
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("what", choices=("check", "rebuild"))
    parser.add_argument("client", nargs="?", default="", help="short name; without it, all clients")
    parser.add_argument(
        "--back", type=int, nargs="+", default=[1], metavar="DAYS", help="as of so many days ago"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Check or rebuild, client by client, and return 1 if a ledger differed."""
    from catchball.site.serving.opening import open_catchball

    open_catchball()
    from catchball.site.cli._acting import operator, operator_for
    from catchball.site.ledgers import check_and_mend, scopes_of_all
    from catchball.workplace.ledger.commands import rebuild

    only = arguments.client
    scopes = [operator_for(only)] if only else list(scopes_of_all(operator().now))
    differed = 0
    for place, scope in enumerate(scopes, start=1):
        name = f"Client {place} of {len(scopes)}"
        if arguments.what == "rebuild":
            rebuild(scope)
            print(f"{name}: made anew.", flush=True)
            continue
        checked = check_and_mend(scope, [timedelta(days=back) for back in arguments.back])
        differed += bool(checked.differences)
        print(f"{name}: {checked.numbers:,} numbers, {len(checked.differences):,} differed.")
        for one in checked.differences[:5]:
            print(
                f"  {one.title}, {one.period.first}, as of {one.known_on}: {one.ledger} is not {one.facts}"
            )
    return 1 if differed else 0
