"""Amounts of money, brought to real euro of the base year.

An amount is deflated in its own currency with the inflation of the place where it was paid, then
converted at the exchange rate of the base year. The order matters: to convert first and deflate with
the inflation of the euro would mix up the swings of the exchange rate with the change of prices.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

BASE_YEAR = 2024
"""All `eur` in the product are real euro of this year."""

EURO_AREA = "XM"
"""The code under which the tables hold the mean inflation of the euro area."""

Amount = float | npt.NDArray[np.float64]


class MoneyError(ValueError):
    """An amount that the tables cannot bring to the base year."""


@dataclass(frozen=True, slots=True)
class PriceTables:
    """What is needed to compare money of different places and years.

    Parameters
    ----------
    inflation : mapping of country to mapping of year to share
        Change of consumer prices from the year before.
    exchange : mapping of currency to (year, units per US dollar)
        Mean market rate of that year.
    purchasing_power : mapping of country to mapping of year to rate
        Units of the country's currency per international dollar.
    currency : mapping of country to currency
        ISO 4217 code of the currency in use.
    """

    inflation: Mapping[str, Mapping[int, float]]
    exchange: Mapping[str, tuple[int, float]]
    purchasing_power: Mapping[str, Mapping[int, float]]
    currency: Mapping[str, str]


def deflator_country(tables: PriceTables, currency: str, country: str | None = None) -> str:
    """Return the code of the country whose inflation deflates an amount.

    The country itself, if it uses the currency and has a series. Otherwise the euro area for the
    euro, and the issuer for any other currency: the first two letters of an ISO 4217 code are those
    of the issuing country.

    Parameters
    ----------
    tables : PriceTables
    currency : str
        ISO 4217 code.
    country : str, optional
        ISO 3166 code of the place where the amount was paid.

    Raises
    ------
    MoneyError
        If no series of inflation belongs to the currency.
    """
    if country is not None and tables.currency.get(country) == currency and country in tables.inflation:
        return country
    issuer = EURO_AREA if currency == "EUR" else currency[:2]
    if issuer in tables.inflation and (currency == "EUR" or tables.currency.get(issuer) == currency):
        return issuer
    raise MoneyError(
        f"No series of inflation belongs to the currency '{currency}'"
        + (f" in '{country}'" if country else "")
        + ": name the country that used it (its ISO code), or give the amount in US dollars or euro."
    )


def known_years(tables: PriceTables, country: str, to_year: int = BASE_YEAR) -> tuple[int, int]:
    """Return the first and last year whose prices can be brought to `to_year` without a gap.

    Raises
    ------
    MoneyError
        If the country has no series of inflation.
    """
    series = tables.inflation.get(country)
    if not series:
        raise MoneyError(
            f"The inflation of '{country}' is not in the table: use its currency's issuer or US dollars."
        )
    first = last = to_year
    while first in series:
        first -= 1
    while last + 1 in series:
        last += 1
    return first, last


def inflation_factor(
    tables: PriceTables, country: str, from_year: int | npt.ArrayLike, to_year: int = BASE_YEAR
) -> Amount:
    """Return prices of `to_year` over prices of `from_year` in one country.

    Parameters
    ----------
    tables : PriceTables
    country : str
        ISO 3166 code, or ``XM`` for the euro area.
    from_year : int or array of int
        Price year or years.
    to_year : int, default the base year

    Returns
    -------
    float or array
        Same shape as `from_year`; 1 where both years are the same. The product of ``1 + inflation``
        of the years after `from_year` up to `to_year`.

    Raises
    ------
    MoneyError
        If a year lies outside the table: the sentence says which years are known.
    """
    years = np.asarray(from_year, dtype=np.int64)
    if years.size and years.min() == to_year == years.max():
        return 1.0 if years.ndim == 0 else np.ones(years.shape)
    first, last = known_years(tables, country, to_year)
    outside = years[(years < first) | (years > last)]
    if outside.size:
        raise MoneyError(
            f"The inflation of '{country}' is known for prices of {first} to {last}, "
            f"not of {int(outside.flat[0])}: give the amount in the prices of a year in that range."
        )
    series = tables.inflation[country]
    level = np.cumprod([1.0, *(1.0 + series[year] for year in range(first + 1, last + 1))])
    factor: npt.NDArray[np.float64] = level[to_year - first] / level[years - first]
    return float(factor) if years.ndim == 0 else factor


def exchange_rate(tables: PriceTables, currency: str, year: int = BASE_YEAR) -> float:
    """Return the mean market rate of a year, in units of the currency per euro.

    A rate that is known for a neighbouring year only is carried over with the difference of inflation
    to the United States (relative purchasing power), for at most one year.

    Raises
    ------
    MoneyError
        If the currency is unknown or its rate is older.
    """
    try:
        per_dollar, per_euro = _per_dollar(tables, currency, year), _per_dollar(tables, "EUR", year)
    except KeyError:
        raise MoneyError(
            f"The exchange rate of '{currency}' is not in the table: use an ISO 4217 code such as 'EUR' or "
            "'CLP'; currencies with several official rates are left out, so give such amounts in US dollars."
        ) from None
    return per_dollar / per_euro


def _per_dollar(tables: PriceTables, currency: str, year: int) -> float:
    known, rate = tables.exchange[currency]
    if known == year:
        return rate
    if abs(known - year) > 1:
        raise MoneyError(
            f"The exchange rate of '{currency}' is known for {known}, not for {year}: "
            "give the amount in US dollars."
        )
    at_home = inflation_factor(tables, deflator_country(tables, currency), known, year)
    return rate * float(at_home) / float(inflation_factor(tables, "US", known, year))


def to_base_eur(
    tables: PriceTables,
    amount: Amount,
    currency: str,
    year: int | npt.ArrayLike,
    country: str | None = None,
) -> Amount:
    """Return an amount in real euro of the base year, at market exchange rates.

    Parameters
    ----------
    tables : PriceTables
    amount : float or array
        Nominal amount in the currency and prices of `year`.
    currency : str
        ISO 4217 code.
    year : int or array of int
        Price year; broadcasts against `amount`.
    country : str, optional
        Where it was paid; decides whose inflation deflates a currency of several countries.

    Returns
    -------
    float or array
        ``amount * inflation_factor / exchange_rate``.

    Raises
    ------
    MoneyError
        If currency or year are not in the tables.
    """
    factor = inflation_factor(tables, deflator_country(tables, currency, country), year)
    return amount * factor / exchange_rate(tables, currency)


def to_base_eur_purchasing_power(
    tables: PriceTables,
    amount: Amount,
    currency: str,
    year: int | npt.ArrayLike,
    country: str,
    reference: str = "DE",
) -> Amount:
    """Return an amount in real euro of the base year, at the purchasing power that it had at home.

    Local labour and other things that do not cross borders are compared in this way.

    Parameters
    ----------
    tables, amount, currency, year
        As in :func:`to_base_eur`.
    country : str
        Where it was paid.
    reference : str, default ``"DE"``
        The euro country at whose prices the result is counted.

    Raises
    ------
    MoneyError
        If currency or year are not in the tables, or a purchasing power is unknown.
    """
    own = purchasing_power(tables, country) / _per_dollar(tables, tables.currency[country], BASE_YEAR)
    there = purchasing_power(tables, reference) / _per_dollar(tables, tables.currency[reference], BASE_YEAR)
    return to_base_eur(tables, amount, currency, year, country) * (there / own)


def purchasing_power(tables: PriceTables, country: str, year: int = BASE_YEAR) -> float:
    """Return the units of a country's currency that buy what one US dollar buys in the United States.

    Raises
    ------
    MoneyError
        If the country or the year is not in the table.
    """
    series = tables.purchasing_power.get(country)
    if not series:
        raise MoneyError(
            f"The purchasing power of '{country}' is not in the table: use market exchange rates."
        )
    if year not in series:
        raise MoneyError(
            f"The purchasing power of '{country}' is known for {min(series)} to {max(series)}, "
            f"not for {year}: use market exchange rates."
        )
    return series[year]
