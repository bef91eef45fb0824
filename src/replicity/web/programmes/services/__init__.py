"""What is done to programmes and applications."""

from replicity.web.programmes.services.applications import (
    answer_application,
    apply,
    change_application,
    decide,
    reopen,
    submit,
    withdraw,
)
from replicity.web.programmes.services.assignment import assign_host, propose_hosts, take_proposal
from replicity.web.programmes.services.events import note_event, note_standing
from replicity.web.programmes.services.programmes import (
    change_programme,
    open_programme,
    set_gate,
    set_host,
)
from replicity.web.programmes.services.stages import advance, tick_criteria

__all__ = [
    "advance",
    "answer_application",
    "apply",
    "assign_host",
    "change_application",
    "change_programme",
    "decide",
    "note_event",
    "note_standing",
    "open_programme",
    "propose_hosts",
    "reopen",
    "set_gate",
    "set_host",
    "submit",
    "take_proposal",
    "tick_criteria",
    "withdraw",
]
