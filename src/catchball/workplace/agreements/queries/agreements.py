"""What may be asked about agreements: all versions, one of them, one part of a draft."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Max

from catchball.kernel.canonical import canonical, fingerprint
from catchball.kernel.words import _
from catchball.measures.catalogue import CATALOGUE, MetricIsUnknown
from catchball.trust.asking import Count
from catchball.trust.door import query
from catchball.trust.permissions import Permission, Side
from catchball.trust.queries import list_assigned_people
from catchball.trust.scope import Scope
from catchball.trust.signing import SignatureLine, list_signatures, list_signed_sides
from catchball.workplace.agreements import rules
from catchball.workplace.agreements.models import AgreementVersion, Promise
from catchball.workplace.agreements.queries.agreement_history import list_agreement_history
from catchball.workplace.agreements.queries.agreement_shapes import (
    AgreementLine,
    AgreementOverview,
    AgreementPage,
    AgreementSteps,
    Choosing,
    Editing,
    MetricChoice,
)
from catchball.workplace.agreements.queries.drafting import metric_line
from catchball.workplace.agreements.queries.shapes import MetricLine
from catchball.workplace.agreements.queries.starting import new_item
from catchball.workplace.agreements.queries.versions import (
    AGREEMENT,
    agreement_content,
    get_version,
    hash_of_part,
    item_of,
    list_lacks,
)
from catchball.workplace.agreements.rules import AgreementState, PromiseState, Standing, parts
from catchball.workplace.programs.queries import get_client, list_programs


@query(may=Permission.PROMISE_READ)
def get_agreements(scope: Scope) -> AgreementOverview:
    """Return all versions of the agreement, the newest first (four SQL queries).

    Drafts are seen by the manufacturer alone; a discarded one by nobody.
    """
    lines = list_agreement_lines(scope)
    shown = [one for one in lines if one.number or one.state is AgreementState.DRAFT]
    alone = Promise.objects.filter(
        client_id=scope.client,
        state=PromiseState.SIGNED,
        agreement__isnull=True,
        ended_on__isnull=True,
    )
    return AgreementOverview(
        client_name=get_client(scope).name,
        lines=tuple(shown),
        in_force=_first(shown, Standing.IN_FORCE),
        offered=_first(shown, Standing.OFFERED),
        draft=_first(shown, Standing.DRAFT),
        amendments=alone.count(),
        may_draft=scope.may(Permission.PROMISE_DRAFT),
    )


def _first(lines: Iterable[AgreementLine], standing: Standing) -> AgreementLine | None:
    return next((one for one in lines if one.standing is standing), None)


def list_agreement_lines(scope: Scope) -> list[AgreementLine]:
    """Return a line for each version, the newest first, a draft before all (two SQL queries)."""
    rows = list(AgreementVersion.objects.filter(client_id=scope.client))
    offered = [row.pk for row in rows if row.state == AgreementState.OFFERED]
    signed = list_signed_sides(record=AGREEMENT, ids=offered) if offered else {}
    days = [row.from_on for row in rows if row.signed_at and row.from_on]
    ends = rules.list_ends(days)
    found = [_line(scope, row, signed, ends) for row in rows]
    # A draft comes first; an id sorts by the instant of its making.
    return sorted(found, key=lambda one: (one.number is None, one.number, one.id), reverse=True)


def _line(
    scope: Scope,
    row: AgreementVersion,
    signed: Mapping[UUID, frozenset[Side]],
    ends: Mapping[date, date | None],
) -> AgreementLine:
    state = AgreementState(row.state)
    until = ends.get(row.from_on) if row.from_on and state is AgreementState.SIGNED else None
    waits = frozenset(Side) - signed.get(row.pk, frozenset())
    return AgreementLine(
        id=row.pk,
        number=row.number,
        state=state,
        standing=rules.standing_on(scope.today, state=state, from_on=row.from_on, until_on=until),
        from_on=row.from_on or parts.day_of((row.parts.get("terms") or {}).get("from_on")),
        until_on=until,
        offered_at=row.offered_at,
        signed_at=row.signed_at,
        waits_for=waits if state is AgreementState.OFFERED else frozenset(),
        because=row.closed_because,
        promises=len(row.parts.get("promises", ())),
        version=row.version,
    )


@query(may=Permission.PROMISE_READ)
def get_agreement(scope: Scope, agreement: UUID) -> AgreementPage:
    """Return a version in words with its signatures and its history (five SQL queries).

    :raises NotFound: if the scope does not see it
    """
    return _page(scope, get_version(scope, agreement))


@query(may=Permission.PROMISE_OFFER)
def get_agreement_to_offer(scope: Scope, agreement: UUID) -> AgreementPage:
    """Return a draft as the client will see it once it is offered.

    :raises NotFound: if the scope does not see it
    :raises MayNotOfferAgreement: if it is no draft
    """
    page = _page(scope, get_version(scope, agreement))
    rules.check_may_publish(page.line.state, lacks=())
    return replace(page, history=())


@query(may=Permission.PROMISE_SIGN)
def get_agreement_to_sign(scope: Scope, agreement: UUID) -> AgreementPage:
    """Return a version with exactly the content that the actor would sign now.

    :raises NotFound: if the scope does not see it
    :raises MayNotSignAgreement: if it is not offered, out of turn, another person is named, or
        the actor's company has signed
    """
    row = get_version(scope, agreement)
    page = _page(scope, row)
    rules.check_may_put_name(
        page.line.state,
        side=scope.side,
        actor=scope.actor,
        parties=row.parts["parties"],
        signed={one.side for one in page.signatures},
        newest=_newest(scope),
    )
    return page


@query(may=Permission.PROMISE_READ)
def get_agreement_to_answer(scope: Scope, agreement: UUID) -> AgreementPage:
    """Return an offer that can still be declined or withdrawn.

    :raises NotFound: if the scope does not see it
    :raises MayNotAnswer: if it is not offered, or signed by both
    """
    page = _page(scope, get_version(scope, agreement))
    rules.check_may_answer(page.line.state, reason="asked later")
    return page


def _newest(scope: Scope) -> int:
    rows = AgreementVersion.objects.filter(client_id=scope.client)
    return rows.aggregate(newest=Max("number"))["newest"] or 0


@query(may=Permission.PROMISE_READ)
def get_agreement_content(scope: Scope, agreement: UUID) -> bytes:
    """Return exactly the bytes whose SHA-256 stands beside each signature (RFC 8785).

    :raises NotFound: if the scope does not see the agreement
    """
    return canonical(agreement_content(get_version(scope, agreement)))


def _page(scope: Scope, row: AgreementVersion) -> AgreementPage:
    lines = list_agreement_lines(scope)
    line = next(one for one in lines if one.id == row.pk)
    content = agreement_content(row)
    signatures = list_signatures(scope, record=AGREEMENT, contents={row.pk: content})[row.pk]
    return AgreementPage(
        line=line,
        client_name=row.client_name,
        sections=parts.say_parts(row.parts),
        lacks=list_lacks(row.parts) if line.state is AgreementState.DRAFT else (),
        content_text=canonical(content).decode(),
        content_hash=fingerprint(content),
        signatures=signatures,
        order=row.parts["parties"]["order"],
        history=list_agreement_history(scope, row, signatures),
        closed_at=row.closed_at,
        closed_by=row.closed_by,
        offered_by=row.offered_by,
        before=find_before(lines, line),
        steps=_steps(scope, line, signatures),
    )


def find_before(lines: Iterable[AgreementLine], line: AgreementLine) -> UUID | None:
    """Return the newest other version that was offered before, to compare with."""
    earlier = [
        one.id
        for one in lines
        if one.number and one.id != line.id and (line.number is None or one.number < line.number)
    ]
    return earlier[0] if earlier else None


def _steps(
    scope: Scope, line: AgreementLine, signatures: Iterable[SignatureLine]
) -> AgreementSteps:
    is_draft, is_offered = (
        line.state is AgreementState.DRAFT,
        line.state is AgreementState.OFFERED,
    )
    signs = scope.may(Permission.PROMISE_SIGN)
    has_signed = any(one.side is scope.side for one in signatures)
    return AgreementSteps(
        edit=is_draft and scope.may(Permission.PROMISE_DRAFT),
        offer=is_draft and scope.may(Permission.PROMISE_OFFER),
        sign=is_offered and signs and not has_signed,
        decline=is_offered and signs and scope.side is Side.CLIENT,
        withdraw=is_offered and scope.may(Permission.PROMISE_OFFER),
        draft=not is_draft and scope.may(Permission.PROMISE_DRAFT),
    )


@query(may=Permission.PROMISE_DRAFT)
def get_editing(
    scope: Scope, agreement: UUID, *, part: str, item: str = "", metric_key: str = ""
) -> Editing:
    """Return what the form of a part starts from; of one item, or of a new one, where it has many.

    A new promise needs the key of a metric of the catalogue.

    :raises NotFound: if the scope does not see it, or there is no such part, item or metric
    :raises AgreementFixed: once it was offered
    """
    row = get_version(scope, agreement)
    rules.check_may_edit(AgreementState(row.state))
    spec = parts.get_part(part)
    content = row.parts.get(spec.key)
    if not spec.many:
        values = content or {}
    elif item:
        values = item_of(spec, content, item)
    else:
        values = new_item(spec, metric_key)
    said = parts.say_item(spec, values) if values else None
    return Editing(
        agreement=row.pk,
        part=spec,
        item=item,
        values=values,
        seen=hash_of_part(content),
        name=said.name if said and item else "",
        now=(*said.cells, *said.rest) if said and (item or not spec.many) else (),
        client_name=row.client_name,
        choosing=_choosing(scope, spec),
        metric=_metric(values) if spec is parts.PROMISES else None,
    )


@query(may=Permission.PROMISE_DRAFT)
def get_metrics_for_draft(scope: Scope, agreement: UUID) -> MetricChoice:
    """Return every metric of the catalogue, those first that a draft does not promise yet.

    :raises NotFound: if the scope does not see the draft
    :raises AgreementFixed: once it was offered
    """
    row = get_version(scope, agreement)
    rules.check_may_edit(AgreementState(row.state))
    promised = {clause["metric_key"] for clause in row.parts["promises"]}
    lines = [
        metric_line(metric, is_promised=metric.key in promised)
        for metric in CATALOGUE.list_metrics()
    ]
    ordered = sorted(lines, key=lambda line: (line.is_promised, line.title))
    return MetricChoice(agreement, tuple(ordered))


def check_named(
    scope: Scope, spec: parts.Part, values: Mapping[str, Any], base: parts.Item
) -> None:
    """Let only programs and people be named whom the client has, or who were named before.

    :raises PartDoesNotFit: with a sentence for each slot that names another
    """
    choosing = _choosing(scope, spec)
    known = {one[0] for one in (*choosing.programs, *choosing.people)}
    faults = {
        slot.name: _("There is no such program or person here.")
        for slot in spec.slots
        if slot.kind in NAMED
        and not ids_in(values.get(slot.name)) <= known | ids_in(base.get(slot.name))
    }
    if faults:
        raise parts.PartDoesNotFit(" ".join(faults.values()), **faults)


NAMED = {parts.Kind.PERSON, parts.Kind.PROGRAM, parts.Kind.PROGRAMS}


def ids_in(value: Any) -> set[str]:
    """Return the ids of what stands in a slot that names one thing or several."""
    each = value if isinstance(value, list) else [value]
    return {str(one.get("id")) for one in each if isinstance(one, dict)}


def _metric(values: parts.Item) -> MetricLine | None:
    """Return the metric of a clause as the catalogue has it; None once it is gone from there."""
    try:
        return metric_line(CATALOGUE.get_metric(values["metric_key"]))
    except MetricIsUnknown:
        return None


def _choosing(scope: Scope, spec: parts.Part) -> Choosing:
    kinds = {slot.kind for slot in spec.slots}
    programs: tuple[tuple[str, str, str], ...] = ()
    people: tuple[tuple[str, str, Side], ...] = ()
    if kinds & {parts.Kind.PROGRAM, parts.Kind.PROGRAMS}:
        programs = tuple((str(one.id), one.code, one.name) for one in list_programs(scope))
    if parts.Kind.PERSON in kinds:
        people = tuple(
            (str(one.id), one.name, one.side)
            for one in list_assigned_people(scope, who_may=Permission.PROMISE_SIGN)
        )
    return Choosing(programs=programs, people=people)


_TO_SIGN = """
    SELECT count(*) FROM agreements_agreementversion a
    WHERE a.client_id = ANY(%(clients)s::uuid[]) AND a.state = 'offered' AND NOT EXISTS (
      SELECT FROM trust_signature s WHERE s.client_id = a.client_id AND s.record = %(agreement)s
        AND s.record_id = a.id AND s.side = %(side)s)"""


def _asked(scope: Scope) -> dict[str, Any]:
    return {"clients": list(scope.sees), "agreement": AGREEMENT, "side": scope.side.value}


# Offered agreements that lack the signature of the reader's company.
AGREEMENTS_TO_SIGN = Count(Permission.PROMISE_SIGN, _TO_SIGN, _asked)
