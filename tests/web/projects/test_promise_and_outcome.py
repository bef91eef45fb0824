"""A replica reports a year: promise and outcome stand side by side, and the evidence grows."""

from datetime import date

import pytest
from tests.web.world.projects import FROZEN, LED, begun, measured, reasons

from replicity.appraisal.frozen_prediction import FrozenPrediction, rebuild
from replicity.catalogue.evidence import evidence_hash
from replicity.web.audit.models import Entry
from replicity.web.network.models import HostOffer
from replicity.web.programmes.models import Event as ProgrammeEvent
from replicity.web.programmes.outcomes import outcomes_of
from replicity.web.projects.models import AcceptedFigure, Measurement, Project, ResultReport
from replicity.web.projects.queries import accepted_figures
from replicity.web.projects.results import report_of
from replicity.web.projects.services.projects import freeze_prediction
from replicity.web.projects.services.readings import correct_reading, remove_reading
from replicity.web.projects.services.results import accept_results, return_results, submit_results
from replicity.web.shared.access import ANONYMOUS
from replicity.web.shared.errors import Refused
from replicity.web.shared.further_evidence import evidence_in_use
from replicity.web.shared.own_values import options_of

pytestmark = pytest.mark.django_db
START = "2025-01"


def page(client, address, language="en"):
    response = client.get(address, headers={"accept-language": language})
    parts = response.streaming_content if response.streaming else [response.content]
    return b"".join(parts).decode()


@pytest.fixture
def waiting(world):
    """Return a report that waits for its evaluator, with everything else decided."""
    return ResultReport.objects.get(pk=world.ids["report"])


def test_promise_and_outcome_stand_in_one_chart(world, as_):
    text = page(as_("buyer"), f"/projects/{world.ids['project']}/measuring/")
    assert "Promise and outcome: Saving of electricity" in text
    assert "Measured over the year: 60 %." in text
    assert "as promised" in text
    assert "No result yet:" in text  # the emissions were not reported
    spanish = page(as_("buyer"), f"/projects/{world.ids['project']}/measuring/", "es")
    assert "Medido en el año: 60 %." in spanish


def test_accepted_results_are_a_demonstration_on_the_page_of_the_solution(world, as_, client, waiting):
    before = page(client, "/solutions/led-street-lighting/")
    assert "Lamps of Quinta Normal" not in before
    assert "Lamps of Independencia" in before  # accepted in the world
    hash_before = evidence_in_use()
    source = accept_results(world.actor("evaluator"), waiting, "A")
    after = page(client, "/solutions/led-street-lighting/")
    assert "Lamps of Quinta Normal" in after
    assert f'href="/replicas/{waiting.pk}/"' in after
    assert evidence_in_use() not in (hash_before, evidence_hash())
    assert evidence_in_use() in after
    assert source.producer == "Measured Cities Institute"
    shown = page(client, f"/replicas/{waiting.pk}/")
    assert source.source_id in shown
    assert "Promise and outcome" in shown


def test_accepted_results_count_in_the_appraisals_of_the_pages(world, rf, waiting):
    accept_results(world.actor("evaluator"), waiting, "B")
    request = rf.get("/")
    request.session, request.actor = {}, ANONYMOUS
    from replicity.catalogue.cities import get_city

    options = options_of(request, get_city("Valparaíso, CL"))
    told = {(e.place.id, e.figure.metric, e.figure.grade) for e in options.extra_figures}
    assert (f"replica-{waiting.project_id}", "electricity_saving_share", "B") in told
    assert options.extra_figures == accepted_figures()


def test_results_are_decided_on_once_and_by_those_who_may(world, waiting):
    from django.http import Http404

    with pytest.raises(Refused) as refused:
        accept_results(world.actor("editor"), waiting, "A")
    assert refused.value.status == 403
    with pytest.raises(Http404):
        accept_results(world.actor("outsider"), waiting, "A")
    return_results(world.actor("evaluator"), waiting, "May lacks a document.")
    with pytest.raises(Refused) as late:
        accept_results(world.actor("broker"), waiting, "A")
    assert late.value.status == 409
    assert AcceptedFigure.objects.filter(source__report=waiting).count() == 0


def test_readings_that_changed_after_the_report_stop_its_acceptance(world, waiting):
    Measurement.objects.filter(project=waiting.project, period="2025-03").update(value=23_000.0)
    with pytest.raises(Refused, match="changed after the report"):
        accept_results(world.actor("evaluator"), waiting, "A")


def test_readings_behind_accepted_results_stand(world, waiting):
    accept_results(world.actor("evaluator"), waiting, "A")
    project = waiting.project
    row = project.measurements.get(meter="electricity_use_kwh", kind="measured", period="2025-03")
    for act in (
        lambda: remove_reading(world.actor("editor"), project, row),
        lambda: correct_reading(world.actor("editor"), project, row, row, 1),
    ):
        with pytest.raises(Refused, match="cannot be changed"):
            act()
    assert project.measurements.filter(pk=row.pk).exists()


def test_what_is_unlikely_needs_a_word_and_what_cannot_be_is_refused(world):
    project = measured(world, begun(world, "Lamps of Ñuñoa"))
    Measurement.objects.filter(project=project, period="2025-06").update(value=1.0)
    with pytest.raises(Refused, match="Say why this is right"):
        submit_results(world.actor("provider"), project, START, {})
    Measurement.objects.filter(project=project, meter="electricity_use_kwh", kind="measured").update(
        value=900_000.0
    )
    with pytest.raises(Refused, match="A value cannot be right"):
        submit_results(world.actor("provider"), project, START, reasons(project))


