"""Entries of the programme in a reader's language: what was proposed and left as it was is translated."""

from typing import Final

from replicity.appraisal.visit_programme import session_titles
from replicity.catalogue.wording import LANGUAGES
from replicity.web.visits.models import ProgrammeItem

BEFORE_SITE: Final = ": "


def title_in(item: ProgrammeItem, language: str) -> str:
    """Return the title of an entry; one that people wrote stays as it is."""
    for known in LANGUAGES:
        proposed = session_titles(known).get(item.kind, ("", ""))[0]
        if proposed and (item.title == proposed or item.title.startswith(proposed + BEFORE_SITE)):
            return session_titles(language)[item.kind][0] + item.title.removeprefix(proposed)
    return item.title


def led_by_in(item: ProgrammeItem, language: str) -> str:
    """Return who leads an entry, in the same way."""
    for known in LANGUAGES:
        if item.led_by and item.led_by == session_titles(known).get(item.kind, ("", ""))[1]:
            return session_titles(language)[item.kind][1]
    return item.led_by
