"""Telling the people of a visit: notices in the product, and calendar files by e-mail."""

from collections.abc import Iterator
from typing import Any, Final

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from replicity.reports.calendar import CalendarEvent, Guest, Method, calendar_file
from replicity.web.accounts.models import Organisation, Person
from replicity.web.accounts.queries import people_of
from replicity.web.notices.kinds import NoticeKind
from replicity.web.notices.services import notify, write_mail
from replicity.web.shared.access import Actor
from replicity.web.visits.calendars import programme_text, visit_event
from replicity.web.visits.models import Visit

EDITING: Final = ("editor", "administrator")


def tell(kind: NoticeKind, visit: Visit, **facts: Any) -> None:
    """Give a notice to those who plan the visit, of the visitors and of all hosts."""
    people = {p.pk: p for org in (visit.city, *visit.hosts) for p in people_of(org, *EDITING)}
    notify(kind, people.values(), link=f"/visits/{visit.pk}/", visit=visit.title, **facts)


def send_invitations(visit: Visit) -> None:
    """Send the visit as it is now to the calendars of all who take part."""
    for address, language in _recipients(visit):
        with translation.override(language):
            subject = _("Invitation: %(visit)s") % {"visit": visit.title}
            body = programme_text(visit, language)
        _send(visit, address, language, subject, body, "REQUEST")


def send_cancellations(visit: Visit) -> None:
    """Take the visit out of the calendars of all who were invited."""
    for address, language in _recipients(visit):
        with translation.override(language):
            subject = _("Cancelled: %(visit)s") % {"visit": visit.title}
            body = _("The visit is cancelled: %(reason)s") % {"reason": visit.reason}
        _send(visit, address, language, subject, body, "CANCEL")


def clear_calendars_at(visit: Visit, host: Organisation) -> None:
    """Take the visit out of the calendars of a host that has left it; who takes part otherwise keeps it."""
    kept = {address for address, _language in _recipients(visit)}
    for person in people_of(host, *EDITING):
        if person.email.lower() not in kept:
            with translation.override(person.language):
                words = _("%(host)s is no host of the visit any more.") % {"host": host.name}
            send_cancellation_to(visit, person.email, words)


def send_cancellation_to(visit: Visit, address: str, why: str = "") -> None:
    """Take the visit out of the calendar of one who does not take part any more."""
    person = Person.objects.filter(email=address.lower()).first()
    language = person.language if person else _language_of_planner(visit)
    with translation.override(language):
        subject = _("Cancelled: %(visit)s") % {"visit": visit.title}
        body = why or _("You are not in the delegation any more.")
    visit.sequence += 1
    visit.save(update_fields=("sequence",))
    _send(visit, address.lower(), language, subject, body, "CANCEL")


def side_of(actor: Actor, visit: Visit) -> Organisation:
    """Return for whom somebody acts in a visit: the visitors, else the first of the hosts."""
    return next((org for org in (visit.city, *visit.hosts) if actor.edits(org.pk)), visit.host)


def organiser_of(visit: Visit) -> Guest:
    """Return to whom guests answer: who planned the visit, else the platform."""
    planner = visit.planned_by
    if planner is not None and planner.is_active and planner.email:
        return Guest(planner.name, planner.email)
    return Guest(visit.city.name, settings.DEFAULT_FROM_EMAIL)


def _recipients(visit: Visit) -> Iterator[tuple[str, str]]:
    """Yield address and language of delegates and of the people of hosts that confirmed, each once."""
    known: set[str] = set()
    hostings = visit.hostings.filter(confirmed=True).select_related("organisation")
    members = {p.email: p for h in hostings for p in people_of(h.organisation, *EDITING)}
    wanted = [*visit.delegates.exclude(email="").values_list("email", flat=True), *members]
    languages = dict(Person.objects.filter(email__in=wanted).values_list("email", "language"))
    planner = _language_of_planner(visit)
    for email in wanted:
        address = email.lower()
        if address not in known:
            known.add(address)
            yield address, languages.get(address, planner)


def _language_of_planner(visit: Visit) -> str:
    return visit.planned_by.language if visit.planned_by else "en"


def _send(visit: Visit, address: str, language: str, subject: str, body: str, method: Method) -> None:
    event: CalendarEvent | None = visit_event(visit, language)
    calendar = None
    if event is not None:
        calendar = calendar_file(
            [event],
            name=visit.title,
            stamp=timezone.now(),
            method=method,
            organiser=organiser_of(visit),
            guests=[Guest(address, address)],
        )
    write_mail(
        address,
        language,
        subject,
        body,
        link=f"/visits/{visit.pk}/",
        calendar=calendar,
        calendar_method=method if calendar else "",
    )
