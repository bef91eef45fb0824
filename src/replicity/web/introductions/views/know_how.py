"""Answers, the consent to show them, and the know-how that everybody reads."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from replicity.catalogue.solutions import catalogue
from replicity.web.introductions import queries, services
from replicity.web.introductions.forms import AnswerForm, ConsentForm, solution_choices
from replicity.web.introductions.models import Answer
from replicity.web.introductions.views.question_page import question_page
from replicity.web.introductions.views.questions import question_for
from replicity.web.shared.access import actor_of, require, signed_in
from replicity.web.shared.errors import Refused
from replicity.web.shared.pages import page_of

LONGEST_QUERY = 200


@require_POST
@signed_in
def answer(request: HttpRequest, number: int) -> HttpResponse:
    """Answer a question."""
    found, actor = question_for(request, number), actor_of(request)
    require(actor, "introductions.answer_question", found, seen_by="introductions.read_question")
    form = AnswerForm(request.POST, question=found, auto_id="answer_%s")
    if not form.is_valid():
        return question_page(request, found, answer_form=form)
    given = form.cleaned_data
    try:
        services.answer_question(actor, found, given["text"], given["sources"], given.get("documents", ()))
    except Refused as refused:
        return question_page(request, found, refused, answer_form=form)
    messages.success(request, _("Thank you. Who asked is told of the answer."))
    return redirect("question", number=found.pk)


@require_POST
@signed_in
def consent(request: HttpRequest, number: int) -> HttpResponse:
    """Let everybody read an answer."""
    found, actor = _answer(request, number), actor_of(request)
    require(actor, "introductions.publish_answer", found, seen_by="introductions.read_answer")
    form = ConsentForm(request.POST, answer=found, person_id=actor.person_id, auto_id=f"consent{found.pk}_%s")
    if not form.is_valid():
        return question_page(request, found.question, consent_forms={found.pk: form})
    given = form.cleaned_data
    services.publish(actor, found, given["heading"], name_author=given.get("name_author", False))
    messages.success(request, _("Everybody can read the answer now; you can take this back at any time."))
    return redirect("question", number=found.question_id)


@require_POST
@signed_in
def withdraw_consent(request: HttpRequest, number: int) -> HttpResponse:
    """Take an answer from the public pages."""
    found = _answer(request, number)
    services.withdraw_consent(actor_of(request), found)
    messages.success(request, _("The answer is no longer public."))
    return redirect("question", number=found.question_id)


def _answer(request: HttpRequest, number: int) -> Answer:
    found = get_object_or_404(
        Answer.objects.select_related(
            "question__organisation", "question__introduction__asked", "question__introduction__asking"
        ),
        pk=number,
    )
    require(actor_of(request), "introductions.read_answer", found, seen_by="introductions.read_answer")
    return found


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Show what hosts let everybody read, by solution and by words."""
    solution = request.GET.get("solution", "").replace("-", "_")
    words = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    solution = solution if solution in catalogue() else ""
    page = {
        "section": "know-how",
        "page": page_of(request, queries.know_how(solution, words)),
        "solution": solution,
        "solutions": solution_choices(),
        "query": words,
    }
    return render(request, "introductions/know_how.html", page)


@require_safe
def entry(request: HttpRequest, number: int) -> HttpResponse:
    """Show one entry of the know-how."""
    found = get_object_or_404(queries.know_how(), pk=number)
    return render(request, "introductions/know_how_entry.html", {"section": "know-how", "entry": found})
