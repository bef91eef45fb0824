"""The forms that choose hosts."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from replicity.catalogue.cities import get_city
from replicity.web.accounts.models import Organisation
from replicity.web.visits.forms import solution_choices
from replicity.web.visits.models import Visit
from replicity.web.visits.queries import possible_hosts
from replicity.web.visits.workflow import MOST_HOSTS


class HostField(forms.ModelChoiceField[Organisation]):
    """A choice of one host, with its city."""

    def label_from_instance(self, obj: Organisation) -> str:
        """Show name and city."""
        return _named(obj)


class HostsField(forms.ModelMultipleChoiceField[Organisation]):
    """A choice of hosts, each with its city."""

    def label_from_instance(self, obj: Organisation) -> str:
        """Show name and city."""
        return _named(obj)


class StartForm(forms.Form):
    """Who visits whom for what."""

    city = forms.ModelChoiceField(label=_("your city"), queryset=Organisation.objects.none())
    host = forms.ModelChoiceField(
        label=_("leading host"),
        queryset=Organisation.objects.none(),
        help_text=_("A city or an owner of demonstrations in the network; the programme keeps its time."),
    )
    solution = forms.ChoiceField(label=_("solution to learn"), choices=solution_choices)
    further = HostsField(
        label=_("further hosts"),
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Others whom the delegation sees on the same journey; each confirms for itself."),
    )

    def __init__(self, *args: Any, cities: frozenset[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = cast(forms.ModelChoiceField[Organisation], self.fields["city"])
        hosts = cast(forms.ModelChoiceField[Organisation], self.fields["host"])
        own.queryset = Organisation.objects.filter(pk__in=cities).exclude(city_id="")
        hosts.queryset = possible_hosts()
        further = cast(HostsField, self.fields["further"])
        further.queryset = possible_hosts().order_by("city_id", "name")
        self.order_fields(("city", "host", "further", "solution"))
        if len(cities) == 1:
            own.initial = next(iter(cities))
            own.empty_label = None
            further.queryset = further.queryset.exclude(pk__in=cities)

    def clean(self) -> dict[str, Any]:
        """Refuse a visit to oneself."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("city") and given.get("city") == given.get("host"):
            self.add_error("host", _("Choose another organisation than your own."))
        further = [h for h in given.get("further") or () if h != given.get("host")]
        if given.get("city") in further:
            self.add_error("further", _("Choose others than your own organisation."))
        if len(further) >= MOST_HOSTS:
            self.add_error("further", _("Choose at most %(most)s further hosts.") % {"most": MOST_HOSTS - 1})
        return {**given, "further": further}


class HostForm(forms.Form):
    """One more host for a visit."""

    host = HostField(label=_("one more host"), queryset=Organisation.objects.none())

    def __init__(self, *args: Any, visit: Visit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(HostField, self.fields["host"])
        field.queryset = possible_hosts(visit.city).exclude(pk__in=visit.host_ids)


def _named(host: Organisation) -> str:
    return f"{host.name} · {get_city(host.city_id).name}"
