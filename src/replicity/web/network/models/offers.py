"""What hosts and providers offer."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from replicity.web.accounts.models import Organisation
from replicity.web.files.models import StoredFile
from replicity.web.shared.editing import Revised


class OfferState(models.TextChoices):
    """Whether an offer may be seen."""

    PENDING = "pending", _("waits for the broker")
    APPROVED = "approved", _("approved")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Offer(Revised):
    """What an organisation offers the network; the broker approves it before others see it."""

    text = models.TextField(_("what you offer"), max_length=3000, blank=True)
    state = models.CharField(max_length=12, choices=OfferState, default=OfferState.PENDING)
    reason = models.CharField(max_length=400, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @property
    def approved(self) -> bool:
        """Whether others may see it."""
        return self.state == OfferState.APPROVED


class HostOffer(Offer):
    """What a city or the owner of a demonstration shows to visitors.

    `demonstrations` are ids of the evidence, `solutions` those of the catalogue that can be seen. One that
    came from results names the project in `project_number`.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="host_offers")
    demonstrations = models.JSONField(_("demonstrations to visit"), default=list, blank=True)
    solutions = models.JSONField(_("solutions to see"), default=list, blank=True)
    topics = models.JSONField(_("further topics"), default=list, blank=True)
    expert_days_per_year = models.PositiveSmallIntegerField(_("expert days a year"), null=True, blank=True)
    visit_slots_per_year = models.PositiveSmallIntegerField(_("visits a year"), null=True, blank=True)
    largest_group_count = models.PositiveSmallIntegerField(_("visitors at a time"), null=True, blank=True)
    season_from_month = models.PositiveSmallIntegerField(_("visits from"), null=True, blank=True)
    season_to_month = models.PositiveSmallIntegerField(_("visits until"), null=True, blank=True)
    visit_fee_nominal_eur = models.DecimalField(
        _("fee for a visit, in euro as charged today"),
        max_digits=9,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("0 for none; empty if it is not decided."),
    )
    project_number = models.BigIntegerField(null=True, unique=True, editable=False)

    class Meta:
        ordering = ("pk",)


class ProviderOffer(Offer):
    """What a provider delivers of one solution, and where."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="provider_offers")
    solution = models.CharField(_("solution"), max_length=64)
    markets = models.JSONField(_("countries"), default=list, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("organisation", "solution"), name="one_offer_for_a_solution"),
        )


class Reference(models.Model):
    """Where a provider says that it delivered; without a source it is a claim, and shown as one."""

    offer = models.ForeignKey(ProviderOffer, models.CASCADE, related_name="references")
    place = models.CharField(_("place"), max_length=160)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    what = models.CharField(_("what was delivered"), max_length=600)
    source_url = models.URLField(_("web address of a source"), max_length=400, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-year", "pk")

    @property
    def sourced(self) -> bool:
        """Whether somebody can check it."""
        return bool(self.source_url or self.file_id)
