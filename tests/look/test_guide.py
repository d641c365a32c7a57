"""The parts, in a real browser: nothing overflows, nothing breaks the policy, axe finds nothing."""

import functools
import http.server
import threading

import pytest
from playwright.sync_api import expect

from catchball.site.middleware import CONTENT_SECURITY_POLICY
from look import guide
from plugin_browser import violations


class Strict(http.server.SimpleHTTPRequestHandler):
    def end_headers(self):
        self.send_header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        super().end_headers()

    def log_message(self, *_args):
        """Say nothing: the test tells what went wrong."""


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    folder = tmp_path_factory.mktemp("guide")
    guide.write(folder)
    serve = functools.partial(Strict, directory=folder)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), serve) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def page(chromium, request):
    page = chromium.new_page(viewport={"width": getattr(request, "param", 1440), "height": 900})
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on(
        "console", lambda said: page.complaints.append(said.text) if said.type == "error" else 0
    )
    yield page
    assert page.complaints == []
    page.close()


@pytest.mark.journey
@pytest.mark.parametrize(
    ("page", "theme"), [(1440, "light"), (1440, "dark"), (390, "light")], indirect=["page"]
)
def test_pages_are_open_to_all(page, theme, base):
    found = []
    for name in guide.PAGES:
        page.goto(f"{base}/{name}-{theme}.html")
        found += [(name, *one) for one in violations(page)]

    assert found == []


@pytest.mark.journey
def test_pages_fit_every_width(page, base):
    for name in guide.PAGES:
        page.goto(f"{base}/{name}.html")
        for width in (1440, 820, 390):
            page.set_viewport_size({"width": width, "height": 900})

            assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)


@pytest.mark.journey
@pytest.mark.parametrize("page", [390], indirect=True)
def test_the_rail_is_a_drawer_that_gives_the_focus_back(page, base):
    page.goto(f"{base}/list.html")
    expect(page.locator("#rail")).to_be_hidden()

    page.get_by_role("button", name="Menu").press("Enter")
    expect(page.get_by_role("link", name="Scorecard")).to_be_visible()
    page.keyboard.press("Escape")

    expect(page.locator("#rail")).to_be_hidden()
    expect(page.locator(":focus")).to_have_text("Menu")


@pytest.mark.journey
@pytest.mark.parametrize("page", [390], indirect=True)
def test_escape_closes_what_lies_innermost(page, base):
    page.goto(f"{base}/list.html")
    page.get_by_role("button", name="Menu").press("Enter")
    page.locator("#rail .me summary").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()

    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Sign out")).to_be_hidden()
    expect(page.locator("#rail")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#rail")).to_be_hidden()


@pytest.mark.journey
def test_the_state_stands_under_the_total_at_every_width(page, base):
    page.goto(f"{base}/scorecard.html")
    words = page.locator(".scorecard .total .state-word:has(.below-floor)")
    for width in (1440, 820, 390):
        page.set_viewport_size({"width": width, "height": 900})
        expect(words.first).to_be_visible()


@pytest.mark.journey
def test_the_keyboard_walks_through_a_list(page, base):
    page.goto(f"{base}/list.html")
    page.keyboard.press("j")
    page.keyboard.press("ArrowDown")
    expect(page.locator(":focus")).to_have_text("D-2026-0130")
    page.keyboard.press("k")
    expect(page.locator(":focus")).to_have_text("D-2026-0131")

    page.keyboard.press("Enter")
    page.wait_for_url("**/record.html")


@pytest.mark.journey
def test_single_keys_can_be_switched_off(page, base):
    page.goto(f"{base}/list.html")
    page.keyboard.press("?")
    page.get_by_label("Single-key shortcuts on this device").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_hidden()

    page.get_by_text("Priya Raman").click()
    page.get_by_role("button", name="Keyboard shortcuts").click()
    page.get_by_label("Single-key shortcuts on this device").check()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()


@pytest.mark.journey
def test_a_whole_row_is_a_target(page, base):
    page.goto(f"{base}/list.html")
    state = page.locator("tbody tr").first.locator("td").last.bounding_box()
    page.mouse.click(state["x"] + state["width"] - 10, state["y"] + 10)
    page.wait_for_url("**/record.html")


@pytest.mark.journey
def test_what_is_wrong_gets_the_focus(page, base):
    page.goto(f"{base}/form.html")

    expect(page.locator(":focus")).to_contain_text("5 things need your attention")


@pytest.mark.journey
def test_a_chosen_file_shows_its_name_and_size(page, base):
    page.goto(f"{base}/form.html")
    note = {"name": "note.pdf", "mimeType": "application/pdf", "buffer": b"x" * 2500}
    page.locator("[type=file]").first.set_input_files(note)

    assert page.locator(".well output").first.text_content() == "note.pdf (2.5 kB)"
