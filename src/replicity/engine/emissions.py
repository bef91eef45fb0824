"""Emissions from the energy that is bought more or less, and from direct sources."""

import numpy as np

from replicity.engine.archetype import Carrier, Flows
from replicity.engine.array import FloatArray
from replicity.engine.prices import Paths


def avoided_emissions(flows: Flows, paths: Paths) -> FloatArray:
    """Return the emissions avoided in each year, t CO2e, positive for less than in the counterfactual.

    Electricity sold to the grid displaces electricity of the grid. Sum over carriers of amount times
    emission factor, plus direct emissions; shape of the flows, year axis last.
    """
    added_kg: FloatArray = np.zeros(1)
    for line in flows.energy:
        sign = -1.0 if line.carrier is Carrier.EXPORT else 1.0
        added_kg = added_kg + sign * line.amount * paths.emission_kgco2e[line.carrier]
    avoided = -added_kg / 1000.0
    return avoided if flows.direct_tco2e is None else avoided - flows.direct_tco2e
