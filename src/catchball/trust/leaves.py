"""What of the journal is hashed: the same content in the trigger, the export and the verifier.

Instants are whole microseconds, never rendered: their text would follow the session's time zone.
"""

_ENTRY_FIELDS = (
    "id", "client_id", "parent_id", "actor_id", "actor_name", "actor_side", "event", "audience",
    "reason", "arguments",
)  # fmt: skip
_CHANGE_FIELDS = (
    "id", "entry_id", "client_id", "audience", "table_name", "row_id", "operation", "old", "new",
)  # fmt: skip


def _pairs(row: str, fields: tuple[str, ...]) -> str:
    return ", ".join(f"'{field}', {row}.{field}" for field in fields)


def entry_content(row: str) -> str:
    """Return the SQL of an entry's content; `row` is its alias."""
    instant = f"(extract(epoch FROM {row}.happened_at) * 1000000)::bigint"
    return f"jsonb_build_object({_pairs(row, _ENTRY_FIELDS)}, 'happened_at_us', {instant})"


def change_content(row: str) -> str:
    """Return the SQL of a change's content; `row` is its alias."""
    return f"jsonb_build_object({_pairs(row, _CHANGE_FIELDS)})"


def change_fields(row: str) -> str:
    """Return the SQL of all of a change that is hashed, field by field; `row` is its alias."""
    return ", ".join(f"{row}.{field}" for field in _CHANGE_FIELDS)


def leaf(content: str) -> str:
    """Return the SQL of the leaf hash of a content (kernel.merkle.leaf_hash)."""
    return f"sha256('\\x00'::bytea || convert_to(({content})::text, 'UTF8'))"
