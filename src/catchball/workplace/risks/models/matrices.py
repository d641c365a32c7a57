"""State of the matrices that sites draw for themselves."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from catchball.kernel.ids import new_id
from catchball.workplace.risks.rules import MATRIX_NAME


class SiteMatrix(models.Model):
    """A matrix that a site draws for itself; what it says stands in its versions.

    It belongs to no client; every client that the site works for may read it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    site = models.ForeignKey("programs.Site", models.PROTECT, related_name="+")
    name = models.CharField(max_length=MATRIX_NAME)
    retired_at = models.DateTimeField(null=True)
    retired_name = models.CharField(max_length=160, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "site",
                Lower("name"),
                condition=Q(retired_at__isnull=True),
                name="matrix_name_at_its_site",
            ),
        ]


class MatrixVersion(models.Model):
    """A matrix of a site as it was drawn at an instant; it never changes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    matrix = models.ForeignKey(SiteMatrix, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    drawn_name = models.CharField(max_length=160)
    drawn_at = models.DateTimeField()
    why = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["matrix", "number"], name="matrix_version_number"),
        ]
