"""A replication project: one solution in one city, with its parties, its sites and the city's acts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from replicity.web.accounts.models import Organisation
from replicity.web.projects.gates import STAGES, START
from replicity.web.shared.editing import Revised


class Procurement(models.TextChoices):
    """How the works, goods or services are bought."""

    OPEN = "open", _("open procedure")
    NEGOTIATED = "negotiated", _("competitive procedure with negotiation")
    DIALOGUE = "dialogue", _("competitive dialogue")
    FRAMEWORK = "framework", _("call-off from a framework agreement")
    CONCESSION = "concession", _("concession")
    DIRECT = "direct", _("direct award, with the legal ground")
    PRIVATE = "private", _("private purchase, no public procurement")


class Project(Revised):
    """A replica from the idea to its measured results; the buyer implements, the city facilitates."""

    name = models.CharField(_("name"), max_length=160)
    solution = models.CharField(_("solution"), max_length=60, db_index=True)
    city = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="+", verbose_name=_("city")
    )
    buyer = models.ForeignKey(
        "accounts.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("buyer, who implements"),
    )
    provider = models.ForeignKey(
        "accounts.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("provider"),
    )
    host = models.ForeignKey(
        "accounts.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("host, from whom it is learned"),
    )
    evaluator = models.ForeignKey(
        "accounts.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("evaluator"),
    )
    letter = models.ForeignKey(
        "letters.Letter",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="projects",
        verbose_name=_("letter of intent"),
    )
    application = models.ForeignKey(
        "programmes.Application",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="projects",
        verbose_name=_("programme"),
    )
    city_place = models.CharField(max_length=24, db_index=True)
    scale = models.FloatField(_("size"))
    business_model = models.CharField(_("business model"), max_length=60, blank=True)
    summary = models.TextField(_("what is built, and why"), max_length=2000, blank=True)
    stage = models.CharField(_("stage"), max_length=24, choices=STAGES, default=START)
    procurement = models.CharField(_("procurement route"), max_length=16, choices=Procurement, blank=True)
    procurement_note = models.TextField(_("steps and rules of the procurement"), max_length=2000, blank=True)
    marked_demonstration = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-created_at", "-pk")
        indexes = (models.Index(fields=("-created_at", "-id")),)

    def __str__(self) -> str:
        return self.name

    @property
    def city_org(self) -> Organisation:
        """Return the city's organisation, by the name that the network knows."""
        return self.city

    @property
    def parties(self) -> tuple[int, ...]:
        """Return the organisations that take part, by number."""
        held = (self.city_id, self.buyer_id, self.provider_id, self.host_id, self.evaluator_id)
        return tuple(number for number in held if number is not None)


class Part(models.Model):
    """Something that belongs to a project and is written by its parties."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="+")

    class Meta:
        abstract = True


class Site(Part, Revised):
    """Where it is built: a building, a block or a district."""

    class Kind(models.TextChoices):
        """How large a site is."""

        BUILDING = "building", _("building")
        BLOCK = "block", _("block")
        DISTRICT = "district", _("district")
        NETWORK = "network", _("network or fleet")

    project = models.ForeignKey(Project, models.CASCADE, related_name="sites")
    name = models.CharField(_("name"), max_length=160)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.BUILDING)
    address = models.CharField(_("address"), max_length=240, blank=True)
    owner = models.CharField(_("owner"), max_length=160)
    units_count = models.FloatField(
        _("number of units, in the unit of the project's size"), null=True, blank=True
    )
    floor_area_m2 = models.FloatField(_("floor area, m²"), null=True, blank=True)
    heat_kwh_per_year = models.FloatField(_("heat used, kWh a year"), null=True, blank=True)
    electricity_kwh_per_year = models.FloatField(_("electricity used, kWh a year"), null=True, blank=True)
    cooling_kwh_per_year = models.FloatField(_("cooling used, kWh a year"), null=True, blank=True)
    note = models.TextField(_("note"), max_length=1000, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name


class Facilitation(Part, Revised):
    """An act by which the city makes the project possible, with its dates."""

    class Kind(models.TextChoices):
        """What the city does."""

        PERMIT = "permit", _("permit")
        PARKING_NORM = "parking_norm", _("parking norm")
        LAND = "land", _("land")
        CONNECTION = "connection", _("connection to networks")
        GUARANTEE = "guarantee", _("guarantee")
        DATA = "data", _("data")
        OTHER = "other", _("other")

    class State(models.TextChoices):
        """How far the act is."""

        PLANNED = "planned", _("planned")
        ASKED = "asked", _("asked for")
        GRANTED = "granted", _("granted")
        REFUSED = "refused", _("refused")

    project = models.ForeignKey(Project, models.CASCADE, related_name="facilitations")
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    what = models.CharField(_("what exactly"), max_length=240)
    office = models.CharField(_("office that decides"), max_length=160, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    asked_on = models.DateField(_("asked for on"), null=True, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.PLANNED)
    reference = models.CharField(_("reference of the decision"), max_length=160, blank=True)

    class Meta:
        ordering = ("due_on", "pk")

    def __str__(self) -> str:
        return self.what
