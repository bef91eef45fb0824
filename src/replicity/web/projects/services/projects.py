"""Beginning a project, its description, its gates, and freezing its prediction."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from replicity.appraisal.frozen_prediction import FrozenPrediction, freeze
from replicity.appraisal.requests import Options, known_names
from replicity.catalogue.cities import get_city
from replicity.catalogue.solutions import get_solution
from replicity.web.accounts.models import Organisation
from replicity.web.audit.services import record
from replicity.web.letters.models import SIGNED_BY_ALL, Letter
from replicity.web.notices.services import notify
from replicity.web.programmes.models import Application
from replicity.web.projects.events import REPLICA_OPERATING, tell
from replicity.web.projects.gate_checks import holds
from replicity.web.projects.gates import GATES, TESTS
from replicity.web.projects.models import GatePass, MeterPlan, Prediction, Project
from replicity.web.projects.notices import GATE_PASSED
from replicity.web.projects.queries import accepted_figures, agreed_for, plan_of
from replicity.web.projects.services.agreed import begun_terms, log_deviation
from replicity.web.projects.telling import editors_of
from replicity.web.shared.access import Actor, require
from replicity.web.shared.editing import claim
from replicity.web.shared.errors import Refused
from replicity.web.shared.results import result, result_key

# what programmes add up over their replicas
SUMMED = ("capex_eur", "avoided_tco2e_per_year")


@transaction.atomic
def begin_project(
    actor: Actor,
    city: Organisation,
    solution: str,
    name: str,
    scale: float | None = None,
    *,
    buyer: Organisation | None = None,
    business_model: str = "",
    summary: str = "",
    letter: Letter | None = None,
    application: Application | None = None,
) -> Project:
    """Begin a project of a city, with its measuring plan; a letter brings size and business model along.

    Raises
    ------
    Refused
        Where the city has no place in the table of cities, the actor acts for neither city nor buyer, or size
        and business model are not those of the letter.
    """
    require(actor, "projects.begin")
    own = actor.edits(city.pk) or (buyer is not None and actor.edits(buyer.pk))
    if not (own or actor.broker):
        raise Refused(_("Begin a project for an organisation for which you may act."), 403)
    if not city.city_id:
        raise Refused(_("%(city)s has no city set: its administrator sets it first.") % {"city": city.name})
    record_of_solution = get_solution(solution)
    if letter is not None:
        _check_letter(actor, letter, city, record_of_solution.id)
        application = application or letter.application
    size, business_model = begun_terms(letter, record_of_solution.id, scale, business_model)
    _check_model(record_of_solution.id, business_model)
    if application is not None and application.organisation_id != city.pk:
        raise Refused(_("This application is another city's."))
    project = Project.objects.create(
        name=name,
        solution=record_of_solution.id,
        city=city,
        buyer=buyer,
        city_place=city.city_id,
        scale=size,
        business_model=business_model,
        summary=summary,
        letter=letter,
        application=application,
        marked_demonstration=city.marked_demonstration,
    )
    MeterPlan.objects.bulk_create(MeterPlan(project=project, meter=m) for m in plan_of(project).meters)
    record(actor, "projects.begin", project, solution=project.solution, city=city.pk, scale=size)
    return project


@transaction.atomic
def change_project(
    actor: Actor, project: Project, fields: Mapping[str, Any], seen_revision: int, why: str = ""
) -> None:
    """Change what describes a project; `why` is needed where it deviates from its letter, and is logged."""
    require(actor, "projects.change", project)
    _check_model(project.solution, str(fields.get("business_model", "")))
    claim(project, seen_revision)
    log_deviation(actor, project, fields, why)
    for name, value in fields.items():
        setattr(project, name, value)
    project.save(update_fields=list(fields))
    record(actor, "projects.change", project, fields=sorted(fields))


def _check_letter(actor: Actor, letter: Letter, city: Organisation, solution: str) -> None:
    """Refuse a letter that says something else, or is not signed by all."""
    require(actor, "letters.read", letter)
    fits = letter.city_id == city.pk and solution in letter.solutions
    if not fits or letter.state not in SIGNED_BY_ALL:
        raise Refused(
            _("A project follows from a letter that all parties signed, of the same city and solution.")
        )


def _check_model(solution: str, business_model: str) -> None:
    if business_model and business_model not in {m.id for m in get_solution(solution).business_models}:
        raise Refused(_("This solution cannot be built under that business model."))


def freeze_prediction(actor: Actor, project: Project, options: Options, dated: date) -> Prediction:
    """Freeze the prediction of a project, once and for all.

    A project that follows from a letter takes the inputs, seed and draws that stand behind the letter's
    expected results; `options` count for the others alone.

    It is worked out before the database is asked to wait.
    """
    require(actor, "projects.change", project)
    if Prediction.objects.filter(project=project).exists():
        raise _frozen_already()
    made = _made(project, options, dated)
    try:
        with transaction.atomic():
            prediction = Prediction.objects.create(
                project=project,
                record=made.to_text(),
                digest=made.digest,
                evidence_hash=made.evidence_hash,
                sums={name: made.result["results"][name] for name in SUMMED},
                dated=dated,
                frozen_by_id=actor.person_id,
            )
            record(
                actor,
                "projects.freeze",
                project,
                digest=made.digest,
                evidence=made.evidence_hash,
                seed=made.seed,
            )
    except IntegrityError:
        raise _frozen_already() from None
    return prediction


def _frozen_already() -> Refused:
    return Refused(_("The prediction is frozen already: it is made once, and never changed."), 409)


def _made(project: Project, options: Options, dated: date) -> FrozenPrediction:
    """Return the prediction: of the letter's own inputs where it keeps them, else of the values given."""
    solution, terms = get_solution(project.solution), agreed_for(project)
    given = replace(options, extra_figures=accepted_figures()) if terms is None else terms.options
    known = known_names((solution,))
    values = {n: v for n, v in given.values.items() if n in known and n != solution.scale_name}
    asked = replace(given, values=values)
    key = result_key(
        "frozen", project.city_place, {}, asked, project.solution, str(project.scale), project.business_model
    )
    return result(
        f"{key}-{dated}",
        lambda: freeze(
            get_city(project.city_place),
            project.solution,
            asked,
            dated.isoformat(),
            project.scale,
            project.business_model or None,
        ),
    )


@transaction.atomic
def pass_gate(
    actor: Actor, project: Project, seen_stage: str, attested: frozenset[str], note: str = ""
) -> Project:
    """Move a project through its next gate, if every test holds.

    Raises
    ------
    Refused
        With the first test that does not hold, or where somebody else was faster.
    """
    require(actor, "projects.change", project)
    locked = Project.objects.select_for_update().get(pk=project.pk)
    after = GATES.after(locked.stage if locked.stage == seen_stage else "", "pass")
    tests: dict[str, str] = {}
    for test in TESTS[after]:
        if not (holds(test.id, locked) if test.seen else test.id in attested):
            raise Refused(_("The gate stays closed: %(test)s") % {"test": _(test.sentence)}, 409)
        tests[test.id] = "seen" if test.seen else "attested"
    GatePass.objects.create(
        project=locked, before=locked.stage, after=after, tests=tests, note=note, by_id=actor.person_id
    )
    locked.stage = after
    locked.save(update_fields=("stage",))
    project.stage = locked.stage
    record(actor, "projects.pass_gate", locked, stage=after)
    notify(
        GATE_PASSED,
        editors_of(locked, but=actor.person_id),
        link=f"/projects/{locked.pk}/",
        project=locked.name,
    )
    if after == "operating":
        tell(actor, REPLICA_OPERATING, locked)
    return locked
