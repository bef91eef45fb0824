"""The developer builds, a year is measured, and the results stand in the evidence."""

from pathlib import Path

from tests.web.story.stage import fill, path_of, press

START = "2025-01"
MEMBERS, GIVEN_UP, CARS = 180, 42, 5
WHY = "Counted by the operator and checked by the developer."


def a_project_begins(stage, world) -> str:
    """Let the officer begin the project from the signed letter; return its address."""
    page = stage.window("editor")
    page.goto("/projects/begin/")
    fill(
        page,
        name="Yungay without garages",
        solution="Mobility hub in housing",
        city="Municipalidad de Santiago",
        buyer="Inmobiliaria Mapocho",
        summary="The first block.",
    )
    page.locator('main [name="letter"]').select_option(index=1)
    press(page, "Begin")
    project = path_of(page)
    page.goto(f"{project}description/")
    fill(page, evaluator="Measured Cities Institute")
    page.locator("main form button.primary").first.click()
    page.wait_for_load_state()
    page.goto(f"{project}concept/")
    if page.get_by_role("button", name="Freeze the prediction").count():
        press(page, "Freeze the prediction")
    assert "Frozen on" in page.inner_text("main")
    stage.picture("editor", "prediction")
    return project


def table_of_the_year() -> str:
    """Return the readings as the operator's table has them."""
    rows = ["meter,kind,period,value,unit"]
    rows += [f"members_count,measured,2025-{m:02d},{MEMBERS + m - 6},count" for m in range(1, 13)]
    rows += [
        f"cars_given_up_count,measured,2025,{GIVEN_UP},count",
        f"shared_cars_count,measured,,{CARS},count",
        "avoided_tco2e,measured,2025,14,tco2e",
    ]
    return "\n".join(rows) + "\n"


def a_year_is_measured(stage, project: str, folder: Path) -> None:
    """Let the developer upload the year: a broken table whole or not at all, then the right one."""
    page = stage.window("buyer")
    broken, right = folder / "broken.csv", folder / "year.csv"
    broken.write_text(table_of_the_year().replace(",14,", ",much,"), encoding="utf-8")
    right.write_text(table_of_the_year(), encoding="utf-8")
    page.goto(f"{project}readings/upload/")
    page.set_input_files('main input[type="file"]', broken)
    page.get_by_role("button", name="Take the readings").click()
    page.wait_for_selector(".callout.bad")
    assert "Line 16" in page.inner_text(".callout.bad")
    page.goto(f"{project}readings/upload/")
    page.set_input_files('main input[type="file"]', right)
    press(page, "Take the readings")
    page.goto(f"{project}measuring/")
    assert page.locator("main svg").count()
    stage.picture("buyer", "promise-and-outcome")
    page.goto(f"{project}results/?start={START}")
    for reason in page.locator("main input.reason").all():
        reason.fill(WHY)
    press(page, "Hand in")
    stage.picture("buyer", "handed-in")


def results_become_evidence(stage, project: str) -> None:
    """Let the evaluator accept the results, and a visitor find the new demonstration."""
    page = stage.window("evaluator")
    page.goto(project)
    page.goto(f"{project}measuring/")
    page.locator(f'main a[href*="{project}results/"]').first.click()
    page.wait_for_load_state()
    press(page, "Make it evidence")
    stage.picture("evaluator", "accepted")
    visitor = stage.window("visitor")
    visitor.goto("/solutions/mobility-hub/")
    assert "Yungay without garages" in visitor.inner_text("main")
    stage.picture("visitor", "solution-with-the-replica")
    visitor.get_by_role("link", name="Yungay without garages", exact=False).first.click()
    visitor.wait_for_load_state()
    assert visitor.locator("main svg").count()
    stage.picture("visitor", "replica")
