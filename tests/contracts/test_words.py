"""Every word that a page shows goes through the translator: a language that nobody speaks tells.

All sentences are put between ⟦ and ⟧; what stands outside must be data: names, numbers, days.
"""

import re
from html.parser import HTMLParser

import pytest
from django.urls import reverse
from matrix import PAGES
from things import things_of

from catchball.kernel import words
from catchball.trust.permissions import Role

SHOWN = {"title", "aria-label", "placeholder", "alt"}
SAID = re.compile(r"⟦[^⟦⟧]*⟧")
# Codes, keys and marks that are the same in every language.
SAME = {
    "Catchball",
    "CSV",
    "XLSX",
    "PDF",
    "JSON",
    "SVG",
    "ID",
    "SHA",
    "UTC",
    "GMT",
    "BST",
    "CET",
    "CEST",
    "Ctrl",
    "Enter",
    "Esc",
    "en",
    "GB",
    "US",
    "de",
    "DE",
    "fr",
    "FR",
    "sl",
    "SI",
    "kg",
    "FS",
    "packs",
    "mg",
    "API",
    "EUR",
    "PO",
    "j",
    "k",
    "n",
    "p",
    "g",
    "cfr",
    "CFR",
    "iCalendar",
    "ics",
}
MONTHS = {
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sept",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
}
WEEKDAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}
DISTANCE = {
    "in",
    "ago",
    "second",
    "seconds",
    "minute",
    "minutes",
    "hour",
    "hours",
    "day",
    "days",
    "week",
    "weeks",
    "month",
    "months",
    "year",
    "years",
    "now",
    "today",
    "yesterday",
    "tomorrow",
}
# What the small world is made of.
DATA = {
    "Acme",
    "Zenith",
    "supply",
    "tablets",
    "works",
    "tests",
    "command",
    "line",
    "the",
    "client",
    "lead",
    "quality",
    "program",
    "manager",
    "executive",
    "administrator",
    "business",
    "development",
    "lean",
    "technical",
    "services",
    "ACME",
    "ZENI",
    "supervisor",
    "site",
    "head",
    "Tablets",
    "Rotterdam",
    "Europe",
    "London",
    "acme",
    "example",
    "shipments.csv",
    "plan.xlsx",
    "transfer.xml",
    "Notes",
    "Planning",
}
# Code, and what is quoted from a record as it was written.
SILENT = {"script", "style", "code", "option", "pre", "samp"}
PATTERNS = re.compile(
    r"[0-9a-f]{6,}|[MPDB]|[A-Z][a-z]+/[A-Z][A-Za-z_/]+|[\w.-]+@[\w.-]+|P-1|M-\d|PO-7|x"
    r"|\d+(?:FS|SS|FF|SF)"  # a link between tasks
)


class Texts(HTMLParser):
    """Gathers what a person reads or hears, without scripts, styles and what code shows."""

    def __init__(self) -> None:
        super().__init__()
        self.found, self.text, self._silent = [], "", 0

    def handle_starttag(self, tag, attrs):
        if tag in SILENT:
            self._silent += 1
        self.found += [value for name, value in attrs if name in SHOWN and value]

    def handle_endtag(self, tag):
        if tag in SILENT:
            self._silent -= 1

    def handle_data(self, data):
        if not self._silent:
            self.text += f" {data}"  # a sentence may hold markup: it is looked at as a whole


def _pseudo(message):
    return f"⟦{message}⟧"


def _pseudo_many(one, many, count):
    return f"⟦{one if count == 1 else many}⟧"


@pytest.fixture
def nobodys_language(monkeypatch):
    monkeypatch.setattr(words, "_translate", _pseudo)
    monkeypatch.setattr(words, "_translate_many", _pseudo_many)
    monkeypatch.setattr(words, "_name_tongue", lambda: "nobody’s")  # what is kept is of others


def _outside(text):
    while SAID.search(text):
        text = SAID.sub(" ", text)
    left = [word for word in re.split(r"[^\w/@.-]+", text) if re.search(r"[A-Za-z]{2}", word)]
    known = SAME | MONTHS | WEEKDAYS | DISTANCE | DATA
    return [
        word
        for word in left
        if word.strip(".-") not in known
        and not PATTERNS.fullmatch(word)
        and not all(part in known or part.isdigit() for part in re.split(r"[-./]", word) if part)
    ]


@pytest.mark.parametrize("role", [Role.PROGRAM_MANAGER, Role.CLIENT_LEAD])
def test_shows_no_word_past_the_translator(role, acme, browse, nobodys_language):
    browser, things, escaped = browse(acme, role), things_of(acme), {}
    for name, reach in PAGES.items():
        kwargs = {word: things[thing] for word, thing in reach.things.items()} | reach.fixed
        if not reach.floor:
            kwargs["client"] = acme.slug
        answer = browser.get(reverse(name, kwargs=kwargs) + reach.query)
        if "html" not in answer.headers.get("Content-Type", ""):
            continue
        texts = Texts()
        texts.feed(answer.content.decode())
        found = sorted({word for text in (*texts.found, texts.text) for word in _outside(text)})
        if found:
            escaped[name] = found
    assert escaped == {}
