"""`./catchball verify`: whether the journal is still what was sealed."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from catchball.trust.verifying import Verdict

EXAMPLES = """examples:
  ./catchball verify                          check journal, seals and records of the database
  ./catchball verify --show-key               print the public key, to keep elsewhere
  ./catchball verify --export journal.jsonl --key 3f9a…    check an exported journal offline

It leaves with status 1 when anything is not what was sealed, and names the first place.
"""
SHOWN = 20


def add_to(commands: Any) -> None:
    """Add the command to the parser of all commands."""
    parser = commands.add_parser(
        "verify",
        help="check that the journal is what was sealed",
        description=(
            "Compute every hash of the journal anew and compare it with the signed seals; then "
            "compare every record with what the journal wrote of it last."
        ),
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--export", type=Path, metavar="FILE", help="check this JSON-lines file")
    parser.add_argument(
        "--key",
        action="append",
        default=[],
        help="a public key to trust, 64 hexadecimal digits; without it that of this installation",
    )
    parser.add_argument("--show-key", action="store_true", help="print the public key and leave")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Check, say what was found, and return 1 if anything is wrong."""
    from catchball.trust.seals import public_key_from

    if arguments.show_key:
        print(_own_key().hex())
        return 0
    keys = [public_key_from(key) for key in arguments.key] or [_own_key()]
    verdict = _file(arguments.export, keys) if arguments.export else _database(keys)
    return _say(verdict)


def _own_key() -> bytes:
    """Return the public key of this installation, without a database."""
    import os

    from catchball.site.serving.database import give_settings_of_home
    from catchball.trust.seals import key_from

    give_settings_of_home()
    file = os.environ.get("CATCHBALL_SEAL_KEY_FILE")
    secret = Path(file).read_text() if file else os.environ["CATCHBALL_SEAL_KEY"]
    return key_from(secret.strip()).public


def _file(path: Path, keys: list[bytes]) -> "Verdict":
    from catchball.kernel.errors import NotFound
    from catchball.trust.exported import verify_export

    if not path.is_file():
        raise NotFound(f"There is no file {path}.")
    with path.open(encoding="utf-8") as lines:
        return verify_export(lines, keys=keys)


def _database(keys: list[bytes]) -> "Verdict":
    import psycopg

    from catchball.site.serving.database import ensure
    from catchball.trust.verifying import verify

    with psycopg.connect(ensure().owner) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        return verify(connection, keys=keys)


def _say(verdict: "Verdict") -> int:
    if verdict.findings:
        first, *others = verdict.findings
        print(f"The journal is not what was sealed. First broken place:\n  {first}")
        if others:
            print(f"{len(others)} more:")
        for one in others[:SHOWN]:
            print(f"  {one}")
    else:
        records = f" and {verdict.records:,} records" if verdict.records else ""
        print(
            f"All is as it was sealed: {verdict.lines:,} lines{records}, {verdict.seals:,} seals."
        )
    if verdict.waiting:
        print(f"{verdict.waiting:,} lines wait for their seal, which comes within a minute.")
    if verdict.last:
        last = verdict.last
        print(f"Last seal: {last.number}, {last.sealed_at:%Y-%m-%d %H:%M:%S %Z}, {last.hash.hex()}")
    return 1 if verdict.findings else 0
