"""Tokens: what machines say who they are by; their hashes stay out of the journal."""

from typing import ClassVar

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import catchball.kernel.ids
from catchball.trust.operations import ACTOR, PRESENTING, SIDE, journalled, policies

_OWN = f"person_id = {ACTOR} OR {SIDE} = 'cmo'"


class Migration(migrations.Migration):
    """Adds tokens behind a wall of their own, and how they are used beside it."""

    dependencies: ClassVar = [
        ("trust", "0006_limits"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="ApiToken",
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
                ("name", models.CharField(max_length=80)),
                ("prefix", models.CharField(max_length=16)),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("access", models.CharField(max_length=8)),
                (
                    "permissions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), null=True, size=None
                    ),
                ),
                (
                    "clients",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), null=True, size=None
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tokens",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TokenUse",
            fields=[
                (
                    "token",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="use",
                        serialize=False,
                        to="trust.apitoken",
                    ),
                ),
                ("minute", models.DateTimeField()),
                ("requests", models.IntegerField()),
            ],
        ),
        migrations.AddConstraint(
            model_name="apitoken",
            constraint=models.CheckConstraint(
                condition=models.Q(("access__in", ["read", "write"])), name="token_access_is_known"
            ),
        ),
        policies(
            "trust_apitoken",
            seen=f"{_OWN} OR token_hash = {PRESENTING}",
            added=_OWN,
            changed=_OWN,
            removed="false",
        ),
        journalled("trust_apitoken", client_column="", hidden="token_hash"),
    ]
