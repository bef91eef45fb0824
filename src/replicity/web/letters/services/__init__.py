"""What is done to letters of intent."""

from replicity.web.letters.services.approval import approve, reopen
from replicity.web.letters.services.drafting import Choice, Seat, draft
from replicity.web.letters.services.ending import expire_due, fulfil, remind, renew, withdraw
from replicity.web.letters.services.handover import hand_over, remind_of_terms
from replicity.web.letters.services.negotiation import add_comment, save_group, send, settle_comment
from replicity.web.letters.services.parties import add_party, change_party, move_party, remove_party
from replicity.web.letters.services.signing import hand_in_copy, sign

__all__ = [
    "Choice",
    "Seat",
    "add_comment",
    "add_party",
    "approve",
    "change_party",
    "draft",
    "expire_due",
    "fulfil",
    "hand_in_copy",
    "hand_over",
    "move_party",
    "remind",
    "remind_of_terms",
    "remove_party",
    "renew",
    "reopen",
    "save_group",
    "send",
    "settle_comment",
    "sign",
    "withdraw",
]
