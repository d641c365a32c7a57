"""Whole agreements in versions, and promises as their clauses."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

import catchball.kernel.ids
from catchball.trust.operations import isolate, journalled, referable, same_client

_STATES = ["draft", "offered", "signed", "declined", "withdrawn", "replaced"]

KEEP_PROMISE = migrations.RunSQL(
    """
    -- A signed promise may be ended once, by the agreement that no longer holds it.
    CREATE OR REPLACE FUNCTION agreements_keep_promise() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        fates text[] := ARRAY['state', 'signed_at'];
    BEGIN
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'DELETE of a promise is refused: discard or withdraw it.'
                USING ERRCODE = 'CB002';
        ELSIF OLD.state = 'signed' AND OLD.ended_on IS NULL AND NEW.ended_on IS NOT NULL
            AND to_jsonb(NEW) - 'ended_on' = to_jsonb(OLD) - 'ended_on' THEN
            RETURN NEW;
        ELSIF OLD.state IN ('signed', 'withdrawn') THEN
            RAISE EXCEPTION 'UPDATE of a % promise is refused: it stays as it was.', OLD.state
                USING ERRCODE = 'CB002';
        ELSIF OLD.state = 'offered' AND to_jsonb(NEW) - fates <> to_jsonb(OLD) - fates THEN
            RAISE EXCEPTION 'UPDATE of an offered promise is refused: its terms are fixed.'
                USING ERRCODE = 'CB002';
        END IF;
        RETURN NEW;
    END $$;
    """,
    """
    CREATE OR REPLACE FUNCTION agreements_keep_promise() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        fates text[] := ARRAY['state', 'signed_at'];
    BEGIN
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'DELETE of a promise is refused: discard or withdraw it.'
                USING ERRCODE = 'CB002';
        ELSIF OLD.state IN ('signed', 'withdrawn') THEN
            RAISE EXCEPTION 'UPDATE of a % promise is refused: it stays as it was.', OLD.state
                USING ERRCODE = 'CB002';
        ELSIF OLD.state = 'offered' AND to_jsonb(NEW) - fates <> to_jsonb(OLD) - fates THEN
            RAISE EXCEPTION 'UPDATE of an offered promise is refused: its terms are fixed.'
                USING ERRCODE = 'CB002';
        END IF;
        RETURN NEW;
    END $$;
    """,
)
KEEP_AGREEMENT = migrations.RunSQL(
    """
    CREATE FUNCTION agreements_keep_version() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        fates text[] := ARRAY['state', 'signed_at', 'closed_at', 'closed_by', 'closed_because'];
    BEGIN
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'DELETE of an agreement is refused: discard or withdraw it.'
                USING ERRCODE = 'CB002';
        ELSIF OLD.state NOT IN ('draft', 'offered') THEN
            RAISE EXCEPTION 'UPDATE of a % agreement is refused: it stays as it was.', OLD.state
                USING ERRCODE = 'CB002';
        ELSIF OLD.state = 'offered' AND to_jsonb(NEW) - fates <> to_jsonb(OLD) - fates THEN
            RAISE EXCEPTION 'UPDATE of an offered agreement is refused: its words are fixed.'
                USING ERRCODE = 'CB002';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON agreements_agreementversion
        FOR EACH ROW EXECUTE FUNCTION agreements_keep_version();
    """,
    "DROP TRIGGER keep ON agreements_agreementversion; DROP FUNCTION agreements_keep_version;",
)


class Migration(migrations.Migration):
    """Adds agreements, their wall, and what a promise says as a clause of one."""

    dependencies: ClassVar = [("agreements", "0003_content"), ("programs", "0002_walls")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="AgreementVersion",
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
                ("number", models.PositiveIntegerField(null=True)),
                (
                    "audience",
                    models.CharField(
                        choices=[("internal", "Internal"), ("shared", "Shared")],
                        default="internal",
                        max_length=8,
                    ),
                ),
                ("state", models.CharField(default="draft", max_length=12)),
                ("parts", models.JSONField()),
                ("client_name", models.CharField(max_length=120)),
                ("from_on", models.DateField(null=True)),
                ("offered_at", models.DateTimeField(null=True)),
                ("offered_by", models.CharField(blank=True, max_length=160)),
                ("signed_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("closed_by", models.CharField(blank=True, max_length=160)),
                ("closed_because", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "client",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programs.client",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(state__in=_STATES) & Q(audience__in=["internal", "shared"]),
                        name="agreement_words_are_known",
                    ),
                    models.CheckConstraint(
                        condition=Q(audience="internal", number__isnull=True)
                        & Q(state__in=["draft", "withdrawn"])
                        | Q(audience="shared", number__isnull=False, from_on__isnull=False)
                        & ~Q(state="draft"),
                        name="agreement_leaves_the_house_with_a_number",
                    ),
                    models.UniqueConstraint(fields=["client", "number"], name="agreement_number"),
                    models.UniqueConstraint(
                        condition=Q(state="draft"), fields=["client"], name="agreement_one_draft"
                    ),
                    models.UniqueConstraint(
                        condition=Q(state="offered"), fields=["client"], name="agreement_one_offer"
                    ),
                    models.UniqueConstraint(
                        condition=Q(state="signed"),
                        fields=["client", "from_on"],
                        name="agreement_once_a_day",
                    ),
                ],
            },
        ),
        isolate("agreements_agreementversion", audience=True),
        referable("agreements_agreementversion"),
        journalled("agreements_agreementversion"),
        KEEP_AGREEMENT,
        migrations.AddField(
            "promise",
            "agreement",
            models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="promises",
                to="agreements.agreementversion",
            ),
        ),
        migrations.AddField("promise", "ended_on", models.DateField(null=True)),
        migrations.AddField("promise", "period", models.CharField(default="month", max_length=8)),
        migrations.AddField("promise", "weight", models.PositiveSmallIntegerField(default=1)),
        migrations.AddField(
            "promise",
            "tolerance",
            models.DecimalField(decimal_places=6, default=0, max_digits=18),
        ),
        migrations.AddField("promise", "grace", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField(
            "promise",
            "allocation",
            models.DecimalField(decimal_places=6, default=0, max_digits=8),
        ),
        migrations.AddField("promise", "is_critical", models.BooleanField(default=False)),
        migrations.AddField(
            "promise", "owner", models.CharField(blank=True, default="", max_length=200)
        ),
        same_client(
            "agreements_promise", column="agreement_id", parent="agreements_agreementversion"
        ),
        KEEP_PROMISE,
    ]
