"""Relations between entered values: what one cannot exceed, what must add up, what physics allows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite, isinf, log, prod

from replicity.appraisal.beliefs import Belief
from replicity.catalogue.bounds import Rule, rulebook
from replicity.catalogue.evidence import metrics
from replicity.catalogue.labels import has_label, label, shown
from replicity.quantities.suffixes import UnitError, unit_of
from replicity.quantities.writing import written

KELVIN_AT_0_CELSIUS = 273.15
DAYS_PER_YEAR = 365.25
BASE_CELSIUS = 18.0


@dataclass(frozen=True, slots=True)
class Doubt:
    """A rule that entered values break, with the numbers for the sentence."""

    rule: Rule
    kind: str
    severity: str
    names: tuple[str, ...]
    value: float
    lowest: float = float("nan")
    highest: float = float("nan")
    limit: float = float("nan")
    left: tuple[tuple[str, float], ...] = ()
    right: tuple[tuple[str, float], ...] = ()
    unit: str = ""
    count: int = 0
    hint: str = ""
    near: str = ""

    def text(self, part: str, language: str) -> str:
        """Return a part of the sentence in words."""
        if part == "name":
            return self.names[0] if self.kind == "known_name" else called(self.names[0], language)
        if part in ("left", "right"):
            terms = self.left if part == "left" else self.right
            return ", ".join(f"{called(n, language)} ({said(v, unit_in(n), language)})" for n, v in terms)
        return said(getattr(self, part), self.unit, language)


def called(name: str, language: str) -> str:
    """Return what an entered value is called: its label, or the description of a measured result."""
    metric = metrics().get(name) or metrics().get(name.replace("_eur", "_money"))
    if metric is None or has_label(name):
        return label(name, language)
    return metric.description_es if language == "es" else metric.description_en


def said(value: float, unit: str, language: str) -> str:
    """Return a value as people write it; a plain number where its unit says nothing."""
    if isinf(value):
        return "∞" if value > 0 else "-∞"
    return written(value, language) if unit in ("", "ratio", "count") else shown(value, unit, language)


def unit_in(name: str) -> str:
    """Return the unit in a name, nothing where it has none."""
    try:
        return unit_of(name)
    except UnitError:
        return ""


@dataclass(frozen=True, slots=True)
class Desk:
    """The entered values, and what we believe of the others."""

    entries: Mapping[str, float]
    ours: Mapping[str, Belief]

    def knows(self, names: Sequence[str]) -> bool:
        """Tell whether every name was entered or is believed."""
        return all(name in self.entries or name in self.ours for name in names)

    def touches(self, names: Sequence[str]) -> tuple[str, ...]:
        """Return the names that were entered."""
        return tuple(name for name in names if name in self.entries)

    def value(self, name: str, *, most: bool | None = None) -> float:
        """Return the entered value, else ours: the middle, or the 99 % (most) or 1 % point."""
        if name in self.entries:
            return self.entries[name]
        belief = self.ours[name]
        if most is None or belief.spread.is_fixed:
            return float(belief.spread.quantile(0.5))
        return belief.reach()[int(most)]

    def severity(self, rule: Rule, names: Sequence[str]) -> str:
        """Return the rule's severity; what rests on an uncertain value carried from elsewhere only warns."""
        rests = [self.ours[n] for n in names if n not in self.entries]
        return "warning" if any(not (b.of_the_place or b.spread.is_fixed) for b in rests) else rule.severity


def relation_doubts(desk: Desk, solution: str) -> list[Doubt]:
    """Return the relations that do not hold, each value of ours taken at its more favourable end."""
    found = []
    for rule in rulebook().rules:
        names = (*rule.left, *rule.right)
        if not rule.left or not rule.counts_for(solution) or not desk.knows(names) or not desk.touches(names):
            continue
        doubt = _RELATIONS[rule.kind](rule, desk)
        if doubt is not None:
            found.append(doubt)
    return found


def _doubt(
    rule: Rule, desk: Desk, value: float, limit: float, terms: Sequence[Sequence[tuple[str, float]]]
) -> Doubt:
    names = (*rule.left, *rule.right)
    return Doubt(
        rule,
        rule.kind,
        desk.severity(rule, names),
        desk.touches(names),
        value,
        limit=limit,
        left=tuple(terms[0]),
        right=tuple(terms[1]),
        unit=_product_unit(rule),
    )


def _terms(desk: Desk, names: Sequence[str], most: bool | None) -> list[tuple[str, float]]:
    return [(name, desk.value(name, most=most)) for name in names]


def _not_above(rule: Rule, desk: Desk) -> Doubt | None:
    left, right = _terms(desk, rule.left, False), _terms(desk, rule.right, True)
    value, limit = prod(v for _, v in left), rule.factor * prod(v for _, v in right)
    return _doubt(rule, desk, value, limit, (left, right)) if value > limit * (1 + 1e-9) else None


