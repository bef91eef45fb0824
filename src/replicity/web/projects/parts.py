"""What a project consists of, kind by kind: its model, its form and what people call it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from replicity.web.projects.forms.parts import (
    AdaptationForm,
    FacilitationForm,
    FinanceForm,
    MeterForm,
    MilestoneForm,
    PartForm,
    RiskForm,
    RoleForm,
    SiteForm,
    TaskForm,
)
from replicity.web.shared.editing import Revised


@dataclass(frozen=True, slots=True)
class PartKind:
    """A kind of part: its name in addresses, its form, its title, and the page on which it stands."""

    slug: str
    form: type[PartForm]
    title: object
    page: str
    grows: bool = True

    @property
    def model(self) -> type[Revised]:
        """Return the model behind the form."""
        model: type[Revised] = self.form._meta.model
        return model


PART_KINDS: Final[Mapping[str, PartKind]] = {
    kind.slug: kind
    for kind in (
        PartKind("site", SiteForm, _("Site"), "project"),
        PartKind("facilitation", FacilitationForm, _("Act of the city"), "project"),
        PartKind("adaptation", AdaptationForm, _("Decision on the hosts' solution"), "project-concept"),
        PartKind("role", RoleForm, _("Role"), "project-work"),
        PartKind("task", TaskForm, _("Task"), "project-work"),
        PartKind("milestone", MilestoneForm, _("Milestone"), "project-work"),
        PartKind("risk", RiskForm, _("Risk"), "project-work"),
        PartKind("finance", FinanceForm, _("Use or source of money"), "project-money"),
        PartKind("meter", MeterForm, _("Meter"), "project-measuring", grows=False),
    )
}
