"""What may be done with a risk assessment and its risks, by whom and when."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from catchball.kernel.errors import Invalid, Refused
from catchball.kernel.texts import faults_of_length
from catchball.kernel.words import _
from catchball.trust.permissions import Side
from catchball.workplace.risks.rules.colours import Colour, Decision, PlanPart
from catchball.workplace.risks.rules.differences import Snapshot
from catchball.workplace.risks.rules.scales import Matrix
from catchball.workplace.risks.rules.words import Category, Phase, Strategy

# A proposal, and no norm: within so many working days a yellow risk is decided on.
DECIDE_WITHIN = 10
LONGEST_DECIDE_WITHIN = 60
MOST_DELAY = 2_000
MOST_YEARS_AHEAD = 20
TITLE_LENGTH = 160
SENTENCE = 300
LONGEST = 2_000


class AssessmentIncomplete(Invalid):
    """Something that a risk assessment needs is missing."""


class RiskIncomplete(Invalid):
    """Something that a risk needs is missing."""


class PlanDoesNotFit(Invalid):
    """What was written into a plan cannot be."""


class DecisionIncomplete(Invalid):
    """A decision on a yellow risk lacks its reason or its day."""


class MayNotAssess(Refused):
    """The risk does not allow this step now."""


class MayNotApprove(Refused):
    """The plan cannot be approved now."""


class ApprovedAlready(MayNotApprove):
    """Somebody of the same company has approved the plan."""


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What a risk assessment is of: title, day, extent, team, and how soon yellow is decided."""

    title: str
    held_on: date
    extent: str = ""
    team: tuple[UUID, ...] = ()
    decide_within: int = DECIDE_WITHIN


@dataclass(frozen=True, kw_only=True)
class Statement:
    """A risk in words: cause, event, effect, where it belongs, who watches it.

    `arises_from` is the risk that this one follows from, if it is a secondary one.
    """

    event: str
    cause: str = ""
    effect: str = ""
    category: Category = Category.PROGRAM
    phase: Phase = Phase.EXECUTION
    owner: UUID | None = None
    arises_from: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class PlanTerms:
    """What a plan says beside its actions; the residual in steps of the scales.

    `task` is the task of the program's plan that the risk would delay, None for its end;
    `strikes_from` and `strikes_until` are the days between which it may happen, None at any time.
    """

    strategy: Strategy | None = None
    contingency: str = ""
    trigger: str = ""
    residual_probability: int | None = None
    residual_impact: int | None = None
    residual_detection: int | None = None
    delay_days: int | None = None
    task: UUID | None = None
    strikes_from: date | None = None
    strikes_until: date | None = None
    review_on: date | None = None


def clean_frame(frame: Frame, *, today: date) -> Frame:
    """Return what a risk assessment is of, without blanks around its words.

    :raises AssessmentIncomplete: with a sentence for each thing that is missing or does not fit
    """
    title, extent = frame.title.strip(), frame.extent.strip()
    faults = {}
    if not title:
        faults["title"] = _("Give the document a title.")
    faults |= faults_of_length({"title": title}, TITLE_LENGTH)
    faults |= faults_of_length({"extent": extent}, LONGEST)
    if frame.held_on > today:
        faults["held_on"] = _("Enter the day of the assessment: today or earlier.")
    if not 1 <= frame.decide_within <= LONGEST_DECIDE_WITHIN:
        faults["decide_within"] = _("Enter 1 to %(most)s working days.", most=LONGEST_DECIDE_WITHIN)
    if faults:
        raise AssessmentIncomplete(" ".join(faults.values()), **faults)
    return Frame(
        title=title,
        held_on=frame.held_on,
        extent=extent,
        team=frame.team,
        decide_within=frame.decide_within,
    )


def check_may_review(risks: Collection[Snapshot]) -> None:
    """Let a document be reviewed that has an open risk.

    :raises AssessmentIncomplete: otherwise
    """
    if all(one.is_closed for one in risks):
        raise AssessmentIncomplete(_("There is no open risk to review in this document."))


def clean_statement(said: Statement) -> Statement:
    """Return a risk in words without blanks around them.

    :raises RiskIncomplete: if nobody says what could happen, or says it too long
    """
    words = {name: getattr(said, name).strip() for name in ("cause", "event", "effect")}
    faults = faults_of_length(words, SENTENCE)
    if not words["event"]:
        faults["event"] = _("Say what could happen.")
    if faults:
        raise RiskIncomplete(" ".join(faults.values()), **faults)
    return Statement(
        **words,
        category=said.category,
        phase=said.phase,
        owner=said.owner,
        arises_from=said.arises_from,
    )


