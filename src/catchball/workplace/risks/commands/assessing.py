"""What happens to a document and to the words of its risks."""

from collections.abc import Iterable
from uuid import UUID

from django.db import IntegrityError, transaction

from catchball.kernel.errors import NotFound, Stale
from catchball.kernel.words import _
from catchball.trust.door import command
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.actions.queries import get_owner
from catchball.workplace.programs.queries import program_of
from catchball.workplace.risks import queries, rules
from catchball.workplace.risks.commands.shown import get_shown
from catchball.workplace.risks.models import Assessment, MatrixVersion, Risk
from catchball.workplace.risks.rules import BY_KEY, FMEA, MATRIX, Frame, Method, Starter, Statement


@command(may=Permission.RISK_ASSESS, event="risks.assessment-opened")
def open_assessment(
    scope: Scope,
    *,
    program: UUID,
    frame: Frame,
    starters: tuple[str, ...] = (),
    method: Method = Method.MATRIX,
    matrix: UUID | None = None,
) -> UUID:
    """Open the risk assessment of a program with risks of the starter library; return its id.

    `starters` are keys of the library, or ids of what the program's sites keep. It is scored by
    FMEA, on a `matrix` of the program's site as it stands now, or on that of five by five.

    :raises NotFound: if there is no such program of the client, no such starter, matrix or person
    :raises AssessmentIncomplete: if something is missing, the program has one of this title, or
        the matrix is retired, of another site, or chosen beside FMEA
    """
    site = program_of(scope, program).site_id
    drawn = _drawn(scope, matrix, site, method) if matrix else None
    usual = rules.matrix_to_json(FMEA if method is Method.FMEA else MATRIX)
    found = _starters(scope, starters)
    frame = rules.clean_frame(frame, today=scope.today)
    row = Assessment(
        client_id=scope.client,
        program_id=program,
        matrix=drawn.content if drawn else usual,
        drawn=drawn,
        opened_name=scope.actor_name,
        opened_at=scope.now,
    )
    _keep(scope, row, frame)
    _save_once(row)
    Risk.objects.bulk_create(
        Risk(
            client_id=scope.client,
            assessment=row,
            number=number,
            starter=one.key,
            cause=one.cause,
            event=one.event,
            effect=one.effect,
            category=one.category,
            phase=one.phase,
        )
        for number, one in enumerate(found, start=1)
    )
    return row.pk


@command(may=Permission.RISK_ASSESS, event="risks.assessment-changed")
def change_assessment(scope: Scope, *, assessment: UUID, version: int, frame: Frame) -> None:
    """Change the title, day, extent or team of a risk assessment.

    :raises NotFound: if there is no such document of the client, or no such person
    :raises AssessmentIncomplete: if something is missing, or the program has one of this title
    :raises Stale: if somebody changed it since `version` was shown
    """
    row = queries.get_assessment_for_change(scope, assessment)
    if row.version != version:
        raise Stale(_("This document was changed while you had it open. Load the page again."))
    _keep(scope, row, rules.clean_frame(frame, today=scope.today))
    row.version = version + 1
    _save_once(row)


def _drawn(scope: Scope, matrix: UUID, site: UUID, method: Method) -> MatrixVersion:
    """Return the newest version of a matrix that a document of this site may be opened with."""
    newest = queries.get_newest_version(scope, matrix)
    rules.check_may_open_with(
        is_retired=newest.matrix.retired_at is not None,
        is_of_site=newest.matrix.site_id == site,
        method=method,
    )
    return newest


def _starters(scope: Scope, keys: Iterable[str]) -> list[Starter]:
    """Return the starter risks of these keys: the product's, then those that the sites keep."""
    own = {str(one.id): one for one in queries.list_starters(scope) if one.retired_at is None}
    known = BY_KEY | {key: _starter_of(one) for key, one in own.items()}
    unknown = sorted(set(keys) - set(known))
    if unknown:
        raise NotFound(_("The starter library has no risk called “%(key)s”.", key=unknown[0]))
    chosen = set(keys)
    return [one for one in known.values() if one.key in chosen]


def _starter_of(line: queries.StarterLine) -> Starter:
    return Starter(
        str(line.id),
        line.category,
        line.phase,
        line.event,
        line.cause,
        line.effect,
        line.response,
        line.contingency,
    )


