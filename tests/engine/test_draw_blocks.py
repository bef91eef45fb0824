"""Flows block by block are the flows all at once, in values and in shapes."""

import numpy as np
import pytest

from replicity.engine import draw_blocks
from replicity.engine.archetype import Flows, Kind, MoneyLine, Side
from replicity.engine.array import by_year

YEARS = np.arange(6.0)


def model(inputs):
    price, count = inputs["price_eur"], inputs["lamps_count"]
    return Flows(
        money=(
            MoneyLine("lamps", Side.ASSET, Kind.INVESTMENT, by_year(price) * YEARS),
            MoneyLine("fee", Side.OPERATION, Kind.OPERATION, 3.0 * YEARS),
        ),
        services={"units_count": by_year(count) + YEARS},
        indicators={"lamps_count": np.asarray(count), "price_eur": np.asarray(price)},
    )


@pytest.mark.parametrize("block", [1000, 250, 100, 7])
def test_blocks_are_the_whole(monkeypatch, block):
    monkeypatch.setattr(draw_blocks, "BLOCK_DRAWS", block)
    inputs = {"price_eur": np.random.default_rng(1).random(250), "lamps_count": np.asarray(40.0)}
    found = draw_blocks.arrays_of(draw_blocks.flows_in_blocks(model, inputs))
    whole = draw_blocks.arrays_of(model(inputs))
    assert [a.shape for a in found] == [a.shape for a in whole]
    for array, expected in zip(found, whole, strict=True):
        np.testing.assert_array_equal(array, expected)


def test_the_draws_of_a_year_stand_side_by_side():
    inputs = {"price_eur": np.random.default_rng(1).random(250), "lamps_count": np.asarray(40.0)}
    lamps = draw_blocks.flows_in_blocks(model, inputs).money[0].amount_eur
    assert lamps.strides[0] == lamps.itemsize
