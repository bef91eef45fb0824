"""The validation: its aims, its arithmetic, and that nothing left out is used."""

import json

import numpy as np
import pytest

from replicity.appraisal.panels import Evidence, observations, panel_fit, promise_prior, relevant
from replicity.appraisal.validation import AIM_COVERAGE80, AIM_HEADLINE, validation_report
from replicity.catalogue.panels import transfer_rules


@pytest.fixture(scope="module")
def report():
    return validation_report()


@pytest.mark.parametrize("way", ["by_demonstration", "by_city"])
def test_the_aims_over_all_panels_are_met(report, way):
    found = getattr(report, way).overall
    assert AIM_COVERAGE80[0] <= found.coverage80_share <= AIM_COVERAGE80[1]
    assert found.crps_ratio_to_pooled < 1
    assert found.crps_ratio_to_headline <= AIM_HEADLINE
    assert found.misses == ()


def test_every_panel_of_four_demonstrations_is_scored_and_misses_are_told(report):
    for way in (report.by_demonstration, report.by_city):
        assert {s.panel for s in way.panels} | set(report.too_small) == set(transfer_rules().panels)
        for score in way.panels:
            assert score.demonstrations_count >= 4
            assert ("crps_ratio_to_pooled" in score.misses) == (score.crps_ratio_to_pooled >= 1)
    assert any(score.misses for score in report.by_demonstration.panels)


def test_the_whole_is_made_of_the_panels(report):
    found = report.by_demonstration
    share = np.average(
        [s.coverage80_share for s in found.panels], weights=[s.figures_count for s in found.panels]
    )
    assert found.overall.coverage80_share == pytest.approx(share)
    mean = np.mean([s.crps_ratio_to_headline for s in found.panels])
    assert found.overall.crps_ratio_to_headline == pytest.approx(mean)


def test_promises_are_judged_without_the_panel_itself_and_without_what_is_left_out():
    rule = transfer_rules().panels["led_electricity_saving"]
    alone = promise_prior(rule, Evidence())
    # leaving out a demonstration of this panel only does not change what other panels say
    member = next(
        o.demonstration_id for o in observations(rule, Evidence()) if o.city_id == "geonames:2624652"
    )
    assert promise_prior(rule, Evidence(frozenset((member,)))) == alone
    other = transfer_rules().panels["retrofit_energy_saving"]
    promised = frozenset(o.demonstration_id for o in observations(other, Evidence()) if o.promised)
    assert promise_prior(rule, Evidence(promised)) != alone


def test_a_left_out_demonstration_leaves_no_trace_in_the_fit():
    rule = transfer_rules().panels["heatpump_cop"]
    evidence = Evidence(frozenset(("drammen-fjernvarme",)))
    held = observations(rule, relevant(rule, evidence))
    assert all(o.demonstration_id != "drammen-fjernvarme" for o in held)
    assert panel_fit(rule, evidence).tau_mean != panel_fit(rule, Evidence()).tau_mean


def test_realisation_of_promises_is_reported_by_group(report):
    assert {r.group for r in report.realisation} >= {"saving", "amount", "cost"}
    for found in report.realisation:
        assert 0 < found.p10 < found.p50 < found.p90
        assert found.promises_count > 0


def test_the_report_is_json_without_gaps(report):
    document = json.loads(json.dumps(report.to_dict(), allow_nan=False))
    assert document["panels"][0].keys() >= {
        "solution", "metric", "figures_count", "demonstrations_count", "coverage50_share", "coverage80_share",
        "coverage95_share", "crps_ratio_to_pooled", "crps_ratio_to_headline", "bias",
    }  # fmt: skip
    assert document["all"]["figures_count"] == sum(p["figures_count"] for p in document["panels"])
