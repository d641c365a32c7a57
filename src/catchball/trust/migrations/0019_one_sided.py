"""What the client's company alone may see in the journal, as the manufacturer's is its own."""

from typing import ClassVar

from django.db import migrations, models

from catchball.trust.operations import ACTOR, JOURNAL, SEEN, SIDE

_BEFORE = f"(audience = 'shared' OR {SIDE} = 'cmo')"
_OWN = f"(SELECT CASE {SIDE} WHEN 'cmo' THEN 'internal' WHEN 'client' THEN 'client' END)"
_SINCE = f"(audience = 'shared' OR audience = {_OWN})"
_PAIRED_BEFORE = """CASE WHEN 'internal' IN (n.j ->> 'audience', o.j ->> 'audience')
                    THEN 'internal' ELSE 'shared' END"""
_PAIRED_SINCE = """coalesce(nullif(n.j ->> 'audience', 'shared'),
                    nullif(o.j ->> 'audience', 'shared'), 'shared')"""
_TOLD_BEFORE = "(w.audience = 'shared' OR h.side = 'cmo')"
_TOLD_SINCE = """(w.audience = 'shared'
                OR w.audience = CASE h.side WHEN 'cmo' THEN 'internal' ELSE 'client' END)"""
_TELLING = """
    CREATE OR REPLACE FUNCTION trust_tell_webhooks() RETURNS trigger LANGUAGE plpgsql
        SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    BEGIN
        INSERT INTO trust_webhookcall (
            id, client_id, side, webhook_id, entry_id, event, state, attempts, made_at, next_at,
            last_words
        )
        SELECT gen_random_uuid(), h.client_id, h.side, h.id, w.id, w.event, 'waiting', 0,
            w.happened_at, w.happened_at, ''
        FROM written w JOIN trust_webhook h ON h.client_id = w.client_id
        WHERE h.is_active AND {told}
            AND CASE w.event WHEN 'webhooks.webhook-tried'
                THEN h.id::text = w.arguments ->> 'webhook'
                ELSE (h.events = '{}' OR w.event = ANY (h.events)) END;
        RETURN NULL;
    END $$;
"""


def _seen(audience: str) -> str:
    """Return the SQL that lets each company see of the journal what this condition says."""
    return f"""
        ALTER POLICY seen ON trust_entry USING (
            (client_id = ANY ({SEEN}) AND {audience})
            OR (client_id IS NULL AND {SIDE} = 'cmo') OR actor_id = {ACTOR}
        );
        ALTER POLICY seen ON trust_change USING (
            (client_id = ANY ({SEEN}) AND {audience}) OR (client_id IS NULL AND {SIDE} = 'cmo')
        );
    """


class Migration(migrations.Migration):
    """Hides each company's own entries from the other, whichever it is."""

    dependencies: ClassVar = [("trust", "0018_floor_reviews_and_old_calls")]
    operations: ClassVar = [
        migrations.AlterField(
            model_name="entry",
            name="audience",
            field=models.CharField(
                choices=[("internal", "Internal"), ("client", "Client"), ("shared", "Shared")],
                max_length=8,
            ),
        ),
        migrations.RunSQL(_seen(_SINCE), _seen(_BEFORE)),
        migrations.RunSQL(JOURNAL, JOURNAL.replace(_PAIRED_SINCE, _PAIRED_BEFORE)),
        migrations.RunSQL(
            _TELLING.replace("{told}", _TOLD_SINCE), _TELLING.replace("{told}", _TOLD_BEFORE)
        ),
    ]
