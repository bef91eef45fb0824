import pytest

from replicity.catalogue.evidence import metrics
from replicity.catalogue.kpis import UnknownMeter, indicators, measuring_plans
from replicity.catalogue.solutions import catalogue
from replicity.catalogue.sources import sources
from replicity.quantities.suffixes import unit_of


@pytest.mark.parametrize("solution", sorted(catalogue()))
def test_every_solution_is_measured_in_units_that_fit(solution):
    plan = measuring_plans()[solution]
    assert plan.outcomes
    used = {name for o in plan.outcomes for name in (o.of, o.against) if name}
    assert used <= set(plan.meters)
    for name, meter in plan.meters.items():
        assert unit_of(name)
        assert all(text.es for text in (meter.called, meter.before, meter.method))
    for outcome in plan.outcomes:
        assert outcome.metric in metrics()
        assert set(outcome.source_ids) <= set(sources())
        assert set(outcome.indicators) <= set(indicators())


def test_every_indicator_of_a_solution_is_in_the_list_with_a_source():
    named = {kpi for s in catalogue().values() for kpi in s.kpis}
    assert named <= set(indicators())
    assert all(set(i.source_ids) <= set(sources()) for i in indicators().values())


def test_codes_are_those_of_the_frameworks():
    open_data = indicators()["open_data"]
    assert open_data.codes == (("U4SSC", "EC: ICT: PS: 1A"),)
    assert ("SCIS", "2.1.2 Energy savings") in indicators()["energy_savings"].codes


def test_unknown_names_are_refused_with_the_known_ones():
    plan = measuring_plans()["led_street_lighting"]
    with pytest.raises(UnknownMeter, match="its meters are electricity_use_kwh"):
        plan.meter("gas_kwh")
    with pytest.raises(UnknownMeter, match="its outcomes are electricity_saving_share"):
        plan.outcome("gas_saving_share")
