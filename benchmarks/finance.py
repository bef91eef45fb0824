"""Finance functions on a million flows of 26 years, against the peers and the machine's memory."""

import numpy as np
import numpy_financial
import pyxirr
from table import print_row, seconds_side_by_side

from replicity.engine.finance import internal_rate_of_return, net_present_value

FLOWS, YEARS, ROUNDS = 1_000_000, 26, 5
PYXIRR_SAMPLE, NUMPY_FINANCIAL_SAMPLE = 50_000, 1_000


def conventional_flows() -> np.ndarray:
    """Make one outlay each, and returns that grow or shrink, with some noise."""
    generator = np.random.default_rng(2024)
    time = np.arange(YEARS)
    growth = generator.normal(1.0, 0.02, size=(FLOWS, 1))
    flows = generator.uniform(40.0, 200.0, size=(FLOWS, 1)) * growth**time
    flows *= generator.uniform(0.8, 1.2, size=(FLOWS, YEARS))
    flows[:, 0] = -generator.uniform(500.0, 1500.0, size=FLOWS)
    return flows


def pyxirr_rates(flows: list[list[float]]) -> np.ndarray:
    """Rates by pyxirr, which takes one flow at a time, and lists faster than arrays."""
    return np.array([pyxirr.irr(flow) for flow in flows], dtype=np.float64)


def rates_of_return(flows: np.ndarray) -> None:
    """Rates of a million flows against the peers on samples."""
    few, fewer = flows[:PYXIRR_SAMPLE].tolist(), flows[:NUMPY_FINANCIAL_SAMPLE]
    np.testing.assert_allclose(internal_rate_of_return(few), pyxirr_rates(few), atol=1e-7)
    ours, rust, companion = seconds_side_by_side(
        ROUNDS,
        lambda: internal_rate_of_return(flows),
        lambda: pyxirr_rates(few),
        lambda: [numpy_financial.irr(flow) for flow in fewer],
    )
    what = "internal_rate_of_return, 1,000,000 flows x 26 years"
    print_row(what, ours, "pyxirr.irr (50,000 scaled up)", rust * FLOWS / len(few) / ours, 8)
    print_row(what, ours, "numpy_financial.irr (1,000 up)", companion * FLOWS / len(fewer) / ours, 300)


def rates_with_replacements(flows: np.ndarray) -> None:
    """Rates of flows with two later outlays each: five changes of sign."""
    flows[:, 9] -= 300.0
    flows[:, 18] -= 300.0
    few, fewer = flows[:100_000], flows[:NUMPY_FINANCIAL_SAMPLE]
    ours, companion = seconds_side_by_side(
        ROUNDS,
        lambda: internal_rate_of_return(few),
        lambda: [numpy_financial.irr(flow) for flow in fewer],
    )
    ratio = companion / len(fewer) / (ours / len(few))
    print_row(
        "the same, two replacements, 100,000 flows", ours, "numpy_financial.irr (1,000 up)", ratio, None
    )


def present_values(flows: np.ndarray) -> None:
    """Net present value of a million flows against reading the same memory once."""
    year_major = np.asfortranarray(flows)
    rate = np.full(FLOWS, 0.05)
    rows, columns, own, read = seconds_side_by_side(
        ROUNDS + 4,
        lambda: net_present_value(flows, 0.05),
        lambda: net_present_value(year_major, 0.05),
        lambda: net_present_value(flows, rate),
        flows.max,
    )
    speed = flows.nbytes / read / 1e9
    peer = f"memory read at {speed:.1f} GB/s"
    print_row("net_present_value, 1,000,000 x 26, one rate", rows, peer, 100 * read / rows, 40, "%")
    print_row("the same, years first in memory", columns, peer, 100 * read / columns, 40, "%")
    print_row("the same, a rate for each flow", own, peer, 100 * read / own, None, "%")


def main() -> None:
    """Print all rows."""
    flows = conventional_flows()
    rates_of_return(flows)
    present_values(flows)
    rates_with_replacements(flows)
