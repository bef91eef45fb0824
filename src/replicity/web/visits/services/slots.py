"""Offering slots and taking them: each slot receives one delegation."""

from collections.abc import Mapping
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from replicity.appraisal.visit_programme import SITE
from replicity.web.accounts.models import Organisation
from replicity.web.audit.services import record
from replicity.web.shared.access import Actor, require
from replicity.web.shared.errors import Refused
from replicity.web.visits.models import Booking, ProgrammeItem, Slot, Visit
from replicity.web.visits.services.asking import city_of
from replicity.web.visits.services.locks import still_planned, touched

MOST_PEOPLE: Final = 200


@transaction.atomic
def offer_slot(actor: Actor, host: Organisation, given: Mapping[str, Any]) -> Slot:
    """Offer a time at a site.

    Raises
    ------
    Refused
        Where it lies in the past, ends before it begins, or meets another offer for the same site.
    """
    require(actor, "visits.offer", host, seen_by="visits.offer")
    # two people of one host cannot offer the same site for the same time at once
    Organisation.objects.select_for_update().get(pk=host.pk)
    begins, ends = given["begins_at"], given["ends_at"]
    if ends <= begins:
        raise Refused(_("The slot ends before it begins: turn the times round."))
    if begins < timezone.now():
        raise Refused(_("The slot lies in the past: choose a later day."))
    clash = host.visit_slots.filter(
        site=given["site"], withdrawn=False, begins_at__lt=ends, ends_at__gt=begins
    ).first()
    if clash is not None:
        raise Refused(
            _("You offer %(site)s already from %(begin)s: choose another time or site.")
            % {"site": clash.site, "begin": f"{clash.begins:%Y-%m-%d %H:%M}"},
            409,
        )
    made = Slot.objects.create(
        host=host,
        site=given["site"],
        demonstration=given.get("demonstration", ""),
        begins_at=begins,
        ends_at=ends,
        time_zone=city_of(host).timezone,
        capacity=given["capacity"],
        meets=given.get("meets", ""),
    )
    record(actor, "visits.offer", made, host=host.pk)
    return made


@transaction.atomic
def withdraw_slot(actor: Actor, slot: Slot) -> None:
    """Take an offer back; one that a visit has taken stays until the visit lets go of it."""
    require(actor, "visits.withdraw_slot", slot, seen_by="visits.read_slot")
    found = Slot.objects.select_for_update().get(pk=slot.pk)
    if Booking.objects.filter(slot=found).exists():
        raise Refused(_("A delegation has this slot: ask it to let go of it, or cancel the visit."), 409)
    found.withdrawn = True
    found.save(update_fields=("withdrawn",))
    record(actor, "visits.withdraw_slot", found, host=found.host_id)


def book_slot(actor: Actor, visit: Visit, slot: Slot) -> Booking:
    """Take a slot for a visit and put it into the programme.

    Raises
    ------
    Refused
        Where somebody else has it, it is too small, was withdrawn or meets another slot of the visit.
    """
    require(actor, "visits.lead", visit)
    try:
        with transaction.atomic():
            return _book(actor, still_planned(visit), slot)
    except IntegrityError:
        # the database keeps one booking for each slot, whoever else was looking at it
        raise _taken() from None


@transaction.atomic
def release_booking(actor: Actor, booking: Booking) -> None:
    """Let go of a slot; it is open for others at once."""
    require(actor, "visits.lead", booking.visit)
    visit = still_planned(booking.visit)
    visit.items.filter(booking=booking).update(removed=True, booking=None)
    slot = booking.slot_id
    booking.delete()
    touched(visit)
    record(actor, "visits.release", visit, slot=slot)


def free_slots_at(visit: Visit, host: Organisation) -> None:
    """Let go of the slots of a host that has left a visit."""
    bookings = list(visit.bookings.filter(slot__host=host).values_list("pk", flat=True))
    visit.items.filter(booking__in=bookings).update(removed=True, booking=None)
    visit.bookings.filter(pk__in=bookings).delete()


def free_slots_of(visit: Visit) -> None:
    """Let go of all slots of a visit that will not take place."""
    ProgrammeItem.objects.filter(visit=visit).update(booking=None)
    visit.bookings.all().delete()


def _taken() -> Refused:
    return Refused(_("Another delegation has just taken this slot: choose one of the others."), 409)


def _book(actor: Actor, visit: Visit, asked: Slot) -> Booking:
    slot = Slot.objects.select_for_update().get(pk=asked.pk)
    if Booking.objects.filter(slot=slot).exists():
        raise _taken()
    _check(visit, slot)
    made = Booking.objects.create(slot=slot, visit=visit)
    replaced = visit.items.filter(kind=SITE, place=slot.site, booking=None, removed=False).first()
    if replaced is not None:
        replaced.removed = True
        replaced.save(update_fields=("removed",))
    ProgrammeItem.objects.create(
        visit=visit,
        booking=made,
        kind=SITE,
        begins_at=slot.begins_at,
        ends_at=slot.ends_at,
        title=replaced.title if replaced else slot.site,
        led_by=slot.meets,
        place=slot.site,
    )
    touched(visit)
    record(actor, "visits.book", visit, slot=slot.pk)
    return made


def _check(visit: Visit, slot: Slot) -> None:
    if slot.host_id not in visit.host_ids:
        raise Refused(_("This slot is of a host that is not in the visit: choose one of the others."), 409)
    if slot.withdrawn or slot.begins_at < timezone.now():
        raise Refused(_("This slot is not offered any more: choose one of the others."), 409)
    if slot.capacity < max(visit.party_size, visit.delegates.count()):
        raise Refused(
            _("This slot takes %(most)s people at most: travel with fewer, or choose another one.")
            % {"most": slot.capacity}
        )
    meets = visit.bookings.filter(slot__begins_at__lt=slot.ends_at, slot__ends_at__gt=slot.begins_at)
    if meets.exists():
        raise Refused(_("Your delegation is elsewhere at that time: let go of the other slot first."), 409)
