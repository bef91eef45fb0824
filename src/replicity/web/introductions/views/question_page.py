"""The page of one question, and what hosts do on it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from replicity.web.introductions.audience import solution_name
from replicity.web.introductions.forms import AnswerForm, ConsentForm
from replicity.web.introductions.models import Answer, KnowHow, Question
from replicity.web.introductions.open_preconditions import subject_words
from replicity.web.introductions.workflow import QUESTION
from replicity.web.shared.access import Actor, actor_of, can
from replicity.web.shared.errors import Refused
from replicity.web.shared.languages import current_language
from replicity.web.visits.queries import answers_at_visits


def question_page(
    request: HttpRequest,
    question: Question,
    refused: Refused | None = None,
    answer_form: AnswerForm | None = None,
    consent_forms: dict[int, ConsentForm] | None = None,
) -> HttpResponse:
    """Return the page; a form that could not be used stands on it again."""
    actor, language = actor_of(request), current_language()
    question.refresh_from_db(fields=("state",))
    steps = QUESTION.open(question.state)
    page = {
        "section": "questions",
        "question": question,
        "solution_name": solution_name(question.solution, language),
        "subject": subject_words(question.about, language),
        "refused": refused,
        "answers": _answers(actor, question, consent_forms or {}),
        "may_answer": "answer" in steps and can(actor, "introductions.answer_question", question),
        "may_withdraw": "withdraw" in steps and can(actor, "introductions.withdraw_question", question),
        "may_reopen": "reopen" in steps and can(actor, "introductions.reopen_question", question),
        "visits": answers_at_visits(question.pk, actor),
        "answer_form": answer_form or AnswerForm(auto_id="answer_%s", question=question),
    }
    failed = bool(answer_form or consent_forms)
    status = refused.status if refused else (400 if failed else 200)
    return render(request, "introductions/question.html", page, status=status)


def _answers(actor: Actor, question: Question, bound: dict[int, ConsentForm]) -> list[dict[str, Any]]:
    shown = question.answers.select_related("organisation", "author", "know_how__named_person")
    found = []
    for answer in shown.prefetch_related("documents"):
        answer.question = question
        held: KnowHow | None = getattr(answer, "know_how", None)
        found.append(
            {
                "answer": answer,
                "public": held if held and held.public else None,
                "may_publish": can(actor, "introductions.publish_answer", answer),
                "may_withdraw": can(actor, "introductions.withdraw_answer", answer),
                "form": bound.get(answer.pk) or _consent_form(actor, answer, held),
            }
        )
    return found


def _consent_form(actor: Actor, answer: Answer, held: KnowHow | None) -> ConsentForm:
    text = held.heading if held else answer.question.text
    return ConsentForm(
        auto_id=f"consent{answer.pk}_%s",
        answer=answer,
        person_id=actor.person_id,
        initial={"heading": text[:300], "name_author": bool(held and held.named_person_id)},
    )
