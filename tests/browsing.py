"""How tests walk the pages of deliveries and batches."""

from datetime import timedelta
from html import unescape
from zoneinfo import ZoneInfo

from django.utils import timezone

from arranged import day
from world import ZONE


def at(company, *parts):
    return "/".join(["/c", company.slug, "production", *(str(part) for part in parts)])


def deliveries(company, *parts):
    return at(company, "deliveries", *parts, "")


def batches(company, *parts):
    return at(company, "batches", *parts, "")


def ahead(days):
    """Return a day so far from today where the companies are, which is what pages go by."""
    return timezone.localdate(timezone=ZoneInfo(ZONE)) + timedelta(days=days)


def text_of(answer):
    return unescape(answer.content.decode())


def rows_of(answer):
    """Return the references in the order of the page."""
    return [
        part.partition("</a>")[0].rpartition(">")[2]
        for part in text_of(answer).split('class="target"')[1:]
    ]


def promise_form(company, **named):
    return {
        "reference": "D-118",
        "program": company.program,
        "first_promised_on": day(10),
        "quantity_promised": "1000",
        "unit": "packs",
        **named,
    }
