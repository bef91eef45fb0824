"""Opening a programme and its settings."""

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from replicity.web.programmes import services
from replicity.web.programmes.forms import BrokerForm, GateForm, HostForm, ProgrammeForm
from replicity.web.programmes.models import Programme
from replicity.web.programmes.queries.assignment import host_rows
from replicity.web.programmes.queries.board import gates_of
from replicity.web.programmes.stages import CRITERIA, Stage, criterion_sentence
from replicity.web.programmes.views.things import programme_of, revision_of, tabs_of
from replicity.web.shared.access import actor_of, require, signed_in
from replicity.web.shared.editing import EditedMeanwhile
from replicity.web.shared.errors import Refused

FORM = ("GET", "HEAD", "POST")


@require_http_methods(FORM)
@signed_in
def open_one(request: HttpRequest) -> HttpResponse:
    """Let a broker open a programme."""
    actor = actor_of(request)
    require(actor, "programmes.open")
    form = ProgrammeForm(request.POST or None, initial={"target_letters_count": 20})
    broker = BrokerForm(request.POST or None, brokers=actor.edits_as("broker"))
    if request.method == "POST" and form.is_valid() and broker.is_valid():
        made = services.open_programme(actor, broker.cleaned_data["broker"], form.cleaned_data)
        messages.success(request, _("The programme is open. Add its hosts now."))
        return redirect("programme-settings", number=made.pk)
    page = {"section": "programmes", "form": form, "broker_form": broker}
    return render(request, "programmes/open.html", page, status=400 if form.errors else 200)


@require_http_methods(FORM)
@signed_in
def settings(request: HttpRequest, number: int) -> HttpResponse:
    """Show and change a programme's details, hosts and gates."""
    programme = programme_of(request, number, "programmes.run")
    form = ProgrammeForm(request.POST or None, instance=Programme.objects.get(pk=number))
    status, theirs = 200, None
    if request.method == "POST":
        if form.is_valid():
            try:
                services.change_programme(
                    actor_of(request), programme, form.cleaned_data, revision_of(request)
                )
            except EditedMeanwhile as meanwhile:
                programme = programme_of(request, number, "programmes.run")
                status, theirs = meanwhile.status, differences(form, programme)
            else:
                messages.success(request, _("Saved."))
                return redirect("programme-settings", number=number)
        else:
            status = 400
    page = {
        **tabs_of(request, programme, "settings"),
        "form": form,
        "theirs": theirs,
        "hosts": host_rows(programme),
        "host_form": HostForm(),
        "gates": _gate_rows(programme),
    }
    return render(request, "programmes/settings.html", page, status=status)


@require_POST
@signed_in
def hosts(request: HttpRequest, number: int) -> HttpResponse:
    """Add a host or change how many cities it can take."""
    programme = programme_of(request, number, "programmes.run")
    form = HostForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Choose an approved organisation and a number of cities from 0 to 500."))
    services.set_host(actor_of(request), programme, **form.cleaned_data)
    messages.success(request, _("Saved."))
    return redirect("programme-settings", number=number)


@require_POST
@signed_in
def gates(request: HttpRequest, number: int) -> HttpResponse:
    """Change the gate at the end of a stage."""
    programme = programme_of(request, number, "programmes.run")
    stage = request.POST.get("stage", "")
    form = GateForm(request.POST, criteria=list(CRITERIA.get(stage, {})))
    if not form.is_valid():
        raise Refused(_("The days of a stage are a whole number from 1 to 3650, or empty."))
    services.set_gate(actor_of(request), programme, **form.cleaned_data)
    messages.success(request, _("Saved."))
    return redirect("programme-settings", number=number)


def differences(form: BaseForm, saved: object) -> list[tuple[str, str]]:
    """Return the fields in which the saved thing differs from a form, with what is saved now."""
    found = []
    for name, mine in form.cleaned_data.items():
        now = getattr(saved, name)
        if now != mine:
            field = form.fields[name]
            text = ", ".join(str(part) for part in now) if isinstance(now, list) else str(now or "–")
            found.append((str(field.label or name), text))
    return found


def _gate_rows(programme: Programme) -> list[dict[str, object]]:
    asked = gates_of(programme)
    return [
        {
            "stage": stage,
            "criteria": [(c, criterion_sentence(stage, c), c in asked[stage][0]) for c in CRITERIA[stage]],
            "most_days_count": asked[stage][1],
        }
        for stage in Stage
        if CRITERIA[stage]
    ]
