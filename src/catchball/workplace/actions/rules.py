"""What may become of an action, and when it is late."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from catchball.kernel.errors import Invalid, Refused
from catchball.kernel.texts import faults_of_length
from catchball.kernel.words import Later, _
from catchball.trust.permissions import Side

TITLE_LENGTH = 200
LONGEST = 2_000


class ActionState(StrEnum):
    """Where an action stands."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    DONE = "done"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The state as people call it."""
        return str(_STATES[self])

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self in OPEN

    @property
    def is_owned(self) -> bool:
        """Whether its owner has said that they do it, or has done it."""
        return self in {ActionState.ACCEPTED, ActionState.DONE}


OPEN = (ActionState.OFFERED, ActionState.ACCEPTED)
_STATES = {
    ActionState.OFFERED: Later("offered to its owner"),
    ActionState.ACCEPTED: Later("accepted"),
    ActionState.DECLINED: Later("declined"),
    ActionState.DONE: Later("done"),
    ActionState.WITHDRAWN: Later("withdrawn"),
}


class MayNotAct(Refused):
    """The action does not allow this step now."""


class ActionIncomplete(Invalid):
    """Something that an action needs is missing."""


@dataclass(frozen=True, kw_only=True)
class Serves:
    """What an action is for: the kind of thing as its addresses name it, its id, its name."""

    kind: str
    id: UUID
    name: str


def is_overdue(state: ActionState, *, due_on: date, today: date) -> bool:
    """Answer whether an open action has passed the day it was first offered for.

    A forecast moves nothing: what is late stays late.

    >>> is_overdue(ActionState.ACCEPTED, due_on=date(2026, 3, 2), today=date(2026, 3, 2))
    False
    >>> is_overdue(ActionState.OFFERED, due_on=date(2026, 3, 2), today=date(2026, 3, 3))
    True
    >>> is_overdue(ActionState.DONE, due_on=date(2026, 3, 2), today=date(2026, 3, 3))
    False
    """
    return state.is_open and due_on < today


def clean_offer(*, title: str, due_on: date, today: date) -> str:
    """Return the title of an action without blanks around it, if it can be offered so.

    :raises ActionIncomplete: without a title, or if the day has passed
    """
    title = title.strip()
    faults = faults_of_length({"title": title}, TITLE_LENGTH)
    if not title:
        faults["title"] = _("Say what is to be done.")
    if due_on < today:
        faults["due_on"] = _("Enter a day from today on.")
    if faults:
        raise ActionIncomplete(" ".join(faults.values()), **faults)
    return title


def check_may_answer(state: ActionState, *, is_owner: bool) -> None:
    """Let its owner accept or decline an action that was offered to them.

    :raises MayNotAct: if it is somebody else's, or was answered
    """
    _check_owner(is_owner=is_owner)
    if state is not ActionState.OFFERED:
        raise MayNotAct(_("This action is %(state)s already.", state=state.label))


def check_may_go_on(state: ActionState, *, is_owner: bool) -> None:
    """Let its owner tell a forecast of an accepted action, or that it is done.

    :raises MayNotAct: if it is somebody else's, or is not accepted or not open
    """
    _check_owner(is_owner=is_owner)
    if state is ActionState.OFFERED:
        raise MayNotAct(_("Accept the action first."))
    if state is not ActionState.ACCEPTED:
        raise MayNotAct(_("This action is %(state)s already.", state=state.label))


def check_may_withdraw(state: ActionState, *, offered_by: Side, side: Side) -> None:
    """Let the company that offered an open action take it back.

    :raises MayNotAct: if the other company offered it, or it is not open
    """
    if not state.is_open:
        raise MayNotAct(_("This action is %(state)s already.", state=state.label))
    if offered_by is not side:
        raise MayNotAct(_("The other company offered this action: only they take it back."))


def check_forecast(forecast_on: date, *, today: date) -> None:
    """Let a forecast be of today or later.

    :raises ActionIncomplete: otherwise
    """
    if forecast_on < today:
        sentence = _("Enter a day from today on.")
        raise ActionIncomplete(sentence, forecast_on=sentence)


def clean_completion(*, evidence: str, done_on: date, accepted_on: date, today: date) -> str:
    """Return the evidence without blanks around it, if the action can be done so.

    :raises ActionIncomplete: without evidence, with too much of it, or on a day to come or before
        it was accepted
    """
    evidence = evidence.strip()
    faults = faults_of_length({"evidence": evidence}, LONGEST)
    if not evidence:
        faults["evidence"] = _("Say where one can see that it is done.")
    if done_on > today:
        faults["done_on"] = _("An action is done today or earlier, not in time to come.")
    if done_on < accepted_on:
        faults["done_on"] = _("It was accepted on a later day.")
    if faults:
        raise ActionIncomplete(" ".join(faults.values()), **faults)
    return evidence


def check_reason(reason: str) -> None:
    """Let a step pass whose reason the other person is owed.

    :raises ActionIncomplete: without one
    """
    if not reason.strip():
        sentence = _("Say why: whoever offered or owns the action is owed a reason.")
        raise ActionIncomplete(sentence, reason=sentence)


def _check_owner(*, is_owner: bool) -> None:
    if not is_owner:
        raise MayNotAct(_("Only the owner of this action can say so."))
