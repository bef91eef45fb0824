"""City data platform: an example worked by hand, and the published costs of London's datastore."""

from dataclasses import replace

import numpy as np
import pytest

from replicity.engine.archetype import Flows, Side
from replicity.engine.array import FloatArray
from replicity.engine.solutions.city_data_platform import SOLUTION, Inputs, flows

HORIZON = 10

EXAMPLE = Inputs(
    datasets_count=300.0,
    platform_eur=800_000.0,
    platform_lifetime_years=7.0,
    hosting_share_per_year=0.2,
    team_count=3.0,
    team_eur_per_person_per_year=57_000.0,
    connection_eur_per_dataset=1_500.0,
    ramp_years=3.0,
    uses_count_per_dataset=0.4,
)


def money(result: Flows, name: str) -> FloatArray:
    """Return the yearly amounts of a money line."""
    return next(line.amount_eur for line in result.money if line.name == name)


def test_worked_example() -> None:
    # platform 800,000 in year 0 and 7; in year 10 3 of 7 years are used, 4/7 are left
    # hosting 0.2 x 800,000 = 160,000; team 3 x 57,000 = 171,000; both each year from 1
    # 300 sets over 3 years = 100 a year x 1,500 = 150,000; 300 x 0.4 = 120 uses
    result = flows(EXAMPLE, HORIZON)
    platform = money(result, "platform")
    assert platform[[0, 7, 10]] == pytest.approx([800_000, 800_000, -800_000 * 4 / 7])
    assert money(result, "hosting_and_licences")[[0, 1, 10]] == pytest.approx([0, 160_000, 160_000])
    assert money(result, "data_team")[[0, 1]] == pytest.approx([0, 171_000])
    assert money(result, "connecting_datasets")[:5] == pytest.approx([0, 150_000, 150_000, 150_000, 0])
    assert float(result.indicators["uses_count"]) == pytest.approx(120)


def test_no_return_is_invented() -> None:
    result = flows(EXAMPLE, HORIZON)
    assert not result.energy
    assert not result.transfers
    assert {line.side for line in result.money} == {Side.ASSET, Side.OPERATION}
    for line in result.money:
        assert np.all(line.amount_eur[:HORIZON] >= 0)


def test_london_paid_for_its_datastore_what_the_model_says() -> None:
    # built for 60,000 GBP, then 40,000 GBP for two years of hosting: one third of the price a year
    # http://london.gov.uk/decisions/add378-hosting-and-development-london-datastore
    london = replace(
        EXAMPLE,
        platform_eur=60_000.0,
        hosting_share_per_year=1 / 3,
        team_count=0.0,
        connection_eur_per_dataset=0.0,
    )
    result = flows(london, HORIZON)
    two_years = money(result, "platform")[0] + money(result, "hosting_and_licences")[1:3].sum()
    assert two_years == pytest.approx(100_000)


def test_manchester_uses() -> None:
    # 9 live feeds with 4 organisations that use them: https://www.triangulum-project.eu/?p=4639
    manchester = replace(EXAMPLE, datasets_count=9.0, uses_count_per_dataset=4 / 9)
    assert float(flows(manchester, HORIZON).indicators["uses_count"]) == pytest.approx(4)


def test_one_platform_serves_any_number_and_none_costs_nothing() -> None:
    sizes = np.array([0.0, 300.0, 600.0])
    result = flows(replace(EXAMPLE, datasets_count=sizes), HORIZON)
    assert money(result, "platform")[:, 0] == pytest.approx([0, 800_000, 800_000])
    assert money(result, "connecting_datasets")[:, 1] == pytest.approx([0, 150_000, 300_000])
    assert all(not line.amount_eur[0].any() for line in result.money)
    assert not SOLUTION.linear
    assert SOLUTION.nonlinear_reason
