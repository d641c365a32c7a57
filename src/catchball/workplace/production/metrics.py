"""How deliveries and batches are measured: the facts, and the metrics on offer."""

from decimal import Decimal

from catchball.kernel.words import marked
from catchball.measures.language import (
    AtMost,
    Better,
    Counted,
    DaysBetween,
    Every,
    Facts,
    Field,
    Is,
    Kind,
    Known,
    Mean,
    Metric,
    NoLaterThan,
    Not,
    OneOf,
    Percentile,
    Rate,
    Ratio,
    RatioOfSums,
    Share,
    Unit,
    Value,
    WithinShare,
    Yes,
)

DELIVERIES = Facts(
    key="deliveries",
    title=marked("Deliveries"),
    table="production_delivery",
    one=marked("delivery"),
    many=marked("deliveries"),
    fields=(
        Field("reference", Kind.TEXT, marked("reference")),
        Field("state", Kind.TEXT, marked("state")),
        Field("requested_on", Kind.DAY, marked("requested day")),
        Field("first_promised_on", Kind.DAY, marked("first confirmed day")),
        Field("promised_on", Kind.DAY, marked("last confirmed day")),
        Field("delivered_on", Kind.DAY, marked("delivery day"), since="delivered_on"),
        Field("quantity_promised", Kind.NUMBER, marked("promised quantity")),
        Field(
            "quantity_delivered",
            Kind.NUMBER,
            marked("delivered quantity"),
            since="delivered_on",
        ),
        Field("destination", Kind.TEXT, marked("destination")),
        Field("origin", Kind.TEXT, marked("origin")),
        Field("category", Kind.TEXT, marked("category")),
        Field("transport", Kind.TEXT, marked("means of transport")),
    ),
)

BATCHES = Facts(
    key="batches",
    title=marked("Batches"),
    table="production_batch",
    one=marked("batch"),
    many=marked("batches"),
    fields=(
        Field("reference", Kind.TEXT, marked("reference")),
        Field("state", Kind.TEXT, marked("state")),
        Field("kind", Kind.TEXT, marked("kind")),
        Field("planned_start_on", Kind.DAY, marked("planned start day")),
        Field("started_on", Kind.DAY, marked("start day"), since="started_on"),
        Field("completed_on", Kind.DAY, marked("completion day"), since="completed_on"),
        Field("disposed_on", Kind.DAY, marked("disposition day"), since="disposed_on"),
        Field("disposition", Kind.TEXT, marked("disposition"), since="disposed_on"),
        Field("quantity_theoretical", Kind.NUMBER, marked("theoretical quantity")),
        Field(
            "quantity_actual",
            Kind.NUMBER,
            marked("actual quantity"),
            since="completed_on",
        ),
        Field("deviations", Kind.NUMBER, marked("number of deviations"), since="completed_on"),
        Field("reworked", Kind.FLAG, marked("reworked"), since="completed_on"),
    ),
)

_NOT_CANCELLED = Not(Is("state", "cancelled"))
_ON_TIME = NoLaterThan("delivered_on", "first_promised_on")
_DUE_AND_LATE = Every((_NOT_CANCELLED, Not(_ON_TIME)))
_DISPOSED = OneOf("disposition", ("released", "rejected"))

ON_TIME_DELIVERY = Metric(
    key="on-time-delivery",
    version=1,
    title=marked("On-time delivery"),
    purpose=marked("Whether what was promised leaves when it was first promised."),
    facts=DELIVERIES,
    on="first_promised_on",
    form=Share(counted=_NOT_CANCELLED, good=_ON_TIME),
    unit=Unit.SHARE,
    better=Better.HIGHER,
    source=marked(
        "SCOR, delivery performance to the original commit date; counted by due date, so that "
        "what was never delivered is a miss."
    ),
    traps=(
        marked("A later promise does not help: the first confirmed day stays the measure."),
        marked("A delivery due on the last day known and not yet recorded counts as late."),
        marked("An early delivery counts as on time, also one that nobody asked for early."),
        marked("A cancelled delivery is out: see how many were cancelled after their day."),
    ),
)

ON_TIME_IN_FULL = Metric(
    key="on-time-in-full",
    version=1,
    title=marked("On time in full"),
    purpose=marked("Whether the whole promised quantity leaves when it was first promised."),
    facts=DELIVERIES,
    on="first_promised_on",
    form=Share(
        counted=_NOT_CANCELLED,
        good=Every(
            (_ON_TIME, WithinShare("quantity_delivered", "quantity_promised", Decimal("0.05")))
        ),
    ),
    unit=Unit.SHARE,
    better=Better.HIGHER,
    source=marked(
        "SCOR, perfect order fulfilment: a line counts only when complete. The tolerance of 5 % "
        "is a proposal, to be agreed for each client."
    ),
    traps=(
        marked("A delivery whose quantity was not recorded is not in full."),
        marked("Too much is as wrong as too little."),
        marked("Each separately planned day is a delivery of its own."),
    ),
)

