"""What members of the network see, for all eyes and hands: moderation, demand, offers, requests, quotes."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from replicity.web.network.models import ProviderOffer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
GRAVE = ("serious", "critical")
# by role; the numbers come from the world
PAGES = {
    "broker": (
        "/network/moderation/",
        "/network/{provider}/",
        "/programmes/{programme}/dashboard/",
        "/programmes/{programme}/applications/",
        "/notices/choices/",
        "/jobs/",
        "/audit/",
    ),
    "provider": (
        "/network/demand/",
        "/network/requests/",
        "/network/requests/{information_request}/",
        "/network/offers/{provider_offer}/",
        "/network/offers/{waiting_offer}/",
        "/network/{provider}/",
        "/network/{provider}/edit/",
        "/network/{provider}/offers/",
    ),
    "editor": (
        "/network/requests/",
        "/network/requests/{information_request}/",
        "/network/{provider}/ask/",
        "/network/{city}/edit/",
        "/organisations/{city}/",
    ),
    "host": ("/network/{host}/host/", "/network/hosts/{host_offer}/", "/network/{host}/edit/"),
}
WAYS = (("en", "light", 1280), ("es", "dark", 390))


def faults(page, width):
    """Return what is wrong with a page for somebody who sees, hears or touches it."""
    found = [
        (v["id"], [n["html"][:160] for n in v["nodes"][:3]])
        for v in Axe().run(page).response["violations"]
        if v["impact"] in GRAVE
    ]
    wide = page.evaluate("document.documentElement.scrollWidth")
    blanks = [line for line in page.inner_text("main").splitlines() if "%(" in line]
    return [*found, *([f"{wide} px wide"] if wide > width else []), *blanks]


@pytest.mark.parametrize(("language", "scheme", "width"), WAYS, ids=("en", "es"))
def test_pages_of_members_are_accessible(signed_in, world, language, scheme, width):
    world_offer = ProviderOffer.objects.get(pk=world.ids["waiting_offer"])
    assert world_offer.state == "pending", "else the broker's page would be empty"
    found = {}
    for role, addresses in PAGES.items():
        page = signed_in(role, locale=language, color_scheme=scheme, viewport={"width": width, "height": 900})
        for address in addresses:
            answer = page.goto(page.host + address.format(**world.ids))
            assert (address, answer.status) == (address, 200)
            assert page.get_attribute("html", "lang") == language
            found[f"{role} {address}"] = faults(page, width)
    assert {address: list_ for address, list_ in found.items() if list_} == {}


def test_empty_pages_say_what_comes_next(signed_in, world):
    ProviderOffer.objects.all().delete()
    page = signed_in("provider", locale="en")
    page.goto(f"{page.host}/network/demand/")
    page.get_by_role("link", name="Offer a solution").click()
    page.wait_for_url(f"**/network/{world.ids['provider']}/offers/")
    page.goto(f"{page.host}/network/{world.ids['provider']}/")
    assert page.get_by_role("link", name="Say who you are").is_visible()
    broker = signed_in("broker", locale="en")
    broker.goto(f"{broker.host}/network/moderation/")
    assert broker.get_by_role("link", name="What the network offers").is_visible()
