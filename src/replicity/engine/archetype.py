"""What a solution is to the engine: inputs, yearly differences to the counterfactual, and their sides.

A solution says what changes, physically and in its own costs, and on which side of the deal the change
falls. Who stands on which side, who pays whom and what a saved kWh is worth is the matter of the
business model (`engine/business_models`), the ledger (`engine/ledger.py`) and the prices.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any

from replicity.engine.array import FloatArray


class Side(StrEnum):
    """Sides of a deal; a business model says which actor stands on each."""

    ASSET = "asset"  # pays for the thing, its replacements, and owns what is left
    OPERATION = "operation"  # runs and maintains it, buys the energy that it uses
    USER = "user"  # pays today's bills that change: energy, avoided purchases
    HOUSEHOLD = "household"  # people whose own costs change (their cars, their homes)
    PUBLIC = "public"  # the city's own budget


class Carrier(StrEnum):
    """Energy carriers that are bought or sold at a price and carry emissions."""

    ELECTRICITY = "electricity"  # kWh, bought
    EXPORT = "export"  # kWh of electricity, sold to the grid
    GAS = "gas"  # kWh (lower heating value) of natural gas or the heating fuel in its place
    DIESEL = "diesel"  # litre
    PETROL = "petrol"  # litre


class Kind(StrEnum):
    """What sort of cost a money line is; tax and finance treat them differently."""

    INVESTMENT = "investment"  # first purchase, replacement, value left at the end
    AVOIDED_INVESTMENT = "avoided_investment"  # a purchase of the counterfactual that falls away
    OPERATION = "operation"  # running costs, more (+) or less (-) than in the counterfactual


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """Money spent on the world outside, more (+) or less (-) than in the counterfactual, eur by year."""

    name: str
    side: Side
    kind: Kind
    amount_eur: FloatArray


@dataclass(frozen=True, slots=True)
class EnergyLine:
    """Energy bought, more (+) or less (-) than in the counterfactual, by year, in the carrier's unit.

    For `Carrier.EXPORT` the amount is what is sold (+).
    """

    name: str
    side: Side
    carrier: Carrier
    amount: FloatArray


@dataclass(frozen=True, slots=True)
class TransferLine:
    """Money that one side pays another under every business model (a fare), eur by year, no cost to all."""

    name: str
    payer: Side
    payee: Side
    amount_eur: FloatArray


@dataclass(frozen=True, slots=True)
class Flows:
    """Yearly differences to the counterfactual; the year axis is the last, index 0 is the investment.

    `services` are physical outputs by year on which contracts are priced: `supplied_kwh` (useful energy
    delivered to the user), `units_count` (things available), `dwellings_count` (homes served).
    `direct_tco2e` are emissions that no carrier carries (refrigerants), + is more.
    `indicators` are figures for people (dwellings reached), one number each, without a year axis.
    """

    money: tuple[MoneyLine, ...]
    energy: tuple[EnergyLine, ...] = ()
    transfers: tuple[TransferLine, ...] = ()
    services: Mapping[str, FloatArray] = field(default_factory=dict)
    direct_tco2e: FloatArray | None = None
    indicators: Mapping[str, FloatArray] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Solution:
    """One solution's model.

    Attributes
    ----------
    id : str
        The one id used everywhere: file, data folder, database, screen.
    inputs : type
        Frozen dataclass of the inputs; each field's name carries its unit.
    flows : callable
        ``flows(inputs, horizon_years) -> Flows``; pure, vectorised, zero at zero scale.
    scale : str
        Name of the input that is the size of the replica.
    linear : bool
        Whether double scale gives exactly double flows.
    nonlinear_reason : str
        Why not, where it does not.
    """

    id: str
    inputs: type[Any]
    flows: Callable[[Any, int], Flows]
    scale: str
    linear: bool = True
    nonlinear_reason: str = ""

    def input_names(self) -> tuple[str, ...]:
        """Return the names of all inputs, scale included."""
        return tuple(f.name for f in fields(self.inputs))
