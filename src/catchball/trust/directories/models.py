"""State of directories: what a company's own directory says of somebody."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from catchball.kernel.ids import new_id
from catchball.trust.permissions import Role


class DirectoryUser(models.Model):
    """Somebody as their company's directory tells of them.

    They are the person with the same address, once they have come in. Without a role nobody is
    invited; `role` and `is_active` are what the directory wants.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    client_id = models.UUIDField()
    email = models.CharField(max_length=254)
    external_id = models.CharField(max_length=255, blank=True)
    display_name = models.CharField(max_length=255, blank=True)
    given_name = models.CharField(max_length=255, blank=True)
    family_name = models.CharField(max_length=255, blank=True)
    role = models.CharField(max_length=24, blank=True)
    is_active = models.BooleanField()
    added_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        app_label = "trust"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["client_id", "email"], name="directory_user_once"),
            models.CheckConstraint(
                name="directory_role_is_known",
                condition=Q(role__in=["", *(role.value for role in Role)]),
            ),
        ]
