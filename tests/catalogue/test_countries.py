"""Facts about countries: complete, within bounds, sourced, and right where checked by hand."""

import csv

import pytest

from replicity.catalogue.countries import (
    COUNTRIES,
    Fact,
    UnknownCountryError,
    UnknownFactError,
    all_countries,
    countries,
    country,
    country_facts,
    country_name,
    fact_names,
    facts_table,
    price_tables,
)
from replicity.quantities.suffixes import unit_of

GOVERNANCE = (
    "control_of_corruption",
    "government_effectiveness",
    "political_stability",
    "regulatory_quality",
    "rule_of_law",
    "voice_and_accountability",
)

# A value must be there for every country, and lie within these bounds.
ALWAYS = {
    "grid_kgco2e_per_kwh": (0.005, 1.4),
    "electricity_eur_per_kwh": (0.005, 0.8),
    "electricity_residential_eur_per_kwh": (0.005, 0.8),
    "electricity_export_ratio": (0.05, 1.0),
    "diesel_eur_per_litre": (0.02, 2.7),
    "petrol_eur_per_litre": (0.02, 3.0),
    "gdp_per_capita_eur": (120.0, 320_000.0),
    "price_level_ratio": (0.1, 1.6),
    "discount_rate_real_share": (0.01, 0.35),
    "inflation_share": (0.0, 0.8),
    "corporate_tax_share": (0.0, 0.45),
    "vat_share": (0.0, 0.3),
    "country_risk_premium_share": (0.0, 0.3),
    "sovereign_default_spread_share": (0.0, 0.25),
}

# A row must be there for every country; the value may be missing.
REQUIRED = {
    "gas_eur_per_kwh": (0.0005, 0.3),
    "urban_population_share": (0.0, 1.0),
    "gini_ratio": (0.2, 0.7),
    "unemployment_share": (0.0, 0.5),
    "motor_vehicles_count_per_1000_people": (0.0, 1400.0),
    "electricity_access_share": (0.0, 1.0),
    "grid_reliability_score": (0.0, 8.0),
    "fossil_generation_share": (0.0, 1.0),
    "hydro_generation_share": (0.0, 1.0),
    "population_count": (30.0, 1.6e9),
    "policy_net_metering_flag": (0.0, 1.0),
    "third_party_power_sale_flag": (0.0, 1.0),
    **{f"wgi_{name}_score": (-3.0, 3.0) for name in GOVERNANCE},
}


def fact(code: str, name: str) -> Fact:
    return country_facts(code)[name]


def values(code: str, name: str) -> tuple[float, float, float]:
    found = fact(code, name)
    assert found.value is not None
    assert found.low is not None
    assert found.high is not None
    return found.low, found.value, found.high


def source_ids() -> set[str]:
    with (COUNTRIES.parent / "sources" / "countries.csv").open(encoding="utf-8", newline="") as file:
        return {row["source_id"] for row in csv.DictReader(file)}


def test_all_countries_of_the_world_are_there() -> None:
    codes = all_countries()
    assert len(codes) == 250
    assert list(codes) == sorted(codes)
    assert {"CL", "SE", "IN", "XK", "TW", "PS", "GP", "HK"} <= set(codes)


@pytest.mark.parametrize("name", [*ALWAYS, *REQUIRED])
def test_every_country_has_every_required_fact_within_bounds(name: str) -> None:
    lowest, highest = (ALWAYS | REQUIRED)[name]
    for code in all_countries():
        found = fact(code, name)
        if found.status == "missing":
            assert name in REQUIRED, f"{code} lacks {name}"
            assert found.value is None
            continue
        assert found.value is not None
        assert lowest <= found.value <= highest, f"{code} {found}"


def test_every_value_lies_in_its_range_and_carries_the_unit_of_its_name() -> None:
    for code in all_countries():
        for name, found in country_facts(code).items():
            assert found.name == name
            assert found.unit == unit_of(name), f"{code} {name}"
            if found.value is None:
                assert (found.low, found.high, found.status) == (None, None, "missing")
                continue
            assert found.low is not None
            assert found.high is not None
            assert found.low <= found.value <= found.high, f"{code} {found}"
            assert found.status in {"observed", "derived", "modelled"}
            if found.unit in {"share", "flag"} and "growth" not in name and "inflation" not in name:
                assert found.low >= 0, f"{code} {found}"
                assert found.high <= 1, f"{code} {found}"


