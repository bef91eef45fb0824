"""The forms of introductions, questions, know-how and documents."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from replicity.catalogue.solutions import CatalogueSolution, catalogue
from replicity.web.accounts.models import Kind, Organisation
from replicity.web.accounts.queries import approved
from replicity.web.introductions.models import Answer, Document, Introduction, Outcome, Question, Theme
from replicity.web.introductions.open_preconditions import subjects
from replicity.web.shared.languages import current_language


def solution_choices() -> list[tuple[str, str]]:
    """Return the solutions by their names, in the order of the catalogue."""
    language = current_language()
    return [(s.id, s.name.of(language)) for s in catalogue().values()]


class OrganisationChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice of organisations with their countries."""

    def label_from_instance(self, obj: Any) -> str:
        """Return how an organisation stands in the list."""
        return f"{obj.name} ({obj.country})"


class HostChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice of introductions by the host that was asked."""

    def label_from_instance(self, obj: Any) -> str:
        """Return how an introduction stands in the list."""
        return str(obj.asked.name)


def _rows_of(form: forms.Form, name: str, rows: QuerySet[Any]) -> forms.ModelChoiceField:  # type: ignore[type-arg]
    """Give a field of a form the rows to choose from."""
    field = cast(forms.ModelChoiceField, form.fields[name])  # type: ignore[type-arg]
    field.queryset = rows
    return field


class CityByName(forms.CharField):
    """A city of the network by its name; the broker knows too many for a list."""

    def clean(self, value: Any) -> Organisation | None:
        """Return the organisation, or say which are near."""
        text = super().clean(value)
        found = list(approved(Kind.CITY).filter(name__iexact=text)[:2]) if text else []
        if len(found) == 1:
            return found[0]
        near = approved(Kind.CITY).filter(name__icontains=text)[:5]
        names = ", ".join(o.name for o in near) or "–"
        raise forms.ValidationError(
            gettext("No single city of the network has this name. Near it: %(names)s.") % {"names": names}
        )


class IntroductionForm(forms.Form):
    """Who asks whom, and what for."""

    asking = OrganisationChoice(label=_("city that asks"), queryset=Organisation.objects.none())
    asked = OrganisationChoice(
        label=_("whom do you ask"), queryset=Organisation.objects.none(), empty_label=_("choose a host")
    )
    purpose = forms.CharField(
        label=_("what you want to learn"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Your situation, what you want to know first, and by when. The host reads this."),
    )

    def __init__(
        self, *args: Any, cities: QuerySet[Organisation] | None, hosts: QuerySet[Organisation], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if cities is None:
            self.fields["asking"] = CityByName(label=_("city on whose behalf you ask"), max_length=160)
        else:
            _rows_of(self, "asking", cities).empty_label = None
        _rows_of(self, "asked", hosts)
        self.order_fields(("asking", "asked", "purpose"))


class DeclineForm(forms.Form):
    """Why a request is declined."""

    reason = forms.CharField(
        label=_("reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Who asked reads it: say when to ask again, or who may help instead."),
    )


class FollowUpForm(forms.Form):
    """When to look at what came of it."""

    on = forms.DateField(
        label=_("date of the follow-up"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Both sides are reminded on this day."),
    )


class CloseForm(forms.Form):
    """What came of an introduction."""

    outcome = forms.ChoiceField(label=_("what came of it"), choices=Outcome)
    note = forms.CharField(label=_("note"), max_length=1000, required=False)


class MessageForm(forms.Form):
    """A message."""

    text = forms.CharField(label=_("message"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4}))
    corrects = forms.IntegerField(required=False, widget=forms.HiddenInput)


class DocumentForm(forms.Form):
    """A document to be shared."""

    title = forms.CharField(label=_("title"), max_length=160)
    file = forms.FileField(
        label=_("file"), help_text=_("PDF, Word, Excel, picture, CSV, calendar or text; at most 20 MB.")
    )
    note = forms.CharField(label=_("what it is for"), max_length=300, required=False)


class VersionForm(forms.Form):
    """A new version of a document."""

    file = forms.FileField(label=_("file"))
    note = forms.CharField(label=_("what is new"), max_length=300, required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput)


class QuestionForm(forms.Form):
    """A question on a solution."""

    asking = OrganisationChoice(
        label=_("city that asks"), queryset=Organisation.objects.none(), empty_label=None
    )
    introduction = HostChoice(
        label=_("whom do you ask"), queryset=Introduction.objects.none(), required=False
    )
    theme = forms.ChoiceField(label=_("theme"), choices=Theme, initial=Theme.OTHER)
    about = forms.ChoiceField(label=_("about"), required=False)
    text = forms.CharField(label=_("question"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}))

    def __init__(
        self,
        *args: Any,
        solution: CatalogueSolution,
        cities: QuerySet[Organisation],
        introductions: QuerySet[Introduction],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        _rows_of(self, "asking", cities)
        whom = _rows_of(self, "introduction", introductions)
        whom.empty_label = gettext("all hosts of the solution")
        about = cast(forms.ChoiceField, self.fields["about"])
        groups = subjects(solution, current_language())
        about.choices = [
            ("", gettext("nothing in particular")),
            (gettext("What must be in place"), list(groups["preconditions"].items())),
            (gettext("Numbers"), list(groups["inputs"].items())),
        ]


class AnswerForm(forms.Form):
    """An answer of a host."""

    text = forms.CharField(label=_("answer"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 8}))
    sources = forms.CharField(
        label=_("sources"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line: an address or the name of a document. They help others to trust it."),
    )
    documents = forms.ModelMultipleChoiceField(
        label=_("documents of the introduction"),
        queryset=Document.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = Document.objects.filter(introduction_id=question.introduction_id or 0)
        _rows_of(self, "documents", shown)
        if not shown.exists():
            del self.fields["documents"]


class ConsentForm(forms.Form):
    """What everybody may read of an answer."""

    heading = forms.CharField(
        label=_("the question as everybody reads it"),
        max_length=300,
        help_text=_("Write it so that it does not show who asked."),
    )
    name_author = forms.BooleanField(label=_("show my name beside the answer"), required=False)

    def __init__(self, *args: Any, answer: Answer, person_id: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if answer.author_id != person_id:
            del self.fields["name_author"]
