"""Pages: the list of visits, and planning one from the open questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from itertools import groupby
from typing import Any, Final

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from replicity.appraisal.travel import common_languages, usual_mode
from replicity.appraisal.visit_questions import theme_names
from replicity.catalogue.cities import City, get_city
from replicity.catalogue.solutions import get_solution
from replicity.web.accounts.models import Kind, Organisation
from replicity.web.programmes.models import Application
from replicity.web.shared.access import actor_of, can, require, signed_in
from replicity.web.shared.languages import current_language
from replicity.web.shared.own_values import options_of
from replicity.web.shared.pages import page_of
from replicity.web.visits import services
from replicity.web.visits.forms import PlanForm
from replicity.web.visits.host_forms import StartForm
from replicity.web.visits.open_questions import ProposedQuestion, questions_for
from replicity.web.visits.queries import (
    Site,
    applications_for,
    sites_of,
    terms_of,
    visits_of,
)

FORM: Final = ("GET", "HEAD", "POST")
# a delegation needs time to find its people and its flights
USUAL_LEAD: Final = timedelta(days=84)
MOST_SITES: Final = 4


@require_GET
@signed_in
def listing(request: HttpRequest) -> HttpResponse:
    """List the visits of the actor's organisations."""
    actor = actor_of(request)
    page = {
        "section": "visits",
        "page": page_of(request, visits_of(actor)),
        "may_plan": can(actor, "visits.plan"),
        "may_offer": can(actor, "visits.offer"),
    }
    return render(request, "visits/list.html", page)


@require_http_methods(FORM)
@signed_in
def plan(request: HttpRequest) -> HttpResponse:
    """Plan a visit: first who, whom and what; then when, with which questions."""
    actor = actor_of(request)
    require(actor, "visits.plan")
    given = request.POST if request.method == "POST" else request.GET
    asked = given if "solution" in given else None
    start = StartForm(asked, cities=actor.edits_as(Kind.CITY), initial={"host": given.get("host")})
    if not start.is_valid():
        page = {"section": "visits", "form": start}
        return render(request, "visits/start.html", page, status=400 if start.errors else 200)
    draft = _draft(request, **start.cleaned_data)
    form = PlanForm(request.POST or None, initial=draft.initial, applications=draft.applications)
    chosen = _chosen(request, draft)
    if request.method == "POST" and form.is_valid():
        details = services.PlanDetails(
            solution=draft.solution,
            sites=tuple(chosen["sites"]),
            questions=tuple(
                (q.key, q.theme, q.words, q.why) for q in draft.questions if q.key in chosen["questions"]
            ),
            **{**form.cleaned_data, "days": Decimal(str(form.cleaned_data["days"]))},
        )
        visit = services.propose_visit(actor, draft.city, draft.host, details, draft.hosts[1:])
        messages.success(request, _("The hosts were asked. Now add the delegates and look at the programme."))
        return redirect("visit", number=visit.pk)
    names = theme_names(current_language())
    page = {
        "section": "visits",
        "form": form,
        "draft": draft,
        "solution_name": get_solution(draft.solution).name.of(current_language()),
        "themes": [(names[t], list(found)) for t, found in groupby(draft.questions, key=lambda q: q.theme)],
        "chosen": chosen,
    }
    return render(request, "visits/plan.html", page, status=400 if form.errors else 200)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a plan starts from."""

    city: Organisation
    hosts: tuple[Organisation, ...]
    solution: str
    questions: tuple[ProposedQuestion, ...]
    sites: list[tuple[City, list[Site]]]
    initial: dict[str, Any]
    applications: QuerySet[Application]
    terms: list[tuple[Organisation, Decimal | None, int | None]]

    @property
    def host(self) -> Organisation:
        """Return the leading host."""
        return self.hosts[0]


def _draft(
    request: HttpRequest,
    city: Organisation,
    host: Organisation,
    solution: str,
    further: Sequence[Organisation],
) -> Draft:
    here, there = get_city(city.city_id), get_city(host.city_id)
    name = get_solution(solution).name.of(current_language())
    words = _("%(city)s visits %(host)s: %(solution)s")
    hosts = (host, *further)
    initial = {
        "title": words % {"city": here.name, "host": there.name, "solution": name},
        "first_day": _working_day(),
        "travel": usual_mode(here, there),
        "interpreter": not common_languages(here, there),
    }
    applications = applications_for(city)
    # the programme that gave the city this host, else the latest
    ours = next((a for a in applications if a.host_id == host.pk), None)
    initial["application"] = ours or applications.first()
    return Draft(
        city,
        hosts,
        solution,
        questions_for(city, solution, hosts, options_of(request, here)),
        sites_of(hosts, solution),
        initial,
        applications,
        terms_of(hosts),
    )


def _chosen(request: HttpRequest, draft: Draft) -> dict[str, list[str]]:
    """Return the questions and sites that are ticked: at first those that we suggest."""
    if request.method == "POST":
        return {name: request.POST.getlist(name) for name in ("questions", "sites")}
    sites = [site for _city, found in draft.sites for site in found]
    ours = [site.name for site in sites if site.fits or site.owner]
    return {
        "questions": [q.key for q in draft.questions if q.suggested],
        "sites": (ours or [site.name for site in sites])[:MOST_SITES],
    }


def _working_day() -> Any:
    day = timezone.localdate() + USUAL_LEAD
    return day + timedelta(days=(7 - day.weekday()) % 7)
