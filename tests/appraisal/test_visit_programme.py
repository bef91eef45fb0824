"""The proposed programme: everything a visit needs, in the host's time, on working days."""

from datetime import date, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from replicity.appraisal.visit_programme import KINDS, LENGTHS, proposed_programme, session_titles

SITES = ("HSB Living Lab", "Brf Viva")
MONDAY = date(2027, 5, 10)


@pytest.mark.parametrize("days", LENGTHS)
def test_every_length_holds_the_sessions_that_matter(days: float) -> None:
    items = proposed_programme(MONDAY, days, "Europe/Stockholm", SITES)
    kinds = [i.kind for i in items]
    for needed in ("welcome", "talk", "site_visit", "contract", "failures", "peer_clinic", "wrap_up"):
        assert needed in kinds, needed
    assert kinds[0] == "welcome"
    assert kinds[-1] == "wrap_up"
    assert ("providers" in kinds) == (days >= 2)
    assert {i.site for i in items if i.site} == set(SITES)
    assert len({i.begins.date() for i in items}) == -(-days // 1)


@pytest.mark.parametrize("days", LENGTHS)
def test_nothing_overlaps_and_nobody_waits(days: float) -> None:
    items = proposed_programme(MONDAY, days, "Europe/Stockholm", SITES)
    for before, after in pairwise(items):
        assert before.ends <= after.begins
        if before.begins.date() == after.begins.date():
            assert after.begins - before.ends <= timedelta(minutes=15)
    assert all(i.begins < i.ends for i in items)


def test_times_are_those_of_the_host_across_a_change_of_the_clock() -> None:
    items = proposed_programme(date(2027, 3, 26), 1.5, "Europe/Stockholm", SITES)
    first, last = items[0].begins, items[-1].begins
    assert (first.hour, first.utcoffset()) == (9, timedelta(hours=1))
    assert last.date() == date(2027, 3, 29)  # after the weekend
    assert last.utcoffset() == timedelta(hours=2)
    assert first.astimezone(ZoneInfo("America/Santiago")).hour == 5


def test_weekends_are_passed_over() -> None:
    items = proposed_programme(date(2027, 5, 15), 3, "Europe/Stockholm", SITES)
    assert {i.begins.weekday() for i in items} <= {0, 1, 2, 3, 4}
    assert items[0].begins.date() == date(2027, 5, 17)


def test_without_further_sites_the_time_goes_to_the_questions() -> None:
    items = proposed_programme(MONDAY, 3, "Europe/Stockholm", ["Brf Viva"])
    kinds = [i.kind for i in items]
    assert kinds.count("site_visit") == 1
    assert kinds.count("workshop") == 3


def test_no_site_known_yet_keeps_one_site_visit_open() -> None:
    items = proposed_programme(MONDAY, 2, "Europe/Stockholm", [])
    visits = [i for i in items if i.kind == "site_visit"]
    assert [v.title for v in visits] == ["Site visit"]


def test_both_languages_name_every_session() -> None:
    assert set(session_titles("en")) == set(KINDS)
    for kind, (title, _led_by) in session_titles("es").items():
        assert title != session_titles("en")[kind][0], kind
