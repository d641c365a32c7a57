"""Program templates: stages with their gates, tasks, work and starter risks to begin with.

Compiled from published accounts of transfers and from practice: a place to begin, and no norm.
Their words are put down in the language of whoever opens a program with them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from catchball.kernel.words import Later
from catchball.trust.permissions import Side
from catchball.workplace.plans.rules import Owner
from catchball.workplace.teams.rules.duties import Assigned, Letter
from catchball.workplace.teams.rules.gates import OwedBy
from catchball.workplace.teams.rules.members import Function
from catchball.workplace.teams.rules.stages import Stage

_CMO, _CLIENT, _BOTH = Owner.CMO, Owner.CLIENT, Owner.BOTH
_BY_CMO, _BY_CLIENT, _BY_BOTH = OwedBy.CMO, OwedBy.CLIENT, OwedBy.BOTH


@dataclass(frozen=True)
class PlannedTask:
    """A task to begin with; `waits_for` as people write links, `low` and `high` its estimates.

    One of no duration is a milestone; one before a deeper level is a summary.
    """

    name: Later
    level: int
    duration: str
    owner: Owner
    waits_for: str = ""
    low: str = ""
    high: str = ""


@dataclass(frozen=True)
class PlannedWork:
    """A piece of work to begin with, and who answers for it."""

    title: Later
    duties: tuple[Assigned, ...]


@dataclass(frozen=True)
class ProgramTemplate:
    """What a program of a kind begins with; `starters` are keys of the library of risks."""

    key: str
    name: Later
    about: Later
    gates: Mapping[Stage, tuple[tuple[Later, OwedBy], ...]]
    tasks: tuple[PlannedTask, ...]
    work: tuple[PlannedWork, ...]
    starters: tuple[str, ...]

    @property
    def criteria(self) -> int:
        """How many criteria its gates ask for."""
        return sum(len(asked) for asked in self.gates.values())

    @property
    def milestones(self) -> int:
        """How many of its tasks are milestones."""
        return sum(one.duration == "0" for one in self.tasks)


def _duties(letters: str) -> tuple[Assigned, ...]:
    """Return the duties of a line such as “A cmo quality, R client quality”."""
    found = []
    for part in letters.split(", "):
        letter, side, function = part.split(" ")
        found.append(Assigned(Side(side), Function(function), Letter(letter)))
    return tuple(sorted(found))


def _work(title: Later, letters: str) -> PlannedWork:
    return PlannedWork(title, _duties(letters))


_INITIATE = (
    (Later("The charter is agreed by both companies"), _BY_BOTH),
    (Later("A core member of each function is named, with a deputy"), _BY_BOTH),
)
_CLOSE = (
    (Later("Lessons are written into the risks and gates of the next program"), _BY_BOTH),
    (Later("Open actions are handed over to somebody who accepted them"), _BY_BOTH),
)
TRANSFER = ProgramTemplate(
    key="technology-transfer",
    name=Later("Technology transfer"),
    about=Later("A process with its methods moves to the manufacturer and is qualified there."),
    gates={
        Stage.INITIATE: (
            *_INITIATE,
            (Later("The process description and development history are received"), _BY_CLIENT),
        ),
        Stage.PLAN: (
            (Later("The gaps of equipment and facility are assessed, each with an owner"), _BY_CMO),
            (Later("Every red risk has a plan that both companies approved"), _BY_BOTH),
            (Later("The transfer plan is approved"), _BY_BOTH),
        ),
        Stage.TRANSFER: (
            (Later("The analytical methods are transferred"), _BY_BOTH),
            (Later("The equipment is qualified for the process"), _BY_CMO),
            (Later("The drug substance is released for trials, with its documents"), _BY_CLIENT),
            (Later("The master batch record is approved by both"), _BY_BOTH),
        ),
        Stage.EXECUTE: (
            (Later("The engineering batch is made and reviewed"), _BY_CMO),
            (Later("The qualification batches are released"), _BY_BOTH),
            (Later("The report of the process qualification is approved"), _BY_BOTH),
        ),
        Stage.MONITOR: _CLOSE,
    },
    tasks=(
        PlannedTask(Later("Prepare"), 1, "1d", _BOTH),
        PlannedTask(Later("Hand over the process description"), 2, "8d", _CLIENT, "", "5d", "15d"),
        PlannedTask(Later("Assess gaps of equipment and facility"), 2, "6d", _CMO, "2SS+2d", "4d", "9d"),
        PlannedTask(Later("Assess risks together"), 2, "4d", _BOTH, "2, 3", "3d", "8d"),
        PlannedTask(Later("Transfer plan approved"), 2, "0", _BOTH, "4"),
        PlannedTask(Later("Materials and equipment"), 1, "1d", _BOTH, "5"),
        PlannedTask(Later("Order tooling and parts"), 2, "30d", _CMO, "", "22d", "55d"),
        PlannedTask(Later("Release drug substance for trials"), 2, "15d", _CLIENT, "", "10d", "28d"),
        PlannedTask(Later("Qualify the equipment"), 2, "10d", _CMO, "7", "7d", "16d"),
        PlannedTask(Later("Equipment qualified"), 2, "0", _CMO, "9"),
        PlannedTask(Later("Analytical transfer"), 1, "1d", _BOTH, "5"),
        PlannedTask(Later("Test side by side"), 2, "15d", _BOTH, "", "10d", "24d"),
        PlannedTask(Later("Report the method transfer"), 2, "5d", _CMO, "12", "3d", "8d"),
        PlannedTask(Later("Methods transferred"), 2, "0", _BOTH, "13"),
        PlannedTask(Later("Trials and qualification"), 1, "1d", _BOTH),
        PlannedTask(Later("Approve the master batch record"), 2, "15d", _BOTH, "5", "10d", "30d"),
        PlannedTask(Later("Make the engineering batch"), 2, "3d", _CMO, "8, 10, 14, 16", "3d", "5d"),
        PlannedTask(Later("Test and review the engineering batch"), 2, "8d", _BOTH, "17", "6d", "14d"),
        PlannedTask(Later("Decision to qualify"), 2, "0", _BOTH, "18"),
        PlannedTask(Later("Make three qualification batches"), 2, "9d", _CMO, "19FS+5d", "9d", "15d"),
        PlannedTask(Later("Test and release the qualification batches"), 2, "15d", _BOTH, "20", "12d", "25d"),
        PlannedTask(Later("Report the process qualification"), 2, "6d", _CMO, "21", "5d", "10d"),
        PlannedTask(Later("Ready for commercial supply"), 1, "0", _BOTH, "22"),
    ),
    work=(
        _work(Later("Process description and development history"), "A client technical-services, C cmo technical-services, I cmo quality"),
        _work(Later("Gap assessment"), "A cmo technical-services, R cmo manufacturing, C client technical-services"),
        _work(Later("Method transfer"), "A cmo quality, R client quality"),
        _work(Later("Master batch record"), "A cmo technical-services, R cmo manufacturing, C client quality"),
        _work(Later("Drug substance and its documents"), "A client supply, R client quality, I cmo supply"),
        _work(Later("Process qualification"), "A cmo quality, R cmo manufacturing, C client quality, I client regulatory"),
        _work(Later("Filing"), "A client regulatory, C cmo regulatory, I cmo quality"),
    ),
    starters=(
        "process-description", "scope-assumed", "facility-fit", "scale-mixing", "method-transfer",
        "client-api", "api-documents", "batch-record", "specification", "cleaning", "operators",
        "key-person", "capacity", "ppq-early", "comparability", "decisions", "timeline",
    ),
)  # fmt: skip
QUALIFICATION = ProgramTemplate(
    key="process-qualification",
    name=Later("Process performance qualification"),
    about=Later("A process that runs at the manufacturer is shown to be under control."),
    gates={
        Stage.INITIATE: _INITIATE,
        Stage.PLAN: (
            (Later("The protocol is approved by both companies"), _BY_BOTH),
            (Later("Every red risk has a plan that both companies approved"), _BY_BOTH),
            (Later("Slots, people and laboratory are reserved"), _BY_CMO),
        ),
        Stage.TRANSFER: (
            (Later("Equipment, utilities and methods are qualified"), _BY_CMO),
            (Later("Operators are trained on the batch record"), _BY_CMO),
            (Later("Materials are released, with their documents"), _BY_BOTH),
        ),
        Stage.EXECUTE: (
            (Later("Every qualification batch meets its criteria"), _BY_CMO),
            (Later("Each deviation is closed, with its effect assessed"), _BY_BOTH),
            (Later("The report of the process qualification is approved"), _BY_BOTH),
        ),
        Stage.MONITOR: _CLOSE,
    },
    tasks=(
        PlannedTask(Later("Write the protocol"), 1, "8d", _CMO, "", "5d", "14d"),
        PlannedTask(Later("Review the protocol"), 1, "5d", _CLIENT, "1", "3d", "10d"),
        PlannedTask(Later("Protocol approved"), 1, "0", _BOTH, "2"),
        PlannedTask(Later("Release the materials"), 1, "10d", _BOTH, "3", "7d", "20d"),
        PlannedTask(Later("Train the operators"), 1, "5d", _CMO, "3", "3d", "8d"),
        PlannedTask(Later("Ready to qualify"), 1, "0", _BOTH, "4, 5"),
        PlannedTask(Later("Make three qualification batches"), 1, "9d", _CMO, "6", "9d", "15d"),
        PlannedTask(Later("Test and release the qualification batches"), 1, "15d", _BOTH, "7", "12d", "25d"),
        PlannedTask(Later("Report the process qualification"), 1, "6d", _CMO, "8", "5d", "10d"),
        PlannedTask(Later("Process qualified"), 1, "0", _BOTH, "9"),
    ),
    work=(
        _work(Later("Protocol and report"), "A cmo quality, R cmo technical-services, C client quality"),
        _work(Later("Making the batches"), "A cmo manufacturing, C cmo technical-services, I client project-management"),
        _work(Later("Testing and release"), "A cmo quality, R client quality"),
        _work(Later("Filing"), "A client regulatory, C cmo regulatory"),
    ),
    starters=("ppq-early", "operators", "capacity", "laboratory", "client-api", "api-documents", "specification", "comparability", "timeline"),
)  # fmt: skip
SUPPLY = ProgramTemplate(
    key="commercial-supply",
    name=Later("Commercial supply"),
    about=Later("A qualified process supplies the market, month after month."),
    gates={
        Stage.INITIATE: (
            *_INITIATE,
            (Later("The customer service agreement is in force"), _BY_BOTH),
        ),
        Stage.PLAN: (
            (Later("The forecast of the first year is issued"), _BY_CLIENT),
            (Later("Slots of the first half-year are confirmed"), _BY_CMO),
        ),
        Stage.TRANSFER: (
            (Later("The process is qualified and its variation approved"), _BY_BOTH),
            (Later("Materials of the first orders are on site"), _BY_BOTH),
        ),
        Stage.EXECUTE: (
            (Later("Three deliveries in a row kept their first confirmed day"), _BY_CMO),
        ),
        Stage.MONITOR: _CLOSE,
    },
    tasks=(
        PlannedTask(Later("Issue the forecast of the first year"), 1, "5d", _CLIENT, "", "3d", "10d"),
        PlannedTask(Later("Confirm slots of the first half-year"), 1, "5d", _CMO, "1", "3d", "8d"),
        PlannedTask(Later("Supply plan agreed"), 1, "0", _BOTH, "2"),
        PlannedTask(Later("Bring material for the first orders on site"), 1, "20d", _CLIENT, "3", "15d", "30d"),
        PlannedTask(Later("Make the first commercial batch"), 1, "3d", _CMO, "4", "3d", "5d"),
        PlannedTask(Later("Release the first commercial batch"), 1, "20d", _BOTH, "5", "15d", "30d"),
        PlannedTask(Later("First delivery"), 1, "0", _CMO, "6"),
    ),
    work=(
        _work(Later("Forecast and orders"), "A client supply, C cmo supply"),
        _work(Later("Schedule of slots"), "A cmo supply, R cmo manufacturing, I client supply"),
        _work(Later("Release"), "A cmo quality, R client quality"),
        _work(Later("Deviations told in time"), "A cmo quality, I client quality"),
    ),
    starters=("client-api", "api-documents", "single-source", "capacity", "laboratory", "inspection", "cold-chain", "decisions", "key-person"),
)  # fmt: skip
ANALYTICAL = ProgramTemplate(
    key="analytical-transfer",
    name=Later("Analytical transfer"),
    about=Later("The methods of a product move to the manufacturer’s laboratory."),
    gates={
        Stage.INITIATE: _INITIATE,
        Stage.PLAN: (
            (Later("The methods are read and their gaps told"), _BY_CMO),
            (Later("The protocol with its acceptance criteria is approved"), _BY_BOTH),
        ),
        Stage.TRANSFER: (
            (Later("Samples, reference standards and columns are on site"), _BY_CLIENT),
            (Later("Analysts are trained"), _BY_CMO),
        ),
        Stage.EXECUTE: (
            (Later("The comparison meets the acceptance criteria"), _BY_BOTH),
            (Later("The report of the method transfer is approved"), _BY_BOTH),
        ),
        Stage.MONITOR: _CLOSE,
    },
    tasks=(
        PlannedTask(Later("Hand over the methods"), 1, "5d", _CLIENT, "", "3d", "10d"),
        PlannedTask(Later("Read the methods and tell the gaps"), 1, "5d", _CMO, "1", "3d", "8d"),
        PlannedTask(Later("Approve the protocol"), 1, "5d", _BOTH, "2", "3d", "10d"),
        PlannedTask(Later("Protocol approved"), 1, "0", _BOTH, "3"),
        PlannedTask(Later("Ship samples and standards"), 1, "8d", _CLIENT, "4", "5d", "15d"),
        PlannedTask(Later("Train the analysts"), 1, "5d", _CMO, "4", "3d", "8d"),
        PlannedTask(Later("Test side by side"), 1, "15d", _BOTH, "5, 6", "10d", "24d"),
        PlannedTask(Later("Report the method transfer"), 1, "5d", _CMO, "7", "3d", "8d"),
        PlannedTask(Later("Methods transferred"), 1, "0", _BOTH, "8"),
    ),
    work=(
        _work(Later("Methods and their history"), "A client quality, C cmo quality"),
        _work(Later("Protocol and report"), "A cmo quality, R client quality"),
        _work(Later("Samples and standards"), "A client supply, R client quality, I cmo supply"),
    ),
    starters=("method-transfer", "method-changing", "reference-standard", "laboratory", "key-person", "decisions"),
)  # fmt: skip
TEMPLATES = (TRANSFER, QUALIFICATION, SUPPLY, ANALYTICAL)
TEMPLATES_BY_KEY = {one.key: one for one in TEMPLATES}
