"""`./catchball backup`: the database as of one instant and all uploads, in one file."""

import argparse
from pathlib import Path
from typing import Any

EXAMPLES = """examples:
  ./catchball backup                                    into backups/ of the home
  ./catchball backup --make-key backup.key              once: keep this file elsewhere
  ./catchball backup --to age1… --into /mnt/backups --keep 14
  ./catchball backup --check FILE --key-file backup.key     read a backup whole; change nothing

With a key the backup is an age file, which any age program opens; this machine needs the public
key alone. Without one it is a tar file. The secrets of the home are in neither: copy them apart.
"""


def add_to(commands: Any) -> None:
    """Add the command to the parser of all commands."""
    parser = commands.add_parser(
        "backup",
        help="write database and uploads into one file",
        description="Write the database as of one instant, and all uploads, into one file.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--into", type=Path, metavar="FOLDER", help="where; else in the home")
    parser.add_argument(
        "--to", action="append", default=[], metavar="KEY", help="a public key to encrypt for"
    )
    parser.add_argument("--key-file", type=Path, metavar="FILE", help="the same from a file")
    parser.add_argument(
        "--keep", type=int, metavar="N", help="afterwards, remove all but the N newest there"
    )
    parser.add_argument("--make-key", type=Path, metavar="FILE", help="write a new secret key")
    parser.add_argument("--check", type=Path, metavar="FILE", help="read a backup whole")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    """Do what was asked."""
    if arguments.make_key:
        _make_key(arguments.make_key)
    elif arguments.check:
        _check(arguments.check, arguments.key_file)
    else:
        _back_up(arguments)


def _make_key(path: Path) -> None:
    from catchball.kernel.errors import Refused
    from catchball.site.backups.streams import make_key

    if path.exists():
        raise Refused(f"{path} is there already, and may be the only key to your backups.")
    secret, public = make_key()
    path.touch(mode=0o600)
    path.write_text(f"# public key: {public}\n{secret}\n")
    print(f"Public key: {public}")
    print(f"The secret key lies in {path}. Without it no backup opens: keep it away from here.")


def _check(path: Path, key_file: Path | None) -> None:
    from catchball.kernel.errors import NotFound
    from catchball.site.backups.checking import read_backup
    from catchball.site.backups.streams import identities_from

    if not path.is_file():
        raise NotFound(f"There is no file {path}.")
    manifest = read_backup(path, identities_from(key_file.read_text()) if key_file else ())
    rows = sum(manifest.rows.values())
    print(f"Whole: made {manifest.made_at}, {rows:,} rows, {len(manifest.uploads):,} uploads.")


def _back_up(arguments: argparse.Namespace) -> None:
    from catchball.site.backups.access import opened_for_all
    from catchball.site.backups.keeping import back_up
    from catchball.site.backups.streams import recipients_from
    from catchball.site.serving.database import read_variable
    from catchball.site.serving.home import home_of_checkout
    from catchball.site.serving.opening import set_up_django

    text = "\n".join(arguments.to)
    if arguments.key_file:
        text += "\n" + arguments.key_file.read_text()
    text = text.strip() or read_variable("CATCHBALL_BACKUP_KEY")
    home = home_of_checkout()
    with opened_for_all() as access:
        set_up_django()
        path, manifest = back_up(
            access,
            home,
            into=arguments.into or home.path / "backups",
            recipients=recipients_from(text),
            keep=arguments.keep,
        )
    rows = sum(manifest.rows.values())
    size = path.stat().st_size / 1024**2
    print(f"{path}: {size:.1f} MiB, {rows:,} rows, {len(manifest.uploads):,} uploads.")
    if manifest.seals.last:
        print(f"Last seal: {manifest.seals.last}")
    if not text:
        print("It is not encrypted: whoever has the file has the data. See --make-key.")
