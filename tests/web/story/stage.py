"""The stage of the story: a browser window for each person, and a picture of every step where wanted."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from tests.web.world.people import PASSWORD

# maintainers look at each step: REPLICITY_TEST_PICTURES=FOLDER python3 run.py test tests/web/story
PICTURES = os.environ.get("REPLICITY_TEST_PICTURES", "")


class Stage:
    """Opens a window for each person once, logged in by the form."""

    def __init__(self, browser, address: str) -> None:
        self.browser, self.address = browser, address
        self.windows, self.taken = {}, 0

    def window(self, role: str):
        """Return the window of somebody; `visitor` is not logged in."""
        if role not in self.windows:
            context = self.browser.new_context(base_url=self.address, viewport={"width": 1280, "height": 900})
            context.set_default_timeout(15_000)
            page = context.new_page()
            if role != "visitor":
                page.goto("/account/login/")
                page.fill("input[name=login]", f"{role}@example.org")
                page.fill("input[name=password]", PASSWORD)
                page.get_by_role("button", name="Sign In", exact=True).click()
                page.wait_for_url("**/desk/")
            self.windows[role] = page
        return self.windows[role]

    def picture(self, role: str, name: str) -> None:
        """Keep a picture of what somebody sees."""
        if PICTURES:
            self.taken += 1
            path = Path(PICTURES) / f"{self.taken:02d}-{name}.png"
            self.windows[role].screenshot(path=path, full_page=True)

    def close(self) -> None:
        """Close all windows."""
        for role, page in self.windows.items():
            self.picture(role, f"end-{role}")
            page.context.close()


def path_of(page) -> str:
    """Return the address of a page without its host."""
    return urlsplit(page.url).path


def press(page, name: str, *, exact: bool = True) -> None:
    """Press a button and wait for the page that it leads to, which must not be an error."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=exact).first.click()
    assert page.locator(".card.error").count() == 0, page.inner_text("main")
    assert page.locator(".callout.bad").count() == 0, page.inner_text(".callout.bad")


def fill(page, **fields) -> None:
    """Fill fields by their names: a list ticks boxes, True ticks one."""
    for name, value in fields.items():
        found = page.locator(f'main [name="{name}"]')
        if isinstance(value, list):
            for one in value:
                page.locator(f'main [name="{name}"][value="{one}"]').check()
        elif value is True:
            found.first.check()
        elif found.first.evaluate("e => e.tagName") == "SELECT":
            found.select_option(**({"label": value} if isinstance(value, str) else {"value": str(value)}))
        else:
            found.fill(str(value))
