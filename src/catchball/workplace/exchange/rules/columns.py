"""What can be imported, field by field, and which column of a file probably means which."""

import re
import unicodedata
from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from catchball.kernel.words import Later
from catchball.workplace.exchange.rules.dates import styles_that_fit as date_styles_that_fit
from catchball.workplace.exchange.rules.numbers import styles_that_fit as number_styles_that_fit
from catchball.workplace.exchange.rules.risk_columns import RISKS
from catchball.workplace.exchange.rules.styles import Unreadable
from catchball.workplace.exchange.rules.tables import Cell, Row
from catchball.workplace.exchange.rules.targets import Kind, Target
from catchball.workplace.production.rules import BatchKind, BatchState, DeliveryState, Disposition

_REFERENCE = Later("Your own number of it; spaces around it are dropped. It may occur once only.")
_CLIENT_REFERENCE = Later("The client's number for the same thing.")
_PROGRAM = Later("The code of the program, from a column or one for all rows.")
_DAY = Later("A day; a time of day is left out.")
_QUANTITY = Later("A number without unit, kept to six decimals.")
_UNIT = Later("What is counted: packs, kg, vials.")
_STATE = Later("If it is not given, it follows from the days.")

DELIVERIES: tuple[Target, ...] = (
    Target(
        "reference", Later("Reference"), Kind.IDENTIFIER, _REFERENCE, required=True, longest=40,
        synonyms=("id", "delivery", "delivery no", "delivery number", "delivery id", "shipment",
                  "shipment no", "shipment number", "shipment id", "order", "order no",
                  "order number", "no", "number", "ref", "lieferung", "lieferschein", "dobava",
                  "dobavnica", "livraison", "entrega", "consegna"),
    ),
    Target(
        "client_reference", Later("Client's reference"), Kind.TEXT, _CLIENT_REFERENCE, longest=60,
        synonyms=("asn dn", "asn", "dn", "client ref", "client order", "client po", "customer ref",
                  "customer reference", "customer order", "purchase order", "purchase order no",
                  "po", "po no", "po number", "bestellung", "narocilo"),
    ),
    Target(
        "program", Later("Program"), Kind.IDENTIFIER, _PROGRAM, required=True, longest=40,
        may_be_constant=True, synonyms=("program code", "programme", "programm", "projekt"),
    ),
    Target(
        "item", Later("Item"), Kind.TEXT, Later("What is delivered."), longest=160,
        may_be_constant=True,
        synonyms=("item description", "description", "product", "product name", "material",
                  "article", "artikel", "izdelek", "article description", "goods"),
    ),
    Target(
        "promised_on", Later("Promised day"), Kind.DAY,
        Later("The day that was confirmed; for new deliveries it becomes the first promise."),
        required=True,
        synonyms=("promised", "promise date", "promised date", "promised delivery date",
                  "scheduled delivery date", "scheduled date", "scheduled", "confirmed date",
                  "confirmed delivery date", "committed date", "commit date", "due", "due date",
                  "delivery date", "planned delivery date", "liefertermin", "rok dobave", "rok"),
    ),
    Target(
        "delivered_on", Later("Delivered day"), Kind.DAY, _DAY,
        synonyms=("delivered", "delivered to client date", "delivered date", "actual delivery date",
                  "actual date", "delivery actual", "date delivered", "shipped", "shipped date",
                  "ship date", "dispatch date", "dispatched on", "goods issue date", "geliefert am",
                  "dobavljeno"),
    ),
    Target(
        "requested_on", Later("Requested day"), Kind.DAY, _DAY,
        synonyms=("requested", "requested date", "request date", "requested delivery date",
                  "customer request date", "wanted on", "wunschtermin", "zeleni datum"),
    ),
    Target(
        "quantity_promised", Later("Quantity promised"), Kind.NUMBER, _QUANTITY,
        synonyms=("line item quantity", "quantity", "qty", "ordered", "ordered quantity",
                  "order quantity", "quantity ordered", "promised quantity", "planned quantity",
                  "menge", "bestellmenge", "kolicina", "quantite", "cantidad", "quantita"),
    ),
    Target(
        "quantity_delivered", Later("Quantity delivered"), Kind.NUMBER, _QUANTITY,
        synonyms=("delivered quantity", "shipped quantity", "quantity shipped", "delivered qty",
                  "qty delivered", "qty shipped", "actual quantity", "liefermenge",
                  "dobavljena kolicina"),
    ),
    Target(
        "unit", Later("Unit"), Kind.TEXT, _UNIT, longest=20, may_be_constant=True,
        synonyms=("uom", "unit of measure", "einheit", "enota"),
    ),
    Target(
        "destination", Later("Destination"), Kind.TEXT, Later("Where it goes to."), longest=120,
        may_be_constant=True,
        synonyms=("country", "ship to", "deliver to", "to", "destination country", "market",
                  "consignee", "land", "drzava", "pays"),
    ),
    Target(
        "origin", Later("Origin"), Kind.TEXT, Later("Where it comes from."), longest=160,
        may_be_constant=True,
        synonyms=("manufacturing site", "site", "plant", "ship from", "from", "werk", "obrat"),
    ),
    Target(
        "category", Later("Category"), Kind.TEXT, Later("A group by which to filter."),
        longest=60, may_be_constant=True,
        synonyms=("product group", "group", "product category", "product family", "family", "type"),
    ),
    Target(
        "transport", Later("Transport"), Kind.TEXT, Later("How it travels."), longest=40,
        may_be_constant=True,
        synonyms=("shipment mode", "mode", "mode of transport", "transport mode", "ship mode",
                  "carrier", "shipping method", "versandart"),
    ),
    Target(
        "state", Later("State"), Kind.CHOICE, _STATE, may_be_constant=True,
        synonyms=("status", "delivery status", "shipment status"),
        choices=(
            (DeliveryState.PROMISED, ("open", "planned", "confirmed")),
            (DeliveryState.DELIVERED, ("shipped", "done", "closed")),
            (DeliveryState.CANCELLED, ("canceled", "void")),
        ),
    ),
)  # fmt: skip

