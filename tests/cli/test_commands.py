"""The commands: documented JSON, tables for people, one clear line and the right status for wrong input."""

import json

import pytest

from replicity.catalogue import evidence
from replicity.quantities.money import BASE_YEAR
from replicity.version import VERSION


@pytest.fixture
def document(run):
    """Return a function that runs a command with --json and returns the document."""

    def call(*words):
        status, out, _ = run(*words, "--json")
        assert status == 0, words
        return json.loads(out)

    return call


ORIGIN = ["version", "base_year", "evidence_hash"]
FEW = ("--draws", "100")
MUST_HAVE = (
    "annual_mean_temperature_celsius", "heating_degree_days_18c", "cooling_degree_days_18c",
    "ghi_kwh_per_m2_per_year", "pv_yield_kwh_per_kw_per_year", "grid_kgco2e_per_kwh",
    "electricity_eur_per_kwh", "gas_eur_per_kwh", "diesel_eur_per_litre", "gdp_per_capita_eur",
    "price_level_ratio", "discount_rate_real_share", "inflation_share", "koppen_class",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "city_id"),
    [
        ("Gotenburg", "geonames:2711537"), ("Göteborg", "geonames:2711537"),
        ("São Paulo", "geonames:3448439"), ("San Pablo", "geonames:3448439"),
        ("北京", "geonames:1816670"), ("Pekin", "geonames:1816670"), ("Sanitago", "geonames:3871336"),
    ],
)  # fmt: skip
def test_city_find_copes_with_errors_accents_exonyms_and_scripts(document, text, city_id):
    found = document("city", "find", text)["cities"]
    assert city_id in [c["id"] for c in found[:3]]
    assert set(found[0]) == {
        "id", "name", "country", "latitude_degree", "longitude_degree", "population_count", "score",
    }  # fmt: skip


def test_city_show_gives_each_value_with_unit_year_source_status_and_range(document):
    shown = document("city", "show", "Santiago, CL")
    assert shown["city"]["id"] == "geonames:3871336"
    for name in MUST_HAVE:
        value = shown["context"][name]
        assert {"value", "low", "high", "unit", "year", "source", "status"} <= set(value)
        assert value["value"] is not None, name
        assert value["source"], name
        if name != "koppen_class":
            assert value["low"] <= value["value"] <= value["high"], name


def test_city_show_with_an_own_value_says_that_it_is_yours(document):
    value = document("city", "show", "Santiago, CL", "--set", "gas_eur_per_kwh=0.05")["context"][
        "gas_eur_per_kwh"
    ]
    assert (value["value"], value["status"]) == (0.05, "user")


@pytest.mark.parametrize("written", ["Cfa", "cfa", " CFA "])
def test_a_climate_class_may_be_set_by_its_name(document, written):
    words = ("--set", f"koppen_class={written}")
    shown = document("city", "show", "Santiago, CL", *words)["context"]["koppen_class"]
    assert (shown["value"], shown["status"], shown["source"]) == ("Cfa", "user", "your own value")
    planned = document("plan", "Santiago, CL", *words, "--draws", "50", "--date", "2026-11-23")
    assert planned["context"]["koppen_class"] == shown


def test_solutions_and_one_solution(document):
    found = document("solutions")["solutions"]
    assert {d["track"] for d in found} == {1, 2, 3, 4, 5}
    for item in found:
        assert {
            "solution",
            "name",
            "track",
            "demonstrations_count",
            "figures_count",
            "metrics",
            "business_models",
            "enabler",
        } <= set(item)
        shown = document("solution", "show", item["solution"])
        assert shown["parameters"]
        assert shown["preconditions"]


@pytest.mark.parametrize(
    "words",
    [
        "city find Lisbon",
        "city show Lisbon",
        "solutions",
        "solution show electric_buses",
        "evidence list --solution electric_buses",
        "evidence predict Lisbon electric_buses energy_use_kwh_per_km",
        "questionnaire Lisbon --track 3",
        "match Lisbon --track 3 --draws 50",
        "appraise Lisbon electric_buses --draws 50",
        "hosts Lisbon electric_buses",
        "data check",
    ],
)
def test_every_document_begins_with_its_origin(document, words):
    found = document(*words.split())
    assert list(found)[:3] == ORIGIN
    assert [found[key] for key in ORIGIN] == [VERSION, BASE_YEAR, evidence.evidence_hash()]


@pytest.fixture
def broken_evidence(monkeypatch, tmp_path):
    """Look for the evidence in an empty folder."""
    kept = (evidence.evidence_hash, evidence.panel_rows)
    monkeypatch.setattr(evidence, "FOLDER", tmp_path)
    for each in kept:
        each.cache_clear()
    yield
    for each in kept:
        each.cache_clear()


@pytest.mark.usefixtures("broken_evidence")
def test_broken_evidence_has_no_fingerprint(document):
    assert document("city", "find", "Lisbon")["evidence_hash"] is None


def test_evidence_list_is_filtered(document):
    everything = document("evidence", "list")["figures"]
    buses = document("evidence", "list", "--solution", "electric-buses")["figures"]
    santiago = document("evidence", "list", "--solution", "electric_buses", "--city", "Santiago, CL")[
        "figures"
    ]
    assert len(everything) == 844
    assert 0 < len(santiago) < len(buses) < 844
    assert {f["city"] for f in santiago} == {"Santiago"}


