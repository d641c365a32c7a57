"""Checks the whole journal against its seals, and the records against the journal.

It trusts nothing that the database computes by functions of its own making: contents are put
together anew from the stored columns by built-in functions, hashes compared here.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Any, LiteralString, cast

from psycopg import Connection, sql

from catchball.kernel.merkle import root_of
from catchball.trust.leaves import change_content, entry_content, leaf
from catchball.trust.seals import COLUMNS, FIRST, Sealed, sealed
from catchball.trust.spans import LINES_UNSEALED, checksum, in_span


class Wrong(StrEnum):
    """What can be wrong with a line of the journal, a seal, or a record."""

    BROKEN = "seal broken"
    CHANGED = "changed"
    MISSING = "missing"
    ADDED = "added"
    REORDERED = "reordered"


@dataclass(frozen=True)
class Finding:
    """One broken place: in which seal (None: in none), where, and what is wrong."""

    seal: int | None
    wrong: Wrong
    where: str
    what: str

    def __str__(self) -> str:
        place = f"seal {self.seal}, {self.where}" if self.seal else self.where
        return f"{place}: {self.wrong.value}. {self.what}"


@dataclass(frozen=True)
class Verdict:
    """What was checked, and every broken place, the first of them first."""

    seals: int
    lines: int
    waiting: int
    records: int
    last: Sealed | None
    findings: tuple[Finding, ...]


def verify(connection: Connection[Any], *, keys: Collection[bytes]) -> Verdict:
    """Return what an owner's connection finds when all is checked; nothing is written.

    Let the connection read repeatably, so that what is written meanwhile is left out everywhere.
    `keys` are the public keys whose seals are trusted.
    """
    with connection.transaction(force_rollback=True):
        connection.execute("SET LOCAL timezone = 'UTC'")
        connection.execute("SET LOCAL app.verifying = 'on'")
        seals = [
            sealed(row)
            for row in connection.execute(
                sql.SQL(f"SELECT {COLUMNS} FROM trust_seal ORDER BY number")  # noqa: S608
            )
        ]
        found = [
            *_chain(seals, keys),
            *_trees(connection, {one.number: one for one in seals}),
            *_lines(connection),
            *_spans(connection),
            *_strays(connection),
        ]
        records, differing = _records(connection)
        found.sort(key=lambda one: (one.seal is None, one.seal or 0))
        return Verdict(
            seals=len(seals),
            lines=_count(connection, "trust_entry") + _count(connection, "trust_change"),
            waiting=_one(connection, f"SELECT {LINES_UNSEALED}"),
            records=records,
            last=seals[-1] if seals else None,
            findings=(*found, *differing),
        )


def _count(connection: Connection[Any], table: str) -> int:
    row = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table)))
    return cast("tuple[int]", row.fetchone())[0]


def _one(connection: Connection[Any], question: LiteralString) -> int:
    return cast("tuple[int]", connection.execute(_own(question)).fetchone())[0]


def _chain(seals: list[Sealed], keys: Collection[bytes]) -> Iterator[Finding]:
    """Check numbers, chain and signatures of the seals."""
    expected, previous = 1, FIRST
    for one in seals:
        if one.number != expected:
            gap = f"Seals {expected} to {one.number - 1} are gone."
            yield Finding(expected, Wrong.MISSING, "the seal itself", gap)
        elif one.previous != previous:
            yield Finding(
                one.number, Wrong.BROKEN, "its chain", "It does not follow the seal before it."
            )
        yield from check_seal(one, keys)
        expected, previous = one.number + 1, one.hash


def check_seal(one: Sealed, keys: Collection[bytes]) -> Iterator[Finding]:
    """Check that a seal carries the signature of a trusted key."""
    if one.public_key not in keys:
        said = f"It is signed with an unknown key, {one.public_key.hex()}."
        yield Finding(one.number, Wrong.BROKEN, "its signature", said)
    elif not one.is_signed:
        said = "The signature does not fit what the seal states."
        yield Finding(one.number, Wrong.BROKEN, "its signature", said)


def _trees(connection: Connection[Any], seals: dict[int, Sealed]) -> Iterator[Finding]:
    """Check every root from the members' hashes, and that no member is gone, added or moved."""
    with connection.cursor(name="members") as cursor:
        cursor.itersize = 20_000
        cursor.execute(
            "SELECT seal_id, leaf_no, entry_id, change_id, leaf FROM trust_sealmember "
            "ORDER BY seal_id, leaf_no"
        )
        for number, rows in groupby(cursor, key=lambda row: row[0]):
            one = seals.pop(number, None)
            if one is None:
                said = "Lines belong to it, but it does not exist."
                yield Finding(number, Wrong.MISSING, "the seal itself", said)
            else:
                yield from _tree(one, list(rows))
    for number in seals:
        yield Finding(number, Wrong.MISSING, "its lines", "None of them is there.")


