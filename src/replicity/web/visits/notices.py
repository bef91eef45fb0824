"""The kinds of notices that visits send."""

from django.utils.translation import gettext_noop

from replicity.web.notices.kinds import NoticeKind, register

VISIT_PROPOSED = register(
    NoticeKind(
        "visits.proposed",
        title=gettext_noop("A delegation would like to visit you"),
        sentence=gettext_noop("%(city)s proposes the visit “%(visit)s”."),
    )
)
VISIT_CONFIRMED = register(
    NoticeKind(
        "visits.confirmed",
        title=gettext_noop("The visit is confirmed"),
        sentence=gettext_noop("%(host)s confirmed the visit “%(visit)s”."),
    )
)
HOST_CONFIRMED = register(
    NoticeKind(
        "visits.host_confirmed",
        title=gettext_noop("One of the hosts confirmed the visit"),
        sentence=gettext_noop("%(host)s confirmed the visit “%(visit)s”. Not yet: %(waiting)s."),
    )
)
HOST_DECLINED = register(
    NoticeKind(
        "visits.host_declined",
        title=gettext_noop("One of the hosts cannot receive the visit"),
        sentence=gettext_noop("%(host)s cannot receive the visit “%(visit)s”: %(reason)s"),
    )
)
HOST_LEFT_OUT = register(
    NoticeKind(
        "visits.host_left_out",
        title=gettext_noop("A delegation does not visit you any more"),
        sentence=gettext_noop("%(city)s makes the visit “%(visit)s” without %(host)s."),
    )
)
VISIT_CHANGED = register(
    NoticeKind(
        "visits.changed",
        title=gettext_noop("The programme of the visit changed"),
        sentence=gettext_noop("%(who)s sent a new programme of the visit “%(visit)s”."),
    )
)
VISIT_CANCELLED = register(
    NoticeKind(
        "visits.cancelled",
        title=gettext_noop("The visit is cancelled"),
        sentence=gettext_noop("%(who)s cancelled the visit “%(visit)s”: %(reason)s"),
    )
)
VISIT_REPORTED = register(
    NoticeKind(
        "visits.reported",
        title=gettext_noop("The report on the visit is there"),
        sentence=gettext_noop("%(city)s reported on the visit “%(visit)s”."),
    )
)
FOLLOW_UP_DUE = register(
    NoticeKind(
        "visits.follow_up_due",
        title=gettext_noop("Something that follows a visit is due"),
        sentence=gettext_noop("Due on %(due)s after the visit “%(visit)s”: %(what)s"),
    )
)
