"""Who may do what with programmes and applications."""

from typing import Any

from replicity.web.programmes.models import Application, Programme
from replicity.web.shared.access import Actor, rule


@rule("programmes.read")
def may_read(actor: Actor, programme: Programme) -> bool:
    """Everybody may see a public programme; else those who take part in it."""
    if programme.public or actor.reads(programme.broker_id):
        return True
    own = actor.organisations()
    return bool(own) and (
        programme.applications.filter(organisation_id__in=own).exists()
        or programme.hosts.filter(organisation_id__in=own).exists()
    )


@rule("programmes.open")
def may_open(actor: Actor, _thing: Any) -> bool:
    """Brokers open programmes."""
    return actor.broker


@rule("programmes.inspect")
def may_inspect(actor: Actor, programme: Programme) -> bool:
    """Members of the broker see board, assignment and dashboard."""
    return actor.reads(programme.broker_id)


@rule("programmes.run")
def may_run(actor: Actor, programme: Programme) -> bool:
    """Editors of the broker run the programme."""
    return programme.broker_id in actor.edits_as("broker")


@rule("programmes.apply")
def may_apply(actor: Actor, programme: Programme) -> bool:
    """Editors of an approved city apply."""
    return bool(actor.edits_as("city")) and may_read(actor, programme)


@rule("programmes.read_application")
def may_read_application(actor: Actor, application: Application) -> bool:
    """City, broker, and the host that is to help the city; a draft is the city's alone."""
    if actor.reads(application.organisation_id):
        return True
    if application.state == "draft":
        return False
    return actor.reads(application.programme.broker_id) or actor.reads(application.host_id)


@rule("programmes.answer")
def may_answer(actor: Actor, application: Application) -> bool:
    """Editors of the city answer for it, as long as it takes part."""
    return actor.edits(application.organisation_id) and application.state in (
        "draft",
        "submitted",
        "accepted",
    )


@rule("programmes.step")
def may_step(actor: Actor, application: Application) -> bool:
    """Editors of the city submit, withdraw and reopen."""
    return actor.edits(application.organisation_id)


@rule("programmes.handle")
def may_handle(actor: Actor, application: Application) -> bool:
    """The broker decides on what was submitted and moves it."""
    return application.state != "draft" and may_run(actor, application.programme)
