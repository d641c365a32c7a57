"""State of incidents."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from catchball.trust.models import ClientRow
from catchball.trust.permissions import Side
from catchball.workplace.incidents.rules import PLACE_LENGTH, TITLE_LENGTH, Foresight, Severity

_SIDES = [side.value for side in Side]


class Incident(ClientRow):
    """Something that happened in a program and should not have, and what became of it.

    `foresaw` is the risk that foresaw it, with its name, document and key of the library as they
    were when that was judged.
    """

    program = models.ForeignKey("programs.Program", models.PROTECT, related_name="+")
    title = models.CharField(max_length=TITLE_LENGTH)
    what = models.TextField(blank=True)
    happened_on = models.DateField()
    place = models.CharField(max_length=PLACE_LENGTH, blank=True)
    severity = models.CharField(max_length=8)
    told_name = models.CharField(max_length=160)
    told_side = models.CharField(max_length=8)
    told_at = models.DateTimeField()
    foresight = models.CharField(max_length=10, default=Foresight.OPEN)
    foresaw = models.UUIDField(null=True)
    foresaw_name = models.CharField(max_length=320, blank=True)
    foresaw_document = models.UUIDField(null=True)
    foresaw_starter = models.CharField(max_length=40, blank=True)
    judged_name = models.CharField(max_length=160, blank=True)
    judged_at = models.DateTimeField(null=True)
    closed_on = models.DateField(null=True)
    closed_name = models.CharField(max_length=160, blank=True)
    closed_why = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="incident_words_are_known",
                condition=Q(
                    severity__in=[one.value for one in Severity],
                    foresight__in=[one.value for one in Foresight],
                    told_side__in=_SIDES,
                ),
            ),
            models.CheckConstraint(
                name="incident_names_what_foresaw_it",
                condition=Q(
                    foresight=Foresight.FORESEEN,
                    foresaw__isnull=False,
                    foresaw_document__isnull=False,
                )
                | (
                    ~Q(foresight=Foresight.FORESEEN)
                    & Q(foresaw__isnull=True, foresaw_document__isnull=True, foresaw_starter="")
                ),
            ),
            models.CheckConstraint(
                name="incident_is_closed_with_words",
                condition=Q(closed_on__isnull=True) | ~Q(closed_why=""),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["client", "program", "happened_on"], name="incident_by_program"),
            models.Index(fields=["client", "foresaw"], name="incident_by_risk"),
        ]
