"""What the style guide shows: shell, records and forms of an invented relationship."""

from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django import forms
from django.http import QueryDict

from catchball.measures import charts
from catchball.measures.charts import (
    Assurance,
    Better,
    Kind,
    Point,
    Series,
    TargetStep,
    Variation,
    Wording,
)

NOW = datetime(2026, 11, 22, 17, 40, tzinfo=UTC)


@dataclass(frozen=True)
class Item:
    title: str
    current: bool = False
    note: str | None = None
    alarm: bool = False
    url: str = "list.html"


@dataclass(frozen=True)
class Section:
    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Client:
    name: str
    slug: str


@dataclass(frozen=True)
class Notice:
    kind: str
    text: str


@dataclass(frozen=True)
class Shell:
    current: str = "Scorecard"
    notice: tuple[Notice, ...] = ()
    person_name: str = "Priya Raman"
    side: str = "cmo"
    side_word: str = "Bloomfield, program manager"
    client: Client = Client("Zenith Therapeutics", "zenith")
    demo: bool = True
    journal: str = ""
    clients: tuple[tuple[str, str], ...] = (
        ("Acme Biologics", "list.html"),
        ("Zenith Therapeutics", "scorecard.html"),
    )

    @property
    def sections(self) -> tuple[Section, ...]:
        def item(title: str, note: str | None = None, *, alarm: bool = False) -> Item:
            return Item(title, title == self.current, note, alarm)

        return (
            Section("", (item("Today", "4 late", alarm=True), item("Requests", "7"))),
            Section("Relationship", (item("Scorecard"), item("Agreement"), item("Reviews"))),
            Section(
                "Programs",
                (
                    item("Programs"),
                    item("Batches"),
                    item("Deliveries"),
                    item("Risks", "1 red", alarm=True),
                ),
            ),
            Section("Improve", (item("A3s"), item("Training"), item("Practices"))),
        )


@dataclass(frozen=True)
class Cell:
    status: str
    shown: str | None
    detail: str | None = None
    href: str | None = "record.html"
    word: str | None = None
    beside: str = ""
    closed: str = ""


@dataclass(frozen=True)
class Row:
    title: str
    note: str
    cells: tuple[Cell, ...]
    total: Cell
    spark: str
    signals: str
    href: str = "record.html"
    odds: None = None
    icons: tuple[()] = ()


@dataclass(frozen=True)
class Group:
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Delivery:
    reference: str
    product: str
    promised_on: date
    delivered_on: date | None
    quantity: int
    state: str


@dataclass(frozen=True)
class Page:
    number: int = 3
    last: int = 61
    first_row: int = 101
    last_row: int = 150
    rows: int = 3036


@dataclass(frozen=True)
class Entry:
    at: datetime
    who: str
    side: str
    what: str
    changes: tuple[tuple[str, str | None, str | None], ...] = ()
    why: str = ""


@dataclass(frozen=True)
class Signature:
    name: str
    side: str
    at: datetime
    meaning: str
    hash: str
    zone_shown: str = ""


@dataclass
class Request:
    path: str = "list.html"
    GET: QueryDict = field(
        default_factory=lambda: QueryDict("q=&sort=-promised_on&state=late&page=3")
    )


class RecordDelivery(forms.Form):
    delivered_on = forms.DateField(label="Delivered on", help_text="The day it left the site.")
    quantity = forms.DecimalField(label="Quantity", help_text="In packs, as on the note.")
    carrier = forms.ChoiceField(
        label="Carrier", choices=[("", "Choose…"), ("a", "Cold chain"), ("b", "Ambient")]
    )
    whole = forms.BooleanField(label="Delivered in full", required=False)
    parts = forms.ChoiceField(
        label="Proof", widget=forms.RadioSelect, choices=[("p", "Proof of dispatch"), ("n", "None")]
    )
    note = forms.CharField(label="Note", widget=forms.Textarea, required=False)
    file = forms.FileField(label="Delivery note", required=False, help_text="PDF, up to 20 MB.")
    password = forms.CharField(label="Your password", widget=forms.PasswordInput)


