"""The way from a plan to a report in a real browser, without scripts; pages for all eyes and hands."""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.web.world.visits import let_begin

from replicity.web.visits.models import Visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("REPLICITY_TEST_PICTURES", "")


def look(page, name):
    """Keep a picture where a person asks for it."""
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def test_a_visit_from_plan_to_report_without_scripts(signed_in, world):
    city = signed_in("editor", java_script_enabled=False)
    city.goto(f"{city.host}/visits/")
    city.click("main a:has-text('Plan a visit')")
    city.select_option("select[name=host]", label="City of Gothenburg")
    city.select_option("select[name=solution]", "mobility_hub")
    look(city, "start")
    city.click("button:has-text('Show the open questions')")
    assert 3 <= city.locator("input[name=questions]:checked").count() <= 5
    look(city, "plan")
    city.fill("input[name=title]", "A visit by hand")
    city.click("button:has-text('Propose the visit')")
    city.wait_for_url("**/visits/*/")
    address = city.url
    city.click("a:has-text('Add a delegate')")
    city.fill("input[name=name]", "Luis Pérez")
    city.select_option("select[name=field]", "finance")
    city.fill("input[name=objective]", "Who pays")
    city.click("button:has-text('Save')")
    city.wait_for_url(address)
    city.click("button:has-text('Take it') >> nth=0")
    assert "The slot is yours" in city.locator(".messages").inner_text()
    host = signed_in("host", java_script_enabled=False)
    host.goto(address)
    host.click("button:has-text('Confirm the visit')")
    assert not host.locator("button:has-text('The visit took place')").count()
    let_begin(Visit.objects.latest("pk"))
    host.reload()
    host.click("button:has-text('The visit took place')")
    city.goto(address)
    city.click("a:has-text('Write the report') >> nth=0")
    for box in city.locator("select[name^=outcome_]").all():
        box.select_option("answered")
    city.fill("textarea[name=decisions]", "A letter of intent is drafted.")
    look(city, "report")
    city.click("button:has-text('close the report')")
    city.wait_for_url(address)
    assert "A letter of intent is drafted." in city.locator("main").inner_text()
    assert city.locator("text=Call after 90 days").count() == 1
    look(city, "reported")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1360), ("dark", 390)])
def test_pages_are_accessible(signed_in, world, scheme, width):
    city = signed_in("editor", color_scheme=scheme, viewport={"width": width, "height": 900})
    ids = world.ids
    plan = f"/visits/plan/?city={ids['city']}&host={ids['host']}&solution=mobility_hub"
    addresses = {
        "list": "/visits/",
        "new": "/visits/plan/",
        "questions-first": plan,
        "several-hosts-first": f"{plan}&further={ids['owner']}",
        "several-hosts": f"/visits/{ids['wide_visit']}/",
        "hosts-of": f"/visits/{ids['wide_visit']}/hosts/",
        "asked": f"/questions/{ids['question_to_all']}/",
        "visit": f"/visits/{ids['visit']}/",
        "change": f"/visits/{ids['visit']}/change/",
        "questions": f"/visits/{ids['visit']}/questions/",
        "delegate": f"/visits/{ids['visit']}/delegates/",
        "entry": f"/visits/{ids['visit']}/programme/",
        "report-form": f"/visits/{ids['held_visit']}/report/",
        "held": f"/visits/{ids['held_visit']}/",
    }
    found = {name: _faults(city, address, f"{name}-{width}", width) for name, address in addresses.items()}
    city.goto(city.host + addresses["visit"])
    city.click("button:has-text('Español')")
    city.locator("html[lang=es]").wait_for()
    found["spanish"] = _faults(city, addresses["visit"], f"spanish-{width}", width)
    host = signed_in("host", color_scheme=scheme, viewport={"width": width, "height": 900})
    found["slots"] = _faults(host, f"/visits/hosts/{ids['host']}/slots/", f"slots-{width}", width)
    found["hosts"] = _faults(host, "/visits/slots/", f"hosts-{width}", width)
    answers = f"/visits/{ids['wide_visit']}/"
    found["to-confirm"] = _faults(host, answers, f"to-confirm-{width}", width)
    assert {name: faults for name, faults in found.items() if faults} == {}


def _faults(page, address, name, width):
    page.goto(page.host + address)
    look(page, name)
    grave = [
        (v["id"], [n["html"][:160] for n in v["nodes"][:3]])
        for v in Axe().run(page).response["violations"]
        if v["impact"] in ("serious", "critical")
    ]
    wide = page.evaluate("document.documentElement.scrollWidth")
    return [*grave, *([f"{wide} px wide"] if wide > width else [])]
