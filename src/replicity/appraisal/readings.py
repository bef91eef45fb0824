"""Readings of the meters of a replica: what each must be before anything is worked out from it."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from replicity.appraisal.consistency import Finding
from replicity.catalogue.kpis import MeasuringPlan, Meter
from replicity.catalogue.labels import unit_words
from replicity.catalogue.wording import sentence as _
from replicity.catalogue.wording import translator
from replicity.quantities.suffixes import unit_of
from replicity.quantities.writing import written

MEASURED, BASELINE = "measured", "baseline"
KINDS: Final = (MEASURED, BASELINE)
# exact conversions between units in which people read meters and the unit of the meter's name
CONVERSIONS: Final = {
    ("wh", "kwh"): 1e-3,
    ("mwh", "kwh"): 1e3,
    ("gwh", "kwh"): 1e6,
    ("mw", "kw"): 1e3,
    ("w", "kw"): 1e-3,
    ("m", "km"): 1e-3,
    ("kgco2e", "tco2e"): 1e-3,
}
LARGEST: Final = 1e15
FARTHEST: Final = 10.0  # a month is doubted that is so many times the middle one, or so small a part of it
FEWEST: Final = 4
_MONTH = re.compile(r"(19|20)\d\d-(0[1-9]|1[0-2])")
_YEAR = re.compile(r"(19|20)\d\d")


class ReadingError(ValueError):
    """A reading that cannot be kept, with the sentence that says why."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One value of a meter for a month (2026-03), a year (2026 or its first month) or once (no period)."""

    meter: str
    period: str
    value: float
    kind: str = MEASURED
    method: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """Return what may stand only once."""
        return (self.meter, self.kind, self.period)


def read_reading(
    plan: MeasuringPlan,
    meter: str,
    period: str,
    value: float,
    unit: str,
    kind: str = MEASURED,
    method: str = "",
    language: str = "en",
) -> Reading:
    """Return the reading in the unit of its meter.

    Raises
    ------
    ReadingError
        With one sentence in the language: unknown meter, kind or unit, impossible period or value.
    """
    say = translator(language)
    held = plan.meters.get(meter)
    if held is None:
        text = say(_("There is no meter “{name}” in this plan; its meters are {known}."))
        raise ReadingError(text.format(name=meter[:60], known=", ".join(plan.meters)))
    if kind not in KINDS:
        text = say(_("The kind is “{kind}”; write measured, or baseline for before the measure."))
        raise ReadingError(text.format(kind=kind[:40]))
    if kind == BASELINE and not held.needs_baseline:
        text = say(_("The meter {name} needs no baseline; leave this reading out or call it measured."))
        raise ReadingError(text.format(name=meter))
    factor = _factor(unit, meter, language)
    if not math.isfinite(value) or not 0 <= value * factor <= LARGEST:
        raise ReadingError(
            say(_("The value must be a number from zero up, not {value}.")).format(value=value)
        )
    return Reading(meter, _period(held, kind, period.strip(), language), value * factor, kind, method)


def _factor(unit: str, meter: str, language: str) -> float:
    wanted, given = unit_of(meter), unit.strip().lower()
    if given == wanted:
        return 1.0
    factor = CONVERSIONS.get((given, wanted))
    if factor is None:
        others = [a for a, b in CONVERSIONS if b == wanted]
        known = ", ".join((wanted, *others))
        text = translator(language)(_("The unit is “{unit}”; {meter} is read in {known}."))
        raise ReadingError(text.format(unit=unit[:40], meter=meter, known=known))
    return factor


def _period(meter: Meter, kind: str, period: str, language: str) -> str:
    say = translator(language)
    if meter.rhythm == "once":
        return ""
    if kind == BASELINE and _YEAR.fullmatch(period):
        return period  # often only the bill of a year is left of the time before
    if meter.rhythm == "month" and not _MONTH.fullmatch(period):
        raise ReadingError(
            say(_("The period is “{period}”; write the month as 2026-03.")).format(period=period[:40])
        )
    if meter.rhythm == "year" and not (_YEAR.fullmatch(period) or _MONTH.fullmatch(period)):
        raise ReadingError(
            say(_("The period is “{period}”; write the year as 2026.")).format(period=period[:40])
        )
    return period


