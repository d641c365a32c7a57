"""Drafting an agreement, part by part; the client sees nothing of it."""

from typing import Any
from uuid import UUID

from catchball.kernel.errors import Refused, Stale
from catchball.kernel.ids import new_id
from catchball.kernel.words import _
from catchball.trust.door import command
from catchball.trust.models import Audience
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.agreements import queries, rules
from catchball.workplace.agreements.models import AgreementVersion
from catchball.workplace.agreements.rules import AgreementState, parts
from catchball.workplace.programs.queries import get_client


class DraftStands(Refused):
    """There is a draft already."""


class TooManyItems(Refused):
    """A part holds as many items as it may."""


@command(
    may=Permission.PROMISE_DRAFT, event="agreements.agreement-drafted", audience=Audience.INTERNAL
)
def start_draft(scope: Scope, *, from_in_force: bool) -> UUID:
    """Start a draft from the version signed last, or from the template; return its id.

    Promises in force stand in it either way, since a version holds all of them.

    :raises DraftStands: if there is a draft already
    """
    rows = queries.list_versions_for_change(scope)
    if any(row.state == AgreementState.DRAFT for row in rows):
        raise DraftStands(_("There is a draft already. Go on with it, or discard it first."))
    row = AgreementVersion(
        client_id=scope.client,
        client_name=get_client(scope).name,
        parts=queries.starting_parts(scope, rows if from_in_force else ()),
    )
    row.save(force_insert=True)
    return row.pk


@command(
    may=Permission.PROMISE_DRAFT,
    event="agreements.agreement-part-kept",
    audience=Audience.INTERNAL,
)
def keep_part(
    scope: Scope, *, agreement: UUID, part: str, seen: str, values: dict[str, Any]
) -> None:
    """Keep a part of a draft as it was filled in; it is no proposal of the product any more.

    `seen` is the hash of the part that was shown.

    :raises NoSuchPart: if there is no such part
    :raises AgreementFixed: once it was offered
    :raises Stale: if somebody changed the part since it was shown
    :raises PartDoesNotFit: with a sentence for each slot that does not fit
    """
    row, spec, content = _open(scope, agreement, part, seen)
    if spec.many:
        raise parts.NoSuchPart(_("This part is kept line by line."))
    base = content or {}
    queries.check_named(scope, spec, values, base)
    row.parts[spec.key] = parts.clean(spec, base | values, base=base)
    _save(row)


@command(
    may=Permission.PROMISE_DRAFT,
    event="agreements.agreement-item-kept",
    audience=Audience.INTERNAL,
)
def keep_item(
    scope: Scope,
    *,
    agreement: UUID,
    part: str,
    item: str,
    seen: str,
    values: dict[str, Any],
    metric_key: str = "",
) -> str:
    """Keep an item of a part, or with an empty `item` add one; return its id.

    A new promise needs the `metric_key` of the catalogue; the whole definition is copied.

    :raises NoSuchPart: if there is no such part or item
    :raises AgreementFixed, Stale, PartDoesNotFit: as for a part
    :raises MetricIsUnknown: if the catalogue has no such metric
    :raises TooManyItems: beyond a hundred
    """
    row, spec, content = _open(scope, agreement, part, seen)
    if not spec.many:
        raise parts.NoSuchPart(_("This part is kept as a whole."))
    others = [one for one in content if one["id"] != item]
    if item:
        base = queries.item_of(spec, content, item)
    else:
        base = queries.new_item(spec, metric_key) | {"id": new_id().hex}
        if len(content) >= parts.MOST_ITEMS:
            raise TooManyItems(_("A part holds at most %(most)s lines.", most=parts.MOST_ITEMS))
    queries.check_named(scope, spec, values, base)
    kept = parts.clean(spec, base | values, base=base, beside=others)
    row.parts[spec.key] = (
        [kept if one["id"] == item else one for one in content] if item else [*content, kept]
    )
    _save(row)
    return str(kept["id"])


@command(
    may=Permission.PROMISE_DRAFT,
    event="agreements.agreement-item-removed",
    audience=Audience.INTERNAL,
)
def remove_item(scope: Scope, *, agreement: UUID, part: str, item: str, seen: str) -> None:
    """Take an item out of a part of a draft.

    :raises NoSuchPart: if there is no such part or item
    :raises AgreementFixed, Stale: as for a part
    """
    row, spec, content = _open(scope, agreement, part, seen)
    gone = queries.item_of(spec, content, item)
    row.parts[spec.key] = [one for one in content if one["id"] != gone["id"]]
    _save(row)


@command(
    may=Permission.PROMISE_DRAFT,
    event="agreements.agreement-calendars-taken",
    audience=Audience.INTERNAL,
)
def take_calendars(scope: Scope, *, agreement: UUID, seen: str) -> None:
    """Write the working hours of both sides into a draft as their calendars stand now.

    :raises AgreementFixed, Stale: as for a part
    """
    row, spec, content = _open(scope, agreement, parts.CALENDARS.key, seen)
    row.parts[spec.key] = (content or {}) | queries.calendar_words(scope) | {"proposed": True}
    _save(row)


@command(
    may=Permission.PROMISE_DRAFT,
    event="agreements.agreement-discarded",
    audience=Audience.INTERNAL,
)
def discard_agreement(scope: Scope, *, agreement: UUID, version: int) -> None:
    """Set a draft aside, unseen by the client as before.

    :raises AgreementFixed: once it was offered
    :raises Stale: if somebody changed it since `version` was shown
    """
    row = queries.get_version_for_change(scope, agreement)
    rules.check_may_edit(AgreementState(row.state))
    if row.version != version:
        raise Stale(_("This draft was changed while you had it open. Look at it again first."))
    row.state = AgreementState.WITHDRAWN
    row.closed_at, row.closed_by = scope.now, scope.actor_name
    row.save(update_fields=["state", "closed_at", "closed_by"])


def _open(
    scope: Scope, agreement: UUID, key: str, seen: str
) -> tuple[AgreementVersion, parts.Part, Any]:
    spec = parts.get_part(key)
    row = queries.get_version_for_change(scope, agreement)
    rules.check_may_edit(AgreementState(row.state))
    content = row.parts.get(spec.key)
    if queries.hash_of_part(content) != seen:
        raise Stale(
            _(
                "Somebody changed this part while you had it open. What you entered still stands "
                "below: look at the part as it is now, and enter it again where it is still right."
            )
        )
    return row, spec, content


def _save(row: AgreementVersion) -> None:
    row.version += 1
    row.save(update_fields=["parts", "version"])
