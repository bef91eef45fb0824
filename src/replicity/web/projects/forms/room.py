"""The forms of the data room."""

from django import forms
from django.utils.translation import gettext_lazy

from replicity.web.accounts.models import Kind
from replicity.web.projects.forms.project import OrganisationField
from replicity.web.projects.models import RoomDocument


class GuestForm(forms.Form):
    """Whom to let in, and what for."""

    organisation = OrganisationField(Kind.LENDER, label=gettext_lazy("lender"))
    purpose = forms.CharField(label=gettext_lazy("purpose"), max_length=240, required=False)


class DocumentForm(forms.Form):
    """A document for the data room."""

    title = forms.CharField(label=gettext_lazy("title"), max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("kind"), choices=RoomDocument.Kind.choices)
    file = forms.FileField(
        label=gettext_lazy("file"),
        help_text=gettext_lazy("PDF, Word, Excel, CSV, text or picture, 20 MB at most."),
    )
