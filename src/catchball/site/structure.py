"""All tables as one file of SQL, which an empty database is given in a second.

Step by step the migrations take half a minute of an empty database, nearly all of it Django
drawing every model anew for each step. `make schema` writes down what they come to; a contract
test holds the file to them (docs/adr/0016-schema.md).
"""

import re
from pathlib import Path

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

FILE = Path(__file__).with_name("schema.sql")
# Any number that nothing else in the product locks: two starts at once make the tables once.
_LOCK = 2026_11_28
_MADE_BY = re.compile(r"-- Made by `make schema` with PostgreSQL (\d+)\.")
# Where text search finds its operators; the file names them by this schema (serving/roles.py).
_SEARCHABLE = """
    SELECT EXISTS (
        SELECT FROM pg_extension
        WHERE extname = 'pg_trgm' AND extnamespace = 'public'::regnamespace
    )
"""


def lay_down(connection: BaseDatabaseWrapper) -> bool:
    """Give an empty database all tables, and answer whether it was given them.

    It is given none where there are tables already, and where the server is not of the kind that
    the file was made with: there the migrations make them one by one.
    """
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        if connection.introspection.table_names(cursor):
            return False
        text = FILE.read_text()
        if not fits(connection, text):
            return False
        cursor.execute(text)
    return True


def fits(connection: BaseDatabaseWrapper, text: str) -> bool:
    """Answer whether the server is of the version, and has the modules, that the text needs."""
    made_by = _MADE_BY.match(text)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int / 10000")
        version = cursor.fetchone()[0]
        cursor.execute(_SEARCHABLE)
        searchable = cursor.fetchone()[0]
    return bool(made_by and int(made_by[1]) == version and searchable)
