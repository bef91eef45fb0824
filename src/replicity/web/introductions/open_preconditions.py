"""What a city has not answered about a solution, and what a question may be about."""

from collections.abc import Mapping
from dataclasses import dataclass

from replicity.appraisal.conditions import conditions
from replicity.appraisal.requests import Options, answer_names, own_context
from replicity.catalogue.cities import City
from replicity.catalogue.labels import has_label, label
from replicity.catalogue.preconditions import preconditions
from replicity.catalogue.solutions import CatalogueSolution, catalogue
from replicity.web.introductions.models import Theme


@dataclass(frozen=True, slots=True)
class OpenPrecondition:
    """A precondition of a solution that nobody has answered for the city."""

    solution: str
    about: str
    text: str
    owner: str
    severity: str


def open_preconditions(
    city: City, solutions: tuple[CatalogueSolution, ...], options: Options
) -> tuple[OpenPrecondition, ...]:
    """Return what is to be answered, those that stop a solution first."""
    known = answer_names()
    context = own_context(city, options)
    answers = {name: bool(value) for name, value in options.values.items() if name in known}
    found: dict[tuple[str, str], OpenPrecondition] = {}
    for solution in solutions:
        for model in solution.business_models:
            for c in conditions(solution, context, answers, options.language, model.id):
                if c.status == "unknown" and c.id in known:
                    row = OpenPrecondition(solution.id, c.id, c.question, c.owner, c.severity)
                    found.setdefault((solution.id, c.id), row)
    rank = {"block": 0, "major": 1, "minor": 2}
    return tuple(sorted(found.values(), key=lambda p: (rank[p.severity], p.solution, p.about)))


def subjects(solution: CatalogueSolution, language: str) -> Mapping[str, Mapping[str, str]]:
    """Return what a question on a solution may be about, in words by id: preconditions, then inputs."""
    asked = {
        record.id: record.question.of(language)
        for record in preconditions().values()
        if record.applies_to.covers(solution.id) or record.id in {u.id for u in solution.preconditions}
    }
    inputs = {name: label(name, language) for name in solution.parameters if has_label(name)}
    return {"preconditions": asked, "inputs": inputs}


def theme_of(about: str) -> str:
    """Return the theme of a question about a precondition or an input."""
    if about in preconditions():
        return Theme.PRECONDITIONS
    return Theme.COST if about else Theme.OTHER


def subject_words(about: str, language: str) -> str:
    """Return what a question is about in words; empty for nothing in particular."""
    if not about:
        return ""
    record = preconditions().get(about)
    return record.question.of(language) if record else label(about, language)


def known_subject(solution: str, about: str) -> bool:
    """Whether the catalogue knows what a question would be about."""
    found = catalogue().get(solution)
    return found is not None and any(about in group for group in subjects(found, "en").values())