BATCHES: tuple[Target, ...] = (
    Target(
        "reference", Later("Reference"), Kind.IDENTIFIER, _REFERENCE, required=True, longest=40,
        synonyms=("batch", "batch no", "batch number", "batch id", "lot", "lot no", "lot number",
                  "id", "charge", "chargennummer", "serija", "sarza", "lote", "lotto"),
    ),
    Target(
        "client_reference", Later("Client's reference"), Kind.TEXT, _CLIENT_REFERENCE, longest=60,
        synonyms=("client batch", "client lot", "customer batch", "customer lot", "client ref",
                  "client batch no", "customer batch no"),
    ),
    Target(
        "program", Later("Program"), Kind.IDENTIFIER, _PROGRAM, required=True, longest=40,
        may_be_constant=True, synonyms=("program code", "programme", "programm", "projekt"),
    ),
    Target(
        "product", Later("Product"), Kind.IDENTIFIER, Later("The code of the product."),
        longest=40, may_be_constant=True,
        synonyms=("code", "product code", "item code", "material", "material no", "article",
                  "artikel", "izdelek"),
    ),
    Target(
        "kind", Later("Kind"), Kind.CHOICE, Later("Commercial, if it is not given."),
        may_be_constant=True, synonyms=("batch type", "batch kind", "type", "purpose"),
        choices=(
            (BatchKind.COMMERCIAL, ("production", "routine")),
            (BatchKind.PPQ, ("pv", "validation", "process validation", "conformance")),
            (BatchKind.ENGINEERING, ("demo", "demonstration", "development", "trial")),
            (BatchKind.CLINICAL, ("imp",)),
        ),
    ),
    Target(
        "planned_start_on", Later("Planned start"), Kind.DAY, _DAY,
        synonyms=("planned start", "planned start date", "scheduled start", "plan start"),
    ),
    Target(
        "started_on", Later("Started"), Kind.DAY, _DAY,
        synonyms=("start", "start date", "actual start", "started", "manufacturing date",
                  "date of manufacture", "production date", "beginn", "zacetek"),
    ),
    Target(
        "completed_on", Later("Completed"), Kind.DAY, _DAY,
        synonyms=("end", "end date", "finish", "finished", "completed", "completion date",
                  "actual end", "ende", "konec"),
    ),
    Target(
        "disposition", Later("Disposition"), Kind.CHOICE,
        Later("What the quality unit decided; it needs its day."), may_be_constant=True,
        synonyms=("decision", "usage decision", "quality decision", "release status"),
        choices=(
            (Disposition.PENDING, ("quarantine", "in review", "open", "not decided")),
            (Disposition.RELEASED, ("accepted", "approved", "certified", "passed")),
            (Disposition.REJECTED, ("reject", "failed", "refused")),
        ),
    ),
    Target(
        "disposed_on", Later("Day of disposition"), Kind.DAY, _DAY,
        synonyms=("disposition date", "release date", "released on", "decision date", "released",
                  "freigabedatum", "datum sprostitve"),
    ),
    Target(
        "quantity_theoretical", Later("Theoretical quantity"), Kind.NUMBER, _QUANTITY,
        synonyms=("size", "batch size", "lot size", "theoretical", "theoretical yield",
                  "planned quantity", "target quantity", "losgrosse", "velikost serije"),
    ),
    Target(
        "quantity_actual", Later("Actual quantity"), Kind.NUMBER, _QUANTITY,
        synonyms=("actual", "actual yield", "yield quantity", "quantity", "qty",
                  "output", "good quantity", "produced", "produced quantity"),
    ),
    Target(
        "yield_percent", Later("Yield in percent"), Kind.PERCENT,
        Later("Instead of the actual quantity, which is then theoretical × yield ÷ 100."),
        synonyms=("batch yield", "yield", "yield %", "yield pct", "ausbeute", "izkoristek"),
    ),
    Target(
        "unit", Later("Unit"), Kind.TEXT, _UNIT, longest=20, may_be_constant=True,
        synonyms=("uom", "unit of measure", "einheit", "enota"),
    ),
    Target(
        "deviations", Later("Deviations"), Kind.COUNT, Later("How many were raised."),
        synonyms=("deviation count", "no of deviations", "number of deviations", "devs"),
    ),
    Target(
        "reworked", Later("Reworked"), Kind.YESNO, Later("Yes or no."),
        synonyms=("rework", "was reworked", "reprocessed"),
    ),
    Target(
        "state", Later("State"), Kind.CHOICE, _STATE, may_be_constant=True,
        synonyms=("status", "batch status"),
        choices=(
            (BatchState.PLANNED, ("scheduled",)),
            (BatchState.STARTED, ("in process", "in progress", "running")),
            (BatchState.COMPLETED, ("complete", "finished", "done", "closed")),
            (BatchState.CANCELLED, ("canceled", "void")),
        ),
    ),
)  # fmt: skip

