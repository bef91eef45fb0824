"""Notices in the product, what each person wants by e-mail, and the e-mails themselves."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Notice(models.Model):
    """Something that a person should know; the words are made when it is read."""

    person = models.ForeignKey("accounts.Person", models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=64)
    facts = models.JSONField(default=dict)
    link = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-created_at", "-pk")
        indexes = (models.Index(fields=("person", "read_at")),)


class MailChoice(models.Model):
    """Whether a person wants e-mail of a kind; without a row the kind's own choice holds."""

    person = models.ForeignKey("accounts.Person", models.CASCADE, related_name="mail_choices")
    kind = models.CharField(max_length=64)
    wanted = models.BooleanField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("person", "kind"), name="one_choice_each"),)


class Mail(models.Model):
    """An e-mail: written in the transaction of what it tells, sent by a job, sent once."""

    class State(models.TextChoices):
        """Where it is."""

        WAITING = "waiting", _("waits")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")

    address = models.EmailField()
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    calendar = models.BinaryField(null=True)
    calendar_method = models.CharField(max_length=12, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-created_at", "-pk")


class Lease(models.Model):
    """The right to work, held by one worker of an installation for a short time and renewed."""

    name = models.CharField(max_length=32, primary_key=True)
    holder = models.CharField(max_length=64)
    until = models.DateTimeField()


class Run(models.Model):
    """What the queue does not keep of a job: failed attempts, the last fault, how long it is claimed."""

    job = models.OneToOneField("django_tasks_database.DBTaskResult", models.CASCADE, related_name="run")
    attempts = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=300, blank=True)
    claimed_until = models.DateTimeField(null=True)


class Periodic(models.Model):
    """When a job that returns was put into the queue last."""

    name = models.CharField(max_length=64, primary_key=True)
    last_at = models.DateTimeField()
