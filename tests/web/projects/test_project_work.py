"""Gates, parts, and two people on one thing."""

import pytest
from tests.web.world.letters import signed
from tests.web.world.projects import begun

from replicity.web.projects.models import Project, Risk, Site
from replicity.web.projects.parts import PART_KINDS
from replicity.web.projects.services.parts import add_part, write_canvas
from replicity.web.projects.services.projects import begin_project, pass_gate
from replicity.web.shared.editing import EditedMeanwhile
from replicity.web.shared.errors import Refused

pytestmark = pytest.mark.django_db
ALL = frozenset(("rationale", "options", "master_plan", "affordable", "award", "conditions", "commissioned"))


def test_a_gate_says_which_test_keeps_it_closed(world):
    project = world.things["bare_project"]
    pass_gate(world.actor("editor"), project, "idea", ALL)
    assert project.stage == "concept"
    Site.objects.create(project=project, name="Plaza", owner="Municipality")
    with pytest.raises(Refused, match="The prediction of the letter is frozen") as refused:
        pass_gate(world.actor("editor"), project, "concept", ALL)
    assert refused.value.status == 409


def test_attested_tests_must_be_attested(world):
    with pytest.raises(Refused, match="The need, the target"):
        pass_gate(world.actor("editor"), world.things["bare_project"], "idea", frozenset())


def test_the_second_of_two_who_pass_a_gate_is_told(world):
    project = world.things["bare_project"]
    pass_gate(world.actor("editor"), project, "idea", ALL)
    with pytest.raises(Refused) as late:
        pass_gate(world.actor("buyer"), project, "idea", ALL)
    assert late.value.status == 409
    assert project.gate_passes.count() == 1


def fill(world, project):
    """Give a measured project all that the gates ask for."""
    actor = world.actor("editor")

    def add(part, **fields):
        add_part(actor, project, PART_KINDS[part], fields)

    for subject in ("technical", "business"):
        add("adaptation", subject=subject, element="Dimming", decision="keep", why="It fits.")
    Risk.objects.filter(project=project).update(response="Guarded cabinets")
    add("facilitation", kind="permit", what="Works in the street", state="granted", decided_on="2025-05-01")
    add("finance", side="use", kind="investment", who="Works", amount_eur=290_000.0)
    add("finance", side="source", kind="loan", who="Banco Andino", amount_eur=290_000.0, state="committed")
    add("role", role="Operator", organisation="Utility")
    project.business_model = "owner_invests"
    project.procurement, project.procurement_note = "open", "Tender of March"
    project.save()


def test_a_project_runs_from_the_idea_to_operating(world):
    project = Project.objects.get(pk=world.ids["project"])
    fill(world, project)
    # the baseline of the maintenance is the only one that is missing
    from replicity.appraisal.readings import BASELINE, Reading
    from replicity.web.projects.services.readings import take_readings

    take_readings(
        world.actor("editor"), project, [Reading("maintenance_cost_eur", "2024", 20_000.0, BASELINE)], "form"
    )
    stages = []
    while project.stage != "operating":
        pass_gate(world.actor("editor"), project, project.stage, ALL)
        stages.append(project.stage)
    assert stages[-3:] == ["financial_close", "built", "operating"]
    with pytest.raises(Refused):
        pass_gate(world.actor("editor"), project, "operating", ALL)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda p: p.finance_lines.filter(side="source").update(state="idea"), "Committed sources"),
        (lambda p: p.finance_lines.filter(side="source").update(amount_eur=1.0), "Committed sources"),
    ],
)
def test_money_that_is_not_sure_closes_no_finance(world, spoil, said):
    project = Project.objects.get(pk=world.ids["project"])
    fill(world, project)
    project.stage = "procured"
    project.save()
    spoil(project)
    with pytest.raises(Refused, match=said):
        pass_gate(world.actor("editor"), project, "procured", ALL)


def test_the_second_writer_sees_both_texts(world, as_):
    address = f"/projects/{world.ids['project']}/site/{world.ids['project_site']}/"
    first = {"name": "Barrio Brasil", "kind": "district", "owner": "Municipality", "revision": "1"}
    assert as_("editor").post(address, first).status_code == 302
    second = {**first, "name": "Barrio Yungay norte", "floor_area_m2": "1200"}
    response = as_("buyer").post(address, second)
    text = response.content.decode()
    assert response.status_code == 409
    assert "Somebody else saved this meanwhile" in text
    assert "Barrio Brasil" in text  # what stands now
    assert 'value="Barrio Yungay norte"' in text  # what the second wrote, still in the form
    assert 'name="revision" value="2"' in text
    assert as_("buyer").post(address, {**second, "revision": "2"}).status_code == 302
    assert Site.objects.get(pk=world.ids["project_site"]).floor_area_m2 == 1200


