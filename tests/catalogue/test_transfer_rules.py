"""Planted faults in transfer.yaml and in the evidence of a solution: the check finds each where it stands."""

import shutil

import pytest

from replicity.catalogue.checks import check_data
from replicity.catalogue.panels import transfer_rules
from replicity.catalogue.tables import DATA

RULES = "evidence/transfer.yaml"
BUSES = "solutions/electric_buses/solution.yaml"


@pytest.fixture
def copy(tmp_path):
    return shutil.copytree(DATA, tmp_path / "data")


@pytest.mark.parametrize(
    ("file", "old", "new", "rule"),
    [
        (RULES, "ebus_km_per_bus_year: {", "ebus_km: {", "missing-rule"),
        (RULES, "kind: efficiency", "kind: efficient", "unknown-kind"),
        (RULES, "tau_scale: 0.5", "tau_scale: 0", "out-of-bounds"),
        (RULES, "solution: car_sharing", "solution: car_shares", "unknown-solution"),
        (RULES, "solutions: [facade_pv]", "solutions: [facades]", "unknown-solution"),
        (RULES, "{centre: 2024, mean: -0.04, sd: 0.03}", "{centre: 2024, slope: -0.04}", "unknown-key"),
        (BUSES, "capex_eur_per_bus: ebus", "capex_eur: ebus", "unknown-input"),
        (BUSES, ": ebus_capex_per_bus", ": ebus_capex", "unknown-panel"),
    ],
)
def test_a_planted_fault_is_found_where_it_stands(copy, file, old, new, rule):
    text = (copy / file).read_text(encoding="utf-8")
    assert old in text
    (copy / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    found = [p for p in check_data(copy) if p.file == file]
    assert rule in {p.rule for p in found}


def test_money_is_renamed_to_euro():
    rule = transfer_rules().panels["ebus_capex_per_bus"]
    assert rule.is_money
    assert rule.name == "capex_eur_per_bus"


def test_a_flag_marks_words_whole_scopes_and_solutions():
    led = transfer_rules().panels["led_cost_saving_per_luminaire"].flags[0]
    assert led.marks("energy", "led_street_lighting")
    assert not led.marks("energy+maintenance", "led_street_lighting")
    facade = transfer_rules().panels["pv_yield"].flags[0]
    assert facade.marks("vertical", "facade_pv")
    assert not facade.marks("roof", "rooftop_pv_battery")
