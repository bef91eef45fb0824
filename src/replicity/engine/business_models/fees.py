"""Fees for each unit of a service and year, constant in real terms."""

from replicity.engine.array import FloatArray, Number, by_year
from replicity.engine.business_models.contract import Deal
from replicity.engine.profiles import operating


def service_fee_eur(deal: Deal, price: Number, service: str) -> FloatArray:
    """Return price times the units of a physical service in every year of operation, eur by year.

    Parameters
    ----------
    deal : Deal
    price : float or array
        Real eur per unit of the service (and year, where the service is a count).
    service : str
        Name in the flows' `services`.
    """
    return by_year(price) * deal.flows.services[service] * operating(deal.horizon_years)
