"""Webhooks and their calls; the database itself notes who is to be told of an entry."""

from typing import ClassVar

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import catchball.kernel.ids
from catchball.trust.operations import (
    APP_ROLE,
    CLIENT,
    OPERATOR,
    SEEN,
    SIDE,
    journalled,
    policies,
    same_client,
)

_OWN_SIDE = f"client_id = ANY ({SEEN}) AND side = {SIDE}"
_OWN = f"client_id = {CLIENT} AND side = {SIDE}"

# A trigger, so that no command can forget whom to tell; within the transaction of the command.
# It runs as the owner, because who acts does not see the webhooks of the other company.
_TELLING = f"""
    CREATE FUNCTION trust_tell_webhooks() RETURNS trigger LANGUAGE plpgsql
        SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    BEGIN
        INSERT INTO trust_webhookcall (
            id, client_id, side, webhook_id, entry_id, event, state, attempts, made_at, next_at,
            last_words
        )
        SELECT gen_random_uuid(), h.client_id, h.side, h.id, w.id, w.event, 'waiting', 0,
            w.happened_at, w.happened_at, ''
        FROM written w JOIN trust_webhook h ON h.client_id = w.client_id
        WHERE h.is_active AND (h.events = '{{}}' OR w.event = ANY (h.events))
            AND (w.audience = 'shared' OR h.side = 'cmo');
        RETURN NULL;
    END $$;
    CREATE TRIGGER tells_webhooks AFTER INSERT ON trust_entry REFERENCING NEW TABLE AS written
        FOR EACH STATEMENT EXECUTE FUNCTION trust_tell_webhooks();
    CREATE POLICY told ON trust_webhook FOR SELECT TO CURRENT_USER USING (true);
    CREATE POLICY told ON trust_webhookcall FOR INSERT TO CURRENT_USER WITH CHECK (true);
    REVOKE INSERT, DELETE, TRUNCATE ON trust_webhookcall FROM {APP_ROLE};
"""


class Migration(migrations.Migration):
    """Adds webhooks, each seen by its own company alone."""

    dependencies: ClassVar = [
        ("trust", "0013_leaving"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Webhook",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=catchball.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("client_id", models.UUIDField()),
                ("side", models.CharField(max_length=8)),
                ("audience", models.CharField(max_length=8)),
                ("name", models.CharField(max_length=80)),
                ("url", models.CharField(max_length=500)),
                (
                    "events",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80), default=list, size=None
                    ),
                ),
                ("salt", models.CharField(max_length=32)),
                ("is_active", models.BooleanField(default=True)),
                ("made_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("client_id", "id"), name="webhook_client_id_id")
                ],
            },
        ),
        migrations.CreateModel(
            name="WebhookCall",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=catchball.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("client_id", models.UUIDField()),
                ("side", models.CharField(max_length=8)),
                ("entry_id", models.UUIDField()),
                ("event", models.CharField(max_length=80)),
                ("state", models.CharField(max_length=8)),
                ("attempts", models.IntegerField(default=0)),
                ("made_at", models.DateTimeField()),
                ("next_at", models.DateTimeField(null=True)),
                ("last_at", models.DateTimeField(null=True)),
                ("last_status", models.IntegerField(null=True)),
                ("last_words", models.CharField(blank=True, max_length=240)),
                (
                    "webhook",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calls",
                        to="trust.webhook",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["next_at"],
                        name="webhook_call_due",
                    ),
                    models.Index(
                        fields=["client_id", "webhook", "-made_at"], name="webhook_call_newest"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("client_id", "webhook", "entry_id"), name="webhook_call_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "arrived", "dead"])),
                        name="webhook_call_state_is_known",
                    ),
                ],
            },
        ),
        policies(
            "trust_webhook",
            seen=f"({_OWN_SIDE}) OR {OPERATOR}",
            added=_OWN,
            changed=_OWN,
            removed="false",
        ),
        journalled("trust_webhook"),
        policies(
            "trust_webhookcall",
            seen=f"({_OWN_SIDE}) OR {OPERATOR}",
            added="false",
            changed=f"({_OWN}) OR {OPERATOR}",
            removed="false",
        ),
        same_client("trust_webhookcall", column="webhook_id", parent="trust_webhook"),
        migrations.RunSQL(
            _TELLING,
            "DROP TRIGGER tells_webhooks ON trust_entry; DROP FUNCTION trust_tell_webhooks;"
            " DROP POLICY told ON trust_webhookcall; DROP POLICY told ON trust_webhook;",
        ),
    ]
