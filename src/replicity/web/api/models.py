"""The tokens by which programs act for a person."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Token(models.Model):
    """A token of a person: the database holds its hash; what it may do is what the person may do."""

    person = models.ForeignKey("accounts.Person", models.CASCADE, related_name="tokens")
    name = models.CharField(_("what it is for"), max_length=80)
    secret_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-created_at",)
