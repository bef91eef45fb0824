"""Who does what until when: roles, tasks, milestones, gates that were passed, risks, money."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from replicity.web.projects.gates import STAGES
from replicity.web.projects.models.project import Part, Project
from replicity.web.shared.editing import Revised


class RoleHolder(Part, Revised):
    """Who holds a role in the project; a name as the parties write it, not an account."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="role_holders")
    role = models.CharField(_("role"), max_length=120)
    organisation = models.CharField(_("organisation"), max_length=160)
    duties = models.CharField(_("duties"), max_length=400, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.role


class Task(Part, Revised):
    """Something that has to be done."""

    class State(models.TextChoices):
        """How far a task is."""

        OPEN = "open", _("open")
        DOING = "doing", _("in work")
        DONE = "done", _("done")

    project = models.ForeignKey(Project, models.CASCADE, related_name="tasks")
    what = models.CharField(_("task"), max_length=240)
    owner = models.CharField(_("owner"), max_length=160)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.OPEN)

    class Meta:
        ordering = ("due_on", "pk")

    def __str__(self) -> str:
        return self.what


class Milestone(Part, Revised):
    """A day by which something must have been reached."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="milestones")
    what = models.CharField(_("milestone"), max_length=240)
    planned_on = models.DateField(_("planned for"))
    reached_on = models.DateField(_("reached on"), null=True, blank=True)
    criterion = models.CharField(_("go if"), max_length=240, blank=True)

    class Meta:
        ordering = ("planned_on", "pk")

    def __str__(self) -> str:
        return self.what


class GatePass(models.Model):
    """A gate that was passed: from which stage to which, and what was attested."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="gate_passes")
    before = models.CharField(max_length=24, choices=STAGES)
    after = models.CharField(max_length=24, choices=STAGES)
    tests = models.JSONField(default=dict)
    note = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.after


class Risk(Part, Revised):
    """A risk with its owner and what is done about it."""

    class Level(models.IntegerChoices):
        """How likely, or how grave."""

        LOW = 1, _("low")
        MIDDLE = 2, _("middle")
        HIGH = 3, _("high")

    class State(models.TextChoices):
        """Whether the risk still stands."""

        OPEN = "open", _("open")
        HAPPENED = "happened", _("happened")
        CLOSED = "closed", _("closed")

    project = models.ForeignKey(Project, models.CASCADE, related_name="risks")
    what = models.CharField(_("risk"), max_length=240)
    likelihood = models.PositiveSmallIntegerField(_("likelihood"), choices=Level, default=Level.MIDDLE)
    impact = models.PositiveSmallIntegerField(_("impact"), choices=Level, default=Level.MIDDLE)
    owner = models.CharField(_("owner"), max_length=160)
    response = models.TextField(_("what is done about it"), max_length=1000, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.OPEN)

    class Meta:
        ordering = ("state", "-impact", "-likelihood", "pk")

    def __str__(self) -> str:
        return self.what

    @property
    def weight(self) -> int:
        """Return likelihood times impact."""
        return self.likelihood * self.impact


class FinanceLine(Part, Revised):
    """A use or a source of money, in real euro of the base year."""

    class Side(models.TextChoices):
        """Whether money is spent or found."""

        USE = "use", _("use")
        SOURCE = "source", _("source")

    class Kind(models.TextChoices):
        """What kind of use or source."""

        INVESTMENT = "investment", _("investment")
        PREPARATION = "preparation", _("preparation and design")
        CONTINGENCY = "contingency", _("contingency")
        OTHER_USE = "other_use", _("other use")
        EQUITY = "equity", _("equity")
        LOAN = "loan", _("loan")
        GRANT = "grant", _("grant")
        CITY_BUDGET = "city_budget", _("city budget")
        SERVICE_CONTRACT = "service_contract", _("paid through a service contract")
        OTHER_SOURCE = "other_source", _("other source")

    class State(models.TextChoices):
        """How sure the money is."""

        IDEA = "idea", _("idea")
        ASKED = "asked", _("asked for")
        COMMITTED = "committed", _("committed")
        PAID = "paid", _("paid")

    project = models.ForeignKey(Project, models.CASCADE, related_name="finance_lines")
    side = models.CharField(_("use or source"), max_length=8, choices=Side)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    who = models.CharField(_("who pays or is paid"), max_length=160)
    amount_eur = models.FloatField(_("amount, € of 2024"))
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.IDEA)
    terms = models.CharField(_("terms"), max_length=240, blank=True)

    class Meta:
        ordering = ("-side", "pk")

    def __str__(self) -> str:
        return self.who
