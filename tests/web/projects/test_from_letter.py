"""A project that follows from a letter: size, model and inputs are the letter's, and so are its numbers."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests.web.world import letters as made
from tests.web.world.projects import FROZEN

from replicity.appraisal.inputs import Quote
from replicity.appraisal.requests import Options, case_of
from replicity.catalogue.cities import get_city
from replicity.catalogue.solutions import get_solution
from replicity.web.audit.models import Entry
from replicity.web.letters import services as letters
from replicity.web.letters.models import Letter
from replicity.web.letters.queries import content_now, terms_of
from replicity.web.programmes.outcomes import outcomes_of
from replicity.web.projects.gate_checks import holds
from replicity.web.projects.models import Project
from replicity.web.projects.parts import PART_KINDS
from replicity.web.projects.queries import prediction_of
from replicity.web.projects.services.parts import change_part, remove_part
from replicity.web.projects.services.projects import begin_project, change_project, freeze_prediction
from replicity.web.shared.errors import Refused

pytestmark = pytest.mark.django_db
LED = "led_street_lighting"
SIZE, MODEL, PRICE, HOURS = 700.0, "owner_invests", 0.21, 3333.0
OPTIONS = Options(
    {"electricity_eur_per_kwh": PRICE, "legal_mandate": 1.0},
    draws=150,
    seed=7,
    justifications={"electricity_eur_per_kwh": "Our contract."},
    quotes={LED: {"burning_hours_per_year": Quote(HOURS, "quote-1")}},
)


@pytest.fixture
def letter(world):
    """Return a signed letter on 700 luminaires, with own values and a quote behind its numbers."""
    city = world.organisations["city"]
    found = case_of(get_city(city.city_id), get_solution(LED), OPTIONS, SIZE, MODEL).appraisal
    drafted = letters.draft(
        world.actor("editor"),
        city,
        choices=[letters.Choice(LED, SIZE, MODEL)],
        seats=[letters.Seat(world.organisations[n], role) for n, role in made.ROLES.items()],
        languages=["en"],
        valid_until=timezone.localdate() + timedelta(days=400),
        appraisals=[found],
        application=world.things["application"],
    )
    # as if all parties had signed: how they do is tested elsewhere
    Letter.objects.filter(pk=drafted.pk).update(state="active")
    drafted.refresh_from_db()
    return drafted


def begun(world, letter, scale=None, **fields):
    city, buyer = world.organisations["city"], world.organisations["buyer"]
    return begin_project(world.actor("editor"), city, LED, "x", scale, letter=letter, buyer=buyer, **fields)


def described(project, **fields):
    return {"scale": project.scale, "business_model": project.business_model, **fields}


def test_a_letter_keeps_what_stands_behind_its_numbers(letter):
    terms = terms_of(letter, LED)
    assert (terms.scale, terms.business_model, terms.scale_words) == (SIZE, MODEL, "700 luminaires")
    city = get_city(letter.city.city_id)
    anew = case_of(city, get_solution(LED), terms.options, terms.scale, terms.business_model).appraisal
    found = anew.to_dict()["results"]
    for name, points in terms.results.items():
        assert {p: found[name][p] for p in points} == points, name
    entry = Entry.objects.get(action="letters.draft", thing_id=str(letter.pk))
    assert len(entry.facts["basis"]) == 64


def test_size_model_and_inputs_are_those_of_the_letter(world, letter):
    project = begun(world, letter)
    assert (project.scale, project.business_model) == (SIZE, MODEL)
    other = Options({"electricity_eur_per_kwh": 0.05}, draws=50, seed=1)
    freeze_prediction(world.actor("buyer"), project, other, date(2026, 11, 1))
    frozen = prediction_of(Project.objects.get(pk=project.pk))
    assert (frozen.scale, frozen.business_model, frozen.draws, frozen.seed) == (SIZE, MODEL, 150, 7)
    assert frozen.values == {"electricity_eur_per_kwh": PRICE, "legal_mandate": 1.0}
    assert frozen.quotes == {"burning_hours_per_year": Quote(HOURS, "quote-1")}
    assert frozen.justifications == {"electricity_eur_per_kwh": "Our contract."}


def test_the_totals_of_the_programme_are_those_of_the_letters(world, letter):
    project = begun(world, letter)
    before = sum(1 for _ in outcomes_of([letter.application_id]))
    freeze_prediction(world.actor("buyer"), project, Options(), date(2026, 11, 1))
    outcomes = outcomes_of([letter.application_id])
    assert len(outcomes) == before + 1
    agreed, told = terms_of(letter, LED).results, outcomes[-1]
    assert told.investment_eur.p50 == agreed["capex_eur"]["p50"]
    assert told.avoided_tco2e_per_year.p90 == agreed["avoided_tco2e_per_year"]["p90"]


@pytest.mark.parametrize(("scale", "model"), [(900.0, ""), (None, "shared_savings")])
def test_another_size_or_model_does_not_begin(world, letter, scale, model):
    with pytest.raises(Refused, match="The letter agrees “700"):
        begun(world, letter, scale, business_model=model)


def test_without_a_letter_a_size_is_needed(world):
    with pytest.raises(Refused, match="Give the size"):
        begun(world, None)
    assert begun(world, None, 10.0).scale == 10.0


def test_a_deviation_needs_its_reason_and_stays_in_the_log(world, letter):
    project, editor = begun(world, letter), world.actor("editor")
    with pytest.raises(Refused, match="Say why"):
        change_project(editor, project, described(project, scale=500.0), 1)
    project.refresh_from_db()
    assert (project.scale, project.revision) == (SIZE, 1)
    change_project(editor, project, described(project, scale=500.0), 1, "The council wants less.")
    entry = project.adaptations.get()
    assert (entry.element, entry.instead) == ("Size in the letter: 700 luminaires", "500 luminaires")
    assert (entry.decision, entry.why, entry.deviation) == ("change", "The council wants less.", True)
    assert Entry.objects.filter(action="projects.deviate", thing_id=str(project.pk)).count() == 1
    kind = PART_KINDS["adaptation"]
    for act in (
        lambda: remove_part(editor, project, kind, entry),
        lambda: change_part(editor, project, kind, entry, {"why": "Other"}, 1),
    ):
        with pytest.raises(Refused, match="stays: change the description"):
            act()
    change_project(editor, project, described(project, business_model="shared_savings"), 2, "No budget.")
    change_project(editor, project, described(project, scale=SIZE), 3, "The council took it back.")
    decisions = list(project.adaptations.order_by("pk").values_list("subject", "decision"))
    assert decisions == [("technical", "change"), ("business", "change"), ("technical", "keep")]
    # what deviates from the letter says nothing of what becomes of the hosts' concept
    assert not holds("adaptation", project)
    change_project(editor, project, described(project, name="Lamps"), 4)
    assert project.adaptations.count() == 3


def test_the_page_shows_letter_and_project_side_by_side(world, as_, letter):
    project = begun(world, letter)
    address = f"/projects/{project.pk}/concept/"
    page = as_("buyer").get(address).content.decode()
    assert "The inputs kept with the letter are used: 2 own values, 150 draws, seed 7." in page
    assert ">deviates<" not in page
    form = {"name": "x", "scale": "500", "business_model": MODEL, "revision": "1", "buyer": "Mapocho"}
    change = f"/projects/{project.pk}/description/"
    answer = as_("buyer").post(change, form)
    assert answer.status_code == 400
    assert "Say why size or business model" in answer.content.decode()
    assert as_("buyer").post(change, {**form, "why": "Fewer streets."}).status_code == 302
    as_("buyer").post(f"/projects/{project.pk}/freeze/")
    page = as_("buyer").get(address).content.decode()
    for words in (
        ">700 luminaires<",
        ">500 luminaires <",
        ">deviates<",
        "Fewer streets.",
        "deviation from the letter",
    ):
        assert words in page, words
    assert prediction_of(Project.objects.get(pk=project.pk)).scale == 500.0


def test_the_begin_page_takes_the_size_of_the_letter(world, as_, letter):
    query = f"?letter={letter.pk}&solution={LED}&city=Municipalidad de Santiago"
    assert 'name="scale" value="700"' in as_("editor").get(f"/projects/begin/{query}").content.decode()
    given = {
        "name": "Lamps of Ñuñoa",
        "solution": LED,
        "city": "Municipalidad de Santiago",
        "letter": letter.pk,
    }
    answer = as_("editor").post("/projects/begin/", {**given, "scale": "900"})
    assert answer.status_code == 400
    assert "The letter agrees 700" in answer.content.decode()
    assert as_("editor").post("/projects/begin/", {**given, "scale": ""}).status_code == 302
    assert Project.objects.get(name="Lamps of Ñuñoa").scale == SIZE
    # without a letter a size is asked for
    assert as_("editor").post("/projects/begin/", {**given, "letter": ""}).status_code == 400


@pytest.mark.parametrize(
    ("words", "scale"),
    [("900 luminaires", 900.0), ("1,200 luminaires", 1200.0), ("two hundred", SIZE), ("9 districts", SIZE)],
)
def test_a_size_that_was_negotiated_is_the_one_agreed(world, letter, words, scale):
    Letter.objects.filter(pk=letter.pk).update(state="negotiated")
    scope = content_now(letter).to_dict()["groups"]["scope"]
    scope["solutions"][0]["scale"] = {"en": words}
    letters.save_group(world.actor("editor"), letter, "scope", scope, letter.version)
    letter.refresh_from_db()
    terms = terms_of(letter, LED)
    assert (terms.scale, terms.scale_words) == (scale, words)


def test_a_model_that_was_negotiated_is_the_one_agreed(world, letter):
    Letter.objects.filter(pk=letter.pk).update(state="negotiated")
    group = content_now(letter).to_dict()["groups"]["business_model"]
    group["models"][0]["model"] = {"en": "Shared-savings contract"}
    letters.save_group(world.actor("editor"), letter, "business_model", group, letter.version)
    letter.refresh_from_db()
    assert terms_of(letter, LED).business_model == "shared_savings"


def test_a_renewed_letter_keeps_the_basis_and_one_from_before_has_none(world, letter):
    later = letter.valid_until + timedelta(days=30)
    assert terms_of(letters.renew(world.actor("editor"), letter, later), LED).scale == SIZE
    Letter.objects.filter(pk=letter.pk).update(basis={})
    letter.refresh_from_db()
    project = begun(world, letter, 10.0)
    freeze_prediction(world.actor("editor"), project, FROZEN, date(2026, 11, 1))
    assert prediction_of(Project.objects.get(pk=project.pk)).draws == FROZEN.draws
