"""The kinds of notices on introductions and questions."""

from django.utils.translation import gettext_noop

from replicity.web.notices.kinds import NoticeKind, register

ASKED = register(
    NoticeKind(
        "introductions.asked",
        title=gettext_noop("%(who)s asks for an introduction"),
        sentence=gettext_noop("%(who)s asks %(whom)s for an introduction on %(solution)s."),
    )
)
ACCEPTED = register(
    NoticeKind(
        "introductions.accepted",
        title=gettext_noop("%(whom)s accepted the introduction"),
        sentence=gettext_noop("%(whom)s accepted the introduction on %(solution)s: ask your questions."),
    )
)
DECLINED = register(
    NoticeKind(
        "introductions.declined",
        title=gettext_noop("%(whom)s declined the introduction"),
        sentence=gettext_noop("%(whom)s declined the introduction on %(solution)s: “%(reason)s”"),
    )
)
WITHDRAWN = register(
    NoticeKind(
        "introductions.withdrawn",
        title=gettext_noop("%(who)s withdrew a request"),
        sentence=gettext_noop("%(who)s withdrew the request for an introduction on %(solution)s."),
    )
)
CLOSED = register(
    NoticeKind(
        "introductions.closed",
        title=gettext_noop("An introduction is closed"),
        sentence=gettext_noop("The introduction of %(who)s to %(whom)s on %(solution)s is closed."),
    )
)
MESSAGE = register(
    NoticeKind(
        "introductions.message",
        title=gettext_noop("A message from %(from)s"),
        sentence=gettext_noop("%(from)s wrote on %(solution)s: “%(text)s”"),
    )
)
DOCUMENT = register(
    NoticeKind(
        "introductions.document",
        title=gettext_noop("A document from %(from)s"),
        sentence=gettext_noop("%(from)s shared “%(document)s”, version %(version)s."),
    )
)
QUESTION = register(
    NoticeKind(
        "introductions.question",
        title=gettext_noop("A question from %(who)s"),
        sentence=gettext_noop("%(who)s asks on %(solution)s: “%(text)s”"),
    )
)
ANSWER = register(
    NoticeKind(
        "introductions.answer",
        title=gettext_noop("An answer from %(from)s"),
        sentence=gettext_noop("%(from)s answered your question on %(solution)s."),
    )
)
SETTLED = register(
    NoticeKind(
        "introductions.settled",
        title=gettext_noop("A question of %(who)s was answered at a visit"),
        sentence=gettext_noop("%(who)s heard the answer to its question on %(solution)s at a visit."),
    )
)
UNANSWERED = register(
    NoticeKind(
        "introductions.unanswered",
        title=gettext_noop("A request for an introduction waits"),
        sentence=gettext_noop(
            "%(who)s has waited for %(days)s days for an answer of %(whom)s on %(solution)s."
        ),
    )
)
FOLLOW_UP = register(
    NoticeKind(
        "introductions.follow_up",
        title=gettext_noop("A follow-up is due"),
        sentence=gettext_noop("The follow-up of %(who)s and %(whom)s on %(solution)s is due on %(date)s."),
    )
)
