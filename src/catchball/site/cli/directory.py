"""`./catchball directory`: the token by which a client's own directory tells who its people are."""

import argparse
import getpass
import sys
from typing import Any

EXAMPLES = """examples:
  ./catchball directory --client acme --as admin@cmo.example
  ./catchball directory --client acme --as admin@cmo.example --end

It prints the address and the token to enter in the directory (Entra ID, Okta, …), once; a token
made before ends. The password of the administrator is asked for, or read from standard input.
"""


def add_to(commands: Any) -> None:
    """Add the command to the parser of all commands."""
    parser = commands.add_parser(
        "directory",
        help="let a client's directory keep its people here, by SCIM",
        description="Connect the directory of a client, or end its connection.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--client", required=True, help="short name of the client")
    parser.add_argument("--as", dest="person", required=True, help="address of an administrator")
    parser.add_argument("--end", action="store_true", help="end the connection; people stay")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    """Make the token anew, or end it."""
    from catchball.site.serving.opening import open_catchball

    open_catchball()
    from catchball.site.cli._acting import acting_as
    from catchball.site.scim.connecting import connect, end

    scope = acting_as(arguments.person, arguments.client)
    if arguments.end:
        end(scope, client=arguments.client)
        print(f"The directory of {arguments.client} opens nothing any more. Its people stay.")
        return
    made = connect(scope, client=arguments.client, password=_password())
    print(f"Address  {made.address}\nToken    {made.token}")
    print(f"The token is shown this once. It ends on {made.until:%d %B %Y}: make another before.")


def _password() -> str:
    if sys.stdin.isatty():
        return getpass.getpass("Your password: ")
    return sys.stdin.readline().rstrip("\n")
