"""The programme opens, Santiago applies and is accepted, sees its match, and asks what a host answers."""

from datetime import timedelta

from django.utils import timezone
from tests.web.story.stage import fill, path_of, press


def a_programme_opens(stage, world) -> str:
    """Let the broker open the programme with Gothenburg as a host; return its address."""
    page, today = stage.window("broker"), timezone.localdate()
    page.goto("/programmes/open/")
    fill(
        page,
        name="IRIS worldwide",
        summary="At least twenty cities outside the EU replicate what lighthouse cities proved.",
        target_letters_count=20,
        excluded_blocs=["EU", "EEA"],
        opens_on=today,
        closes_on=today + timedelta(days=200),
        ends_on=today + timedelta(days=700),
        public=True,
    )
    press(page, "Open the programme")
    address = path_of(page).partition("settings")[0]
    page.goto(f"{address}settings/")
    fill(page, organisation="City of Gothenburg", capacity_count=5)
    press(page, "Add the host")
    stage.picture("broker", "hosts")
    page.goto(address)
    assert "0 of 20" in page.inner_text("main")
    stage.picture("broker", "programme")
    return address


def santiago_applies(stage, world, programme: str) -> str:
    """Let Santiago's officer apply and answer, and the broker accept; return the application's address."""
    page = stage.window("editor")
    page.goto(f"{programme}apply/")
    fill(page, solutions=["mobility_hub"], motivation="New flats need fewer cars and no dug garages.")
    page.locator('main [name="driver"]').first.check()
    press(page, "Save and go on to the questionnaire")
    page.locator('main input[type=radio][value="1"]').first.check()
    stage.picture("editor", "questionnaire")
    with page.expect_navigation():
        page.locator("main form button.primary").first.click()
    address = path_of(page).partition("questionnaire")[0]
    page.goto(address)
    press(page, "Submit the application")
    stage.picture("editor", "submitted")
    broker = stage.window("broker")
    broker.goto(address)
    press(broker, "Accept")
    broker.goto(f"{programme}board/")
    assert "Municipalidad de Santiago" in broker.inner_text("main")
    stage.picture("broker", "board")
    return address


def the_match_is_read(stage, world) -> None:
    """Let the officer read the ranked solutions of the own city."""
    page = stage.window("editor")
    page.goto("/cities/3871336/")
    page.wait_for_selector(".ranked")
    assert "Mobility hub in housing" in page.inner_text(".ranked")
    stage.picture("editor", "match")


def a_question_is_answered(stage, world) -> None:
    """Let the officer ask all hosts, a host expert answer and agree that all may read it."""
    page = stage.window("editor")
    page.goto("/questions/ask/?solution=mobility-hub")
    fill(page, text="Who pays for the shared cars in the years in which too few use them?")
    press(page, "Ask", exact=False)
    question = path_of(page)
    stage.picture("editor", "question")
    host = stage.window("host")
    host.goto(question)
    fill(
        host, text="The association pays a fixed fee by flat; the operator bears the rest under the contract."
    )
    press(host, "Answer", exact=False)
    page.goto(question)
    assert "The association pays a fixed fee" in page.inner_text("main")
    stage.picture("editor", "answer")
