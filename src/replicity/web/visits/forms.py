"""The forms on visits, slots and reports."""

from decimal import Decimal
from typing import Any, cast
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from replicity.appraisal.visit_programme import KINDS, LENGTHS, session_titles
from replicity.appraisal.visit_questions import THEMES, theme_names
from replicity.catalogue.solutions import catalogue
from replicity.web.programmes.models import Application
from replicity.web.shared.languages import current_language
from replicity.web.visits.models import Delegate, FollowUp, ProgrammeItem, Slot, Travel, Visit, VisitReport

LARGEST_PARTY = 60


def solution_choices() -> list[tuple[str, str]]:
    """Return the solutions by name."""
    language = current_language()
    return [(s.id, s.name.of(language)) for s in catalogue().values()]


def length_choices() -> list[tuple[str, str]]:
    """Return the lengths of visits."""
    return [(f"{days:.1f}", _now("%(days)s working days") % {"days": f"{days:g}"}) for days in LENGTHS]


def session_choices() -> list[tuple[str, str]]:
    """Return the kinds of programme entries."""
    titles = session_titles(current_language())
    return [(kind, titles[kind][0]) for kind in KINDS]


def theme_choices() -> list[tuple[str, str]]:
    """Return the themes of questions."""
    names = theme_names(current_language())
    return [(theme, names[theme]) for theme in THEMES]


class DayInput(forms.DateInput):
    """A day, picked or typed as 2027-05-10."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    """A day and time, picked or typed as 2027-05-10T09:00."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class MomentField(forms.DateTimeField):
    """A time at a place: what is typed counts in the time zone that `place` sets."""

    widget = MomentInput
    zone: ZoneInfo = ZoneInfo("UTC")

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"], **options)

    def prepare_value(self, value: Any) -> Any:
        """Show a stored moment in the time of the place."""
        with timezone.override(self.zone):
            return super().prepare_value(value)

    def clean(self, value: Any) -> Any:
        """Read a moment; one that the change of the clock skips or tells twice is refused."""
        with timezone.override(self.zone):
            return super().clean(value)


class ProgrammeField(forms.ModelChoiceField[Application]):
    """A choice between the programmes in which a city takes part."""

    def label_from_instance(self, obj: Application) -> str:
        """Show the programme's name."""
        return obj.programme.name


