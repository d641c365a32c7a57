"""Marks in what belongs to no client; and webhooks' old calls, which the worker may remove."""

from typing import ClassVar

from django.db import migrations, models

from catchball.trust.operations import APP_ROLE, CLIENT, OPERATOR, SEEN, SIDE

_SEEN = f"client_id = ANY ({SEEN})"
_OWN = f"client_id = {CLIENT}"
# What belongs to no client is the manufacturer's.
_SEEN_OF_ALL = f"{_SEEN} OR (client_id IS NULL AND {SIDE} = 'cmo')"
_OWN_OF_ALL = (
    f"client_id IS NOT DISTINCT FROM {CLIENT} AND (client_id IS NOT NULL OR {SIDE} = 'cmo')"
)


class Migration(migrations.Migration):
    """Lets the manufacturer's people mark what belongs to no client, and cuts a growing table."""

    dependencies: ClassVar = [("trust", "0017_webhook_trials")]
    operations: ClassVar = [
        migrations.AlterField(
            model_name="journalreview", name="client_id", field=models.UUIDField(null=True)
        ),
        migrations.RunSQL(
            f"""
            ALTER POLICY seen ON trust_journalreview USING ({_SEEN_OF_ALL});
            ALTER POLICY added ON trust_journalreview WITH CHECK ({_OWN_OF_ALL});
            """,
            f"""
            ALTER POLICY seen ON trust_journalreview USING ({_SEEN});
            ALTER POLICY added ON trust_journalreview WITH CHECK ({_OWN});
            """,
        ),
        # A call that waits is never removed, whoever asks.
        migrations.RunSQL(
            f"""
            GRANT DELETE ON trust_webhookcall TO {APP_ROLE};
            ALTER POLICY removed ON trust_webhookcall USING ({OPERATOR} AND state <> 'waiting');
            """,
            f"""
            ALTER POLICY removed ON trust_webhookcall USING (false);
            REVOKE DELETE ON trust_webhookcall FROM {APP_ROLE};
            """,
        ),
    ]