def test_a_page_keeps_the_reasons_when_the_results_are_refused(world, as_):
    project = measured(world, begun(world, "Lamps of Ñuñoa"))
    Measurement.objects.filter(project=project, period="2025-06").update(value=1.0)
    response = as_("provider").post(
        f"/projects/{project.pk}/results/", {"start": START, "why_electricity_use_kwh": "too short"}
    )
    text = response.content.decode()
    assert response.status_code == 400
    assert "Say why this is right" in text
    assert 'value="too short"' in text


def test_the_prediction_is_frozen_once_and_gives_the_same_again(world):
    project = Project.objects.get(pk=world.ids["project"])
    held = FrozenPrediction.of_text(project.prediction.record)
    assert held.digest == project.prediction.digest
    assert held.values == {"electricity_eur_per_kwh": 0.16}
    assert rebuild(held).same
    with pytest.raises(Refused) as refused:
        freeze_prediction(world.actor("editor"), project, FROZEN, date(2026, 1, 1))
    assert refused.value.status == 409


def test_the_page_of_the_prediction_says_that_it_is_the_same(world, as_):
    text = page(as_("reader"), f"/projects/{world.ids['project']}/prediction/")
    assert "Worked out anew from its record, the prediction gives the same numbers." in text
    record = as_("reader").get(f"/projects/{world.ids['project']}/prediction.json")
    assert record["Content-Disposition"].startswith("attachment")
    assert FrozenPrediction.of_text(record.content.decode()).solution == LED


def test_the_programme_counts_accepted_results_and_the_city_becomes_a_host(world, waiting):
    project = Project.objects.get(pk=waiting.project_id)
    project.application = world.things["application"]
    project.save()
    accept_results(world.actor("evaluator"), ResultReport.objects.get(pk=waiting.pk), "A")
    counted = ProgrammeEvent.objects.get(kind="results_accepted", thing_id=str(project.pk))
    assert counted.application == world.things["application"]
    offer = HostOffer.objects.get(project_number=project.pk)
    assert (offer.organisation, offer.solutions) == (world.organisations["city"], [LED])
    entry = Entry.objects.filter(action="projects.accept_results").order_by("-number").first()
    assert entry.facts["grade"] == "A"


def test_a_programme_adds_up_what_its_replicas_promise(world):
    project = Project.objects.get(pk=world.ids["project"])
    application = world.things["application"]
    assert outcomes_of([application.pk]) == []
    project.application = application
    project.save()
    (told,) = outcomes_of([application.pk])
    held = FrozenPrediction.of_text(project.prediction.record).result["results"]
    assert told.investment_eur.p50 == held["capex_eur"]["p50"]
    assert told.avoided_tco2e_per_year.p90 == held["avoided_tco2e_per_year"]["p90"]


def test_two_years_of_one_replica_are_two_figures_of_one_demonstration(world, waiting):
    accept_results(world.actor("evaluator"), waiting, "A")
    own = [e for e in accepted_figures() if e.place.id == f"replica-{waiting.project_id}"]
    assert len({e.figure.metric for e in own}) == len(own) == 3


def test_a_result_outside_its_band_may_be_explained_and_the_explanation_is_published(world, client, as_):
    project = measured(world, begun(world, "Lamps of Ñuñoa"))
    used = Measurement.objects.filter(project=project, meter="electricity_use_kwh", kind="measured")
    for row in used:
        row.value *= 2.2
        row.save()
    page_of_results = page(as_("provider"), f"/projects/{project.pk}/results/?start={START}")
    assert "lies below the promised band." in page_of_results
    assert "What explains it (may stay empty)" in page_of_results
    why = {**reasons(project), "electricity_saving_share": "The old lamps were dimmed already."}
    report = submit_results(world.actor("provider"), project, START, why)
    accept_results(world.actor("evaluator"), report, "B")
    assert "The old lamps were dimmed already." in page(client, f"/replicas/{report.pk}/")
    notes = [f for f in report_of(project, START).findings if f.severity == "note"]
    assert notes
    assert not set(notes) & set(report_of(project, START).open_warnings), "nobody has to explain"


def test_what_a_demonstration_measured_is_shown_as_invented_and_counts_nowhere(world, client, waiting):
    Project.objects.filter(pk=waiting.project_id).update(marked_demonstration=True)
    before, figures = evidence_in_use(), accepted_figures()
    source = accept_results(world.actor("evaluator"), ResultReport.objects.get(pk=waiting.pk), "A")
    assert (evidence_in_use(), accepted_figures()) == (before, figures)
    assert source.title.startswith("Demonstration data, not measured: ")
    for address in ("/solutions/led-street-lighting/", f"/replicas/{waiting.pk}/"):
        assert "Demonstration data, not measured" in page(client, address)
    shown = page(client, f"/replicas/{waiting.pk}/")
    assert "(invented)" in shown, "a picture may travel alone"
    assert "it measured in the year" not in shown
    assert "Lamps of Quinta Normal" not in page(client, "/api/v1/evidence/replicas")