def test_two_writers_of_one_block_of_the_canvas(world):
    project, editor = world.things["project"], world.actor("editor")
    write_canvas(editor, project, "mission", "Safer streets", 0)
    with pytest.raises(EditedMeanwhile):
        write_canvas(world.actor("buyer"), project, "mission", "Lower bills", 0)
    write_canvas(world.actor("buyer"), project, "mission", "Lower bills", 1)
    assert project.canvas_notes.get().text == "Lower bills"


@pytest.mark.parametrize(
    ("part", "data", "field"),
    [
        ("facilitation", {"kind": "permit", "what": "x", "state": "granted"}, "id_decided_on"),
        (
            "adaptation",
            {"subject": "technical", "element": "x", "decision": "change", "why": "y"},
            "id_instead",
        ),
        (
            "finance",
            {"side": "use", "kind": "loan", "who": "x", "amount_eur": "5", "state": "idea"},
            "id_kind",
        ),
        ("site", {"name": "x", "kind": "block", "owner": "y", "floor_area_m2": "-3"}, "id_floor_area_m2"),
    ],
)
def test_a_form_says_what_is_wrong_and_keeps_the_text(world, as_, part, data, field):
    response = as_("editor").post(f"/projects/{world.ids['project']}/{part}/add/", data)
    assert response.status_code == 400
    assert f'href="#{field}"' in response.content.decode()


def test_amounts_are_read_in_the_language_of_the_page(world, as_):
    data = {"name": "Plaza", "kind": "block", "owner": "Municipio", "floor_area_m2": "1.250,5"}
    address = f"/projects/{world.ids['project']}/site/add/"
    assert as_("editor").post(address, data, headers={"accept-language": "es"}).status_code == 302
    assert Site.objects.get(name="Plaza").floor_area_m2 == 1250.5


def test_nobody_begins_a_project_for_others(world):
    with pytest.raises(Refused) as refused:
        begin_project(world.actor("outsider"), world.organisations["city"], "led_street_lighting", "x", 10.0)
    assert refused.value.status == 403


def test_a_letter_must_be_signed_and_fit(world):
    letter = world.things["letter"]  # still in negotiation
    with pytest.raises(Refused, match="that all parties signed"):
        begun_with(world, letter)


def begun_with(world, letter):
    return begin_project(
        world.actor("editor"), world.organisations["city"], "led_street_lighting", "x", letter=letter
    )


def test_a_project_is_begun_on_the_page(world, as_):
    data = {
        "name": "Lamps of Maipú",
        "solution": "led_street_lighting",
        "city": "Municipalidad de Santiago",
        "buyer": "mapocho",
        "scale": "1,500",
    }
    response = as_("editor").post("/projects/begin/", data)
    made = Project.objects.get(name="Lamps of Maipú")
    assert response["Location"] == f"/projects/{made.pk}/"
    assert (made.scale, made.buyer.name, made.meter_plans.count()) == (1500.0, "Inmobiliaria Mapocho", 4)


def test_a_project_of_another_city_is_not_found_by_any_of_its_addresses(world, as_):
    own = begun(world, "Hidden")
    for address in (
        "",
        "concept/",
        "tasks/",
        "money/",
        "measuring/",
        "room/",
        "room/inputs/",
        "readings.csv",
    ):
        assert as_("outsider").get(f"/projects/{own.pk}/{address}").status_code == 404


def test_a_project_begins_from_a_letter_that_all_signed(world, as_):
    letter = signed(world)
    page = as_("editor").get(f"/letters/{letter.pk}/").content.decode()
    assert f"/projects/begin/?letter={letter.pk}&amp;solution=led_street_lighting" in page
    form = (
        as_("editor")
        .get(
            f"/projects/begin/?letter={letter.pk}&solution=led_street_lighting&city=Municipalidad de Santiago"
        )
        .content.decode()
    )
    assert f'<option value="{letter.pk}" selected>' in form
    made = begun_with(world, letter)
    assert (made.letter, made.application) == (letter, letter.application)
    # the signed letter lies in the data room
    assert as_("reader").get(f"/projects/{made.pk}/room/letter.pdf").status_code == 200
