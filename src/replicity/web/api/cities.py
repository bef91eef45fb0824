"""Cities: find, context, match, hosts, plan."""

from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from replicity.appraisal.context import city_context
from replicity.appraisal.hosts import hosts
from replicity.appraisal.matching import match_of
from replicity.appraisal.plan import plan_of
from replicity.appraisal.requests import case_of
from replicity.catalogue.cities import City, city_document, find_cities, get_city
from replicity.catalogue.solutions import catalogue, get_solution
from replicity.web.api.requests import AppraisalRequest, CitySearch, MatchRequest, PlanRequest, SolutionChoice
from replicity.web.shared.results import result, result_key

router = Router(tags=["cities"])


def city_of(number: int) -> City:
    """Return a city by its GeoNames number."""
    return get_city(f"geonames:{number}")


@router.get("", url_name="api-cities", summary="Find a city")
def find(request: HttpRequest, asked: Query[CitySearch]) -> dict[str, Any]:
    """Find cities by name in any script or spelling, best first."""
    return {"cities": [city_document(m.city, m.score) for m in find_cities(asked.text)]}


@router.get("/{int:number}", url_name="api-city", summary="Show the context of a city")
def show(request: HttpRequest, number: int) -> dict[str, Any]:
    """Return each value with unit, year, source, status and range."""
    city = city_of(number)
    values = {name: value.to_dict() for name, value in city_context(city).items()}
    return {"city": city_document(city, 1.0), "context": values}


@router.post("/{int:number}/match", url_name="api-match", summary="Rank the solutions for a city")
def match(request: HttpRequest, number: int, asked: MatchRequest) -> Any:
    """Rank the solutions, with reasons."""
    city, options = city_of(number), asked.options()
    key = result_key("api-match", city.id, asked.goals, options, str(asked.track))
    return result(key, lambda: match_of(city, asked.goals, asked.track, options).to_dict())


@router.post("/{int:number}/plan", url_name="api-plan", summary="Make the replication plan of a city")
def plan(request: HttpRequest, number: int, asked: PlanRequest) -> Any:
    """Return context, match, business cases and, with a budget, the portfolio."""
    city, options = city_of(number), asked.options()
    day = datetime.now(UTC).date().isoformat()
    key = result_key("api-plan", city.id, asked.goals, options, str(asked.budget_eur), day)
    return result(key, lambda: plan_of(city, asked.goals, options, day, asked.budget_eur).to_dict())


@router.get("/{int:number}/hosts", url_name="api-hosts", summary="Find the cities to learn from")
def hosts_of(request: HttpRequest, number: int, asked: Query[SolutionChoice]) -> dict[str, Any]:
    """Return the hosts for one solution, or for all."""
    city = city_of(number)
    chosen = [get_solution(asked.solution)] if asked.solution else list(catalogue().values())
    context = city_context(city)
    return {"city": city.id, "hosts": [h.to_dict() for s in chosen for h in hosts(city, s, context)]}


@router.post("/{int:number}/appraisals/{name}", url_name="api-appraisal", summary="Work out a business case")
def appraise(request: HttpRequest, number: int, name: str, asked: AppraisalRequest) -> Any:
    """Return the business case of a solution in a city, for every actor."""
    city, solution, options = city_of(number), get_solution(name[:80]), asked.options()
    key = result_key(
        "api-appraisal", city.id, {}, options, solution.id, str(asked.scale), asked.business_model or ""
    )

    def document() -> dict[str, Any]:
        return case_of(city, solution, options, asked.scale, asked.business_model).appraisal.to_dict()

    return result(key, document)
