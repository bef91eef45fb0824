"""Who may read notices, and who looks after the jobs in the background."""

from typing import Any

from replicity.web.notices.models import Notice
from replicity.web.shared.access import Actor, rule


@rule("notices.read")
def may_read(actor: Actor, notice: Notice) -> bool:
    """A notice is its person's alone."""
    return actor.known and notice.person_id == actor.person_id


@rule("notices.read_jobs")
def may_read_jobs(actor: Actor, _thing: Any) -> bool:
    """Brokers see what the background does, and the e-mails where no server takes them."""
    return actor.broker


@rule("notices.retry")
def may_retry(actor: Actor, _job: Any) -> bool:
    """Brokers have a job done again."""
    return actor.broker
