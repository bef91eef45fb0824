"""Notices in the reader's language."""

from django import template
from django.utils.translation import gettext

from replicity.web.notices.kinds import KINDS
from replicity.web.notices.models import Notice

register = template.Library()


@register.filter
def notice_sentence(notice: Notice) -> str:
    """Return what a notice says; a kind that is not known any more says its name."""
    kind = KINDS.get(notice.kind)
    return gettext(kind.sentence) % notice.facts if kind else notice.kind
