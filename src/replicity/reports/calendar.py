"""Calendar files (iCalendar, RFC 5545 and 5546): invitations that later files update or cancel."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, Literal

from icalendar import Calendar, Event, Timezone, vCalAddress, vText

from replicity.reports.time_zones import time_zone_rules
from replicity.version import VERSION

Method = Literal["REQUEST", "CANCEL", "PUBLISH"]
PRODUCT: Final = f"-//Replicity//Replicity {VERSION}//EN"
# offsets are written for so long before and after the events: changes of the clock on either side are in it
ZONE_MARGIN: Final = timedelta(days=400)
LONGEST_TEXT: Final = 4000


class CalendarError(ValueError):
    """An event that no calendar can hold."""


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody with a name and an address for mail."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One event; `uid` stays the same for ever and `sequence` rises with every change."""

    uid: str
    sequence: int
    begins: datetime
    ends: datetime
    title: str
    description: str = ""
    place: str = ""
    address: str = ""
    cancelled: bool = False


def calendar_file(
    events: Sequence[CalendarEvent],
    *,
    name: str,
    stamp: datetime,
    method: Method = "REQUEST",
    organiser: Guest | None = None,
    guests: Sequence[Guest] = (),
) -> bytes:
    """Return a calendar file; the same arguments give the same bytes.

    Begin and end carry a named time zone (`zoneinfo`); its rules are written into the file.
    """
    if method != "PUBLISH" and organiser is None:
        raise CalendarError("An invitation or a cancellation names its organiser; give one or publish it.")
    if method != "PUBLISH" and len({event.uid for event in events}) > 1:
        raise CalendarError("An invitation is about one event; publish several, or send one file for each.")
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add("x-wr-calname", _plain(name))
    for zone in _zones(events):
        calendar.add_component(zone)
    for event in events:
        calendar.add_component(_event(event, stamp, method, organiser, guests))
    return bytes(calendar.to_ical())


def _event(
    event: CalendarEvent, stamp: datetime, method: Method, organiser: Guest | None, guests: Sequence[Guest]
) -> Event:
    if event.begins.tzinfo is None or event.ends.tzinfo is None:
        raise CalendarError(f"The event '{event.title[:60]}' has no time zone; give begin and end one.")
    if event.ends <= event.begins:
        raise CalendarError(f"The event '{event.title[:60]}' ends before it begins; turn the times round.")
    made = Event()
    made.add("uid", event.uid)
    made.add("sequence", event.sequence)
    made.add("dtstamp", stamp.astimezone(UTC))
    made.add("last-modified", stamp.astimezone(UTC))
    made.add("dtstart", event.begins)
    made.add("dtend", event.ends)
    made.add("summary", _plain(event.title))
    for field, words in (("description", event.description), ("location", event.place)):
        if words:
            made.add(field, _plain(words, lines=field == "description"))
    if event.address:
        made.add("url", event.address)
    gone = event.cancelled or method == "CANCEL"
    made.add("status", "CANCELLED" if gone else "CONFIRMED")
    made.add("transp", "TRANSPARENT" if gone else "OPAQUE")
    if organiser is not None:
        made.add("organizer", _person(organiser), encode=False)
        for guest in guests:
            made.add("attendee", _invited(guest), encode=False)
    return made


def _person(guest: Guest) -> vCalAddress:
    address = vCalAddress(f"mailto:{_plain(guest.email)}")
    address.params["CN"] = vText(_plain(guest.name).replace('"', "'"))
    return address


def _invited(guest: Guest) -> vCalAddress:
    address = _person(guest)
    address.params["ROLE"] = vText("REQ-PARTICIPANT")
    address.params["PARTSTAT"] = vText("NEEDS-ACTION")
    address.params["RSVP"] = vText("TRUE")
    return address


def _zones(events: Sequence[CalendarEvent]) -> list[Timezone]:
    """Return the rules of every named zone over the time of its events."""
    spans: dict[str, tuple[datetime, datetime]] = {}
    for event in events:
        for moment in (event.begins, event.ends):
            key = getattr(moment.tzinfo, "key", None)
            if key is None or key == "UTC":
                continue
            first, last = spans.get(key, (moment, moment))
            spans[key] = (min(first, moment), max(last, moment))
    return [
        time_zone_rules(key, first - ZONE_MARGIN, last + ZONE_MARGIN)
        for key, (first, last) in sorted(spans.items())
    ]


def _plain(words: str, *, lines: bool = False) -> str:
    """Return a text without control signs, cut to what calendars take."""
    kept = "".join(sign if sign.isprintable() or (lines and sign == "\n") else " " for sign in words)
    return kept[:LONGEST_TEXT].strip()
