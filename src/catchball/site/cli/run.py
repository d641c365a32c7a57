"""`./catchball run`: start everything and print the address."""

import argparse
import os
import time
from typing import Any

EXAMPLES = """examples:
  ./catchball run
  ./catchball run --port 9000
  CATCHBALL_DEMO=0 ./catchball run      without the demo, for real work
  DATABASE_URL=… OWNER_DATABASE_URL=… ./catchball run     with a PostgreSQL of your own

The data stay when it stops: in .data of this folder, or below /var/lib/catchball for root.
docs/operations.md says more.
"""


def add_to(commands: Any) -> None:
    """Add the command to the parser of all commands."""
    parser = commands.add_parser(
        "run",
        help="start everything and print the address",
        description=(
            "Start the database, the web server and the worker, print the address, and keep "
            "them running until Ctrl-C."
        ),
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--port",
        type=int,
        default=os.environ.get("PORT") or None,
        help="where to listen (also PORT); without it 8000, or the next free one",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    """Run until interrupted, with the time that each step took to come."""
    from catchball.site.serving import house

    began = time.monotonic()

    def say(step: str) -> None:
        print(f"{time.monotonic() - began:6.1f} s  {step}", flush=True)

    house.run(say, port=arguments.port)
