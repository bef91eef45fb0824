"""The pages on people and organisations."""

from typing import cast

from allauth.account.internal.flows.login import Login, perform_login
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from replicity.web.accounts import services
from replicity.web.accounts.forms import (
    InviteForm,
    JoinForm,
    MemberForm,
    NewOrganisationForm,
    OrganisationForm,
    ProfileForm,
    ReasonForm,
    WelcomeForm,
)
from replicity.web.accounts.models import JoinRequest, Membership, Organisation, Person
from replicity.web.accounts.personal import export_of
from replicity.web.shared.access import actor_of, can, require, signed_in
from replicity.web.shared.errors import Refused
from replicity.web.shared.languages import current_language
from replicity.web.shared.pages import page_of

FORM = ("GET", "HEAD", "POST")


@require_GET
@signed_in
def desk(request: HttpRequest) -> HttpResponse:
    """Show what waits for the person, and the organisations that the person works for."""
    memberships = person_of(request).memberships.select_related("organisation").order_by("organisation__name")
    notices = person_of(request).notices.all()[:12]
    asked = JoinRequest.objects.filter(answer="open").count() if actor_of(request).broker else 0
    page = {"section": "desk", "memberships": memberships, "notices": notices, "asked_count": asked}
    return render(request, "accounts/desk.html", page)


@require_http_methods(FORM)
def join(request: HttpRequest) -> HttpResponse:
    """Take a request to take part."""
    form = JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.ask_to_join({**form.cleaned_data, "language": current_language()})
        messages.success(request, _("Thank you. The broker answers by e-mail."))
        return redirect("join")
    return render(request, "accounts/join.html", {"form": form}, status=400 if form.errors else 200)


@require_GET
@signed_in
def requests(request: HttpRequest) -> HttpResponse:
    """List who asks to take part, for brokers."""
    require(actor_of(request), "accounts.moderate")
    rows = page_of(request, JoinRequest.objects.filter(answer=JoinRequest.Answer.OPEN))
    return render(request, "accounts/requests.html", {"section": "desk", "page": rows})


@require_POST
@signed_in
def answer_request(request: HttpRequest, number: int) -> HttpResponse:
    """Let an organisation in, or decline."""
    require(actor_of(request), "accounts.moderate")
    asked = get_object_or_404(JoinRequest, pk=number)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise Refused(_("The reason is too long: give at most 400 letters."))
    accepted = "accept" in request.POST
    if not accepted and not form.cleaned_data["reason"]:
        raise Refused(_("Say why the request is declined: who asked will read it."))
    services.answer_request(actor_of(request), asked, accepted=accepted, reason=form.cleaned_data["reason"])
    messages.success(request, _("The answer is on its way."))
    return redirect("join-requests")


