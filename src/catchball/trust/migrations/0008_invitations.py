"""Invitations, behind the wall and in the journal; people who come in or go by their company."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import catchball.kernel.ids
from catchball.trust.operations import ACTOR, CLIENT, SEEN, SIDE, SIGNING_IN, journalled, policies

ROLES = [
    "program-manager",
    "supervisor",
    "technical-services",
    "quality",
    "lean",
    "business-development",
    "site-head",
    "administrator",
    "client-lead",
    "client-quality",
    "client-supply",
    "client-executive",
]
# Whoever comes in adds themself, and only as an open invitation says; the manufacturer's
# administrator may add anybody.
_ADDED = (
    f"{SIDE} = 'cmo' OR (id = {ACTOR} AND EXISTS (SELECT FROM trust_invitation i WHERE "
    f"i.client_id = {CLIENT} AND i.email = trust_person.email AND i.role = trust_person.role "
    "AND i.accepted_at IS NULL AND i.withdrawn_at IS NULL))"
)
# A client changes the people of its own company.
_CHANGED = (
    f"{SIDE} = 'cmo' OR id = {ACTOR} OR EXISTS (SELECT FROM trust_assignment a WHERE "
    f"a.person_id = trust_person.id AND a.client_id = {CLIENT} AND a.side = 'client')"
)


class Migration(migrations.Migration):
    """Makes the table, raises its wall, and widens that of people."""

    dependencies: ClassVar = [("trust", "0007_tokens")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Invitation",
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
                ("email", models.CharField(max_length=254)),
                ("name", models.CharField(max_length=120)),
                ("role", models.CharField(max_length=24)),
                ("issue", models.PositiveIntegerField(default=1)),
                ("invited_by_name", models.CharField(max_length=160)),
                ("invited_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "invited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                        fields=("client_id", "email"),
                        name="invitation_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(role__in=ROLES), name="invitation_role_is_known"
                    ),
                ],
            },
        ),
        policies(
            "trust_invitation",
            seen=f"client_id = ANY ({SEEN}) OR id::text = {SIGNING_IN}",
            added=f"client_id = {CLIENT}",
            changed=f"client_id = {CLIENT}",
            removed="false",
        ),
        journalled("trust_invitation"),
        migrations.RunSQL(
            f"""
            ALTER POLICY added ON trust_person WITH CHECK ({_ADDED});
            ALTER POLICY changed ON trust_person USING ({_CHANGED}) WITH CHECK ({_CHANGED});
            """,
            f"""
            ALTER POLICY added ON trust_person WITH CHECK ({SIDE} = 'cmo');
            ALTER POLICY changed ON trust_person
                USING ({SIDE} = 'cmo' OR id = {ACTOR}) WITH CHECK ({SIDE} = 'cmo' OR id = {ACTOR});
            """,
        ),
    ]
