"""The kinds of notices on letters of intent."""

from django.utils.translation import gettext_noop

from replicity.web.notices.kinds import NoticeKind, register

SENT = register(
    NoticeKind(
        "letters.sent",
        title=gettext_noop("A letter of intent waits for you"),
        sentence=gettext_noop("%(who)s opened the negotiation of “%(letter)s”."),
    )
)
CHANGED = register(
    NoticeKind(
        "letters.changed",
        title=gettext_noop("A letter of intent was changed"),
        sentence=gettext_noop("%(who)s saved version %(version)s of “%(letter)s”."),
        by_mail=False,
    )
)
COMMENTED = register(
    NoticeKind(
        "letters.commented",
        title=gettext_noop("Somebody commented on a letter of intent"),
        sentence=gettext_noop("%(who)s commented on “%(letter)s”."),
    )
)
PARTY_APPROVED = register(
    NoticeKind(
        "letters.party_approved",
        title=gettext_noop("A party approved a letter of intent"),
        sentence=gettext_noop("%(who)s approved version %(version)s of “%(letter)s”."),
    )
)
REOPENED = register(
    NoticeKind(
        "letters.reopened",
        title=gettext_noop("A letter of intent is negotiated again"),
        sentence=gettext_noop("“%(letter)s” is in negotiation again: %(reason)s"),
    )
)
YOUR_TURN = register(
    NoticeKind(
        "letters.your_turn",
        title=gettext_noop("A letter of intent waits for your signature"),
        sentence=gettext_noop("It is the turn of %(who)s to sign “%(letter)s”."),
    )
)
SIGNED_BY = register(
    NoticeKind(
        "letters.signed",
        title=gettext_noop("A letter of intent was signed"),
        sentence=gettext_noop("%(who)s signed “%(letter)s”."),
    )
)
IN_FORCE = register(
    NoticeKind(
        "letters.in_force",
        title=gettext_noop("A letter of intent is in force"),
        sentence=gettext_noop("All parties have signed “%(letter)s”; it is in force."),
    )
)
HANDED_OVER = register(
    NoticeKind(
        "letters.handed_over",
        title=gettext_noop("A letter of intent was handed over"),
        sentence=gettext_noop("%(name)s now stands for %(who)s in “%(letter)s”."),
    )
)
TERM_ENDS = register(
    NoticeKind(
        "letters.term_ends",
        title=gettext_noop("A term of office ends: hand the letter over"),
        sentence=gettext_noop("A term of office at %(who)s ends on %(day)s: hand “%(letter)s” over."),
    )
)
ENDED = register(
    NoticeKind(
        "letters.ended",
        title=gettext_noop("A letter of intent has ended"),
        sentence=gettext_noop("“%(letter)s” has ended: %(reason)s"),
    )
)
ENDING = register(
    NoticeKind(
        "letters.ending",
        title=gettext_noop("A letter of intent ends soon"),
        sentence=gettext_noop("“%(letter)s” ends on %(day)s: renew it or let it end."),
    )
)
