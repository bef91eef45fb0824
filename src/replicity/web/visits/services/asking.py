"""Asking hosts to receive a visit: who can be asked, and what they get."""

from typing import Final

from django.utils.translation import gettext as _

from replicity.catalogue.cities import City, get_city
from replicity.web.accounts.models import Organisation
from replicity.web.accounts.queries import people_of
from replicity.web.audit.services import record
from replicity.web.notices.services import notify
from replicity.web.shared.access import Actor
from replicity.web.shared.errors import Refused
from replicity.web.visits.access import HOSTING
from replicity.web.visits.models import Hosting, Visit
from replicity.web.visits.notices import VISIT_PROPOSED
from replicity.web.visits.workflow import MOST_HOSTS

EDITING: Final = ("editor", "administrator")


def check_host(host: Organisation, city: Organisation) -> City:
    """Return where a host sits that can receive the delegation of a city.

    Raises
    ------
    Refused
        Where it receives no visits, is the visitors themselves, or did not say where it is.
    """
    if host.kind not in HOSTING or not host.approved or host.pk == city.pk:
        raise Refused(_("Choose another city or an owner of demonstrations in the network as the host."))
    return city_of(host)


def ask_host(actor: Actor, visit: Visit, host: Organisation) -> Hosting:
    """Ask a host to receive a visit, inside the transaction that plans it.

    Raises
    ------
    Refused
        Where it cannot be a host, is one already, or the visit has as many as a programme can hold.
    """
    check_host(host, visit.city)
    known = visit.hostings.values_list("organisation_id", flat=True)
    if host.pk in known:
        raise Refused(_("%(name)s is a host of this visit already.") % {"name": host.name}, 409)
    if len(known) >= MOST_HOSTS:
        raise Refused(
            _("A visit has at most %(most)s hosts: plan a second visit for the others.")
            % {"most": MOST_HOSTS}
        )
    made = Hosting.objects.create(visit=visit, organisation=host)
    if not made.leads:
        record(actor, "visits.add_host", visit, host=host.pk)
    notify(
        VISIT_PROPOSED,
        people_of(host, *EDITING),
        link=f"/visits/{visit.pk}/",
        city=visit.city.name,
        visit=visit.title,
    )
    return made


def city_of(organisation: Organisation) -> City:
    """Return where an organisation sits.

    Raises
    ------
    Refused
        Where it did not say so.
    """
    if not organisation.city_id:
        raise Refused(
            _("%(name)s has not said in which city it is: an administrator adds it to its details.")
            % {"name": organisation.name}
        )
    return get_city(organisation.city_id)
