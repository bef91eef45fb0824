"""The forms on programmes and applications."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from replicity.catalogue.solutions import catalogue
from replicity.web.accounts.forms import country_choices
from replicity.web.accounts.models import Organisation
from replicity.web.accounts.queries import approved
from replicity.web.programmes.models import Application, Bloc, Driver, Programme
from replicity.web.programmes.stages import STAGES, Stage
from replicity.web.shared.languages import current_language
from replicity.web.shared.words import TRACKS

MOST_CITIES = 500


def track_choices() -> list[tuple[int, str]]:
    """Return the tracks by number and name."""
    return [(number, f"{number}. {gettext(name)}") for number, name in TRACKS.items()]


class DateInput(forms.DateInput):
    """The browser's own field for a date."""

    input_type = "date"

    def __init__(self) -> None:
        # what the browser sends and takes, in any language
        super().__init__(format="%Y-%m-%d")


class ProgrammeForm(forms.ModelForm):  # type: ignore[type-arg]
    """The details and rules of a programme."""

    excluded_blocs = forms.MultipleChoiceField(
        label=_("not for members of"),
        choices=Bloc,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Membership is looked up in the table of countries."),
    )
    tracks = forms.TypedMultipleChoiceField(
        label=_("tracks"),
        choices=track_choices,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: all tracks."),
    )
    countries = forms.MultipleChoiceField(
        label=_("countries"),
        choices=country_choices,
        required=False,
        help_text=_("None chosen: all countries that the other rules let in."),
    )
    opens_on = forms.DateField(label=_("applications open on"), widget=DateInput)
    closes_on = forms.DateField(label=_("applications close on"), widget=DateInput)
    ends_on = forms.DateField(label=_("letters are to be signed by"), widget=DateInput)

    class Meta:
        model = Programme
        fields = (
            "name",
            "summary",
            "target_letters_count",
            "excluded_blocs",
            "countries",
            "least_population_count",
            "most_population_count",
            "tracks",
            "opens_on",
            "closes_on",
            "ends_on",
            "budget_nominal_eur",
            "public",
        )

    def clean(self) -> dict[str, Any]:
        """Refuse dates out of order and populations that nobody has."""
        given: dict[str, Any] = super().clean() or {}
        opens, closes, ends = (given.get(n) for n in ("opens_on", "closes_on", "ends_on"))
        if opens and closes and closes < opens:
            self.add_error("closes_on", ValidationError(_("Applications cannot close before they open.")))
        if opens and ends and ends < opens:
            self.add_error("ends_on", ValidationError(_("The programme cannot end before it opens.")))
        least, most = given.get("least_population_count"), given.get("most_population_count")
        if least is not None and most is not None and most < least:
            self.add_error(
                "most_population_count", ValidationError(_("The greatest population is below the least."))
            )
        if given.get("target_letters_count") == 0:
            self.add_error("target_letters_count", ValidationError(_("Aim at one letter at least.")))
        return given


class BrokerForm(forms.Form):
    """For which of one's brokers a programme is opened."""

    broker = forms.ModelChoiceField(label=_("broker"), queryset=Organisation.objects.none(), empty_label=None)

    def __init__(self, *args: Any, brokers: frozenset[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["broker"]
        field.queryset = Organisation.objects.filter(pk__in=brokers)
        field.initial = min(brokers, default=None)


class HostForm(forms.Form):
    """A host and how many cities it can take."""

    organisation = forms.ModelChoiceField(
        label=_("organisation"), queryset=Organisation.objects.none(), empty_label=None
    )
    capacity_count = forms.IntegerField(
        label=_("cities it can take"), min_value=0, max_value=MOST_CITIES, initial=3
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["organisation"]
        field.queryset = (
            approved().filter(kind__in=("city", "demonstration_owner")).exclude(city_id="").order_by("name")
        )


class GateForm(forms.Form):
    """The gate of one stage."""

    stage = forms.ChoiceField(choices=Stage)
    criteria = forms.MultipleChoiceField(required=False)
    most_days_count = forms.IntegerField(required=False, min_value=1, max_value=3650)

    def __init__(self, *args: Any, criteria: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["criteria"]
        field.choices = [(c, c) for c in criteria]


class ApplicationForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a city says when it applies."""

    solutions = forms.MultipleChoiceField(
        label=_("solutions that the city wants to replicate"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: the match proposes them."),
    )
    driver = forms.ChoiceField(
        label=_("who drives the replica"), choices=Driver, widget=forms.RadioSelect, initial=Driver.CITY
    )
    motivation = forms.CharField(
        label=_("why the city takes part"), max_length=2000, required=False, widget=forms.Textarea
    )

    class Meta:
        model = Application
        fields = ("solutions", "driver", "motivation")

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = current_language()
        field: Any = self.fields["solutions"]
        field.choices = [
            (s.id, s.name.of(language))
            for s in catalogue().values()
            if not programme.tracks or set(programme.tracks) & {s.track, *s.tracks_also}
        ]


class CityForm(forms.Form):
    """For which of one's cities one applies."""

    organisation = forms.ModelChoiceField(
        label=_("city"), queryset=Organisation.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, cities: frozenset[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["organisation"]
        field.queryset = Organisation.objects.filter(pk__in=cities)
        field.initial = min(cities, default=None)


class MoveForm(forms.Form):
    """To which stage a city moves, and why."""

    stage = forms.ChoiceField(choices=[(s, s) for s in STAGES])
    seen_stage = forms.ChoiceField(choices=[(s, s) for s in STAGES], required=False)
    reason = forms.CharField(max_length=1000, required=False)


class ReasonForm(forms.Form):
    """A reason."""

    reason = forms.CharField(max_length=1000, required=False)


class AssignForm(forms.Form):
    """A host for a city, or none."""

    application = forms.IntegerField(min_value=1)
    host = forms.IntegerField(required=False, min_value=1)
    reason = forms.CharField(max_length=400, required=False)


class FloorForm(forms.Form):
    """The least share of its best host's score that every city is to have."""

    floor_per_cent = forms.IntegerField(
        label=_("every city has at least this share of what its best host would give, in per cent"),
        required=False,
        min_value=0,
        max_value=100,
        help_text=_("Empty: the greatest share that all cities can have at once."),
    )
