"""The starter library: thirty-one risks of technology transfers, with what answers them.

Compiled from published accounts of transfers and from practice: a place to begin, and no norm.
Its words are stored in English and translated where they are read.
"""

from dataclasses import dataclass

from catchball.kernel.words import _
from catchball.workplace.risks.rules.words import Category, Phase


@dataclass(frozen=True)
class Starter:
    """A risk to begin with: cause, event, effect, a response and a contingency."""

    key: str
    category: Category
    phase: Phase
    event: str
    cause: str
    effect: str
    response: str
    contingency: str


LIBRARY = (
    Starter(
        "process-description",
        Category.PROCESS,
        Phase.INITIATION,
        "The process description or development history is incomplete",
        "Knowledge was handed over by conversation",
        "The process is set up on guesses and repeated",
        "A structured package, received through a readiness gate",
        "An expert of the sending site on the floor",
    ),
    Starter(
        "scope-assumed",
        Category.PROGRAM,
        Phase.INITIATION,
        "Work is assumed, not listed",
        "The work order was written without all functions",
        "Unplanned work, change orders, delay",
        "A work order template filled in by every function",
        "A path for change orders with a limit on each turn",
    ),
    Starter(
        "facility-fit",
        Category.EQUIPMENT,
        Phase.PLANNING,
        "Equipment or facility does not fit the process",
        "Sites were compared on paper alone",
        "Modifications, or a process changed late",
        "A gap analysis of the process against the plant",
        "Water and engineering runs",
    ),
    Starter(
        "scale-mixing",
        Category.PROCESS,
        Phase.EXECUTION,
        "Mixing, heat or mass transfer shifts at scale",
        "Geometry and power input differ from development",
        "Quality attributes drift",
        "A scale-down model",
        "An adjusted range under change control",
    ),
    Starter(
        "hold-times",
        Category.PROCESS,
        Phase.EXECUTION,
        "Hold times are exceeded at scale",
        "Steps take longer with larger volumes",
        "Material is lost or in question",
        "Hold-time studies",
        "A smaller batch",
    ),
    Starter(
        "method-transfer",
        Category.ANALYTICS,
        Phase.PLANNING,
        "An analytical method cannot be transferred",
        "It depends on an instrument or on one analyst",
        "No release testing at the receiving site",
        "Co-validation and early comparative tests",
        "The sending laboratory tests for release",
    ),
    Starter(
        "method-changing",
        Category.ANALYTICS,
        Phase.PLANNING,
        "A method is still changing",
        "Development and transfer overlap",
        "Results cannot be compared",
        "A milestone at which methods are locked",
        "A bridging study",
    ),
    Starter(
        "reference-standard",
        Category.ANALYTICS,
        Phase.PLANNING,
        "The reference standard runs short",
        "Consumption was planned for routine work only",
        "Testing stops",
        "An inventory plan",
        "A secondary standard",
    ),
    Starter(
        "single-source",
        Category.MATERIAL,
        Phase.PLANNING,
        "A raw material with a long lead time comes late",
        "It has one source and was ordered late",
        "A slot passes unused",
        "An order at the signature of the contract",
        "A qualified alternate",
    ),
    Starter(
        "grade-variability",
        Category.MATERIAL,
        Phase.EXECUTION,
        "A raw material varies between lots or grades",
        "The specification leaves out what matters",
        "Yield or quality drifts",
        "A specification of the attributes that matter",
        "Lots tested in use first",
    ),
    Starter(
        "single-use",
        Category.MATERIAL,
        Phase.PLANNING,
        "A filter or single-use part does not suit the product",
        "Adsorption or extractables were not studied",
        "Potency is lost, or a study is asked for",
        "A compatibility study",
        "An alternate resin or filter",
    ),
    Starter(
        "client-api",
        Category.SUPPLY,
        Phase.EXECUTION,
        "The client's active ingredient is late or short",
        "The client's own supply chain slips",
        "A slot passes unused",
        "A buffer of 20 to 30 working days, and alerts of readiness",
        "Slots swapped, on agreed reservation terms",
    ),
    Starter(
        "api-documents",
        Category.SUPPLY,
        Phase.EXECUTION,
        "Documents of the active ingredient are missing at receipt",
        "Material and documents travel apart",
        "Material waits in quarantine",
        "A checklist before shipment",
        "Conditional quarantine",
    ),
    Starter(
        "batch-record",
        Category.PROGRAM,
        Phase.PLANNING,
        "The batch record goes round in drafts",
        "Reviewers comment one after the other",
        "The engineering batch waits",
        "A standard template, and one review workshop of both",
        "A day of approval with escalation",
    ),
    Starter(
        "specification",
        Category.QUALITY,
        Phase.PLANNING,
        "The specification is not agreed",
        "Limits wait for data that come late",
        "A batch cannot be released",
        "A signed table before the engineering batch",
        "An interim range",
    ),
    Starter(
        "cleaning",
        Category.QUALITY,
        Phase.PLANNING,
        "A limit for cleaning validation is missing",
        "Exposure data were not asked for at the start",
        "The line may not be used",
        "Exposure limits at kick-off",
        "Dedicated parts",
    ),
    Starter(
        "cross-contamination",
        Category.QUALITY,
        Phase.PLANNING,
        "Cross-contamination is feared on a shared line",
        "Products of other kinds run on it",
        "The campaign is stopped",
        "An assessment of segregation",
        "Campaigns put in another order",
    ),
    Starter(
        "media-fill",
        Category.QUALITY,
        Phase.PLANNING,
        "Media fill or container is not bracketed",
        "The container is new to the line",
        "Sterility is not shown for it",
        "An early review of sterility assurance",
        "An added media fill",
    ),
    Starter(
        "lyophilisation",
        Category.PROCESS,
        Phase.EXECUTION,
        "The lyophilisation cycle cannot be transferred",
        "Dryers differ in radiation and condenser",
        "Collapse, or long cycles",
        "Characterisation of the dryer",
        "A conservative cycle",
    ),
    Starter(
        "closure",
        Category.MATERIAL,
        Phase.EXECUTION,
        "Stoppers, siliconisation or closure integrity drift",
        "Components vary between lots",
        "Leaking or rejected units",
        "Machinability runs",
        "An alternate lot of components",
    ),
    Starter(
        "inspection",
        Category.QUALITY,
        Phase.EXECUTION,
        "More units are rejected at inspection than planned",
        "Defects were not agreed or trained",
        "Yield is lost, supply runs short",
        "A library of defects, and qualified inspectors",
        "A protocol for re-inspection",
    ),
    Starter(
        "operators",
        Category.PEOPLE,
        Phase.EXECUTION,
        "Operators are new to the process",
        "Training came from documents only",
        "Human errors in first batches",
        "Job instruction before the engineering run",
        "Experts paired with operators",
    ),
    Starter(
        "key-person",
        Category.PEOPLE,
        Phase.EXECUTION,
        "A key person leaves, on either side",
        "Knowledge is held by one person",
        "Decisions stop, work is repeated",
        "Named deputies, and a log of knowledge",
        "A gate for handing over",
    ),
    Starter(
        "capacity",
        Category.EQUIPMENT,
        Phase.EXECUTION,
        "Capacity conflicts with routine production",
        "The line is shared",
        "Runs are postponed",
        "Reserved slots",
        "Overtime, or an alternate line",
    ),
    Starter(
        "laboratory",
        Category.QUALITY,
        Phase.EXECUTION,
        "Quality control or assurance is a bottleneck",
        "Transfer and routine work peak together",
        "Release takes longer",
        "A plan of the load",
        "A contract laboratory",
    ),
    Starter(
        "ppq-early",
        Category.REGULATORY,
        Phase.REVIEW,
        "Process performance qualification begins before the process is ready",
        "A date was promised before the data",
        "A failed qualification batch",
        "A stage gate with criteria",
        "An extra engineering batch",
    ),
    Starter(
        "comparability",
        Category.REGULATORY,
        Phase.REVIEW,
        "Comparability or the filing has a gap",
        "The regulatory path was settled late",
        "Approval is delayed",
        "A regulatory strategy at initiation",
        "A plan for a supplement",
    ),
    Starter(
        "cold-chain",
        Category.SUPPLY,
        Phase.EXECUTION,
        "A supplier, the logistics or the cold chain fails",
        "The lane is not qualified",
        "Product is lost on its way",
        "A qualified lane",
        "A backup shipper",
    ),
    Starter(
        "decisions",
        Category.PROGRAM,
        Phase.EXECUTION,
        "The client decides late, or reorganises",
        "Those who decide are not named",
        "Work waits",
        "A calendar of decisions, and clocks that stop",
        "Escalation to the steering committee",
    ),
    Starter(
        "data-integrity",
        Category.QUALITY,
        Phase.PLANNING,
        "A system or its data have a gap in integrity",
        "Paper, or sheets that nobody validated",
        "A finding of an inspection",
        "An inventory of systems",
        "A manual control, verified",
    ),
    Starter(
        "timeline",
        Category.PROGRAM,
        Phase.INITIATION,
        "The timeline is not realistic",
        "Development runs were cut",
        "Milestones slip one by one",
        "A plan with probabilities",
        "A commitment in phases",
    ),
)
BY_KEY = {one.key: one for one in LIBRARY}


def in_readers_words(key: str, part: str, stored: str) -> str:
    """Return what is stored; a starter's own words in the reader's language.

    Words that somebody wrote are shown as they wrote them.

    >>> in_readers_words("timeline", "event", "Something else")
    'Something else'
    """
    starter = BY_KEY.get(key)
    return _(stored) if starter and stored and getattr(starter, part) == stored else stored
