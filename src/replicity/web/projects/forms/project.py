"""The forms of a project itself: beginning it, describing it, passing a gate, freezing its prediction."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from replicity.catalogue.business_models import model_records
from replicity.catalogue.solutions import catalogue, get_solution
from replicity.web.accounts.models import Kind, Organisation
from replicity.web.accounts.queries import approved
from replicity.web.letters.models import SIGNED_BY_ALL, Letter
from replicity.web.letters.queries import letters_of, terms_of
from replicity.web.programmes.models import Application
from replicity.web.programmes.queries import applications_of
from replicity.web.projects.forms.parts import AmountField, PartForm
from replicity.web.projects.models import Procurement, Project
from replicity.web.projects.queries import agreed_for
from replicity.web.projects.services.agreed import deviating, same_size, size_words
from replicity.web.shared.access import Actor
from replicity.web.shared.languages import current_language


class OrganisationField(forms.CharField):
    """An organisation of the network by its name: thousands do not fit into a list."""

    def __init__(self, kind: str, **options: Any) -> None:
        options.setdefault("max_length", 160)
        options.setdefault("help_text", gettext_lazy("Write its name as it stands in the network."))
        super().__init__(**options)
        self.kind = kind

    def clean(self, value: Any) -> Organisation | None:
        """Return the organisation, None for an empty field."""
        text = str(super().clean(value) or "").strip()
        if not text:
            return None
        known = approved(self.kind)
        found = list(known.filter(name__iexact=text)[:2]) or list(known.filter(name__icontains=text)[:2])
        if len(found) != 1:
            raise forms.ValidationError(
                _("No single organisation of this kind is called “%(text)s”: write its full name.")
                % {"text": text[:60]}
            )
        return found[0]

    def prepare_value(self, value: Any) -> Any:
        """Return the name that stands for a number."""
        if isinstance(value, int):
            return Organisation.objects.filter(pk=value).values_list("name", flat=True).first() or ""
        return value.name if isinstance(value, Organisation) else value


def solution_choices() -> list[tuple[str, str]]:
    """Return the solutions by their names in the language in force."""
    return [(s.id, s.name.of(current_language())) for s in catalogue().values()]


def model_choices(solution: str) -> list[tuple[str, str]]:
    """Return the business models of a solution by their names."""
    records = model_records()
    named = [
        (m.id, records[m.id].name.of(current_language())) for m in get_solution(solution).business_models
    ]
    return [("", _("not chosen yet")), *named]


class BeginForm(forms.Form):
    """A new project."""

    name = forms.CharField(label=gettext_lazy("name"), max_length=160)
    solution = forms.ChoiceField(label=gettext_lazy("solution"), choices=solution_choices)
    city = OrganisationField(Kind.CITY, label=gettext_lazy("city"))
    buyer = OrganisationField(Kind.BUYER, label=gettext_lazy("buyer, who implements"), required=False)
    scale = AmountField(
        label=gettext_lazy("size"),
        required=False,
        help_text=gettext_lazy(
            "In the unit of the solution: luminaires, dwellings, buses, MW, inhabitants, data sets. "
            "Leave it empty with a letter: its size and business model are taken."
        ),
    )
    summary = forms.CharField(
        label=gettext_lazy("what is built, and why"), max_length=2000, required=False, widget=forms.Textarea
    )
    letter = forms.ModelChoiceField(
        label=gettext_lazy("letter of intent"),
        queryset=Letter.objects.none(),
        required=False,
        help_text=gettext_lazy("Letters that all parties signed."),
    )

    application = forms.ModelChoiceField(
        label=gettext_lazy("programme"), queryset=Application.objects.none(), required=False
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a project without size, and another size than the letter's."""
        given = super().clean() or self.cleaned_data
        if "scale" not in given or "letter" not in given or "solution" not in given:
            return given
        size, letter = given["scale"], given["letter"]
        terms = terms_of(letter, given["solution"]) if letter is not None else None
        if terms is None and not size:
            self.add_error("scale", _("The size must be above zero."))
        elif terms is not None and size is not None and not same_size(size, terms.scale):
            words = {"size": size_words(given["solution"], terms.scale)}
            self.add_error(
                "scale",
                _("The letter agrees %(size)s: leave the field empty; another size needs a reason later.")
                % words,
            )
        return given

    def first_values(self, actor: Actor) -> None:
        """Fill in the organisation for which the actor may act, and offer its signed letters."""
        letters = letters_of(actor).filter(state__in=SIGNED_BY_ALL)
        places = applications_of(actor.edits_as("city")).filter(state="accepted")
        for name, rows in (("letter", letters.order_by("-changed_at")), ("application", places)):
            field_of_choice = self.fields[name]
            assert isinstance(field_of_choice, forms.ModelChoiceField)  # noqa: S101  # nosec B101
            field_of_choice.queryset = rows
        for field, kind in (("city", "city"), ("buyer", "buyer")):
            own = actor.edits_as(kind)
            if len(own) == 1:
                self.fields[field].initial = min(own)


class ProjectForm(PartForm):
    """The description of a project, with its parties."""

    buyer = OrganisationField(Kind.BUYER, label=gettext_lazy("buyer, who implements"), required=False)
    provider = OrganisationField(Kind.PROVIDER, label=gettext_lazy("provider"), required=False)
    host = OrganisationField(Kind.CITY, label=gettext_lazy("host, from whom it is learned"), required=False)
    evaluator = OrganisationField(Kind.EVALUATOR, label=gettext_lazy("evaluator"), required=False)
    business_model = forms.ChoiceField(label=gettext_lazy("business model"), required=False)
    why = forms.CharField(
        label=gettext_lazy("why size or business model are not the letter's"),
        help_text=gettext_lazy("Needed where you change one of them; the adaptation log keeps it."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    class Meta:
        model = Project
        fields = ("name", "summary", "scale", "business_model", "buyer", "provider", "host", "evaluator")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["business_model"] = forms.ChoiceField(
            label=_("business model"), required=False, choices=model_choices(self.instance.solution)
        )

        if agreed_for(self.instance) is None:
            del self.fields["why"]

    def clean_scale(self) -> float:
        """Refuse a project without size."""
        size = self.cleaned_data["scale"]
        if not size:
            raise forms.ValidationError(_("The size must be above zero."))
        return float(size)

    def clean(self) -> dict[str, Any]:
        """Ask for the reason of a deviation from the letter."""
        given = super().clean() or self.cleaned_data
        known: dict[str, Any] = {n: given[n] for n in ("scale", "business_model") if n in given}
        if "why" in self.fields and deviating(self.instance, known) and not given.get("why"):
            self.add_error("why", _("Say why size or business model are not the letter's."))
        return given


class ProcurementForm(PartForm):
    """The procurement route."""

    procurement = forms.ChoiceField(
        label=gettext_lazy("procurement route"), choices=[("", "–"), *Procurement.choices], required=False
    )

    class Meta:
        model = Project
        fields = ("procurement", "procurement_note")


class GateForm(forms.Form):
    """A gate: what the person attests, and a note."""

    stage = forms.CharField(widget=forms.HiddenInput, max_length=24)
    note = forms.CharField(label=gettext_lazy("note"), max_length=400, required=False)
