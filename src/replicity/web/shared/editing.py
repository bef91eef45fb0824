"""Two people on one thing: the second is told, and nothing of either is lost."""

from django.db import models
from django.db.models import F
from django.utils.translation import gettext as _

from replicity.web.shared.errors import Refused


class EditedMeanwhile(Refused):
    """Somebody saved the thing since the page was loaded."""

    def __init__(self) -> None:
        super().__init__(
            _("Somebody else saved this meanwhile. Your text is kept below: compare, then save again."), 409
        )


class Revised(models.Model):
    """A thing that counts its changes."""

    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


def claim(thing: Revised, seen_revision: int) -> None:
    """Take the next revision of a thing for the writer who saw `seen_revision`, inside a transaction.

    Raises
    ------
    EditedMeanwhile
        Where somebody else took it first.
    """
    taken = type(thing)._default_manager.filter(pk=thing.pk, revision=seen_revision)
    if not taken.update(revision=F("revision") + 1):
        raise EditedMeanwhile
    thing.revision = seen_revision + 1
