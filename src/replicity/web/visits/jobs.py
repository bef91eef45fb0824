"""Jobs in the background: what follows a visit is recalled in time."""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from replicity.web.notices.periodic import returns
from replicity.web.visits.invitations import tell
from replicity.web.visits.models import FollowUp
from replicity.web.visits.notices import FOLLOW_UP_DUE

REMINDED_BEFORE: Final = timedelta(days=7)


@task()
def remind_of_follow_ups() -> None:
    """Recall what is open and due within a week, each once."""
    soon = timezone.localdate() + REMINDED_BEFORE
    due = FollowUp.objects.filter(progress=FollowUp.Progress.OPEN, reminded_at=None, due_on__lte=soon)
    for number in due.values_list("pk", flat=True):
        _remind(number)


def _remind(number: int) -> None:
    with transaction.atomic():
        found = (
            FollowUp.objects.select_for_update()
            .filter(pk=number, progress=FollowUp.Progress.OPEN, reminded_at=None)
            .first()
        )
        if found is None:
            return
        found.reminded_at = timezone.now()
        found.save(update_fields=("reminded_at",))
        tell(FOLLOW_UP_DUE, found.visit, due=found.due_on.isoformat(), what=found.what)


returns("visits.follow_ups", timedelta(days=1), remind_of_follow_ups)
