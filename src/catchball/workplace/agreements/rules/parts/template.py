"""What the product proposes for a customer service agreement: to start from, never a norm.

Source: docs/metrics.md, “Proposed agreement”, lists each value.
"""

from typing import Any

from catchball.kernel.words import Later
from catchball.workplace.agreements.rules.parts.shapes import Item, Parts, SpanUnit
from catchball.workplace.agreements.rules.parts.spans import span

_HOURS, _DAYS, _BUSINESS = SpanUnit.HOURS, SpanUnit.DAYS, SpanUnit.BUSINESS_DAYS

# Metric, weight, critical, share of the amount at risk, and the role that answers for it.
PROMISED: tuple[tuple[str, int, bool, str, Later], ...] = (
    ("on-time-delivery", 30, True, "0.3", Later("Program manager")),
    ("on-time-in-full", 15, False, "0.1", Later("Program manager")),
    ("schedule-adherence", 10, False, "0.1", Later("Manufacturing supervisor")),
    ("right-first-time", 15, True, "0.2", Later("Quality lead")),
    ("batch-yield", 15, False, "0.2", Later("Technical services")),
    ("batch-release-days-median", 15, False, "0.1", Later("Quality lead")),
)


def _class(
    key: str,
    title: Later,
    examples: tuple[Later, ...],
    first: dict[str, Any],
    plan: dict[str, Any] | None,
    resolution: dict[str, Any] | None,
    steps: tuple[tuple[int, Later], ...],
) -> Item:
    item: Item = {
        "id": key,
        "title": str(title),
        "examples": [str(one) for one in examples],
        "party": "both",
        "first": first,
        "plan": plan,
        "resolution": resolution,
    }
    for number in (1, 2, 3):
        at, to = steps[number - 1] if number <= len(steps) else (None, "")
        item[f"at_{number}"], item[f"to_{number}"] = at, str(to)
    return item


def _responses() -> list[Item]:
    sides = Later("Both program managers")
    heads = Later("Quality heads of both companies")
    return [
        _class(
            "a",
            Later("A critical"),
            (
                Later("Possible defect of distributed product"),
                Later("Sterility failure"),
                Later("For-cause inspection"),
            ),
            span(2, _HOURS),
            span(24, _HOURS),
            None,
            (
                (0, Later("Quality head and the client’s lead")),
                (200, Later("Executives of both companies, after 4 hours")),
            ),
        ),
        _class(
            "b",
            Later("B urgent"),
            (
                Later("Major deviation"),
                Later("Out-of-specification result"),
                Later("Batch stopped"),
                Later("Temperature excursion"),
            ),
            span(1, _BUSINESS),
            span(3, _BUSINESS),
            span(10, _BUSINESS),
            ((50, sides), (100, heads)),
        ),
        _class(
            "c",
            Later("C normal"),
            (
                Later("Technical question"),
                Later("Question about the schedule"),
                Later("Comment on a document"),
            ),
            span(1, _BUSINESS),
            None,
            span(5, _BUSINESS),
            ((100, sides),),
        ),
        _class(
            "d",
            Later("D planned"),
            (Later("Change request"), Later("Quote"), Later("Booking of an audit")),
            span(2, _BUSINESS),
            None,
            span(10, _BUSINESS),
            ((120, sides),),
        ),
    ]


def _notice(key: str, title: Later, how: str, limit: dict[str, Any] | None, to: Later) -> Item:
    return {
        "id": key,
        "title": str(title),
        "party": "cmo",
        "how": how,
        "limit": limit,
        "to": str(to),
    }


def _notices() -> list[Item]:
    quality, regulatory = Later("Client quality"), Later("Client quality and regulatory affairs")
    day = span(1, _BUSINESS)
    return [
        _notice("inspection", Later("Regulatory inspection that touches the product"), "within", day, regulatory),
        _notice("oos", Later("Confirmed out-of-specification result"), "within", day, quality),
        _notice("critical", Later("Critical deviation"), "within", day, quality),
        _notice("major", Later("Major deviation"), "within", day, quality),
        _notice("minor", Later("Minor deviation"), "record", None, quality),
        _notice("filing", Later("Change that affects the filing"), "before", span(30, _DAYS), regulatory),
        _notice("recall", Later("Event that may lead to a recall"), "within", span(8, _HOURS), regulatory),
    ]  # fmt: skip


