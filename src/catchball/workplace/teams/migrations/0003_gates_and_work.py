"""Gates between stages, and who answers for which work."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

import catchball.kernel.ids
import catchball.workplace.teams.rules.duties
import catchball.workplace.teams.rules.gates
import catchball.workplace.teams.rules.stages


class Migration(migrations.Migration):
    """Adds the tables."""

    dependencies: ClassVar = [
        ("programs", "0002_walls"),
        ("teams", "0002_walls"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Criterion",
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
                ("text", models.CharField(max_length=300)),
                (
                    "owed_by",
                    models.CharField(
                        default=catchball.workplace.teams.rules.gates.OwedBy["BOTH"], max_length=8
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        default=catchball.workplace.teams.rules.gates.CriterionState["OPEN"],
                        max_length=8,
                    ),
                ),
                ("evidence", models.TextField(blank=True)),
                ("told_name", models.CharField(blank=True, max_length=160)),
                ("told_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Duty",
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
                ("function", models.CharField(max_length=24)),
                ("letter", models.CharField(max_length=1)),
            ],
        ),
        migrations.CreateModel(
            name="Gate",
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
                ("leaves", models.CharField(max_length=12)),
                ("passed_at", models.DateTimeField(null=True)),
                ("passed_hash", models.CharField(blank=True, max_length=64)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name="Work",
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
                ("title", models.CharField(max_length=200)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.AddField(
            model_name="stagemove",
            name="passing",
            field=models.CharField(
                default=catchball.workplace.teams.rules.gates.Passing["NO_GATE"], max_length=12
            ),
        ),
        migrations.AddConstraint(
            model_name="stagemove",
            constraint=models.CheckConstraint(
                condition=models.Q(("passing__in", ["no-gate", "passed", "exception"])),
                name="stage_move_passing_is_known",
            ),
        ),
        migrations.AddField(
            model_name="criterion",
            name="client",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="programs.client",
            ),
        ),
        migrations.AddField(
            model_name="duty",
            name="client",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="programs.client",
            ),
        ),
        migrations.AddField(
            model_name="gate",
            name="client",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="programs.client",
            ),
        ),
        migrations.AddField(
            model_name="gate",
            name="program",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.program"
            ),
        ),
        migrations.AddField(
            model_name="criterion",
            name="gate",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="criteria",
                to="teams.gate",
            ),
        ),
        migrations.AddField(
            model_name="work",
            name="client",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="programs.client",
            ),
        ),
        migrations.AddField(
            model_name="work",
            name="program",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.program"
            ),
        ),
        migrations.AddField(
            model_name="duty",
            name="work",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="duties", to="teams.work"
            ),
        ),
        migrations.AddConstraint(
            model_name="gate",
            constraint=models.UniqueConstraint(
                fields=("client", "program", "leaves"), name="gate_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="gate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("leaves__in", ["initiate", "plan", "transfer", "execute", "monitor", "close"]),
                    models.Q(
                        ("leaves", catchball.workplace.teams.rules.stages.Stage["CLOSE"]),
                        _negated=True,
                    ),
                ),
                name="gate_leaves_a_stage_that_has_a_next",
            ),
        ),
        migrations.AddConstraint(
            model_name="gate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("passed_at__isnull", True), ("passed_hash", "")),
                    models.Q(
                        ("passed_at__isnull", False), models.Q(("passed_hash", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="gate_is_passed_with_its_hash",
            ),
        ),
        migrations.AddConstraint(
            model_name="criterion",
            constraint=models.UniqueConstraint(
                fields=("client", "gate", "number"), name="criterion_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="criterion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("owed_by__in", ["cmo", "client", "both"]),
                    ("state__in", ["open", "met", "waived"]),
                ),
                name="criterion_words_are_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="criterion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", catchball.workplace.teams.rules.gates.CriterionState["OPEN"]),
                    models.Q(("told_at__isnull", False), models.Q(("evidence", ""), _negated=True)),
                    _connector="OR",
                ),
                name="criterion_is_answered_with_evidence",
            ),
        ),
        migrations.AddConstraint(
            model_name="work",
            constraint=models.UniqueConstraint(
                fields=("client", "program", "number"), name="work_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="duty",
            constraint=models.UniqueConstraint(
                fields=("client", "work", "side", "function"), name="duty_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="duty",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("letter", catchball.workplace.teams.rules.duties.Letter["ACCOUNTABLE"])
                ),
                fields=("client", "work"),
                name="duty_one_accountable",
            ),
        ),
        migrations.AddConstraint(
            model_name="duty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "function__in",
                        [
                            "project-management",
                            "manufacturing",
                            "technical-services",
                            "quality",
                            "supply",
                            "regulatory",
                        ],
                    ),
                    ("letter__in", ["R", "A", "C", "I"]),
                    ("side__in", ["cmo", "client"]),
                ),
                name="duty_words_are_known",
            ),
        ),
    ]
