"""The promises of the demo, made as people make them: drafted, offered, signed by both."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from uuid import UUID

from catchball.kernel.days import month_start
from catchball.site.demo.company import LEADS, MANAGER, SITE_HEAD, Somebody
from catchball.trust.permissions import Side
from catchball.trust.scope import Proof, Scope
from catchball.trust.signing import Meaning
from catchball.workplace.agreements import commands, queries

# How the signatures of the demo were proven: nobody typed a password.
METHOD = "demo"

As = Callable[[Somebody, date], Scope]


@dataclass(frozen=True)
class Promised:
    """A promise: when it begins, in months from now, and how far it got."""

    metric: str
    target: str
    floor: str
    months_ago: int
    n_min: int = 8
    offered: bool = True
    signers: tuple[str, ...] = ("cmo", "client")


PROMISED: dict[str, tuple[Promised, ...]] = {
    "acme": (
        Promised("on-time-delivery", "0.95", "0.90", 36),
        Promised("on-time-in-full", "0.92", "0.85", 36),
        Promised("batch-yield", "0.945", "0.92", 36),
        Promised("right-first-time", "0.90", "0.80", 36),
        # Tighter after a good first two years: the step in the charts.
        Promised("on-time-delivery", "0.97", "0.92", 12),
        # The site head has signed; it waits for the client.
        Promised("batch-release-days-median", "14", "20", -1, signers=("cmo",)),
    ),
    "zenith": (
        Promised("on-time-delivery", "0.93", "0.88", 36),
        Promised("on-time-in-full", "0.90", "0.84", 36),
        Promised("batch-yield", "0.90", "0.87", 36),
        Promised("right-first-time", "0.88", "0.78", 36),
        Promised("batch-yield", "0.94", "0.91", 8),
        Promised("right-first-time", "0.92", "0.85", -1, offered=False),
    ),
    "tilia": (
        Promised("on-time-delivery", "0.95", "0.90", 36),
        Promised("batch-yield", "0.94", "0.92", 36),
        Promised("right-first-time", "0.90", "0.80", 36),
        Promised("deviations-per-100-batches", "12", "20", 18),
    ),
    "sorrel-bay": (
        Promised("on-time-delivery", "0.90", "0.80", 7),
        Promised("batch-yield", "0.90", "0.85", 7),
        Promised("right-first-time", "0.90", "0.80", -1, signers=()),
    ),
}


def make_promises(slug: str, as_: As, today: date) -> None:
    """Draft, offer and sign the promises of one client, in the order of their days."""
    signers = {"cmo": SITE_HEAD, "client": LEADS[slug]}
    for one in PROMISED.get(slug, ()):
        from_on = month_start(today, -one.months_ago)
        day = min(from_on - timedelta(days=20), today - timedelta(days=6))
        promise = _draft(as_(MANAGER, day), one, from_on)
        if not one.offered:
            continue
        commands.offer_promise(as_(MANAGER, day + timedelta(days=1)), promise=promise, version=1)
        for after, side in enumerate(one.signers, start=2):
            _sign(as_(signers[side], day + timedelta(days=after)), promise)


def _draft(scope: Scope, one: Promised, from_on: date) -> UUID:
    return commands.draft_promise(
        scope,
        metric_key=one.metric,
        party=Side.CMO,
        program=None,
        target=Decimal(one.target),
        floor=Decimal(one.floor),
        n_min=one.n_min,
        from_on=from_on,
    )


def _sign(scope: Scope, promise: UUID) -> None:
    shown = queries.get_content(scope, promise)
    commands.sign_promise(
        replace(scope, proof=Proof(METHOD, scope.now)),
        promise=promise,
        version=1,
        meaning=Meaning.AGREEMENT,
        content_hash=sha256(shown).hexdigest(),
    )
