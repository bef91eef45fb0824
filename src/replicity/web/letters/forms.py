"""The forms on letters of intent."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from replicity.catalogue.letters import letter_groups, party_roles
from replicity.catalogue.methods import model_texts
from replicity.catalogue.solutions import CatalogueSolution, catalogue
from replicity.web.accounts.models import Kind, Organisation, Person
from replicity.web.accounts.queries import approved, people_of
from replicity.web.letters.models import Handover, Letter, Party, State
from replicity.web.programmes.models import Application
from replicity.web.programmes.queries import applications_of
from replicity.web.shared.access import Actor
from replicity.web.shared.languages import current_language

MOST_SOLUTIONS = 3
USUAL_DAYS = 730
LANGUAGE_CHOICES = [("en", _("English")), ("es", _("Spanish")), ("en es", _("English and Spanish"))]


def day_input() -> forms.DateInput:
    """Return an input for a day, with the calendar of the browser."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def solution_choices() -> list[tuple[str, str]]:
    """Return the solutions by their names."""
    return [(s.id, s.name.of(current_language())) for s in catalogue().values()]


def role_choices() -> list[tuple[str, str]]:
    """Return what a party can be."""
    return [(r.id, r.title.of(current_language())) for r in party_roles().values()]


def city_choices(actor: Actor) -> Any:
    """Return the cities for which somebody may draft."""
    cities = approved(Kind.CITY).exclude(city_id="")
    return cities if actor.broker else cities.filter(pk__in=actor.edits_as("city"))


