"""A loan that a contract brings: the expected first investment, repaid in level nominal payments."""

import numpy as np

from replicity.engine.archetype import Side
from replicity.engine.array import Number, by_year
from replicity.engine.business_models.contract import Deal
from replicity.engine.finance import level_debt_service
from replicity.engine.ledger import Actor, Entry
from replicity.engine.profiles import at_start, years
from replicity.engine.settlement import first_investment


def level_loan(deal: Deal, lender: Actor, rate_share: Number, item: str) -> tuple[Entry, Entry]:
    """Return the payments that serve the loan and the loan itself, real eur by year.

    The principal marks itself as capital. For the tax on profit the purchase is then written off less the
    loan and the whole service is deducted: over the years that is the purchase plus the interest.

    Parameters
    ----------
    deal : Deal
        The investor on its asset side borrows.
    lender : Actor
    rate_share : float or array
        Nominal interest a year.
    item : str
        Name of the loan in the ledger; its service is called `<item>_service`.
    """
    horizon, investor = deal.horizon_years, deal.parties[Side.ASSET]
    term = np.floor(np.clip(np.asarray(deal.contract_term_years, dtype=np.float64), 1.0, horizon))
    principal = float(np.mean(first_investment(deal.flows, horizon)))
    payment = by_year(np.asarray(level_debt_service(principal, rate_share, term)))
    runs = (years(horizon) >= 1) & (years(horizon) <= by_year(term))
    service = payment * runs / deal.price_index()
    return (
        Entry(investor, lender, f"{item}_service", np.asarray(service)),
        Entry(lender, investor, item, principal * at_start(horizon), capital=True),
    )
