"""A city's portfolio: within the money, by the rules, with ranges that follow from the draws."""

import json

import pytest

from replicity.appraisal.inputs import InputError
from replicity.appraisal.plan import plan_of
from replicity.appraisal.requests import Options
from replicity.catalogue.cities import get_city
from replicity.catalogue.portfolio import portfolio_rules
from replicity.catalogue.solutions import catalogue

FEW = Options(draws=300)


def chosen(city="Gothenburg, SE", budget=20e6, options=FEW, **goals):
    return plan_of(get_city(city), goals, options, "2026-11-23", budget).portfolio


def test_without_a_budget_there_is_no_portfolio():
    assert plan_of(get_city("Gothenburg, SE"), {}, FEW, "2026-11-23").to_dict()["portfolio"] is None


@pytest.mark.parametrize("budget", [0.0, -5.0, float("nan"), float("inf"), 1e16])
def test_a_budget_that_is_none_is_refused_with_a_sentence(budget):
    with pytest.raises(InputError, match="budget must be a number of euro above zero"):
        chosen(budget=budget)


@pytest.mark.parametrize("budget", [1e6, 20e6, 200e6])
def test_no_year_spends_money_that_has_not_come_in(budget):
    found = chosen(budget=budget)
    for portfolio in (found.proposed, found.robust, *found.frontier):
        spent = come = 0.0
        for year, paid in enumerate(portfolio.spent_eur):
            spent, come = spent + paid, come + found.budgets_eur[year]
            assert spent <= come * (1 + 1e-6)
        assert sum(portfolio.spent_eur) == pytest.approx(portfolio.capex_eur.mean)
        assert len({i.case.appraisal.solution.id for i in portfolio.items}) == len(portfolio.items)


def test_totals_follow_from_the_appraisals():
    found = chosen().proposed
    rate = 1.0 + next(iter(found.items)).case.draws["discount_rate_real_share"]
    worth = capex = 0.0
    for item in found.items:
        results, ratio = item.case.appraisal.results, item.scale / item.case.appraisal.request.scale
        assert item.case.appraisal.solution.model.linear
        worth += ratio * results["npv_eur"].mean / float(rate) ** (item.year - 1)
        capex += ratio * results["capex_eur"].mean
    assert found.gains["value"].mean == pytest.approx(worth)
    assert found.capex_eur.mean == pytest.approx(capex)
    assert found.gains["value"].p10 < found.gains["value"].mean < found.gains["value"].p90


def test_carbon_of_the_first_year_is_what_the_appraisal_avoids_within_the_window():
    found = chosen(budget=500e6).proposed
    window = portfolio_rules().carbon_window_years
    for item in found.items:
        yearly = item.case.appraisal.yearly.avoided_tco2e
        ratio = item.scale / item.case.appraisal.request.scale
        tonnes = ratio * sum(yearly[: window - item.year + 2])
        assert item.gains["carbon"].mean == pytest.approx(tonnes), item.case.appraisal.solution.id


def test_robustness_costs_expected_value_and_gains_in_the_worst_draws():
    # all draws are scenarios here, and only money counts: both choices can be compared exactly
    found = chosen("Singapore", 60e6, Options(draws=200), carbon=0.0)
    assert found.price_of_robustness_eur >= -1.0
    assert found.robust.worst_eur >= found.proposed.worst_eur - 1.0


@pytest.mark.parametrize("city", ["Quito, EC", "Santiago, CL", "Lagos, NG"])
def test_robustness_is_never_gained_for_nothing_with_all_objectives_counted(city):
    found = chosen(city, 30e6)
    assert found.price_of_robustness_eur >= -1e-4 * found.budget_eur
    parts = sum(worth * found.given_up(name) for name, worth in found.worth_eur.items())
    assert found.price_of_robustness_eur == pytest.approx(parts)
    assert found.worth_eur["value"] == 1.0


def test_the_frontier_trades_value_for_carbon():
    points = chosen("Santiago, CL", 30e6).frontier
    values = [p.gains["value"].mean for p in points]
    tonnes = [p.gains["carbon"].mean for p in points]
    assert len(points) > 1
    assert values == sorted(values, reverse=True)
    assert tonnes == sorted(tonnes)


def test_goals_move_the_choice_towards_carbon():
    money, tonnes = chosen("Santiago, CL", 40e6, carbon=0.0), chosen("Santiago, CL", 40e6, carbon=100.0)
    assert tonnes.proposed.gains["carbon"].mean > money.proposed.gains["carbon"].mean
    assert money.proposed.gains["value"].mean > tonnes.proposed.gains["value"].mean


def test_panels_never_come_before_the_retrofit_of_the_roof():
    for city in ("Gothenburg, SE", "Oslo", "Warsaw"):
        found = chosen(city, 80e6, carbon=1.0)
        for portfolio in (found.proposed, *found.frontier):
            year = {i.case.appraisal.solution.id: i.year for i in portfolio.items}
            if {"residential_deep_retrofit", "rooftop_pv_battery"} <= set(year):
                assert year["residential_deep_retrofit"] <= year["rooftop_pv_battery"]


def test_what_is_left_out_has_a_reason_and_everything_else_could_be_chosen():
    found = chosen("Singapore", 100e6)
    left = dict(found.left_out)
    assert "district_heat_pump" in left
    assert {s.id for s in catalogue().values() if s.enabler} <= set(left)
    assert all(reason for reason in left.values())
    assert not {i.case.appraisal.solution.id for i in found.proposed.items} & set(left)


def test_the_document_holds_the_portfolio_and_is_the_same_each_time():
    first = plan_of(get_city("Gothenburg, SE"), {}, FEW, "2026-11-23", 20e6).to_dict()["portfolio"]
    again = plan_of(get_city("Gothenburg, SE"), {}, FEW, "2026-11-23", 20e6).to_dict()["portfolio"]
    assert json.dumps(first, allow_nan=False) == json.dumps(again, allow_nan=False)
    assert {"budget_eur", "chosen", "capex_eur", "npv_eur", "avoided_tco2e", "residents_npv_eur", "frontier",
            "robust", "price_of_robustness", "gap_share", "left_out", "rules"} <= set(first)  # fmt: skip
    assert 0 <= first["gap_share"] <= portfolio_rules().gap_share
    for item in first["chosen"]:
        assert {"solution", "scale", "year", "capex_eur", "npv_eur", "avoided_tco2e"} <= set(item)


def test_a_budget_too_small_for_anything_chooses_nothing():
    found = chosen(budget=1000.0)
    assert found.proposed.items == ()
    assert found.price_of_robustness_eur == 0.0


def test_the_rules_name_solutions_of_the_catalogue_and_say_why():
    rules = portfolio_rules()
    named = [r.before for r in rules.orders] + [r.after for r in rules.orders]
    named += [r.first for r in rules.synergies] + [r.second for r in rules.synergies]
    named += [s for r in rules.exclusions for s in r.solutions]
    assert set(named) <= set(catalogue())
    assert all(r.why.en and r.why.es for r in (*rules.orders, *rules.synergies, *rules.exclusions))
