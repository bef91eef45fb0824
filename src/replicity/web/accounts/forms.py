"""The forms on people and organisations."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from replicity.catalogue.countries import all_countries, country_name
from replicity.web.accounts.models import JoinRequest, Organisation, Person, Role
from replicity.web.shared.city_field import CityField
from replicity.web.shared.languages import current_language


def country_choices() -> list[tuple[str, str]]:
    """Return the countries by their names in the language in force."""
    language = current_language()
    return sorted(((c, country_name(c, language)) for c in all_countries()), key=lambda pair: pair[1])


class OrganisationForm(forms.ModelForm):  # type: ignore[type-arg]
    """The details of an organisation."""

    country = forms.ChoiceField(label=_("country"), choices=country_choices)
    city_id = CityField(label=_("city"), required=False)
    website = forms.URLField(label=_("website"), required=False, assume_scheme="https")

    class Meta:
        model = Organisation
        fields = ("name", "legal_name", "tax_number", "country", "city_id", "website")


class NewOrganisationForm(OrganisationForm):
    """A new organisation: its kind is fixed from then on."""

    class Meta:
        model = Organisation
        fields = ("kind", "name", "legal_name", "tax_number", "country", "city_id", "website")


class JoinForm(forms.ModelForm):  # type: ignore[type-arg]
    """A request to take part."""

    country = forms.ChoiceField(label=_("country"), choices=country_choices)
    city_id = CityField(label=_("city"), required=False)

    class Meta:
        model = JoinRequest
        fields = ("organisation_name", "kind", "country", "city_id", "name", "email", "message")


class InviteForm(forms.Form):
    """Whom to invite, and in what role."""

    email = forms.EmailField(label=_("e-mail"))
    role = forms.ChoiceField(label=_("role"), choices=Role, initial=Role.EDITOR)


class MemberForm(forms.Form):
    """Another role for a member, or none."""

    role = forms.ChoiceField(
        label=_("role"), choices=[*Role.choices, ("", _("no member any more"))], required=False
    )


class WelcomeForm(forms.Form):
    """What a new person gives: a name and a password."""

    name = forms.CharField(
        label=_("your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    password = forms.CharField(
        label=_("password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters."),
    )

    def __init__(self, *args: Any, email: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_password(self) -> str:
        """Refuse a password that is easy to guess."""
        password: str = self.cleaned_data["password"]
        validate_password(password, Person(email=self.email, name=self.cleaned_data.get("name", "")))
        return password


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]
    """How a person is addressed."""

    language = forms.ChoiceField(label=_("language"), choices=settings.LANGUAGES)
    time_zone = forms.ChoiceField(
        label=_("time zone"),
        choices=lambda: [(z, z.replace("_", " ")) for z in sorted(available_timezones())],
    )

    class Meta:
        model = Person
        fields = ("name", "language", "time_zone")


class ReasonForm(forms.Form):
    """An answer with its reason."""

    accepted = forms.BooleanField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(label=_("reason"), max_length=400, required=False)
