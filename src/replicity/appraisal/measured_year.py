"""What a year of readings of a replica comes to, metric by metric; unknown where a reading is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from replicity.appraisal.readings import BASELINE, MEASURED, Reading, by_meter, months_from
from replicity.catalogue.evidence import metrics
from replicity.catalogue.kpis import SAVINGS, MeasuringPlan, Meter, Outcome
from replicity.catalogue.wording import sentence as _
from replicity.catalogue.wording import translator

GROWING: Final = ("saving_per_scale", "saving_per_area", "per_scale", "total")


@dataclass(frozen=True, slots=True)
class Weather:
    """Degree days of the baseline's year and of the measured year, and the part that no weather moves."""

    before_degree_days: float
    measured_degree_days: float
    independent_share: float

    @property
    def factor(self) -> float:
        """Return by what the baseline is multiplied to stand for the weather of the measured year."""
        fixed = self.independent_share
        return fixed + (1.0 - fixed) * self.measured_degree_days / self.before_degree_days


@dataclass(frozen=True, slots=True)
class Year:
    """The twelve months that are reported (from YYYY-MM on), and what the results are divided by."""

    start: str
    scale: float
    floor_area_m2: float | None = None
    weather: Mapping[str, Weather] = field(default_factory=dict)

    @property
    def months(self) -> tuple[str, ...]:
        """Return the twelve months."""
        return months_from(self.start)


@dataclass(frozen=True, slots=True)
class Result:
    """What the readings of a year come to for one metric; None where something is missing, and what.

    `by_month` holds the metric of each month alone, `so_far` from the first month up to each month. A
    growing metric adds up month by month; another one is the same kind of number for any stretch of time.
    """

    metric: str
    unit: str
    value: float | None
    missing: str
    normalised: bool
    by_month: Mapping[str, float]
    so_far: Mapping[str, float]
    growing: bool
    status: str


def results_of(
    plan: MeasuringPlan, readings: Sequence[Reading], year: Year, language: str = "en"
) -> dict[str, Result]:
    """Return the result of every outcome of a plan, by metric."""
    desk = _Desk(plan, by_meter(readings, MEASURED), by_meter(readings, BASELINE), year, language)
    return {outcome.metric: desk.result(outcome) for outcome in plan.outcomes}


def unit_of_result(metric: str) -> str:
    """Return the unit of a metric as shown: money is in euro of the base year."""
    return "/".join("eur" if word == "money" else word for word in metrics()[metric].unit.split("/"))


@dataclass(frozen=True, slots=True)
class _Desk:
    """Works out the results of one plan."""

    plan: MeasuringPlan
    measured: Mapping[str, Mapping[str, float]]
    baseline: Mapping[str, Mapping[str, float]]
    year: Year
    language: str

    def say(self, text: str, **values: object) -> str:
        """Return a translated sentence."""
        return translator(self.language)(text).format(**values)

    def result(self, outcome: Outcome) -> Result:
        """Return the result of one outcome."""
        weather = self.year.weather.get(outcome.of) if outcome.formula in SAVINGS else None
        value, missing = self.over(outcome, self.year.months, 1.0 if weather is None else weather.factor)
        by_month, so_far = self.series(outcome)
        return Result(
            outcome.metric,
            unit_of_result(outcome.metric),
            value,
            missing,
            weather is not None and value is not None,
            by_month,
            so_far,
            self.grows(outcome),
            outcome.status,
        )

    def grows(self, outcome: Outcome) -> bool:
        """Tell whether the metric adds up month by month."""
        meter = self.plan.meters[outcome.of]
        if meter.combine != "sum" or meter.rhythm != "month":
            return False
        against = self.plan.meters.get(outcome.against)
        return outcome.formula in GROWING or (against is not None and against.rhythm == "once")

    def series(self, outcome: Outcome) -> tuple[dict[str, float], dict[str, float]]:
        """Return the metric month by month, and from the first month to each, up to a gap."""
        by_month: dict[str, float] = {}
        so_far: dict[str, float] = {}
        if self.plan.meters[outcome.of].rhythm != "month":
            return by_month, so_far
        for count, month in enumerate(self.year.months, 1):
            alone, _why = self.over(outcome, (month,), 1.0)
            together, _why = self.over(outcome, self.year.months[:count], 1.0)
            if alone is not None:
                by_month[month] = alone
            if together is not None:
                so_far[month] = together
        return by_month, so_far

    def over(self, outcome: Outcome, months: Sequence[str], factor: float) -> tuple[float | None, str]:
        """Return the metric over some months (the baseline times a factor), or what is missing."""
        meter = self.plan.meters[outcome.of]
        total = self.total(meter, months)
        if total is None:
            return None, self.lacking(meter, months)
        second = before = None
        if outcome.against:
            other = self.plan.meters[outcome.against]
            second = self.total(other, months)
            if second is None:
                return None, self.lacking(other, months)
        if outcome.formula in SAVINGS:
            before = self.before(meter, months)
            if before is None:
                text = _("the baseline of “{meter}” is missing")
                return None, self.say(text, meter=meter.called.of(self.language))
            before *= factor
        return self.worked_out(outcome.formula, total, second, before)

    def worked_out(
        self, formula: str, total: float, second: float | None, before: float | None
    ) -> tuple[float | None, str]:
        """Return the value of a formula, or None and what it cannot be divided by."""
        divisor = {
            "saving_share": before,
            "saving_per_scale": self.year.scale,
            "saving_per_area": self.year.floor_area_m2,
            "per_scale": self.year.scale,
            "ratio": second,
            "total": 1.0,
        }[formula]
        if not divisor:
            text = (
                _("the floor area is missing") if formula == "saving_per_area" else _("the divisor is zero")
            )
            return None, self.say(text)
        return (total if before is None else before - total) / divisor, ""

    def total(self, meter: Meter, months: Sequence[str]) -> float | None:
        """Return what was measured over some months, None where a reading is missing."""
        held = self.measured.get(meter.name, {})
        if meter.rhythm == "once":
            return held.get("")
        if meter.rhythm == "year":
            return held.get(self.year.start, held.get(self.year.start[:4]))
        values = [held.get(month) for month in months]
        return _combined(meter, values)

    def before(self, meter: Meter, months: Sequence[str]) -> float | None:
        """Return the baseline of the same months of the year, or of the year as a whole."""
        held = self.baseline.get(meter.name, {})
        monthly = {period[5:]: value for period, value in sorted(held.items()) if len(period) == 7}
        if meter.rhythm == "month":
            found = _combined(meter, [monthly.get(month[5:]) for month in months])
            if found is not None:
                return found
        whole = [
            value for period, value in sorted(held.items()) if len(period) == 4 or meter.rhythm == "year"
        ]
        return whole[-1] if whole and len(months) == len(self.year.months) else None

    def lacking(self, meter: Meter, months: Sequence[str]) -> str:
        """Return what is missing of a meter."""
        called = meter.called.of(self.language)
        if meter.rhythm != "month":
            return self.say(_("the reading of “{meter}” is missing"), meter=called)
        held = self.measured.get(meter.name, {})
        gaps = [month for month in months if month not in held]
        return self.say(_("{count} of 12 months of “{meter}” are missing"), count=len(gaps), meter=called)


def _combined(meter: Meter, values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    if len(known) < len(values) or not known:
        return None
    if meter.combine == "last":
        return known[-1]
    return sum(known) / (len(known) if meter.combine == "mean" else 1)
