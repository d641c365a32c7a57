"""The fields of a risk that a column of a file can fill."""

from catchball.kernel.words import Later
from catchball.workplace.exchange.rules.targets import Kind, Target
from catchball.workplace.risks.rules import LONGEST, SENTENCE, Category, Phase, Strategy

_STEP = Later("A step of the document's scale: its number, its word, or both.")
_WORD_OF_STEP = 80

RISKS: tuple[Target, ...] = (
    Target(
        "event", Later("What could happen"), Kind.TEXT,
        Later("The risk itself, in one sentence."), required=True, longest=SENTENCE,
        synonyms=("event", "risk", "risk description", "description", "risk event", "risk title",
                  "title", "hazard", "failure mode", "potential failure mode", "threat",
                  "what could go wrong", "risiko", "ereignis", "tveganje", "dogodek"),
    ),
    Target(
        "cause", Later("Cause"), Kind.TEXT, Later("Why it could happen."), longest=SENTENCE,
        synonyms=("because", "root cause", "causes", "potential cause", "reason", "source",
                  "ursache", "vzrok"),
    ),
    Target(
        "effect", Later("Effect"), Kind.TEXT, Later("What it would lead to."), longest=SENTENCE,
        synonyms=("effects", "consequence", "consequences", "potential effect", "outcome",
                  "impact description", "leads to", "auswirkung", "posledica"),
    ),
    Target(
        "category", Later("About"), Kind.CHOICE, Later("Program and decisions, if not given."),
        synonyms=("category", "risk category", "area", "risk area", "type", "kategorie",
                  "kategorija"),
        choices=(
            (Category.PROCESS, ("process and scale", "scale up", "scale-up", "manufacturing")),
            (Category.ANALYTICS, ("analytical methods", "analytical", "methods", "qc")),
            (Category.MATERIAL, ("materials", "raw material", "raw materials")),
            (Category.EQUIPMENT, ("equipment and facility", "facility", "equipment/facility")),
            (Category.QUALITY, ("quality and sterility", "sterility", "qa")),
            (Category.PEOPLE, ("personnel", "training", "resources")),
            (Category.SUPPLY, ("supply and logistics", "logistics", "supply chain")),
            (Category.REGULATORY, ("regulatory affairs", "ra", "filing")),
            (Category.PROGRAM, ("program and decisions", "project", "schedule", "management")),
        ),
    ),
    Target(
        "phase", Later("Phase"), Kind.CHOICE, Later("Execution, if not given."),
        synonyms=("stage", "project phase", "transfer phase", "faza"),
        choices=(
            (Phase.INITIATION, ("initiate", "initiating")),
            (Phase.PLANNING, ("plan",)),
            (Phase.EXECUTION, ("execute", "transfer", "executing")),
            (Phase.REVIEW, ("review and close-out", "close-out", "close", "closing")),
        ),
    ),
    Target(
        "probability", Later("Probability"), Kind.TEXT, _STEP, longest=_WORD_OF_STEP,
        synonyms=("likelihood", "occurrence", "p", "frequency", "probability score",
                  "likelihood score", "wahrscheinlichkeit", "verjetnost"),
    ),
    Target(
        "impact", Later("Impact, one for all"), Kind.TEXT,
        Later("Where a file tells one impact only, it stands for each of the four that is not "
              "told."),
        longest=_WORD_OF_STEP,
        synonyms=("impact", "severity", "i", "impact score", "severity score", "consequence score",
                  "schweregrad", "vpliv"),
    ),
    Target(
        "quality", Later("Impact on quality and patients"), Kind.TEXT, _STEP,
        longest=_WORD_OF_STEP,
        synonyms=("quality and patients", "quality impact", "impact quality", "patient impact",
                  "quality", "patient safety"),
    ),
    Target(
        "schedule", Later("Impact on the schedule"), Kind.TEXT, _STEP, longest=_WORD_OF_STEP,
        synonyms=("schedule", "schedule impact", "impact schedule", "time impact", "time"),
    ),
    Target(
        "cost", Later("Impact on cost"), Kind.TEXT, _STEP, longest=_WORD_OF_STEP,
        synonyms=("cost", "cost impact", "impact cost", "financial impact", "budget impact"),
    ),
    Target(
        "supply", Later("Impact on supply and authorities"), Kind.TEXT, _STEP,
        longest=_WORD_OF_STEP,
        synonyms=("supply and authorities", "supply impact", "supply", "regulatory impact",
                  "impact supply"),
    ),
    Target(
        "detection", Later("Detection"), Kind.TEXT,
        Later("Under FMEA only: how likely it is that nobody finds it in time."),
        longest=_WORD_OF_STEP,
        synonyms=("detectability", "d", "detection score", "odkrivanje"),
    ),
    Target(
        "strategy", Later("Strategy"), Kind.CHOICE, Later("Avoid, transfer, mitigate or accept."),
        synonyms=("response strategy", "response type", "risk response", "treatment",
                  "risk strategy", "strategija"),
        choices=(
            (Strategy.AVOID, ("avoidance", "terminate", "eliminate")),
            (Strategy.TRANSFER, ("share", "insure", "transference")),
            (Strategy.MITIGATE, ("mitigation", "reduce", "treat", "control")),
            (Strategy.ACCEPT, ("acceptance", "tolerate", "retain")),
        ),
    ),
    Target(
        "trigger", Later("Trigger"), Kind.TEXT, Later("The sign that it is happening."),
        longest=LONGEST,
        synonyms=("triggers", "warning sign", "early warning", "risk trigger", "sprozilec"),
    ),
    Target(
        "contingency", Later("Contingency"), Kind.TEXT,
        Later("What is done if it happens all the same."), longest=LONGEST,
        synonyms=("contingency plan", "fallback", "fallback plan", "plan b", "nacrt b"),
    ),
    Target(
        "residual_probability", Later("Probability that is left"), Kind.TEXT, _STEP,
        longest=_WORD_OF_STEP,
        synonyms=("residual probability", "residual likelihood", "residual p", "target probability",
                  "probability after mitigation"),
    ),
    Target(
        "residual_impact", Later("Impact that is left"), Kind.TEXT, _STEP, longest=_WORD_OF_STEP,
        synonyms=("residual impact", "residual severity", "residual i", "target impact",
                  "impact after mitigation"),
    ),
    Target(
        "residual_detection", Later("Detection that is left"), Kind.TEXT,
        Later("Under FMEA only."), longest=_WORD_OF_STEP,
        synonyms=("residual detection", "residual d", "detection after mitigation"),
    ),
    Target(
        "delay_days", Later("Delay if it happens"), Kind.COUNT, Later("In business days."),
        synonyms=("delay", "delay days", "delay in days", "schedule delay", "days of delay"),
    ),
    Target(
        "review_on", Later("Next review"), Kind.DAY, Later("A day from today on."),
        synonyms=("review date", "next review date", "review", "review on", "reviewed next"),
    ),
    Target(
        "owner", Later("Watched by"), Kind.TEXT,
        Later("The name of a person of either company, as it is here."), longest=160,
        synonyms=("owner", "risk owner", "responsible", "responsible person", "assigned to",
                  "verantwortlich", "odgovorna oseba"),
    ),
)  # fmt: skip