def test_match_appraise_hosts_and_plan_have_the_keys_that_others_rely_on(document):
    matched = document("match", "Gothenburg", *FEW)
    for item in matched["solutions"]:
        assert {
            "solution",
            "rank",
            "rank_acceptability",
            "top3_share",
            "status",
            "criteria",
            "reasons",
            "held_back_by",
            "would_change_it",
            "hosts",
        } <= set(item)
    appraised = document("appraise", "Gothenburg", "electric_buses", *FEW, "--scale", "50")
    assert appraised["scale"] == 50
    assert {
        "city",
        "solution",
        "business_model",
        "draws",
        "seed",
        "results",
        "probability_of_loss_share",
        "actors",
        "zone_of_agreement",
        "bankability",
        "preconditions",
        "adaptation_log",
        "inputs",
        "version",
        "base_year",
        "evidence_hash",
    } <= set(appraised)
    assert {
        "npv_eur",
        "irr_share",
        "payback_years",
        "discounted_payback_years",
        "capex_eur",
        "abatement_eur_per_tco2e",
        "avoided_tco2e_per_year",
        "dscr_min_ratio",
        "benefit_cost_ratio",
        "levelised_cost_eur_per_kwh",
        "llcr_ratio",
    } <= set(appraised["results"])
    assert len(appraised["yearly"]["energy_saved_kwh"]) == appraised["horizon_years"] + 1
    assert {"lowest", "highest", "proposed", "unit"} <= set(appraised["zone_of_agreement"])
    assert {"grade", "scalable", "appealing", "low_risk", "no_go"} <= set(appraised["bankability"])
    hosts = document("hosts", "Santiago, CL", "electric_buses")["hosts"]
    assert {"city", "country", "solution", "demonstrations", "nearness_share", "languages", "reasons"} <= set(
        hosts[0]
    )
    assert "Santiago" not in {h["city"] for h in hosts if h["country"] == "CL"}
    plan = document("plan", "Santiago, CL", *FEW, "--date", "2026-11-23")
    assert {"city", "context", "match", "appraisals", "portfolio"} <= set(plan)


@pytest.mark.parametrize(
    ("words", "status", "part"),
    [
        (["plan", "Atlantis-on-Sea-XYZ"], 1, "Atlantis"),
        (["appraise", "Santiago, CL", "flying_carpets"], 1, "use one of"),
        (
            ["appraise", "Santiago, CL", "electric_buses", "--business-model", "barter"],
            1,
            "can be built under",
        ),
        (["appraise", "Santiago, CL", "electric_buses", "--scale", "-5"], 2, "negative"),
        (["appraise", "Santiago, CL", "electric_buses", "--scale", "many"], 2, "not a number"),
        (["appraise", "Santiago, CL", "electric_buses", "--set", "colour=3"], 2, "no input called 'colour'"),
        (["appraise", "Santiago, CL", "electric_buses", "--set", "colour"], 2, "NAME=VALUE"),
        (["match", "Santiago, CL", "--set", "koppen_class=Xyz"], 2, "must be one of Af, Am"),
        (["city", "show", "Santiago, CL", "--set", "koppen_class=5"], 2, "not '5'"),
        (["appraise", "Santiago, CL", "electric_buses", "--set", "grant_share=Cfa"], 2, "not a number"),
        (
            ["appraise", "Santiago, CL", "electric_buses", "--draws", "1" + "0" * 20],
            2,
            "draws must be between",
        ),
        (["appraise", "Santiago, CL", "electric_buses", "--draws", "0"], 2, "draws must be between"),
        (["match", "Santiago, CL", "--goal", "beauty=1"], 2, "no goal"),
        (["match", "Santiago, CL", "--track", "9"], 2, "--track"),
        (["plan", "Santiago, CL", "--date", "yesterday"], 2, "not a date"),
        (["fly"], 2, "invalid choice"),
        (["plan", "Santiago, CL", "--teleport"], 2, "--teleport"),
    ],
)
def test_wrong_input_gets_one_clear_line_and_the_right_status(run, words, status, part):
    got, out, err = run(*words)
    assert got == status, err
    assert part in err
    assert len(err.strip().splitlines()) == 1
    assert "Traceback" not in err
    assert not out


@pytest.mark.parametrize("place", ["missing/plan", "."])
@pytest.mark.parametrize(
    ("command", "option"),
    [("plan", "--pdf"), ("plan", "--docx"), ("appraise", "--pdf"), ("appraise", "--xlsx")],
)
def test_an_unwritable_document_is_refused_before_any_work(run, tmp_path, place, command, option):
    solution = ["electric_buses"] if command == "appraise" else []
    status, out, err = run(command, "Santiago, CL", *solution, option, tmp_path / place)
    assert status == 1
    assert len(err.strip().splitlines()) == 1
    assert not out
    assert not list(tmp_path.iterdir())


def test_a_broken_data_file_is_named_with_its_line(run, tmp_path):
    import shutil

    from replicity.catalogue.tables import DATA

    copy = tmp_path / "data"
    shutil.copytree(DATA, copy)
    path = copy / "solutions" / "electric_buses" / "parameters.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[3] = lines[3].replace(",", ",a lot", 1)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    status, out, _ = run("data", "check", "--root", copy)
    assert status == 1
    assert "solutions/electric_buses/parameters.csv:4:" in out


def test_the_reference_data_have_no_problem(document):
    assert document("data", "check")["problems"] == []


def test_an_ambiguous_name_takes_the_most_populous_and_says_so(run):
    status, _, err = run("hosts", "Santiago", "electric_buses")
    assert status == 0
    assert "most populous" in err


def test_the_same_arguments_give_the_same_bytes(run):
    words = ("plan", "Santiago, CL", "--json", "--date", "2026-11-23", *FEW)
    assert run(*words)[1] == run(*words)[1]
