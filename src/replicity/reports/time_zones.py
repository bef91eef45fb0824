"""The rules of a time zone as calendars read them (VTIMEZONE), from the machine's own time zone data.

Written here because icalendar 7 puts the spring change an hour too late: RFC 5545 counts the onset of an
observance in the local time that holds before it.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_STEP: Final = timedelta(hours=12)
_EXACT: Final = timedelta(seconds=1)


def time_zone_rules(key: str, first: datetime, last: datetime) -> Timezone:
    """Return the rules of a zone that hold between two moments, every change of the clock by its date."""
    zone = ZoneInfo(key)
    begin = first.astimezone(UTC).replace(microsecond=0)
    rules = Timezone()
    rules.add("tzid", key)
    here = begin.astimezone(zone)
    onsets: dict[tuple[timedelta, timedelta, str, bool], list[datetime]] = {}
    before = _offset(here)
    onsets[(before, before, here.tzname() or key, bool(here.dst()))] = [here.replace(tzinfo=None)]
    for moment in _changes(zone, begin, last.astimezone(UTC)):
        now = moment.astimezone(zone)
        after = _offset(now)
        local = (moment + before).replace(tzinfo=None)
        onsets.setdefault((before, after, now.tzname() or key, bool(now.dst())), []).append(local)
        before = after
    for (old, new, name, summer), moments in onsets.items():
        part = TimezoneDaylight() if summer else TimezoneStandard()
        part.add("dtstart", moments[0])
        if moments[1:]:
            part.add("rdate", moments[1:])
        part.add("tzoffsetfrom", old)
        part.add("tzoffsetto", new)
        part.add("tzname", name)
        rules.add_component(part)
    return rules


def _offset(moment: datetime) -> timedelta:
    return moment.utcoffset() or timedelta()


def _changes(zone: ZoneInfo, begin: datetime, end: datetime) -> Iterator[datetime]:
    """Yield the moments (UTC) from which another offset holds."""
    low = begin
    while low < end:
        high = low + _STEP
        if _offset(low.astimezone(zone)) != _offset(high.astimezone(zone)):
            yield _change(zone, low, high)
        low = high


def _change(zone: ZoneInfo, low: datetime, high: datetime) -> datetime:
    before = _offset(low.astimezone(zone))
    while high - low > _EXACT:
        middle = low + timedelta(seconds=int((high - low).total_seconds()) // 2)
        if _offset(middle.astimezone(zone)) == before:
            low = middle
        else:
            high = middle
    return high