def _tree(one: Sealed, rows: list[Any]) -> Iterator[Finding]:
    leaves = [bytes(row[4]) for row in rows]
    numbers = [row[1] for row in rows]
    if root_of(leaves) == one.root and numbers == list(range(one.leaves)):
        return
    gone = sorted(set(range(one.leaves)) - set(numbers))
    in_order = sorted(rows, key=lambda row: (row[2] is None, row[2] or 0, row[3] or 0))
    if gone:
        said = f"{len(gone)} of {one.leaves} lines are not in their seal any more."
        yield Finding(one.number, Wrong.MISSING, f"leaf {gone[0]}", said)
    elif len(rows) > one.leaves:
        said = f"It was made over {one.leaves} lines and holds {len(rows)} now."
        yield Finding(one.number, Wrong.ADDED, f"leaf {one.leaves}", said)
    elif root_of([bytes(row[4]) for row in in_order]) == one.root:
        moved = next(at for at, row in enumerate(in_order) if row is not rows[at])
        said = "The lines of the seal stand in another order than when it was made."
        yield Finding(one.number, Wrong.REORDERED, f"leaf {moved}", said)
    else:
        said = "The hashes of its lines do not lead to the root that was signed."
        yield Finding(one.number, Wrong.BROKEN, "its lines", said)


_KINDS = (
    ("entry", "trust_entry", "entry_id", leaf(entry_content("r"))),
    ("change", "trust_change", "change_id", leaf(change_content("r"))),
)


def _lines(connection: Connection[Any]) -> Iterator[Finding]:
    """Check every line of the journal against the hash that was made as it was written."""
    for kind, table, column, hashed in _KINDS:
        for members, seal, order in (
            ("trust_sealmember", "m.seal_id", "m.seal_id, m.leaf_no"),
            ("trust_unsealed", "NULL", "m.id"),
        ):
            text = (
                f"SELECT {seal}, m.{column}, r.id IS NULL FROM {members} m "  # noqa: S608
                f"LEFT JOIN {table} r ON r.id = m.{column} "
                f"WHERE m.{column} IS NOT NULL AND (r.id IS NULL OR {hashed} <> m.leaf) "
                f"ORDER BY {order}"
            )
            for number, line, is_gone in connection.execute(_own(text)):
                wrong = Wrong.MISSING if is_gone else Wrong.CHANGED
                said = (
                    "It is not in the journal any more." if is_gone else "It reads otherwise now."
                )
                yield Finding(number, wrong, f"{kind} {line}", said)


def _spans(connection: Connection[Any]) -> Iterator[Finding]:
    """Check that the changes which wait for their hash are those that were written."""
    text = (
        f"SELECT s.first_id, s.last_id, s.lines, count(r.id) FROM trust_unsealedspan s "  # noqa: S608
        f"LEFT JOIN trust_change r ON {in_span('r', 's')} GROUP BY s.id "
        f"HAVING count(r.id) <> s.lines OR {checksum('r')} <> s.checksum ORDER BY s.id"
    )
    for first, last, written, standing in connection.execute(_own(text)):
        if standing < written:
            wrong, said = Wrong.MISSING, f"{written} lines were written and {standing} are there."
        elif standing > written:
            wrong, said = Wrong.ADDED, f"{written} lines were written and {standing} are there."
        else:
            wrong, said = Wrong.CHANGED, "One of them reads otherwise now."
        yield Finding(None, wrong, f"change {first} to {last}, not sealed yet", said)


