"""Offering an agreement, answering the offer, and signing it whole."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from catchball.kernel.canonical import fingerprint
from catchball.kernel.errors import Stale
from catchball.kernel.words import _
from catchball.trust.door import command
from catchball.trust.models import Audience
from catchball.trust.permissions import Permission, Side
from catchball.trust.scope import Scope
from catchball.trust.signing import Meaning, check_binds, list_signed_sides, sign
from catchball.workplace.agreements import queries, rules
from catchball.workplace.agreements.models import AgreementVersion, Promise
from catchball.workplace.agreements.rules import AgreementState, PromiseState, parts

_CLOSING = ["state", "closed_at", "closed_by", "closed_because"]


@command(may=Permission.PROMISE_OFFER, event="agreements.agreement-offered")
def offer_agreement(scope: Scope, *, agreement: UUID, content_hash: str) -> None:
    """Publish a draft to the client, with the next number; its words are fixed from now on.

    An offer that still waited is replaced by it. `content_hash` is that of what was shown.

    :raises MayNotOfferAgreement, NotReady: if it is no draft, or something is missing
    :raises Stale: if somebody changed it since it was shown
    :raises AgreementPlace, WouldChangeThePast, PromisedByTheOther: if it cannot stand behind
        what is signed
    """
    row, others = _with_others(scope, agreement)
    rules.check_may_publish(AgreementState(row.state), lacks=queries.list_lacks(row.parts))
    _check_content(row, content_hash)
    row.from_on = date.fromisoformat(row.parts["terms"]["from_on"])
    _check_place(scope, row, others)
    for other in others:
        if other.state == AgreementState.OFFERED:
            _close(scope, other, AgreementState.REPLACED)
    row.parts = queries.without_marks(row.parts)
    row.number = max((other.number or 0 for other in others), default=0) + 1
    row.state, row.audience = AgreementState.OFFERED, Audience.SHARED
    row.offered_at, row.offered_by = scope.now, scope.actor_name
    row.save()


@command(may=Permission.PROMISE_SIGN, event="agreements.agreement-signed", signs=True)
def sign_agreement(scope: Scope, *, agreement: UUID, meaning: Meaning, content_hash: str) -> None:
    """Sign an offered version for the actor's company; with the second signature it is signed.

    Then its promises judge the facts from their days on, and what it no longer holds ends.

    :raises MayNotSignAgreement, AgreementSignedAlready: if it is not offered, out of turn, by
        another person than it names, or the company has signed
    :raises Stale: if the content is not what was shown
    :raises MeaningDoesNotBind: if the meaning is neither agreement nor approval
    :raises AgreementPlace, WouldChangeThePast, PromisedByTheOther: if its day has passed
    """
    row, others = _with_others(scope, agreement)
    record = queries.AGREEMENT
    signed = list_signed_sides(record=record, ids=[row.pk]).get(row.pk, frozenset())
    rules.check_may_put_name(
        AgreementState(row.state),
        side=scope.side,
        actor=scope.actor,
        parties=row.parts["parties"],
        signed=signed,
        newest=max((one.number or 0 for one in (row, *others)), default=0),
    )
    check_binds(meaning)
    _check_content(row, content_hash)
    _check_place(scope, row, others)
    content = queries.agreement_content(row)
    sign(scope, record=record, record_id=row.pk, content=content, meaning=meaning)
    if signed | {scope.side} == set(Side):
        row.state, row.signed_at = AgreementState.SIGNED, scope.now
        row.save(update_fields=["state", "signed_at"])
        _put_in_force(scope, row)


@command(may=Permission.PROMISE_SIGN, event="agreements.agreement-declined")
def decline_agreement(scope: Scope, *, agreement: UUID) -> None:
    """Decline an offer for the client; both companies see why.

    :raises MayNotAnswer: if it is not offered, signed by both, or the actor's company offered it
    :raises AnswerNeedsReason: without a reason in the scope
    """
    row = queries.get_version_for_change(scope, agreement)
    rules.check_may_answer(AgreementState(row.state), reason=scope.reason)
    rules.check_may_decline(scope.side)
    _close(scope, row, AgreementState.DECLINED)


@command(may=Permission.PROMISE_OFFER, event="agreements.agreement-withdrawn")
def withdraw_agreement(scope: Scope, *, agreement: UUID) -> None:
    """Take an offer back before both have signed; both companies see why.

    :raises MayNotAnswer: if it is not offered, or signed by both
    :raises AnswerNeedsReason: without a reason in the scope
    """
    row = queries.get_version_for_change(scope, agreement)
    rules.check_may_answer(AgreementState(row.state), reason=scope.reason)
    _close(scope, row, AgreementState.WITHDRAWN)


def _with_others(scope: Scope, agreement: UUID) -> tuple[AgreementVersion, list[AgreementVersion]]:
    rows = {row.pk: row for row in queries.list_versions_for_change(scope)}
    return rows.pop(queries.get_version(scope, agreement).pk), list(rows.values())


def _close(scope: Scope, row: AgreementVersion, state: AgreementState) -> None:
    row.state, row.closed_at, row.closed_by = state, scope.now, scope.actor_name
    row.closed_because = scope.reason
    row.save(update_fields=_CLOSING)


def _check_content(row: AgreementVersion, content_hash: str) -> None:
    if fingerprint(queries.agreement_content(row)) != content_hash:
        raise Stale(_("This is not the content that you were shown. Load the page again."))


def _check_place(scope: Scope, row: AgreementVersion, others: list[AgreementVersion]) -> None:
    if row.from_on is None:
        return
    signed = [one.from_on for one in others if one.signed_at and one.from_on]
    rules.check_first_day(row.from_on, today=scope.today, signed=signed)
    links = queries.list_all_links(scope)
    for clause in row.parts["promises"]:
        key, program = parts.chain_of(clause)
        rules.check_place(
            party=Side(clause["party"]),
            from_on=parts.day_of(clause["from_on"]) or row.from_on,
            today=scope.today,
            signed=links.get((key, program), []),
            wider=links.get((key, ""), []) if program else [],
        )


def _put_in_force(scope: Scope, row: AgreementVersion) -> None:
    assert row.from_on is not None  # noqa: S101 -- the offer sets it
    clauses = row.parts["promises"]
    held = {parts.chain_of(clause) for clause in clauses}
    ended = [
        one.pk
        for one in Promise.objects.filter(
            client_id=scope.client, state=PromiseState.SIGNED, ended_on__isnull=True
        )
        if (one.metric_key, str(one.program_id or "")) not in held
    ]
    if ended:
        Promise.objects.filter(client_id=scope.client, pk__in=ended).update(ended_on=row.from_on)
    Promise.objects.bulk_create([_promise(row, clause, row.from_on) for clause in clauses])


def _promise(row: AgreementVersion, clause: dict[str, Any], from_on: date) -> Promise:
    program = clause["program"] or {}
    return Promise(
        client_id=row.client_id,
        agreement=row,
        program_id=program.get("id"),
        program_code=program.get("code", ""),
        program_name=program.get("name", ""),
        audience=Audience.SHARED,
        state=PromiseState.SIGNED,
        party=clause["party"],
        metric_key=clause["metric_key"],
        metric=clause["metric"],
        metric_hash=fingerprint(clause["metric"]),
        words=clause["words"],
        target=Decimal(clause["target"]),
        floor=Decimal(clause["floor"]),
        n_min=clause["n_min"],
        from_on=parts.day_of(clause["from_on"]) or from_on,
        client_name=row.client_name,
        offered_at=row.offered_at,
        offered_by=row.offered_by,
        signed_at=row.signed_at,
        period=clause["period"],
        weight=clause["weight"],
        tolerance=Decimal(clause["tolerance"] or 0),
        grace=clause["grace"],
        allocation=Decimal(clause["allocation"]),
        is_critical=clause["critical"],
        owner=clause["owner"],
    )
