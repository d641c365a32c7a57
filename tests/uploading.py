"""How tests walk the pages of imports: a file is brought in, matched, checked and written."""

import re

from django.core.files.uploadedfile import SimpleUploadedFile

from catchball.workplace.exchange import jobs
from reading import text_of
from world import scope_for


def version_in(answer):
    return re.search(r'name="version" value="(\d+)"', answer.content.decode())[1]


def sent(browser, content, what="deliveries", name="shipments.csv", slug="acme"):
    data = content if isinstance(content, bytes) else content.encode()
    file = SimpleUploadedFile(name, data)
    return browser.post(f"/c/{slug}/exchange/new/", {"what": what, "file": file})


def as_proposed(browser, address, **changes):
    """Send the form of the match page as it stands, with these changes."""
    page = browser.get(address).content.decode()
    fields = dict(
        re.findall(r'type="hidden" name="(version|encoding|header_row)" value="([^"]*)"', page)
    )
    for name, body in re.findall(r'<select name="(\w+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', body)
        fields[name] = chosen[1] if chosen else ""
    return browser.post(address, {**fields, "update": "leave", **changes})


def checked(browser, content, company, what="deliveries", **changes):
    """Bring a file in, match it as proposed, and let the worker check it."""
    match = sent(browser, content, what=what).headers["Location"]
    page = as_proposed(browser, match, **changes).headers["Location"]
    jobs.judge(scope_for(company), import_id=page.split("/")[-2])
    return page


def answered(browser, page, company):
    """Answer every question with the first of its choices, and let the worker check again."""
    asked = browser.get(page)
    choices = re.findall(r'type="radio" name="(style_\d+)" value="([^"]+)"', asked.content.decode())
    first = dict(reversed(choices))
    answer = browser.post(page + "answer/", {"version": version_in(asked), **first})
    assert answer.status_code == 302, text_of(answer)
    jobs.judge(scope_for(company), import_id=page.split("/")[-2])
    return page


def written(browser, page, company):
    """Have the good rows of a checked import written, and return its page."""
    browser.post(page + "confirm/", {"version": version_in(browser.get(page))})
    jobs.write(scope_for(company), import_id=page.split("/")[-2])
    return browser.get(page)
