"""How rows of agreements are read, for all queries and commands alike."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from catchball.kernel.canonical import fingerprint
from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.trust.permissions import Side
from catchball.trust.scope import Scope
from catchball.workplace.agreements.models import AgreementVersion, Promise
from catchball.workplace.agreements.rules import AgreementState, Link, PromiseState, parts

AGREEMENT = "agreements.agreement"
"""What signatures under agreements are filed under."""


def get_version(scope: Scope, agreement: UUID) -> AgreementVersion:
    """Return a version of the agreement that the scope sees.

    :raises NotFound: if it does not see it
    """
    row = AgreementVersion.objects.filter(client_id=scope.client, pk=agreement).first()
    if row is None:
        raise NotFound(_("There is no such agreement here."))
    return row


def get_version_for_change(scope: Scope, agreement: UUID) -> AgreementVersion:
    """Return a version of the agreement, locked until the command ends.

    :raises NotFound: if the scope does not see it
    """
    rows = AgreementVersion.objects.select_for_update().filter(client_id=scope.client)
    row = rows.filter(pk=agreement).first()
    if row is None:
        raise NotFound(_("There is no such agreement here."))
    return row


def list_versions_for_change(scope: Scope) -> list[AgreementVersion]:
    """Return all versions of the client, locked in one order, so that commands take turns."""
    rows = AgreementVersion.objects.select_for_update().filter(client_id=scope.client)
    return list(rows.order_by("pk"))


def agreement_content(row: AgreementVersion) -> dict[str, Any]:
    """Return all that a signature under this version stands for, from its row alone."""
    return {
        "record": "agreement",
        "id": str(row.pk),
        "number": row.number,
        "client": {"id": str(row.client_id), "name": row.client_name},
        "parts": without_marks(row.parts),
    }


def without_marks(content: parts.Parts) -> parts.Parts:
    """Return parts without the marks of what was proposed: they are no part of an agreement."""
    return {key: _unmarked(one) for key, one in content.items()}


def _unmarked(content: Any) -> Any:
    if isinstance(content, list):
        return [_unmarked(one) for one in content]
    if isinstance(content, dict):
        return {name: value for name, value in content.items() if name != "proposed"}
    return content


def hash_of_part(content: Any) -> str:
    """Return the hash by which a command knows whether the part is still the one shown."""
    return fingerprint({"part": content})


def item_of(spec: parts.Part, content: Sequence[parts.Item], item: str) -> parts.Item:
    """Return the item of a part under that id.

    :raises NoSuchPart: if there is none
    """
    found = next((one for one in content if one["id"] == item), None) if spec.many else None
    if found is None:
        raise parts.NoSuchPart(
            _("There is no such line in this part. Somebody may have removed it.")
        )
    return found


def list_lacks(content: parts.Parts) -> tuple[str, ...]:
    """Return what is missing before a draft can be offered, a sentence for each."""
    lacks = []
    for spec in parts.PARTS:
        part = content.get(spec.key)
        items: Iterable[parts.Item] = (part or ()) if spec.many else [part or {}]
        for item in items:
            name = str(item.get("title") or spec.title)
            try:
                parts.clean(spec, item, base=item)
            except parts.PartDoesNotFit as error:
                slots = ", ".join(str(spec.slot(slot).title) for slot in error.fields)
                lacks.append(_("“%(name)s” is not complete: %(slots)s.", name=name, slots=slots))
    if not content.get("promises"):
        lacks.append(_("There is no promise in it yet."))
    return tuple(lacks)


def list_all_links(scope: Scope) -> dict[tuple[str, str], list[Link]]:
    """Return the signed promises of the client by metric and program ("" for all programs)."""
    found: dict[tuple[str, str], list[Link]] = {}
    for row in Promise.objects.filter(client_id=scope.client, state=PromiseState.SIGNED):
        chain = (row.metric_key, str(row.program_id or ""))
        found.setdefault(chain, []).append(Link(row.pk, row.from_on, Side(row.party)))
    return found


def last_signed(rows: Iterable[AgreementVersion]) -> AgreementVersion | None:
    """Return the version that was signed for the latest day."""
    signed = [
        (row.from_on, row) for row in rows if row.state == AgreementState.SIGNED if row.from_on
    ]
    return max(signed, key=lambda pair: pair[0])[1] if signed else None