TARGETS: MappingOf[str, tuple[Target, ...]] = {"deliveries": DELIVERIES, "batches": BATCHES}
"""What can be imported, by the word that the command line and the page use."""

FIELDS: MappingOf[str, tuple[Target, ...]] = {**TARGETS, "risks": RISKS}
"""The same with what comes in by a page of its own: the risks of one document."""

_SLIP = 0.88

ENOUGH = 0.6
"""A column is proposed for a field from this score on; 1 is certain by name and content."""


@dataclass(frozen=True)
class Proposal:
    """Which column probably fills which field, how sure that is, and what is left over."""

    columns: dict[str, str]
    scores: dict[str, float]
    unused: tuple[str, ...]
    missing: tuple[str, ...]


@lru_cache(maxsize=4096)
def plain_header(name: str) -> str:
    """Return the name of a column as it is compared.

    >>> plain_header("ASN/DN #"), plain_header("Količina"), plain_header("batch_yield")
    ('asn dn', 'kolicina', 'batch yield')
    """
    apart = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[^\W_]+", bare))


def _alike(name: str, known: str) -> float:
    """Score two names: the same, nearly the same, or made of the same words."""
    if name == known:
        return 1.0
    ours, theirs = set(name.split()), set(known.split())
    shared = len(ours & theirs) / len(ours | theirs) if ours | theirs else 0.0
    return 0.85 * max(shared, _nearness(name, known))


def _nearness(name: str, known: str) -> float:
    """Return how alike the letters are, 0 below what a slip of the pen explains."""
    longer, shorter = max(len(name), len(known)), min(len(name), len(known))
    if shorter < longer * 0.75:
        return 0.0
    matcher = SequenceMatcher(None, name, known)
    if matcher.quick_ratio() < _SLIP:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= _SLIP else 0.0


def _name_score(name: str, target: Target) -> float:
    own = {plain_header(target.field), plain_header(str(target.title))}
    if name in own:
        return 1.0
    synonyms = [plain_header(synonym) for synonym in target.synonyms]
    if name in synonyms:
        return 0.98 - 0.002 * synonyms.index(name)
    return max((_alike(name, known) for known in (*own, *synonyms)), default=0.0)


def _content_score(cells: Sequence[Cell], target: Target) -> float:
    """Score how many filled cells of the sample the field could take."""
    filled = [cell for cell in cells if not isinstance(cell, str) or cell.strip()]
    if not filled:
        return 0.95
    texts = [cell for cell in filled if isinstance(cell, str)]
    if target.kind is Kind.DAY:
        styles = date_styles_that_fit(texts)
    elif target.kind.is_number:
        styles = number_styles_that_fit(texts)
    elif target.kind is Kind.CHOICE:
        known = sum(str(cell).casefold().strip() in target.words for cell in filled)
        return 1.0 if known * 2 >= len(filled) else 0.3
    else:
        return 1.0
    good = len(filled) - len(texts)
    for text in texts:
        try:
            good += bool(styles and styles[0].read(text) is not None)
        except Unreadable:
            continue
    return 1.0 if good * 2 >= len(filled) else 0.3


def propose(
    what: str,
    header: Sequence[str],
    sample: Sequence[Row],
    remembered: MappingOf[str, str] | None = None,
) -> Proposal:
    """Return the columns that probably fill the fields of `what`, each column used once.

    Columns that this client's files had before (`remembered`, by field) come first; then names
    decide, and the sample's cells may speak against them. The person confirms all of it.
    """
    before = remembered or {}
    columns = {field: name for field, name in before.items() if name in header}
    scores = dict.fromkeys(columns, 1.0)
    offers = []
    for index, name in enumerate(header):
        cells = [row.cells[index] for row in sample if index < len(row.cells)]
        for place, target in enumerate(FIELDS[what]):
            score = _name_score(plain_header(name), target)
            if score >= ENOUGH:
                score *= _content_score(cells, target)
                offers.append((-score, place, index, target.field))
    taken = set(columns.values())
    for negative, _place, index, field in sorted(offers):
        name = header[index]
        if -negative >= ENOUGH and field not in columns and name not in taken:
            columns[field], scores[field] = name, round(-negative, 3)
            taken.add(name)
    return Proposal(
        columns=columns,
        scores=scores,
        unused=tuple(name for name in header if name not in taken),
        missing=tuple(t.field for t in FIELDS[what] if t.required and t.field not in columns),
    )
