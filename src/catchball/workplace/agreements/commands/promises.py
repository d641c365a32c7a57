"""Everything that can happen to a promise."""

from typing import Unpack
from uuid import UUID

from catchball.kernel.canonical import fingerprint
from catchball.kernel.errors import NotFound, Stale
from catchball.kernel.words import _
from catchball.measures.catalogue import CATALOGUE
from catchball.measures.tree import fingerprint as metric_fingerprint
from catchball.measures.tree import to_json
from catchball.measures.words import words
from catchball.trust.door import command
from catchball.trust.models import Audience
from catchball.trust.permissions import Permission, Side
from catchball.trust.scope import Scope
from catchball.trust.signing import Meaning, check_binds, list_signed_sides, sign
from catchball.workplace.agreements import queries, rules
from catchball.workplace.agreements.models import Promise
from catchball.workplace.agreements.rules import PromiseState, Terms
from catchball.workplace.programs.queries import get_client, list_programs


@command(
    may=Permission.PROMISE_DRAFT, event="agreements.promise-drafted", audience=Audience.INTERNAL
)
def draft_promise(scope: Scope, *, metric_key: str, **terms: Unpack[Terms]) -> UUID:
    """Draft a promise on a metric of the catalogue, seen by the manufacturer alone; return its id.

    Shares are between 0 and 1. The whole definition of the metric is copied into the draft.

    :raises MetricIsUnknown: if the catalogue has no such metric
    :raises NotFound: if there is no such program of the client
    :raises TermsDoNotFit: if the numbers or the day make no sense
    :raises WouldChangeThePast, PromisedByTheOther: if it cannot stand behind what is signed
    """
    row = Promise(client_id=scope.client, metric_key=metric_key)
    _fill(scope, row, terms)
    row.save(force_insert=True)
    return row.pk


@command(may=Permission.PROMISE_DRAFT, event="agreements.draft-changed", audience=Audience.INTERNAL)
def change_draft(scope: Scope, *, promise: UUID, version: int, **terms: Unpack[Terms]) -> None:
    """Change the terms of a draft; the metric is taken anew from the catalogue.

    :raises MayNotChange: once it was offered
    :raises Stale: if somebody changed it since `version` was shown
    :raises NotFound, TermsDoNotFit, WouldChangeThePast, PromisedByTheOther: as for a new draft
    """
    row = queries.get_promise_for_change(scope, promise)
    rules.check_may_change(PromiseState(row.state))
    _check_version(row, version)
    _fill(scope, row, terms)
    row.version = version + 1
    row.save()


@command(
    may=Permission.PROMISE_DRAFT, event="agreements.draft-discarded", audience=Audience.INTERNAL
)
def discard_draft(scope: Scope, *, promise: UUID, version: int) -> None:
    """Set a draft aside, unseen by the client as before.

    :raises MayNotChange: once it was offered
    :raises Stale: if somebody changed it since `version` was shown
    """
    row = queries.get_promise_for_change(scope, promise)
    rules.check_may_change(PromiseState(row.state))
    _check_version(row, version)
    row.state = PromiseState.WITHDRAWN
    row.save(update_fields=["state"])


@command(may=Permission.PROMISE_OFFER, event="agreements.promise-offered")
def offer_promise(scope: Scope, *, promise: UUID, version: int) -> None:
    """Publish a draft to the client for both companies to sign; its terms are fixed from now on.

    :raises MayNotOffer: if it is no draft, or another offer on the same metric waits
    :raises Stale: if somebody changed it since `version` was shown
    :raises WouldChangeThePast, PromisedByTheOther: if it cannot stand behind what is signed
    """
    row, others = queries.list_chain_for_change(scope, promise)
    offered = sum(other.state == PromiseState.OFFERED for other in others)
    rules.check_may_offer(PromiseState(row.state), others_offered=offered)
    _check_version(row, version)
    _check_place(scope, row)
    row.state, row.audience = PromiseState.OFFERED, Audience.SHARED
    row.offered_at, row.offered_by = scope.now, scope.actor_name
    row.save(update_fields=["state", "audience", "offered_at", "offered_by"])


@command(may=Permission.PROMISE_SIGN, event="agreements.promise-signed", signs=True)
def sign_promise(
    scope: Scope, *, promise: UUID, version: int, meaning: Meaning, content_hash: str
) -> None:
    """Sign an offered promise for the actor's company; with the second signature it is signed.

    `content_hash` is the SHA-256 that was shown with the content.

    :raises MayNotSign, SignedAlready: if it is not offered, or the company has signed
    :raises Stale: if the content is not what was shown
    :raises MeaningDoesNotBind: if the meaning is neither agreement nor approval
    :raises WouldChangeThePast: if its first day has passed while one before it is in force
    """
    row, _others = queries.list_chain_for_change(scope, promise)
    signed = list_signed_sides(record=queries.RECORD, ids=[row.pk]).get(row.pk, frozenset())
    rules.check_may_sign(PromiseState(row.state), side=scope.side, signed=signed)
    check_binds(meaning)
    _check_version(row, version)
    content = queries.content_of(row).as_json()
    if fingerprint(content) != content_hash:
        raise Stale(_("This is not the content that you were shown. Load the page again."))
    _check_place(scope, row)
    sign(scope, record=queries.RECORD, record_id=row.pk, content=content, meaning=meaning)
    if signed | {scope.side} == set(Side):
        row.state, row.signed_at = PromiseState.SIGNED, scope.now
        row.save(update_fields=["state", "signed_at"])


@command(may=Permission.PROMISE_OFFER, event="agreements.promise-withdrawn")
def withdraw_promise(scope: Scope, *, promise: UUID, version: int) -> None:
    """Take an offer back before both have signed; both companies see why.

    :raises MayNotWithdraw: if it is not offered, or signed by both
    :raises ReasonMissing: without a reason in the scope
    :raises Stale: if it is not the version that was shown
    """
    row = queries.get_promise_for_change(scope, promise)
    rules.check_may_withdraw(PromiseState(row.state), reason=scope.reason)
    _check_version(row, version)
    row.state = PromiseState.WITHDRAWN
    row.save(update_fields=["state"])


def _check_version(row: Promise, version: int) -> None:
    if row.version != version:
        raise Stale(_("This promise was changed while you had it open. Load the page again."))


def _check_place(scope: Scope, row: Promise) -> None:
    signed = queries.list_links(scope, metric_key=row.metric_key, program=row.program_id)
    wider = (
        queries.list_links(scope, metric_key=row.metric_key, program=None) if row.program_id else []
    )
    rules.check_place(
        party=Side(row.party),
        from_on=row.from_on,
        today=scope.today,
        signed=signed,
        wider=wider,
    )


def _fill(scope: Scope, row: Promise, terms: Terms) -> None:
    metric = CATALOGUE.get_metric(row.metric_key)
    rules.check_terms(terms, unit=metric.unit, better=metric.better, today=scope.today)
    row.client_name = get_client(scope).name
    row.program_id, row.program_code, row.program_name = _find_program(scope, terms["program"])
    row.metric, row.metric_hash = to_json(metric), metric_fingerprint(metric)
    row.words = words(metric)
    row.party, row.target, row.floor = terms["party"], terms["target"], terms["floor"]
    row.n_min, row.from_on = terms["n_min"], terms["from_on"]
    _check_place(scope, row)


def _find_program(scope: Scope, program: UUID | None) -> tuple[UUID | None, str, str]:
    if program is None:
        return None, "", ""
    for one in list_programs(scope):
        if one.id == program:
            return one.id, one.code, one.name
    raise NotFound(_("There is no such program here."))
