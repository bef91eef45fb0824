"""The kinds of notices that this application sends."""

from django.utils.translation import gettext_noop

from replicity.web.notices.kinds import NoticeKind, register

RESULTS_SUBMITTED = register(
    NoticeKind(
        "projects.results_submitted",
        title=gettext_noop("A year of results waits for you"),
        sentence=gettext_noop("The project “%(project)s” handed in a year of measured results."),
    )
)
RESULTS_ACCEPTED = register(
    NoticeKind(
        "projects.results_accepted",
        title=gettext_noop("Results were accepted"),
        sentence=gettext_noop("The results of “%(project)s” are now part of the evidence."),
    )
)
RESULTS_RETURNED = register(
    NoticeKind(
        "projects.results_returned",
        title=gettext_noop("Results were returned"),
        sentence=gettext_noop("The results of “%(project)s” were returned: %(reason)s"),
    )
)
ROOM_OPENED = register(
    NoticeKind(
        "projects.room_opened",
        title=gettext_noop("A data room is open to you"),
        sentence=gettext_noop("You are invited into the data room of “%(project)s”."),
    )
)
GATE_PASSED = register(
    NoticeKind(
        "projects.gate_passed",
        title=gettext_noop("A project passed a gate"),
        sentence=gettext_noop("The project “%(project)s” passed a gate."),
        by_mail=False,
    )
)