def _equal(rule: Rule, desk: Desk) -> Doubt | None:
    left, right = _terms(desk, rule.left, None), _terms(desk, rule.right, None)
    value, limit = prod(v for _, v in left), rule.factor * prod(v for _, v in right)
    apart = abs(value - limit) > rule.tolerance * max(abs(value), abs(limit))
    # a price and a number of ours say nothing of an entered investment: all must be entered
    entered = len(desk.touches((*rule.left, *rule.right))) == len(rule.left) + len(rule.right)
    return _doubt(rule, desk, value, limit, (left, right)) if apart and entered else None


def _balance(rule: Rule, desk: Desk) -> Doubt | None:
    left, right = _terms(desk, rule.left, None), _terms(desk, rule.right, None)
    value, limit = left[0][1] - left[1][1], right[0][1]
    apart = abs(value - limit) > rule.tolerance * abs(left[0][1])
    return _doubt(rule, desk, value, limit, (left, right)) if apart else None


def _sum_at_most(rule: Rule, desk: Desk) -> Doubt | None:
    left = _terms(desk, rule.left, False)
    total = sum(v for _, v in left)
    return _doubt(rule, desk, total, rule.highest, (left, [])) if total > rule.highest * (1 + 1e-9) else None


_RELATIONS = {"not_above": _not_above, "equal": _equal, "balance": _balance, "sum_at_most": _sum_at_most}


def computed_doubts(desk: Desk, solution: str) -> list[Doubt]:
    """Return the doubts that physics works out: heat pumps against Carnot, degree days against the mean."""
    book = rulebook()
    found: list[Doubt] = []
    for rule in book.of_kind("heat_pump_limit", solution):
        # the stricter rule stands first in the file: what cannot be need not also be called unlikely
        refused = {name for doubt in found for name in doubt.names}
        found += [d for d in _heat_pump(rule, desk) if d.names[0] not in refused]
    for rule in book.of_kind("degree_days", solution):
        found += _degree_days(rule, desk)
    return found


def lorentz_limit_ratio(supply: float, network_drop: float, source: float, source_drop: float) -> float:
    """Return the best performance (kWh of heat per kWh) of a heat pump between gliding temperatures in °C.

    The limit of Carnot at the logarithmic means of the temperatures at which network water is heated and
    the source is cooled; infinite where the source is as warm as the network.
    """
    sink, origin = _log_mean_kelvin(supply, network_drop), _log_mean_kelvin(source, source_drop)
    return sink / (sink - origin) if sink > origin else float("inf")


def _log_mean_kelvin(warm: float, drop: float) -> float:
    kelvin = warm + KELVIN_AT_0_CELSIUS
    return kelvin if drop <= 0 else drop / log(kelvin / (kelvin - drop))


def _heat_pump(rule: Rule, desk: Desk) -> Iterator[Doubt]:
    network = ("supply_temperature_celsius", "supply_return_difference_celsius")
    place = ("annual_mean_temperature_celsius", "source_above_mean_celsius", "source_least_celsius")
    entered = "source_temperature_celsius" in desk.entries
    source = ("source_temperature_celsius",) if entered else place
    if not desk.knows((*network, *source)):
        return
    # warmest source and coolest network that we believe possible, unless they were entered
    warm = [desk.value(n, most=True) for n in source]
    inlet = warm[0] if entered else max(warm[0] + warm[1], warm[2])
    supply, drop = desk.value(network[0], most=False), desk.value(network[1], most=True)
    drops = [desk.value(n, most=False) for n in ("source_cooling_celsius",) if desk.knows((n,))]
    limit = lorentz_limit_ratio(supply, min(drop, supply), inlet, sum(drops))
    for name in rule.names:
        if name in desk.entries and isfinite(limit) and desk.entries[name] > rule.factor * limit:
            rests = (name, network[0], *source)
            yield Doubt(
                rule,
                rule.kind,
                desk.severity(rule, rests),
                desk.touches(rests),
                desk.entries[name],
                limit=rule.factor * limit,
                unit="ratio",
            )


def _degree_days(rule: Rule, desk: Desk) -> Iterator[Doubt]:
    names = ("heating_degree_days_18c", "cooling_degree_days_18c", "annual_mean_temperature_celsius")
    if not desk.knows(names) or not desk.touches(names):
        return
    heating, cooling, mean = (desk.value(name) for name in names)
    expected = DAYS_PER_YEAR * (BASE_CELSIUS - mean)
    if abs(heating - cooling - expected) > rule.tolerance:
        yield Doubt(rule, rule.kind, rule.severity, desk.touches(names), heating - cooling, limit=expected)


def _product_unit(rule: Rule) -> str:
    """Return the unit of the left side where it is one name's, none for a product of several."""
    if rule.kind in ("balance", "sum_at_most") or len(rule.left) == 1:
        return unit_in(rule.left[0])
    return unit_in(rule.right[0]) if len(rule.right) == 1 and rule.factor == 1.0 else ""
