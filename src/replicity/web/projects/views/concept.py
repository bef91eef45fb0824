"""The promise that was frozen, how the concept was adapted, and the canvas before and after."""

from collections.abc import Mapping

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from replicity.appraisal.frozen_prediction import FrozenPrediction, Rebuilt, rebuild
from replicity.catalogue.business_models import canvas_blocks
from replicity.catalogue.labels import shown
from replicity.quantities.suffixes import unit_of
from replicity.web.letters.queries import AgreedTerms
from replicity.web.projects.canvas import project_canvas
from replicity.web.projects.models import Project
from replicity.web.projects.queries import agreed_for, place_of, prediction_of
from replicity.web.projects.services.agreed import model_words, size_words
from replicity.web.projects.services.parts import write_canvas
from replicity.web.projects.services.projects import freeze_prediction
from replicity.web.projects.views.frame import FORM, framed, project_of, seen_revision
from replicity.web.shared.access import actor_of, signed_in
from replicity.web.shared.editing import EditedMeanwhile
from replicity.web.shared.languages import current_language
from replicity.web.shared.metric_names import metric_name
from replicity.web.shared.own_values import options_of
from replicity.web.shared.results import code_digest, result

TAB = "project-concept"


def promise_rows(frozen: FrozenPrediction) -> list[dict[str, object]]:
    """Return what was promised of each outcome, as people read it."""
    return [
        {"name": metric_name(p.metric), "unit": p.unit, "basis": p.basis, **p.quantiles}
        for p in frozen.promised.values()
    ]


def compared_with(
    terms: AgreedTerms, project: Project, frozen: FrozenPrediction | None
) -> list[tuple[str, str, str, bool]]:
    """Return what letter and project say: name, in the letter, here, whether they differ."""
    rows = [
        (_("Size"), size_words(project.solution, terms.scale), size_words(project.solution, project.scale)),
        (_("Business model"), model_words(terms.business_model), model_words(project.business_model)),
    ]
    if frozen is not None:
        results = frozen.result["results"]
        rows += [
            (metric_name(name), _range(name, points), _range(name, results[name]))
            for name, points in terms.results.items()
            if points and name in results
        ]
    return [(name, letter, here, letter != here) for name, letter, here in rows]


def _range(name: str, points: Mapping[str, float | None]) -> str:
    low, middle, high = (shown(points[p], unit_of(name), current_language()) for p in ("p10", "p50", "p90"))
    return f"{middle} ({low} – {high})"


@require_GET
@signed_in
def concept(request: HttpRequest, number: int) -> HttpResponse:
    """Show the promise, the adaptation log and the canvas."""
    project = project_of(request, number)
    frozen = prediction_of(project)
    terms = agreed_for(project)
    own = options_of(request, place_of(project)) if terms is None else terms.options
    return framed(
        request,
        project,
        "projects/concept.html",
        TAB,
        frozen=frozen,
        promised=[] if frozen is None else promise_rows(frozen),
        values_count=len(own.values),
        agreed=terms,
        compared=[] if terms is None else compared_with(terms, project, frozen),
        adaptations=project.adaptations.all(),
        canvas=project_canvas(project, frozen),
    )


@require_POST
@signed_in
def freeze(request: HttpRequest, number: int) -> HttpResponse:
    """Freeze the prediction with the values that the visitor set for the city."""
    project = project_of(request, number, "projects.change")
    options = options_of(request, place_of(project))
    freeze_prediction(actor_of(request), project, options, timezone.localdate())
    messages.success(request, _("The prediction is frozen."))
    return redirect(TAB, number=project.pk)


@require_GET
@signed_in
def prediction(request: HttpRequest, number: int) -> HttpResponse:
    """Show the record of the prediction, and what it gives when it is worked out anew."""
    project = project_of(request, number)
    frozen = _frozen(project)
    key = f"rebuilt-{code_digest()[:16]}-{project.prediction.digest}"
    found: Rebuilt = result(key, lambda: rebuild(frozen))
    return framed(
        request,
        project,
        "projects/prediction.html",
        TAB,
        frozen=frozen,
        promised=promise_rows(frozen),
        sentences=found.sentences(current_language()),
        same=found.same,
        inputs=sorted(frozen.result["inputs"].items()),
        values=sorted(frozen.values.items()),
    )


@require_GET
@signed_in
def record(request: HttpRequest, number: int) -> HttpResponse:
    """Hand out the record as it was frozen."""
    project = project_of(request, number)
    _frozen(project)
    response = HttpResponse(project.prediction.record, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="prediction-{project.pk}.json"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _frozen(project: Project) -> FrozenPrediction:
    found = prediction_of(project)
    if found is None:
        raise Http404
    return found


class CanvasForm(forms.Form):
    """What the parties write into a block."""

    text = forms.CharField(max_length=2000, required=False, widget=forms.Textarea)


@require_http_methods(FORM)
@signed_in
def canvas(request: HttpRequest, number: int, block: str) -> HttpResponse:
    """Write into a block of the adapted canvas."""
    project = project_of(request, number, "projects.change")
    held = {b.id: b for b in canvas_blocks()}
    if block not in held:
        raise Http404
    note = project.canvas_notes.filter(block=block).first()
    form = CanvasForm(request.POST or None, initial={"text": note.text if note else ""})
    title = held[block].title.of(current_language())
    form.fields["text"].label = title
    content: dict[str, object] = {
        "form": form,
        "title": title,
        "back": TAB,
        "revision": note.revision if note else 0,
    }
    status = 400 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            write_canvas(actor_of(request), project, block, form.cleaned_data["text"], seen_revision(request))
        except EditedMeanwhile as error:
            fresh = project.canvas_notes.get(block=block)
            content |= {
                "conflict": error.sentence,
                "compared": [(title, fresh.text or "–", form.cleaned_data["text"] or "–")],
                "revision": fresh.revision,
            }
            status = 409
        else:
            messages.success(request, _("Saved."))
            return redirect(TAB, number=project.pk)
    return framed(request, project, "projects/form.html", TAB, status, **content)
