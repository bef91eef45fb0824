"""A delegation from Santiago to Gothenburg, one that took place, and the host's slots."""

from datetime import datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.utils import timezone

from replicity.web.visits import services

STOCKHOLM = ZoneInfo("Europe/Stockholm")
SITES = ("HSB Living Lab", "Brf Viva")
QUESTIONS = (
    ("precondition:parking_norm", "preconditions", "How was the parking norm lowered?", "Nobody told us."),
    ("contract:model", "contract", "Would you sign the same contract again?", ""),
)


def monday(weeks: int):
    """Return the Monday so many weeks from now."""
    today = timezone.localdate()
    return today - timedelta(days=today.weekday()) + timedelta(weeks=weeks)


def at(day, hour: int, minute: int = 0) -> datetime:
    """Return a moment in Gothenburg."""
    return datetime.combine(day, time(hour, minute), STOCKHOLM)


def details(**changed) -> services.PlanDetails:
    """Return a plan for a visit."""
    given = {
        "title": "Santiago visits Gothenburg",
        "solution": "mobility_hub",
        "first_day": monday(12),
        "days": Decimal("2.0"),
        "party_size": 6,
        "travel": "plane",
        "success": "we know under which contract fewer parking places are built",
        "interpreter": True,
        "sites": SITES,
        "questions": QUESTIONS,
    }
    return services.PlanDetails(**{**given, **changed})


def let_begin(visit) -> None:
    """Let a visit begin today: nobody can say before that it took place."""
    visit.first_day = timezone.localdate(timezone=STOCKHOLM)
    visit.save(update_fields=("first_day",))


def slot_times(day, hour: int, site: str = "Brf Viva") -> dict:
    """Return what a host says of a slot of an hour and a half."""
    return {
        "site": site,
        "begins_at": at(day, hour),
        "ends_at": at(day, hour) + timedelta(minutes=90),
        "capacity": 12,
        "meets": "A resident and the caretaker",
    }


def add(world) -> None:
    """Put visits and slots into the world."""
    city, host = world.organisations["city"], world.organisations["host"]
    editor, receiver = world.actor("editor"), world.actor("host")
    ours = details(application=world.things["application"])
    visit = services.propose_visit(editor, city, host, ours)
    delegate = services.add_delegate(
        editor,
        visit,
        {
            "name": "Ana Soto",
            "email": "ana.soto@example.org",
            "field": "technical",
            "office": "Head of mobility",
            "organisation_name": "Municipalidad de Santiago",
            "languages": "es, en",
            "objective": "The parking norm and how it was lowered",
        },
    )
    day = monday(12) + timedelta(days=1)
    taken = services.offer_slot(receiver, host, slot_times(day, 9))
    free = services.offer_slot(receiver, host, slot_times(day, 13, "HSB Living Lab"))
    booking = services.book_slot(editor, visit, taken)
    past = services.propose_visit(
        editor, city, host, details(title="The first look", first_day=monday(-3), days=Decimal("1.5"))
    )
    services.take_step(receiver, past, "confirm")
    services.take_step(editor, past, "hold")
    services.save_report(editor, past, 1, {}, {}, [("Send the model contract", "Gothenburg", monday(2))])
    wide = services.propose_visit(
        editor,
        city,
        host,
        details(title="Two hosts in one visit", first_day=monday(16)),
        (world.organisations["owner"],),
    )
    world.things |= {"visit": visit, "held_visit": past, "wide_visit": wide, "slot": free}
    world.ids |= {
        "visit": visit.pk,
        "held_visit": past.pk,
        "wide_visit": wide.pk,
        "delegate": delegate.pk,
        "visit_item": visit.items.filter(booking=None, removed=False).first().pk,
        "visit_slot": free.pk,
        "visit_booking": booking.pk,
        "visit_follow_up": past.follow_ups.first().pk,
    }
