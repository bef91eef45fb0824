"""Jobs in the background: what follows a visit is recalled in time."""

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from replicity.web.visits.invitations import tell
from replicity.web.visits.models import FollowUp
from replicity.web.visits.notices import FOLLOW_UP_DUE


@task()
def remind_of_follow_up(follow_up_id: int) -> None:
    """Recall a follow-up once, if it is still open."""
    with transaction.atomic():
        found = (
            FollowUp.objects.select_for_update()
            .filter(pk=follow_up_id, progress=FollowUp.Progress.OPEN, reminded_at=None)
            .first()
        )
        if found is None:
            return
        found.reminded_at = timezone.now()
        found.save(update_fields=("reminded_at",))
        tell(FOLLOW_UP_DUE, found.visit, due=found.due_on.isoformat(), what=found.what)
