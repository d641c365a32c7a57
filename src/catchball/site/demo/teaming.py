"""The charter, team and stages of the demo's technology transfer, as both companies set them up."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from uuid import UUID

from catchball.site.demo.company import (
    LEADS,
    MANAGER,
    PEOPLE,
    QUALITY,
    SITE_HEAD,
    SUPERVISOR,
    Somebody,
)
from catchball.site.demo.gating import lay_down, pass_gate, show_lately
from catchball.site.demo.promises import METHOD, As
from catchball.trust.permissions import Role
from catchball.trust.scope import Proof
from catchball.trust.signing import Meaning
from catchball.workplace.programs.queries import list_programs
from catchball.workplace.teams import commands, queries
from catchball.workplace.teams.rules import STAGES, CharterTerms, Function, Reach, Seat, Stage

LEAD = LEADS["acme"]
ENGINEER = next(one for one in PEOPLE if one.role is Role.TECHNICAL_SERVICES)
_ACME = {one.role: one for one in PEOPLE if one.clients == ("acme",)}
CLIENT_QUALITY, CLIENT_SUPPLY = _ACME[Role.CLIENT_QUALITY], _ACME[Role.CLIENT_SUPPLY]
_HOURS = {"Europe/Zurich": (time(7, 30), time(16)), "Europe/London": (time(8, 30), time(17))}
_BEGUN = 148
CHARTER = CharterTerms(
    covers=(
        "Transfer of granulation, compression and coating of Corvalin 80 mg from Acme’s plant in "
        "Leiden to line 4 at Bloomfield, with the methods of release.\n"
        "One engineering batch and three qualification batches."
    ),
    cmo_objectives=(
        "Line 4 qualified for a second strength without losing a slot of Corvalin 40 mg.\n"
        "The batch record right first time from the first commercial batch."
    ),
    client_objectives=(
        "Three qualification batches released in time for the launch.\n"
        "Leiden free for its next product by the end of the quarter after."
    ),
    constraints=(
        "Line 4 is shared with routine supply: two slots a month at most.\n"
        "Acme’s filing names the tooling; it cannot change without a variation."
    ),
    leaves_out="Packaging, which stays with Acme. Stability beyond the first three lots.",
)


@dataclass(frozen=True, kw_only=True)
class Named:
    """Somebody in the team: with a sign-in or without, since how many days after the beginning."""

    who: Somebody | str
    function: Function
    by: Somebody = MANAGER
    is_core: bool = True
    deputy: str = ""
    share: int | None = None
    contact: str = ""
    zone: str = "Europe/London"
    since: int = 0
    left: int | None = None
    why: str = ""
    follows: str = ""

    @property
    def name(self) -> str:
        """What they are called."""
        return self.who if isinstance(self.who, str) else self.who.name


_ZURICH = "Europe/Zurich"
TEAM = (
    Named(who=MANAGER, function=Function.PROJECT_MANAGEMENT, deputy="Sofia Marchetti", share=50,
          contact="maya.novak@cmo.example", zone=MANAGER.zone),
    Named(who=SUPERVISOR, function=Function.MANUFACTURING, share=30, zone=SUPERVISOR.zone,
          contact="Line 4, extension 4120"),
    Named(who="Jonas Weber", function=Function.TECHNICAL_SERVICES, zone=_ZURICH, share=80,
          left=52, why="Took over the pilot plant at Karlsgrund."),
    Named(who=ENGINEER, function=Function.TECHNICAL_SERVICES, zone=ENGINEER.zone, share=80,
          deputy="Lea Brunner", since=45, follows="Jonas Weber",
          contact="karl.imhof@cmo.example"),
    Named(who=QUALITY, function=Function.QUALITY, deputy="Adaeze Obi", share=40, zone=QUALITY.zone),
    Named(who="Ingrid Solberg", function=Function.SUPPLY, share=20, deputy="Paul Reid"),
    Named(who="Pavel Horák", function=Function.REGULATORY, is_core=False, zone=_ZURICH),
    Named(who=LEAD, function=Function.PROJECT_MANAGEMENT, by=LEAD, deputy="Nadia Kerr",
          contact="priya.raman@acme.example", zone=LEAD.zone, share=60),
    Named(who="Owen Tate", function=Function.TECHNICAL_SERVICES, by=LEAD, share=70,
          contact="owen.tate@acme.example"),
    Named(who=CLIENT_QUALITY, function=Function.QUALITY, by=LEAD, deputy="Ines Duarte", share=40),
    Named(who=CLIENT_SUPPLY, function=Function.SUPPLY, by=LEAD, deputy="Priya Raman", share=25),
    Named(who="Carla Menezes", function=Function.REGULATORY, by=LEAD, is_core=False),
)  # fmt: skip
MOVES = (
    (22, Stage.PLAN, "Charter agreed and the core of both companies named."),
    (78, Stage.TRANSFER, "Plan, risks and gap analysis reviewed by both; tooling ordered."),
)


def set_up_transfer(slug: str, as_: As, today: date) -> None:
    """Tell how the transfer of one client was set up; nothing for the others."""
    begun = today - timedelta(days=_BEGUN)
    found = list_programs(as_(MANAGER, begun))
    program = next((one.id for one in found if one.code == "TT-1"), None)
    if slug != "acme" or program is None:
        return
    _agree(as_, begun, program)
    lay_down(as_, begun, program)
    for at, event in sorted([*_joinings(), *_leavings()], key=lambda one: one[0]):
        _staff(as_, begun + timedelta(days=at), program, event)
    for number, (after, stage, why) in enumerate(MOVES):
        pass_gate(as_, begun, program, STAGES[number])
        scope = as_(MANAGER, begun + timedelta(days=after)).because(why)
        commands.move_stage(scope, program=program, to=stage, version=number)
    show_lately(as_, begun, program)


def _agree(as_: As, begun: date, program: UUID) -> None:
    writer = as_(MANAGER, begun + timedelta(days=4))
    commands.write_charter(writer, program=program, terms=CHARTER, version=0)
    for after, signer in ((15, SITE_HEAD), (19, LEAD)):
        scope = as_(signer, begun + timedelta(days=after))
        page = queries.get_charter_to_sign(scope, program=program)
        if page.shown is None:
            continue
        commands.sign_charter(
            replace(scope, proof=Proof(METHOD, scope.now)),
            charter=page.shown.id,
            version=page.shown.version,
            meaning=Meaning.AGREEMENT,
            content_hash=page.content_hash,
        )


def _joinings() -> Iterator[tuple[int, tuple[Named, bool]]]:
    return ((one.since, (one, False)) for one in TEAM)


def _leavings() -> Iterator[tuple[int, tuple[Named, bool]]]:
    return ((one.left, (one, True)) for one in TEAM if one.left is not None)


def _staff(as_: As, day: date, program: UUID, event: tuple[Named, bool]) -> None:
    named, leaves = event
    scope = as_(named.by, day)
    members = queries.get_team(scope, program=program).team.members
    known = {one.name: one for one in members if one.is_ours}
    if leaves:
        line = known[named.name]
        commands.leave_team(
            scope.because(named.why), member=line.id, version=line.version, left_on=day
        )
        return
    first, last = _HOURS.get(named.zone, (None, None))
    follows = known.get(named.follows)
    is_person = isinstance(named.who, Somebody)
    commands.join_team(
        scope,
        program=program,
        seat=Seat(
            function=named.function,
            is_core=named.is_core,
            since_on=day,
            person=as_(named.who, day).actor if isinstance(named.who, Somebody) else None,
            name="" if is_person else named.name,
            follows=follows.id if follows else None,
        ),
        reach=Reach(
            zone=named.zone,
            contact=named.contact,
            deputy=named.deputy,
            hours_from=first if named.is_core else None,
            hours_to=last if named.is_core else None,
            share_percent=named.share,
        ),
    )
