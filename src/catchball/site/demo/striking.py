"""What the risks of the demo's transfer would delay: tied to tasks of its plan, approved anew."""

from datetime import date, timedelta
from uuid import UUID

from catchball.site.demo.approving import approve
from catchball.site.demo.company import MANAGER, Somebody
from catchball.site.demo.promises import As
from catchball.site.demo.transferring import BOTH
from catchball.workplace.plans.queries import list_task_choices
from catchball.workplace.risks import commands, queries
from catchball.workplace.risks.rules import BY_KEY, PlanTerms

_TIED = timedelta(days=3)  # ago
# By the key of the library's risk: the task that it strikes, and who approves its plan by now.
_STRUCK: dict[str, tuple[str, tuple[Somebody, ...]]] = {
    "process-description": ("Engineering batch", BOTH),
    "facility-fit": ("Fit tooling to line 4", BOTH),
    "method-transfer": ("Test and release qualification batches", BOTH),
    "client-api": ("Release drug substance for trials", BOTH),
    "cleaning": ("Three qualification batches", BOTH[:1]),
}


def tie_risks(slug: str, as_: As, today: date) -> None:
    """Say which task of the transfer each of some risks would delay; nothing for other clients."""
    if slug != "acme":
        return
    manager = as_(MANAGER, today - _TIED)
    [document] = queries.get_assessment_overview(manager).lines
    by_event = {one.event: one.id for one in queries.get_assessment(manager, document.id).risks}
    tasks = {one.name: one.id for one in list_task_choices(manager, document.program)}
    for key, (task, signers) in _STRUCK.items():
        risk = by_event[BY_KEY[key].event]
        _tie(as_, today, risk, tasks[task])
        for signer in signers:
            approve(as_(signer, today - _TIED), risk)


def _tie(as_: As, today: date, risk: UUID, task: UUID) -> None:
    manager = as_(MANAGER, today - _TIED)
    page = queries.get_risk(manager, risk)
    commands.write_plan(
        manager,
        risk=risk,
        version=page.line.version,
        plan=PlanTerms(
            strategy=page.line.strategy,
            contingency=page.contingency,
            trigger=page.trigger,
            residual_probability=page.residual_probability,
            residual_impact=page.residual_impact,
            delay_days=page.delay_days,
            task=task,
            review_on=page.line.review_on,
        ),
    )
