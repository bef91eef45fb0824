"""Requests for information: a city asks, a provider answers, with quotes the city may reckon with."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from replicity.catalogue.solutions import catalogue
from replicity.web.accounts.models import Kind, Organisation
from replicity.web.files.services import answer as file_answer
from replicity.web.files.services import keep
from replicity.web.network import services
from replicity.web.network.forms import AskForm, ReplyForm
from replicity.web.network.models import InformationRequest, QuoteLine, Reply
from replicity.web.network.queries.directory import provider_offers
from replicity.web.network.request_rows import estimates_of, reply_rows, request_row
from replicity.web.network.workflow import REQUEST
from replicity.web.shared.access import actor_of, can, require, signed_in
from replicity.web.shared.errors import Refused
from replicity.web.shared.pages import page_of

FORM = ("GET", "HEAD", "POST")


@require_GET
@signed_in
def requests(request: HttpRequest) -> HttpResponse:
    """List the requests of the person's organisations, those they sent and those they got."""
    mine = actor_of(request).organisations()
    found = InformationRequest.objects.filter(Q(city__in=mine) | Q(provider__in=mine))
    rows = page_of(request, found.select_related("city", "provider"))
    page = {"section": "network", "page": rows, "rows": [request_row(asked) for asked in rows]}
    return render(request, "network/requests.html", page)


@require_http_methods(FORM)
@signed_in
def ask(request: HttpRequest, number: int) -> HttpResponse:
    """Ask a provider."""
    actor = actor_of(request)
    provider = get_object_or_404(Organisation, pk=number)
    require(actor, "network.ask", provider, seen_by="network.read")
    offered = set(provider_offers(provider).values_list("solution", flat=True))
    solutions = [s for s in catalogue().values() if s.id in offered] or list(catalogue().values())
    form = AskForm(
        request.POST or None,
        cities=actor.edits_as(Kind.CITY),
        solutions=solutions,
        initial={"solution": request.GET.get("solution", "")},
    )
    if request.method == "POST" and form.is_valid():
        fields = dict(form.cleaned_data)
        asked = services.ask(actor, fields.pop("city"), provider, fields)
        messages.success(request, _("The request is on its way to %(name)s.") % {"name": provider.name})
        return redirect("network-request", number=asked.pk)
    page = {"section": "network", "form": form, "provider": provider}
    return render(request, "network/ask.html", page, status=400 if form.errors else 200)


@require_GET
@signed_in
def information_request(request: HttpRequest, number: int) -> HttpResponse:
    """Show a request with its answers and quotes."""
    asked = _asked(number)
    require(actor_of(request), "network.read_request", asked, seen_by="network.read_request")
    return _request_page(request, asked)


@require_POST
@signed_in
def reply(request: HttpRequest, number: int) -> HttpResponse:
    """Answer a request."""
    actor, asked = actor_of(request), _asked(number)
    require(actor, "network.answer_request", asked, seen_by="network.read_request")
    form = ReplyForm(request.POST, request.FILES, estimates=estimates_of(asked))
    if form.is_valid():
        given = form.cleaned_data
        try:
            file = keep(actor, given["file"]) if given["file"] else None
            services.answer(actor, asked, given["text"], form.prices(), given["valid_until"], file)
        except Refused as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, _("Your answer is on its way to %(name)s.") % {"name": asked.city.name})
            return redirect("network-request", number=asked.pk)
    return _request_page(request, asked, form)


@require_POST
@signed_in
def end(request: HttpRequest, number: int) -> HttpResponse:
    """End a request."""
    asked = _asked(number)
    services.end(actor_of(request), asked)
    messages.success(request, _("The request has ended."))
    return redirect("network-request", number=asked.pk)


@require_GET
@signed_in
def reply_file(request: HttpRequest, number: int) -> HttpResponse:
    """Hand out the file of an answer to the two who read it."""
    found = get_object_or_404(Reply.objects.select_related("request", "file"), pk=number)
    require(actor_of(request), "network.read_request", found.request, seen_by="network.read_request")
    if found.file is None:
        raise Http404
    return file_answer(found.file)


@require_POST
@signed_in
def use_quote(request: HttpRequest, number: int) -> HttpResponse:
    """Reckon with a quote, or without it again."""
    lines = QuoteLine.objects.select_related("reply__request__city", "reply__request__provider")
    line = get_object_or_404(lines, pk=number)
    if "stop" in request.POST:
        services.stop_using(actor_of(request), line)
        messages.success(request, _("The quote is not used any more."))
    else:
        services.use_quote(actor_of(request), line)
        messages.success(request, _("The quote is in use: the appraisals of your city reckon with it."))
    return redirect("network-request", number=line.reply.request_id)


def _asked(number: int) -> InformationRequest:
    return get_object_or_404(InformationRequest.objects.select_related("city", "provider"), pk=number)


def _request_page(
    request: HttpRequest, asked: InformationRequest, form: ReplyForm | None = None
) -> HttpResponse:
    actor = actor_of(request)
    open_steps = REQUEST.open(asked.state)
    answering = "answer" in open_steps and can(actor, "network.answer_request", asked)
    page = {
        "section": "network",
        "row": request_row(asked),
        "asked": asked,
        "replies": reply_rows(asked),
        "may_use": can(actor, "network.end_request", asked),
        "may_end": bool({"withdraw", "close"} & set(open_steps)) and can(actor, "network.end_request", asked),
        "form": (form or ReplyForm(estimates=estimates_of(asked))) if answering else None,
    }
    wrong = form is not None and form.errors
    return render(request, "network/request.html", page, status=400 if wrong else 200)
