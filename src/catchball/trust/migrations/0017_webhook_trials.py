"""A trial of a webhook is told to that one webhook, whatever its events are, and to no other."""

from typing import ClassVar

from django.db import migrations

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
        WHERE h.is_active AND (w.audience = 'shared' OR h.side = 'cmo')
            AND {chosen};
        RETURN NULL;
    END $$;
"""
_BY_EVENT = "(h.events = '{}' OR w.event = ANY (h.events))"
_WITH_TRIALS = f"""CASE w.event WHEN 'webhooks.webhook-tried'
                THEN h.id::text = w.arguments ->> 'webhook' ELSE {_BY_EVENT} END"""


class Migration(migrations.Migration):
    """Lets one webhook be tried."""

    dependencies: ClassVar = [
        ("trust", "0016_webhook_hosts"),
    ]

    operations: ClassVar = [
        migrations.RunSQL(
            _TELLING.replace("{chosen}", _WITH_TRIALS), _TELLING.replace("{chosen}", _BY_EVENT)
        ),
    ]
