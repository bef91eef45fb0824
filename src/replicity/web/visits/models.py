"""Visits: who goes where to learn what, the hosts' slots, the programme, and what came of it."""

import uuid
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from replicity.web.accounts.models import Organisation
from replicity.web.shared.editing import Revised


class State(models.TextChoices):
    """Where a visit stands."""

    PROPOSED = "proposed", _("proposed")
    CONFIRMED = "confirmed", _("confirmed")
    HELD = "held", _("held")
    REPORTED = "reported", _("reported")
    CANCELLED = "cancelled", _("cancelled")


class Travel(models.TextChoices):
    """How a delegation travels."""

    PLANE = "plane", _("by plane")
    TRAIN = "train", _("by train")


class Visit(Revised):
    """A delegation of a city to hosts; `host` leads, and times are those of its time zone."""

    city = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="visits")
    host = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="hosted_visits")
    title = models.CharField(_("title"), max_length=160)
    solution = models.CharField(_("solution"), max_length=64)
    success = models.CharField(_("it has succeeded if"), max_length=300, blank=True)
    first_day = models.DateField(_("first day"))
    days = models.DecimalField(_("working days"), max_digits=3, decimal_places=1)
    time_zone = models.CharField(max_length=64)
    party_size = models.PositiveSmallIntegerField(_("people who travel"))
    travel = models.CharField(_("way to travel"), max_length=8, choices=Travel)
    interpreter = models.BooleanField(_("an interpreter is needed"), default=False)
    cost_split = models.CharField(_("who pays what"), max_length=400, blank=True)
    preparation = models.TextField(_("reading and talks before the visit"), max_length=2000, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.PROPOSED)
    reason = models.CharField(max_length=400, blank=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changes_unsent = models.BooleanField(default=False, editable=False)
    # once calendars hold the visit, a host that is asked later does not take it out of them
    invited = models.BooleanField(default=False, editable=False)
    application = models.ForeignKey(
        "programmes.Application", models.SET_NULL, null=True, blank=True, related_name="visits"
    )
    planned_by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-first_day", "-pk")
        indexes = (models.Index(fields=("city", "first_day")), models.Index(fields=("host", "first_day")))

    def __str__(self) -> str:
        return self.title

    @property
    def zone(self) -> ZoneInfo:
        """Return the time zone of the leading host."""
        return ZoneInfo(self.time_zone)

    @property
    def has_begun(self) -> bool:
        """Tell whether the first day has come where the leading host is."""
        return timezone.localdate(timezone=self.zone) >= self.first_day

    @property
    def host_ids(self) -> frozenset[int]:
        """Return the numbers of all hosts."""
        return frozenset((self.host_id, *(h.organisation_id for h in self.hostings.all())))

    @property
    def hosts(self) -> tuple[Organisation, ...]:
        """Return all hosts, the leading one first."""
        others = (h.organisation for h in self.hostings.all() if h.organisation_id != self.host_id)
        return (self.host, *others)


class Hosting(models.Model):
    """One host of a visit, the leading one as well: each confirms for itself."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="hostings")
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="hostings")
    confirmed = models.BooleanField(default=False)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("visit", "organisation"), name="a_host_once"),)

    def __str__(self) -> str:
        return self.organisation.name

    @property
    def leads(self) -> bool:
        """Whether this is the host whose time the programme keeps."""
        return self.organisation_id == self.visit.host_id


class Delegate(models.Model):
    """One who travels: personal data, kept out of the audit trail."""

    class Field(models.TextChoices):
        """What a delegate brings."""

        POLITICAL = "political", _("politics")
        TECHNICAL = "technical", _("technology")
        LEGAL = "legal", _("law")
        FINANCE = "finance", _("finance")
        DEVELOPER = "developer", _("developer")
        UTILITY = "utility", _("utility")
        OTHER = "other", _("other")

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="delegates")
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"), blank=True)
    field = models.CharField(_("field"), max_length=12, choices=Field)
    office = models.CharField(_("office"), max_length=120, blank=True)
    organisation_name = models.CharField(_("organisation"), max_length=160, blank=True)
    languages = models.CharField(_("languages"), max_length=60, blank=True)
    objective = models.CharField(_("what for"), max_length=300)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name


class Question(models.Model):
    """A question that the visit must answer, and the answer that came back."""

    class Outcome(models.TextChoices):
        """Whether it was answered."""

        ANSWERED = "answered", _("answered")
        PARTLY = "partly", _("partly answered")
        UNANSWERED = "unanswered", _("not answered")

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="questions")
    key = models.CharField(max_length=120, blank=True)
    # the question in the log that the city asked hosts before and takes to the visit
    asked = models.ForeignKey(
        "introductions.Question", models.SET_NULL, null=True, blank=True, related_name="visit_questions"
    )
    theme = models.CharField(max_length=16)
    words = models.CharField(_("question"), max_length=500)
    why = models.CharField(max_length=500, blank=True)
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome, blank=True)
    answer = models.TextField(_("answer"), max_length=4000, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.words


class Slot(models.Model):
    """A time at which a host receives one delegation at a site."""

    host = models.ForeignKey("accounts.Organisation", models.CASCADE, related_name="visit_slots")
    site = models.CharField(_("site"), max_length=160)
    demonstration = models.CharField(_("demonstration"), max_length=120, blank=True)
    begins_at = models.DateTimeField(_("begin"))
    ends_at = models.DateTimeField(_("end"))
    time_zone = models.CharField(max_length=64)
    capacity = models.PositiveSmallIntegerField(_("most people"))
    meets = models.CharField(_("whom the visitors meet"), max_length=200, blank=True)
    withdrawn = models.BooleanField(default=False)

    class Meta:
        ordering = ("begins_at", "pk")
        indexes = (models.Index(fields=("host", "begins_at")),)

    def __str__(self) -> str:
        return self.site

    @property
    def begins(self) -> datetime:
        """Return the begin in the host's time."""
        return self.begins_at.astimezone(ZoneInfo(self.time_zone))

    @property
    def ends(self) -> datetime:
        """Return the end in the host's time."""
        return self.ends_at.astimezone(ZoneInfo(self.time_zone))


class Booking(models.Model):
    """A slot taken by a visit: the database holds at most one for each slot."""

    slot = models.OneToOneField(Slot, models.CASCADE, related_name="booking")
    visit = models.ForeignKey(Visit, models.CASCADE, related_name="bookings")
    booked_at = models.DateTimeField(auto_now_add=True)


class ProgrammeItem(models.Model):
    """One entry of the programme; removed ones stay, so that calendars learn of it."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="items")
    booking = models.ForeignKey(Booking, models.SET_NULL, null=True, related_name="items")
    kind = models.CharField(max_length=16)
    begins_at = models.DateTimeField(_("begin"))
    ends_at = models.DateTimeField(_("end"))
    title = models.CharField(_("title"), max_length=200)
    led_by = models.CharField(_("led by"), max_length=160, blank=True)
    place = models.CharField(_("place"), max_length=160, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    removed = models.BooleanField(default=False)

    class Meta:
        ordering = ("begins_at", "pk")

    def __str__(self) -> str:
        return self.title


class VisitReport(Revised):
    """What a visit brought: decisions and lessons; answers stand with the questions."""

    visit = models.OneToOneField(Visit, models.CASCADE, related_name="report")
    succeeded = models.BooleanField(_("the visit reached its aim"), null=True)
    decisions = models.TextField(_("what was decided"), max_length=6000, blank=True)
    lessons = models.TextField(_("what we learned beside the questions"), max_length=6000, blank=True)
    finished_at = models.DateTimeField(null=True)


class FollowUp(models.Model):
    """What follows a visit, by whom and when: calls at 30, 90 and 180 days, and more."""

    class Progress(models.TextChoices):
        """Whether it was done."""

        OPEN = "open", _("open")
        DONE = "done", _("done")
        DROPPED = "dropped", _("dropped")

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="follow_ups")
    what = models.CharField(_("what follows"), max_length=300)
    who = models.CharField(_("who does it"), max_length=160, blank=True)
    due_on = models.DateField(_("due"))
    progress = models.CharField(max_length=8, choices=Progress, default=Progress.OPEN)
    note = models.CharField(_("what came of it"), max_length=400, blank=True)
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("due_on", "pk")
