"""What people ask of their notices."""

from replicity.web.notices.models import Notice
from replicity.web.shared.access import Actor


def unread_count(actor: Actor) -> int:
    """Return how many notices a person has not read."""
    if actor.person_id is None:
        return 0
    return Notice.objects.filter(person_id=actor.person_id, read_at=None).count()
