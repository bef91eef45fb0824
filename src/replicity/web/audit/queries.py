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
    """Return whether every entry is there, in order and unchanged, also while others write."""
    # up to the head that stood at the beginning: what is added meanwhile is checked the next time
    last, digest_at_last = head()
    before, number = GENESIS, 0
    for entry in Entry.objects.filter(number__lte=last).order_by("number").iterator(2_000):
        if entry.number != number + 1:
            return Verdict(number, before, f"entry {number + 1} is missing")
        digest = digest_of(before, entry.number, entry.at, _content(entry))
        if entry.before != before or entry.digest != digest:
            return Verdict(number, before, f"entry {entry.number} was changed")
        before, number = digest, entry.number
    if (last, digest_at_last) != (number, before):
        return Verdict(number, before, f"the chain ends at entry {number}, its head says {last}")
    written = Entry.objects.order_by("-number").values_list("number", flat=True).first() or 0
    if written > head()[0]:
        return Verdict(number, before, f"the chain ends at entry {written}, its head says {head()[0]}")
    return Verdict(number, before)


def _content(entry: Entry) -> dict[str, object]:
    return {
        "actor": entry.actor,
        "action": entry.action,
        "thing_kind": entry.thing_kind,
        "thing_id": entry.thing_id,
        "facts": entry.facts,
    }


def entries_about(thing: models.Model) -> QuerySet[Entry]:
    """Return what was done to a thing, in order."""
    return Entry.objects.filter(thing_kind=thing._meta.label_lower, thing_id=str(thing.pk))
