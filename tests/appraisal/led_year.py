"""A year of 1,000 replaced luminaires: what the tests of outcomes, charts and projects read."""

from replicity.appraisal.readings import BASELINE, Reading

START = "2025-01"
# longer nights in the southern winter
MONTHS_KWH = (22e3, 21e3, 24e3, 26e3, 29e3, 30e3, 30e3, 28e3, 25e3, 24e3, 22e3, 21e3)
BEFORE_KWH = tuple(kwh * 2.5 for kwh in MONTHS_KWH)
YEAR_KWH, BEFORE = sum(MONTHS_KWH), sum(BEFORE_KWH)


def led_readings() -> list[Reading]:
    """Return twelve months before and after, and the investment."""
    meter = "electricity_use_kwh"
    return [
        *(Reading(meter, f"2025-{m:02d}", kwh) for m, kwh in enumerate(MONTHS_KWH, 1)),
        *(Reading(meter, f"2023-{m:02d}", kwh, BASELINE) for m, kwh in enumerate(BEFORE_KWH, 1)),
        Reading("investment_eur", "", 290_000.0),
    ]
