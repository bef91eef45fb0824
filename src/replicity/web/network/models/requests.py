"""What cities ask of providers, the answers, and the quotes in them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from replicity.web.accounts.models import Organisation
from replicity.web.files.models import StoredFile


class RequestState(models.TextChoices):
    """Where a request for information stands."""

    SENT = "sent", _("waits for an answer")
    ANSWERED = "answered", _("answered")
    CLOSED = "closed", _("closed")
    WITHDRAWN = "withdrawn", _("withdrawn")


class InformationRequest(models.Model):
    """A city asks a provider about a solution; both read it, nobody else."""

    city = models.ForeignKey(Organisation, models.PROTECT, related_name="information_requests")
    provider = models.ForeignKey(Organisation, models.PROTECT, related_name="asked_information")
    solution = models.CharField(_("solution"), max_length=64)
    scale = models.FloatField(_("size"), null=True, blank=True)
    questions = models.TextField(_("questions"), max_length=4000)
    due_on = models.DateField(_("answer needed by"), null=True, blank=True)
    state = models.CharField(max_length=12, choices=RequestState, default=RequestState.SENT)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-created_at", "-pk")


class Reply(models.Model):
    """An answer of the provider; never changed, a better one is another reply."""

    request = models.ForeignKey(InformationRequest, models.CASCADE, related_name="replies")
    text = models.TextField(_("answer"), max_length=6000)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("created_at", "pk")


class QuoteLine(models.Model):
    """A price for one input of the solution: as quoted, and in real euro of the base year."""

    reply = models.ForeignKey(Reply, models.CASCADE, related_name="lines")
    name = models.CharField(max_length=80)
    amount = models.DecimalField(max_digits=20, decimal_places=4)
    currency = models.CharField(max_length=3)
    price_year = models.PositiveSmallIntegerField()
    value_eur = models.FloatField()
    valid_until = models.DateField()

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("reply", "name"), name="one_price_each"),)


class QuoteUse(models.Model):
    """The city reckons with a quote: one for each input of a solution."""

    city = models.ForeignKey(Organisation, models.CASCADE, related_name="quotes_in_use")
    solution = models.CharField(max_length=64)
    name = models.CharField(max_length=80)
    line = models.ForeignKey(QuoteLine, models.CASCADE, related_name="uses")
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("city", "solution", "name"), name="one_quote_each"),)
