"""The parts of an agreement on what follows a miss, and on the money that it can move."""

from catchball.kernel.words import Later
from catchball.workplace.agreements.rules.parts.shapes import PARTY, Kind, Part, Slot

# The metrics whose shortfall is a quantity of what the client supplied.
OF_MATERIAL = frozenset({"api-yield"})
LADDER = Part(
    "ladder",
    Later("Consequences, step by step"),
    Later("What follows a miss, for either company. The product proposes, people decide."),
    (
        Slot("title", Kind.TEXT, Later("Step")),
        Slot("party", Kind.CHOICE, Later("Whose promise was missed"), options=PARTY, column=True),
        Slot(
            "kind",
            Kind.CHOICE,
            Later("What follows"),
            options=(
                ("visible", Later("red on the scorecard")),
                ("action", Later("an owner and an A3")),
                ("review", Later("a recovery review")),
                ("credit", Later("a credit")),
                ("material", Later("the worth of the client’s material lost")),
                ("terms", Later("a review of prices and terms")),
                ("clock", Later("the manufacturer’s clock stops")),
                ("slot", Later("the slot is released")),
                ("fee", Later("a reservation or expedite fee")),
                ("rebaseline", Later("the manufacturer’s promise is set anew")),
            ),
            column=True,
        ),
        Slot("misses", Kind.WHOLE, Later("After so many misses"), least=1, most=12),
        Slot("window", Kind.WHOLE, Later("In so many periods"), least=1, most=12),
        Slot(
            "counts",
            Kind.CHOICE,
            Later("A miss is a period"),
            options=(
                ("floor", Later("beyond the floor")),
                ("target", Later("short of the target")),
            ),
        ),
        Slot("note", Kind.LONG, Later("In words"), required=False, longest=1_000),
    ),
    many=True,
    one=Later("a step"),
)
CREDITS = Part(
    "credits",
    Later("Credits and their limits"),
    Later("How much money a miss can move, and how it is earned back."),
    (
        Slot("currency", Kind.TEXT, Later("Currency"), longest=3),
        Slot(
            "base",
            Kind.MONEY,
            Later("Invoice base of a month, for rehearsals"),
            Later("The amount that is really invoiced counts when a credit is worked out."),
            required=False,
        ),
        Slot("at_risk", Kind.SHARE, Later("Share at risk")),
        Slot("missed_step", Kind.SHARE, Later("Part of it drawn below the target")),
        Slot("failed_step", Kind.SHARE, Later("Part of it drawn below the floor")),
        Slot("cap", Kind.SHARE, Later("All credits of a month at most")),
        Slot(
            "ramp_up",
            Kind.WHOLE,
            Later("Months without credits after the agreement comes into force"),
            most=60,
        ),
        Slot(
            "earn_back",
            Kind.WHOLE,
            Later("Earned back after so many kept periods in a row"),
            Later("0: credits are not earned back."),
            most=12,
        ),
        Slot("gain_share", Kind.SHARE, Later("Share of a gain above the target yield")),
        Slot(
            "material_value",
            Kind.MONEY,
            Later("Value of one unit of the client’s material"),
            Later("For a shortfall of its yield below target and tolerance, per unit dispensed."),
            required=False,
        ),
        Slot(
            "material_cap",
            Kind.MONEY,
            Later("Material lost in a period at most"),
            Later("Left empty: without a limit. It stands beside the cap of credits."),
            required=False,
        ),
        Slot(
            "rounding",
            Kind.CHOICE,
            Later("Amounts are rounded"),
            options=(
                ("half-even", Later("to the cent, halves to the even one")),
                ("half-up", Later("to the cent, halves up")),
            ),
        ),
    ),
)
