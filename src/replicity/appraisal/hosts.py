"""From whom to learn: cities with evidence for a solution, near in what matters, of a common language."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from replicity.appraisal.context import ContextValue, city_context
from replicity.appraisal.nearness import nearness_share
from replicity.catalogue.cities import City, UnknownCity, get_city
from replicity.catalogue.countries import country
from replicity.catalogue.evidence import Demonstration, Figure, demonstrations_of, figures
from replicity.catalogue.methods import method_numbers
from replicity.catalogue.solutions import CatalogueSolution
from replicity.catalogue.wording import sentence as _
from replicity.catalogue.wording import translator


@dataclass(frozen=True, slots=True)
class Host:
    """A city to learn a solution from, and why."""

    city: City
    solution: str
    demonstrations: tuple[Demonstration, ...]
    figures_count: int
    nearness_share: float
    evidence_score: float
    score: float
    languages: tuple[str, ...]
    reasons: tuple[str, ...]

    def to_dict(self) -> dict[str, object]:
        """Return the host as in the JSON."""
        return {
            "city": self.city.name,
            "city_id": self.city.id,
            "country": self.city.country,
            "solution": self.solution,
            "demonstrations": [d.name for d in self.demonstrations],
            "figures_count": self.figures_count,
            "nearness_share": self.nearness_share,
            "evidence_score": self.evidence_score,
            "score": self.score,
            "languages": list(self.languages),
            "reasons": list(self.reasons),
        }


def hosts(
    city: City, solution: CatalogueSolution, context: Mapping[str, ContextValue], language: str = "en"
) -> tuple[Host, ...]:
    """Return the hosts for a solution, best first; the city itself is no host of its own."""
    by_city: dict[str, list[Demonstration]] = {}
    for demonstration in demonstrations_of(solution.id):
        if demonstration.city_id and demonstration.city_id != city.id:
            by_city.setdefault(demonstration.city_id, []).append(demonstration)
    found = [
        _host(city, solution, context, host_city, tuple(shown), language)
        for city_id, shown in by_city.items()
        if (host_city := _city(city_id)) is not None
    ]
    return tuple(sorted(found, key=lambda h: (-h.score, h.city.name)))


@lru_cache(maxsize=1024)
def _city(city_id: str) -> City | None:
    """Return a city of the table; a demonstration in a place too small for it has no context to compare."""
    try:
        return get_city(city_id)
    except UnknownCity:
        return None


@lru_cache(maxsize=1024)
def _context(city_id: str) -> Mapping[str, ContextValue]:
    return city_context(get_city(city_id))


def evidence_weight(demonstration: Demonstration) -> float:
    """Return the weight of a demonstration's best graded figure, 0 without figures."""
    grades = method_numbers()["grade_weight"]
    own = _figures_by_demonstration(demonstration.solution).get(demonstration.id, ())
    return max((float(grades[f.grade]) for f in own), default=0.0)


@lru_cache(maxsize=64)
def _figures_by_demonstration(solution_id: str) -> Mapping[str, tuple[Figure, ...]]:
    """Return the figures of each demonstration of a solution."""
    found: dict[str, list[Figure]] = {}
    for figure in figures(solution_id):
        found.setdefault(figure.demonstration_id, []).append(figure)
    return {name: tuple(own) for name, own in found.items()}


@lru_cache(maxsize=64)
def evidence_score(solution_id: str) -> float:
    """Return the strength of a solution's evidence between 0 and 1: demonstrations by their best grade."""
    total = sum(evidence_weight(d) for d in demonstrations_of(solution_id))
    return min(float(total) / float(method_numbers()["evidence_full_count"]), 1.0)


def _host(
    city: City,
    solution: CatalogueSolution,
    context: Mapping[str, ContextValue],
    host_city: City,
    shown: tuple[Demonstration, ...],
    language: str,
) -> Host:
    grades = method_numbers()["grade_weight"]
    by_demonstration = _figures_by_demonstration(solution.id)
    own = [f for d in shown for f in by_demonstration.get(d.id, ())]
    weight = sum(float(grades[f.grade]) for f in own)
    near = nearness_share(solution, context, _context(host_city.id))
    common = tuple(sorted(set(country(city.country).languages) & set(country(host_city.country).languages)))
    numbers = method_numbers()["hosts"]
    evidence = weight / (weight + numbers["half_evidence"])
    return Host(
        city=host_city,
        solution=solution.id,
        demonstrations=shown,
        figures_count=len(own),
        nearness_share=near,
        evidence_score=evidence,
        score=evidence * near * (1.0 if common else numbers["foreign_language"]),
        languages=country(host_city.country).languages,
        reasons=_reasons(shown, len(own), near, common, sum(f.status == "measured" for f in own), language),
    )


def _reasons(
    shown: tuple[Demonstration, ...],
    count: int,
    near: float,
    common: tuple[str, ...],
    measured: int,
    language: str,
) -> tuple[str, ...]:
    say = translator(language)
    found = [
        say(_("{name}: {count} figures, {measured} of them measured")).format(
            name=shown[0].name, count=count, measured=measured
        )
    ]
    if near >= 0.6:
        found.append(say(_("its conditions for this solution are close to yours")))
    elif near < 0.3:
        found.append(say(_("its conditions for this solution differ from yours: adapt with care")))
    if common:
        found.append(say(_("you share an official language")))
    return tuple(found)
