"""What is measured by values that people enter, month by month, while its facts live elsewhere."""

from dataclasses import dataclass
from decimal import Decimal

from catchball.kernel.words import marked
from catchball.measures.language import (
    Better,
    Facts,
    Field,
    Is,
    Kind,
    Metric,
    RatioOfSums,
    Unit,
    Value,
)
from catchball.trust.permissions import Side
from catchball.workplace.agreements import rules
from catchball.workplace.agreements.rules import Proposal

ENTERED = Facts(
    key="entered-values",
    title=marked("Entered values"),
    table="agreements_enteredvalue",
    one=marked("value entered by people"),
    many=marked("values entered by people"),
    fields=(
        Field("reference", Kind.TEXT, marked("month")),
        Field("metric_key", Kind.TEXT, marked("metric")),
        Field("month_on", Kind.DAY, marked("month")),
        Field("top", Kind.NUMBER, marked("upper number")),
        Field("bottom", Kind.NUMBER, marked("lower number")),
        Field("source", Kind.TEXT, marked("source")),
        Field("note", Kind.TEXT, marked("note")),
    ),
)
LABEL = marked("entered")
FDA = marked("entered · FDA draft definition")
_ENTERED = marked("Entered by people, with a note and a source: the product did not count it.")
_SHEET = marked("Supplier scorecards of the trade; the definition is a proposal.")


@dataclass(frozen=True)
class Entry:
    """How a metric is entered: what stands above and below the line, and who usually owes it.

    `target` and `floor` are proposals, never norms.
    """

    metric: Metric
    top: str
    bottom: str
    party: Side
    target: Decimal | None
    floor: Decimal | None


def _share(  # noqa: PLR0913 -- one line of a table
    key: str,
    title: str,
    top: str,
    bottom: str,
    *,
    target: str = "",
    floor: str = "",
    better: Better = Better.HIGHER,
    party: Side = Side.CMO,
    purpose: str,
    source: str = _SHEET,
    trap: str = "",
    label: str = LABEL,
    unit: Unit = Unit.SHARE,
) -> Entry:
    metric = Metric(
        key=key,
        version=1,
        title=title,
        purpose=purpose,
        facts=ENTERED,
        on="month_on",
        form=RatioOfSums(counted=Is("metric_key", key), top=Value("top"), bottom=Value("bottom")),
        unit=unit,
        better=better,
        source=source,
        traps=(_ENTERED, *((trap,) if trap else ())),
        label=label,
    )
    return Entry(
        metric,
        top,
        bottom,
        party,
        Decimal(target) if target else None,
        Decimal(floor) if floor else None,
    )


