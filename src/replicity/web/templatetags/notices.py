"""Notices in the reader's language."""

from django import template
from django.utils.translation import gettext, gettext_lazy

from replicity.web.notices.kinds import KINDS
from replicity.web.notices.models import Notice

register = template.Library()


@register.filter
def notice_sentence(notice: Notice) -> str:
    """Return what a notice says; a kind that is not known any more says its name."""
    kind = KINDS.get(notice.kind)
    return gettext(kind.sentence) % notice.facts if kind else notice.kind


@register.filter
def job_name(path: str) -> str:
    """Return application and function of a job."""
    parts = path.split(".")
    return f"{parts[-3]}.{parts[-1]}" if len(parts) > 2 else path


@register.filter
def job_state(state: str) -> str:
    """Return what a state of a job is called."""
    return str(_JOB_STATES.get(state, state))


_JOB_STATES = {
    "READY": gettext_lazy("waits"),
    "RUNNING": gettext_lazy("runs"),
    "SUCCESSFUL": gettext_lazy("done"),
    "FAILED": gettext_lazy("failed"),
}


@register.filter
def translated(sentence: str) -> str:
    """Return a kept sentence in the reader's language, as it is where it has no translation."""
    return gettext(sentence) if sentence else ""
