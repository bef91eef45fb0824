"""Money of any place and year, brought to real euro of the base year."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from replicity.catalogue.countries import all_countries, price_tables
from replicity.quantities.money import (
    BASE_YEAR,
    EURO_AREA,
    MoneyError,
    PriceTables,
    deflator_country,
    exchange_rate,
    inflation_factor,
    known_years,
    purchasing_power,
    to_base_eur,
    to_base_eur_purchasing_power,
)

SMALL = PriceTables(
    inflation={
        "US": {2023: 0.05, 2024: 0.10},
        "CL": {2023: 0.08, 2024: 0.05},
        EURO_AREA: {2023: 0.05, 2024: 0.02},
    },
    exchange={
        "USD": (2024, 1.0),
        "EUR": (2024, 0.9),
        "CLP": (2024, 900.0),
        "PEN": (2023, 3.7),
        "RUB": (2020, 72.0),
    },
    purchasing_power={"CL": {2024: 450.0}, "DE": {2024: 0.7}},
    currency={"US": "USD", "CL": "CLP", "DE": "EUR", "PE": "PEN", "EC": "USD", "RU": "RUB"},
)


def test_base_year_money_of_the_base_year_is_only_converted() -> None:
    assert to_base_eur(SMALL, 900.0, "CLP", BASE_YEAR, "CL") == pytest.approx(0.9)


def test_deflation_comes_before_conversion() -> None:
    # 1,000 pesos of 2022: x 1.08 x 1.05 = 1,134 pesos of 2024; at 1,000 pesos to the euro 1.134 euro.
    assert to_base_eur(SMALL, 1000.0, "CLP", 2022, "CL") == pytest.approx(1.134)


def test_dollars_paid_abroad_follow_the_inflation_of_the_dollar() -> None:
    assert deflator_country(SMALL, "USD", "CL") == "US"
    assert to_base_eur(SMALL, 100.0, "USD", 2022, "CL") == pytest.approx(100 * 1.05 * 1.10 * 0.9)


def test_euro_without_a_euro_country_follow_the_euro_area() -> None:
    assert deflator_country(SMALL, "EUR") == EURO_AREA
    assert deflator_country(SMALL, "EUR", "CL") == EURO_AREA


def test_purchasing_power_counts_what_the_money_bought_at_home() -> None:
    # One euro at market rates is 1,000 pesos; Chile's price level is 450/900, Germany's 0.7/0.9.
    bought = to_base_eur_purchasing_power(SMALL, 1000.0, "CLP", 2024, "CL")
    assert bought == pytest.approx((0.7 / 0.9) / (450 / 900))


@pytest.mark.parametrize(
    ("currency", "year", "country", "sentence"),
    [
        ("CLP", 2021, "CL", "known for prices of 2022 to 2024, not of 2021"),
        ("CLP", 2026, "CL", "known for prices of 2022 to 2024, not of 2026"),
        ("XYZ", 2024, None, "No series of inflation belongs to the currency 'XYZ'"),
        ("XOF", 2024, None, "name the country that used it"),
    ],
)
def test_an_unknown_currency_or_year_says_what_to_do(
    currency: str, year: int, country: str | None, sentence: str
) -> None:
    with pytest.raises(MoneyError, match=sentence):
        to_base_eur(SMALL, 1.0, currency, year, country)


def test_an_old_exchange_rate_is_refused() -> None:
    with pytest.raises(MoneyError, match="known for 2020, not for 2024"):
        exchange_rate(SMALL, "RUB")
    with pytest.raises(MoneyError, match="not in the table"):
        exchange_rate(SMALL, "VES")


def test_an_unknown_purchasing_power_says_the_years() -> None:
    with pytest.raises(MoneyError, match="known for 2024 to 2024, not for 2010"):
        purchasing_power(SMALL, "CL", 2010)
    with pytest.raises(MoneyError, match="'VE' is not in the table"):
        purchasing_power(SMALL, "VE")


@given(st.lists(st.integers(2001, 2024), min_size=1, max_size=20))
def test_vector_equals_scalar(years: list[int]) -> None:
    tables = price_tables()
    amounts = np.linspace(1.0, 2.0, len(years))
    vector = to_base_eur(tables, amounts, "SEK", years, "SE")
    scalars = [
        to_base_eur(tables, amount, "SEK", year, "SE") for amount, year in zip(amounts, years, strict=True)
    ]
    assert vector == pytest.approx(scalars)


@given(st.integers(2001, 2024), st.integers(2001, 2024))
def test_the_way_there_and_back_is_one(first: int, last: int) -> None:
    tables = price_tables()
    there, back = inflation_factor(tables, "CL", first, last), inflation_factor(tables, "CL", last, first)
    assert there * back == pytest.approx(1.0)


def test_the_us_index_of_consumer_prices_2018_to_2024() -> None:
    # Bureau of Labor Statistics, CPI-U, annual averages: 251.107 (2018) and 313.689 (2024).
    assert inflation_factor(price_tables(), "US", 2018) == pytest.approx(313.689 / 251.107, rel=1e-4)


def test_the_euro_area_2018_to_2024() -> None:
    # Eurostat, harmonised index, annual rates 2019-2024: 1.2, 0.3, 2.6, 8.4, 5.4, 2.4 %.
    official = 1.012 * 1.003 * 1.026 * 1.084 * 1.054 * 1.024
    assert inflation_factor(price_tables(), EURO_AREA, 2018) == pytest.approx(official, rel=0.015)


def test_prices_of_2025_can_be_brought_back_for_the_euro_only() -> None:
    tables = price_tables()
    assert to_base_eur(tables, 102.17, "EUR", 2025, "NL") == pytest.approx(100.0)
    with pytest.raises(MoneyError, match="to 2024, not of 2025"):
        to_base_eur(tables, 1.0, "USD", 2025)


def test_rates_of_2024() -> None:
    # World Factbook, means of 2024 per US dollar: 943.572 pesos, 0.924 euro, 0.782 pounds.
    tables = price_tables()
    assert exchange_rate(tables, "CLP") == pytest.approx(943.572 / 0.924)
    assert exchange_rate(tables, "GBP") == pytest.approx(0.782 / 0.924)
    # European Central Bank, mean reference rate of 2024: 1.0824 US dollars per euro.
    assert exchange_rate(tables, "USD") == pytest.approx(1.0824, rel=0.001)


def test_a_chilean_cost_of_2018_by_hand() -> None:
    # Inflation of Chile 2019-2024: 2.557545, 3.045491, 4.524568, 11.643867, 7.581683, 4.297639 %.
    factor = 1.02557545 * 1.03045491 * 1.04524568 * 1.11643867 * 1.07581683 * 1.04297639
    expected = 1e6 * factor / (943.572 / 0.924)
    assert to_base_eur(price_tables(), 1e6, "CLP", 2018, "CL") == pytest.approx(expected)


def test_every_year_that_is_said_to_be_known_works() -> None:
    tables = price_tables()
    for country in tables.inflation:
        first, last = known_years(tables, country)
        assert inflation_factor(tables, country, first) > 0
        assert inflation_factor(tables, country, last) > 0


def test_most_countries_can_bring_their_own_money_of_2020_to_the_base_year() -> None:
    tables, able = price_tables(), 0
    for country in all_countries():
        try:
            to_base_eur(tables, 1.0, tables.currency[country], 2020, country)
        except MoneyError:
            continue
        able += 1
    assert able >= 165
