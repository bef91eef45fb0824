"""An introduction between two organisations, its thread, and the reminders that were sent."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where an introduction stands."""

    REQUESTED = "requested", _("waits for an answer")
    ACCEPTED = "accepted", _("accepted")
    FOLLOWING_UP = "following_up", _("followed up")
    CLOSED = "closed", _("closed")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")


# one introduction at a time between the same two on the same solution
OPEN = (State.REQUESTED, State.ACCEPTED, State.FOLLOWING_UP)


class Outcome(models.TextChoices):
    """What came of an introduction."""

    VISIT = "visit", _("a visit is planned")
    LETTER = "letter", _("a letter of intent is prepared")
    LEARNED = "learned", _("what was asked is answered")
    OTHER_HOST = "other_host", _("another host fits better")
    NOTHING = "nothing", _("nothing follows")


class Introduction(models.Model):
    """One organisation asks another to share what it knows of a solution."""

    asking = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="introductions_asked")
    asked = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="introductions_received")
    broker = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, null=True, related_name="introductions_brokered"
    )
    # where the city is in one programme in which that organisation is a host
    application = models.ForeignKey(
        "programmes.Application", models.SET_NULL, null=True, blank=True, related_name="introductions"
    )
    solution = models.CharField(_("solution"), max_length=64, db_index=True)
    purpose = models.TextField(_("purpose"), max_length=2000)
    state = models.CharField(_("state"), max_length=16, choices=State, default=State.REQUESTED)
    reason = models.CharField(_("reason"), max_length=1000, blank=True)
    outcome = models.CharField(_("what came of it"), max_length=16, choices=Outcome, blank=True)
    outcome_note = models.CharField(_("note"), max_length=1000, blank=True)
    follow_up_on = models.DateField(_("date of the follow-up"), null=True)
    requested_by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-created_at", "-pk")
        indexes = (
            models.Index(fields=("state", "created_at")),
            models.Index(fields=("state", "follow_up_on")),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("asking", "asked", "solution"),
                condition=Q(state__in=OPEN),
                name="introductions_one_open",
            ),
        )

    def __str__(self) -> str:
        return f"{self.asking} → {self.asked}"

    @property
    def parties(self) -> frozenset[int]:
        """Return the two organisations, and the broker who asked for them."""
        return frozenset(n for n in (self.asking_id, self.asked_id, self.broker_id) if n)


class Message(models.Model):
    """One message of a thread: never changed, a correction is a message of its own."""

    introduction = models.ForeignKey(Introduction, models.CASCADE, related_name="messages")
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    author = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, related_name="+")
    text = models.TextField(_("message"), max_length=5000)
    corrects = models.ForeignKey("self", models.SET_NULL, null=True, related_name="corrections")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-created_at", "-pk")


class Reminder(models.Model):
    """A reminder that a person got: the row is why it comes once."""

    class Kind(models.TextChoices):
        """What is due."""

        FIRST = "first", _("a week without an answer")
        SECOND = "second", _("two weeks without an answer")
        FOLLOW_UP = "follow_up", _("the date of the follow-up has come")

    introduction = models.ForeignKey(Introduction, models.CASCADE, related_name="reminders")
    person = models.ForeignKey("accounts.Person", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    due_on = models.DateField()
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("introduction", "person", "kind", "due_on"), name="introductions_one_reminder"
            ),
        )
