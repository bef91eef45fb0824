"""A notice for the editor, and a job that waits."""

from django_tasks_db.models import DBTaskResult

from replicity.web.accounts.notices import JOIN_ASKED
from replicity.web.notices.models import Notice
from replicity.web.notices.services import notify


def add(world) -> None:
    """Put a notice and a job into the world."""
    notify(JOIN_ASKED, [world.people["editor"]], link="/desk/", organisation="Lima")
    world.ids["notice"] = Notice.objects.filter(person=world.people["editor"]).first().pk
    world.ids["job"] = DBTaskResult.objects.first().pk
