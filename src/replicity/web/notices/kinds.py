"""The kinds of notices: each application registers its own, with the words that a reader sees."""

import re
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext

_FACT = re.compile(r"%\(\w+\)s")


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """A kind of notice; title and sentence are English and translated for each reader."""

    id: str
    title: str
    sentence: str
    by_mail: bool = True

    @property
    def heading(self) -> str:
        """Return the title for a list of kinds, where nobody in particular is meant."""
        words = _FACT.sub("…", gettext(self.title))
        return words[0].upper() + words[1:]


KINDS: Final[dict[str, NoticeKind]] = {}


def register(kind: NoticeKind) -> NoticeKind:
    """Make a kind known; its id is unique."""
    if kind.id in KINDS:
        raise ValueError(f"There is a kind of notice {kind.id} already.")
    KINDS[kind.id] = kind
    return kind
