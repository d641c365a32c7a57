"""The words in which risks are sorted: method, category, phase, strategy."""

from enum import StrEnum

from catchball.kernel.words import Later


class Method(StrEnum):
    """How the risks of a document are scored."""

    MATRIX = "matrix"
    FMEA = "fmea"

    @property
    def label(self) -> str:
        """The method as people call it, and what it is."""
        return str(_METHODS[self])


_METHODS = {
    Method.MATRIX: Later("Matrix: probability × impact, with a level for each pair"),
    Method.FMEA: Later("FMEA: severity × occurrence × detection in ten steps, severity first"),
}


class Category(StrEnum):
    """What a risk is about."""

    PROCESS = "process"
    ANALYTICS = "analytics"
    MATERIAL = "material"
    EQUIPMENT = "equipment"
    QUALITY = "quality"
    PEOPLE = "people"
    SUPPLY = "supply"
    REGULATORY = "regulatory"
    PROGRAM = "program"

    @property
    def label(self) -> str:
        """The category as people call it."""
        return str(_CATEGORIES[self])


_CATEGORIES = {
    Category.PROCESS: Later("Process and scale"),
    Category.ANALYTICS: Later("Analytical methods"),
    Category.MATERIAL: Later("Materials"),
    Category.EQUIPMENT: Later("Equipment and facility"),
    Category.QUALITY: Later("Quality and sterility"),
    Category.PEOPLE: Later("People"),
    Category.SUPPLY: Later("Supply and logistics"),
    Category.REGULATORY: Later("Regulatory"),
    Category.PROGRAM: Later("Program and decisions"),
}


class Phase(StrEnum):
    """The phase of a transfer in which a risk would happen.

    Source: WHO Technical Report Series 1044, Annex 4: initiation, planning, execution, review.
    """

    INITIATION = "initiation"
    PLANNING = "planning"
    EXECUTION = "execution"
    REVIEW = "review"

    @property
    def label(self) -> str:
        """The phase as people call it."""
        return str(_PHASES[self])


_PHASES = {
    Phase.INITIATION: Later("Initiation"),
    Phase.PLANNING: Later("Planning"),
    Phase.EXECUTION: Later("Execution"),
    Phase.REVIEW: Later("Review and close-out"),
}


class Strategy(StrEnum):
    """How a risk is answered."""

    AVOID = "avoid"
    TRANSFER = "transfer"
    MITIGATE = "mitigate"
    ACCEPT = "accept"

    @property
    def label(self) -> str:
        """The strategy as people call it."""
        return str(_STRATEGIES[self][0])

    @property
    def explained(self) -> str:
        """What the strategy means."""
        return str(_STRATEGIES[self][1])


_STRATEGIES = {
    Strategy.AVOID: (Later("Avoid"), Later("take away what could cause it")),
    Strategy.TRANSFER: (Later("Transfer"), Later("let somebody carry it who can do so better")),
    Strategy.MITIGATE: (Later("Mitigate"), Later("make it less likely, or less harmful")),
    Strategy.ACCEPT: (Later("Accept"), Later("live with it, and watch for its sign")),
}
