"""The entries of the audit trail."""

from django.db import models


class Head(models.Model):
    """The last link of the chain: one row, which every writer locks."""

    number = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64)


class Entry(models.Model):
    """One thing done: never changed, never removed; who did it is a pseudonym."""

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    actor = models.CharField(max_length=36, db_index=True)
    action = models.CharField(max_length=64, db_index=True)
    thing_kind = models.CharField(max_length=64)
    thing_id = models.CharField(max_length=64)
    facts = models.JSONField(default=dict)
    before = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ("number",)
        indexes = (models.Index(fields=("thing_kind", "thing_id")),)
