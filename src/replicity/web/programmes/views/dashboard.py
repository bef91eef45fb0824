"""The figures of a programme, on a page and as a file."""

from collections.abc import Callable, Iterator

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from replicity.catalogue.countries import country_name
from replicity.reports.charts.letters import letters_chart
from replicity.reports.charts.theme import SCREEN
from replicity.reports.charts.way import StageBar, way_chart
from replicity.web.programmes.models import Driver, Event, Programme, State
from replicity.web.programmes.queries.dashboard import Dashboard, Totals, dashboard_of
from replicity.web.programmes.queries.programmes import WITHDRAWN
from replicity.web.programmes.views.things import INSIDE, programme_of, tabs_of
from replicity.web.shared.access import signed_in
from replicity.web.shared.languages import current_language
from replicity.web.shared.sheets import csv_response
from replicity.web.shared.words import TRACKS


@require_safe
@signed_in
def page(request: HttpRequest, number: int) -> HttpResponse:
    """Show the counters, the charts, and the tables by country, track and driver."""
    programme = programme_of(request, number, INSIDE)
    found = dashboard_of(programme)
    shown = {
        **tabs_of(request, programme, "dashboard"),
        "found": found,
        "states": [(State(s).label, n) for s, n in sorted(found.states.items())],
        "letters": [letters_of(programme, found, width) for width in (640, 380)],
        "way": [way_chart(_bars(found), current_language(), theme=SCREEN, width=w) for w in (640, 380)],
        "tables": [
            (_("By country"), _("Country"), _named(found.by_country, _country), ""),
            (
                _("By track"),
                _("Track"),
                _named(found.by_track, _track),
                _("What concerns two tracks counts in both: the rows do not add up to the whole."),
            ),
            (_("Who drives the replicas"), _("Driver"), _named(found.by_driver, _driver), ""),
        ],
    }
    return render(request, "programmes/dashboard.html", shown)


def letters_of(programme: Programme, found: Dashboard, width: float) -> str:
    """Return the chart of signed letters against the target."""
    return letters_chart(
        found.letters_on,
        target_count=programme.target_letters_count,
        start=programme.opens_on,
        end=programme.ends_on,
        today=timezone.localdate(),
        language=current_language(),
        theme=SCREEN,
        width=width,
    )


@require_safe
@signed_in
def export(request: HttpRequest, number: int) -> HttpResponseBase:
    """Hand out the applications of a programme as a file for a spreadsheet."""
    programme = programme_of(request, number, INSIDE)
    return csv_response(f"{slugify(programme.name) or 'programme'}-applications.csv", _lines(programme))


def _lines(programme: Programme) -> Iterator[list[object]]:
    yield [
        _("Application"), _("City"), _("Country"), _("Population"), _("State"), _("Stage"),
        _("In stage since"), _("Tracks"), _("Solutions"), _("Driver"), _("Host"), _("Submitted"),
        _("Decided"), _("Visits"), _("Letters"), _("Replicas"), _("Results"), _("Why the city takes part"),
    ]  # fmt: skip
    counts: dict[tuple[int, str], int] = {}
    counted = Event.objects.filter(application__programme=programme).exclude(standing=WITHDRAWN)
    events = counted.order_by().values_list("application_id", "kind")
    for key in events.iterator(2_000):
        counts[key] = counts.get(key, 0) + 1
    kinds = ("visit_done", "letter_signed", "replica_operating", "results_accepted")
    found = programme.applications.exclude(state="draft").select_related("organisation", "host")
    for a in found.order_by("pk").iterator(2_000):
        yield [
            a.pk, a.organisation.name, a.country, a.population_count, a.get_state_display(),
            a.get_stage_display() if a.state == "accepted" else "", a.stage_since, a.tracks, a.solutions,
            a.get_driver_display(), a.host.name if a.host else "", a.submitted_at, a.decided_at,
            *(counts.get((a.pk, kind), 0) for kind in kinds), a.motivation,
        ]  # fmt: skip


def _bars(found: Dashboard) -> list[StageBar]:
    return [
        StageBar(str(s.stage.label), s.reached_count, s.now_count, s.median_days, s.left_count)
        for s in found.stages
    ]


def _named(rows: tuple[Totals, ...], name: Callable[[str], str]) -> list[tuple[str, Totals]]:
    return [(name(row.key), row) for row in rows]


def _country(code: str) -> str:
    return country_name(code, current_language())


def _track(number: str) -> str:
    return f"{number}. {_(TRACKS[int(number)])}"


def _driver(driver: str) -> str:
    return str(Driver(driver).label)
