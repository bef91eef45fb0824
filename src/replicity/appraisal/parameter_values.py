"""Parameters brought to a city: money in euro of the base year, the local part at the local price level."""

from replicity.appraisal.price_levels import price_level
from replicity.catalogue.countries import countries, price_tables
from replicity.catalogue.parameters import Parameter, common_parameters
from replicity.engine.uncertainty import Spread
from replicity.quantities.money import BASE_YEAR, to_base_eur


def parameter_spread(parameter: Parameter, country: str, import_cost_share: float | None = None) -> Spread:
    """Return what is believed of a parameter in a country, with the user's own cost of import if given."""
    spread = parameter.spread
    if not parameter.is_money:
        return spread
    if import_cost_share is None:
        import_cost_share = common_parameters()["equipment_import_cost_share"].spread.mode
    factor = _money_factor(parameter, country, import_cost_share)
    return Spread(spread.low * factor, spread.mode * factor, spread.high * factor, spread.shape)


def _money_factor(parameter: Parameter, country: str, import_cost_share: float) -> float:
    """Return what one unit of the parameter's money is in euro of the base year at the city.

    The local share moves with the ratio of the price levels, the rest carries freight and duty where
    the city is not in the country, or not in the single market, of the figure.
    """
    place = parameter.geography if parameter.geography in countries() else None
    year = parameter.price_year or BASE_YEAR
    eur = float(to_base_eur(price_tables(), 1.0, parameter.currency or "EUR", year, place))
    if country == parameter.geography:
        return eur
    ratio = price_level(country) / price_level(parameter.geography)
    local = parameter.local_share
    single_market = parameter.geography == "EU" or (place is not None and countries()[place].eu_member)
    inside = single_market and countries()[country].eu_member
    at_home = inside or parameter.geography == "world"
    abroad = 1.0 if at_home else 1.0 + import_cost_share
    return eur * ((1.0 - local) * abroad + local * ratio)
