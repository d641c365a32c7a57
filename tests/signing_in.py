"""How tests come in with a real browser."""

from playwright.sync_api import Page

from world import PASSWORD


def sign_in(page: Page, base: str, email: str) -> None:
    """Sign somebody in by the page, and wait until they stand at home."""
    page.goto(f"{base}/sign-in/")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(f"{base}/**/home/")
