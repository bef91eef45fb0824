"""The forms of the network."""

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from replicity.catalogue.evidence import demonstrations, topics
from replicity.catalogue.labels import label
from replicity.catalogue.solutions import CatalogueSolution, catalogue
from replicity.quantities.money import BASE_YEAR
from replicity.web.accounts.models import Kind, Organisation
from replicity.web.network.fields import AmountField, countries_field, languages_field
from replicity.web.network.models import HostOffer, InformationRequest, Profile, ProviderOffer, Reference
from replicity.web.network.prices import Price, currencies
from replicity.web.shared.languages import current_language
from replicity.web.shared.numbers import field_text, field_unit, unit_name
from replicity.web.shared.words import TRACKS

EARLIEST_YEAR = 1950
BOXES = forms.CheckboxSelectMultiple


def solution_choices() -> list[tuple[str, str]]:
    """Return the solutions of the catalogue by name."""
    return [(s.id, s.name.of(current_language())) for s in catalogue().values()]


def topic_choices() -> list[tuple[str, str]]:
    """Return the wider topics of the evidence by name."""
    spanish = current_language() == "es"
    found = [(t.id, t.name_es if spanish else t.name_en) for t in topics().values()]
    return sorted(found, key=lambda pair: pair[1])


def track_choices() -> list[tuple[int, str]]:
    """Return the fields of work."""
    return [(number, _(name)) for number, name in TRACKS.items()]


def month_choices() -> list[tuple[str, str]]:
    """Return the months, and none."""
    return [("", _("any month")), *((str(n), str(name)) for n, name in MONTHS.items())]


class RevisedForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form that knows which revision its reader saw."""

    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["revision"] = self.instance.revision

    def fields_given(self) -> dict[str, Any]:
        """Return what the reader wrote, without the revision."""
        return {name: value for name, value in self.cleaned_data.items() if name != "revision"}


class ProfileForm(RevisedForm):
    """What an organisation says of itself."""

    tracks = forms.TypedMultipleChoiceField(
        label=gettext_lazy("fields of work"), choices=track_choices, coerce=int, required=False, widget=BOXES
    )
    languages = languages_field(
        label=gettext_lazy("working languages"),
        required=False,
        help_text=gettext_lazy("Names apart by commas, for example: Spanish, English."),
    )
    seeks = forms.MultipleChoiceField(
        label=gettext_lazy("solutions sought"), choices=solution_choices, required=False, widget=BOXES
    )

    class Meta:
        model = Profile
        fields = ("summary", "tracks", "languages", "seeks")

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if organisation.kind == Kind.CITY:
            self.fields["summary"].label = _("ambitions: what the city wants to reach")
        else:
            del self.fields["seeks"]


class HostOfferForm(RevisedForm):
    """What a host shows."""

    demonstrations = forms.MultipleChoiceField(
        label=gettext_lazy("demonstrations to visit"), required=False, widget=BOXES
    )
    solutions = forms.MultipleChoiceField(
        label=gettext_lazy("further solutions to see"),
        choices=solution_choices,
        required=False,
        widget=BOXES,
        help_text=gettext_lazy("Those of the demonstrations are added by themselves."),
    )
    topics = forms.MultipleChoiceField(
        label=gettext_lazy("further topics"), choices=topic_choices, required=False, widget=BOXES
    )
    season_from_month = forms.TypedChoiceField(
        label=gettext_lazy("visits from"), choices=month_choices, coerce=int, empty_value=None, required=False
    )
    season_to_month = forms.TypedChoiceField(
        label=gettext_lazy("visits until"),
        choices=month_choices,
        coerce=int,
        empty_value=None,
        required=False,
    )

    class Meta:
        model = HostOffer
        fields = (
            "text",
            "demonstrations",
            "solutions",
            "visit_slots_per_year",
            "largest_group_count",
            "expert_days_per_year",
            "season_from_month",
            "season_to_month",
            "visit_fee_nominal_eur",
            "topics",
        )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = [d for d in demonstrations().values() if organisation.city_id == d.city_id != ""]
        self.fields["demonstrations"].choices = [(d.id, _demonstration(d)) for d in here]  # type: ignore[attr-defined]
        self.fields["visit_fee_nominal_eur"].min_value = 0  # type: ignore[attr-defined]
        if not here:
            del self.fields["demonstrations"]

    def clean(self) -> dict[str, Any]:
        """Refuse half a season, a fee below zero, and an offer of nothing."""
        given: dict[str, Any] = super().clean() or {}
        if bool(given.get("season_from_month")) != bool(given.get("season_to_month")):
            raise ValidationError(_("Name the first and the last month of the season, or neither."))
        if (given.get("visit_fee_nominal_eur") or 0) < 0:
            self.add_error("visit_fee_nominal_eur", _("The fee must not be negative."))
        if not any(given.get(name) for name in ("demonstrations", "solutions", "topics")):
            raise ValidationError(_("Choose at least one demonstration, solution or topic that can be seen."))
        return given


def _demonstration(found: Any) -> str:
    year = f" ({found.year})" if found.year else ""
    return f"{found.name}{year}"


class ProviderOfferForm(RevisedForm):
    """What a provider delivers."""

    solution = forms.ChoiceField(label=gettext_lazy("solution"), choices=solution_choices)
    markets = countries_field(
        label=gettext_lazy("countries"),
        required=False,
        help_text=gettext_lazy("Where you deliver: names apart by commas; empty for everywhere."),
    )

    class Meta:
        model = ProviderOffer
        fields = ("solution", "text", "markets")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["solution"]


class ReferenceForm(forms.ModelForm):  # type: ignore[type-arg]
    """Where a provider delivered."""

    source_url = forms.URLField(
        label=gettext_lazy("web address of a source"),
        max_length=400,
        required=False,
        assume_scheme="https",
        help_text=gettext_lazy("Without a source, here or as a file, it is shown as a claim."),
    )
    file = forms.FileField(label=gettext_lazy("a source as a file"), required=False)

    class Meta:
        model = Reference
        fields = ("place", "year", "what", "source_url")

    def clean_year(self) -> int | None:
        """Refuse a year beyond sense."""
        year: int | None = self.cleaned_data["year"]
        if year is not None and not EARLIEST_YEAR <= year <= timezone.localdate().year + 10:
            raise ValidationError(_("This is not a year of a delivery."))
        return year

    def clean_source_url(self) -> str:
        """Take addresses of web pages alone."""
        address: str = self.cleaned_data["source_url"]
        if address and not address.startswith(("https://", "http://")):
            raise ValidationError(_("Give the address of a web page: it begins with https://."))
        return address


class AskForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a city asks of a provider."""

    city = forms.ModelChoiceField(label=gettext_lazy("on behalf of"), queryset=Organisation.objects.none())
    solution = forms.ChoiceField(label=gettext_lazy("solution"))
    scale = AmountField(
        label=gettext_lazy("size"),
        help_text=gettext_lazy("In the unit of the solution's size; empty if it is open."),
    )
    due_on = forms.DateField(
        label=gettext_lazy("answer needed by"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    class Meta:
        model = InformationRequest
        fields = ("city", "solution", "scale", "questions", "due_on")

    def __init__(
        self, *args: Any, cities: Iterable[int], solutions: Iterable[CatalogueSolution], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["city"].queryset = Organisation.objects.filter(pk__in=cities).order_by("name")  # type: ignore[attr-defined]
        self.fields["city"].empty_label = None  # type: ignore[attr-defined]
        self.fields["solution"].choices = [(s.id, _sized(s)) for s in solutions]  # type: ignore[attr-defined]

    def clean_scale(self) -> float | None:
        """Return the size as the solution takes it."""
        size = self.cleaned_data["scale"]
        if size is not None and size <= 0:
            raise ValidationError(_("The size must be above zero."))
        return None if size is None else float(size)

    def clean_due_on(self) -> datetime.date | None:
        """Refuse a day that is past."""
        day: datetime.date | None = self.cleaned_data["due_on"]
        if day and day < timezone.localdate():
            raise ValidationError(_("This day is past."))
        return day


def _sized(solution: CatalogueSolution) -> str:
    language = current_language()
    return f"{solution.name.of(language)} ({label(solution.scale_name, language)})"


class ReplyForm(forms.Form):
    """An answer, with a field for each price that the solution needs."""

    text = forms.CharField(
        label=gettext_lazy("answer"), max_length=6000, widget=forms.Textarea(attrs={"rows": 6})
    )
    file = forms.FileField(label=gettext_lazy("file"), required=False)
    currency = forms.ChoiceField(label=gettext_lazy("currency of the prices"))
    price_year = forms.IntegerField(
        label=gettext_lazy("prices of the year"),
        min_value=EARLIEST_YEAR,
        max_value=2100,
    )
    valid_until = forms.DateField(
        label=gettext_lazy("prices valid until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, estimates: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = current_language()
        self.fields["currency"].choices = [(c, c) for c in currencies()]  # type: ignore[attr-defined]
        self.fields["currency"].initial, self.fields["price_year"].initial = "EUR", BASE_YEAR
        self.fields["price_year"].help_text = _(
            "EUR and %(year)s need no conversion; other prices are brought to euro of that year."
        ) % {"year": BASE_YEAR}
        self.names = tuple(estimates)
        for name, estimate in estimates.items():
            unit = field_unit(unit_name(name), language).replace("€", _("currency"))
            self.fields[f"amount_{name}"] = AmountField(
                label=f"{label(name, language)} ({unit})",
                help_text=_("Our estimate: %(range)s in euro of %(year)s")
                % {"range": estimate, "year": BASE_YEAR},
            )

    def prices(self) -> list[Price]:
        """Return the prices that were given."""
        given = self.cleaned_data
        return [
            Price(name, given[f"amount_{name}"], given["currency"], given["price_year"])
            for name in self.names
            if given[f"amount_{name}"] is not None
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for the end of validity where there are prices."""
        given: dict[str, Any] = super().clean() or {}
        if any(given.get(f"amount_{n}") is not None for n in self.names):
            day = given.get("valid_until")
            if day is None or day < timezone.localdate():
                self.add_error(
                    "valid_until", _("Say until when the prices are valid: a day that is not past.")
                )
        return given


class DecisionForm(forms.Form):
    """What the broker decides on an offer."""

    reason = forms.CharField(label=gettext_lazy("reason, if you decline"), max_length=400, required=False)


def scale_text(asked: InformationRequest) -> str:
    """Return the size that a request names, as a field holds it."""
    return "" if asked.scale is None else field_text(asked.scale, current_language())
