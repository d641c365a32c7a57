"""Writes down the tables that the migrations make, for databases that begin empty.

`make schema` runs it after a new migration; with --check it changes nothing and leaves with
status 1 where the file is not what the migrations make. It uses a database of its own.
"""

import difflib
import os
import re
import subprocess
import sys
from itertools import islice

from catchball.site.serving.binaries import find_binaries
from catchball.site.serving.opening import set_up_django
from catchball.site.serving.throwaway import name_throwaway
from catchball.site.structure import FILE

HEAD = """\
-- Made by `make schema` with PostgreSQL {version}. Change migrations, never this file.

SET LOCAL check_function_bodies = false;"""
# What pg_dump says of itself and its session, and over each thing; the owner is whoever connects.
NOISE = re.compile(
    r"""\A(?s:.*?)^SET\ row_security\ =\ off;\n
    | ^SET\ default_.*\n
    | ^\\unrestrict\ .*\n
    | ^--\n--\ .*\n--\n
    | ^(CREATE|COMMENT\ ON)\ EXTENSION\ .*\n
    | \ FOR\ ROLE\ \w+(?=\ IN\ SCHEMA)
    """,
    re.MULTILINE | re.VERBOSE,
)
APPLIED = "SELECT app, name FROM django_migrations ORDER BY id"


def main() -> int:
    """Write the file, or hold it to the migrations; return how the program ends."""
    made = structure()
    if "--check" not in sys.argv[1:]:
        FILE.write_text(made)
        return 0
    found = FILE.read_text()
    differs = difflib.unified_diff(found.splitlines(), made.splitlines(), "schema.sql", "made", "")
    for line in islice(differs, 40):
        print(line)
    return int(found != made)


def structure() -> str:
    """Return as SQL what the migrations make of an empty database, and that they have run."""
    named = name_throwaway()
    os.environ["DATABASE_URL"], os.environ["OWNER_DATABASE_URL"] = named.urls.app, named.urls.owner
    os.environ["CATCHBALL_SECRET_KEY"] = "for a database without anybody's data"
    keeper = named.start()
    try:
        set_up_django()
        return _head() + tables(named.urls.owner) + _applied()
    finally:
        if keeper.stdin:
            keeper.stdin.close()
        keeper.wait()


def _head() -> str:
    """Migrate step by step, as Django does it, and return how the file begins."""
    from django.core.management import call_command
    from django.core.management.commands.migrate import Command
    from django.db import connections

    call_command(Command(), database="owner", interactive=False, verbosity=0)
    return HEAD.format(version=connections["owner"].pg_version // 10000)


def tables(url: str) -> str:
    """Return as SQL the tables of the database at this address, without whose they are."""
    said = subprocess.run(
        [find_binaries().program("pg_dump"), "--schema-only", "--no-owner", url],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return re.sub(r"\n{3,}", "\n\n", NOISE.sub("", said))


def _applied() -> str:
    """Return the statement that tells which migrations the file holds."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute(APPLIED)
        rows = ",\n".join(f"    ('{app}', '{name}', now())" for app, name in cursor.fetchall())
    return f"\nINSERT INTO public.django_migrations (app, name, applied) VALUES\n{rows};\n"


if __name__ == "__main__":
    sys.exit(main())
