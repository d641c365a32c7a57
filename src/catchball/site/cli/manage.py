"""`./catchball manage`: Django's own commands, for developers."""

import argparse
from typing import Any

EXAMPLES = """examples:
  ./catchball manage makemigrations
  ./catchball manage migrate --database=owner
  ./catchball manage shell
"""


def add_to(commands: Any) -> None:
    """Add the command to the parser of all commands."""
    parser = commands.add_parser(
        "manage",
        help="run one of Django's own commands (for developers)",
        description="Run one of Django's own commands against the database of this checkout.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("words", nargs=argparse.REMAINDER, metavar="DJANGO COMMAND …")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    """Hand the words to Django, with the database up."""
    from django.core.management import execute_from_command_line

    from catchball.site.serving.database import ensure

    ensure()
    execute_from_command_line(["catchball manage", *arguments.words])
