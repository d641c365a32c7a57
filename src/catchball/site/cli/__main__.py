"""Reads the command line and runs the command that it names."""

import argparse
import pkgutil
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from catchball.kernel.errors import Expected
from catchball.site import cli

EXAMPLES = """examples:
  ./catchball run                  start everything and print the address
  ./catchball run --port 9000      the same at another port
  ./catchball COMMAND --help       what a command does, with examples

Commands other than run start the database by themselves if it is not up.
"""


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands; each module beside this one adds its own."""
    whole = argparse.ArgumentParser(
        prog="catchball",
        description="Catchball: the shared workplace of a contract manufacturer and its clients.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = whole.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name in sorted(found.name for found in pkgutil.iter_modules(cli.__path__)):
        if not name.startswith("_"):
            import_module(f"{cli.__name__}.{name}").add_to(commands)
    return whole


def main(words: Sequence[str] | None = None) -> int:
    """Run one command and return the status to leave with: 0 when all went well."""
    arguments = parser().parse_args(words)
    run: Callable[[argparse.Namespace], int | None] = arguments.run
    try:
        return run(arguments) or 0
    except Expected as error:
        print(error, file=sys.stderr)
        for field, complaint in error.fields.items():
            print(f"  {field}: {complaint}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader, such as head, has seen enough.
        sys.stderr.close()
        return 0


if __name__ == "__main__":
    sys.exit(main())
