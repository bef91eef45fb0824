"""A city's application, its way through the stages, and what happened on the way."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from replicity.web.programmes.models.programme import Programme
from replicity.web.programmes.stages import Stage
from replicity.web.shared.editing import Revised

# where the things of events have their pages
FOLDERS: Final = {
    "introductions.introduction": "introductions",
    "letters.letter": "letters",
    "visits.visit": "visits",
    "projects.project": "projects",
}


class State(models.TextChoices):
    """What became of an application."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Driver(models.TextChoices):
    """Who drives a replica."""

    CITY = "city", _("The city")
    DEVELOPER = "developer", _("A developer or housing company")
    UTILITY = "utility", _("A utility or transport operator")
    PROVIDER = "provider", _("A solution provider")
    HOST = "host", _("The host")


class EventKind(models.TextChoices):
    """What other parts of the product report."""

    INTRODUCTION_ACCEPTED = "introduction_accepted", _("introduction accepted")
    VISIT_DONE = "visit_done", _("visit done")
    LETTER_SIGNED = "letter_signed", _("letter signed")
    REPLICA_OPERATING = "replica_operating", _("replica operates")
    RESULTS_ACCEPTED = "results_accepted", _("results accepted")


class Application(Revised):
    """A city in a programme; country and population are those of the day of application."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="applications")
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="applications")
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT)
    stage = models.CharField(_("stage"), max_length=20, choices=Stage, default=Stage.ONBOARDING)
    stage_since = models.DateTimeField(null=True)
    # the place of the furthest stage ever reached, for the funnel
    furthest = models.PositiveSmallIntegerField(default=0)
    country = models.CharField(_("country"), max_length=2)
    population_count = models.PositiveBigIntegerField(null=True)
    motivation = models.TextField(_("why the city takes part"), max_length=2000, blank=True)
    solutions = models.JSONField(default=list, blank=True)
    tracks = models.JSONField(default=list, blank=True)
    driver = models.CharField(_("who drives the replica"), max_length=12, choices=Driver, default=Driver.CITY)
    # {input: value}, {input: text}, {input: revision at which it was last changed}
    answers = models.JSONField(default=dict, blank=True)
    justifications = models.JSONField(default=dict, blank=True)
    answer_revisions = models.JSONField(default=dict, blank=True)
    answered_at = models.DateTimeField(null=True)
    host = models.ForeignKey(
        "accounts.Organisation", models.SET_NULL, null=True, blank=True, related_name="hosted_applications"
    )
    host_reason = models.CharField(max_length=400, blank=True)
    decision_reason = models.CharField(max_length=1000, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    submitted_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("organisation__name", "pk")
        constraints = (
            models.UniqueConstraint(fields=("programme", "organisation"), name="city_once_in_programme"),
        )
        indexes = (models.Index(fields=("programme", "state", "stage", "stage_since")),)

    def __str__(self) -> str:
        return f"{self.organisation} – {self.programme}"


class StageChange(models.Model):
    """One move from stage to stage: when, why, and whether the gate was passed or overridden."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="stage_changes")
    from_stage = models.CharField(max_length=20, choices=Stage, blank=True)
    to_stage = models.CharField(max_length=20, choices=Stage)
    entered_at = models.DateTimeField(null=True)
    at = models.DateTimeField()
    reason = models.CharField(max_length=1000, blank=True)
    overridden = models.BooleanField(default=False)
    by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("at", "pk")


class CriterionTick(models.Model):
    """A criterion of a gate that is met."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="ticks")
    stage = models.CharField(max_length=20, choices=Stage)
    criterion = models.CharField(max_length=40)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("application", "stage", "criterion"), name="ticked_once"),
        )


class Event(models.Model):
    """Something that happened to a thing of another part; each thing counts once for each kind."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="events")
    kind = models.CharField(max_length=24, choices=EventKind)
    thing_kind = models.CharField(max_length=60)
    thing_id = models.CharField(max_length=40)
    solutions = models.JSONField(default=list)
    at = models.DateTimeField()
    # how a thing stands now that can end: active, fulfilled, expired or withdrawn
    standing = models.CharField(max_length=12, blank=True)

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.UniqueConstraint(fields=("kind", "thing_kind", "thing_id"), name="thing_counts_once"),
        )
        indexes = (models.Index(fields=("application", "kind")),)

    @property
    def address(self) -> str:
        """Return the address of the thing, empty for a kind without a page."""
        folder = FOLDERS.get(self.thing_kind)
        return f"/{folder}/{self.thing_id}/" if folder else ""
