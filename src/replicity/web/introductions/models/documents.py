"""Documents that are shared with an introduction; each version is kept."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from replicity.web.introductions.models.introductions import Introduction
from replicity.web.shared.editing import Revised


class Document(Revised):
    """A document of an organisation, shared with the other side of an introduction."""

    introduction = models.ForeignKey(Introduction, models.PROTECT, related_name="documents")
    owner = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=160)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return self.title


class DocumentVersion(models.Model):
    """One version of a document: never changed, never removed."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    note = models.CharField(_("what is new"), max_length=300, blank=True)
    added_by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=("document", "number"), name="introductions_one_version"),
        )
