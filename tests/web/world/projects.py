"""Projects: one that measures, one whose results are evidence, one that has just begun."""

from datetime import date

from tests.appraisal.led_year import START, led_readings

from replicity.appraisal.requests import Options
from replicity.web.projects.models import Project
from replicity.web.projects.parts import PART_KINDS
from replicity.web.projects.services.parts import add_part
from replicity.web.projects.services.projects import begin_project, freeze_prediction
from replicity.web.projects.services.readings import take_readings
from replicity.web.projects.services.results import accept_results, submit_results
from replicity.web.projects.services.room import add_document, invite_guest

LED = "led_street_lighting"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
FROZEN = Options({"electricity_eur_per_kwh": 0.16}, draws=200)
WHY = "The meters were checked by the utility in March."


def begun(world, name, **fields):
    """Return a project of 1,000 luminaires in Santiago with all its parties."""
    city, buyer = world.organisations["city"], world.organisations["buyer"]
    made = begin_project(world.actor("editor"), city, LED, name, 1000.0, buyer=buyer, summary="New lamps.")
    seats = {seat: world.organisations[seat] for seat in ("provider", "host", "evaluator")}
    for field, value in {**seats, **fields}.items():
        setattr(made, field, value)
    made.save()
    return made


def measured(world, project):
    """Freeze the prediction of a project and give it a year of readings."""
    freeze_prediction(world.actor("editor"), project, FROZEN, date(2024, 6, 1))
    take_readings(world.actor("provider"), project, led_readings(), "csv")
    return Project.objects.get(pk=project.pk)


def reasons(project):
    """Return a justification for everything that is unlikely about a year."""
    from replicity.web.projects.results import report_of

    return {finding.names[0]: WHY for finding in report_of(project, START).findings}


def add(world) -> None:
    """Put the projects into the world."""
    editor = world.actor("editor")
    project = measured(world, begun(world, "Lamps of Quinta Normal"))
    site = add_part(editor, project, PART_KINDS["site"], {"name": "Barrio Yungay", "owner": "Municipality"})
    add_part(editor, project, PART_KINDS["risk"], {"what": "Theft of cable", "owner": "Utility"})
    why = reasons(project)
    report = submit_results(world.actor("provider"), project, START, why)
    guest = invite_guest(editor, project, world.organisations["lender"], "Loan for the lamps")
    document = add_document(editor, project, PDF, "Letter of intent", "letter", "letter.pdf")
    done = measured(world, begun(world, "Lamps of Independencia"))
    accepted = submit_results(editor, done, START, why)
    accept_results(world.actor("evaluator"), accepted, "A")
    bare = begun(world, "Lamps of Recoleta")
    world.things |= {"project": project, "replica": accepted, "bare_project": bare}
    world.ids |= {
        "project": project.pk,
        "bare_project": bare.pk,
        "project_site": site.pk,
        "reading": project.measurements.filter(period="2025-03").get().pk,
        "report": report.pk,
        "room_guest": guest.pk,
        "room_document": document.pk,
        "replica": accepted.pk,
    }