ON_TIME_OF_DISPATCHED = Metric(
    key="on-time-of-dispatched",
    version=1,
    title=marked("On time among delivered"),
    purpose=marked("How much of what was delivered in the period came on time."),
    facts=DELIVERIES,
    on="delivered_on",
    form=Share(
        counted=Every((_NOT_CANCELLED, Known("first_promised_on"))),
        good=_ON_TIME,
    ),
    unit=Unit.SHARE,
    better=Better.HIGHER,
    source=marked("Common practice in shipment reports; kept for comparison with such reports."),
    traps=(
        marked("It hides what never left: an undelivered promise is in no period at all."),
        marked("A late delivery appears in the month it came, not in the month it was due."),
    ),
)

DAYS_LATE_MEAN = Metric(
    key="delivery-days-late-mean",
    version=1,
    title=marked("Days late, mean"),
    purpose=marked("How late the late deliveries were on average."),
    facts=DELIVERIES,
    on="first_promised_on",
    form=Mean(counted=_DUE_AND_LATE, of=DaysBetween("first_promised_on", "delivered_on")),
    unit=Unit.DAYS,
    better=Better.LOWER,
    source=marked("Arithmetic mean over the deliveries that were not on time."),
    traps=(
        marked("It says nothing of how many were late: read it beside on-time delivery."),
        marked("What is overdue and not delivered is pending: its days are still growing."),
        marked("One very late delivery moves the mean: read it beside the 90th percentile."),
    ),
    label=marked("mean"),
)

DAYS_LATE_P90 = Metric(
    key="delivery-days-late-p90",
    version=1,
    title=marked("Days late, 90th percentile"),
    purpose=marked("How late the worst tenth of the late deliveries were at least."),
    facts=DELIVERIES,
    on="first_promised_on",
    form=Percentile(
        counted=_DUE_AND_LATE, of=DaysBetween("first_promised_on", "delivered_on"), at=90
    ),
    unit=Unit.DAYS,
    better=Better.LOWER,
    source=marked("Hyndman and Fan 1996, definition 1 (nearest rank)."),
    traps=(
        marked("It says nothing of how many were late: read it beside on-time delivery."),
        marked("What is overdue and not delivered is pending: its days are still growing."),
    ),
    label=marked("90th percentile"),
)

DAYS_FROM_PROMISE = Metric(
    key="delivery-days-from-promise",
    version=1,
    title=marked("Days from the promise, median"),
    purpose=marked("How far deliveries lie from their first confirmed day, before or after."),
    facts=DELIVERIES,
    on="first_promised_on",
    form=Percentile(
        counted=_NOT_CANCELLED, of=DaysBetween("first_promised_on", "delivered_on"), at=50
    ),
    unit=Unit.DAYS,
    better=Better.LOWER,
    source=marked("Hyndman and Fan 1996, definition 1 (nearest rank)."),
    traps=(marked("Early days are negative: much that is early hides some that is late."),),
    label=marked("median"),
)

BATCH_YIELD = Metric(
    key="batch-yield",
    version=1,
    title=marked("Batch yield"),
    purpose=marked("How much of what could have been made was made, large batches weighing more."),
    facts=BATCHES,
    on="started_on",
    form=RatioOfSums(
        counted=_NOT_CANCELLED,
        top=Value("quantity_actual"),
        bottom=Value("quantity_theoretical"),
    ),
    unit=Unit.SHARE,
    better=Better.HIGHER,
    source=marked("21 CFR 211.103: actual yield as a percentage of theoretical yield."),
    traps=(
        marked("A high yield is a signal too: above 100 % look for a wrong weight or count."),
        marked("Reconciliation of materials is another thing than yield."),
        marked("Reject batches are in: this is not saleable yield."),
    ),
)

MEAN_BATCH_YIELD = Metric(
    key="mean-batch-yield",
    version=1,
    title=marked("Batch yield, mean of batches"),
    purpose=marked("The yield of a batch on average, each batch weighing the same."),
    facts=BATCHES,
    on="started_on",
    form=Mean(counted=_NOT_CANCELLED, of=Ratio("quantity_actual", "quantity_theoretical")),
    unit=Unit.SHARE,
    better=Better.HIGHER,
    source=marked("21 CFR 211.103 for each batch; arithmetic mean over batches."),
    traps=(
        marked("A small batch weighs as much as a large one: lost quantity is batch yield."),
        marked("A high yield is a signal too: above 100 % look for a wrong weight or count."),
    ),
    label=marked("mean"),
)