@sensitive_post_parameters("password")
@require_http_methods(FORM)
def invitation(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Take up an invitation."""
    found = services.open_invitation(secret)
    if found is None:
        raise Refused(_("This invitation was used or is too old: ask for a new one."), 410)
    person = person_of(request) if actor_of(request).known else None
    existing = Person.objects.filter(email=found.email).exists()
    form = WelcomeForm(request.POST or None, email=found.email)
    if request.method == "POST" and (person or form.is_valid()):
        given = {} if person else form.cleaned_data
        joined = services.accept(secret, person, language=current_language(), **given)
        messages.success(request, _("Welcome to %(name)s.") % {"name": found.organisation.name})
        if person:
            return redirect("desk")
        answer: HttpResponseBase = perform_login(request, Login(joined, redirect_url="/desk/"))
        return answer
    page = {"form": form, "invitation": found, "person": person, "existing": existing}
    return render(request, "accounts/invitation.html", page, status=400 if form.errors else 200)


@require_http_methods(FORM)
@signed_in
def add_organisation(request: HttpRequest) -> HttpResponse:
    """Let a broker add an organisation."""
    require(actor_of(request), "accounts.moderate")
    form = NewOrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = services.found_organisation(actor_of(request), form.cleaned_data)
        messages.success(request, _("%(name)s is in the network.") % {"name": made.name})
        return redirect("organisation", number=made.pk)
    page = {"form": form, "section": "desk"}
    return render(request, "accounts/organisation_form.html", page, status=400 if form.errors else 200)


@require_GET
@signed_in
def organisation(request: HttpRequest, number: int) -> HttpResponse:
    """Show an organisation from the inside: details and members."""
    actor = actor_of(request)
    found = get_object_or_404(Organisation, pk=number)
    require(actor, "accounts.read", found)
    page = {
        "section": "desk",
        "organisation": found,
        "members": page_of(
            request, found.memberships.select_related("person").order_by("person__name", "pk")
        ),
        "may_administer": can(actor, "accounts.administer", found),
        "may_moderate": can(actor, "accounts.moderate", found),
        "invite_form": InviteForm(),
        "member_form": MemberForm(),
        "invitations": found.invitations.filter(accepted_at=None).order_by("-created_at")[:20],
    }
    return render(request, "accounts/organisation.html", page)


@require_http_methods(FORM)
@signed_in
def change_organisation(request: HttpRequest, number: int) -> HttpResponse:
    """Change the details of an organisation."""
    found = get_object_or_404(Organisation, pk=number)
    require(actor_of(request), "accounts.administer", found)
    form = OrganisationForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        services.change_organisation(actor_of(request), found, form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("organisation", number=found.pk)
    page = {"form": form, "section": "desk", "organisation": found}
    return render(request, "accounts/organisation_form.html", page, status=400 if form.errors else 200)


@require_POST
@signed_in
def set_standing(request: HttpRequest, number: int) -> HttpResponse:
    """Approve or block an organisation."""
    require(actor_of(request), "accounts.moderate")
    found = get_object_or_404(Organisation, pk=number)
    services.set_standing(actor_of(request), found, "approved" if "approve" in request.POST else "blocked")
    messages.success(request, _("Saved."))
    return redirect("organisation", number=found.pk)


@require_POST
@signed_in
def invite(request: HttpRequest, number: int) -> HttpResponse:
    """Invite somebody into an organisation."""
    found = get_object_or_404(Organisation, pk=number)
    require(actor_of(request), "accounts.administer", found)
    form = InviteForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Write a whole e-mail address and choose a role."))
    services.invite(actor_of(request), found, language=current_language(), **form.cleaned_data)
    messages.success(request, _("The invitation is on its way."))
    return redirect("organisation", number=found.pk)


@require_POST
@signed_in
def change_member(request: HttpRequest, number: int, membership: int) -> HttpResponse:
    """Give a member another role, or end the membership."""
    found = get_object_or_404(Organisation, pk=number)
    require(actor_of(request), "accounts.administer", found)
    member = get_object_or_404(Membership.objects.select_related("organisation", "person"), pk=membership)
    form = MemberForm(request.POST)
    if member.organisation_id != found.pk or not form.is_valid():
        raise Refused(_("Choose one of the roles."))
    services.change_member(actor_of(request), member, form.cleaned_data["role"])
    messages.success(request, _("Saved."))
    return redirect("organisation", number=found.pk)


@require_http_methods(FORM)
@signed_in
def profile(request: HttpRequest) -> HttpResponse:
    """Let a person change how the product addresses them."""
    form = ProfileForm(request.POST or None, instance=person_of(request))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("profile")
    page = {"form": form, "section": "desk"}
    return render(request, "accounts/profile.html", page, status=400 if form.errors else 200)


@require_GET
@signed_in
def export(request: HttpRequest) -> HttpResponse:
    """Hand out everything that is held of the person."""
    response = JsonResponse(
        export_of(person_of(request)), json_dumps_params={"indent": 2, "ensure_ascii": False}
    )
    response["Content-Disposition"] = 'attachment; filename="replicity-my-data.json"'
    return response


@sensitive_post_parameters("password")
@require_POST
@signed_in
def erase(request: HttpRequest) -> HttpResponse:
    """Erase the person's data, after the password."""
    person = person_of(request)
    if not person.check_password(request.POST.get("password", "")):
        raise Refused(_("The password is not right: nothing was erased."), 403)
    services.erase(person)
    logout(request)
    messages.success(request, _("Your personal data are erased."))
    return redirect("start")


def person_of(request: HttpRequest) -> Person:
    """Return the person who is signed in."""
    return cast(Person, request.user)
