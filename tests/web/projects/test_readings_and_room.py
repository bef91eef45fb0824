"""Readings by form and file; the data room and its record of looks."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.world.projects import PDF

from replicity.appraisal.figure_documents import extra_figures
from replicity.cli.figure_files import read_figures
from replicity.cli.main import main
from replicity.web.api.services import make_token
from replicity.web.audit.models import Entry
from replicity.web.projects.models import Measurement, RoomView
from replicity.web.projects.queries import accepted_figures
from replicity.web.projects.services.room import add_document, invite_guest
from replicity.web.shared.errors import Refused

pytestmark = pytest.mark.django_db
HEAD = "meter,period,value,unit,kind,method\n"


def upload(client, project, text):
    given = SimpleUploadedFile("readings.csv", text.encode(), "text/csv")
    return client.post(f"/projects/{project}/readings/upload/", {"table": given})


def test_a_file_is_taken_whole(world, as_):
    number = world.ids["bare_project"]
    text = HEAD + "electricity_use_kwh,2025-01,22,MWh,measured,\nelectricity_use_kwh,2024,700,MWh,baseline,\n"
    assert upload(as_("provider"), number, text).status_code == 302
    held = Measurement.objects.filter(project=number).order_by("pk")
    assert [(m.value, m.kind, m.way) for m in held] == [
        (22_000.0, "measured", "csv"),
        (700_000.0, "baseline", "csv"),
    ]


def test_a_file_with_one_fault_is_not_taken_at_all_and_the_line_is_named(world, as_):
    number = world.ids["bare_project"]
    text = (
        HEAD + "electricity_use_kwh,2025-01,22,MWh,measured,\nelectricity_use_kwh,2025-02,x,MWh,measured,\n"
    )
    response = upload(as_("provider"), number, text)
    shown = response.content.decode()
    assert response.status_code == 400
    assert "Line 3:" in shown
    assert "Nothing was taken" in shown
    assert not Measurement.objects.filter(project=number).exists()


def test_a_file_that_repeats_what_is_there_is_refused_by_line(world, as_):
    text = HEAD + "electricity_use_kwh,2025-03,24000,kwh,measured,\n"
    response = upload(as_("provider"), world.ids["project"], text)
    assert "There is already a reading of electricity_use_kwh for 2025-03" in response.content.decode()


def test_a_reading_is_entered_once_and_corrected(world, as_):
    number, client = world.ids["bare_project"], as_("provider")
    data = {"meter": "electricity_use_kwh", "kind": "measured", "period": "2025-01", "value": "22,000"}
    address = f"/projects/{number}/readings/add/"
    assert client.post(address, data).status_code == 302
    again = client.post(address, data)
    assert again.status_code == 400
    assert "there already" in again.content.decode()
    row = Measurement.objects.get(project=number)
    change = f"/projects/{number}/readings/{row.pk}/"
    assert client.post(change, {"value": "21,500", "revision": "1"}).status_code == 302
    late = client.post(change, {"value": "20,000", "revision": "1"})
    assert late.status_code == 409
    assert "20000" in late.content.decode() or "20,000" in late.content.decode()
    row.refresh_from_db()
    assert row.value == 21_500
    entry = Entry.objects.filter(action="projects.correct_reading").get()
    assert (entry.facts["before"], entry.facts["after"]) == (22_000.0, 21_500.0)


def test_the_download_runs_nothing_in_a_spreadsheet(world, as_):
    number = world.ids["bare_project"]
    text = HEAD + 'electricity_use_kwh,2025-01,22,MWh,measured,"=HYPERLINK(""http://x"")"\n'
    upload(as_("provider"), number, text)
    response = as_("provider").get(f"/projects/{number}/readings.csv")
    assert "'=HYPERLINK" in response.content.decode()
    assert response["X-Content-Type-Options"] == "nosniff"


def test_every_look_of_a_guest_is_written_down_and_shown(world, as_):
    number = world.ids["project"]
    lender, owner = as_("lender"), as_("editor")
    for address in ("room/", "room/case/", "room/risks/", f"room/documents/{world.ids['room_document']}/"):
        assert lender.get(f"/projects/{number}/{address}").status_code == 200
    owner.get(f"/projects/{number}/room/case/")
    looks = list(RoomView.objects.filter(project=number).order_by("pk").values_list("section", flat=True))
    assert looks == ["room", "case", "risks", "document"]
    pseudonym = str(world.people["lender"].pseudonym)
    assert {v.pseudonym for v in RoomView.objects.all()} == {pseudonym}
    text = owner.get(f"/projects/{number}/room/").content.decode()
    assert pseudonym[:8] in text
    assert "Letter of intent" in text
    assert "Lender@" not in text
    assert "lender@example.org" not in text
    assert Entry.objects.filter(action="projects.view_room").count() == 4


def test_the_room_is_closed_when_the_invitation_ends(world, as_):
    number = world.ids["project"]
    assert as_("lender").get(f"/projects/{number}/room/").status_code == 200
    as_("editor").post(f"/projects/{number}/room/guests/{world.ids['room_guest']}/end/")
    assert as_("lender").get(f"/projects/{number}/room/").status_code == 404
    assert as_("lender").get(f"/projects/{number}/room/case/").status_code == 404
    document = f"/projects/{number}/room/documents/{world.ids['room_document']}/"
    assert as_("lender").get(document).status_code == 404


def test_a_guest_sees_the_room_and_nothing_else(world, as_):
    number = world.ids["project"]
    text = as_("lender").get(f"/projects/{number}/room/").content.decode()
    assert "You are a guest here" in text
    assert "Who looked at what" not in text
    for address in ("", "tasks/", "money/", "measuring/", "readings.csv", "prediction.json"):
        assert as_("lender").get(f"/projects/{number}/{address}").status_code == 404


def test_one_lender_is_invited_once(world):
    project = world.things["project"]
    with pytest.raises(Refused, match="invited already"):
        invite_guest(world.actor("editor"), project, world.organisations["lender"])


def test_a_document_of_the_room_is_saved_never_shown(world, as_):
    address = f"/projects/{world.ids['project']}/room/documents/{world.ids['room_document']}/"
    response = as_("lender").get(address)
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response.content == PDF


def test_a_hostile_file_does_not_enter_the_room(world):
    with pytest.raises(Refused):
        add_document(
            world.actor("editor"),
            world.things["project"],
            b"<script>alert(1)</script>",
            "x",
            "other",
            "x.pdf",
        )


def test_a_document_of_another_project_is_not_handed_out(world, as_):
    address = f"/projects/{world.ids['bare_project']}/room/documents/{world.ids['room_document']}/"
    assert as_("editor").get(address).status_code == 404


def call(client, world, role, number, readings):
    secret = make_token(world.people[role], "Meter")
    return client.post(
        f"/api/v1/projects/{number}/readings",
        {"readings": readings},
        content_type="application/json",
        headers={"authorization": f"Bearer {secret}"},
    )


def test_a_program_hands_in_readings_all_or_none(world, client):
    number = world.ids["bare_project"]
    good = {"meter": "electricity_use_kwh", "period": "2025-01", "value": 22.0, "unit": "MWh"}
    answer = call(client, world, "provider", number, [good, {**good, "period": "2025-13"}])
    assert answer.status_code == 400
    assert answer.json()["error"].startswith("Reading 2: The period is “2025-13”")
    assert not Measurement.objects.filter(project=number).exists()
    assert call(client, world, "provider", number, [good]).json()["taken_count"] == 1
    assert call(client, world, "provider", number, [good]).status_code == 409
    row = Measurement.objects.get(project=number)
    assert (row.value, row.way) == (22_000.0, "api")
    assert call(client, world, "outsider", number, [good]).status_code == 404
    assert call(client, world, "reader", number, [good]).status_code == 403


def test_the_figures_of_replicas_are_read_by_the_command_line(world, client):
    listed = client.get("/api/v1/evidence/replicas").json()["figures"]
    assert {f["metric"] for f in listed} == {
        "electricity_saving_share",
        "electricity_saving_kwh_per_luminaire_per_year",
        "capex_money_per_luminaire",
    }
    assert extra_figures(listed) == accepted_figures()


def test_the_figures_of_replicas_are_exported(world, client, monkeypatch, tmp_path):
    (tmp_path / "replicity.sqlite3").touch()  # the database of the tests is in use
    monkeypatch.setenv("REPLICITY_HOME", str(tmp_path))
    path = tmp_path / "replicas.json"
    assert main(["evidence", "export", str(path)]) == 0
    listed = client.get("/api/v1/evidence/replicas").json()["figures"]
    assert json.loads(path.read_text(encoding="utf-8"))["figures"] == listed
    assert read_figures(str(path)) == accepted_figures()


def test_a_guest_takes_the_workbook_and_the_look_is_noted(world, as_):
    response = as_("lender").get(f"/projects/{world.ids['project']}/room/case.xlsx")
    assert response.content.startswith(b"PK")
    assert response["Content-Disposition"].startswith("attachment")
    assert RoomView.objects.get().section == "workbook"
