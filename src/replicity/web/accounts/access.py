"""Who may do what with people and organisations."""

from typing import Any

from replicity.web.accounts.models import Organisation
from replicity.web.shared.access import Actor, rule


@rule("accounts.read")
def may_read(actor: Actor, organisation: Organisation) -> bool:
    """Members see the inside of their organisation, brokers that of all."""
    return actor.reads(organisation.pk) or actor.broker


@rule("accounts.administer")
def may_administer(actor: Actor, organisation: Organisation) -> bool:
    """Administrators look after members and details; brokers may help."""
    return actor.administers(organisation.pk) or actor.broker


@rule("accounts.moderate")
def may_moderate(actor: Actor, _thing: Any) -> bool:
    """Brokers let organisations into the network."""
    return actor.broker