def months_from(start: str, count: int = 12) -> tuple[str, ...]:
    """Return so many months from a first one (YYYY-MM) on."""
    year, month = int(start[:4]), int(start[5:7])
    return tuple(f"{year + (month - 1 + i) // 12:04d}-{(month - 1 + i) % 12 + 1:02d}" for i in range(count))


def by_meter(readings: Iterable[Reading], kind: str) -> dict[str, dict[str, float]]:
    """Return the values of one kind by meter and period."""
    found: dict[str, dict[str, float]] = {}
    for reading in readings:
        if reading.kind == kind:
            found.setdefault(reading.meter, {})[reading.period] = reading.value
    return found


def reading_findings(
    plan: MeasuringPlan, readings: Sequence[Reading], start: str, language: str
) -> tuple[Finding, ...]:
    """Return what is doubtful about the readings of the year from a first month on."""
    held = by_meter(readings, MEASURED)
    return (
        *_doubles(readings, language),
        *_gaps(plan, held, start, language),
        *_strays(plan, held, language),
        *_above(plan, held, language),
    )


def _finding(rule: str, severity: str, name: str, reason: str, check: str) -> Finding:
    return Finding(rule, severity, (name,), reason, check)


def _doubles(readings: Sequence[Reading], language: str) -> list[Finding]:
    say = translator(language)
    counts = Counter(r.key for r in readings)
    return [
        _finding(
            "duplicate_reading",
            "error",
            meter,
            say(_("{meter} has {count} readings for {period}.")).format(
                meter=meter, count=n, period=period or say(_("the whole"))
            ),
            say(_("Keep the one that is right.")),
        )
        for (meter, _kind, period), n in sorted(counts.items())
        if n > 1
    ]


def _gaps(
    plan: MeasuringPlan, held: Mapping[str, Mapping[str, float]], start: str, language: str
) -> list[Finding]:
    say, wanted = translator(language), months_from(start)
    found = []
    for name, meter in plan.meters.items():
        missing = [m for m in wanted if m not in held.get(name, {})]
        if meter.rhythm == "month" and name in held and missing:
            reason = say(_("{meter}: {count} of 12 months are missing ({months}).")).format(
                meter=meter.called.of(language), count=len(missing), months=", ".join(missing)
            )
            check = say(_("A year's result needs all twelve months; enter them or begin the year later."))
            found.append(_finding("missing_months", "warning", name, reason, check))
    return found


def _strays(plan: MeasuringPlan, held: Mapping[str, Mapping[str, float]], language: str) -> list[Finding]:
    """Return the months that are far from the meter's other months."""
    say, found = translator(language), []
    for name, values in held.items():
        if plan.meters[name].rhythm != "month" or len(values) < FEWEST:
            continue
        middle = median(values.values())
        for month, value in sorted(values.items()):
            if middle > 0 and not middle / FARTHEST <= value <= middle * FARTHEST:
                reason = say(_("{meter}: {month} has {value}, the middle month {middle} {unit}.")).format(
                    meter=plan.meters[name].called.of(language),
                    month=month,
                    value=written(value, language),
                    middle=written(middle, language),
                    unit=unit_words(unit_of(name), language),
                )
                check = say(_("Is it in the unit of the meter, and was the meter running all month?"))
                found.append(_finding("stray_month", "warning", name, reason, check))
    return found


def _above(plan: MeasuringPlan, held: Mapping[str, Mapping[str, float]], language: str) -> list[Finding]:
    """Return the months in which a part is more than the whole that it is taken from."""
    say, found = translator(language), []
    for name, values in held.items():
        for other in plan.meters[name].not_above:
            whole = held.get(other, {})
            months = sorted(m for m in values if m in whole and values[m] > whole[m] * (1 + 1e-9))
            if months:
                reason = say(_("{part} is above {whole} in {months}.")).format(
                    part=plan.meters[name].called.of(language),
                    whole=plan.meters[other].called.of(language),
                    months=", ".join(months),
                )
                check = say(_("Energy does not come from nothing: are both meters of the same boundary?"))
                found.append(_finding("energy_balance", "error", name, reason, check))
    return found
