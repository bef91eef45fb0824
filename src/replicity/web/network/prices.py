"""Quotes brought to real euro of the base year."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from replicity.appraisal.inputs import InputError, check_value
from replicity.appraisal.requests import known_names
from replicity.catalogue.countries import price_tables
from replicity.catalogue.solutions import CatalogueSolution
from replicity.quantities.money import BASE_YEAR, MoneyError, deflator_country, known_years, to_base_eur
from replicity.web.shared.errors import Refused


@dataclass(frozen=True, slots=True)
class Price:
    """A price as a provider writes it: nominal, in a currency at the prices of a year."""

    name: str
    amount: Decimal
    currency: str
    price_year: int


def cost_inputs(solution: CatalogueSolution) -> tuple[str, ...]:
    """Return the inputs of a solution that are amounts of money, which a provider can quote."""
    known = known_names([solution])
    return tuple(n for n, p in solution.parameters.items() if p.unit.startswith("eur") and n in known)


def currencies() -> tuple[str, ...]:
    """Return the currencies that can be brought to euro."""
    return tuple(sorted(price_tables().exchange))


def real_eur(price: Price, country: str) -> float:
    """Return a price in real euro of the base year; `country` is where the price holds.

    Raises
    ------
    Refused
        Where the tables cannot bring it there, or the input does not allow the amount.
    """
    tables, place = price_tables(), country or None
    try:
        value = float(
            to_base_eur(tables, float(price.amount), price.currency, price.price_year, country=place)
        )
    except MoneyError:
        raise Refused(_unknown(price, place)) from None
    try:
        check_value(price.name, value)
    except InputError:
        raise Refused(_("A price must not be negative or beyond all bounds.")) from None
    return value


def _unknown(price: Price, country: str | None) -> str:
    facts = {"currency": price.currency, "year": price.price_year, "base": BASE_YEAR}
    try:
        first, last = known_years(price_tables(), deflator_country(price_tables(), price.currency, country))
    except MoneyError:
        return (
            _("Amounts in %(currency)s cannot be brought to euro of %(base)s: give the price in EUR or USD.")
            % facts
        )
    return _(
        "Prices of %(year)s in %(currency)s cannot be brought to euro of %(base)s: the inflation is known "
        "for %(first)s to %(last)s. Give the price as of one of these years, or in EUR of %(base)s."
    ) % {**facts, "first": first, "last": last}
