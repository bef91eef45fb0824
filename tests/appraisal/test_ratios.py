"""Benefit-cost ratio, levelised cost and loan life coverage: worked by hand, and whole cases line by line."""

import numpy as np
import pytest

from replicity.appraisal.deal import model_flows, paths_of
from replicity.appraisal.ratios import energy_by_year, ratios
from replicity.appraisal.requests import Options, case_of
from replicity.catalogue.cities import get_city
from replicity.catalogue.solutions import catalogue, get_solution
from replicity.engine.archetype import Carrier, EnergyLine, Flows, Kind, MoneyLine, Side
from replicity.engine.debt import Debt, no_debt
from replicity.engine.finance import net_present_value
from replicity.engine.ledger import Actor, Entry, Ledger
from replicity.engine.settlement import Settlement

PAID = [solution.id for solution in catalogue().values() if not solution.enabler]


def case(solution, model=None):
    return case_of(get_city("Santiago, CL"), get_solution(solution), Options(draws=100), None, model)


def settled(entries, debt=None, cash=(0.0, 0.0, 0.0)):
    """Return a settlement of market payments alone over three years."""
    ledger = Ledger(tuple(Entry(Actor.CITY, Actor.WORLD, name, np.array(a)) for name, a in entries.items()))
    return Settlement(ledger, ledger, Actor.CITY, debt or no_debt(2), np.array([cash]), np.ones(3))


# 100 bought with 4 left at the end, 10 a year to run it; 70 a year fall away, 5 a year are sold
MARKET = {
    "plant": (100.0, 0.0, -4.0),
    "upkeep": (0.0, 10.0, 10.0),
    "old_bill": (0.0, -70.0, -70.0),
    "exported": (0.0, -5.0, -5.0),
}
SUPPLY = Flows(
    money=(MoneyLine("plant", Side.ASSET, Kind.INVESTMENT, np.array([100.0, 0.0, -4.0])),),
    energy=(
        EnergyLine("exported", Side.OPERATION, Carrier.EXPORT, np.array([0.0, 50.0, 50.0])),
        EnergyLine(
            "old_bill", Side.USER, Carrier.GAS, np.array([[0.0, -400.0, -500.0], [0.0, -200.0, -300.0]])
        ),
        EnergyLine("van", Side.USER, Carrier.DIESEL, np.array([0.0, 9.0, 9.0])),
    ),
    services={"supplied_kwh": np.array([0.0, 500.0, 500.0])},
)


def test_by_hand_without_discount():
    found = ratios(SUPPLY, settled(MARKET), np.array([34.0]), 0.0)
    assert found["benefit_cost_ratio"] == pytest.approx([150.0 / 116.0])
    assert found["levelised_cost_eur_per_kwh"] == pytest.approx([106.0 / 1000.0])
    assert np.isnan(found["llcr_ratio"]).all()


def test_by_hand_at_a_tenth():
    upkeep, left = 10 / 1.1 + 10 / 1.21, 4 / 1.21
    costs, sold, old = 100 - left + upkeep, 5 / 1.1 + 5 / 1.21, 70 / 1.1 + 70 / 1.21
    found = ratios(SUPPLY, settled(MARKET), np.array([old + sold - costs]), 0.1)
    assert found["benefit_cost_ratio"] == pytest.approx([(old + sold) / costs])
    assert found["levelised_cost_eur_per_kwh"] == pytest.approx([(costs - sold) / (500 / 1.1 + 500 / 1.21)])


def test_what_is_not_there_is_not_a_number():
    nothing = Flows(money=())
    found = ratios(nothing, settled({"old_bill": (0.0, -1.0, -1.0)}), np.array([2.0]), 0.0)
    assert all(np.isnan(value).all() for value in found.values())


def test_loan_life_coverage_by_hand():
    # 100 at 10 %, paid back by 57.62 in each of two years; 60 and 70 come in, and 1000 before it begins
    payment = 100 * 0.1 / (1 - 1.1**-2)
    second = (100 * 1.1 - payment) * 0.1
    debt = Debt(100.0, np.array([0.0, payment, payment]), np.array([0.0, 10.0, second]))
    found = ratios(SUPPLY, settled(MARKET, debt, (1000.0, 60.0, 70.0)), np.array([0.0]), 0.03)
    assert found["llcr_ratio"] == pytest.approx([(60 / 1.1 + 70 / 1.21) / 100])


def test_cash_that_equals_the_payments_covers_the_loan_once():
    found = case("led_street_lighting")
    debt = found.settlement.debt
    assert debt.principal_eur > 0
    served = settled(MARKET, debt, debt.payment_eur)
    assert ratios(SUPPLY, served, np.zeros(1), 0.0)["llcr_ratio"] == pytest.approx([1.0])


def test_energy_of_the_year_is_the_mean_and_leaves_fuel_for_engines_out():
    assert energy_by_year(SUPPLY, 3) == pytest.approx([0.0, 350.0, 450.0])


@pytest.mark.parametrize("solution", PAID)
def test_benefits_and_costs_are_those_of_the_lines(solution):
    found = case(solution)
    record = get_solution(solution)
    flows = model_flows(record, found.draws, record.horizon_years)
    paths = paths_of(found.draws, record.horizon_years, flows)
    rate = float(found.draws["discount_rate_real_share"])
    shape = (100, record.horizon_years + 1)
    lines = [np.broadcast_to(m.amount_eur, shape) for m in flows.money]
    for line in flows.energy:
        sign = -1 if line.carrier is Carrier.EXPORT else 1
        lines.append(sign * np.broadcast_to(line.amount * paths.price_eur[line.carrier], shape))
    worth = [net_present_value(line, rate) for line in lines]
    costs = sum(w for w in worth if w.mean() > 0)
    benefits = -sum(w for w in worth if w.mean() <= 0)
    assert found.measures["benefit_cost_ratio"] == pytest.approx(benefits / costs)
    # above one exactly where the whole is worth something
    assert np.array_equal(found.measures["benefit_cost_ratio"] > 1, found.measures["npv_eur"] > 0)


@pytest.mark.parametrize("solution", PAID)
def test_the_same_under_every_business_model(solution):
    names = ("benefit_cost_ratio", "levelised_cost_eur_per_kwh")
    found = [case(solution, m.id).appraisal.results for m in get_solution(solution).business_models]
    assert len({tuple(results[n] for n in names) for results in found}) == 1


def test_levelised_cost_only_of_what_supplies_energy():
    has = {s for s in catalogue() if case(s).appraisal.results["levelised_cost_eur_per_kwh"].p50 is not None}
    assert has == {"district_heat_pump", "rooftop_pv_battery", "water_source_district_cooling"}


@pytest.mark.parametrize("solution", sorted(catalogue()))
def test_energy_by_year_adds_up_to_the_result(solution):
    found = case(solution).appraisal
    saved = found.yearly.energy_saved_kwh
    assert len(saved) == found.solution.horizon_years + 1
    mean = found.results["energy_saved_kwh_per_year"].mean
    assert np.mean(saved[1:]) == pytest.approx(mean)
