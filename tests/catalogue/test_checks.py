import os
import re
import shutil
from pathlib import Path

import pytest

from replicity.catalogue import checks
from replicity.catalogue.checks import Problem, check_data
from replicity.catalogue.tables import DATA

BUSES = "evidence/figures/electric_buses.csv"
DEMONSTRATIONS = "evidence/demonstrations.csv"
PANELS = "evidence/panels.csv"
METRICS = "evidence/metrics.csv"
FACTS = "countries/facts.csv"
COMMON = "common/parameters.csv"
SOURCES = "sources/evidence.csv"
FIRST_PANEL = "ebus_energy_use,electric_buses,energy_use_kwh_per_km,kwh/km,fig-0529"
METBUS = "metbus-enel-x-byd-first-100-e-buses-route-516,"
UPKEEP = "    - {metric: maintenance_cost_saving_share"
MEASURES = "kpis/measures.yaml"
INDICATORS = "kpis/indicators.csv"
LED = "solutions/led_street_lighting/solution.yaml"


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of the reference data, which nobody edits while the tests run."""
    return Path(shutil.copytree(DATA, tmp_path_factory.mktemp("frozen") / "data"))


@pytest.fixture(scope="module")
def before(frozen: Path) -> set[Problem]:
    return set(check_data(frozen))


@pytest.fixture
def copy(frozen: Path, tmp_path: Path) -> Path:
    """Give a data folder of links: a file is written anew before it is changed."""
    return Path(shutil.copytree(frozen, tmp_path / "data", copy_function=os.symlink))


def write(path: Path, content: bytes) -> None:
    path.unlink()
    path.write_bytes(content)


def new_problems(root: Path, before: set[Problem]) -> set[tuple[str, int, str]]:
    return {(p.file, p.line, p.rule) for p in set(check_data(root)) - before}


def test_reference_data_has_no_problems(before):
    assert sorted(before) == []


PLANTED = [
    (BUSES, "fig-0491,", "295000", "a lot", "not-a-number"),
    (BUSES, "fig-0491,", "295000", "nan", "not-a-number"),
    (BUSES, "fig-0491,", ",USD,", ",,", "missing-currency"),
    (BUSES, "fig-0491,", ",USD,", ",USX,", "unknown-currency"),
    (BUSES, "fig-0491,", ",2019,USD", ",,USD", "missing-price-year"),
    (BUSES, "fig-0491,", ",2019,USD", ",219,USD", "wrong-year"),
    (BUSES, "fig-0491,", "money/bus", "money", "wrong-unit"),
    (BUSES, "fig-0491,", "capex_money_per_bus", "capex_money_per_car", "unknown-metric"),
    (BUSES, "fig-0491,", METBUS, "metbus-first-hundred,", "unknown-demonstration"),
    (BUSES, "fig-0491,", ",vehicle,", ",,", "missing-scope"),
    (BUSES, "fig-0491,", ",reported,", ",rumoured,", "unknown-status"),
    (BUSES, "fig-0491,", ",B,", ",E,", "unknown-grade"),
    (BUSES, "fig-0491,", "iea-case-study-2-electric-buses-in", "", "missing-source"),
    (BUSES, "fig-0491,", "iea-case-study-2-electric-buses-in", "hearsay", "unknown-source"),
    (BUSES, "fig-0491,", "page text", "=HYPERLINK(A1)", "formula-like-cell"),
    (BUSES, "fig-0491,", "page text", "+cmd", "formula-like-cell"),
    (BUSES, "fig-0491,", "page text", "page text ", "stray-blanks"),
    (BUSES, "fig-0491,", ",bus,reported", ",,reported", "missing-unit"),
    (BUSES, "fig-0491,", "page text,", "page text,and,", "broken-csv"),
    (BUSES, "fig-0493,", ",0.76,", ",76,", "out-of-bounds"),
    (BUSES, "fig-0493,", ",share,,,", ",share,2019,,", "money-on-other-unit"),
    (BUSES, "fig-0669,", ",planned,D,", ",planned,A,", "wrong-grade"),
    (BUSES, "fig-0669,", ",kwh/km,", ",mwh/km,", "wrong-unit"),
    (DEMONSTRATIONS, METBUS, "geonames:3871336", "geonames:1", "orphan-city"),
    (DEMONSTRATIONS, METBUS, ",CL,", ",QQ,", "unknown-country"),
    (DEMONSTRATIONS, "bit-nest-evaluation,", "home_energy_control", "home_control", "unknown-solution"),
    (METRICS, "cop_ratio,", ",1,12,", ",12,1,", "wrong-order"),
    (PANELS, FIRST_PANEL, ",fig-0529,", ",fig-9999,", "unknown-figure"),
    (PANELS, FIRST_PANEL, ",fig-0529,", ",fig-0669,", "foreign-figure"),
    (PANELS, FIRST_PANEL, ",0.884956,", ",88,", "out-of-bounds"),
    ("evidence/topics.csv", "car_sharing,", ",mobility_hub", ",mobility_hubs", "unknown-solution"),
    ("evidence/solution_map.csv", "e-bus,", "electric_public_transport", "public_transport", "unknown-topic"),
    (SOURCES, "55-new-electric-busses", ",facts cited,", ",,", "missing-licence"),
    (SOURCES, "55-new-electric-busses", ",webpage,", ",rumour,", "unknown-kind"),
    (SOURCES, "55-new-electric-busses", "https://", "C:", "wrong-address"),
    (SOURCES, "55-new-electric-busses", ",verified,", ",seen,", "unknown-status"),
    (FACTS, "CL,electricity_eur_per_kwh,", ",0.1775,", ",0.01,", "wrong-order"),
    (FACTS, "CL,electricity_eur_per_kwh,", ",eur/kwh,", ",eur/mwh,", "wrong-unit"),
    (FACTS, "CL,electricity_eur_per_kwh,", ",climatescope-2024,", ",,", "missing-source"),
    (FACTS, "CL,carbon_price_flag,", ",0,0,0,flag", ",0.5,0,1,flag", "not-a-flag"),
    ("countries/inflation.csv", "CL,2018,", "0.024349", "2,4349", "broken-csv"),
    (COMMON, "debt_margin_share,", "0.025,0.025,0.025", "0.025,0.02,0.025", "wrong-order"),
    (COMMON, "debt_margin_share,", ",expert,", ",guess,", "unknown-kind"),
    (COMMON, "debt_margin_share,", ",fixed,", ",triangular,", "unknown-shape"),
    ("network/cities.csv", "growsmarter,geonames:2673730", ",lighthouse,", ",beacon,", "unknown-role"),
    ("network/cities.csv", "growsmarter,geonames:2673730", "growsmarter,", "growsmart,", "unknown-project"),
    ("network/providers.csv", "byd,", ",electric_buses,", ",electric_trams,", "unknown-solution"),
    ("travel/fares.csv", "600,", "196,245", "246,245", "wrong-order"),
    ("travel/fares.csv", "600,", ",eur/person,", ",eur/trip,", "wrong-unit"),
    ("travel/daily_rates.csv", "SE,", ",196,", ",-196,", "out-of-bounds"),
    ("travel/parameters.csv", "rail_kgco2e", ",owid-travel-footprint-2018,", ",hearsay,", "unknown-source"),
    (LED, "enabler:", "enabler", "enabling", "unknown-key"),
    (LED, "readiness_level:", "9", "12", "out-of-bounds"),
    (LED, "readiness_level:", "9", "ready", "not-a-number"),
    (LED, "nearness:", "electricity_eur_per_kwh", "electricity_price", "name-without-unit"),
    (LED, "  source_id:", "source_id: ", "source_id: not-", "unknown-source"),
    (LED, "preconditions:", "metered_baseline", "metered_baselines", "unknown-precondition"),
    (LED, "  - {id: owner_invests", "owner_invests", "owner_invest", "unknown-business-model"),
    ("business_models/models.yaml", "  source: ", "source: ", "source: not-", "unknown-source"),
    ("preconditions/preconditions.yaml", "  severity: block", "block", "blocks", "unknown-choice"),
    (MEASURES, UPKEEP, "maintenance_cost_saving_share", "upkeep_saving_share", "unknown-metric"),
    (MEASURES, UPKEEP, "of: maintenance_cost_eur", "of: upkeep_eur", "unknown-meter"),
    (MEASURES, UPKEEP, "formula: saving_share", "formula: saved", "unknown-choice"),
    (MEASURES, UPKEEP, "payback_period", "payback_time", "unknown-indicator"),
    (MEASURES, UPKEEP, "formula: saving_share", "formula: ratio", "missing-key"),
    (MEASURES, "    - {metric: cop_ratio", "formula: ratio", "formula: saving_share", "missing-baseline"),
    (MEASURES, "    maintenance_cost_eur:", "maintenance_cost_eur", "maintenance_cost", "name-without-unit"),
    (INDICATORS, "open_data,", "u4ssc-geneva-verification", "u4ssc", "unknown-source"),
    (INDICATORS, "open_data,", "Open data", "", "missing-value"),
    (LED, "kpis:", "energy_savings", "energy_saving", "unknown-indicator"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "start", "old", "new", "rule"), PLANTED)
def test_planted_fault_is_found_where_it_is(copy, before, file, start, old, new, rule):
    lines = (copy / file).read_text(encoding="utf-8").split("\n")
    place = next(n for n, line in enumerate(lines) if line.startswith(start))
    assert old in lines[place]
    lines[place] = lines[place].replace(old, new, 1)
    write(copy / file, "\n".join(lines).encode())
    found = new_problems(copy, before)
    assert (file, place + 1, rule) in found
    also = {"unknown-key": {"missing-key"}, "name-without-unit": {"unknown-meter"}}.get(rule, set())
    assert {r for _, _, r in found} <= {rule, *also}


REPEATED = [
    (BUSES, "duplicate-id"),
    (DEMONSTRATIONS, "duplicate-id"),
    (METRICS, "duplicate-id"),
    (SOURCES, "duplicate-source"),
    (FACTS, "duplicate-id"),
    ("network/projects.csv", "duplicate-id"),
    (COMMON, "duplicate-id"),
    ("travel/daily_rates.csv", "duplicate-id"),
]


@pytest.mark.parametrize(("file", "rule"), REPEATED)
def test_second_row_with_the_same_id_is_found(copy, before, file, rule):
    lines = (copy / file).read_text(encoding="utf-8").split("\n")
    write(copy / file, "\n".join([*lines[:-1], lines[1], ""]).encode())
    assert new_problems(copy, before) == {(file, len(lines), rule)}


NEEDED = [
    METRICS,
    DEMONSTRATIONS,
    PANELS,
    "evidence/topics.csv",
    "evidence/towns.csv",
    "network/partners.csv",
    "countries/names.csv",
    "countries/ppp.csv",
    "cities/cities.npy",
    "preconditions/preconditions.yaml",
    "business_models/models.yaml",
    MEASURES,
    INDICATORS,
    LED,
]


@pytest.mark.parametrize("file", NEEDED)
def test_missing_file_is_one_problem_and_no_traceback(copy, before, file):
    (copy / file).unlink()
    assert new_problems(copy, before) == {(file, 1, "missing-file")}


def test_text_that_is_not_utf8_is_found_with_its_line(copy, before):
    content = (copy / BUSES).read_bytes().split(b"\n")
    content[2] = content[2].replace(b"page text", b"p\xe1gina")
    write(copy / BUSES, b"\n".join(content))
    assert (BUSES, 3, "not-utf-8") in new_problems(copy, before)


def test_open_quote_is_found_where_it_opens(copy, before):
    lines = (copy / METRICS).read_text(encoding="utf-8").split("\n")
    place = next(n for n, line in enumerate(lines) if line.startswith("apps_count,"))
    lines[place] = lines[place].replace(",count,", ',"count,', 1)
    write(copy / METRICS, "\n".join(lines).encode())
    assert new_problems(copy, before) == {(METRICS, place + 1, "broken-csv")}


def test_unknown_and_missing_columns_are_found(copy, before):
    text = (copy / METRICS).read_text(encoding="utf-8")
    write(copy / METRICS, text.replace("highest", "uppermost", 1).encode())
    assert new_problems(copy, before) == {(METRICS, 1, "unknown-column"), (METRICS, 1, "missing-column")}


def test_figure_in_the_file_of_another_solution_is_found(copy, before):
    source, target = copy / BUSES, copy / "evidence/figures/mobility_hub.csv"
    lines = source.read_text(encoding="utf-8").split("\n")
    moved = lines.pop(1)
    write(source, "\n".join(lines).encode())
    text = target.read_text(encoding="utf-8")
    write(target, (text + moved + "\n").encode())
    found = new_problems(copy, before)
    assert found == {("evidence/figures/mobility_hub.csv", text.count("\n") + 1, "misfiled-figure")}


def test_broken_yaml_is_found(copy, before):
    text = (copy / LED).read_text(encoding="utf-8")
    write(copy / LED, ("track: [2\n" + text).encode())
    found = new_problems(copy, before)
    assert {(file, rule) for file, _, rule in found} == {(LED, "broken-yaml")}


def test_key_that_stands_twice_is_found(copy, before):
    text = (copy / LED).read_text(encoding="utf-8")
    write(copy / LED, (text.rstrip("\n") + "\ntrack: 3\n").encode())
    line = text.rstrip("\n").count("\n") + 2
    assert new_problems(copy, before) == {(LED, line, "duplicate-key")}


def test_text_in_one_language_only_is_found(copy, before):
    lines = (copy / LED).read_text(encoding="utf-8").split("\n")
    place = next(n for n, line in enumerate(lines) if line.startswith("name:"))
    lines[place] = "name: {en: LED street lighting}"
    write(copy / LED, "\n".join(lines).encode())
    assert new_problems(copy, before) == {(LED, place + 1, "missing-language")}


def test_broken_city_table_is_one_problem(copy, before):
    write(copy / "cities/cities.npy", b"no table")
    assert new_problems(copy, before) == {("cities/cities.npy", 1, "broken-table")}


def test_folder_without_a_model_is_found(copy, before):
    (copy / "solutions" / "flying_taxis").mkdir()
    assert new_problems(copy, before) == {("solutions/flying_taxis", 1, "unknown-solution")}


def test_empty_folder_gives_problems_and_no_traceback(tmp_path):
    found = check_data(tmp_path)
    assert {p.rule for p in found} == {"missing-file"}
    assert ("evidence/metrics.csv", 1) in {(p.file, p.line) for p in found}


def test_every_rule_is_in_the_reference():
    folder = Path(checks.__file__).parent
    code = "".join(p.read_text(encoding="utf-8") for p in folder.glob("*.py"))
    rules = {word for word in re.findall(r'"([a-z0-9]+(?:-[a-z0-9]+)+)"', code) if word != "utf-8"}
    page = (DATA.parents[2] / "docs" / "reference" / "evidence.md").read_text(encoding="utf-8")
    told = set(re.findall(r"`([a-z0-9]+(?:-[a-z0-9]+)+)`", page.split("## What the check finds")[1]))
    assert told == rules


def test_messages_say_what_to_do(copy, before):
    text = (copy / BUSES).read_text(encoding="utf-8")
    write(copy / BUSES, text.replace("capex_money_per_bus", "capex_money_per_buss", 1).encode())
    (found,) = set(check_data(copy)) - before
    assert found.message == (
        "The metric 'capex_money_per_buss' is not in evidence/metrics.csv; "
        "did you mean 'capex_money_per_bus'?"
    )
