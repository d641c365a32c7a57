"""`./catchball check`: whether all is as it should be, and what to do where it is not."""

import argparse
from typing import Any

EXAMPLES = """examples:
  ./catchball check
  ./catchball check --json
  ./catchball check --quiet || mail …      each hour: says only what is a trouble

It changes nothing. It leaves with status 1 if anything failed; a warning alone leaves with 0.
"""


def add_to(commands: Any) -> None:
    """Add the command to the parser of all commands."""
    parser = commands.add_parser(
        "check",
        help="look whether all is as it should be",
        description=(
            "Look at settings, mail, roles, walls, triggers, tables, worker, disks, clock, seals, "
            "calendars and backups, and say what to do."
        ),
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--json", action="store_true", help="print one JSON array")
    parser.add_argument("--quiet", action="store_true", help="leave out what is ok")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Look, say what was found, and return 1 if anything failed."""
    import json
    from dataclasses import asdict

    from catchball.site.serving.opening import open_catchball

    open_catchball()

    from django.utils import timezone

    from catchball.site.watching.inspection import inspect
    from catchball.site.watching.state import Verdict

    found = inspect(timezone.now())  # noqa: TID251 -- the instant that is looked at
    shown = [one for one in found if not (arguments.quiet and one.verdict is Verdict.OK)]
    if arguments.json:
        print(json.dumps([asdict(one) for one in shown], ensure_ascii=False, indent=2))
    else:
        for one in shown:
            print(f"{one.verdict.value:8} {one.name:22} {one.said}")
            if one.todo:
                print(f"{'':31} {one.todo}")
    return 1 if any(one.verdict is Verdict.FAILED for one in found) else 0
