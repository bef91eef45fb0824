"""The kinds of notices on offers, requests for information and quotes."""

from django.utils.translation import gettext_noop

from replicity.web.notices.kinds import NoticeKind, register

OFFER_WAITS = register(
    NoticeKind(
        "network.offer_waits",
        title=gettext_noop("An offer waits for you"),
        sentence=gettext_noop("%(organisation)s has an offer that waits for the broker."),
    )
)
OFFER_APPROVED = register(
    NoticeKind(
        "network.offer_approved",
        title=gettext_noop("Your offer is in the directory"),
        sentence=gettext_noop("The broker approved an offer of %(organisation)s."),
    )
)
OFFER_DECLINED = register(
    NoticeKind(
        "network.offer_declined",
        title=gettext_noop("Your offer was declined"),
        sentence=gettext_noop("The broker declined an offer of %(organisation)s: %(reason)s"),
    )
)
HOST_OPENED = register(
    NoticeKind(
        "network.host_opened",
        title=gettext_noop("Your city can now host others"),
        sentence=gettext_noop(
            "The results of a replica are accepted: %(organisation)s stands in the directory as a host. "
            "Say how many visits you take, and in which season."
        ),
    )
)
INFORMATION_ASKED = register(
    NoticeKind(
        "network.information_asked",
        title=gettext_noop("A city asks you for information"),
        sentence=gettext_noop("%(city)s asks %(provider)s for information."),
    )
)
INFORMATION_GIVEN = register(
    NoticeKind(
        "network.information_given",
        title=gettext_noop("A provider answered you"),
        sentence=gettext_noop("%(provider)s answered the request of %(city)s."),
    )
)
REQUEST_ENDED = register(
    NoticeKind(
        "network.request_ended",
        title=gettext_noop("A request has ended"),
        sentence=gettext_noop("%(city)s has ended its request to %(provider)s."),
        by_mail=False,
    )
)