RIGHT_FIRST_TIME = Metric(
    key="right-first-time",
    version=1,
    title=marked("Right first time"),
    purpose=marked("How many batches came through without deviation, rework or rejection."),
    facts=BATCHES,
    on="completed_on",
    form=Share(
        counted=_NOT_CANCELLED,
        judged_when=Every((Known("deviations"), Known("reworked"), _DISPOSED)),
        good=Every(
            (
                AtMost("deviations", Decimal(0)),
                Not(Yes("reworked")),
                Is("disposition", "released"),
            )
        ),
    ),
    unit=Unit.SHARE,
    better=Better.HIGHER,
    source=marked(
        "The batch meaning of right first time, of three in use (batch, batch record, rework)."
    ),
    traps=(
        marked("The batch is meant, not the batch record, and not the rework rate."),
        marked("It is provisional until every batch of the period has its disposition."),
        marked("It falls when deviations are reported more honestly: read it beside their rate."),
    ),
)

_COMPLETED = Counted(
    BATCHES, "completed_on", counted=_NOT_CANCELLED, judged_when=Known("deviations")
)

DEVIATION_RATE = Metric(
    key="deviations-per-100-batches",
    version=1,
    title=marked("Deviations per 100 batches"),
    purpose=marked("How often manufacturing departs from what was laid down."),
    facts=BATCHES,
    on="completed_on",
    form=Rate(
        events=Counted(BATCHES, "completed_on", counted=_NOT_CANCELLED, of=Value("deviations")),
        exposure=_COMPLETED,
        per=100,
    ),
    unit=Unit.RATE,
    better=Better.LOWER,
    source=marked("Events per unit of exposure, as on a u-chart (NIST/SEMATECH, 6.3.3.1)."),
    traps=(
        marked("A batch whose deviations were not recorded is in neither sum."),
        marked("Fewer may mean made better, or reported less."),
    ),
)


def _release_days(key: str, title: str, label: str, at: int) -> Metric:
    return Metric(
        key=key,
        version=1,
        title=title,
        purpose=marked("How long a completed batch waits for its disposition."),
        facts=BATCHES,
        on="completed_on",
        form=Percentile(
            counted=_NOT_CANCELLED, of=DaysBetween("completed_on", "disposed_on"), at=at
        ),
        unit=Unit.DAYS,
        better=Better.LOWER,
        source=marked("Hyndman and Fan 1996, definition 1 (nearest rank)."),
        traps=(
            marked("Calendar days from completion to release or rejection, waits included."),
            marked("Batches that still wait are pending: the number can only rise with them."),
        ),
        label=label,
    )


RELEASE_DAYS_MEDIAN = _release_days(
    "batch-release-days-median", marked("Release time, median"), marked("median"), 50
)
RELEASE_DAYS_P90 = _release_days(
    "batch-release-days-p90",
    marked("Release time, 90th percentile"),
    marked("90th percentile"),
    90,
)

SCHEDULE_ADHERENCE = Metric(
    key="schedule-adherence",
    version=1,
    title=marked("Schedule adherence"),
    purpose=marked("Whether batches start when they were planned to start."),
    facts=BATCHES,
    on="planned_start_on",
    form=Share(
        counted=_NOT_CANCELLED,
        good=Every(
            (
                NoLaterThan("started_on", "planned_start_on", grace_days=1),
                NoLaterThan("planned_start_on", "started_on", grace_days=1),
            )
        ),
    ),
    unit=Unit.SHARE,
    better=Better.HIGHER,
    source=marked(
        "Weekly schedule adherence as contract manufacturers report it; one day either way is a "
        "proposal."
    ),
    traps=(
        marked("Moving the planned day moves the measure: the plan has to be frozen first."),
        marked("A start too early is a miss as well."),
        marked("A cancelled batch is out, also one that was cancelled after its day."),
    ),
    wait_days=1,
)

METRICS = (
    ON_TIME_DELIVERY,
    ON_TIME_IN_FULL,
    ON_TIME_OF_DISPATCHED,
    DAYS_LATE_MEAN,
    DAYS_LATE_P90,
    DAYS_FROM_PROMISE,
    BATCH_YIELD,
    MEAN_BATCH_YIELD,
    RIGHT_FIRST_TIME,
    DEVIATION_RATE,
    RELEASE_DAYS_MEDIAN,
    RELEASE_DAYS_P90,
    SCHEDULE_ADHERENCE,
)