class PlanForm(forms.ModelForm):  # type: ignore[type-arg]
    """When, how long, with whom."""

    application = ProgrammeField(label=_("programme"), queryset=Application.objects.none(), required=False)
    days = forms.TypedChoiceField(label=_("length"), choices=length_choices, coerce=float, initial="2.0")
    party_size = forms.IntegerField(
        label=_("people who travel"), min_value=1, max_value=LARGEST_PARTY, initial=6
    )
    travel = forms.ChoiceField(label=_("way to travel"), choices=Travel)

    class Meta:
        model = Visit
        fields = (
            "title",
            "application",
            "first_day",
            "days",
            "party_size",
            "travel",
            "interpreter",
            "success",
        )
        widgets = {"first_day": DayInput()}  # noqa: RUF012 - Django wants a dictionary
        help_texts = {  # noqa: RUF012
            "success": _("One sentence: what must be known or agreed when you come home?"),
            "first_day": _("Weekends are passed over; public holidays are not known here."),
        }

    def __init__(self, *args: Any, applications: QuerySet[Application], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = cast(ProgrammeField, self.fields["application"])
        chosen.queryset = applications
        if not applications:
            del self.fields["application"]

    def clean_first_day(self) -> Any:
        """Refuse a day that is over."""
        day = self.cleaned_data["first_day"]
        if day < timezone.localdate():
            raise ValidationError(_("This day is over: choose a later one."))
        return day


class VisitForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a visit is about."""

    days = forms.DecimalField(
        label=_("working days"), min_value=Decimal("0.5"), max_value=10, decimal_places=1, step_size=0.5
    )
    party_size = forms.IntegerField(label=_("people who travel"), min_value=1, max_value=LARGEST_PARTY)
    travel = forms.ChoiceField(label=_("way to travel"), choices=Travel)

    class Meta:
        model = Visit
        fields = (
            "title",
            "success",
            "first_day",
            "days",
            "party_size",
            "travel",
            "interpreter",
            "cost_split",
            "preparation",
        )
        widgets = {  # noqa: RUF012
            "first_day": DayInput(),
            "preparation": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {"first_day": _("The programme moves with it.")}  # noqa: RUF012


class OwnQuestionForm(forms.Form):
    """A question that only the city knows of; the whole form may stay empty."""

    use_required_attribute = False

    theme = forms.ChoiceField(label=_("theme"), choices=theme_choices)
    words = forms.CharField(label=_("question"), max_length=500)


class DelegateForm(forms.ModelForm):  # type: ignore[type-arg]
    """One who travels."""

    class Meta:
        model = Delegate
        fields = ("name", "field", "office", "organisation_name", "email", "languages", "objective")
        help_texts = {  # noqa: RUF012
            "email": _("The invitation for the calendar goes there."),
            "languages": _("Codes with commas, as in: es, en"),
        }

    def clean_languages(self) -> str:
        """Return the codes in one form."""
        codes = [c.strip().lower() for c in self.cleaned_data["languages"].split(",") if c.strip()]
        if any(not c.isalpha() or len(c) not in (2, 3) for c in codes):
            raise ValidationError(_("Write codes of languages with commas, as in: es, en"))
        return ", ".join(codes)


class ItemForm(forms.ModelForm):  # type: ignore[type-arg]
    """One entry of the programme, in the host's time."""

    kind = forms.ChoiceField(label=_("kind"), choices=session_choices)
    begins_at = MomentField(label=_("begin"))
    ends_at = MomentField(label=_("end"))

    class Meta:
        model = ProgrammeItem
        fields = ("kind", "title", "begins_at", "ends_at", "led_by", "place", "note")

    def __init__(self, *args: Any, zone: ZoneInfo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _place(self, zone)
        if self.instance.booking_id:
            for name in ("kind", "begins_at", "ends_at", "place"):
                self.fields[name].disabled = True


class SlotForm(forms.ModelForm):  # type: ignore[type-arg]
    """A time at which a host receives a delegation."""

    begins_at = MomentField(label=_("begin"))
    ends_at = MomentField(label=_("end"))
    capacity = forms.IntegerField(label=_("most people"), min_value=1, max_value=200, initial=12)

    class Meta:
        model = Slot
        fields = ("site", "begins_at", "ends_at", "capacity", "meets")

    def __init__(self, *args: Any, zone: ZoneInfo, sites: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _place(self, zone)
        self.fields["site"].widget.attrs["list"] = "sites"
        self.sites = sites


class ReportForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a visit brought, beside the answers."""

    succeeded = forms.TypedChoiceField(
        label=_("did the visit reach its aim?"),
        required=False,
        choices=(("", "–"), ("yes", _("yes")), ("no", _("no"))),
        coerce={"yes": True, "no": False}.get,
        empty_value=None,
    )

    class Meta:
        model = VisitReport
        fields = ("succeeded", "decisions", "lessons")


class FollowUpForm(forms.ModelForm):  # type: ignore[type-arg]
    """Something that follows a visit; the whole form may stay empty."""

    use_required_attribute = False

    class Meta:
        model = FollowUp
        fields = ("what", "who", "due_on")
        widgets = {"due_on": DayInput()}  # noqa: RUF012


def _place(form: forms.BaseForm, zone: ZoneInfo) -> None:
    for name in ("begins_at", "ends_at"):
        field = cast(MomentField, form.fields[name])
        field.zone = zone
        field.help_text = _now("In the time of %(zone)s.") % {"zone": zone.key.replace("_", " ")}
