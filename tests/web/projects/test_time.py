"""Nobody measures the future: readings and years that are not over are refused."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.web.world import build

from replicity.appraisal.readings import Reading
from replicity.web.projects.services.readings import take_readings
from replicity.web.projects.services.results import submit_results
from replicity.web.shared.errors import Refused

pytestmark = pytest.mark.django_db


def test_a_reading_of_a_month_to_come_is_refused():
    world = build()
    later = timezone.localdate().replace(day=1) + timedelta(days=32)
    reading = Reading("electricity_use_kwh", f"{later:%Y-%m}", 5.0)
    with pytest.raises(Refused, match="has not begun yet"):
        take_readings(world.actor("provider"), world.things["bare_project"], [reading], "form")


def test_a_year_that_is_not_over_is_not_handed_in():
    world = build()
    start = f"{timezone.localdate():%Y-%m}"
    with pytest.raises(Refused, match="is not over yet"):
        submit_results(world.actor("editor"), world.things["project"], start, {})