class SignIn(forms.Form):
    email = forms.EmailField(
        label="E-mail", widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    password = forms.CharField(label="Password", widget=forms.PasswordInput)


class Settings(forms.Form):
    locale = forms.ChoiceField(choices=[("en-GB", "English (United Kingdom)")])
    zone = forms.ChoiceField(choices=[("Europe/Zurich", "Europe/Zurich")])
    theme = forms.ChoiceField(choices=[("system", "As the device")])


MONTHS = ("Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct")
WE = (
    (
        "On-time delivery",
        "≥ 95 %, first confirmed date",
        "96 97 95 ▲93 96 98 97 ▲94 ✕89 ▲91 96 97",
        "97 %",
        "31 of 32",
        "common chance",
    ),
    (
        "On time in full",
        "≥ 95 %, ±5 % quantity",
        "▲94 97 95 ▲93 ▲94 98 97 ▲92 ✕86 ✕89 ▲94 ▲94",
        "▲94 %",
        "30 of 32",
        "common chance",
    ),
    (
        "Incidents per 100 batches",
        "falling; signal is red",
        "▲6.1 5.8 ▲6.4 5.2 5.5 4.9 4.2 4.4 3.9 3.1 3.4 2.8",
        "2.8",
        "1 in 36",
        "better passing",
    ),
    (
        "Saleable yield",
        "≥ 92.0 %",
        "92.4 92.1 92.6 ▲91.7 92.3 92.8 92.5 92.2 ▲91.4 92.0 92.6 92.9",
        "92.9 %",
        "36 batches",
        "common chance",
    ),
    (
        "Right first time",
        "≥ 90 % of batches",
        "▲88 91 92 90 ▲89 93 94 92 91 94 95 94",
        "94 %",
        "34 of 36",
        "better passing",
    ),
    (
        "Answer within class limit",
        "≥ 95 %",
        "97 98 96 97 95 99 98 96 97 98 97 99",
        "99 %",
        "88 of 89",
        "common passing",
    ),
    (
        "Deviation closed on time",
        "≥ 95 %, original date",
        "▲92 ▲90 ▲88 ▲86 ▲91 ✕84 ✕83 ▲86 ✕82 #80 – –",
        "✕80 %",
        "4 of 5",
        "worse failing",
    ),
)
YOU = (
    ("Materials 20 days before slot", "≥ 95 %, complete", "100 96 100 ▲92 100 95 97 100 ✕83 ▲88 95 96", "96 %", "23 of 24", "common chance"),
    ("Documents approved in time", "≥ 90 %", "▲78 ▲82 ▲80 ▲85 ▲88 ▲86 90 91 ▲89 92 93 91", "91 %", "20 of 22", "better chance"),
    ("Forecast accuracy, lag 3", "≥ 85 %", "▲81 ▲84 ▲79 86 88 ▲83 87 85 ▲82 86 87 88", "88 %", "±4 pts", "common chance"),
)  # fmt: skip
KEYS = {"▲": "below-target", "✕": "below-floor", "#": "few", "–": "not-due"}


def cell(shown: str, detail: str | None = None) -> Cell:
    key = KEYS.get(shown[0], "kept")
    if key == "not-due":
        return Cell(key, None, None, None)
    return Cell(key, shown.lstrip("▲✕#"), detail)


def spark(cells: tuple[Cell, ...]) -> str:
    last = next(one.status for one in reversed(cells) if one.shown)
    values = [float(one.shown) if one.shown else None for one in cells]
    return charts.sparkline(values, wording=Wording("", unit="%"), last=last)


VARIATIONS = {
    "common": Variation.COMMON,
    "better": Variation.IMPROVEMENT_HIGH,
    "worse": Variation.CONCERN_LOW,
}
ASSURANCES = {
    "chance": Assurance.HIT_OR_MISS,
    "passing": Assurance.PASS,
    "failing": Assurance.FAIL,
}


def signals(words: str) -> str:
    kind, hold = words.split()
    return charts.variation_icon(VARIATIONS[kind]) + charts.assurance_icon(ASSURANCES[hold])


def group(title: str, lines: tuple[tuple[str, ...], ...]) -> Group:
    rows = []
    for name, note, shown, total, detail, words in lines:
        cells = tuple(cell(one, "of 32 facts") for one in shown.split())
        rows.append(Row(name, note, cells, cell(total, detail), spark(cells), signals(words)))
    return Group(title, tuple(rows))


def drawing() -> dict[str, Any]:
    shown = (96, 97, 95, 93, 96, 98, 97, 94, 89, 91, 96, 97)
    points = [Point(f"{name} 26", value) for name, value in zip(MONTHS, shown, strict=True)]
    series = Series(Kind.XMR, points, Better.HIGHER, targets=(TargetStep("Nov 26", 95.0),))
    wording = Wording("On-time delivery, by month", unit="%")
    chart = charts.read_chart(series)
    spec = charts.specify(chart, wording)
    return {
        "svg": charts.draw(spec, key="wide", width=1100, headed=False),
        "narrow": charts.draw(spec, key="narrow", width=330, headed=False),
        "title": charts.say_finding(chart, wording),
        "twin": charts.table(spec, wording),
    }


def deliveries() -> list[Delivery]:
    states = ("promised", "late", "delivered", "delivered", "cancelled", "delivered")
    start = date(2026, 11, 28)
    return [
        Delivery(
            f"D-2026-0{131 - at}",
            ("Zenolimab 50 mg vial", "Zenolimab 10 mg vial", "ZT-204 capsule")[at % 3],
            start - timedelta(days=3 * at),
            None if states[at % 6] in {"promised", "late", "cancelled"} else start,
            1200 * (at % 5 + 1),
            states[at % 6],
        )
        for at in range(14)
    ]


def entries() -> list[Entry]:
    return [
        Entry(NOW - timedelta(hours=2), "Priya Raman", "we", "recorded the delivery",
              (("State", "promised", "delivered"), ("Delivered on", None, "22 Nov 2026")),
              "Proof of dispatch 118"),
        Entry(NOW - timedelta(days=4), "Tomas Lind", "you", "moved the promised day",
              (("Promised on", "18 Nov 2026", "22 Nov 2026"),), "Material for the slot came late"),
        Entry(NOW - timedelta(days=40), "Import 17", "", "created the delivery from line 41"),
    ]  # fmt: skip


def wrong_form() -> RecordDelivery:
    form = RecordDelivery({"delivered_on": "2027-02-30", "quantity": "many", "carrier": "a"})
    form.add_error(None, "This delivery was changed while you had it open.")
    return form


def contexts() -> dict[str, dict[str, Any]]:
    groups = (group("What we promised you", WE), group("What you promised us", YOU))
    said = Notice("done", "Delivery D-2026-0118 is recorded as delivered on 22 Nov 2026.")
    signed = Signature(
        "Priya Raman",
        "Bloomfield",
        NOW,
        "I approve this promise on behalf of Bloomfield.",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    )
    return {
        "scorecard": {"shell": Shell(), "groups": groups, "heads": MONTHS},
        "list": {"shell": Shell("Deliveries", (said,)), "deliveries": deliveries(), "page": Page()},
        "empty": {"shell": Shell("Deliveries"), "deliveries": []},
        "form": {"shell": Shell("Deliveries"), "form": wrong_form(), "fresh": RecordDelivery()},
        "record": {"shell": Shell("Deliveries"), "entries": entries(), "signed": signed, "drawn": drawing()},
        "sign_in": {"form": SignIn(), "next": "", "notice": []},
        "error": {"title": "There is nothing here", "sentence": "There is no such page.", "status": 404, "back": ""},
        "settings": {"shell": Shell(""), "form": Settings(), "person": None},
    }  # fmt: skip


def scorecard_data() -> dict[str, Any]:
    """Return the scorecard as its PDF takes it."""
    groups = (group("What we promised you", WE), group("What you promised us", YOU))
    told = [asdict(one) for one in groups]
    for one in told:
        for row in one["rows"]:
            row["spark_alt"] = f"{row['title']}, the last twelve months"
    return {
        "headline": "Ten promises, one failing steadily",
        "lead": "Deviation closure has been below 95 % for twelve months and is getting worse.",
        "promise": "Promise",
        "heads": MONTHS,
        "spark_head": "Trend",
        "signals_head": "Signals",
        "total_head": "Oct 2026",
        "groups": told,
        "legend": ["below target", "below floor", "too few facts", "not yet due, or no data"],
        "foot": "Known at 22 Nov 2026 18:40 CET · agreement v3 in force",
        "paper": {
            "head": [["Relationship", "Bloomfield and Zenith"], ["Period", "Nov 2025 to Oct 2026"]],
            "hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        },
    }
