"""A visit as calendar events: one for the invitation, one for each entry to download."""

from urllib.parse import urlsplit

from babel.dates import format_date
from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from replicity.reports.calendar import CalendarEvent, calendar_file
from replicity.web.visits.models import ProgrammeItem, State, Visit
from replicity.web.visits.queries import begin_there
from replicity.web.visits.wording import led_by_in, title_in


def visit_calendar(visit: Visit, language: str) -> bytes:
    """Return the whole programme to be put into a calendar; entries that fell away are cancelled in it."""
    events = [_entry(visit, item, language) for item in visit.items.all()]
    return calendar_file(events, name=visit.title, stamp=timezone.now(), method="PUBLISH")


def visit_event(visit: Visit, language: str) -> CalendarEvent | None:
    """Return the visit as one event with the programme in its words, None where nothing ever was planned."""
    entries = list(visit.items.all())
    # where every entry fell away the event keeps its time, so that calendars can still learn of its end
    items = [i for i in entries if not i.removed] or entries
    if not items:
        return None
    return CalendarEvent(
        uid=f"visit-{visit.uid}@{_site()}",
        sequence=visit.sequence,
        begins=min(i.begins_at for i in items).astimezone(visit.zone),
        ends=max(i.ends_at for i in items).astimezone(visit.zone),
        title=visit.title,
        description=programme_text(visit, language),
        place=", ".join(host.name for host in visit.hosts),
        address=f"{settings.PUBLIC_ADDRESS}/visits/{visit.pk}/",
        cancelled=visit.state == State.CANCELLED,
    )


def programme_text(visit: Visit, language: str) -> str:
    """Return hosts and programme as lines of text, in the leading host's time."""
    lines, day = [hosts_line(visit, language)], None
    for item in visit.items.all():
        if item.removed:
            continue
        begins, ends = item.begins_at.astimezone(visit.zone), item.ends_at.astimezone(visit.zone)
        if begins.date() != day:
            day = begins.date()
            lines.append(f"\n{format_date(day, format='full', locale=language)} ({visit.time_zone})")
        lines.append(f"{begins:%H:%M}–{ends:%H:%M} {title_in(item, language)}{_there(visit, item)}")
    return "\n".join(lines).strip()


def hosts_line(visit: Visit, language: str) -> str:
    """Return who hosts a visit, as one line."""
    with translation.override(language):
        return _("Hosts: %(names)s") % {"names": ", ".join(host.name for host in visit.hosts)}


def _there(visit: Visit, item: ProgrammeItem) -> str:
    """Return the begin where a slot is, if its clock shows another hour."""
    there = begin_there(item, visit)
    return "" if there is None else f" ({there:%H:%M} {there.tzinfo})"


def _entry(visit: Visit, item: ProgrammeItem, language: str) -> CalendarEvent:
    return CalendarEvent(
        uid=f"visit-entry-{item.uid}@{_site()}",
        sequence=visit.sequence,
        begins=item.begins_at.astimezone(visit.zone),
        ends=item.ends_at.astimezone(visit.zone),
        title=title_in(item, language),
        description="\n".join(
            part for part in (led_by_in(item, language), item.note, hosts_line(visit, language)) if part
        ),
        place=item.place,
        address=f"{settings.PUBLIC_ADDRESS}/visits/{visit.pk}/",
        cancelled=item.removed or visit.state == State.CANCELLED,
    )


def _site() -> str:
    return urlsplit(settings.PUBLIC_ADDRESS).hostname or "replicity.localhost"