def _strays(connection: Connection[Any]) -> Iterator[Finding]:
    """Find lines that no seal holds and that do not wait for one."""
    for kind, table, column, _hashed in _KINDS:
        in_spans = f"AND NOT EXISTS (SELECT FROM trust_unsealedspan s WHERE {in_span('r', 's')}) "
        text = (
            f"SELECT r.id FROM {table} r "  # noqa: S608
            f"WHERE NOT EXISTS (SELECT FROM trust_sealmember m WHERE m.{column} = r.id) "
            f"AND NOT EXISTS (SELECT FROM trust_unsealed m WHERE m.{column} = r.id) "
            f"{in_spans if kind == 'change' else ''}ORDER BY r.id"
        )
        for (line,) in connection.execute(_own(text)):
            said = "It was written past the product: no seal holds it, and none is due."
            yield Finding(None, Wrong.ADDED, f"{kind} {line}", said)


def _records(connection: Connection[Any]) -> tuple[int, list[Finding]]:
    """Compare every journalled table with what the journal wrote of its rows last."""
    rows = connection.execute("SELECT DISTINCT client_id FROM trust_change WHERE client_id NOTNULL")
    clients = ",".join(str(client) for (client,) in rows)
    for name, value in (("sees", clients), ("side", "cmo"), ("operator", "on")):
        connection.execute("SELECT set_config(%s, %s, true)", [f"app.{name}", value])
    tables = connection.execute(
        """
        SELECT c.relname, split_part(encode(t.tgargs, 'escape'), '\\000', 2)
        FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        WHERE t.tgname = 'journal_insert' ORDER BY c.relname
        """
    ).fetchall()
    count = 0
    found: list[Finding] = []
    for table, hidden in tables:
        count += _count(connection, table)
        found += _differing(connection, table, hidden)
    return count, found


def _differing(connection: Connection[Any], table: str, hidden: str) -> Iterator[Finding]:
    """Find rows of a table that are not what the journal says; columns added since are let be."""
    rows = connection.execute(
        sql.SQL(
            """
            WITH told AS (
                SELECT DISTINCT ON (row_id) row_id, new FROM trust_change
                WHERE table_name = {name} ORDER BY row_id, id DESC
            ), now AS (SELECT t.id, to_jsonb(t) - {hidden} AS row FROM {table} t)
            SELECT coalesce(now.id, told.row_id), now.id IS NULL, told.row_id IS NULL OR told.new IS NULL
            FROM now FULL JOIN told ON told.row_id = now.id
            WHERE (now.id IS NULL AND told.new IS NOT NULL)
                OR (now.id IS NOT NULL AND told.new IS NULL)
                OR (now.row <> told.new AND EXISTS (
                    SELECT FROM jsonb_each(told.new) was
                    WHERE now.row ? was.key AND now.row -> was.key <> was.value))
            ORDER BY 1
            """
        ).format(name=table, hidden=hidden, table=sql.Identifier(table))
    )
    for row_id, is_gone, is_new in rows:
        if is_gone:
            wrong, said = Wrong.MISSING, "The journal knows it, and not that it was removed."
        elif is_new:
            wrong, said = Wrong.ADDED, "The journal does not know that it was added."
        else:
            wrong, said = Wrong.CHANGED, "It is not what the journal wrote of it last."
        yield Finding(None, wrong, f"row {row_id} of {table}", said)


def _own(text: LiteralString) -> sql.SQL:
    """Return a statement that is put together from constants of ours."""
    return sql.SQL(text)
