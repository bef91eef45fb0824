"""What pages, documents and other applications ask of visits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.utils import timezone

from replicity.appraisal.travel import Journey, common_languages, journey
from replicity.catalogue.cities import City, get_city
from replicity.catalogue.evidence import demonstrations
from replicity.web.accounts.models import Organisation
from replicity.web.accounts.queries import approved
from replicity.web.network.queries import host_offers
from replicity.web.programmes.models import Application
from replicity.web.programmes.models import State as ApplicationState
from replicity.web.programmes.queries import applications_of
from replicity.web.shared.access import Actor
from replicity.web.visits.access import HOSTING
from replicity.web.visits.models import Hosting, ProgrammeItem, Question, Slot, State, Visit
from replicity.web.visits.wording import led_by_in, title_in

MOST_SITES, MOST_SLOTS = 16, 60


def visits_of(actor: Actor) -> QuerySet[Visit]:
    """Return the visits that an actor may see, latest first."""
    found = Visit.objects.select_related("city", "host").prefetch_related("hostings__organisation")
    if actor.broker:
        return found
    own = actor.organisations()
    hosted = Hosting.objects.filter(organisation_id__in=own).values("visit_id")
    return found.filter(Q(city_id__in=own) | Q(host_id__in=own) | Q(pk__in=hosted))


def held_visits(city: Organisation) -> QuerySet[Visit]:
    """Return the visits of a city that took place, for letters and programmes."""
    return Visit.objects.filter(city=city, state__in=(State.HELD, State.REPORTED)).select_related("host")


def possible_hosts(city: Organisation | None = None) -> QuerySet[Organisation]:
    """Return who can receive a delegation: cities and owners that say where they are."""
    found = approved().filter(kind__in=HOSTING).exclude(city_id="")
    return found if city is None else found.exclude(pk=city.pk)


def applications_for(city: Organisation) -> QuerySet[Application]:
    """Return the programmes in which a city takes part."""
    return applications_of([city.pk]).filter(state=ApplicationState.ACCEPTED)


def visits_for(application: Application) -> QuerySet[Visit]:
    """Return the visits of a city in a programme."""
    return Visit.objects.filter(application=application).select_related("host")


def fee_and_group(host: Organisation) -> tuple[Decimal | None, int | None]:
    """Return what a host asks for a visit (nominal, dearest offer) and how many it receives at a time."""
    offers = list(host_offers(host))
    fees = [o.visit_fee_nominal_eur for o in offers if o.visit_fee_nominal_eur is not None]
    groups = [o.largest_group_count for o in offers if o.largest_group_count is not None]
    return max(fees, default=None), max(groups, default=None)


def terms_of(hosts: Sequence[Organisation]) -> list[tuple[Organisation, Decimal | None, int | None]]:
    """Return fee and largest group of those hosts that say something of them."""
    found = [(host, *fee_and_group(host)) for host in hosts]
    return [row for row in found if row[1:] != (None, None)]


def open_slots(visit: Visit) -> QuerySet[Slot]:
    """Return the slots of the hosts that this visit could take."""
    found = Slot.objects.select_related("host").filter(
        host_id__in=visit.host_ids,
        withdrawn=False,
        booking=None,
        begins_at__gt=timezone.now(),
        capacity__gte=visit.party_size,
    )
    return found.order_by("begins_at")[:MOST_SLOTS]


@dataclass(frozen=True, slots=True)
class Site:
    """A demonstration that a delegation can see; `owner` is a host of the visit, where one owns it."""

    name: str
    fits: bool
    owner: str


def sites_in(city_id: str, solution_id: str, hosts: Sequence[Organisation] = ()) -> list[Site]:
    """Return the demonstrations of a city, first those of the solution, then those of the hosts."""
    here = [d for d in demonstrations().values() if d.city_id == city_id]
    ours = {d.name for d in here if d.solution == solution_id}
    names = {h.name for h in hosts}
    owners = {d.name: d.owner for d in here if d.owner in names}
    sites = [Site(name, name in ours, owners.get(name, "")) for name in {d.name for d in here}]
    return sorted(sites, key=lambda s: (not s.fits, not s.owner, s.name))[:MOST_SITES]


def sites_of(hosts: Sequence[Organisation], solution_id: str) -> list[tuple[City, list[Site]]]:
    """Return what can be seen in each city of the hosts, that of the leading one first."""
    places = dict.fromkeys(h.city_id for h in hosts)
    found = [(get_city(place), sites_in(place, solution_id, hosts)) for place in places]
    return [(city, sites) for city, sites in found if sites]


def answers_at_visits(number: int, actor: Actor) -> list[Question]:
    """Return where a question of the log was taken to, in the visits that an actor may see."""
    found = Question.objects.filter(asked_id=number, visit__in=visits_of(actor)).select_related("visit")
    return list(found.order_by("-visit__first_day", "-pk"))


def journey_of(visit: Visit, delegates: int = 0) -> Journey:
    """Return what the visit costs and emits, for the delegates named or the size that is planned."""
    here, there = home_of(visit), host_city_of(visit)
    return journey(
        here,
        there,
        delegates=max(visit.party_size, delegates),
        days=float(visit.days),
        mode=visit.travel,
        interpreter=visit.interpreter,
    )


def home_of(visit: Visit) -> City:
    """Return where the visitors come from."""
    return get_city(visit.city.city_id)


def host_city_of(visit: Visit) -> City:
    """Return where the leading host is."""
    return get_city(visit.host.city_id)


def other_cities_of(visit: Visit) -> list[City]:
    """Return the cities of further hosts that are elsewhere than the leading one."""
    places = dict.fromkeys(h.city_id for h in visit.hosts if h.city_id != visit.host.city_id)
    return [get_city(place) for place in places]


def language_in_common(visit: Visit) -> bool:
    """Whether both cities share an official language."""
    return bool(common_languages(home_of(visit), host_city_of(visit)))


@dataclass(frozen=True, slots=True)
class ShownItem:
    """An entry with its times at the host and at home, and what it collides with.

    `there` is the begin at the site of a slot whose clock is not that of the leading host.
    """

    item: ProgrammeItem
    begins: datetime
    ends: datetime
    at_home: datetime
    there: datetime | None
    title: str
    led_by: str
    other_day: bool
    overlaps: str


def programme_of(visit: Visit, language: str) -> list[tuple[datetime, list[ShownItem]]]:
    """Return the programme by day of the host, each entry in both time zones."""
    home = ZoneInfo(home_of(visit).timezone)
    days: dict[str, tuple[datetime, list[ShownItem]]] = {}
    before: ProgrammeItem | None = None
    for item in (i for i in visit.items.all() if not i.removed):
        begins, ends = item.begins_at.astimezone(visit.zone), item.ends_at.astimezone(visit.zone)
        at_home = item.begins_at.astimezone(home)
        clash = title_in(before, language) if before is not None and before.ends_at > item.begins_at else ""
        words = title_in(item, language), led_by_in(item, language)
        there = begin_there(item, visit)
        shown = ShownItem(item, begins, ends, at_home, there, *words, at_home.date() != begins.date(), clash)
        days.setdefault(begins.date().isoformat(), (begins, []))[1].append(shown)
        if before is None or item.ends_at > before.ends_at:
            before = item
    return list(days.values())


def begin_there(item: ProgrammeItem, visit: Visit) -> datetime | None:
    """Return the begin of a slot in its own time where the clock there shows another hour."""
    if item.booking is None:
        return None
    there, here = item.booking.slot.begins, item.begins_at.astimezone(visit.zone)
    return there if there.replace(tzinfo=None) != here.replace(tzinfo=None) else None
