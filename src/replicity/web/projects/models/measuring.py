"""The measuring plan of a project, the readings, and what was reported and accepted."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from replicity.web.projects.models.project import Part, Project
from replicity.web.shared.editing import Revised


class MeterPlan(Part, Revised):
    """How one meter of the solution is read in this project."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="meter_plans")
    meter = models.CharField(max_length=60)
    responsible = models.CharField(_("who reads it"), max_length=160, blank=True)
    method = models.CharField(_("how it is read here"), max_length=400, blank=True)
    baseline_method = models.CharField(_("how the baseline was found"), max_length=400, blank=True)
    before_degree_days = models.FloatField(_("degree days of the baseline's year"), null=True, blank=True)
    measured_degree_days = models.FloatField(_("degree days of the measured year"), null=True, blank=True)
    independent_share = models.FloatField(_("part that no weather moves"), null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("project", "meter"), name="one_plan_a_meter"),)

    def __str__(self) -> str:
        return self.meter


class Measurement(Revised):
    """One reading; the way it came in is kept."""

    class Way(models.TextChoices):
        """How the reading came in."""

        FORM = "form", _("form")
        CSV = "csv", _("CSV file")
        API = "api", _("API")

    project = models.ForeignKey(Project, models.CASCADE, related_name="measurements")
    meter = models.CharField(max_length=60)
    kind = models.CharField(max_length=10)
    period = models.CharField(max_length=7, blank=True)
    value = models.FloatField()
    method = models.CharField(max_length=200, blank=True)
    way = models.CharField(max_length=4, choices=Way)
    entered_by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, related_name="+")
    entered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("meter", "kind", "period")
        constraints = (
            models.UniqueConstraint(
                fields=("project", "meter", "kind", "period"), name="one_reading_a_period"
            ),
        )

    def __str__(self) -> str:
        return f"{self.meter} {self.period}"


class ResultReport(models.Model):
    """A year of results as it was handed in, and what became of it."""

    class State(models.TextChoices):
        """What became of the report."""

        SUBMITTED = "submitted", _("waits for the evaluator")
        RETURNED = "returned", _("returned")
        ACCEPTED = "accepted", _("accepted")

    project = models.ForeignKey(Project, models.CASCADE, related_name="reports")
    start = models.CharField(max_length=7)
    results = models.JSONField(default=list)
    findings = models.JSONField(default=list)
    readings_digest = models.CharField(max_length=64)
    state = models.CharField(max_length=12, choices=State, default=State.SUBMITTED)
    grade = models.CharField(max_length=1, blank=True)
    reason = models.CharField(max_length=400, blank=True)
    submitted_by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, related_name="+")
    submitted_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, related_name="+")
    decided_for = models.ForeignKey("accounts.Organisation", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.start


class EvidenceSource(models.Model):
    """The source record of accepted results: the report, and who vouches for it."""

    report = models.OneToOneField(ResultReport, models.PROTECT, related_name="source")
    source_id = models.CharField(max_length=60, unique=True)
    title = models.CharField(max_length=300)
    producer = models.CharField(max_length=160)
    date_published = models.CharField(max_length=10)
    licence = models.CharField(max_length=40)

    def __str__(self) -> str:
        return self.source_id


class AcceptedFigure(models.Model):
    """A figure of the evidence that came from a replica, as `evidence list --json` prints it."""

    source = models.ForeignKey(EvidenceSource, models.PROTECT, related_name="figures")
    solution = models.CharField(max_length=60, db_index=True)
    metric = models.CharField(max_length=80)
    document = models.TextField()
    accepted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.metric
