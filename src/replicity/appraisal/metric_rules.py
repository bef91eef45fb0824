"""Which panel answers for a metric: a declared one, or one made of the figures that bear the metric."""

from functools import lru_cache
from types import MappingProxyType
from typing import Final

from replicity.catalogue.evidence import Figure, figures, metrics, topics
from replicity.catalogue.panels import Covariate, PanelRule, transfer_rules
from replicity.catalogue.solutions import CatalogueSolution, UnknownSolution, catalogue, get_solution

# what does not grow with the size of the thing
INTENSIVE: Final = ("_share", "_ratio", "_years", "_celsius", "_score")
GROWTH_SD: Final = 0.2


class UnknownMetric(LookupError):
    """A metric that no figure, panel or model input of the solution bears."""


def known_solution(name: str) -> str:
    """Return the id of a solution of the catalogue or of a topic.

    Raises
    ------
    UnknownSolution
        With the known ones.
    """
    wanted = name.strip().lower().replace("-", "_")
    return wanted if wanted in topics() else get_solution(name).id


def catalogued(solution: str) -> CatalogueSolution | None:
    """Return the record of a solution, None for a topic."""
    return catalogue().get(solution)


def rule_of(solution: str, metric: str) -> PanelRule | None:
    """Return the rule that predicts a metric or an input of a solution, None if no panel can."""
    held = catalogued(solution)
    if held is not None and metric in held.evidence:
        return transfer_rules().panels[held.evidence[metric]]
    panels = [p for p in transfer_rules().panels.values() if metric in (p.id, p.metric, p.name, *p.also)]
    for panel in sorted(panels, key=lambda p: p.solution != solution):
        if panel.solution == solution or solution in _solutions_of(panel.id):
            return panel
    return _own_rule(solution, metric)


@lru_cache(maxsize=64)
def _solutions_of(panel: str) -> frozenset[str]:
    from replicity.catalogue.evidence import panel_rows

    return frozenset(row.solution for row in panel_rows() if row.panel == panel)


@lru_cache(maxsize=512)
def _own_rule(solution: str, metric: str) -> PanelRule | None:
    """Return a rule without flags for a metric that figures of the solution bear."""
    told = "_".join("money" if word == "eur" else word for word in metric.split("_"))
    found = [f for f in figures(solution) if f.metric in (metric, told)]
    if not found:
        return None
    kind = _kind_of(told, found)
    if kind == "":
        return None
    scales = [f.scale for f in found if f.scale]
    grows = "_per_" not in told and not told.endswith(INTENSIVE) and len(scales) > 1
    covariates = (Covariate("scale", min(scales), 1.0, True, 1.0, GROWTH_SD),) if grows else ()
    kinds = transfer_rules().kinds
    return PanelRule(
        f"{solution}:{told}", solution, told, kinds[kind], 0.0, "", (), covariates, MappingProxyType({})
    )


def _kind_of(metric: str, found: list[Figure]) -> str:
    """Return the kind of a metric by its name and values, empty if no scale can hold them."""
    values = [f.value for f in found]
    if found[0].unit == "share":
        if "saving" in metric or "reduction" in metric:
            return "saving" if max(values) < 1 else ""
        return "share" if min(values) > 0 and max(values) < 1 else ""
    if min(values) <= 0:
        return ""
    if any(f.is_money for f in found):
        return "cost" if "capex" in metric else "economic"
    return "economic" if metric == "payback_years" else "amount"


def known_metrics(solution: str) -> tuple[str, ...]:
    """Return every metric and input that can be asked of a solution."""
    panels = {p.name for p in transfer_rules().panels.values() if solution in _solutions_of(p.id)}
    held = catalogued(solution)
    inputs = set() if held is None else {*held.model.input_names(), *held.parameters} - {held.scale_name}
    return tuple(sorted(panels | inputs | {f.metric for f in figures(solution)}))


def unit_of_metric(rule: PanelRule) -> str:
    """Return the unit of a panel's prediction; money is in euro of the base year."""
    known = metrics().get(rule.metric)
    if known is None:
        return ""
    return "/".join("eur" if word == "money" else word for word in known.unit.split("/"))


__all__ = ["UnknownMetric", "UnknownSolution", "known_metrics", "known_solution", "rule_of", "unit_of_metric"]
