"""Rounds of blind scoring, what each company gives in them, and the score agreed on."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

import catchball.kernel.ids


class Migration(migrations.Migration):
    """Adds the tables."""

    dependencies: ClassVar = [
        ("programs", "0002_walls"),
        ("risks", "0004_review_walls"),
    ]

    operations: ClassVar = [
        migrations.AddField(
            model_name="scoring",
            name="moved",
            field=models.CharField(blank=True, max_length=8),
        ),
        migrations.AddField(
            model_name="scoring",
            name="originals",
            field=models.JSONField(null=True),
        ),
        migrations.CreateModel(
            name="ScoringRound",
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
                ("number", models.PositiveIntegerField()),
                ("risks", models.JSONField()),
                ("begun_name", models.CharField(max_length=160)),
                ("begun_at", models.DateTimeField()),
                ("cmo_scored", models.PositiveIntegerField(default=0)),
                ("client_scored", models.PositiveIntegerField(default=0)),
                ("cmo_closed_at", models.DateTimeField(null=True)),
                ("cmo_closed_name", models.CharField(blank=True, max_length=160)),
                ("client_closed_at", models.DateTimeField(null=True)),
                ("client_closed_name", models.CharField(blank=True, max_length=160)),
                ("revealed_at", models.DateTimeField(null=True)),
                ("called_off_at", models.DateTimeField(null=True)),
                ("called_off_name", models.CharField(blank=True, max_length=160)),
                ("called_off_why", models.TextField(blank=True)),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
                        to="risks.assessment",
                    ),
                ),
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
        ),
        migrations.CreateModel(
            name="BlindScore",
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
                ("side", models.CharField(max_length=8)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("internal", "Internal"),
                            ("client", "Client"),
                            ("shared", "Shared"),
                        ],
                        max_length=8,
                    ),
                ),
                ("probability", models.PositiveSmallIntegerField()),
                ("quality", models.PositiveSmallIntegerField()),
                ("schedule", models.PositiveSmallIntegerField()),
                ("cost", models.PositiveSmallIntegerField()),
                ("supply", models.PositiveSmallIntegerField()),
                ("scored_name", models.CharField(max_length=160)),
                ("scored_at", models.DateTimeField()),
                ("why", models.TextField(blank=True)),
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
                (
                    "risk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="blind_scores",
                        to="risks.risk",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scores",
                        to="risks.scoringround",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="scoring",
            name="round",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="agreed",
                to="risks.scoringround",
            ),
        ),
        migrations.AddConstraint(
            model_name="scoring",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("moved", ""), ("originals__isnull", True), ("round__isnull", True)),
                    models.Q(
                        ("moved__in", ["nobody", "cmo", "client", "both"]),
                        ("originals__isnull", False),
                        ("round__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="scoring_of_a_round_keeps_originals",
            ),
        ),
        migrations.AddConstraint(
            model_name="scoring",
            constraint=models.UniqueConstraint(
                fields=("client", "round", "risk"), name="scoring_once_a_round"
            ),
        ),
        migrations.AddConstraint(
            model_name="scoringround",
            constraint=models.UniqueConstraint(
                fields=("client", "assessment", "number"), name="round_number_in_its_document"
            ),
        ),
        migrations.AddConstraint(
            model_name="scoringround",
            constraint=models.UniqueConstraint(
                condition=models.Q(("called_off_at__isnull", True), ("revealed_at__isnull", True)),
                fields=("client", "assessment"),
                name="round_once_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="scoringround",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("revealed_at__isnull", True),
                    models.Q(
                        ("called_off_at__isnull", True),
                        ("client_closed_at__isnull", False),
                        ("cmo_closed_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="round_is_revealed_by_both",
            ),
        ),
        migrations.AddConstraint(
            model_name="blindscore",
            constraint=models.UniqueConstraint(
                fields=("client", "round", "risk", "side"), name="blind_score_once_a_side"
            ),
        ),
        migrations.AddConstraint(
            model_name="blindscore",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("audience", "internal"), ("side", "cmo")),
                    models.Q(("audience", "client"), ("side", "client")),
                    _connector="OR",
                ),
                name="blind_score_is_of_one_side",
            ),
        ),
    ]
