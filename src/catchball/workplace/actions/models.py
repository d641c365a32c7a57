"""State of actions."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from catchball.trust.models import ClientRow
from catchball.trust.permissions import Side
from catchball.workplace.actions.rules import TITLE_LENGTH, ActionState

_SIDES = [side.value for side in Side]
_STATES = [state.value for state in ActionState]


class Action(ClientRow):
    """Something one person is asked to do by a day, and what became of it.

    `due_on` is the day it was first offered for, kept for ever; `forecast_on` is when its owner
    expects it. `serves` is the kind of thing it is for, as its addresses name it ("risk"), empty
    for none.
    """

    title = models.CharField(max_length=TITLE_LENGTH)
    owner = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    owner_name = models.CharField(max_length=160)
    side = models.CharField(max_length=8)
    due_on = models.DateField()
    serves = models.CharField(max_length=40, blank=True)
    serves_id = models.UUIDField(null=True)
    serves_name = models.CharField(max_length=300, blank=True)
    offered_by = models.CharField(max_length=8)
    offered_name = models.CharField(max_length=160)
    offered_at = models.DateTimeField()
    state = models.CharField(max_length=12, default=ActionState.OFFERED)
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    forecast_on = models.DateField(null=True)
    forecast_why = models.TextField(blank=True)
    done_on = models.DateField(null=True)
    done_at = models.DateTimeField(null=True)
    evidence = models.TextField(blank=True)
    withdrawn_name = models.CharField(max_length=160, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="action_words_are_known",
                condition=Q(state__in=_STATES, side__in=_SIDES, offered_by__in=_SIDES),
            ),
            models.CheckConstraint(
                name="action_is_accepted_by_its_owner",
                condition=~Q(state__in=[ActionState.ACCEPTED, ActionState.DONE])
                | Q(answered_at__isnull=False),
            ),
            models.CheckConstraint(
                name="action_is_done_with_evidence",
                condition=~Q(state=ActionState.DONE)
                | (Q(done_on__isnull=False, done_at__isnull=False) & ~Q(evidence="")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["client", "serves", "serves_id"], name="action_by_thing"),
            models.Index(fields=["client", "owner", "due_on"], name="action_by_owner"),
        ]
