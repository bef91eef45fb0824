"""The register of letters, and the way to a new one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from replicity.catalogue.cities import get_city
from replicity.catalogue.solutions import CatalogueSolution, get_solution
from replicity.web.accounts.models import Organisation
from replicity.web.letters import services
from replicity.web.letters.forms import DraftForm, RegisterForm, ScopeForm
from replicity.web.letters.queries import letters_of
from replicity.web.letters.services import Choice, Seat
from replicity.web.letters.views import FORM
from replicity.web.shared.access import actor_of, can, require, signed_in
from replicity.web.shared.languages import current_language
from replicity.web.shared.own_values import own_values
from replicity.web.shared.pages import page_of


@require_GET
@signed_in
def register(request: HttpRequest) -> HttpResponse:
    """List the letters that the visitor may read."""
    actor, form = actor_of(request), RegisterForm(request.GET)
    rows = letters_of(actor)
    if form.is_valid() and form.cleaned_data["state"]:
        rows = rows.filter(state=form.cleaned_data["state"])
    page = {
        "section": "letters",
        "form": form,
        "page": page_of(request, rows.prefetch_related("parties__organisation")),
        "may_draft": can(actor, "letters.draft"),
    }
    return render(request, "letters/register.html", page)


@require_http_methods(FORM)
@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """Ask first for city and solutions, then for the parties; then draft."""
    actor = actor_of(request)
    require(actor, "letters.draft")
    # the page of a business case leads here with its city and solution
    start = {"solution": request.GET.getlist("solution"), "place": request.GET.get("place", "")}
    scope = ScopeForm(actor, request.GET if "city" in request.GET else None, initial=start)
    if not scope.is_valid():
        page = {"section": "letters", "form": scope, "step": 1}
        return render(request, "letters/new.html", page, status=400 if scope.errors else 200)
    city: Organisation = scope.cleaned_data["city"]
    solutions = [get_solution(s) for s in scope.cleaned_data["solution"]]
    form = DraftForm(city, solutions, request.POST or None, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        letter = services.draft(
            actor,
            city,
            choices=[_choice(s.id, given) for s in solutions],
            seats=_seats(city, given),
            languages=given["languages"].split(),
            valid_until=given["valid_until"],
            title=given["title"],
            values=own_values(request, get_city(city.city_id)),
            application=given.get("application"),
        )
        messages.success(request, _("The draft is ready: read it, and name who signs."))
        return redirect("letter", number=letter.pk)
    page = {"section": "letters", "form": form, "city": city, "names": _names(solutions), "step": 2}
    return render(request, "letters/new.html", page, status=400 if form.errors else 200)


def _names(solutions: list[CatalogueSolution]) -> str:
    return ", ".join(s.name.of(current_language()) for s in solutions)


def _choice(solution: str, given: dict[str, object]) -> Choice:
    scale, model = given[f"scale.{solution}"], given[f"model.{solution}"]
    return Choice(
        solution,
        float(scale) if isinstance(scale, float) and scale > 0 else None,
        str(model) if model else None,
        str(given[f"site.{solution}"] or ""),
    )


def _seats(city: Organisation, given: dict[str, object]) -> list[Seat]:
    """Return the parties in the order in which they sign: city, buyer, host, broker."""
    found = [Seat(city, "facilitator")]
    for role in ("buyer", "host", "broker"):
        organisation = given[role]
        if isinstance(organisation, Organisation):
            owner = role == "host" and organisation.kind == "demonstration_owner"
            found.append(Seat(organisation, "demonstration_owner" if owner else role))
    return found
