"""What organisations say of themselves, and the index by which the directory finds them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from replicity.web.accounts.models import Organisation
from replicity.web.shared.editing import Revised

START_LETTERS = 2
LONGEST_WORD = 40


class Profile(Revised):
    """What an organisation says of itself: for a city its ambitions and what it seeks."""

    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="profile")
    summary = models.TextField(_("in a few sentences"), max_length=2000, blank=True)
    tracks = models.JSONField(_("fields of work"), default=list, blank=True)
    languages = models.JSONField(_("working languages"), default=list, blank=True)
    seeks = models.JSONField(_("solutions sought"), default=list, blank=True)
    changed_at = models.DateTimeField(auto_now=True)


class MarkKind(models.TextChoices):
    """By what the directory can be filtered."""

    TRACK = "track", _("field of work")
    LANGUAGE = "language", _("language")
    SEEKS = "seeks", _("seeks")
    OFFERS = "offers", _("offers")
    SHOWS = "shows", _("shows")
    VISITS = "visits", _("takes visits")


class Mark(models.Model):
    """One property of an organisation; made anew from profile and approved offers at each change."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="marks")
    kind = models.CharField(max_length=8, choices=MarkKind)
    value = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("kind", "value", "organisation"), name="one_mark_each"),
        )


class SearchWord(models.Model):
    """A folded word of an organisation.

    `start` holds its first letters: to ask for these by equality lets any database use the index, whatever
    its collation, before the rest of the beginning is compared.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="search_words")
    start = models.CharField(max_length=START_LETTERS)
    word = models.CharField(max_length=LONGEST_WORD)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("start", "word", "organisation"), name="one_word_each"),
        )
