"""The data room: who may enter, what lies there, and every look at it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from replicity.web.projects.models.project import Project


class RoomGuest(models.Model):
    """An organisation that may enter the data room, until it may not."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="guests")
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    purpose = models.CharField(_("purpose"), max_length=240, blank=True)
    invited_by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, related_name="+")
    invited_at = models.DateTimeField(auto_now_add=True)
    left_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("project", "organisation"),
                condition=models.Q(left_at=None),
                name="one_open_invitation_each",
            ),
        )

    def __str__(self) -> str:
        return str(self.organisation_id)


class RoomDocument(models.Model):
    """A document that lies in the data room."""

    class Kind(models.TextChoices):
        """What a document is."""

        LETTER = "letter", _("letter")
        PERMIT = "permit", _("permit")
        CONTRACT = "contract", _("contract or term sheet")
        STUDY = "study", _("study or design")
        FINANCE = "finance", _("financial statement or model")
        OTHER = "other", _("other")

    project = models.ForeignKey(Project, models.CASCADE, related_name="documents")
    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    added_by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("kind", "title", "pk")

    def __str__(self) -> str:
        return self.title


class RoomView(models.Model):
    """One look at the data room by a guest; of the person only the pseudonym is kept."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="views")
    organisation = models.ForeignKey("accounts.Organisation", models.CASCADE, related_name="+")
    pseudonym = models.CharField(max_length=40)
    section = models.CharField(max_length=20)
    document = models.ForeignKey(RoomDocument, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=("project", "-at")),)

    def __str__(self) -> str:
        return self.section
