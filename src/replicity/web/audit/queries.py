"""Reading and checking the audit trail."""

from dataclasses import dataclass

from django.db import models
from django.db.models import QuerySet

from replicity.web.audit.chain import GENESIS, digest_of
from replicity.web.audit.models import Entry, Head


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of the chain found: `fault` is empty where all is well."""

    entries_count: int
    head: str
    fault: str = ""


def head() -> tuple[int, str]:
    """Return the number and the digest of the last entry, to be published."""
    found = Head.objects.filter(pk=1).first()
    return (found.number, found.digest) if found else (0, GENESIS)


def verify() -> Verdict:
    """Return whether every entry is there, in order and unchanged."""
    before, number = GENESIS, 0
    for entry in Entry.objects.order_by("number").iterator(2_000):
        if entry.number != number + 1:
            return Verdict(number, before, f"entry {number + 1} is missing")
        content = {
            "actor": entry.actor,
            "action": entry.action,
            "thing_kind": entry.thing_kind,
            "thing_id": entry.thing_id,
            "facts": entry.facts,
        }
        digest = digest_of(before, entry.number, entry.at, content)
        if entry.before != before or entry.digest != digest:
            return Verdict(number, before, f"entry {entry.number} was changed")
        before, number = digest, entry.number
    if head() != (number, before):
        return Verdict(number, before, f"the chain ends at entry {number}, its head says {head()[0]}")
    return Verdict(number, before)


def entries_about(thing: models.Model) -> QuerySet[Entry]:
    """Return what was done to a thing, in order."""
    return Entry.objects.filter(thing_kind=thing._meta.label_lower, thing_id=str(thing.pk))
