"""Many cities in a programme, written straight into the database."""

from datetime import timedelta

from django.utils import timezone
from tests.web.planner import analyse

from replicity.web.accounts.models import Organisation
from replicity.web.programmes.models import Application, CriterionTick, Event, StageChange
from replicity.web.programmes.stages import STAGES

COUNTRIES = ("CL", "PE", "KE", "IN")


def fill(programme, count):
    """Add cities that are spread over all stages, with events, ticks and changes."""
    now = timezone.now()
    cities = Organisation.objects.bulk_create(
        Organisation(
            kind="city", name=f"City {n:05d}", country=COUNTRIES[n % 4], standing="approved",
            city_id="geonames:3936456",
        )
        for n in range(count)
    )  # fmt: skip
    applications = Application.objects.bulk_create(
        Application(
            programme=programme, organisation=city, state="accepted" if n % 10 else "submitted",
            stage=STAGES[n % 13], furthest=n % 13, stage_since=now - timedelta(days=n % 90),
            country=city.country, solutions=["mobility_hub"], tracks=[3], submitted_at=now,
        )
        for n, city in enumerate(cities)
    )  # fmt: skip
    Event.objects.bulk_create(
        Event(application=a, kind="letter_signed", thing_kind="letters.letter", thing_id=f"x{a.pk}", at=now)
        for a in applications[::3]
    )
    CriterionTick.objects.bulk_create(
        CriterionTick(application=a, stage=a.stage, criterion="x") for a in applications[::2]
    )
    StageChange.objects.bulk_create(
        StageChange(
            application=a,
            from_stage="intake",
            to_stage="diagnosis",
            entered_at=now - timedelta(days=9),
            at=now,
        )
        for a in applications
    )
    analyse()
    return applications
