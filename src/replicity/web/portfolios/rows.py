"""A portfolio as plain rows that a page shows and the cache keeps."""

from collections.abc import Mapping
from dataclasses import dataclass

from replicity.appraisal.plan import plan_of
from replicity.appraisal.portfolio import Chosen, Item, Portfolio
from replicity.appraisal.requests import Options
from replicity.catalogue.cities import City
from replicity.catalogue.labels import label, shown
from replicity.catalogue.solutions import catalogue
from replicity.engine.summary import Summary
from replicity.quantities.suffixes import unit_of


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One solution of a portfolio: its size, the year it begins, what it costs and brings."""

    id: str
    name: str
    size: str
    size_name: str
    scale: float
    year: int
    capex_eur: Summary
    value_eur: Summary
    carbon_tco2e: Summary
    residents_eur: Summary


@dataclass(frozen=True, slots=True)
class ChosenRows:
    """A portfolio and its totals."""

    items: tuple[ItemRow, ...]
    capex_eur: Summary
    value_eur: Summary
    carbon_tco2e: Summary
    residents_eur: Summary
    worst_eur: float
    over_budget_share: float
    spent_eur: tuple[float, ...]
    gap_share: float

    @property
    def content(self) -> tuple[tuple[str, float, int], ...]:
        """Return what tells it from another portfolio."""
        return tuple((i.id, i.scale, i.year) for i in self.items)

    @property
    def years(self) -> list[tuple[int, float]]:
        """Return the years, from 1, with what is spent in each."""
        return list(enumerate(self.spent_eur, start=1))


@dataclass(frozen=True, slots=True)
class PortfolioRows:
    """What is proposed, the robust variant, the frontier, what was left out."""

    budget_eur: float
    yearly_eur: float
    proposed: ChosenRows
    robust: ChosenRows
    frontier: tuple[ChosenRows, ...]
    given_up_eur: float
    gained_eur: float
    left_out: tuple[tuple[str, str], ...]
    rules: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Tell whether the robust portfolio is the proposed one."""
        return self.robust.content == self.proposed.content


def portfolio_rows(
    city: City, goals: Mapping[str, float], options: Options, date: str, budget_eur: float
) -> PortfolioRows:
    """Return the portfolio of a city within a budget, worked out now."""
    found = plan_of(city, goals, options, date, budget_eur).portfolio
    if found is None:
        raise LookupError("A plan with a budget has a portfolio.")
    return rows_of(found, options.language)


def rows_of(found: Portfolio, language: str) -> PortfolioRows:
    """Return the rows of a portfolio."""
    return PortfolioRows(
        budget_eur=found.budget_eur,
        yearly_eur=found.budgets_eur[0],
        proposed=_chosen(found.proposed, language),
        robust=_chosen(found.robust, language),
        frontier=tuple(_chosen(point, language) for point in found.frontier),
        given_up_eur=max(found.price_of_robustness_eur, 0.0),
        gained_eur=max(found.robust.worst_eur - found.proposed.worst_eur, 0.0),
        left_out=tuple((catalogue()[name].name.of(language), reason) for name, reason in found.left_out),
        rules=found.rules,
    )


def _chosen(chosen: Chosen, language: str) -> ChosenRows:
    return ChosenRows(
        items=tuple(_item(item, language) for item in chosen.items),
        capex_eur=chosen.capex_eur,
        value_eur=chosen.gains["value"],
        carbon_tco2e=chosen.gains["carbon"],
        residents_eur=chosen.gains["equity"],
        worst_eur=chosen.worst_eur,
        over_budget_share=chosen.over_budget_share,
        spent_eur=chosen.spent_eur,
        gap_share=chosen.gap_share,
    )


def _item(item: Item, language: str) -> ItemRow:
    solution = item.case.appraisal.solution
    return ItemRow(
        id=solution.id,
        name=solution.name.of(language),
        size=shown(item.scale, unit_of(solution.scale_name), language),
        size_name=label(solution.scale_name, language),
        scale=item.scale,
        year=item.year,
        capex_eur=item.capex_eur,
        value_eur=item.gains["value"],
        carbon_tco2e=item.gains["carbon"],
        residents_eur=item.gains["equity"],
    )
