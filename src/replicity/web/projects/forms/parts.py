"""The forms of what belongs to a project."""

import math
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from replicity.web.projects.models import (
    AdaptationEntry,
    Facilitation,
    FinanceLine,
    MeterPlan,
    Milestone,
    Risk,
    RoleHolder,
    Site,
    Task,
)
from replicity.web.shared.languages import current_language
from replicity.web.shared.numbers import field_text, read_number

PER_CENT: Final = 100.0
LARGEST: Final = 1e15


class AmountField(forms.CharField):
    """A number from zero up as people of the language in force write it; a share in per cent."""

    def __init__(self, *, share: bool = False, **options: Any) -> None:
        options.setdefault("max_length", 40)
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        super().__init__(**options)
        self.factor = PER_CENT if share else 1.0
        self.largest = PER_CENT if share else LARGEST

    def clean(self, value: Any) -> float | None:
        """Return the number in the unit of its name."""
        text = str(super().clean(value) or "").strip()
        if not text:
            return None
        number = read_number(text, current_language())
        if number is None or not math.isfinite(number) or not 0 <= number <= self.largest:
            raise ValidationError(_("“%(text)s” is not a number from zero up.") % {"text": text[:40]})
        return number / self.factor

    def prepare_value(self, value: Any) -> Any:
        """Return the number as the field shows it."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            return value
        return field_text(value * self.factor, current_language())


class PartForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form of a part: amounts in the reader's language, dates by the browser's field."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            if isinstance(field, forms.FloatField):
                share = name.endswith("_share")
                label = f"{field.label}, %" if share else field.label
                self.fields[name] = AmountField(share=share, required=field.required, label=label)
            elif isinstance(field, forms.DateField):
                field.widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
                field.input_formats = ["%Y-%m-%d"]

    def _post_clean(self) -> None:
        """Leave the instance as it is: services write."""


class SiteForm(PartForm):
    """A site with its owner, floor area and loads."""

    class Meta:
        model = Site
        fields = (
            "name",
            "kind",
            "address",
            "owner",
            "units_count",
            "floor_area_m2",
            "heat_kwh_per_year",
            "electricity_kwh_per_year",
            "cooling_kwh_per_year",
            "note",
        )


class FacilitationForm(PartForm):
    """An act of the city with its dates."""

    class Meta:
        model = Facilitation
        fields = ("kind", "what", "office", "due_on", "asked_on", "decided_on", "state", "reference")

    def clean(self) -> dict[str, Any]:
        """Refuse a decision without its day."""
        given = super().clean() or self.cleaned_data
        decided = given.get("state") in (Facilitation.State.GRANTED, Facilitation.State.REFUSED)
        if decided and not given.get("decided_on"):
            self.add_error("decided_on", _("Say on which day it was decided."))
        return given


class AdaptationForm(PartForm):
    """A decision to keep, change or drop, and why."""

    class Meta:
        model = AdaptationEntry
        fields = ("subject", "element", "decision", "instead", "why", "decided_on")

    def clean(self) -> dict[str, Any]:
        """Refuse a change that does not say what is done instead."""
        given = super().clean() or self.cleaned_data
        if given.get("decision") == AdaptationEntry.Decision.CHANGE and not given.get("instead"):
            self.add_error("instead", _("Say what is done instead."))
        return given


class RoleForm(PartForm):
    """Who holds a role."""

    class Meta:
        model = RoleHolder
        fields = ("role", "organisation", "duties")
        help_texts = {"organisation": gettext_lazy("An organisation or office, not a person's private data.")}  # noqa: RUF012


class TaskForm(PartForm):
    """A task."""

    class Meta:
        model = Task
        fields = ("what", "owner", "due_on", "state")


class MilestoneForm(PartForm):
    """A milestone."""

    class Meta:
        model = Milestone
        fields = ("what", "planned_on", "reached_on", "criterion")


class RiskForm(PartForm):
    """A risk."""

    class Meta:
        model = Risk
        fields = ("what", "likelihood", "impact", "owner", "response", "state")


class FinanceForm(PartForm):
    """A use or a source of money."""

    USES = frozenset(("investment", "preparation", "contingency", "other_use"))

    class Meta:
        model = FinanceLine
        fields = ("side", "kind", "who", "amount_eur", "state", "terms")

    def clean(self) -> dict[str, Any]:
        """Refuse a loan among the uses and an investment among the sources."""
        given = super().clean() or self.cleaned_data
        if given.get("side") and given.get("kind"):
            use = given["side"] == FinanceLine.Side.USE
            if use != (given["kind"] in self.USES):
                self.add_error("kind", _("This kind does not fit: uses are spent, sources are found."))
        return given


class MeterForm(PartForm):
    """How a meter is read in this project."""

    class Meta:
        model = MeterPlan
        fields = (
            "responsible",
            "method",
            "baseline_method",
            "before_degree_days",
            "measured_degree_days",
            "independent_share",
        )