def test_every_source_is_a_record_and_every_record_is_used() -> None:
    known, used = source_ids(), set()
    for file_name in ("facts.csv", "inflation.csv", "ppp.csv", "exchange_rates.csv"):
        with (COUNTRIES / file_name).open(encoding="utf-8", newline="") as file:
            used |= {row["source_id"] for row in csv.DictReader(file)} - {""}
    assert used <= known
    # Two are cited in the notes of derived rows: the riskless rate, and the source of the names.
    assert known - used == {"fred-fii10", "unicode-cldr"}


def test_a_value_that_is_not_observed_says_how_it_came_about() -> None:
    for code in all_countries():
        for found in country_facts(code).values():
            if found.status in {"derived", "modelled"}:
                assert len(found.note) > 30, f"{code} {found}"


def test_a_fallback_is_wider_than_an_observed_price() -> None:
    rows = [row for row in facts_table("electricity_eur_per_kwh").values() if row.low and row.high]
    spread = {
        status: [r.high / r.low for r in rows if r.low and r.high and r.status == status]
        for status in ("observed", "derived")
    }
    assert min(spread["derived"]) > 2.0
    assert sorted(spread["observed"])[len(spread["observed"]) // 2] < 3.0


def test_the_files_are_sorted_and_without_doubles() -> None:
    for file_name, keys in (
        ("facts.csv", ("country", "name")),
        ("inflation.csv", ("country", "year")),
        ("ppp.csv", ("country", "year")),
        ("exchange_rates.csv", ("country",)),
        ("names.csv", ("country",)),
    ):
        with (COUNTRIES / file_name).open(encoding="utf-8", newline="") as file:
            found = [tuple(row[key] for key in keys) for row in csv.DictReader(file)]
        assert found == sorted(set(found)), file_name


# Both sources of the electricity price by hand: USD/kWh of 2023 (Climatescope, commercial) and of 2019
# (World Bank/ESMAP/Solargis, small business), to EUR of 2024 with the US price index and 0.924 EUR/USD.
US_2023, US_2019, EUR_PER_USD = 1.02949525, 1.0123358 * 1.04697859 * 1.080028 * 1.04116338 * 1.02949525, 0.924


@pytest.mark.parametrize(
    ("code", "climatescope", "solargis"),
    [("CL", 0.186578, 0.097), ("SE", 0.150116, 0.102), ("IN", 0.105837, 0.17)],
)
def test_the_electricity_range_holds_both_sources(code: str, climatescope: float, solargis: float) -> None:
    low, value, high = values(code, "electricity_eur_per_kwh")
    newer, older = climatescope * US_2023 * EUR_PER_USD, solargis * US_2019 * EUR_PER_USD
    assert value == pytest.approx(newer, rel=1e-3)
    assert low < min(newer, older)
    assert max(newer, older) < high


@pytest.mark.parametrize(
    ("code", "ember", "owid"),
    [("CL", 0.26552, 0.291113), ("SE", 0.03589, 0.040695), ("IN", 0.70896, 0.713441)],
)
def test_the_grid_range_holds_both_sources(code: str, ember: float, owid: float) -> None:
    low, value, high = values(code, "grid_kgco2e_per_kwh")
    assert value == pytest.approx(ember, rel=1e-3)
    assert low < owid < high


@pytest.mark.parametrize(("code", "premium"), [("CL", 0.0113), ("SE", 0.0), ("IN", 0.0293)])
def test_the_real_discount_rate_is_riskless_plus_country(code: str, premium: float) -> None:
    # 0.0206: mean of the 60 months 2003-2007 of the ten-year inflation-indexed US Treasury (FII10).
    low, value, high = values(code, "discount_rate_real_share")
    assert value == pytest.approx(0.0206 + premium, abs=1e-5)
    assert low < value - 0.01
    assert high > value


@pytest.mark.parametrize(
    ("code", "power", "rate"), [("CL", 435.779, 943.572), ("SE", 8.49048, 10.568), ("IN", 20.422, 83.669)]
)
def test_the_price_level_is_purchasing_power_over_exchange_rate(code: str, power: float, rate: float) -> None:
    assert values(code, "price_level_ratio")[1] == pytest.approx(power / rate, rel=1e-3)
    assert price_tables().purchasing_power[code][2024] == pytest.approx(power)


def test_chile_sweden_and_india_by_hand() -> None:
    # GDP and population of the World Factbook, 2024; tax rates of Damodaran and PwC.
    assert values("CL", "gdp_per_capita_eur")[1] == pytest.approx(3.30267e11 / 1.90913e7 * 0.924, rel=0.02)
    assert values("SE", "gdp_per_capita_eur")[1] == pytest.approx(6.10118e11 / 1.06437e7 * 0.924, rel=0.02)
    assert values("IN", "gdp_per_capita_eur")[1] == pytest.approx(3.913e12 / 1.41932e9 * 0.924, rel=0.02)
    assert [values(code, "corporate_tax_share")[1] for code in ("CL", "SE", "IN")] == [0.27, 0.206, 0.30]
    assert [values(code, "vat_share")[1] for code in ("CL", "SE", "IN")] == [0.19, 0.25, 0.18]
    assert [values(code, "policy_net_metering_flag")[1] for code in ("CL", "SE", "IN")] == [1, 0, 1]
    assert [values(code, "third_party_power_sale_flag")[1] for code in ("CL", "SE", "IN")] == [1, 1, 1]
    # Weekly Oil Bulletin of 20 May 2024; four Indian cities from 15 March 2024 at 83.669 rupees.
    assert values("SE", "diesel_eur_per_litre")[1] == 1.551
    mean = (87.62 + 92.15 + 90.76 + 92.34) / 4
    assert values("IN", "diesel_eur_per_litre")[1] == pytest.approx(mean / 83.669 * 0.924, rel=1e-3)
    assert values("CL", "electricity_export_ratio")[1] == 0.5
    # Eurostat, second half of 2024: 0.1893 EUR/kWh for households.
    assert values("SE", "gas_eur_per_kwh")[2] > 0.1893


def test_missing_is_never_zero() -> None:
    assert fact("KE", "gas_eur_per_kwh").value is None
    assert fact("AQ", "gini_ratio").status == "missing"


def test_names_and_languages() -> None:
    assert (country_name("SE"), country_name("SE", "es")) == ("Sweden", "Suecia")
    assert country("CL").languages == ("es",)
    assert set(country("BE").languages) == {"nl", "fr", "de"}
    assert country("HR").currency == "EUR"
    assert sum(found.eu_member for found in countries().values()) == 27
    assert sum(found.eea_member for found in countries().values()) == 30


def test_unknown_names_teach() -> None:
    with pytest.raises(UnknownCountryError, match="no country 'UK': use the two letters of ISO 3166"):
        country_facts("UK")
    with pytest.raises(ValueError, match="not in 'fr'"):
        country_name("SE", "fr")
    with pytest.raises(UnknownFactError, match=r"No country has a fact 'gas_price': see docs/reference"):
        facts_table("gas_price")


def test_a_table_of_one_fact_holds_all_countries() -> None:
    table = facts_table("grid_kgco2e_per_kwh")
    assert len(table) == 250
    assert table["CL"] == fact("CL", "grid_kgco2e_per_kwh")


def test_the_coverage_that_the_documentation_states_is_true() -> None:
    page = (COUNTRIES.parents[3] / "docs" / "reference" / "country-facts.md").read_text(encoding="utf-8")
    stated = {
        cells[0].strip("`"): [int(cell) for cell in cells[3:7]]
        for cells in ([cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines())
        if len(cells) == 7 and cells[0].startswith("`")
    }
    counted = {}
    for name in fact_names():
        kinds = [found.status for found in facts_table(name).values()]
        known = [kinds.count(kind) for kind in ("observed", "derived", "modelled")]
        counted[name] = [*known, len(all_countries()) - sum(known)]
    assert stated == counted


def test_prices_of_the_countries_that_matter_most_for_buses_are_observed() -> None:
    for code in (
        "BR",
        "CL",
        "CO",
        "DE",
        "FR",
        "GB",
        "ID",
        "IN",
        "KE",
        "MA",
        "MX",
        "NG",
        "PE",
        "TR",
        "US",
        "ZA",
    ):
        assert fact(code, "diesel_eur_per_litre").status == "observed", code
