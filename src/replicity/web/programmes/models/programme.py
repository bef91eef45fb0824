"""A programme of a broker: its aim, its rules, its hosts, its gates."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from replicity.web.programmes.stages import Stage
from replicity.web.shared.editing import Revised


class Bloc(models.TextChoices):
    """Groups of countries whose members a programme may leave out."""

    EU = "EU", _("European Union")
    EEA = "EEA", _("European Economic Area")


class Programme(Revised):
    """What a broker sets up so that many cities replicate; empty rules let everybody in."""

    broker = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="programmes")
    name = models.CharField(_("name"), max_length=120)
    summary = models.TextField(_("summary"), max_length=2000)
    target_letters_count = models.PositiveIntegerField(_("signed letters aimed at"))
    excluded_blocs = models.JSONField(default=list, blank=True)
    countries = models.JSONField(default=list, blank=True)
    tracks = models.JSONField(default=list, blank=True)
    least_population_count = models.PositiveBigIntegerField(_("least population"), null=True, blank=True)
    most_population_count = models.PositiveBigIntegerField(_("greatest population"), null=True, blank=True)
    opens_on = models.DateField(_("applications open on"))
    closes_on = models.DateField(_("applications close on"))
    ends_on = models.DateField(_("letters are to be signed by"))
    # money of the day, not of the base year: a budget is what was granted
    budget_nominal_eur = models.DecimalField(
        _("budget (nominal euro)"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    public = models.BooleanField(_("everybody may see the programme's page"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-opens_on", "name", "pk")

    def __str__(self) -> str:
        return self.name

    def takes_applications(self, day: date) -> bool:
        """Whether cities may apply on a day."""
        return self.opens_on <= day <= self.closes_on


class ProgrammeHost(models.Model):
    """An organisation that receives cities of a programme, and how many it can take."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="hosts")
    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="hosted_programmes"
    )
    capacity_count = models.PositiveIntegerField(_("cities it can take"))

    class Meta:
        ordering = ("organisation__name", "pk")
        constraints = (
            models.UniqueConstraint(fields=("programme", "organisation"), name="host_once_in_programme"),
        )


class StageGate(models.Model):
    """The criteria that a programme asks for at the end of a stage, and how long the stage should take."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="gates")
    stage = models.CharField(max_length=20, choices=Stage)
    criteria = models.JSONField(default=list)
    most_days_count = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("programme", "stage"), name="one_gate_each_stage"),)


class AssignmentProposal(models.Model):
    """Hosts proposed for all cities at once: the scores by application and host, and who goes where."""

    programme = models.OneToOneField(Programme, models.CASCADE, related_name="proposal")
    made_at = models.DateTimeField(auto_now=True)
    floor_share = models.FloatField()
    # {application: {host organisation: score}}; a pair that is impossible is left out
    scores = models.JSONField(default=dict)
    # {application: host organisation}
    placements = models.JSONField(default=dict)
