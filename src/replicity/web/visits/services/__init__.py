"""What is done to visits and slots: each function is one change in one transaction."""

from replicity.web.visits.services.hosts import add_host, confirm_visit, decline_visit, remove_host
from replicity.web.visits.services.people import add_delegate, change_delegate, remove_delegate
from replicity.web.visits.services.planning import PlanDetails, change_visit, propose_visit, set_questions
from replicity.web.visits.services.programme import add_item, change_item, remove_item, send_changes
from replicity.web.visits.services.report import finish_report, save_report, set_follow_up
from replicity.web.visits.services.slots import book_slot, offer_slot, release_booking, withdraw_slot
from replicity.web.visits.services.steps import take_step

__all__ = [
    "PlanDetails",
    "add_delegate",
    "add_host",
    "add_item",
    "book_slot",
    "change_delegate",
    "change_item",
    "change_visit",
    "confirm_visit",
    "decline_visit",
    "finish_report",
    "offer_slot",
    "propose_visit",
    "release_booking",
    "remove_delegate",
    "remove_host",
    "remove_item",
    "save_report",
    "send_changes",
    "set_follow_up",
    "set_questions",
    "take_step",
    "withdraw_slot",
]
