"""Questions to hosts and their answers."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from replicity.catalogue.solutions import CatalogueSolution, catalogue, get_solution
from replicity.web.accounts.models import Kind, Organisation
from replicity.web.accounts.queries import approved
from replicity.web.introductions import queries, services
from replicity.web.introductions.forms import QuestionForm, solution_choices
from replicity.web.introductions.models import Introduction, Question, QuestionState
from replicity.web.introductions.open_preconditions import (
    OpenPrecondition,
    known_subject,
    open_preconditions,
    subject_words,
    theme_of,
)
from replicity.web.introductions.views.question_page import question_page
from replicity.web.shared.access import Actor, actor_of, require, signed_in
from replicity.web.shared.errors import Refused
from replicity.web.shared.languages import current_language
from replicity.web.shared.own_values import options_of
from replicity.web.shared.pages import page_of
from replicity.web.shared.places import known_city

FORM = ("GET", "HEAD", "POST")
SEEN_BY = "introductions.read_question"


def question_for(request: HttpRequest, number: int) -> Question:
    """Return a question that the visitor may read."""
    found = get_object_or_404(
        Question.objects.select_related("organisation", "introduction__asked", "introduction__asking"),
        pk=number,
    )
    require(actor_of(request), SEEN_BY, found, seen_by=SEEN_BY)
    return found


@require_safe
@signed_in
def listing(request: HttpRequest) -> HttpResponse:
    """List the questions that the visitor's organisations asked or are asked."""
    actor, state = actor_of(request), request.GET.get("state", "")
    solution = request.GET.get("solution", "")
    found = (
        queries.visible_questions(actor)
        .annotate(answers_count=Count("answers"))
        .order_by("-created_at", "-pk")
    )
    if state in QuestionState.values:
        found = found.filter(state=state)
    if solution in catalogue():
        found = found.filter(solution=solution)
    page = {
        "section": "questions",
        "page": page_of(request, found),
        "state": state,
        "states": QuestionState.choices,
        "solution": solution,
        "solutions": solution_choices(),
        "may_ask": bool(actor.edits_as(Kind.CITY)),
    }
    return render(request, "introductions/questions.html", page)


@require_http_methods(FORM)
@signed_in
def ask(request: HttpRequest) -> HttpResponse:
    """Ask a question: the host of an introduction, or all hosts of a solution."""
    actor = actor_of(request)
    require(actor, "introductions.ask_question")
    introduction = _introduction(request, actor)
    wanted = introduction.solution if introduction else request.GET.get("solution", "")
    if not wanted:
        return render(
            request, "introductions/question_choose.html", {"section": "questions", "solutions": _cards()}
        )
    solution = get_solution(wanted)
    form = _question_form(request, actor, solution, introduction)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                made = _asked(actor, solution, form)
            except Refused as refused:
                form.add_error(None, refused.sentence)
                status = refused.status
            else:
                messages.success(request, _("The question is on its way; you will be told of the answer."))
                return redirect("question", number=made.pk)
    page = {"section": "questions", "form": form, "name": solution.name.of(current_language())}
    return render(request, "introductions/question_ask.html", page, status=status)


def _cards() -> list[tuple[str, str, str]]:
    language = current_language()
    return [(s.id, s.name.of(language), s.summary.of(language)) for s in catalogue().values()]


def _introduction(request: HttpRequest, actor: Actor) -> Introduction | None:
    number = request.GET.get("introduction", "")
    return queries.open_between(actor).filter(pk=int(number)).first() if number.isdigit() else None


def _question_form(
    request: HttpRequest, actor: Actor, solution: CatalogueSolution, introduction: Introduction | None
) -> QuestionForm:
    about = request.GET.get("about", "")
    first = {"introduction": introduction, "about": about, "theme": theme_of(about)}
    return QuestionForm(
        request.POST or None,
        solution=solution,
        cities=approved(Kind.CITY).filter(pk__in=actor.edits_as(Kind.CITY)),
        introductions=queries.open_between(actor, solution.id),
        initial=first,
    )


def _asked(actor: Actor, solution: CatalogueSolution, form: QuestionForm) -> Question:
    given = form.cleaned_data
    return services.ask_question(
        actor,
        given["asking"],
        solution.id,
        given["text"],
        theme=given["theme"],
        about=given["about"],
        introduction=given["introduction"],
    )


@require_safe
@signed_in
def open_list(request: HttpRequest) -> HttpResponse:
    """Show what the visitor's city has not answered, each to be asked from the hosts with one click."""
    actor = actor_of(request)
    require(actor, "introductions.ask_question")
    own = approved(Kind.CITY).filter(pk__in=actor.edits_as(Kind.CITY)).order_by("pk")
    found = [(organisation, _rows(request, organisation)) for organisation in own[:5]]
    return render(request, "introductions/open_questions.html", {"section": "questions", "cities": found})


def _rows(
    request: HttpRequest, organisation: Organisation
) -> list[tuple[str, list[dict[str, OpenPrecondition | int | None]]]]:
    """Return the open preconditions of each solution by its name, in the order of the catalogue."""
    city = known_city(organisation.city_id)
    if city is None:
        return []
    asked, language = queries.asked_subjects(organisation), current_language()
    found = open_preconditions(city, tuple(catalogue().values()), options_of(request, city))
    grouped = [
        (
            solution.name.of(language),
            [
                {"open": p, "question": asked.get((p.solution, p.about))}
                for p in found
                if p.solution == solution.id
            ],
        )
        for solution in catalogue().values()
    ]
    return [(name, rows) for name, rows in grouped if rows]


@require_POST
@signed_in
def ask_open(request: HttpRequest, number: int) -> HttpResponse:
    """Turn an open precondition of a city into a question with one click."""
    actor, form = actor_of(request), request.POST
    require(actor, "introductions.ask_question")
    about = form.get("about", "")
    asking = get_object_or_404(Organisation, pk=number)
    require(actor, "introductions.ask_question", asking, seen_by="accounts.read")
    solution = get_solution(form.get("solution", ""))
    if not known_subject(solution.id, about):
        raise Refused(_("The catalogue does not know this precondition: load the page again."), 404)
    chosen = form.get("introduction", "")
    introduction = queries.open_between(actor).filter(pk=int(chosen)).first() if chosen.isdigit() else None
    made = queries.asked_subjects(asking).get((solution.id, about))
    if made is None:
        words = subject_words(about, current_language())
        text = _("How was this settled with you? “%(question)s”") % {"question": words}
        made = services.ask_question(
            actor, asking, solution.id, text, theme=theme_of(about), about=about, introduction=introduction
        ).pk
        messages.success(request, _("The question is on its way; you will be told of the answer."))
    if introduction is not None:
        return redirect("introduction", number=introduction.pk)
    return redirect("question", number=made)


@require_safe
@signed_in
def question(request: HttpRequest, number: int) -> HttpResponse:
    """Show a question with its answers."""
    return question_page(request, question_for(request, number))


@require_POST
@signed_in
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Take a question back."""
    found = question_for(request, number)
    services.withdraw_question(actor_of(request), found)
    messages.success(request, _("The question is withdrawn."))
    return redirect("question", number=found.pk)


@require_POST
@signed_in
def reopen(request: HttpRequest, number: int) -> HttpResponse:
    """Say that a question is not settled."""
    found = question_for(request, number)
    services.reopen_question(actor_of(request), found)
    messages.success(request, _("The question is open again."))
    return redirect("question", number=found.pk)
