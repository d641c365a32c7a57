"""Walls, journal and append-only tables of the trust floor."""

from typing import ClassVar

from django.db import migrations

from catchball.trust.operations import (
    ACTOR,
    CLIENT,
    FUNCTIONS,
    SEEN,
    SIDE,
    SIGNING_IN,
    append_only,
    isolate,
    journalled,
    policies,
)

_ENTRY_SEEN = (
    f"(client_id = ANY ({SEEN}) AND (audience = 'shared' OR {SIDE} = 'cmo')) "
    f"OR (client_id IS NULL AND {SIDE} = 'cmo') OR actor_id = {ACTOR}"
)
_CHANGE_SEEN = (
    f"(client_id = ANY ({SEEN}) AND (audience = 'shared' OR {SIDE} = 'cmo')) "
    f"OR (client_id IS NULL AND {SIDE} = 'cmo')"
)
_PERSON_SEEN = (
    f"id = {ACTOR} OR email = {SIGNING_IN} OR {SIDE} = 'cmo' OR EXISTS (SELECT FROM "
    f"trust_assignment a WHERE a.person_id = trust_person.id AND a.client_id = ANY ({SEEN}))"
)


class Migration(migrations.Migration):
    """Raises the walls."""

    dependencies: ClassVar = [("trust", "0001_initial")]
    operations: ClassVar = [
        migrations.RunSQL(
            "ALTER TABLE trust_entry ADD COLUMN xact xid8 NOT NULL DEFAULT pg_current_xact_id()",
            "ALTER TABLE trust_entry DROP COLUMN xact",
        ),
        FUNCTIONS,
        policies(
            "trust_entry",
            seen=_ENTRY_SEEN,
            added=f"client_id IS NOT DISTINCT FROM {CLIENT}",
            changed="false",
            removed="false",
        ),
        append_only("trust_entry"),
        # Only the trigger's function writes here, with the owner's rights.
        policies("trust_change", seen=_CHANGE_SEEN, added="true", changed="false", removed="false"),
        append_only("trust_change"),
        migrations.RunSQL(
            "REVOKE INSERT ON trust_change FROM catchball_app",
            "GRANT INSERT ON trust_change TO catchball_app",
        ),
        isolate("trust_signature"),
        journalled("trust_signature"),
        append_only("trust_signature"),
        append_only("trust_securityevent"),
        policies(
            "trust_assignment",
            seen=f"client_id = ANY ({SEEN}) OR person_id = {ACTOR}",
            added=f"client_id = {CLIENT}",
            changed=f"client_id = {CLIENT}",
            removed=f"client_id = {CLIENT}",
        ),
        journalled("trust_assignment"),
        policies(
            "trust_person",
            seen=_PERSON_SEEN,
            added=f"{SIDE} = 'cmo'",
            changed=f"{SIDE} = 'cmo' OR id = {ACTOR}",
            removed="false",
        ),
        journalled("trust_person", client_column="", hidden="password"),
    ]
