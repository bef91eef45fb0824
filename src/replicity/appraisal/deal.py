"""From drawn inputs to a deal: flows, prices, parties, finance terms and discount rates."""

from collections.abc import Mapping, Sequence

import numpy as np

from replicity.appraisal.inputs import InputError
from replicity.catalogue.solutions import CatalogueSolution
from replicity.engine.archetype import Carrier, Flows, Side
from replicity.engine.array import FloatArray
from replicity.engine.business_models.contract import BusinessModel, Deal
from replicity.engine.debt import DebtTerms
from replicity.engine.draw_blocks import flows_in_blocks
from replicity.engine.ledger import Actor, market_total
from replicity.engine.prices import Paths, grid_emission_path, price_path
from replicity.engine.settlement import FinanceTerms

# a household, a city and the state pay no tax on profit; the lender's is its own matter
TAXED = frozenset({Actor.OWNER, Actor.UTILITY, Actor.PROVIDER})
# today's price of each carrier, and by how much it grows a year
PRICES = {
    Carrier.ELECTRICITY: ("electricity_eur_per_kwh", "electricity_price_growth_share"),
    Carrier.EXPORT: ("electricity_eur_per_kwh", "electricity_price_growth_share"),
    Carrier.GAS: ("gas_eur_per_kwh", "gas_price_growth_share"),
    Carrier.DIESEL: ("diesel_eur_per_litre", "road_fuel_price_growth_share"),
    Carrier.PETROL: ("petrol_eur_per_litre", "road_fuel_price_growth_share"),
}
EMISSIONS = {
    Carrier.GAS: "gas_kgco2e_per_kwh",
    Carrier.DIESEL: "diesel_kgco2e_per_litre",
    Carrier.PETROL: "petrol_kgco2e_per_litre",
}
PREMIUMS = {
    Actor.OWNER: "owner_premium_share",
    Actor.UTILITY: "utility_premium_share",
    Actor.PROVIDER: "provider_premium_share",
    Actor.RESIDENT: "resident_premium_share",
}


def model_flows(solution: CatalogueSolution, draws: Mapping[str, FloatArray], horizon_years: int) -> Flows:
    """Return the solution's flows for drawn inputs."""
    model = solution.model
    return flows_in_blocks(
        lambda some: model.flows(model.inputs(**some), horizon_years),
        {name: draws[name] for name in model.input_names()},
    )


def paths_of(draws: Mapping[str, FloatArray], horizon_years: int, flows: Flows) -> Paths:
    """Return the price and emission paths of the carriers that the flows use, for drawn inputs."""
    used = {line.carrier for line in flows.energy}
    return Paths(
        price_eur={carrier: _price(carrier, draws, horizon_years) for carrier in Carrier if carrier in used},
        emission_kgco2e={c: _emission(c, draws, horizon_years) for c in Carrier if c in used},
    )


def _price(carrier: Carrier, draws: Mapping[str, FloatArray], horizon_years: int) -> FloatArray:
    """Return the price path of a carrier, eur per unit by year."""
    today, growth = PRICES[carrier]
    price = draws[today]
    if carrier is Carrier.GAS:  # gas is billed by its gross calorific value, models count the net one
        price = price * draws["gas_tariff_ratio"] * draws["gas_gross_to_net_ratio"]
    elif carrier is Carrier.DIESEL:
        price = price * draws["diesel_tariff_ratio"]
    path = price_path(price, draws[growth], horizon_years)
    if carrier is Carrier.EXPORT:
        path = path * np.asarray(draws["electricity_export_ratio"])[..., np.newaxis]
    return path


def _emission(carrier: Carrier, draws: Mapping[str, FloatArray], horizon_years: int) -> FloatArray:
    """Return the emissions of a carrier, kg CO2e per unit by year; power sold displaces the grid's."""
    if carrier in (Carrier.ELECTRICITY, Carrier.EXPORT):
        return grid_emission_path(draws["grid_kgco2e_per_kwh"], draws["grid_decline_share"], horizon_years)
    return price_path(draws[EMISSIONS[carrier]], np.zeros(()), horizon_years)


def deal_of(solution: CatalogueSolution, model: BusinessModel, draws: Mapping[str, FloatArray]) -> Deal:
    """Return the deal that a business model makes of drawn inputs."""
    horizon = solution.horizon_years
    flows = model_flows(solution, draws, horizon)
    return Deal(
        flows=flows,
        paths=paths_of(draws, horizon, flows),
        parties=model.parties(solution.parties),
        user=solution.parties[Side.USER],
        contract_term_years=draws["contract_term_years"],
        inflation_share=draws["inflation_share"],
        horizon_years=horizon,
    )


def sound_deal(
    solution: CatalogueSolution,
    model: BusinessModel,
    draws: Mapping[str, FloatArray],
    own_names: Sequence[str],
) -> Deal:
    """Return the deal of drawn inputs, or refuse values of the user that leave the model without a result.

    Raises
    ------
    InputError
        Where a value that the user set divides by nothing or lies outside what the physics allow.
    """
    if not own_names:
        return deal_of(solution, model, draws)
    with np.errstate(all="ignore"):
        deal = deal_of(solution, model, draws)
        sound = np.isfinite(market_total(deal.flows, deal.paths)).all()
    if not sound:
        raise InputError(
            f"With your values {solution.id} has no finite result; check {', '.join(own_names)[:200]}."
        )
    return deal


def finance_terms(draws: Mapping[str, FloatArray]) -> FinanceTerms:
    """Return grant, debt and tax terms; the nominal interest is built up from the real rate."""
    real = _one(draws, "discount_rate_real_share")
    nominal = (1.0 + real + _one(draws, "debt_margin_share")) * (1.0 + _one(draws, "inflation_share")) - 1.0
    return FinanceTerms(
        grant_share=_one(draws, "grant_share"),
        debt=DebtTerms(
            gearing_share=_one(draws, "gearing_share"),
            target_dscr_ratio=_one(draws, "target_dscr_ratio"),
            term_years=max(int(_one(draws, "debt_term_years")), 1),
            rate_nominal_share=nominal,
            smallest_gearing_share=_one(draws, "smallest_gearing_share"),
        ),
        tax_share=_one(draws, "corporate_tax_share"),
        taxed=TAXED,
        depreciation_years=max(int(_one(draws, "depreciation_years")), 1),
    )


def discount_rates(draws: Mapping[str, FloatArray]) -> dict[Actor, float]:
    """Return each actor's real rate: the city's, plus what its risk asks for; a lender its cost of funds."""
    city = _one(draws, "discount_rate_real_share")
    rates = dict.fromkeys(Actor, city)
    for actor, name in PREMIUMS.items():
        rates[actor] = city + _one(draws, name)
    rates[Actor.LENDER] = city + _one(draws, "lender_premium_share")
    return rates


def _one(draws: Mapping[str, FloatArray], name: str) -> float:
    """Return the single value of an input that does not vary over the draws."""
    value = draws[name]
    return float(value) if value.ndim == 0 else float(value.mean())
