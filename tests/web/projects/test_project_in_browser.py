"""From a reading to evidence in a real browser, without scripts; pages for all eyes and hands."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.web.world.projects import begun, measured

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
GRAVE = ("serious", "critical")
PAGES = (
    "/projects/",
    "/projects/begin/",
    "/projects/{project}/",
    "/projects/{project}/concept/",
    "/projects/{project}/tasks/",
    "/projects/{project}/money/",
    "/projects/{project}/measuring/",
    "/projects/{project}/readings/upload/",
    "/projects/{project}/results/",
    "/projects/{project}/site/{project_site}/",
    "/projects/{project}/room/",
    "/projects/{project}/room/case/",
    "/projects/{project}/room/risks/",
    "/projects/{project}/room/documents/",
    "/replicas/{replica}/",
)


@pytest.fixture
def project(world):
    """Return a measured project that has not handed in its year."""
    return measured(world, begun(world, "Lamps of Providencia"))


@pytest.fixture
def signed_in(project, signed_in):
    """Make the project before the browser starts."""
    return signed_in


def test_a_year_of_results_becomes_evidence_without_scripts(signed_in, project):
    buyer = signed_in("buyer", java_script_enabled=False)
    buyer.goto(f"{buyer.host}/projects/{project.pk}/measuring/")
    assert buyer.locator("svg.chart").count() >= 3
    buyer.click("a:has-text('Hand in this year')")
    for field in buyer.locator("input.reason").all():
        field.fill("The utility checked the meters.")
    buyer.click("main button:has-text('Hand in')")
    buyer.wait_for_url("**/measuring/")
    assert "waits for the evaluator" in buyer.content()
    judge = signed_in("evaluator", java_script_enabled=False)
    judge.goto(f"{judge.host}/projects/{project.pk}/measuring/")
    judge.click("a:has-text('Decide')")
    judge.click("button:has-text('Make it evidence')")
    judge.wait_for_url("**/replicas/*/")
    judge.click("main a:has-text('LED street lighting')")
    assert judge.locator("th:has-text('Lamps of Providencia')").count() == 3


@pytest.mark.parametrize(("scheme", "width", "language"), [("light", 1360, "en"), ("dark", 390, "es")])
def test_pages_are_for_everybody(signed_in, world, scheme, width, language):
    size = {"width": width, "height": 900}
    page = signed_in("editor", color_scheme=scheme, viewport=size, locale=language)
    found = {}
    for pattern in PAGES:
        address = pattern.format(**world.ids)
        page.goto(page.host + address)
        violations = Axe().run(page).response["violations"]
        grave = [
            (v["id"], [n["html"][:160] for n in v["nodes"][:3]]) for v in violations if v["impact"] in GRAVE
        ]
        wide = page.evaluate("document.documentElement.scrollWidth")
        found[address] = [*grave, *([f"{wide} px wide"] if wide > width else [])]
    assert {address: faults for address, faults in found.items() if faults} == {}