def clean_plan(plan: PlanTerms, *, matrix: Matrix, today: date) -> PlanTerms:
    """Return a plan, as far as it is written, without blanks around its words.

    :raises PlanDoesNotFit: with a sentence for each part that cannot be
    """
    words = {"contingency": plan.contingency.strip(), "trigger": plan.trigger.strip()}
    faults = faults_of_length(words, LONGEST)
    faults |= _faults_of_residual(plan, matrix) | _faults_of_days(plan, today)
    if plan.delay_days is not None and not 0 <= plan.delay_days <= MOST_DELAY:
        faults["delay_days"] = _("Enter 0 to %(most)s working days.", most=MOST_DELAY)
    if plan.review_on and plan.review_on < today:
        faults["review_on"] = _("Enter a day from today on.")
    if faults:
        raise PlanDoesNotFit(" ".join(faults.values()), **faults)
    return PlanTerms(
        strategy=plan.strategy,
        **words,
        residual_probability=plan.residual_probability,
        residual_impact=plan.residual_impact,
        residual_detection=plan.residual_detection,
        delay_days=plan.delay_days,
        task=plan.task,
        strikes_from=plan.strikes_from,
        strikes_until=plan.strikes_until,
        review_on=plan.review_on,
    )


def check_is_a_task(*, is_of_plan: bool) -> None:
    """Let a risk delay a task of its program's plan, and no other.

    :raises PlanDoesNotFit: if it is none, or one with parts
    """
    if not is_of_plan:
        sentence = _("Choose a task without parts of this program's plan.")
        raise PlanDoesNotFit(sentence, task=sentence)


def _faults_of_days(plan: PlanTerms, today: date) -> dict[str, str]:
    first, last = plan.strikes_from, plan.strikes_until
    if first and not last:
        return {"strikes_until": _("Enter the last day too, or neither.")}
    if last and not first:
        return {"strikes_from": _("Enter the first day too, or neither.")}
    fault = _fault_of_last(first, last, today) if first and last else ""
    return {"strikes_until": fault} if fault else {}


def _fault_of_last(first: date, last: date, today: date) -> str:
    if last < first:
        return _("Enter a day on or after the first one.")
    if last < today:
        return _("Enter a day from today on.")
    if last.year > today.year + MOST_YEARS_AHEAD:
        return _("Enter a day within %(most)s years.", most=MOST_YEARS_AHEAD)
    return ""


def _faults_of_residual(plan: PlanTerms, matrix: Matrix) -> dict[str, str]:
    residual = {
        "residual_probability": (plan.residual_probability, len(matrix.probability)),
        "residual_impact": (plan.residual_impact, len(matrix.impact)),
    }
    if matrix.detection:
        residual["residual_detection"] = (plan.residual_detection, len(matrix.detection))
    faults = {
        name: _("Choose a step from 1 to %(last)s.", last=last)
        for name, (step, last) in residual.items()
        if step is not None and not 1 <= step <= last
    }
    for name, (step, _last) in residual.items():
        if step is None and any(other for other, _last in residual.values()):
            faults[name] = _("The score that is left needs a step on each of its scales.")
    if plan.residual_detection is not None and not matrix.detection:
        faults["residual_detection"] = _("This document does not score detection.")
    return faults


def check_is_open(*, is_closed: bool) -> None:
    """Let nothing be done with a risk that was closed.

    :raises MayNotAssess: if it was
    """
    if is_closed:
        raise MayNotAssess(_("This risk was closed. Add it anew if it has come back."))


def check_may_approve(
    missing: Collection[PlanPart], *, colour: Colour, side: Side, approved_by: Collection[Side]
) -> None:
    """Let each company approve a complete plan of a scored risk once.

    :raises MayNotApprove: if a part is missing, or the risk is not scored
    :raises ApprovedAlready: if this company, or both, have approved it
    """
    if colour is Colour.GREY:
        raise ApprovedAlready(_("Both companies have approved this plan."))
    if colour is Colour.UNSCORED:
        raise MayNotApprove(_("Score the risk first: nobody can tell what the plan is against."))
    if missing:
        parts = ", ".join(part.label for part in PlanPart if part in missing)
        raise MayNotApprove(_("The plan is not complete. It lacks: %(parts)s.", parts=parts))
    if side in approved_by:
        raise ApprovedAlready(_("Your company has approved this plan already."))


def check_decision(
    decision: Decision, *, colour: Colour, reason: str, accepted_until: date | None, today: date
) -> None:
    """Let a yellow risk be decided on: a plan, or acceptance with a reason until a day.

    :raises MayNotAssess: if the risk is not yellow
    :raises DecisionIncomplete: if accepted without a reason or a day to come
    """
    if colour is not Colour.YELLOW:
        raise MayNotAssess(
            _("Only a yellow risk is decided on: this one reads “%(word)s”.", word=colour.label)
        )
    if decision is Decision.PLAN:
        return
    faults = {}
    if not reason.strip():
        faults["reason"] = _("Say why both companies can live with this risk.")
    if accepted_until is None or accepted_until < today:
        faults["accepted_until"] = _("Enter the day until which it is accepted, from today on.")
    if faults:
        raise DecisionIncomplete(" ".join(faults.values()), **faults)


def check_may_fire(*, trigger: str, reason: str) -> None:
    """Let a trigger fire that a plan names, with what was seen.

    :raises MayNotAssess: if the plan names none
    :raises RiskIncomplete: if nobody says what was seen
    """
    if not trigger:
        raise MayNotAssess(_("The plan names no sign to watch for. Write it down first."))
    check_reason(reason, _("Say what was seen, and where."))


def check_reason(reason: str, sentence: str) -> None:
    """Let a step pass that says why.

    :raises RiskIncomplete: with the sentence, if it does not
    """
    if not reason.strip():
        raise RiskIncomplete(sentence, reason=sentence)
