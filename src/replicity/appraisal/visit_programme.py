"""A proposal for the programme of a visit: what happens on each day, in the time zone of the host."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from replicity.catalogue.wording import sentence as _
from replicity.catalogue.wording import translator

SHORTEST_DAYS, LONGEST_DAYS = 1.5, 3.0
SATURDAY = 5
WELCOME, TALK, SITE, CONTRACT, FAILURES, CLINIC, WORKSHOP, PROVIDERS, WRAP_UP, BREAK = (
    "welcome",
    "talk",
    "site_visit",
    "contract",
    "failures",
    "peer_clinic",
    "workshop",
    "providers",
    "wrap_up",
    "break",
)
KINDS: Final = (WELCOME, TALK, SITE, CONTRACT, FAILURES, CLINIC, WORKSHOP, PROVIDERS, WRAP_UP, BREAK)
# themes of open questions that a session answers
ANSWERS: Final = {
    TALK: ("preconditions",),
    SITE: ("operation", "citizens"),
    CONTRACT: ("contract", "cost"),
    FAILURES: ("operation",),
    WORKSHOP: ("preconditions", "cost", "contract", "operation", "citizens"),
}

_Row = tuple[str, str, str]
_FIRST_MORNING: Final[tuple[_Row, ...]] = (
    (WELCOME, "09:00", "09:30"),
    (TALK, "09:30", "10:30"),
    (SITE, "10:45", "12:15"),
)
_FIRST_AFTERNOON: Final[tuple[_Row, ...]] = (
    (CONTRACT, "13:30", "15:00"),
    (FAILURES, "15:15", "16:15"),
)
_LUNCH: Final[_Row] = (BREAK, "12:15", "13:30")
_LAST_MORNING: Final[tuple[_Row, ...]] = (
    (SITE, "09:00", "10:15"),
    (CLINIC, "10:30", "11:30"),
    (WRAP_UP, "11:30", "12:15"),
)
_MIDDLE: Final[tuple[_Row, ...]] = (
    (SITE, "09:00", "10:30"),
    (CLINIC, "10:45", "12:15"),
    _LUNCH,
    (PROVIDERS, "13:30", "14:45"),
    (SITE, "15:00", "16:30"),
)
_LAST_DAY: Final[tuple[_Row, ...]] = (
    (SITE, "09:00", "10:30"),
    (CLINIC, "10:45", "12:15"),
    _LUNCH,
    (PROVIDERS, "13:30", "14:45"),
    (WRAP_UP, "15:00", "16:00"),
)
_REST_AFTER_CLINIC: Final[tuple[_Row, ...]] = (
    (SITE, "09:00", "11:00"),
    (WRAP_UP, "11:15", "12:15"),
)
_REST_WHOLE: Final[tuple[_Row, ...]] = (
    (SITE, "09:00", "12:15"),
    _LUNCH,
    (WRAP_UP, "13:30", "14:30"),
)
# the days of a visit by its length; the first day is the same for all
_LATER: Final[dict[float, tuple[tuple[_Row, ...], ...]]] = {
    1.5: (_LAST_MORNING,),
    2.0: (_LAST_DAY,),
    2.5: (_MIDDLE, _REST_AFTER_CLINIC),
    3.0: (_MIDDLE, _REST_WHOLE),
}
LENGTHS: Final = tuple(_LATER)


@dataclass(frozen=True, slots=True)
class ProposedItem:
    """One entry of the proposal; begin and end carry the host's time zone."""

    kind: str
    begins: datetime
    ends: datetime
    title: str
    led_by: str
    site: str


def proposed_programme(
    first_day: date, days: float, time_zone: str, sites: Sequence[str], language: str = "en"
) -> tuple[ProposedItem, ...]:
    """Return the proposal for a visit of 1.5 to 3 days from a day on; weekends are passed over.

    Where no site is left to see, the time goes to the open questions.
    """
    length = min(LENGTHS, key=lambda known: abs(known - days))
    plan = ((*_FIRST_MORNING, _LUNCH, *_FIRST_AFTERNOON), *_LATER[length])
    titles, zone = session_titles(language), ZoneInfo(time_zone)
    left = iter(sites or ("",))
    found = []
    for day, rows in zip(working_days(first_day), plan, strict=False):
        for kind, begins, ends in rows:
            site = next(left, None) if kind == SITE else ""
            held = WORKSHOP if site is None else kind
            title, led_by = titles[held]
            found.append(
                ProposedItem(
                    held,
                    datetime.combine(day, time.fromisoformat(begins), zone),
                    datetime.combine(day, time.fromisoformat(ends), zone),
                    f"{title}: {site}" if site else title,
                    led_by,
                    site or "",
                )
            )
    return tuple(found)


def session_titles(language: str) -> dict[str, tuple[str, str]]:
    """Return the title of each kind of session and who leads it."""
    say = translator(language)
    return {
        WELCOME: (say(_("Welcome")), say(_("A decision maker of the host city"))),
        TALK: (say(_("How it came about: plans, permits, people")), say(_("The city's project lead"))),
        SITE: (say(_("Site visit")), say(_("The operator and a user"))),
        CONTRACT: (say(_("Contract and finance")), say(_("The owner and who paid"))),
        FAILURES: (say(_("What went wrong, and what it taught")), say(_("Those who mended it"))),
        CLINIC: (say(_("Clinic on the visitors' own project")), say(_("Visitors and host experts"))),
        WORKSHOP: (say(_("Open questions, one by one")), say(_("The host's experts"))),
        PROVIDERS: (say(_("Talks with providers, one by one")), say(_("Providers with references here"))),
        WRAP_UP: (say(_("Wrap-up: who does what by when")), say(_("Both delegations"))),
        BREAK: (say(_("Lunch")), ""),
    }


def working_days(first_day: date) -> Iterator[date]:
    """Yield the days from a day on, weekends passed over; public holidays are not known."""
    day = first_day
    while True:
        if day.weekday() < SATURDAY:
            yield day
        day += timedelta(days=1)
