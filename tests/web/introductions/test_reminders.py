"""Reminders: after one and two weeks and on the date of the follow-up, once for each person and date."""

from datetime import timedelta

import pytest
from django.utils import timezone

from replicity.web.introductions import services
from replicity.web.introductions.jobs import due_reminders, send_reminders
from replicity.web.introductions.models import Introduction, Reminder
from replicity.web.notices.models import Notice
from replicity.web.notices.periodic import RETURNING


@pytest.fixture
def waiting(world):
    """Return the request that nobody has answered."""
    return Introduction.objects.get(pk=world.ids["introduction_waiting"])


def aged(introduction, **age):
    """Let an introduction be older."""
    Introduction.objects.filter(pk=introduction.pk).update(created_at=timezone.now() - timedelta(**age))


def sent():
    """Run the job; return how many reminders went out."""
    return send_reminders.func()


def test_a_week_without_an_answer_reminds_once(world, waiting):
    aged(waiting, days=6, hours=23)
    assert sent() == 0
    aged(waiting, days=7, minutes=1)
    assert sent() == 1
    assert sent() == 0
    notice = Notice.objects.get(kind="introductions.unanswered")
    assert (notice.person, notice.facts["days"]) == (world.people["host"], 7)


def test_the_second_reminder_comes_after_two_weeks(waiting):
    aged(waiting, days=8)
    assert sent() == 1
    aged(waiting, days=15)
    assert sent() == 1
    assert sent() == 0
    assert sorted(Reminder.objects.values_list("kind", flat=True)) == ["first", "second"]


def test_of_two_that_are_late_the_last_alone_is_sent(waiting):
    aged(waiting, days=40)
    assert [d.kind for d in due_reminders(timezone.now())] == ["second"]
    assert (sent(), sent()) == (1, 0)


def test_an_answer_ends_the_reminders(world, waiting):
    aged(waiting, days=30)
    services.decline(world.actor("host"), waiting, "Full.")
    assert due_reminders(timezone.now()) == ()


def test_both_sides_are_reminded_of_a_follow_up_and_again_of_a_moved_one(world, waiting):
    services.withdraw(world.actor("editor"), waiting)
    made = Introduction.objects.get(pk=world.ids["introduction"])
    today = timezone.now().date()
    services.follow_up(world.actor("editor"), made, today + timedelta(days=10))
    assert due_reminders(timezone.now() + timedelta(days=9)) == ()
    (due,) = due_reminders(timezone.now() + timedelta(days=10))
    assert {p.email for p in due.people} == {"editor@example.org", "host@example.org"}
    Introduction.objects.filter(pk=made.pk).update(follow_up_on=today)
    assert (sent(), sent()) == (2, 0)
    Introduction.objects.filter(pk=made.pk).update(follow_up_on=today - timedelta(days=1))
    assert (sent(), sent()) == (2, 0)


def test_the_job_returns_every_hour():
    assert RETURNING["introductions.send_reminders"].every == timedelta(hours=1)
