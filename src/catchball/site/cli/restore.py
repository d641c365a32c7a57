"""`./catchball restore`: a backup into an empty installation, checked."""

import argparse
from pathlib import Path
from typing import Any

EXAMPLES = """examples:
  CATCHBALL_HOME=/srv/new ./catchball restore /mnt/backups/catchball-20261128-010000.backup
  ./catchball restore FILE --key-file backup.key
  ./catchball restore FILE --seal-key 3f9a…     trust this public key of seals, and no other

It goes into an empty database only. The file is read whole before anything is written; afterwards
rows are counted and the journal is checked against its seals. If anything differs, nothing stays.
"""


def add_to(commands: Any) -> None:
    """Add the command to the parser of all commands."""
    parser = commands.add_parser(
        "restore",
        help="bring a backup into an empty installation",
        description="Bring a backup into an empty installation, and check that it is what it was.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", type=Path)
    parser.add_argument(
        "--key-file", type=Path, metavar="FILE", help="the secret key that opens it"
    )
    parser.add_argument(
        "--seal-key",
        action="append",
        default=[],
        metavar="KEY",
        help="a public key of seals to trust (verify --show-key); else those that the backup names",
    )
    parser.add_argument(
        "--despite-findings", action="store_true", help="keep it even if the journal was changed"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    """Restore, and say what was found."""
    from catchball.kernel.errors import NotFound
    from catchball.site.backups.access import opened_for_all
    from catchball.site.backups.streams import identities_from
    from catchball.site.serving.home import home_of_checkout
    from catchball.site.serving.house import alone
    from catchball.site.serving.opening import set_up_django

    if not arguments.file.is_file():
        raise NotFound(f"There is no file {arguments.file}.")
    text = arguments.key_file.read_text() if arguments.key_file else ""
    with alone(home_of_checkout()), opened_for_all() as access:
        set_up_django()
        _restore(arguments, access, identities_from(text))


def _restore(arguments: argparse.Namespace, access: Any, identities: Any) -> None:
    from django.conf import settings

    from catchball.site.backups.restoring import restore
    from catchball.trust.seals import public_key_from

    keys = [public_key_from(key) for key in arguments.seal_key]
    done = restore(
        access,
        Path(settings.UPLOAD_ROOT),
        arguments.file,
        identities=identities,
        keys=keys,
        despite_findings=arguments.despite_findings,
        say=print,
    )
    manifest, verdict = done.manifest, done.verdict
    print(
        f"Restored as of {manifest.made_at}: {sum(manifest.rows.values()):,} rows, "
        f"{len(manifest.uploads):,} uploads, {verdict.lines:,} lines under {verdict.seals:,} seals."
    )
    for finding in verdict.findings:
        print(f"  {finding}")
    if not keys and manifest.seals.keys:
        print("The seals were checked with the key that the backup itself names. Compare it with")
        print(f"the one you keep elsewhere: {', '.join(manifest.seals.keys)}")
    print("Everybody signs in anew. Start it: ./catchball run")
