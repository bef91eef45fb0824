"""What every solution keeps, found by discovery: a new one is tested without touching this file."""

from dataclasses import fields

import numpy as np
import pytest
from tests.engine.cases import SOLUTIONS, all_arrays, model_inputs, sample

from replicity.appraisal.inputs import PRICED
from replicity.catalogue.parameters import common_parameters
from replicity.catalogue.solutions import catalogue
from replicity.quantities.suffixes import unit_of

HORIZON = 20


def flows_of(solution_id, values, horizon=HORIZON):
    return catalogue()[solution_id].model.flows(model_inputs(solution_id, values), horizon)


def test_the_eight_solutions_and_all_five_tracks_are_there():
    wanted = {
        "residential_deep_retrofit",
        "rooftop_pv_battery",
        "district_heat_pump",
        "water_source_district_cooling",
        "led_street_lighting",
        "electric_buses",
        "mobility_hub",
        "city_data_platform",
    }
    assert wanted <= set(SOLUTIONS)
    tracks = {t for s in catalogue().values() for t in (s.track, *s.tracks_also)}
    assert tracks == {1, 2, 3, 4, 5}


@pytest.mark.parametrize("solution_id", SOLUTIONS)
def test_every_input_has_a_unit_and_exactly_one_source(solution_id):
    solution = catalogue()[solution_id]
    for field in fields(solution.model.inputs):
        unit = unit_of(field.name)
        if field.name == solution.scale_name:
            continue
        if field.name in solution.parameters:
            parameter = solution.parameters[field.name]
            assert parameter.unit == unit, field.name
            assert parameter.source_id, field.name
            if parameter.is_money:
                assert parameter.price_year, field.name
                assert parameter.currency, field.name
    context_names = set(sample(solution_id)) - set(solution.parameters) - {solution.scale_name}
    unused = set(solution.parameters) - set(solution.model.input_names()) - set(common_parameters())
    assert not unused, f"parameters that no input uses: {unused}"
    assert set(PRICED) <= context_names | set(solution.parameters)


@pytest.mark.parametrize("solution_id", SOLUTIONS)
@pytest.mark.parametrize("horizon", [1, 7, 20, 60])
def test_flows_are_finite_with_the_year_axis_last(solution_id, horizon):
    for name, array in all_arrays(flows_of(solution_id, sample(solution_id), horizon)):
        assert np.isfinite(array).all(), name
        assert array.shape[-1] in (1, horizon + 1), name


@pytest.mark.parametrize("solution_id", SOLUTIONS)
def test_zero_scale_gives_zero(solution_id):
    values = {**sample(solution_id), catalogue()[solution_id].scale_name: np.asarray(0.0)}
    for name, array in all_arrays(flows_of(solution_id, values)):
        assert not np.any(array), name


@pytest.mark.parametrize("solution_id", SOLUTIONS)
def test_double_scale_gives_double_or_the_file_says_why_not(solution_id):
    solution = catalogue()[solution_id]
    values = sample(solution_id)
    twice = {**values, solution.scale_name: 2 * values[solution.scale_name]}
    once, double = all_arrays(flows_of(solution_id, values)), all_arrays(flows_of(solution_id, twice))
    if not solution.model.linear:
        assert solution.model.nonlinear_reason
        assert any(not np.allclose(2 * a, b) for (_, a), (_, b) in zip(once, double, strict=True))
        return
    for (name, a), (_, b) in zip(once, double, strict=True):
        np.testing.assert_allclose(2 * a, b, rtol=1e-12, atol=1e-9, err_msg=name)


@pytest.mark.parametrize("solution_id", SOLUTIONS)
def test_vector_equals_scalar(solution_id):
    values = sample(solution_id)
    together = all_arrays(flows_of(solution_id, values))
    for draw in (0, 17, 39):
        one = {n: np.asarray(v if np.ndim(v) == 0 else v[draw]) for n, v in values.items()}
        for (name, array), (_, alone) in zip(together, all_arrays(flows_of(solution_id, one)), strict=True):
            row = array if array.ndim < 2 else array[draw]
            np.testing.assert_allclose(
                np.broadcast_to(row, (HORIZON + 1,)),
                np.broadcast_to(alone, (HORIZON + 1,)),
                rtol=1e-12,
                err_msg=name,
            )


@pytest.mark.parametrize("solution_id", SOLUTIONS)
def test_cities_and_draws_broadcast(solution_id):
    values = sample(solution_id)
    wide = {n: np.asarray(v)[None, :] * np.ones((3, 1)) if np.ndim(v) else v for n, v in values.items()}
    for (name, array), (_, plain) in zip(
        all_arrays(flows_of(solution_id, wide)), all_arrays(flows_of(solution_id, values)), strict=True
    ):
        np.testing.assert_allclose(
            np.broadcast_to(array, (3, 40, HORIZON + 1))[1],
            np.broadcast_to(plain, (40, HORIZON + 1)),
            rtol=1e-12,
            err_msg=name,
        )


@pytest.mark.parametrize("solution_id", [s.id for s in catalogue().values() if s.enabler])
def test_an_enabler_has_no_cash_return(solution_id):
    flows = flows_of(solution_id, sample(solution_id))
    residual_only = [m for m in flows.money if (m.amount_eur[..., :-1] < 0).any()]
    assert not residual_only
    assert not flows.energy
