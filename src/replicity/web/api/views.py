"""The page on which a person makes and ends tokens."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from replicity.web.accounts.views import FORM, person_of
from replicity.web.api import services
from replicity.web.shared.access import signed_in


class TokenForm(forms.Form):
    """What a token is for."""

    name = forms.CharField(label=gettext_lazy("what it is for"), max_length=80)


@require_http_methods(FORM)
@signed_in
def tokens(request: HttpRequest) -> HttpResponse:
    """List the person's tokens, make a new one, and show it once."""
    person, made = person_of(request), ""
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made, form = services.make_token(person, form.cleaned_data["name"]), TokenForm()
    page = {"section": "desk", "form": form, "made": made, "tokens": person.tokens.all()[:100]}
    response = render(request, "api/tokens.html", page, status=400 if form.errors else 200)
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@signed_in
def end_token(request: HttpRequest, number: int) -> HttpResponse:
    """End one of the person's tokens."""
    services.end_token(person_of(request), get_object_or_404(person_of(request).tokens, pk=number))
    messages.success(request, _("The token does not hold any more."))
    return redirect("tokens")
