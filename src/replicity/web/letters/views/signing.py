"""Approving, signing, handing in a copy, and the steps after it."""

from allauth.account.internal.flows.reauthentication import (
    did_recently_reauthenticate,
    get_reauthentication_flows,
)
from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from replicity.web.letters import services
from replicity.web.letters.forms import ApprovalForm, CopyForm, HandoverForm, ReasonForm, RenewForm, SignForm
from replicity.web.letters.queries import next_to_sign
from replicity.web.letters.views import FORM, letter_read_by, party_read_by, person_of
from replicity.web.shared.access import actor_of, require, signed_in
from replicity.web.shared.errors import Refused

STEPS = {"withdraw": services.withdraw, "reopen": services.reopen, "fulfil": services.fulfil}


@require_http_methods(FORM)
@signed_in
def approve(request: HttpRequest, number: int, party: int) -> HttpResponse:
    """Record the decision of a party on the newest version."""
    found, actor = party_read_by(request, number, party), actor_of(request)
    require(actor, "letters.approve", found, seen_by="letters.read_party")
    start = {"seen_version": found.letter.version, "approved_on": timezone.localdate()}
    form = ApprovalForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        services.approve(actor, found, **form.cleaned_data)
        messages.success(request, _("The approval is recorded."))
        return redirect("letter", number=number)
    page = {"section": "letters", "letter": found.letter, "party": found, "form": form}
    return render(request, "letters/approve.html", page, status=400 if form.errors else 200)


@sensitive_post_parameters("password")
@require_http_methods(FORM)
@signed_in
def sign(request: HttpRequest, number: int, party: int) -> HttpResponse:
    """Sign for a party, after the person has shown once more who they are."""
    found, actor = party_read_by(request, number, party), actor_of(request)
    require(actor, "letters.sign", found, seen_by="letters.read_party")
    person = person_of(request)
    if not get_reauthentication_flows(person):
        raise Refused(_("You cannot show who you are: set a password or a passkey first."), 403)
    if not person.has_usable_password() and not did_recently_reauthenticate(request):
        query = urlencode({"next": request.get_full_path()})
        return redirect(f"{reverse('mfa_reauthenticate')}?{query}")
    given = request.POST or None
    if given and not ratelimit.consume(request, action="reauthenticate", user=person):
        raise Refused(_("Too many attempts: wait a minute, then try again."), 429)
    form = SignForm(person, given, initial={"seen_version": found.letter.version})
    if request.method == "POST" and form.is_valid():
        proof = "password" if person.has_usable_password() else "passkey"
        services.sign(actor, found, form.cleaned_data["seen_version"], proof=proof)
        messages.success(request, _("You have signed for %(name)s.") % {"name": found.organisation.name})
        return redirect("letter", number=number)
    page = {
        "section": "letters",
        "letter": found.letter,
        "party": found,
        "form": form,
        "turn": next_to_sign(found.letter),
        "account_name": person.name,
        "names_agree": found.names(person.name),
    }
    return render(request, "letters/sign.html", page, status=400 if form.errors else 200)


@require_http_methods(FORM)
@signed_in
def hand_in(request: HttpRequest, number: int, party: int) -> HttpResponse:
    """Take a copy that was signed elsewhere."""
    found, actor = party_read_by(request, number, party), actor_of(request)
    require(actor, "letters.hand_in", found, seen_by="letters.read_party")
    form = CopyForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        services.hand_in_copy(actor, found, file, file.name)
        messages.success(request, _("The signed copy is kept with its fingerprint."))
        return redirect("letter", number=number)
    page = {"section": "letters", "letter": found.letter, "party": found, "form": form}
    return render(request, "letters/hand_in.html", page, status=400 if form.errors else 200)


@require_http_methods(FORM)
@signed_in
def hand_over(request: HttpRequest, number: int, party: int) -> HttpResponse:
    """Record who holds the office now and stands for the party."""
    found, actor = party_read_by(request, number, party), actor_of(request)
    require(actor, "letters.hand_over", found, seen_by="letters.read_party")
    form = HandoverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.hand_over(actor, found, form.cleaned_data)
        messages.success(request, _("The letter is handed over."))
        return redirect("letter", number=number)
    page = {"section": "letters", "letter": found.letter, "party": found, "form": form}
    return render(request, "letters/hand_over.html", page, status=400 if form.errors else 200)


@require_http_methods(FORM)
@signed_in
def step(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """Withdraw, reopen or fulfil a letter, with the reason."""
    letter, actor = letter_read_by(request, number), actor_of(request)
    take = STEPS.get(name)
    if take is None:
        raise Http404
    require(actor, f"letters.{name}", letter)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        take(actor, letter, form.cleaned_data["reason"])
        messages.success(request, _("Saved."))
        return redirect("letter", number=number)
    page = {"section": "letters", "letter": letter, "form": form, "step": name}
    return render(request, "letters/step.html", page, status=400 if form.errors else 200)


@require_http_methods(FORM)
@signed_in
def renew(request: HttpRequest, number: int) -> HttpResponse:
    """Draft the letter that follows."""
    letter, actor = letter_read_by(request, number), actor_of(request)
    require(actor, "letters.renew", letter)
    form = RenewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        new = services.renew(actor, letter, form.cleaned_data["valid_until"])
        messages.success(request, _("The draft is ready: read it, and change what has changed."))
        return redirect("letter", number=new.pk)
    page = {"section": "letters", "letter": letter, "form": form, "step": "renew"}
    return render(request, "letters/step.html", page, status=400 if form.errors else 200)
