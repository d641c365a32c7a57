"""The parts of a customer service agreement, in the order in which they are read."""

from catchball.kernel.errors import NotFound
from catchball.kernel.words import Later, _
from catchball.trust.permissions import Side
from catchball.workplace.agreements.rules.parts.money import CREDITS, LADDER
from catchball.workplace.agreements.rules.parts.shapes import PARTY, Kind, Part, Slot

_EITHER = (*PARTY, ("both", Later("Whoever is asked")))


class NoSuchPart(NotFound):
    """An agreement has no such part, or the part no such line."""


PARTIES = Part(
    "parties",
    Later("Parties and signatories"),
    Later("Who agrees, who signs for each company, and in which order."),
    (
        Slot("cmo_name", Kind.TEXT, Later("Name of the manufacturer")),
        Slot("client_name", Kind.TEXT, Later("Name of the client")),
        Slot(
            "cmo_signatory",
            Kind.PERSON,
            Later("Signs for the manufacturer"),
            Later("Nobody named: whoever may sign promises for the company."),
            required=False,
            side=Side.CMO,
        ),
        Slot(
            "client_signatory",
            Kind.PERSON,
            Later("Signs for the client"),
            Later("Nobody named: whoever may sign promises for the company."),
            required=False,
            side=Side.CLIENT,
        ),
        Slot(
            "order",
            Kind.CHOICE,
            Later("Order of signing"),
            options=(
                ("any", Later("In either order")),
                ("cmo", Later("The manufacturer first")),
                ("client", Later("The client first")),
            ),
        ),
    ),
)
SCOPE = Part(
    "scope",
    Later("Scope"),
    Later("For which programs and services the agreement holds."),
    (
        Slot(
            "programs",
            Kind.PROGRAMS,
            Later("Programs"),
            Later("None chosen: all programs, also later ones."),
            required=False,
        ),
        Slot("services", Kind.LONG, Later("Services"), required=False, longest=2_000),
    ),
)
CALENDARS = Part(
    "calendars",
    Later("Working calendars and zones"),
    Later("When either side works, and in which zone days are counted."),
    (
        Slot("zone", Kind.TEXT, Later("Days are counted in")),
        Slot(
            "business",
            Kind.CHOICE,
            Later("A business day is one on which"),
            options=(
                ("both", Later("both companies work")),
                ("cmo", Later("the manufacturer’s site works")),
                ("owner", Later("the company that owes the answer works")),
            ),
        ),
        Slot("cmo_hours", Kind.LONG, Later("The manufacturer works"), longest=2_000),
        Slot("client_hours", Kind.LONG, Later("The client works"), longest=2_000),
        Slot(
            "pauses",
            Kind.LONG,
            Later("Clocks pause"),
            required=False,
            longest=2_000,
        ),
    ),
)
PROMISES = Part(
    "promises",
    Later("Promises"),
    Later("What either company owes the other, measured in numbers that neither can bend."),
    (
        Slot("title", Kind.TEXT, Later("Metric")),
        Slot("party", Kind.CHOICE, Later("Who promises it"), options=PARTY),
        Slot("program", Kind.PROGRAM, Later("For which program"), required=False),
        Slot("target", Kind.MEASURE, Later("Target"), column=True),
        Slot("floor", Kind.MEASURE, Later("Floor"), column=True),
        Slot(
            "tolerance",
            Kind.MEASURE,
            Later("Tolerance"),
            Later("A miss by no more than this is shown, and has no consequence."),
            required=False,
        ),
        Slot(
            "period",
            Kind.CHOICE,
            Later("Judged each"),
            options=(
                ("month", Later("month")),
                ("quarter", Later("quarter")),
                ("year", Later("year")),
            ),
        ),
        Slot("weight", Kind.WHOLE, Later("Weight"), least=0, most=100, column=True),
        Slot(
            "n_min",
            Kind.WHOLE,
            Later("Least number of facts"),
            Later("With fewer facts in a period the number is shown without a verdict."),
            least=1,
            most=10_000,
        ),
        Slot(
            "grace",
            Kind.WHOLE,
            Later("Misses forgiven in twelve periods"),
            Later("So many misses are shown, and have no consequence."),
            least=0,
            most=12,
        ),
        Slot(
            "allocation",
            Kind.SHARE,
            Later("Share of the amount at risk"),
            Later("How much of the credits this promise can draw; 0: none."),
        ),
        Slot(
            "critical",
            Kind.FLAG,
            Later("Critical"),
            Later("No average may hide it when it is red."),
            required=False,
        ),
        Slot(
            "owner",
            Kind.TEXT,
            Later("Owner"),
            Later("The role that answers for it."),
            required=False,
        ),
        Slot(
            "from_on",
            Kind.DAY,
            Later("Holds from"),
            Later("Left empty: from the day on which the agreement comes into force."),
            required=False,
        ),
    ),
    many=True,
    one=Later("a promise"),
)
RESPONSES = Part(
    "responses",
    Later("Response classes"),
    Later("How soon an inquiry is answered by a person, planned and resolved."),
    (
        Slot("title", Kind.TEXT, Later("Class")),
        Slot(
            "examples",
            Kind.TAGS,
            Later("What belongs to it"),
            Later("One a line. Each event belongs to one class only."),
            longest=1_000,
        ),
        Slot("party", Kind.CHOICE, Later("Who answers"), options=_EITHER),
        Slot("first", Kind.SPAN, Later("First answer by a person"), column=True),
        Slot("plan", Kind.SPAN, Later("Plan"), required=False, column=True),
        Slot("resolution", Kind.SPAN, Later("Resolution"), required=False, column=True),
        *(
            slot
            for number in (1, 2, 3)
            for slot in (
                Slot(
                    f"at_{number}",
                    Kind.WHOLE,
                    Later(
                        "Step %(number)s of escalation: at per cent of the limit",
                        {"number": number},
                    ),
                    required=False,
                    most=500,
                ),
                Slot(
                    f"to_{number}",
                    Kind.TEXT,
                    Later("Step %(number)s of escalation: to", {"number": number}),
                    required=False,
                ),
            )
        ),
    ),
    many=True,
    one=Later("a response class"),
)
NOTICES = Part(
    "notices",
    Later("Notification limits"),
    Later("What one company tells the other without being asked, and how soon."),
    (
        Slot("title", Kind.TEXT, Later("Event")),
        Slot("party", Kind.CHOICE, Later("Who tells"), options=PARTY, column=True),
        Slot(
            "how",
            Kind.CHOICE,
            Later("When"),
            options=(
                ("within", Later("within a limit, from discovery on")),
                ("record", Later("with the batch record")),
                ("before", Later("before it is done, at least so long ahead")),
            ),
            column=True,
        ),
        Slot("limit", Kind.SPAN, Later("Limit"), required=False, column=True),
        Slot("to", Kind.TEXT, Later("To whom"), required=False),
    ),
    many=True,
    one=Later("a notification limit"),
)
GOVERNANCE = Part(
    "governance",
    Later("Governance"),
    Later("Who meets how often, what they decide, and where a question goes that stays open."),
    (
        Slot("title", Kind.TEXT, Later("Body")),
        Slot("members", Kind.LONG, Later("Members"), longest=1_000),
        Slot(
            "cadence",
            Kind.CHOICE,
            Later("Meets"),
            options=(
                ("weekly", Later("each week")),
                ("monthly", Later("each month")),
                ("quarterly", Later("each quarter")),
                ("needed", Later("when needed")),
            ),
            column=True,
        ),
        Slot("decides", Kind.LONG, Later("Decides"), longest=1_000, column=True),
        Slot("after", Kind.SPAN, Later("Escalates after"), required=False, column=True),
        Slot("to", Kind.TEXT, Later("Escalates to"), required=False),
    ),
    many=True,
    one=Later("a body"),
)
TERMS = Part(
    "terms",
    Later("Force, review and precedence"),
    Later("From when the agreement holds, when it is looked at again, and what stands above it."),
    (
        Slot("from_on", Kind.DAY, Later("In force from")),
        Slot("review_on", Kind.DAY, Later("Reviewed by")),
        Slot(
            "answer_within",
            Kind.WHOLE,
            Later("Working days to answer"),
            Later("A claim of exclusion, a close or a finding. Left empty: 10."),
            required=False,
            least=1,
            most=90,
        ),
        Slot(
            "ruling_within",
            Kind.WHOLE,
            Later("Working days to rule"),
            Later("For the governance body, from a dispute on. Left empty: 10."),
            required=False,
            least=1,
            most=90,
        ),
        Slot("quality_agreement", Kind.TEXT, Later("Quality agreement"), required=False),
        Slot("master_agreement", Kind.TEXT, Later("Master agreement"), required=False),
        Slot("precedence", Kind.LONG, Later("Where they disagree"), longest=2_000),
    ),
)
PARTS = (
    PARTIES,
    SCOPE,
    PROMISES,
    RESPONSES,
    NOTICES,
    GOVERNANCE,
    LADDER,
    CREDITS,
    CALENDARS,
    TERMS,
)
_BY_KEY = {part.key: part for part in PARTS}


def get_part(key: str) -> Part:
    """Return the part of an agreement under that key.

    :raises NoSuchPart: if there is none
    """
    if key not in _BY_KEY:
        raise NoSuchPart(_("An agreement has no such part."))
    return _BY_KEY[key]