def _body(
    key: str, title: Later, members: Later, cadence: str, decides: Later, after: Any, to: Later
) -> Item:
    return {
        "id": key,
        "title": str(title),
        "members": str(members),
        "cadence": cadence,
        "decides": str(decides),
        "after": after,
        "to": str(to),
    }


def _governance() -> list[Item]:
    return [
        _body(
            "core",
            Later("Core team"),
            Later(
                "Program managers of both companies, manufacturing, technical services, quality "
                "assurance and control, supply; regulatory affairs and finance as needed"
            ),
            "weekly",
            Later("Plan, actions, risks"),
            span(10, _BUSINESS),
            Later("Operations and quality review"),
        ),
        _body(
            "operations",
            Later("Operations and quality review"),
            Later("Site leads; the client’s external manufacturing and quality"),
            "monthly",
            Later("Rulings on the scorecard, corrective actions, capacity"),
            span(10, _BUSINESS),
            Later("Steering committee"),
        ),
        _body(
            "steering",
            Later("Steering committee"),
            Later("Executive sponsors of both companies"),
            "quarterly",
            Later("Objectives, consequences, scope, investment"),
            span(30, _DAYS),
            Later("Executives"),
        ),
        _body(
            "executives",
            Later("Executives"),
            Later("Chief executives or heads of the business units"),
            "needed",
            Later("What the steering committee could not settle"),
            None,
            Later("Dispute resolution of the master agreement"),
        ),
    ]


def _step(
    key: str, title: Later, party: str, kind: str, misses: int, window: int, counts: str = "floor"
) -> Item:
    return {
        "id": key,
        "title": str(title),
        "party": party,
        "kind": kind,
        "misses": misses,
        "window": window,
        "counts": counts,
        "note": "",
    }


def _ladder() -> list[Item]:
    return [
        _step("cmo-1", Later("1 Visible"), "cmo", "visible", 1, 1),
        _step("cmo-2", Later("2 Owner and A3"), "cmo", "action", 1, 1),
        _step("cmo-3", Later("3 Recovery review of the sponsors"), "cmo", "review", 2, 3),
        _step("cmo-4", Later("4 Credit"), "cmo", "credit", 3, 6),
        _step("cmo-5", Later("5 Prices and terms"), "cmo", "terms", 4, 6),
        _step("client-1", Later("Client 1 Clock stops"), "client", "clock", 1, 1),
        _step("client-2", Later("Client 2 Slot released"), "client", "slot", 2, 3),
        _step("client-3", Later("Client 3 Fee"), "client", "fee", 2, 3),
        _step("client-4", Later("Client 4 Promise set anew"), "client", "rebaseline", 3, 6),
    ]


def _credits() -> Item:
    return {
        "currency": "EUR",
        "base": None,
        "at_risk": "0.1",
        "missed_step": "0.5",
        "failed_step": "1",
        "cap": "0.1",
        "ramp_up": 3,
        "earn_back": 3,
        "gain_share": "0",
        "material_value": None,
        "material_cap": None,
        "rounding": "half-even",
    }


def propose_parts() -> Parts:
    """Return what the template says on all that does not depend on the two companies.

    Each item is marked as proposed; the mark falls once somebody keeps the item, and is never
    part of what is signed. None of it is a regulation or an industry norm.
    """
    parts: Parts = {
        "responses": _responses(),
        "notices": _notices(),
        "governance": _governance(),
        "ladder": _ladder(),
        "credits": _credits(),
    }
    for content in parts.values():
        for item in content if isinstance(content, list) else [content]:
            item["proposed"] = True
    return parts


# In working days of whose turn it is, where no agreement says otherwise.
ANSWER_WITHIN = 10
RULING_WITHIN = 10
PRECEDENCE = Later(
    "The quality agreement prevails on quality, and the master agreement on commercial liability."
)
PAUSES = Later(
    "Only for a named wait on the other company. Reopening resumes the original clock, and a due "
    "date keeps its original value."
)
