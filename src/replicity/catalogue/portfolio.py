"""What the data say of portfolios: orders, exclusions and synergies between solutions, and how to choose."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from replicity.catalogue.documents import read_document
from replicity.catalogue.tables import DATA
from replicity.catalogue.wording import Text


@dataclass(frozen=True, slots=True)
class OrderRule:
    """One solution comes before another; not required: only where both are chosen."""

    before: str
    after: str
    lag_years: int
    required: bool
    why: Text


@dataclass(frozen=True, slots=True)
class ExclusionRule:
    """At most one of the solutions is chosen."""

    solutions: tuple[str, ...]
    why: Text


@dataclass(frozen=True, slots=True)
class SynergyRule:
    """What `second` brings more or less of an objective beside `first`, as a share of its own."""

    first: str
    second: str
    objective: str
    share: float
    why: Text


@dataclass(frozen=True, slots=True)
class PortfolioRules:
    """The rules between solutions, and the numbers by which a portfolio is chosen."""

    years_count: int
    size_ratios: tuple[float, ...]
    carbon_window_years: int
    equity_weight: float
    worst_share: float
    scenarios_count: int
    frontier_points_count: int
    gap_share: float
    orders: tuple[OrderRule, ...]
    exclusions: tuple[ExclusionRule, ...]
    synergies: tuple[SynergyRule, ...]


@lru_cache(maxsize=1)
def portfolio_rules() -> PortfolioRules:
    """Return the rules of portfolios."""
    raw: Mapping[str, Any] = read_document(DATA / "common" / "portfolio.yaml")
    return PortfolioRules(
        years_count=int(raw["years_count"]),
        size_ratios=tuple(float(r) for r in raw["size_ratios"]),
        carbon_window_years=int(raw["carbon_window_years"]),
        equity_weight=float(raw["equity_weight"]),
        worst_share=float(raw["worst_share"]),
        scenarios_count=int(raw["scenarios_count"]),
        frontier_points_count=int(raw["frontier_points_count"]),
        gap_share=float(raw["gap_share"]),
        orders=tuple(
            OrderRule(r["before"], r["after"], int(r["lag_years"]), bool(r["required"]), Text.read(r["why"]))
            for r in raw["orders"]
        ),
        exclusions=tuple(
            ExclusionRule(tuple(r["solutions"]), Text.read(r["why"])) for r in raw["exclusions"]
        ),
        synergies=tuple(
            SynergyRule(r["first"], r["second"], r["objective"], float(r["middle"]), Text.read(r["why"]))
            for r in raw["synergies"]
        ),
    )
