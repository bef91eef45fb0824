"""What the cities of the demonstration did with their hosts: introductions, visits, letters, projects."""

from datetime import timedelta
from decimal import Decimal
from typing import Final

from django.utils import timezone

from replicity.appraisal.business_case import Appraisal
from replicity.appraisal.requests import Options, appraise
from replicity.web.accounts.models import Organisation
from replicity.web.demonstration.cast import HOSTS, OTHERS, Town
from replicity.web.demonstration.journeys import DRAWS, LED, reached
from replicity.web.demonstration.people import Company
from replicity.web.introductions import services as introductions
from replicity.web.letters import services as letters
from replicity.web.letters.models import Letter
from replicity.web.letters.queries import parties_of
from replicity.web.programmes.models import Application
from replicity.web.projects.services.projects import begin_project, freeze_prediction
from replicity.web.visits import services as visits

SIZE: Final = 1000.0
INVENTED: Final = "Invented for the demonstration."


def done(company: Company, town: Town, application: Application) -> None:
    """Do for a city what its stage says that it did."""
    if reached(town, "short_list"):
        _introduced(company, town, application)
    if reached(town, "delegation"):
        _visited(company, town, application)
    if reached(town, "letter"):
        letter = _lettered(company, town, application)
        if reached(town, "preparation"):
            _began(company, town, letter)


def _host_key(company: Company, application: Application) -> str:
    return next(h.key for h in HOSTS if company.organisations[h.key].pk == application.host_id)


def _solution(town: Town, application: Application) -> str:
    return LED if reached(town, "letter") else str(application.solutions[0])


def _introduced(company: Company, town: Town, application: Application) -> None:
    actor, key = company.actor(town.name), _host_key(company, application)
    asked = company.organisations[key]
    solution = _solution(town, application)
    made = introductions.ask(
        actor, company.organisations[town.name], asked, solution, f"How did you begin? {INVENTED}"
    )
    if not reached(town, "remote_exchange"):
        return
    host = company.actor(key)
    introductions.accept(host, made)
    introductions.write(actor, made, f"Thank you. Could we speak next week? {INVENTED}")
    introductions.write(host, made, f"Gladly. We bring the colleague who ran the tender. {INVENTED}")
    question = introductions.ask_question(
        actor,
        company.organisations[town.name],
        solution,
        "Under which contract did you build it?",
        theme="contract",
        introduction=made,
    )
    if reached(town, "delegation"):
        introductions.answer_question(host, question, f"We tell you at the visit. {INVENTED}", "", [])


def _visited(company: Company, town: Town, application: Application) -> None:
    actor, key = company.actor(town.name), _host_key(company, application)
    city, host = company.organisations[town.name], company.organisations[key]
    held = reached(town, "letter")
    monday = timezone.localdate() - timedelta(days=timezone.localdate().weekday())
    visit = visits.propose_visit(
        actor,
        city,
        host,
        visits.PlanDetails(
            title=f"{town.name} visits {host.name}"[:120],
            solution=_solution(town, application),
            first_day=monday + timedelta(weeks=-3 if held else 10),
            days=Decimal("2.0"),
            party_size=5,
            travel="plane",
            success="we know under which contract to build",
            application=application,
            questions=(("contract:model", "contract", "Would you sign the same contract again?", ""),),
        ),
    )
    if not held:
        return
    visits.take_step(company.actor(key), visit, "confirm")
    visits.take_step(actor, visit, "hold")
    answers = {q.pk: ("answered", INVENTED) for q in visit.questions.all()}
    visits.save_report(actor, visit, 1, {"decisions": INVENTED}, answers)
    visits.finish_report(actor, visit)


def _lettered(company: Company, town: Town, application: Application) -> Letter:
    """Draft a letter of city, buyer and host; those beyond the stage are in force, others stand before it."""
    actor, key = company.actor(town.name), _host_key(company, application)
    seats = {town.name: "facilitator", OTHERS[1].key: "buyer", key: "host"}
    letter = letters.draft(
        actor,
        company.organisations[town.name],
        choices=[letters.Choice(LED)],
        seats=[letters.Seat(company.organisations[k], role) for k, role in seats.items()],
        languages=("es", "en") if town.language == "es" else ("en",),
        valid_until=timezone.localdate() + timedelta(days=400),
        appraisals=[_appraisal(company.organisations[town.name])],
        application=application,
    )
    broker = company.actor("broker")
    for party, name in zip(parties_of(letter), seats, strict=True):
        fields = {"signatory": company.people[name], "office": "Director", "mandate": INVENTED}
        letters.change_party(broker, party, fields)
    letters.send(actor, letter)
    letter.refresh_from_db()
    if town.stage == "letter" and town.language == "en":
        return letter
    for party, name in zip(parties_of(letter), seats, strict=True):
        today = timezone.localdate()
        letters.approve(
            company.actor(name), party, letter.version, body="Council", approved_on=today, reference=INVENTED
        )
    for name in list(seats)[: 1 if town.stage == "letter" else None]:
        letter.refresh_from_db()
        party = next(p for p in parties_of(letter) if p.organisation_id == company.organisations[name].pk)
        letters.sign(company.actor(name), party, letter.version, proof="password")
    letter.refresh_from_db()
    return letter


def _appraisal(city: Organisation) -> Appraisal:
    return appraise(city.city_id, LED, options=Options(draws=DRAWS))


def _began(company: Company, town: Town, letter: Letter) -> None:
    """Begin the project that follows from the letter, with its prediction; nothing is measured."""
    actor = company.actor(town.name)
    project = begin_project(
        actor,
        company.organisations[town.name],
        LED,
        f"Lamps of {town.name}",
        SIZE,
        buyer=company.organisations[OTHERS[1].key],
        summary=INVENTED,
        letter=letter,
        application=letter.application,
    )
    for seat, key in (("provider", OTHERS[0].key), ("evaluator", OTHERS[3].key)):
        setattr(project, seat, company.organisations[key])
    project.save(update_fields=("provider", "evaluator"))
    freeze_prediction(actor, project, Options(draws=DRAWS), timezone.localdate())
