"""`./catchball import`: deliveries and batches from a file, for scripts and people."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

SHOWN = 20

EXAMPLES = """examples:
  ./catchball import deliveries shipments.csv --client acme --as maya@cmo.example
  ./catchball import deliveries shipments.csv --client acme --as maya@cmo.example \\
      --program P-1 --dry-run
  ./catchball import batches lots.xlsx --client acme --as maya@cmo.example \\
      --map lots.json --update --json > outcome.json

The columns are matched as the client's last file was, else by their names; --map says it
exactly (docs/imports.md shows one). Ways of writing days and numbers are never guessed: where
a column can be read in two ways, the command names both and stops.

status:
  0  every row is in, or was already
  1  nothing was written, and standard error says why
  2  the command line is wrong
  3  the good rows are in, but some were refused; each is listed with its line and reason
  4  nothing was written, because a column can be read in more than one way

With --dry-run the status is what it would be, and nothing is written.
"""


def add_to(commands: Any) -> None:
    """Add the command to the parser of all commands."""
    parser = commands.add_parser(
        "import",
        help="bring deliveries or batches in from a CSV, TSV or XLSX file",
        description="Check every row of a file and write the good ones as one import, journalled "
        "and able to be rolled back. The same file twice changes nothing.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("what", choices=["deliveries", "batches"])
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--client", required=True, metavar="NAME", help="the client's short name")
    parser.add_argument(
        "--as", required=True, dest="email", metavar="ADDRESS", help="the person who imports"
    )
    parser.add_argument("--map", type=Path, metavar="JSON", help="how the columns are understood")
    parser.add_argument("--program", metavar="CODE", help="the program of all rows")
    parser.add_argument("--update", action="store_true", help="bring records that exist up to date")
    parser.add_argument("--reason", default="", help="why, for the journal")
    parser.add_argument("--dry-run", action="store_true", help="tell, but write nothing")
    parser.add_argument("--errors", type=Path, metavar="CSV", help="keep the refused rows here")
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Import the file, and return the status."""
    from catchball.kernel.errors import Expected
    from catchball.site.serving.opening import open_catchball

    open_catchball()
    from catchball.site.importing import import_file

    try:
        outcome = import_file(arguments, show_progress=sys.stderr.isatty())
    except Expected as error:
        if not arguments.json:
            raise
        print(json.dumps({"status": 1, "error": str(error)}, ensure_ascii=False, indent=2))
        return 1
    if arguments.json:
        json.dump(outcome.as_document(), sys.stdout, ensure_ascii=False, indent=2)
        print()
    else:
        print("\n".join(outcome.as_text(most=SHOWN)))
    return outcome.status
