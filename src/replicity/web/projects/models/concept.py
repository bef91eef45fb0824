"""What was promised, and how the hosts' concept and business model were adapted."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from replicity.web.projects.models.project import Part, Project
from replicity.web.shared.editing import Revised


class Prediction(models.Model):
    """The prediction frozen at the letter: the text of its record, never changed."""

    project = models.OneToOneField(Project, models.CASCADE, related_name="prediction")
    record = models.TextField()
    digest = models.CharField(max_length=64)
    evidence_hash = models.CharField(max_length=32)
    # the quantiles that programmes add up, so that nobody reads whole records for a sum
    sums = models.JSONField(default=dict)
    dated = models.DateField()
    frozen_by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, related_name="+")
    frozen_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.digest


class AdaptationEntry(Part, Revised):
    """One decision on what the hosts did: keep it, change it or drop it, and why."""

    class Subject(models.TextChoices):
        """What is adapted."""

        TECHNICAL = "technical", _("technical concept")
        BUSINESS = "business", _("business model")

    class Decision(models.TextChoices):
        """What becomes of it."""

        KEEP = "keep", _("keep")
        CHANGE = "change", _("change")
        DROP = "drop", _("drop")

    project = models.ForeignKey(Project, models.CASCADE, related_name="adaptations")
    subject = models.CharField(_("what is adapted"), max_length=12, choices=Subject)
    element = models.CharField(_("element of the hosts' solution"), max_length=240)
    decision = models.CharField(_("decision"), max_length=8, choices=Decision)
    instead = models.CharField(_("what is done instead"), max_length=240, blank=True)
    why = models.TextField(_("why"), max_length=1000)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    # size or business model other than the letter's: kept for good, since it says why
    deviation = models.BooleanField(default=False)

    class Meta:
        ordering = ("subject", "pk")

    def __str__(self) -> str:
        return self.element


class CanvasNote(Part, Revised):
    """What the project's parties wrote into a block of the adapted canvas."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="canvas_notes")
    block = models.CharField(_("block"), max_length=40)
    text = models.TextField(_("text"), max_length=2000)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("project", "block"), name="one_note_a_block"),)

    def __str__(self) -> str:
        return self.block
