"""The kinds of notices that this application sends."""

from django.utils.translation import gettext_noop

from replicity.web.notices.kinds import NoticeKind, register

SUBMITTED = register(
    NoticeKind(
        "programmes.submitted",
        title=gettext_noop("A city applies"),
        sentence=gettext_noop("%(city)s applies to the programme “%(programme)s”."),
    )
)
ACCEPTED = register(
    NoticeKind(
        "programmes.accepted",
        title=gettext_noop("Your city is accepted"),
        sentence=gettext_noop("%(city)s is accepted into the programme “%(programme)s”."),
    )
)
DECLINED = register(
    NoticeKind(
        "programmes.declined",
        title=gettext_noop("Your application is declined"),
        sentence=gettext_noop(
            "The application of %(city)s to the programme “%(programme)s” is declined: %(reason)s"
        ),
    )
)
WITHDRAWN = register(
    NoticeKind(
        "programmes.withdrawn",
        title=gettext_noop("A city withdraws"),
        sentence=gettext_noop("%(city)s withdraws from the programme “%(programme)s”."),
    )
)
MOVED = register(
    NoticeKind(
        "programmes.moved",
        title=gettext_noop("Your city has reached another stage"),
        sentence=gettext_noop("%(city)s has reached another stage of the programme “%(programme)s”."),
    )
)
HOST_ASSIGNED = register(
    NoticeKind(
        "programmes.host_assigned",
        title=gettext_noop("A city and a host are brought together"),
        sentence=gettext_noop("%(host)s is to help %(city)s in the programme “%(programme)s”."),
    )
)