def _keep(scope: Scope, row: Assessment, frame: Frame) -> None:
    people = {one.id: one for one in queries.list_team(scope)}
    if set(frame.team) - set(people):
        raise NotFound(_("There is no such person here."))
    row.title, row.held_on, row.extent = frame.title, frame.held_on, frame.extent
    row.decide_within = frame.decide_within
    row.team = [
        {"id": str(one.id), "name": one.name, "side": one.side.value, "role": one.role.value}
        for one in people.values()
        if one.id in set(frame.team)
    ]


def _save_once(row: Assessment) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        if "assessment_once_by_title" not in str(error):
            raise
        sentence = _("This program has a risk assessment of this title already.")
        raise rules.AssessmentIncomplete(sentence, title=sentence) from error


@command(may=Permission.RISK_ASSESS, event="risks.risk-added")
def add_risk(scope: Scope, *, assessment: UUID, statement: Statement) -> UUID:
    """Add a risk to a risk assessment; return its id.

    :raises NotFound: if there is no such document, person, or risk that it follows from
    :raises RiskIncomplete: if nobody says what could happen
    """
    document = queries.get_assessment_for_change(scope, assessment)
    rows = Risk.objects.filter(client_id=scope.client, assessment=document)
    last = rows.order_by("-number").values_list("number", flat=True).first()
    row = Risk(client_id=scope.client, assessment=document, number=(last or 0) + 1)
    _state(scope, row, statement)
    row.save(force_insert=True)
    return row.pk


@command(may=Permission.RISK_ASSESS, event="risks.risk-changed")
def change_risk(scope: Scope, *, risk: UUID, version: int, statement: Statement) -> None:
    """Change what a risk says, where it belongs, or who watches it.

    A plan that both approved has to be approved anew, since it was for other words.

    :raises NotFound: if there is no such risk, person, or risk that it follows from
    :raises RiskIncomplete: if nobody says what could happen
    :raises Stale: if somebody changed it since `version` was shown
    """
    if statement.arises_from:
        # Two at once would each see that the other's risk follows from nothing, and make a circle.
        queries.lock_document_of(scope, risk)
    row = get_shown(scope, risk, version)
    _state(scope, row, statement)
    row.save()


def _state(scope: Scope, row: Risk, statement: Statement) -> None:
    said = rules.clean_statement(statement)
    row.cause, row.event, row.effect = said.cause, said.event, said.effect
    row.category, row.phase = said.category, said.phase
    row.arises_from_id = said.arises_from
    if said.arises_from:
        _check_primary(row, said.arises_from)
    person = get_owner(scope, said.owner) if said.owner else None
    row.owner_id = person.id if person else None
    row.owner_name = person.name if person else ""
    row.owner_side = person.side if person else ""


def _check_primary(row: Risk, primary: UUID) -> None:
    """Let a risk follow from another of its document that does not follow from it in turn."""
    above: dict[UUID, UUID | None] = dict(
        Risk.objects.filter(client_id=row.client_id, assessment_id=row.assessment_id).values_list(
            "pk", "arises_from_id"
        )
    )
    if primary not in above:
        raise NotFound(_("There is no such risk in this document."))
    step: UUID | None = primary
    seen: set[UUID] = set()
    while step and step not in seen:
        seen.add(step)
        if step == row.pk:
            sentence = _("That risk follows from this one: they cannot each follow from the other.")
            raise rules.RiskIncomplete(sentence, arises_from=sentence)
        step = above.get(step)


@command(may=Permission.RISK_ASSESS, event="risks.risk-closed")
def close_risk(scope: Scope, *, risk: UUID, version: int) -> None:
    """Close a risk that cannot happen any more, for the reason in the scope.

    It keeps the name of the task that it would have delayed, and holds on to the task no more.

    :raises RiskIncomplete: without a reason
    :raises Stale: if somebody changed it since `version` was shown
    """
    row = get_shown(scope, risk, version)
    rules.check_reason(scope.reason, _("Say why this risk cannot happen any more."))
    row.closed_at, row.closed_name, row.closed_why = scope.now, scope.actor_name, scope.reason
    row.task = None
    row.save()