class ScopeForm(forms.Form):
    """For which city, and what is to be replicated."""

    city = forms.ModelChoiceField(Organisation.objects.none(), label=_("city"))
    solution = forms.MultipleChoiceField(
        label=_("solutions"),
        choices=lazy(solution_choices, list),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("One to three. A letter with one solution is the easiest to fulfil."),
    )

    def __init__(self, actor: Actor, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        cities = city_choices(actor)
        self.fields["city"].queryset = cities  # type: ignore[attr-defined]
        place = self.initial.get("place")
        first = list((cities.filter(city_id=f"geonames:{place}") if place else cities)[:2])
        if len(first) == 1:
            self.initial["city"] = first[0]

    def clean_solution(self) -> list[str]:
        """Refuse more solutions than a letter can carry."""
        found: list[str] = self.cleaned_data["solution"]
        if len(found) > MOST_SOLUTIONS:
            raise forms.ValidationError(_("Choose three solutions at most."))
        return found


class DraftForm(forms.Form):
    """Who takes part, in which languages, until when, and size and business model of each solution."""

    buyer = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("buyer"),
        required=False,
        help_text=_("The developer or utility that invests; without one the city buys itself."),
    )
    host = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("host"), required=False, help_text=_("From whom you learn.")
    )
    broker = forms.ModelChoiceField(Organisation.objects.none(), label=_("broker"), required=False)
    application = forms.ModelChoiceField(
        Application.objects.none(),
        label=_("programme"),
        required=False,
        help_text=_("The programme in which the signed letter counts."),
    )
    languages = forms.ChoiceField(label=_("languages of the letter"), choices=LANGUAGE_CHOICES)
    valid_until = forms.DateField(label=_("valid until"), widget=day_input())
    title = forms.CharField(
        label=_("title"), max_length=200, required=False, help_text=_("Empty: solution and city.")
    )

    def __init__(
        self, city: Organisation, solutions: list[CatalogueSolution], *args: Any, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.solutions, language = solutions, current_language()
        hosts = approved().filter(kind__in=(Kind.CITY, Kind.DEMONSTRATION_OWNER)).exclude(pk=city.pk)
        self._set("buyer", approved(Kind.BUYER))
        self._set("host", hosts)
        self._set("broker", approved(Kind.BROKER))
        self.fields["languages"].initial = language
        places = applications_of([city.pk]).filter(state="accepted")
        self._set("application", places)
        self.fields["application"].initial = places.first()
        if not places:
            del self.fields["application"]
        self.fields["valid_until"].initial = timezone.localdate() + timedelta(days=USUAL_DAYS)
        for solution in solutions:
            name = solution.name.of(language)
            self.fields[f"model.{solution.id}"] = forms.ChoiceField(
                label=_("%(solution)s: business model") % {"solution": name},
                required=False,
                choices=[("", _("as proposed by the appraisal")), *_models(solution, language)],
            )
            self.fields[f"scale.{solution.id}"] = forms.FloatField(
                label=_("%(solution)s: size") % {"solution": name},
                required=False,
                min_value=0,
                help_text=_("Empty: the documented size of a first replica."),
            )
            self.fields[f"site.{solution.id}"] = forms.CharField(
                label=_("%(solution)s: site or district") % {"solution": name},
                required=False,
                max_length=160,
            )

    def _set(self, name: str, organisations: Any) -> None:
        self.fields[name].queryset = organisations  # type: ignore[attr-defined]

    def clean_valid_until(self) -> Any:
        """Refuse a letter that ends before it begins."""
        return _later_day(self.cleaned_data["valid_until"])


class PartyForm(forms.ModelForm):  # type: ignore[type-arg]
    """A party's role, and who signs for it."""

    role = forms.ChoiceField(label=_("role"), choices=lazy(role_choices, list))
    signatory = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("login of the signatory"),
        required=False,
        help_text=_("Without a login the party hands in a signed copy."),
    )
    term_ends_on = forms.DateField(
        label=_("term of office ends"),
        required=False,
        widget=day_input(),
    )

    class Meta:
        model = Party
        fields = ("role", "signatory", "signatory_name", "office", "mandate", "term_ends_on")

    def __init__(self, *args: Any, names_signatory: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        members = people_of(self.instance.organisation)
        self.fields["signatory"].queryset = members  # type: ignore[attr-defined]
        self.fields["mandate"].help_text = _("As “council decision 114 of 3 May” or “power of attorney”.")
        self.fields["signatory_name"].label = _("name of the signatory")
        self.fields["signatory_name"].help_text = _(
            "As it stands in the login: the certificate names the login."
        )
        if not names_signatory:
            self.fields = {"role": self.fields["role"]}


class HandoverForm(forms.ModelForm):  # type: ignore[type-arg]
    """Who holds the office now."""

    term_ends_on = forms.DateField(label=_("term of office ends"), required=False, widget=day_input())

    class Meta:
        model = Handover
        fields = ("name", "office", "mandate", "term_ends_on", "note")


class NewPartyForm(forms.Form):
    """Another organisation for the table."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("organisation"))
    role = forms.ChoiceField(label=_("role"), choices=lazy(role_choices, list))

    def __init__(self, letter: Letter, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        there = letter.parties.values("organisation")
        self.fields["organisation"].queryset = approved().exclude(pk__in=there)  # type: ignore[attr-defined]


class CommentForm(forms.Form):
    """A remark on a group of fields."""

    group = forms.ChoiceField(
        label=_("part of the letter"),
        choices=lambda: [
            (g.id, f"{g.number} {g.title.of(current_language())}") for g in letter_groups().values()
        ],
    )
    text = forms.CharField(label=_("comment"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class ApprovalForm(forms.Form):
    """What was decided, by whom and when."""

    body = forms.CharField(
        label=_("decided by"),
        max_length=160,
        help_text=_("The council, the board, or the officer in charge."),
    )
    reference = forms.CharField(
        label=_("reference of the decision"),
        max_length=160,
        required=False,
        help_text=_("As it stands in the minutes; the city's is needed."),
    )
    approved_on = forms.DateField(label=_("date of the decision"), widget=day_input())
    seen_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class SignForm(forms.Form):
    """Consent, and the password once more."""

    consent = forms.BooleanField(
        label=_("I have read this letter and sign it for the party, within my mandate.")
    )
    password = forms.CharField(
        label=_("your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, person: Person, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.person = person
        if not person.has_usable_password():
            del self.fields["password"]

    def clean_password(self) -> str:
        """Refuse a password that is not the person's."""
        password: str = self.cleaned_data["password"]
        if not self.person.check_password(password):
            raise forms.ValidationError(_("This is not your password. Nothing was signed."))
        return password


class CopyForm(forms.Form):
    """A copy that was signed elsewhere."""

    file = forms.FileField(
        label=_("signed copy"), help_text=_("A PDF, or a picture of the signed page; 20 MB at most.")
    )


class ReasonForm(forms.Form):
    """Why a step is taken."""

    reason = forms.CharField(label=_("reason"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}))


class RenewForm(forms.Form):
    """Until when the new letter holds."""

    valid_until = forms.DateField(label=_("valid until"), widget=day_input())

    def clean_valid_until(self) -> Any:
        """Refuse a day that is over."""
        return _later_day(self.cleaned_data["valid_until"])


class RegisterForm(forms.Form):
    """Which letters to list."""

    state = forms.ChoiceField(label=_("state"), required=False, choices=[("", _("all")), *State.choices])


class CodeForm(forms.Form):
    """The code of a letter, as it stands on every page."""

    code = forms.CharField(label=_("code of the letter"), max_length=40)


class FileForm(forms.Form):
    """The file of a letter."""

    file = forms.FileField(label=_("file of the letter"), help_text=_("20 MB at most. It is not kept."))


def _models(solution: CatalogueSolution, language: str) -> list[tuple[str, str]]:
    return [(m.id, model_texts()[m.id].name.of(language)) for m in solution.business_models]


def _later_day(day: Any) -> Any:
    if day <= timezone.localdate():
        raise forms.ValidationError(_("Choose a day after today."))
    return day
