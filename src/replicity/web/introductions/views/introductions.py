"""The list of introductions, asking for one, its page and its steps."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from replicity.catalogue.cities import City
from replicity.catalogue.solutions import catalogue, get_solution
from replicity.web.accounts.models import Kind, Organisation
from replicity.web.accounts.queries import approved
from replicity.web.introductions import queries, services
from replicity.web.introductions.forms import CloseForm, DeclineForm, FollowUpForm, IntroductionForm
from replicity.web.introductions.hosts import may_be_asked, solutions_in
from replicity.web.introductions.models import Introduction
from replicity.web.introductions.views.introduction_page import introduction_page
from replicity.web.shared.access import Actor, actor_of, require, signed_in
from replicity.web.shared.errors import Refused
from replicity.web.shared.languages import current_language
from replicity.web.shared.pages import page_of
from replicity.web.shared.places import known_city

FORM = ("GET", "HEAD", "POST")


def introduction_for(request: HttpRequest, number: int) -> Introduction:
    """Return an introduction that the visitor may read."""
    found = get_object_or_404(
        Introduction.objects.select_related(
            "asking", "asked", "broker", "requested_by", "application__programme", "application__organisation"
        ),
        pk=number,
    )
    require(actor_of(request), "introductions.read", found)
    return found


@require_safe
@signed_in
def listing(request: HttpRequest) -> HttpResponse:
    """List the introductions of the visitor's organisations, by where they stand."""
    part = request.GET.get("part", "")
    actor = actor_of(request)
    page = {
        "section": "introductions",
        "page": page_of(request, queries.visible(actor, part)),
        "part": part,
        "may_ask": may_ask(actor),
    }
    return render(request, "introductions/list.html", page)


def may_ask(actor: Actor) -> bool:
    """Whether an actor may ask for introductions at all."""
    return bool(actor.edits_as(Kind.CITY)) or actor.broker


@require_http_methods(FORM)
@signed_in
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for an introduction: first the solution, then the host and the purpose."""
    actor = actor_of(request)
    require(actor, "introductions.ask")
    city = _city(request)
    if not request.GET.get("solution"):
        return _choose(request, city)
    solution = get_solution(request.GET["solution"])
    form = IntroductionForm(
        request.POST or None,
        cities=None if actor.broker else approved(Kind.CITY).filter(pk__in=actor.edits_as(Kind.CITY)),
        hosts=_hosts(request, solution.id, city),
    )
    page = {
        "section": "introductions",
        "form": form,
        "solution": solution,
        "name": solution.name.of(current_language()),
        "city": city,
        "hosts_count": _hosts(request, solution.id, city).count(),
    }
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            given = form.cleaned_data
            try:
                made = services.ask(actor, given["asking"], given["asked"], solution.id, given["purpose"])
            except Refused as refused:
                form.add_error(None, refused.sentence)
                status = refused.status
            else:
                messages.success(request, _("The request is on its way; you will be told of the answer."))
                return redirect("introduction", number=made.pk)
    return render(request, "introductions/ask.html", page, status=status)


def _choose(request: HttpRequest, city: City | None) -> HttpResponse:
    """Show the solutions of a city, or all of them, to choose one to ask about."""
    language = current_language()
    there = frozenset(catalogue()) if city is None else solutions_in(city.id)
    shown = [s for s in catalogue().values() if s.id in there]
    page = {
        "section": "introductions",
        "city": city,
        "solutions": [(s.id, s.name.of(language), s.summary.of(language)) for s in shown],
    }
    return render(request, "introductions/choose.html", page)


def _city(request: HttpRequest) -> City | None:
    number = request.GET.get("city", "")
    return known_city(f"geonames:{number}") if number.isdigit() else None


def _hosts(request: HttpRequest, solution: str, city: City | None) -> QuerySet[Organisation]:
    chosen = request.GET.get("organisation", "")
    found = may_be_asked(solution, int(chosen) if chosen.isdigit() else None)
    if chosen.isdigit():
        found = found.filter(pk=int(chosen))
    elif city is not None:
        found = found.filter(city_id=city.id)
    return found.exclude(pk__in=actor_of(request).edits_as(Kind.CITY))


@require_safe
@signed_in
def introduction(request: HttpRequest, number: int) -> HttpResponse:
    """Show an introduction: where it stands, its steps, thread, questions and documents."""
    return introduction_page(request, introduction_for(request, number))


@require_POST
@signed_in
def accept(request: HttpRequest, number: int) -> HttpResponse:
    """Accept a request."""
    found = introduction_for(request, number)
    try:
        services.accept(actor_of(request), found)
    except Refused as refused:
        return introduction_page(request, found, refused)
    messages.success(request, _("Accepted. Who asked is told; write to them below."))
    return redirect("introduction", number=found.pk)


@require_POST
@signed_in
def decline(request: HttpRequest, number: int) -> HttpResponse:
    """Decline a request with its reason."""
    found, form = introduction_for(request, number), DeclineForm(request.POST, auto_id="decline_%s")
    require(actor_of(request), "introductions.decline", found)
    if not form.is_valid():
        return introduction_page(request, found, decline_form=form)
    try:
        services.decline(actor_of(request), found, form.cleaned_data["reason"])
    except Refused as refused:
        return introduction_page(request, found, refused, form.cleaned_data["reason"])
    messages.success(request, _("Declined. Who asked is told why."))
    return redirect("introduction", number=found.pk)


@require_POST
@signed_in
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Take a request back."""
    found = introduction_for(request, number)
    try:
        services.withdraw(actor_of(request), found)
    except Refused as refused:
        return introduction_page(request, found, refused)
    messages.success(request, _("The request is withdrawn."))
    return redirect("introduction", number=found.pk)


@require_POST
@signed_in
def follow_up(request: HttpRequest, number: int) -> HttpResponse:
    """Fix the date of the follow-up."""
    found, form = introduction_for(request, number), FollowUpForm(request.POST, auto_id="follow_%s")
    require(actor_of(request), "introductions.follow_up", found)
    if not form.is_valid():
        return introduction_page(request, found, follow_form=form)
    try:
        services.follow_up(actor_of(request), found, form.cleaned_data["on"])
    except Refused as refused:
        form.add_error("on", refused.sentence)
        return introduction_page(request, found, refused, follow_form=form)
    messages.success(request, _("Both sides are reminded on this day."))
    return redirect("introduction", number=found.pk)


@require_POST
@signed_in
def close(request: HttpRequest, number: int) -> HttpResponse:
    """Close an introduction with what came of it."""
    found, form = introduction_for(request, number), CloseForm(request.POST, auto_id="close_%s")
    require(actor_of(request), "introductions.close", found)
    if not form.is_valid():
        return introduction_page(request, found, close_form=form)
    try:
        services.close(actor_of(request), found, form.cleaned_data["outcome"], form.cleaned_data["note"])
    except Refused as refused:
        return introduction_page(request, found, refused, form.cleaned_data["note"])
    messages.success(request, _("The introduction is closed."))
    return redirect("introduction", number=found.pk)
