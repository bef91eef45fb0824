"""The page of one introduction, as it is read and as it comes back with what could not be done."""

from typing import Any

from django.db.models import Count, Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from replicity.appraisal.requests import Options
from replicity.catalogue.solutions import catalogue
from replicity.web.introductions import queries
from replicity.web.introductions.access import may_write
from replicity.web.introductions.audience import solution_name
from replicity.web.introductions.forms import (
    CloseForm,
    DeclineForm,
    DocumentForm,
    FollowUpForm,
    MessageForm,
)
from replicity.web.introductions.models import DocumentVersion, Introduction
from replicity.web.introductions.open_preconditions import OpenPrecondition, open_preconditions
from replicity.web.introductions.workflow import INTRODUCTION, TALKING
from replicity.web.programmes.models import Application
from replicity.web.shared.access import Actor, actor_of, can
from replicity.web.shared.errors import Refused
from replicity.web.shared.languages import current_language
from replicity.web.shared.own_values import options_of
from replicity.web.shared.pages import page_of
from replicity.web.shared.places import known_city

PRECONDITIONS_SHOWN = 8


def introduction_page(
    request: HttpRequest,
    introduction: Introduction,
    refused: Refused | None = None,
    kept: str = "",
    **forms: Any,
) -> HttpResponse:
    """Return the page; what somebody wrote and could not be used stands on it again."""
    actor = actor_of(request)
    introduction.refresh_from_db(fields=("state", "reason", "outcome", "outcome_note", "follow_up_on"))
    steps = {
        s for s in INTRODUCTION.open(introduction.state) if can(actor, f"introductions.{s}", introduction)
    }
    page = {
        "section": "introductions",
        "introduction": introduction,
        "solution_name": solution_name(introduction.solution, current_language()),
        "application": _application(introduction, actor),
        "steps": steps,
        "refused": refused,
        "kept": kept,
        "thread": page_of(
            request, introduction.messages.select_related("author", "organisation", "corrects")
        ),
        "may_write": introduction.state in TALKING and may_write(actor, introduction),
        "documents": _documents(introduction),
        "questions": introduction.questions.annotate(answers_count=Count("answers")).order_by("-pk")[:50],
        **_asking(request, actor, introduction),
        **_forms(request, introduction),
        **forms,
    }
    status = refused.status if refused else (400 if forms else 200)
    return render(request, "introductions/introduction.html", page, status=status)


def _application(introduction: Introduction, actor: Actor) -> Application | None:
    """Return the application that the introduction belongs to, for those who may see it."""
    held = introduction.application
    return held if held is not None and can(actor, "programmes.read_application", held) else None


def _forms(request: HttpRequest, introduction: Introduction) -> dict[str, object]:
    corrects = request.GET.get("correct", "")
    corrected = introduction.messages.filter(pk=int(corrects)).first() if corrects.isdigit() else None
    first = {"text": corrected.text, "corrects": corrected.pk} if corrected else None
    return {
        "decline_form": DeclineForm(auto_id="decline_%s"),
        "follow_form": FollowUpForm(auto_id="follow_%s", initial={"on": introduction.follow_up_on}),
        "close_form": CloseForm(auto_id="close_%s"),
        "message_form": MessageForm(auto_id="message_%s", initial=first),
        "corrected": corrected,
        "document_form": DocumentForm(auto_id="document_%s"),
    }


def _documents(introduction: Introduction) -> list[dict[str, object]]:
    versions = DocumentVersion.objects.select_related("file").defer("file__content")
    shown = introduction.documents.select_related("owner").prefetch_related(
        Prefetch("versions", queryset=versions)
    )
    return [{"document": d, "latest": next(iter(d.versions.all()), None)} for d in shown[:100]]


def _asking(request: HttpRequest, actor: Actor, introduction: Introduction) -> dict[str, object]:
    """Return what the city that asks can ask next: its open preconditions of the solution."""
    if introduction.state not in TALKING or not can(actor, "introductions.ask_question", introduction.asking):
        return {"may_ask_question": False}
    asked = queries.asked_subjects(introduction.asking)
    found = [p for p in _open(request, introduction) if (p.solution, p.about) not in asked]
    return {"may_ask_question": True, "open_preconditions": found[:PRECONDITIONS_SHOWN]}


def _open(request: HttpRequest, introduction: Introduction) -> tuple[OpenPrecondition, ...]:
    city = known_city(introduction.asking.city_id)
    solution = catalogue().get(introduction.solution)
    if city is None or solution is None:
        return ()
    given: Options = options_of(request, city)
    return open_preconditions(city, (solution,), given)
