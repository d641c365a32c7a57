"""Signatures: bound to signer, instant, meaning and content, and never moved."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from catchball.kernel.canonical import fingerprint
from catchball.kernel.errors import Invalid, Refused
from catchball.kernel.words import _
from catchball.trust.asking import rows_of
from catchball.trust.models import Person, Signature
from catchball.trust.permissions import Role, Side
from catchball.trust.scope import Scope
from catchball.trust.wall import current_entry


class Meaning(StrEnum):
    """What a signature says (21 CFR 11.50(a)(3))."""

    AGREEMENT = "agreement"
    APPROVAL = "approval"
    REVIEW = "review"

    @property
    def label(self) -> str:
        """The meaning as it is printed beside the name."""
        return {
            Meaning.AGREEMENT: _("I agree to this for my company"),
            Meaning.APPROVAL: _("I approve this"),
            Meaning.REVIEW: _("I have reviewed this"),
        }[self]


# What a signature has to say to bind the company of whoever gives it.
BINDING = (Meaning.AGREEMENT, Meaning.APPROVAL)


class MeaningDoesNotBind(Invalid):
    """The signature has to bind the company."""


def check_binds(meaning: Meaning) -> None:
    """Let a signature pass that binds the company of whoever gives it.

    :raises MeaningDoesNotBind: if the meaning is neither agreement nor approval
    """
    if meaning not in BINDING:
        sentence = _("Choose whether you agree or approve.")
        raise MeaningDoesNotBind(sentence, meaning=sentence)


class Unjournalled(Refused):
    """A signature outside a command would stand in no journal."""


@dataclass(frozen=True)
class SignatureLine:
    """A signature as it is shown on screen and on paper."""

    printed_name: str
    side: Side
    role: Role
    meaning: Meaning
    signed_at: datetime
    zone: str
    content_hash: str
    still_equal: bool
    method: str = "password"


@dataclass(frozen=True, kw_only=True)
class Signed:
    """What both companies sign, with the signatures under it as it is shown."""

    signatures: tuple[SignatureLine, ...]

    def signature_of(self, side: Side) -> SignatureLine | None:
        """Return the signature of one company, if it has given one."""
        return next((one for one in self.signatures if one.side == side), None)


def sign(
    scope: Scope, *, record: str, record_id: UUID, content: dict[str, Any], meaning: Meaning
) -> None:
    """Put the actor's signature under this content; only inside a signing command."""
    proof = scope.require_proof()
    entry = current_entry()
    if entry is None:
        raise Unjournalled(_("A signature is given inside a command only."))
    signer = Person.objects.get(pk=scope.actor)
    Signature.objects.create(
        client_id=scope.client,
        entry_id=entry,
        record=record,
        record_id=record_id,
        signer=signer,
        printed_name=signer.name,
        side=scope.side,
        role=signer.role,
        meaning=meaning,
        signed_at=scope.now,
        zone=signer.zone,
        method=proof.method,
        content_hash=fingerprint(content),
    )


def list_signatures(
    scope: Scope, *, record: str, contents: dict[UUID, dict[str, Any]]
) -> dict[UUID, tuple[SignatureLine, ...]]:
    """Return the signatures under each record, oldest first, and whether the content still fits."""
    rows = Signature.objects.filter(
        client_id=scope.client, record=record, record_id__in=list(contents)
    ).order_by("signed_at", "id")
    return _by_record(rows, {key: fingerprint(value) for key, value in contents.items()})


def list_standing(
    scope: Scope, *, record: str, record_id: UUID, content: dict[str, Any], kept_hash: str
) -> tuple[SignatureLine, ...]:
    """Return the signatures that hold under a record, the newest first (one SQL query).

    Those are under its content as it is now, and, once both have signed it, under that whose hash
    was kept then; `kept_hash` is empty before.
    """
    found = list_signatures(scope, record=record, contents={record_id: content})[record_id]
    return tuple(
        one
        for one in reversed(found)
        if one.still_equal or (kept_hash and one.content_hash == kept_hash)
    )


def _by_record(
    rows: Iterable[Signature], hashes: dict[UUID, str]
) -> dict[UUID, tuple[SignatureLine, ...]]:
    found: dict[UUID, list[SignatureLine]] = {key: [] for key in hashes}
    for row in rows:
        found[row.record_id].append(
            SignatureLine(
                printed_name=row.printed_name,
                side=Side(row.side),
                role=Role(row.role),
                meaning=Meaning(row.meaning),
                signed_at=row.signed_at,
                zone=row.zone,
                content_hash=row.content_hash,
                still_equal=row.content_hash == hashes[row.record_id],
                method=row.method,
            )
        )
    return {key: tuple(lines) for key, lines in found.items()}


def list_signed_sides(*, record: str, ids: Collection[UUID]) -> dict[UUID, frozenset[Side]]:
    """Return which companies have signed each record, among the clients seen (one SQL query)."""
    found: dict[UUID, set[Side]] = {}
    for record_id, side, _hash, _at in _signed(record, ids):
        found.setdefault(record_id, set()).add(Side(side))
    return {record_id: frozenset(sides) for record_id, sides in found.items()}


def list_signed_contents(
    *,
    record: str,
    contents: dict[UUID, dict[str, Any]],
    since: Mapping[UUID, datetime] | None = None,
) -> dict[UUID, frozenset[Side]]:
    """Return which companies have signed each record as it stands now (one SQL query).

    A signature under an earlier content of the record is none; nor is one from before the instant
    that `since` gives for it.
    """
    hashes = {key: fingerprint(content) for key, content in contents.items()}
    found: dict[UUID, set[Side]] = {key: set() for key in hashes}
    for record_id, side, content_hash, signed_at in _signed(record, hashes):
        begins = since.get(record_id) if since else None
        if content_hash == hashes[record_id] and not (begins and signed_at <= begins):
            found[record_id].add(Side(side))
    return {record_id: frozenset(sides) for record_id, sides in found.items()}


def _signed(record: str, ids: Collection[UUID]) -> list[tuple[Any, ...]]:
    """Return record, side, hash and instant of the signatures; asked many times on a page."""
    return rows_of(
        """SELECT record_id, side, content_hash, signed_at FROM trust_signature
        WHERE record = %(record)s AND record_id = ANY(%(ids)s::uuid[])""",
        record=record,
        ids=list(ids),
    )
