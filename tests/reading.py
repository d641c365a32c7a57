"""What a person reads on a page."""

import re
from html import unescape


def text_of(answer):
    """Return the words of a page, without its tags and without more than one space."""
    return _words(answer.content.decode())


def waits_of(answer):
    """Return the words of what waits on the page where the day begins: for oneself, for others."""
    page = answer.content.decode()
    return tuple(
        _words(page.partition(f'aria-labelledby="{key}"')[2].partition("</section>")[0])
        for key in ("mine", "others")
    )


def open_what_waits(page, kind):
    """Open, in a browser, the first thing of a kind that waits for the reader as the day begins."""
    mine = page.locator("section[aria-labelledby=mine] li")
    mine.filter(has_text=kind).get_by_role("link").first.click()


def _words(page):
    plain = re.sub(r"<[^>]+>", " ", page)
    return re.sub(r"\s+", " ", unescape(plain))
