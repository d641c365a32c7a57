"""A blind round of the demo's transfer: what each company gave before it heard the other."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from catchball.site.demo.company import LEADS, MANAGER
from catchball.site.demo.promises import As
from catchball.workplace.risks import commands, queries
from catchball.workplace.risks.rules import Score

# How many days after the beginning it was held.
ROUND = 144
# The manufacturer's score, the client's, and why the client gave it.
APART = {
    "inspection": (
        (3, 3, 2, 3, 3),
        (4, 4, 3, 3, 4),
        "Two of our last five transfers lost a month.",
    ),
    "api-documents": ((2, 2, 2, 1, 2), (3, 2, 2, 1, 2), "Our site issues them after release only."),
    "operators": ((2, 2, 2, 1, 1), (2, 2, 2, 1, 1), ""),
    "cold-chain": ((1, 2, 3, 2, 2), (3, 3, 4, 2, 5), "The lane through Basel failed in July."),
}


def score_of(steps: tuple[int, int, int, int, int]) -> Score:
    """Return a score from its steps in the order of the scales."""
    probability, quality, schedule, cost, supply = steps
    return Score(
        probability=probability, quality=quality, schedule=schedule, cost=cost, supply=supply
    )


def score_apart(as_: As, day: date, document: UUID, by_key: Mapping[str, UUID]) -> None:
    """Score some risks blind, both companies apart, and agree on one of them."""
    manager, lead = as_(MANAGER, day), as_(LEADS["acme"], day)
    commands.begin_round(manager, assessment=document, risks=[by_key[key] for key in APART])
    for key, (ours, theirs, why) in APART.items():
        for scope, steps in ((manager, ours), (lead.because(why), theirs)):
            commands.score_blind(scope, risk=by_key[key], version=0, score=score_of(steps))
    for scope in (manager, lead):
        commands.close_round(scope, assessment=document)
    risk = by_key["api-documents"]
    commands.reconcile_score(
        manager.because("The client knows its own release."),
        risk=risk,
        version=queries.get_risk(manager, risk).line.version,
        score=score_of(APART["api-documents"][1]),
    )
