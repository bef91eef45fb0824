"""Who may read the audit trail."""

from typing import Any

from replicity.web.shared.access import Actor, rule


@rule("audit.read")
def may_read(actor: Actor, _thing: Any) -> bool:
    """Brokers read the whole trail; its head is public."""
    return actor.broker
