"""A technology transfer of the demo, lived through: its risks scored, planned, approved, overtaken."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from catchball.site.demo.apart import ROUND, score_apart, score_of
from catchball.site.demo.approving import approve
from catchball.site.demo.company import LEADS, MANAGER, PEOPLE, QUALITY, SITE_HEAD, Somebody
from catchball.site.demo.happening import tell_incidents
from catchball.site.demo.promises import METHOD, As
from catchball.trust.permissions import Role
from catchball.trust.scope import Proof, Scope
from catchball.trust.signing import Meaning
from catchball.trust.wall import opened
from catchball.workplace.actions import commands as actions
from catchball.workplace.actions.queries import get_action
from catchball.workplace.programs import commands as programs
from catchball.workplace.risks import commands, queries
from catchball.workplace.risks.models import Risk
from catchball.workplace.risks.rules import (
    LIBRARY,
    Category,
    Decision,
    Frame,
    Phase,
    PlanTerms,
    Statement,
    Strategy,
)

ENGINEER = next(one for one in PEOPLE if one.role is Role.TECHNICAL_SERVICES)
CLIENT_QUALITY = next(
    one for one in PEOPLE if one.role is Role.CLIENT_QUALITY and one.clients == ("acme",)
)
LEAD = LEADS["acme"]
# How many days ago the document was opened; what follows counts from that day.
BEGUN = 150
REVIEWED = 120


@dataclass(frozen=True)
class Doing:
    """An action: what, by whom, due and done how many days after the beginning."""

    title: str
    owner: Somebody
    due: int
    done: int | None = None


@dataclass(frozen=True, kw_only=True)
class Lived:
    """A risk of the library, and how far it came.

    `score` is probability, quality, schedule, cost, supply; `left` the residual probability and
    impact; `ahead` between how many days from today it may happen. `accepted` is the reason for
    which a yellow one is lived with.
    """

    key: str
    owner: Somebody
    score: tuple[int, int, int, int, int] | None = None
    scored: int = 2
    trigger: str = ""
    contingency: str = ""
    left: tuple[int, int] | None = None
    delay: int | None = None
    ahead: tuple[int, int] | None = None
    doings: tuple[Doing, ...] = ()
    signers: tuple[Somebody, ...] = ()
    accepted: str = ""
    fired: str = ""


BOTH = (SITE_HEAD, LEAD)
LIVED = (
    Lived(
        key="process-description",
        owner=ENGINEER,
        score=(3, 3, 4, 2, 2),
        trigger="A step of the draft batch record cannot be written from the package",
        contingency="Two weeks of the sender's process engineer on site",
        left=(2, 3),
        delay=20,
        doings=(
            Doing("Receive the process package through the readiness gate", ENGINEER, 30, 27),
            Doing("Send the development history of all nine lots", CLIENT_QUALITY, 20, 19),
        ),
        signers=BOTH,
    ),
    Lived(
        key="facility-fit",
        owner=ENGINEER,
        score=(2, 2, 3, 3, 1),
        trigger="The gap list holds an item without an owner after the second review",
        contingency="A water run and an engineering run on the granulator",
        left=(1, 3),
        delay=10,
        doings=(Doing("Gap analysis of the process against line 4", ENGINEER, 45, 44),),
        signers=BOTH,
    ),
    Lived(key="scale-mixing", owner=ENGINEER, score=(4, 4, 3, 3, 2), scored=140),
    Lived(
        key="method-transfer",
        owner=QUALITY,
        score=(3, 3, 4, 2, 3),
        trigger="A comparative result differs by more than 2 %",
        contingency="Acme's laboratory tests the first three lots",
        left=(1, 4),
        delay=25,
        doings=(
            Doing("Co-validation protocol signed by both laboratories", QUALITY, 60, 58),
            Doing("Comparative tests of dissolution on three lots", QUALITY, 143),
        ),
        signers=BOTH,
    ),
    Lived(
        key="client-api",
        owner=LEAD,
        score=(3, 1, 5, 4, 4),
        trigger="No shipping notice 25 working days before the slot",
        contingency="Swap the slot with Corvalin 40 mg on the agreed reservation terms",
        left=(2, 4),
        delay=30,
        doings=(
            Doing("Hold 25 working days of stock at Bloomfield", LEAD, 90, 86),
            Doing("Weekly notice of readiness until the first PPQ batch", LEAD, 240),
        ),
        signers=BOTH,
    ),
    Lived(key="api-documents", owner=LEAD, score=(3, 2, 2, 1, 2), scored=147),
    Lived(
        key="batch-record",
        owner=MANAGER,
        score=(4, 1, 2, 2, 1),
        accepted="The template is Acme's own; three rounds are in the plan.",
    ),
    Lived(
        key="cleaning",
        owner=QUALITY,
        score=(2, 5, 3, 3, 3),
        trigger="No exposure limit eight weeks before the first batch",
        contingency="Dedicated contact parts for the first campaign",
        left=(1, 4),
        delay=15,
        doings=(Doing("Toxicology report with the exposure limit", CLIENT_QUALITY, 170),),
        signers=(SITE_HEAD,),
    ),
    Lived(
        key="inspection",
        owner=QUALITY,
        score=(3, 3, 2, 3, 3),
        trigger="Rejects above 1.5 % in two batches that follow each other",
        doings=(Doing("Library of defects agreed with Acme", QUALITY, 180),),
    ),
    Lived(key="operators", owner=ENGINEER, score=(2, 2, 2, 1, 1)),
    Lived(
        key="key-person",
        owner=MANAGER,
        score=(3, 2, 3, 2, 2),
        trigger="A core member gives notice, on either side",
        contingency="A handover of four weeks behind a gate",
        left=(2, 2),
        delay=15,
        ahead=(3, 60),
        doings=(Doing("Name a deputy for each core member", MANAGER, 40, 33),),
        signers=BOTH,
        fired="Acme's formulation lead leaves at the end of next month; no deputy is trained.",
    ),
    Lived(
        key="decisions",
        owner=LEAD,
        score=(3, 1, 3, 2, 1),
        accepted="The calendar of decisions is part of the agreement, with clocks that stop.",
    ),
    Lived(
        key="timeline",
        owner=MANAGER,
        score=(4, 1, 4, 3, 2),
        trigger="The chance of the PPQ date falls below 60 %",
        contingency="Commit to the engineering batch now, to PPQ at its gate",
        left=(2, 4),
        delay=40,
        doings=(
            Doing("Plan with three-point durations, reviewed by both", MANAGER, 35, 34),
            Doing("Second development run in June's slot", ENGINEER, 100, 96),
        ),
        signers=BOTH,
    ),
    Lived(key="cold-chain", owner=LEAD),
)


def transfer(slug: str, as_: As, today: date, site: UUID) -> None:
    """Tell the risk assessment of the transfer of one client; nothing for the others."""
    if slug != "acme":
        return
    first = today - timedelta(days=BEGUN)
    manager = as_(MANAGER, first)
    product = programs.add_product(manager, code="ACM-80", name="Corvalin 80 mg tablets")
    program = programs.add_program(
        manager,
        code="TT-1",
        name="Technology transfer of Corvalin 80 mg",
        site=site,
        product=product,
    )
    team = (MANAGER, ENGINEER, QUALITY, LEAD, CLIENT_QUALITY)
    document = commands.open_assessment(
        manager,
        program=program,
        frame=Frame(
            title="Transfer of Corvalin 80 mg to Bloomfield",
            held_on=first,
            extent=(
                "Granulation, compression and coating on line 4, with the methods of release. "
                "Packaging stays with Acme."
            ),
            team=tuple(as_(one, first).actor for one in team),
        ),
        starters=tuple(one.key for one in LIVED),
    )
    telling = _Telling(as_, today, first)
    by_key = dict(zip((one.key for one in _as_numbered()), telling.risks(document), strict=True))
    for one in LIVED:
        telling.begin(one, by_key[one.key])
    telling.review(document)
    telling.sign(document)
    for one in LIVED:
        telling.go_on(one, by_key[one.key])
    score_apart(as_, first + timedelta(days=ROUND), document, by_key)
    tell_incidents(as_, first, program, by_key)


def _as_numbered() -> list[Lived]:
    """Return the risks in the order in which the document numbers them: that of the library."""
    order = {one.key: place for place, one in enumerate(LIBRARY)}
    return sorted(LIVED, key=lambda one: order[one.key])


class _Telling:
    """One document, told day by day by its own people."""

    def __init__(self, as_: As, today: date, first: date) -> None:
        self.as_, self.today, self.first = as_, today, first
        self.actions: dict[tuple[UUID, str], UUID] = {}

    def _day(self, after: int) -> date:
        return self.first + timedelta(days=after)

    def risks(self, document: UUID) -> list[UUID]:
        """Return the risks of the document by number."""
        page = queries.get_assessment(self.as_(MANAGER, self._day(1)), document)
        return [one.id for one in sorted(page.risks, key=lambda one: one.number)]

    def begin(self, lived: Lived, risk: UUID) -> None:
        """Score a risk, plan it and carry the plan out, as far as it came by the review."""
        self._watch(lived, risk)
        if lived.score and lived.scored < REVIEWED:
            self._score(lived.score, risk, lived.scored)
        if lived.accepted:
            scope = self.as_(MANAGER, self._day(9)).because(lived.accepted)
            commands.decide_risk(
                scope,
                risk=risk,
                version=self._version(risk),
                decision=Decision.ACCEPT,
                accepted_until=self.today + timedelta(days=90),
            )
        if lived.trigger:
            self._plan(lived, risk)
        for doing in lived.doings:
            self._act(doing, risk)
        for place, signer in enumerate(lived.signers):
            approve(self.as_(signer, self._day(14 + place)), risk)
        for doing in lived.doings:
            self._complete(doing, risk)

    def review(self, document: UUID) -> None:
        """Review the document with the team."""
        scope = self.as_(MANAGER, self._day(REVIEWED)).because(
            "Core team of both companies. Mixing at scale to be scored once the model has run."
        )
        version = queries.get_assessment(scope, document).line.version
        commands.hold_review(scope, assessment=document, version=version)

    def sign(self, document: UUID) -> None:
        """Freeze the document as it was reviewed, and sign it for both companies."""
        scope = self.as_(MANAGER, self._day(REVIEWED))
        version = queries.get_assessment(scope, document).line.version
        edition = commands.issue_edition(scope, assessment=document, version=version)
        for place, signer in enumerate(BOTH, start=1):
            signing = self.as_(signer, self._day(REVIEWED + place))
            shown = queries.get_edition(signing, edition)
            commands.sign_edition(
                replace(signing, proof=Proof(METHOD, signing.now)),
                edition=edition,
                version=shown.line.version,
                meaning=Meaning.APPROVAL,
                content_hash=shown.content_hash,
            )

    def go_on(self, lived: Lived, risk: UUID) -> None:
        """Score what was not scored by the review, and let a plan be overtaken."""
        if lived.score and lived.scored > REVIEWED:
            self._score(lived.score, risk, lived.scored)
        if lived.fired:
            scope = self.as_(MANAGER, self._day(146)).because(lived.fired)
            commands.fire_trigger(
                scope,
                risk=risk,
                version=self._version(risk),
                title="Hand over behind a gate, four weeks",
                owner=self.as_(LEAD, self.first).actor,
                due_on=self.today + timedelta(days=28),
            )

    def _version(self, risk: UUID) -> int:
        return self._row(self.as_(MANAGER, self.today), risk).version

    def _row(self, scope: Scope, risk: UUID) -> Risk:
        with opened(scope):  # the row alone: its page reads the whole document
            return queries.get_risk_for_change(scope, risk)

    def _watch(self, lived: Lived, risk: UUID) -> None:
        scope = self.as_(MANAGER, self._day(1))
        line = self._row(scope, risk)
        statement = Statement(
            cause=line.cause,
            event=line.event,
            effect=line.effect,
            category=Category(line.category),
            phase=Phase(line.phase),
            owner=self.as_(lived.owner, self.first).actor,
        )
        commands.change_risk(scope, risk=risk, version=line.version, statement=statement)

    def _score(self, score: tuple[int, int, int, int, int], risk: UUID, after: int) -> None:
        commands.score_risk(
            self.as_(ENGINEER, self._day(after)),
            risk=risk,
            version=self._version(risk),
            score=score_of(score),
        )

    def _plan(self, lived: Lived, risk: UUID) -> None:
        left = lived.left or (None, None)
        first, last = (self.today + timedelta(days=one) for one in lived.ahead or (0, 0))
        commands.write_plan(
            self.as_(MANAGER, self._day(10)),
            risk=risk,
            version=self._version(risk),
            plan=PlanTerms(
                strategy=Strategy.MITIGATE,
                contingency=lived.contingency,
                trigger=lived.trigger,
                residual_probability=left[0],
                residual_impact=left[1],
                delay_days=lived.delay,
                strikes_from=first if lived.ahead else None,
                strikes_until=last if lived.ahead else None,
                review_on=self.today + timedelta(days=60),
            ),
        )

    def _act(self, doing: Doing, risk: UUID) -> None:
        scope = self.as_(MANAGER, self._day(11))
        commands.add_plan_action(
            scope,
            risk=risk,
            version=self._version(risk),
            title=doing.title,
            owner=self.as_(doing.owner, self.first).actor,
            due_on=self._day(doing.due),
        )
        found = queries.get_risk(scope, risk).actions
        action = next(one.id for one in found if one.title == doing.title)
        self.actions[risk, doing.title] = action
        owner = self.as_(doing.owner, self._day(12))
        line = get_action(owner, action).line
        if not line.state.is_owned:
            actions.accept_action(owner, action=action, version=line.version)

    def _complete(self, doing: Doing, risk: UUID) -> None:
        if doing.done is None:
            return
        action = self.actions[risk, doing.title]
        owner = self.as_(doing.owner, self._day(doing.done))
        actions.complete_action(
            owner,
            action=action,
            version=get_action(owner, action).line.version,
            done_on=owner.today,
            evidence="In the transfer file, with both signatures.",
        )
