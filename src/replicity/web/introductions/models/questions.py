"""Questions by solution, the answers of hosts, and the know-how that hosts let everybody read."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from replicity.web.introductions.models.documents import Document
from replicity.web.introductions.models.introductions import Introduction


class Theme(models.TextChoices):
    """What a question is about."""

    PRECONDITIONS = "preconditions", _("what must be in place")
    COST = "cost", _("costs and numbers")
    CONTRACT = "contract", _("contracts and procurement")
    OPERATION = "operation", _("operation and maintenance")
    CITIZENS = "citizens", _("citizens and users")
    OTHER = "other", _("something else")


class QuestionState(models.TextChoices):
    """Where a question stands."""

    OPEN = "open", _("open")
    ANSWERED = "answered", _("answered")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Question(models.Model):
    """A question on a solution: to the host of an introduction, or without one to all its hosts.

    `about` is the id of a precondition or the name of an input, where the question came from one.
    """

    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="questions")
    asked_by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, related_name="+")
    introduction = models.ForeignKey(Introduction, models.PROTECT, null=True, related_name="questions")
    solution = models.CharField(_("solution"), max_length=64, db_index=True)
    theme = models.CharField(_("theme"), max_length=16, choices=Theme, default=Theme.OTHER)
    about = models.CharField(_("about"), max_length=80, blank=True)
    text = models.TextField(_("question"), max_length=2000)
    state = models.CharField(_("state"), max_length=12, choices=QuestionState, default=QuestionState.OPEN)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-created_at", "-pk")
        indexes = (models.Index(fields=("organisation", "state")),)


class Answer(models.Model):
    """What a host says to a question: never changed, a better answer is an answer of its own."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="answers")
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="answers")
    author = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, related_name="+")
    text = models.TextField(_("answer"), max_length=10_000)
    sources = models.TextField(_("sources"), max_length=2000, blank=True)
    language = models.CharField(max_length=2, default="en")
    documents = models.ManyToManyField(Document, related_name="answers")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("created_at", "pk")


class KnowHow(models.Model):
    """An answer that its organisation lets everybody read, until it takes the consent back."""

    answer = models.OneToOneField(Answer, models.CASCADE, related_name="know_how")
    solution = models.CharField(max_length=64, db_index=True)
    heading = models.CharField(_("the question as everybody reads it"), max_length=300)
    named_person = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, related_name="+")
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-given_at", "-pk")
        indexes = (models.Index(fields=("withdrawn_at", "solution")),)

    @property
    def public(self) -> bool:
        """Whether everybody may read it now."""
        return self.withdrawn_at is None
