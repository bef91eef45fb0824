"""The pages in a real browser: accessible, no outside requests, no complaints, with and without scripts."""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.web.pages import PAGES, SANTIAGO, SOLAR

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
GRAVE = ("serious", "critical")


@pytest.fixture
def page(browser, live_server, request):
    """Return a function that opens an address and notes what the browser complains of and asks for."""
    contexts = []

    def open_page(address, language="en", **options):
        context = browser.new_context(locale=language, **options)
        contexts.append(context)
        opened = context.new_page()
        opened.complaints, opened.outside = [], []
        host = urlsplit(live_server.url).netloc
        opened.on(
            "console", lambda m: opened.complaints.append(m.text) if m.type in ("error", "warning") else None
        )
        opened.on("pageerror", lambda error: opened.complaints.append(str(error)))
        opened.on(
            "request", lambda r: None if urlsplit(r.url).netloc == host else opened.outside.append(r.url)
        )
        opened.host = live_server.url
        opened.goto(live_server.url + address)
        return opened

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize(("language", "scheme", "width"), [("en", "light", 1360), ("es", "dark", 390)])
def test_pages_are_accessible_and_keep_to_themselves(page, language, scheme, width):
    found = {}
    opened = page("/healthz", language, color_scheme=scheme, viewport={"width": width, "height": 900})
    for address in (*PAGES, "/nothing/"):
        opened.complaints.clear()
        opened.goto(opened.host + address)
        violations = Axe().run(opened).response["violations"]
        grave = [
            (v["id"], [n["html"][:160] for n in v["nodes"][:3]]) for v in violations if v["impact"] in GRAVE
        ]
        # the browser itself notes the status of the error page
        said = [c for c in opened.complaints if "404" not in c]
        wide = opened.evaluate("document.documentElement.scrollWidth")
        found[address] = [*grave, *said, *([f"{wide} px wide"] if wide > width else [])]
    assert {address: list_ for address, list_ in found.items() if list_} == {}
    assert opened.outside == []


def test_way_from_search_to_appraisal_by_keyboard(page):
    opened = page("/")
    opened.keyboard.press("Tab")
    assert opened.locator(":focus").inner_text() == "Skip to the content"
    opened.locator("#city-search").focus()
    opened.keyboard.type("santiago de chi", delay=20)
    opened.locator("#city-suggestions [role=option]").first.wait_for()
    opened.keyboard.press("ArrowDown")
    assert opened.locator("#city-search").get_attribute("aria-activedescendant") == "city-suggestions-0"
    opened.keyboard.press("Enter")
    opened.wait_for_url(f"**/cities/{SANTIAGO}/")
    link = opened.locator(".ranked a").first
    link.focus()
    opened.keyboard.press("Enter")
    opened.wait_for_url(f"**/appraisals/{SANTIAGO}/**")
    assert opened.locator("h2#results").is_visible()
    assert opened.complaints == []


def test_escape_closes_the_suggestions(page):
    opened = page("/")
    opened.locator("#city-search").press_sequentially("stock")
    opened.locator("#city-suggestions [role=option]").first.wait_for()
    opened.keyboard.press("Escape")
    assert opened.locator("#city-suggestions").is_hidden()


def test_everything_works_without_scripts(page):
    opened = page("/", java_script_enabled=False)
    opened.fill("#city-search", "santiago, cl")
    opened.click("text=Find >> nth=0")
    opened.click(".found a >> nth=0")
    opened.wait_for_url(f"**/cities/{SANTIAGO}/")
    assert opened.locator(".ranked > li").count() == 9
    opened.fill("input[name=electricity_eur_per_kwh]", "0.3")
    opened.click("button:has-text('Use my values')")
    opened.locator("tr.own").wait_for()
    assert opened.locator("tr.own").count() == 1
    opened.click("button:has-text('Español')")
    opened.locator("html[lang=es]").wait_for()


def test_answering_a_question(page):
    opened = page(f"/appraisals/{SANTIAGO}/{SOLAR}/")
    before = opened.locator(".questions .badge.pass").count()
    opened.locator("input[name=grid_capacity][value='1']").check()
    opened.click("button:has-text('Use my answers')")
    opened.locator(".messages").wait_for()
    assert opened.locator(".questions .badge.pass").count() == before + 1


def test_reading_on_a_phone_shows_narrow_charts(page):
    opened = page(f"/appraisals/{SANTIAGO}/{SOLAR}/", viewport={"width": 390, "height": 844})
    assert opened.locator(".picture.narrow").first.is_visible()
    assert not opened.locator(".picture.wide").first.is_visible()


def test_questionnaire_and_portfolio_without_scripts(page):
    opened = page(f"/cities/{SANTIAGO}/questionnaire/", java_script_enabled=False)
    opened.locator("input[name=legal_mandate][value='1']").check()
    opened.click("button:has-text('Use my answers')")
    opened.wait_for_url(f"**/cities/{SANTIAGO}/#match")
    assert opened.locator(".forget .badge.user").count() == 1
    opened.fill("#budget_eur", "20,000,000")
    opened.click("button:has-text('Choose the portfolio')")
    opened.locator("#proposed").wait_for()
    assert opened.locator("#proposed + .scroll tbody tr").count() > 1
