"""Participatory budgeting: an example worked by hand, and two processes whose cost was published."""

from dataclasses import replace

import numpy as np
import pytest

from replicity.engine.archetype import Flows
from replicity.engine.array import FloatArray
from replicity.engine.solutions.participatory_budgeting import Inputs, flows

HORIZON = 8

EXAMPLE = Inputs(
    inhabitants_count=200_000.0,
    running_eur_per_inhabitant_per_year=0.8,
    setup_years=0.5,
    participation_share=0.03,
    voted_eur_per_inhabitant_per_year=10.0,
)


def money(result: Flows, name: str) -> FloatArray:
    """Return the yearly amounts of a money line."""
    return next(line.amount_eur for line in result.money if line.name == name)


def test_worked_example() -> None:
    # 200,000 x 0.8 = 160,000 a year; half a year of it to set up = 80,000
    # 200,000 x 0.03 = 6,000 people; 200,000 x 10 = 2,000,000 voted on
    result = flows(EXAMPLE, HORIZON)
    assert money(result, "process_setup")[:2] == pytest.approx([80_000, 0])
    assert money(result, "process_running") == pytest.approx([0, *[160_000] * HORIZON])
    assert float(result.indicators["participants_count"]) == pytest.approx(6_000)
    assert float(result.indicators["voted_eur_per_year"]) == pytest.approx(2_000_000)


def test_the_money_voted_on_is_no_cost_and_no_return() -> None:
    much = flows(replace(EXAMPLE, voted_eur_per_inhabitant_per_year=50.0), HORIZON)
    for a, b in zip(flows(EXAMPLE, HORIZON).money, much.money, strict=True):
        assert np.array_equal(a.amount_eur, b.amount_eur)
    assert not much.energy
    assert not much.transfers


def test_greensboro() -> None:
    # some 200,000 USD for a round of two years, 287,027 inhabitants: 0.348 USD by inhabitant and year
    # https://www.greensboro-nc.gov/departments/budget-evaluation/participatory-budgeting/about
    greensboro = replace(
        EXAMPLE, inhabitants_count=287_027.0, running_eur_per_inhabitant_per_year=0.348, setup_years=0.0
    )
    assert money(flows(greensboro, HORIZON), "process_running")[1:3].sum() == pytest.approx(200_000, rel=0.01)


def test_paris_voters() -> None:
    # 158,000 people voted in 2016: https://urbact.eu./node?page=293
    paris = replace(EXAMPLE, inhabitants_count=2_200_000.0, participation_share=0.0718)
    assert float(flows(paris, HORIZON).indicators["participants_count"]) == pytest.approx(158_000, rel=0.001)


def test_scale_and_shapes() -> None:
    sizes = np.array([[0.0], [1_000.0], [2_000.0]])
    result = flows(replace(EXAMPLE, inhabitants_count=sizes, participation_share=np.full(4, 0.03)), HORIZON)
    running = money(result, "process_running")[..., 0, 1]
    assert running == pytest.approx([0, 800, 1_600])
    assert result.indicators["participants_count"].shape == (3, 4)
