"""A delegation goes to Gothenburg, and a letter of intent is drafted, negotiated, signed and checked."""

import re
import subprocess
from datetime import timedelta
from pathlib import Path

from django.utils import timezone
from ical.calendar_stream import IcsCalendarStream
from tests.web.story.stage import fill, path_of, press
from tests.web.world.people import PASSWORD

SITES = ("HSB Living Lab", "Brf Viva")
SIGNERS = {"city": "editor", "buyer": "buyer", "host": "host"}


def next_monday(days: int):
    """Return a Monday some days from now."""
    day = timezone.localdate() + timedelta(days=days)
    return day + timedelta(days=-day.weekday() % 7)


def a_delegation_is_planned(stage, world) -> str:
    """Let the host offer slots, the officer plan the visit and take them; return the visit's address."""
    host, monday = stage.window("host"), next_monday(60)
    for hour, site in zip((9, 14), SITES, strict=True):
        host.goto(f"/visits/hosts/{world.ids['host']}/slots/")
        begin = f"{monday.isoformat()}T{hour:02d}:00"
        end = f"{monday.isoformat()}T{hour + 2:02d}:00"
        fill(host, site=site, begins_at=begin, ends_at=end, capacity=12)
        press(host, "Offer it")
    stage.picture("host", "slots")
    page = stage.window("editor")
    page.goto("/visits/plan/")
    # the city and the owner of Brf Viva in one visit
    fill(page, host="City of Gothenburg", further=[world.ids["owner"]], solution="Mobility hub in housing")
    with page.expect_navigation():
        page.locator("main form button.primary").click()
    fill(page, title="Santiago learns in Gothenburg", first_day=monday, party_size=6)
    page.locator('main [name="success"]').fill("We know whether our council can sign a letter.")
    press(page, "Propose the visit to the hosts")
    visit = path_of(page)
    for site in SITES:
        page.goto(visit)
        press(page, f"Take the slot: {site}")
    page.goto(f"{visit}delegates/")
    fill(page, name="Ana Rojas", objective="The contract", email="ana.rojas@example.org", languages="es, en")
    page.locator("main form button.primary").click()
    page.wait_for_url(re.compile(visit))
    page.goto(visit)
    stage.picture("editor", "visit")
    host.goto(visit)
    press(host, "Confirm for City of Gothenburg")
    press(host, "Confirm for Riksbyggen")
    stage.picture("host", "visit-confirmed")
    return visit


def its_calendar_is_read_by_another_library(stage, visit: str) -> None:
    """Read the calendar file with a library that did not write it: both slots, in Gothenburg's time."""
    answer = stage.window("editor").request.get(f"{visit}calendar.ics")
    calendar = IcsCalendarStream.calendar_from_ics(answer.text())
    for hour, site in zip((9, 14), SITES, strict=True):
        begins = [e.dtstart for e in calendar.events if site in e.summary]
        assert (hour, timedelta(hours=1)) in [(b.hour, b.utcoffset()) for b in begins], begins
    assert [zone.tz_id for zone in calendar.timezones] == ["Europe/Stockholm"]


def a_letter_is_drafted_and_negotiated(stage, world) -> str:
    """Let the officer draft the letter with the developer as buyer, and the buyer change it."""
    page = stage.window("editor")
    page.goto("/letters/new/?solution=mobility_hub&place=3871336")
    with page.expect_navigation():
        page.locator("main form button.primary").click()
    fill(page, buyer="Inmobiliaria Mapocho", host="City of Gothenburg")
    page.locator('main [name="scale.mobility_hub"]').fill("132")
    page.locator('main [name="languages"]').select_option(index=2)
    with page.expect_navigation():
        page.locator("main form button.primary").click()
    letter = path_of(page)
    assert re.fullmatch(r"/letters/\d+/", letter)
    stage.picture("editor", "letter-draft")
    name_signatories(stage, letter)
    page.goto(letter)
    press(page, "Open the negotiation")
    buyer = stage.window("buyer")
    buyer.goto(letter)
    fill(buyer, text="We build the first block in Yungay without an underground garage.")
    press(buyer, "Send the comment")
    buyer.goto(f"{letter}groups/resources/")
    area = buyer.locator("main textarea").first
    area.fill("Each party bears its own cost; the buyer pays for the first block.")
    with buyer.expect_navigation():
        buyer.locator("main form button.primary").first.click()
    page.goto(f"{letter}versions/")
    stage.picture("editor", "letter-versions")
    assert "the first block" in page.inner_text("main") or page.locator("ins").count()
    return letter


def name_signatories(stage, letter: str) -> None:
    """Let each party name who signs, with office and mandate."""
    page = stage.window("editor")
    page.goto(f"{letter}parties/")
    links = page.get_by_role("link", name="Change")
    addresses = [links.nth(i).get_attribute("href") for i in range(links.count())]
    for role, address in zip(SIGNERS.values(), addresses, strict=True):
        own = stage.window("broker" if role != "editor" else role)
        own.goto(address)
        if own.locator('main [name="signatory"]').count():
            own.locator('main [name="signatory"]').select_option(label=role.capitalize())
        fill(own, signatory_name=role.capitalize(), office="Director", mandate="Decision 114")
        press(own, "Save")


def it_is_approved_and_signed(stage, letter: str) -> bytes:
    """Let each party approve and then sign in order; return the signed file."""
    for role in SIGNERS.values():
        page = stage.window(role)
        page.goto(letter)
        page.get_by_role("link", name="Approve", exact=False).first.click()
        fill(page, body="Council", reference="Minutes 7", approved_on=timezone.localdate())
        press(page, "Record the approval")
    for role in SIGNERS.values():
        page = stage.window(role)
        page.goto(letter)
        page.get_by_role("link", name="Sign", exact=True).click()
        fill(page, consent=True, password=PASSWORD)
        if role == "editor":
            stage.picture("editor", "letter-sign")
        press(page, "Sign now")
    page = stage.window("editor")
    page.goto(letter)
    stage.picture("editor", "letter-signed")
    return page.request.get(f"{letter}letter.pdf").body()


def everybody_can_check_it(stage, letter: bytes, folder: Path) -> None:
    """Check the three signatures with poppler and on the public page; one changed byte is seen by both."""
    changed = bytearray(letter)
    changed[letter.index(b"/Title") - 40] ^= 1
    sound, broken = folder / "letter.pdf", folder / "changed.pdf"
    sound.write_bytes(letter)
    broken.write_bytes(bytes(changed))
    said = {p: subprocess.run(["pdfsig", p], capture_output=True, text=True).stdout for p in (sound, broken)}
    assert said[sound].count("Signature is Valid") == 3
    assert said[broken].count("Signature is Valid") < 3
    page = stage.window("visitor")
    for path, verdict in ((sound, "Valid"), (broken, "Changed")):
        page.goto("/verify/")
        page.set_input_files('main input[type="file"]', path)
        press(page, "Check the file")
        assert page.inner_text("#verdict") == verdict
        assert "Santiago" not in page.inner_text("main")
        stage.picture("visitor", f"verify-{verdict.lower()}")


def the_counter_moves(stage, programme: str) -> None:
    """Read the counter of the programme as a visitor does."""
    page = stage.window("visitor")
    page.goto(programme)
    assert "1 of 20" in page.inner_text("main")
    stage.picture("visitor", "counter")
