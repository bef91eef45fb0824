"""Calendar files, read back by a library that did not write them."""

import io
import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil import tz
from hypothesis import given, settings
from hypothesis import strategies as st
from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream

from replicity.appraisal.visit_programme import proposed_programme
from replicity.catalogue.cities import get_city
from replicity.reports.calendar import CalendarError, CalendarEvent, Guest, calendar_file

STOCKHOLM, SANTIAGO = ZoneInfo("Europe/Stockholm"), ZoneInfo("America/Santiago")
STAMP = datetime(2026, 11, 23, 9, tzinfo=UTC)
ANA, BJORN = Guest('Ana "la jefa"; Soto', "ana@santiago.example"), Guest("Björn, Å", "bjorn@goteborg.example")


def event(begins: datetime = datetime(2027, 5, 10, 9, tzinfo=STOCKHOLM), **changed: object) -> CalendarEvent:
    given = {
        "uid": "visit-7@replicity.example",
        "sequence": 0,
        "begins": begins,
        "ends": begins + timedelta(hours=1),
        "title": "Welcome",
    }
    return CalendarEvent(**{**given, **changed})  # type: ignore[arg-type]


def written(*events: CalendarEvent, **changed: object) -> bytes:
    return calendar_file(
        events or (event(),),
        **{"name": "Visit", "stamp": STAMP, "organiser": ANA, "guests": (BJORN,), **changed},  # type: ignore[arg-type]
    )


def read(content: bytes) -> Calendar:
    return IcsCalendarStream.calendar_from_ics(content.decode())


def test_a_delegation_to_gothenburg_is_read_by_another_library() -> None:
    here = get_city("Gothenburg")
    items = proposed_programme(date(2027, 5, 10), 2.0, here.timezone, ["HSB Living Lab", "Brf Viva"])
    events = [
        CalendarEvent(f"visit-7-{n}@replicity.example", 0, i.begins, i.ends, i.title, place=i.site)
        for n, i in enumerate(items)
    ]
    found = read(written(*events, method="PUBLISH"))
    assert found.method == "PUBLISH"
    assert len(found.events) == len(items) == 11
    by_uid = {e.uid: e for e in found.events}
    for event_, item in zip(events, items, strict=True):
        parsed = by_uid[event_.uid]
        assert parsed.dtstart == item.begins
        assert parsed.dtend == item.ends
        assert parsed.summary == item.title
    titles = " ".join(i.title for i in items)
    assert "HSB Living Lab" in titles
    assert "Brf Viva" in titles


def test_an_update_keeps_the_uid_and_raises_the_sequence() -> None:
    first = read(written(event())).events[0]
    later = read(written(event(sequence=3, title="Welcome, an hour later"))).events[0]
    assert (first.uid, first.sequence) == ("visit-7@replicity.example", 0)
    assert (later.uid, later.sequence) == ("visit-7@replicity.example", 3)


def test_a_cancellation_says_so_and_keeps_the_uid() -> None:
    found = read(written(event(sequence=4), method="CANCEL"))
    assert found.method == "CANCEL"
    assert found.events[0].status == "CANCELLED"
    assert found.events[0].uid == "visit-7@replicity.example"
    one = read(written(event(cancelled=True), event(uid="b@replicity.example"), method="PUBLISH"))
    assert [e.status for e in one.events] == ["CANCELLED", "CONFIRMED"]


def test_people_of_any_name_survive() -> None:
    found = read(written()).events[0]
    assert found.organizer is not None
    assert found.organizer.uri == "mailto:ana@santiago.example"
    assert found.organizer.common_name == "Ana 'la jefa'; Soto"
    assert [(a.uri, a.common_name, a.rsvp) for a in found.attendees] == [
        ("mailto:bjorn@goteborg.example", "Björn, Å", True)
    ]


@pytest.mark.parametrize("zone", [STOCKHOLM, SANTIAGO, ZoneInfo("Europe/London"), ZoneInfo("Asia/Kolkata")])
def test_the_rules_of_a_zone_hold_on_both_sides_of_every_change_of_the_clock(zone: ZoneInfo) -> None:
    content = written(event(datetime(2027, 3, 26, 9, tzinfo=zone)))
    block = re.search(rb"BEGIN:VTIMEZONE.*END:VTIMEZONE\r\n", content, re.DOTALL)
    assert block is not None
    # dateutil reads the rules alone, without knowing the zone by its name
    rules = tz.tzical(io.StringIO(block[0].decode())).get()
    assert rules is not None
    moment = datetime(2026, 6, 1, 0, 30)
    while moment < datetime(2027, 12, 1):
        told, true = moment.replace(tzinfo=rules), moment.replace(tzinfo=zone)
        back = true.astimezone(UTC).astimezone(zone).replace(tzinfo=None)
        twice = true.utcoffset() != true.replace(fold=1).utcoffset()
        if back == moment and not twice:  # neither skipped nor told twice
            assert told.utcoffset() == true.utcoffset(), moment
        moment += timedelta(minutes=60)


@pytest.mark.parametrize("day", [date(2027, 3, 27), date(2027, 3, 28), date(2027, 3, 29), date(2027, 10, 31)])
def test_nine_in_the_morning_is_nine_on_either_side_of_the_change(day: date) -> None:
    begins = datetime(day.year, day.month, day.day, 9, tzinfo=STOCKHOLM)
    parsed = read(written(event(begins))).events[0]
    assert parsed.dtstart == begins
    assert parsed.dtstart.hour == 9
    assert parsed.dtstart.utcoffset() == begins.utcoffset()


def test_lines_are_folded_and_end_as_the_standard_asks() -> None:
    content = written(event(title="Göteborg ✓ " * 30, description="a;b,c\\d\nnext " * 40))
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
    parsed = read(content).events[0]
    assert parsed.description == ("a;b,c\\d\nnext " * 40).strip()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300))
def test_no_text_breaks_out_of_its_place(title: str, place: str) -> None:
    content = written(event(title=title, place=place, description=title))
    found = read(content)
    assert len(found.events) == 1
    assert len(found.events[0].attendees) == 1
    assert content.count(b"\r\nBEGIN:VEVENT") == 1


def test_a_header_cannot_be_put_into_a_title() -> None:
    found = read(written(event(title="Welcome\r\nATTENDEE:mailto:eve@evil.example\r\nSUMMARY:x"))).events[0]
    assert len(found.attendees) == 1
    assert found.summary is not None
    assert found.summary.startswith("Welcome")


def test_the_same_arguments_give_the_same_bytes() -> None:
    assert written() == written()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"begins": datetime(2027, 5, 10, 9)}, "no time zone"),
        ({"ends": datetime(2027, 5, 10, 8, tzinfo=STOCKHOLM)}, "ends before it begins"),
    ],
)
def test_impossible_events_are_refused(changed: dict[str, object], words: str) -> None:
    with pytest.raises(CalendarError, match=words):
        written(event(**changed))


def test_an_invitation_needs_an_organiser() -> None:
    with pytest.raises(CalendarError, match="names its organiser"):
        written(organiser=None)
    assert read(written(organiser=None, method="PUBLISH")).method == "PUBLISH"
