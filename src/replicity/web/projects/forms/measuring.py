"""The forms of readings and results."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from replicity.appraisal.readings import BASELINE, KINDS, MEASURED, Reading, ReadingError, read_reading
from replicity.catalogue.kpis import MeasuringPlan
from replicity.catalogue.labels import unit_words
from replicity.quantities.suffixes import unit_of
from replicity.web.projects.forms.parts import AmountField
from replicity.web.shared.languages import current_language

KIND_WORDS = {MEASURED: gettext_lazy("measured"), BASELINE: gettext_lazy("baseline, before the measure")}


class ReadingForm(forms.Form):
    """One reading of a meter."""

    meter = forms.ChoiceField(label=gettext_lazy("meter"))
    kind = forms.ChoiceField(
        label=gettext_lazy("kind"), choices=[(kind, KIND_WORDS[kind]) for kind in KINDS], initial=MEASURED
    )
    period = forms.CharField(
        label=gettext_lazy("period"),
        max_length=7,
        required=False,
        help_text=gettext_lazy("A month as 2026-03, a year as 2026; empty for what is read once."),
    )
    value = AmountField(label=gettext_lazy("value"))
    method = forms.CharField(label=gettext_lazy("method or remark"), max_length=200, required=False)

    def __init__(self, plan: MeasuringPlan, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.plan = plan
        language = current_language()
        field = self.fields["meter"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - told to the type checker  # nosec B101
        field.choices = [
            (name, f"{m.called.of(language)}, {unit_words(unit_of(name), language)}".rstrip(", "))
            for name, m in plan.meters.items()
        ]

    def clean(self) -> dict[str, Any]:
        """Refuse what is no reading."""
        given = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                given["reading"] = self._reading(given)
            except ReadingError as error:
                raise forms.ValidationError(str(error)) from None
        return given

    def _reading(self, given: dict[str, Any]) -> Reading:
        return read_reading(
            self.plan,
            given["meter"],
            given["period"],
            given["value"],
            unit_of(given["meter"]),
            given["kind"],
            given["method"],
            current_language(),
        )


class CorrectionForm(forms.Form):
    """Another value of a reading."""

    value = AmountField(label=gettext_lazy("value"))
    method = forms.CharField(label=gettext_lazy("method or remark"), max_length=200, required=False)


class TableForm(forms.Form):
    """A file of readings."""

    table = forms.FileField(
        label=gettext_lazy("CSV file"),
        help_text=gettext_lazy(
            "Columns: meter, period, value, unit, kind, method; 1 MB at most. All lines are taken, or none."
        ),
    )


class GradeForm(forms.Form):
    """How good accepted results are."""

    grade = forms.ChoiceField(
        label=gettext_lazy("grade"),
        choices=(
            ("A", gettext_lazy("A: measured for a whole year, documented, comparable")),
            ("B", gettext_lazy("B: measured or from bills, with small gaps in the documents")),
            ("C", gettext_lazy("C: told by the project, hardly documented")),
        ),
    )


class ReturnForm(forms.Form):
    """Why results are returned."""

    reason = forms.CharField(label=gettext_lazy("reason"), max_length=400, widget=forms.Textarea)
