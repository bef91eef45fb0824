"""The kinds of notices on people and organisations."""

from django.utils.translation import gettext_noop

from replicity.web.notices.kinds import NoticeKind, register

JOIN_ASKED = register(
    NoticeKind(
        "accounts.join_asked",
        title=gettext_noop("Somebody asks to join the network"),
        sentence=gettext_noop("%(organisation)s asks to join the network."),
    )
)
