"""Facts about countries: prices, carbon, risk, taxes, people, institutions, each with source and range."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from replicity.quantities.money import PriceTables

COUNTRIES = Path(__file__).resolve().parent.parent / "data" / "countries"
LANGUAGES = ("en", "es")


class UnknownCountryError(LookupError):
    """A code that is not an ISO 3166 code of a country in the data."""


class UnknownFactError(LookupError):
    """A name that no country has a fact for."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One number about one country; low and high are about the 10 % and 90 % points of what is believed."""

    name: str
    value: float | None
    low: float | None
    high: float | None
    unit: str
    year: int | None
    source_id: str | None
    status: str
    note: str


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory: its names, continent, currency in use, official languages, memberships."""

    code: str
    name_en: str
    name_es: str
    continent: str
    currency: str
    languages: tuple[str, ...]
    eu_member: bool
    eea_member: bool


def _rows(name: str) -> Iterator[list[str]]:
    with (COUNTRIES / name).open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        next(reader)
        yield from reader


@lru_cache(maxsize=1)
def countries() -> Mapping[str, Country]:
    """Return all countries and territories by ISO code."""
    return MappingProxyType(
        {
            code: Country(code, en, es, continent, currency, tuple(spoken.split()), eu == "1", eea == "1")
            for code, en, es, continent, currency, spoken, eu, eea in _rows("names.csv")
        }
    )


def all_countries() -> tuple[str, ...]:
    """Return the ISO codes of all countries, sorted."""
    return tuple(countries())


def country(code: str) -> Country:
    """Return one country by its ISO code."""
    try:
        return countries()[code]
    except KeyError:
        raise UnknownCountryError(
            f"There is no country '{code}': use the two letters of ISO 3166, such as 'CL' or 'SE'."
        ) from None


def country_name(code: str, language: str = "en") -> str:
    """Return the name of a country in English or Spanish."""
    if language not in LANGUAGES:
        raise ValueError(f"Country names are in {' and '.join(LANGUAGES)}, not in '{language}'.")
    found = country(code)
    return found.name_es if language == "es" else found.name_en


@lru_cache(maxsize=1)
def _lines_by_country() -> Mapping[str, list[str]]:
    # Lines stay text until a country is asked for: a cold look at one city then costs a tenth.
    # Every line begins with the two letters of its country and no note holds a line break.
    by_country: dict[str, list[str]] = {code: [] for code in countries()}
    for line in (COUNTRIES / "facts.csv").read_text(encoding="utf-8").splitlines()[1:]:
        by_country[line[:2]].append(line)
    return by_country


def _number(text: str) -> float | None:
    return float(text) if text else None


def _facts(lines: Iterable[str]) -> Iterator[Fact]:
    for _, name, value, low, high, unit, year, source_id, status, note in csv.reader(lines):
        yield Fact(
            name,
            _number(value),
            _number(low),
            _number(high),
            unit,
            int(year) if year else None,
            source_id or None,
            status,
            note,
        )


@lru_cache(maxsize=512)
def country_facts(code: str) -> Mapping[str, Fact]:
    """Return all facts of a country by name; a fact without a figure has the value None, status missing."""
    country(code)
    return MappingProxyType({fact.name: fact for fact in _facts(_lines_by_country()[code])})


@lru_cache(maxsize=1)
def fact_names() -> frozenset[str]:
    """Return the names of all facts that at least one country has."""
    return frozenset(line.split(",", 2)[1] for lines in _lines_by_country().values() for line in lines)


def facts_table(name: str) -> dict[str, Fact]:
    """Return one fact of all countries that have a row for it, by ISO code."""
    found = [
        line
        for code, lines in _lines_by_country().items()
        for line in lines
        if line.startswith(f"{code},{name},")
    ]
    if not found:
        raise UnknownFactError(
            f"No country has a fact '{name}': see docs/reference/country-facts.md for the names."
        )
    return {line[:2]: fact for line, fact in zip(found, _facts(found), strict=True)}


def _by_year(name: str) -> Mapping[str, Mapping[int, float]]:
    table: dict[str, dict[int, float]] = {}
    for code, year, number, _ in _rows(name):
        table.setdefault(code, {})[int(year)] = float(number)
    return table


@lru_cache(maxsize=1)
def price_tables() -> PriceTables:
    """Return the tables with which money of any country and year is brought to the base year."""
    exchange: dict[str, tuple[int, float]] = {}
    for _, currency, year, rate, _ in _rows("exchange_rates.csv"):
        if currency not in exchange or exchange[currency][0] < int(year):
            exchange[currency] = (int(year), float(rate))
    return PriceTables(
        inflation=_by_year("inflation.csv"),
        exchange=exchange,
        purchasing_power=_by_year("ppp.csv"),
        currency={code: found.currency for code, found in countries().items()},
    )