_LOWER = Better.LOWER
_CLIENT = Side.CLIENT
OF_CMO = (
    _share("notification-on-time", marked("Notification on time"),
           marked("Events notified within their limit"), marked("Notifiable events"),
           target="1", floor="0.95",
           purpose=marked("Whether the client hears of events within the agreed limits."),
           trap=marked("The clock starts at discovery; keep discovery and occurrence both.")),
    _share("deviation-closure-on-time", marked("Deviations closed on time"),
           marked("Deviations closed by their original day"), marked("Deviations due"),
           target="0.95", floor="0.85",
           purpose=marked("Whether deviations close by the day first set."),
           trap=marked("An extension stays late: the original day counts.")),
    _share("recurring-deviations", marked("Recurring deviations"),
           marked("Closed deviations that repeat one of the twelve months before"),
           marked("Deviations closed"), target="0.1", floor="0.2", better=_LOWER,
           purpose=marked("Whether causes are removed, or come back."),
           trap=marked("Counted at closure, by root cause and process together.")),
    _share("capa-on-time", marked("Corrective actions on time"),
           marked("Corrective actions done by their original day"), marked("Corrective actions due"),
           target="0.95", floor="0.85",
           purpose=marked("Whether corrective and preventive actions are done when promised.")),
    _share("capa-effectiveness", marked("Corrective actions effective"),
           marked("Actions without recurrence at their check"), marked("Actions checked"),
           target="0.9", floor="0.8",
           purpose=marked("Whether an action did what it was for."),
           trap=marked("A closed action is not yet an effective one.")),
    _share("lot-acceptance", marked("Lot acceptance"),
           marked("Lots accepted"), marked("Lots started"), target="0.98", floor="0.95",
           purpose=marked("How many of the lots started are accepted."),
           source=marked("FDA, draft guidance on quality metrics (2015, revised 2016)."),
           trap=marked("Pilot sites found that it tells good from bad poorly."), label=FDA),
    _share("invalidated-oos", marked("Invalidated out-of-specification results"),
           marked("Results invalidated for an aberration of the measurement"),
           marked("All out-of-specification results"), better=_LOWER,
           purpose=marked("How often a bad result is set aside as a fault of the test."),
           source=marked("FDA, draft guidance on quality metrics (2015, revised 2016)."),
           trap=marked("Release and long-term stability together; others divide by tests: never mix."),
           label=FDA),
    _share("product-complaints", marked("Product complaints per million units"),
           marked("Complaints received"), marked("Millions of dosage units distributed"),
           better=_LOWER, unit=Unit.NUMBER,
           purpose=marked("How often those who use the product complain."),
           source=marked("FDA, draft guidance on quality metrics (2015, revised 2016)."),
           trap=marked("Counted on receipt, confirmed or not; the client often owns both numbers."),
           label=FDA),
    _share("right-first-time-records", marked("Right first time, batch records"),
           marked("Executed records accepted without correction"), marked("Records reviewed"),
           target="0.9", floor="0.75",
           purpose=marked("Whether records are right when they come to review."),
           trap=marked("Agree on what a minor slip of the pen is.")),
    _share("saleable-yield", marked("Saleable yield"),
           marked("Units released"), marked("Theoretical units from the bulk dispensed"),
           purpose=marked("How much of what was dispensed can be sold."),
           trap=marked("Show where the rest went: line, inspection, samples, retains, rejects.")),
    _share("api-yield", marked("Actual annual yield of active ingredient"),
           marked("Active ingredient in product delivered and not rejected"),
           marked("Active ingredient dispensed"),
           purpose=marked("How much of the client’s ingredient becomes product."),
           source=marked("API yield clauses of published manufacturing contracts."),
           trap=marked("Out: retains, test samples, transfer, validation, stability and regulatory batches.")),
    _share("record-review-days", marked("Review time of batch records, mean"),
           marked("Working days from completion to the record at the client, summed"),
           marked("Records sent"), target="10", floor="15", better=_LOWER, unit=Unit.DAYS,
           purpose=marked("How long a finished batch waits for its record."),
           trap=marked("Split the manufacturer’s time from the client’s.")),
    _share("lead-time-days", marked("Lead time from order to delivery, mean"),
           marked("Days from acceptance of the order to delivery, summed"),
           marked("Deliveries"), better=_LOWER, unit=Unit.DAYS,
           purpose=marked("How long the client waits for what it ordered."),
           trap=marked("A mean alone hides the long waits: look at the single ones.")),
    _share("response-on-time", marked("Answers within the class limit"),
           marked("Inquiries answered by a person within their limit"), marked("Inquiries"),
           target="0.95", floor="0.85",
           purpose=marked("Whether questions are answered as soon as was agreed."),
           trap=marked("An automatic receipt is no answer.")),
    _share("change-request-turn", marked("Change requests answered on time"),
           marked("Quotes and impacts given by their day"), marked("Change requests due"),
           target="0.9", floor="0.75",
           purpose=marked("Whether the client learns in time what a change costs and touches."),
           trap=marked("Split the technical change from the commercial change order.")),
    _share("document-turnaround", marked("Documents turned round on time"),
           marked("Documents answered by their day"), marked("Documents due"),
           target="0.9", floor="0.75",
           purpose=marked("Whether documents come back when they should."),
           trap=marked("Count the rounds too: many rounds on time are still late.")),
    _share("invoice-accuracy", marked("Invoice accuracy"),
           marked("Faultless invoices"), marked("Invoices"), target="0.98", floor="0.95",
           purpose=marked("Whether invoices are right in price, quantity, order and terms."),
           source=marked("SCOR, RL.3.11: faultless invoices."),
           trap=marked("A credit note is a fault.")),
    _share("satisfaction", marked("Satisfaction, mean score of 1 to 5"),
           marked("Scores, summed"), marked("Answers"), unit=Unit.NUMBER,
           purpose=marked("How the client’s people rate the service."),
           trap=marked("Answers by role; put the manufacturer’s own rating beside it.")),
    _share("team-stability", marked("Team stability"),
           marked("Named members of the core team unchanged in twelve months"),
           marked("Named members"), target="0.9", floor="0.75",
           purpose=marked("Whether the client keeps meeting the same people."),
           trap=marked("A change of the program manager is a red flag of its own.")),
)  # fmt: skip
OF_CLIENT = (
    _share("forecast-accuracy", marked("Forecast error"),
           marked("Absolute differences of order and forecast, summed"), marked("Ordered, summed"),
           target="0.15", floor="0.3", better=_LOWER, party=_CLIENT,
           purpose=marked("How far the orders lie from what was forecast at the agreed lag."),
           trap=marked("Bias hides in it: look at the sign of the differences too.")),
    _share("forecast-on-time", marked("Forecast on time"),
           marked("Forecasts issued by their day"), marked("Forecasts due"),
           target="1", floor="0.9", party=_CLIENT,
           purpose=marked("Whether the client’s forecast comes when capacity is planned.")),
    _share("orders-on-time", marked("Orders placed within the lead time"),
           marked("Orders placed at or before the lead time"), marked("Orders"),
           target="0.95", floor="0.85", party=_CLIENT,
           purpose=marked("Whether orders come early enough to be kept.")),
    _share("material-on-time", marked("Client’s material on time and complete"),
           marked("Deliveries of material and documents on site before their day"),
           marked("Deliveries of material due"), target="0.95", floor="0.85", party=_CLIENT,
           purpose=marked("Whether what the client supplies is there before the slot."),
           trap=marked("Material without its documents is not complete.")),
    _share("material-right-first-time", marked("Client’s material right first time"),
           marked("Deliveries accepted at receipt"), marked("Deliveries of material"),
           target="0.98", floor="0.95", party=_CLIENT,
           purpose=marked("Whether what the client supplies can be used as it comes.")),
    _share("document-approval", marked("Documents approved on time"),
           marked("Documents approved or commented by their day"), marked("Documents submitted"),
           target="0.9", floor="0.75", party=_CLIENT,
           purpose=marked("Whether the client decides on documents when it should."),
           trap=marked("Count the rounds too.")),
    _share("decisions-on-time", marked("Decisions on deviations and changes on time"),
           marked("Requests decided by their day"), marked("Requests due"),
           target="0.9", floor="0.75", party=_CLIENT,
           purpose=marked("Whether the client decides before work stops.")),
    _share("final-release-on-time", marked("Client’s review and release on time"),
           marked("Batches reviewed and released within the days allotted"), marked("Batches"),
           target="0.9", floor="0.75", party=_CLIENT,
           purpose=marked("Whether batches wait for the client.")),
    _share("payment-on-time", marked("Payment on time"),
           marked("Invoices paid by their terms"), marked("Invoices due"),
           target="0.95", floor="0.85", party=_CLIENT,
           purpose=marked("Whether the client pays as agreed.")),
)  # fmt: skip
ENTRIES = {entry.metric.key: entry for entry in (*OF_CMO, *OF_CLIENT)}
METRICS = tuple(entry.metric for entry in ENTRIES.values())


def propose(metric_key: str) -> Proposal:
    """Return what to start from for any metric, computed or entered.

    An entered value is one fact a month, so one is enough for a verdict.

    Source: docs/metrics.md, “Proposed targets”: none of them is a regulation or an industry norm.

    >>> propose("invoice-accuracy").target
    Decimal('0.98')
    """
    entry = ENTRIES.get(metric_key)
    if entry is None:
        return rules.propose(metric_key)
    usual = rules.propose("on-time-delivery" if entry.target is not None else "")
    return Proposal(entry.target, entry.floor, usual.note, entry.party, n_min=1)
