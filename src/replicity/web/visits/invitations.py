"""Telling the people of a visit: notices in the product, and calendar files by e-mail."""

from collections.abc import Iterator
from typing import Any, Final

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from replicity.reports.calendar import CalendarEvent, Guest, Method, calendar_file
from replicity.web.accounts.models import Person
from replicity.web.accounts.queries import people_of
from replicity.web.notices.kinds import NoticeKind
from replicity.web.notices.services import notify, write_mail
from replicity.web.visits.calendars import programme_text, visit_event
from replicity.web.visits.models import Visit

EDITING: Final = ("editor", "administrator")


def tell(kind: NoticeKind, visit: Visit, **facts: Any) -> None:
    """Give a notice to those who plan the visit on both sides."""
    people = {p.pk: p for org in (visit.city, visit.host) for p in people_of(org, *EDITING)}
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


def send_cancellation_to(visit: Visit, address: str) -> None:
    """Take the visit out of the calendar of one who does not travel any more."""
    person = Person.objects.filter(email=address.lower()).first()
    language = person.language if person else _language_of_planner(visit)
    with translation.override(language):
        subject = _("Cancelled: %(visit)s") % {"visit": visit.title}
        body = _("You are not in the delegation any more.")
    visit.sequence += 1
    visit.save(update_fields=("sequence",))
    _send(visit, address.lower(), language, subject, body, "CANCEL")


def organiser_of(visit: Visit) -> Guest:
    """Return to whom guests answer: who planned the visit, else the platform."""
    planner = visit.planned_by
    if planner is not None and planner.is_active and planner.email:
        return Guest(planner.name, planner.email)
    return Guest(visit.city.name, settings.DEFAULT_FROM_EMAIL)


def _recipients(visit: Visit) -> Iterator[tuple[str, str]]:
    """Yield address and language of delegates and of the host's people, each once."""
    known: set[str] = set()
    members = {p.email: p for p in people_of(visit.host, *EDITING)}
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
