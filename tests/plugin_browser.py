"""A real browser for the tests that use pages as people do, and axe to look at each page."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
RULES = json.dumps(
    {
        "runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"],
        "resultTypes": ["violations"],
    }
)
# What is right with a page, node by node, took three times as long to hand over as to find.
FIND = f"axe.run({RULES}).then(({{violations}}) => violations.flatMap("
FIND += "({id, nodes}) => nodes.map(({html}) => [id, html.slice(0, 200)])))"
# Milliseconds for what takes one or two hundred: a page that a busy machine draws late is right.
PATIENCE = 60_000
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


def _to_the_end(act: Callable[..., None]) -> Callable[..., None]:
    """Let what a person does end when the page that it leads to is whole.

    Playwright returns as soon as the new page begins: what is then counted may not be there yet,
    and what is not there may still come.
    """

    @wraps(act)
    def done(self: Locator, *arguments: Any, **named: Any) -> None:
        act(self, *arguments, **named)
        self.page.wait_for_load_state()

    return done


@pytest.fixture(scope="session")
def whole_pages() -> Iterator[None]:
    """Let clicks and keys wait for the page that they lead to."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("click", "press"):
            patch.setattr(Locator, name, _to_the_end(getattr(Locator, name)))
        yield


@pytest.fixture(scope="module")
def chromium(whole_pages: None) -> Iterator[Browser]:
    """Keep one browser a module: while it lives, an event loop runs in this thread."""
    binary = shutil.which("chromium") or shutil.which("chromium-browser")
    if binary is None:
        pytest.skip("Chromium is absent here: install the system's package `chromium`")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=binary, args=FLAGS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def new_page(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Open pages, each in a session of its own; no error may appear on any console."""
    complaints: list[str] = []
    opened = []

    def open_page(width: int = 1440, scheme: str = "light") -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, accept_downloads=True
        )
        opened.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda said: complaints.append(said.text) if said.type == "error" else None,
        )
        return page

    yield open_page
    for context in opened:
        context.close()
    expected = ("404 (Not Found)", "422 (Unprocessable Entity)", "409 (Conflict)")
    assert [one for one in complaints if not any(word in one for word in expected)] == []


def violations(page: Page) -> list[tuple[str, str]]:
    """Return what axe finds wrong with the page as it stands, and where."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE.read_text("utf-8"))
    return [(rule, html) for rule, html in page.evaluate(FIND)]
