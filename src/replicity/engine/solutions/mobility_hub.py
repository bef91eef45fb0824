"""Mobility hub in housing: a developer builds fewer parking places and pays for a shared mobility service.

Counterfactual: the building has the parking places that the norm asks for, residents rent the places
that are taken and keep their own petrol cars. Some cars are kept and parked elsewhere: only the rest of
the cars for which no place was built are given up, so that the rebound is part of the model.

The developer pays what is built in (rooms, keys, chargers); the operator owns the fleet, as in the
mobility agreements of Gothenburg, so cars and bikes stand on the side of operation.
"""

from dataclasses import dataclass

from replicity.engine.archetype import (
    Carrier,
    EnergyLine,
    Flows,
    Kind,
    MoneyLine,
    Side,
    Solution,
    TransferLine,
)
from replicity.engine.array import FloatArray, Number, by_year, over_years
from replicity.engine.profiles import at_start, operating, purchases, ramp_up


@dataclass(frozen=True, slots=True)
class Inputs:
    """Inputs of the model; money in real euro of the base year at the city's price level."""

    dwellings_count: Number
    avoided_places_count_per_dwelling: Number
    occupied_places_share: Number
    kept_cars_share: Number
    parking_eur_per_place: Number
    parking_lifetime_years: Number
    parking_upkeep_eur_per_place_per_year: Number
    parking_rent_eur_per_place_per_year: Number
    shared_cars_count_per_place: Number
    shared_car_eur_per_car: Number
    shared_car_lifetime_years: Number
    charger_eur_per_car: Number
    charger_lifetime_years: Number
    bikes_count_per_dwelling: Number
    bike_eur_per_bike: Number
    bike_lifetime_years: Number
    setup_eur_per_dwelling: Number
    car_running_eur_per_car_per_year: Number
    bike_running_eur_per_bike_per_year: Number
    service_eur_per_dwelling_per_year: Number
    shared_km_per_car_per_year: Number
    electricity_kwh_per_km: Number
    fare_eur_per_km: Number
    ramp_years: Number
    ownership_eur_per_car_per_year: Number
    private_km_per_car_per_year: Number
    petrol_litre_per_km: Number
    public_transport_eur_per_car_per_year: Number


@dataclass(frozen=True, slots=True)
class _Quantities:
    """What is built, driven and given up, with the year axis last."""

    dwellings: FloatArray
    places: FloatArray  # parking places not built
    rented_places: FloatArray  # of these, what would have been rented
    given_up: FloatArray  # cars that residents no longer own, by year
    shared_cars: FloatArray
    shared_km: FloatArray  # by year
    bikes: FloatArray


def flows(inputs: Inputs, horizon_years: int) -> Flows:
    """Return the differences to a building with parking by the norm.

    Shapes: inputs broadcast, then ``horizon_years + 1``. Places not built keep their straight-line value
    at the end of the horizon as a cost, because the garage of the counterfactual would still be worth it.
    """
    some = _quantities(inputs, horizon_years)
    running = operating(horizon_years)
    rent = over_years(some.rented_places * by_year(inputs.parking_rent_eur_per_place_per_year), running)
    fares = some.shared_km * by_year(inputs.fare_eur_per_km)
    return Flows(
        money=(
            *_parking(inputs, some, horizon_years),
            *_hub(inputs, some, horizon_years),
            *_households(inputs, some, rent),
        ),
        energy=(
            EnergyLine(
                "shared_car_electricity",
                Side.OPERATION,
                Carrier.ELECTRICITY,
                some.shared_km * by_year(inputs.electricity_kwh_per_km),
            ),
            EnergyLine(
                "private_car_petrol",
                Side.HOUSEHOLD,
                Carrier.PETROL,
                -some.given_up
                * by_year(inputs.private_km_per_car_per_year)
                * by_year(inputs.petrol_litre_per_km),
            ),
        ),
        transfers=(
            TransferLine("hub_fares", Side.HOUSEHOLD, Side.OPERATION, fares),
            TransferLine("parking_rent", Side.HOUSEHOLD, Side.USER, -rent),
        ),
        services={"dwellings_count": some.dwellings * running},
        indicators={
            "avoided_places_count": some.places[..., 0],
            "cars_given_up_count": some.given_up[..., -1],
            "shared_cars_count": some.shared_cars[..., 0],
        },
    )


def _quantities(inputs: Inputs, horizon_years: int) -> _Quantities:
    dwellings = by_year(inputs.dwellings_count)
    joined = ramp_up(inputs.ramp_years, horizon_years)
    places = dwellings * by_year(inputs.avoided_places_count_per_dwelling)
    rented = places * by_year(inputs.occupied_places_share)
    cars = places * by_year(inputs.shared_cars_count_per_place)
    return _Quantities(
        dwellings=dwellings,
        places=places,
        rented_places=rented,
        given_up=rented * (1.0 - by_year(inputs.kept_cars_share)) * joined,
        shared_cars=cars,
        shared_km=cars * by_year(inputs.shared_km_per_car_per_year) * joined,
        bikes=dwellings * by_year(inputs.bikes_count_per_dwelling),
    )


def _parking(inputs: Inputs, some: _Quantities, horizon_years: int) -> tuple[MoneyLine, ...]:
    built = by_year(inputs.parking_eur_per_place) * purchases(inputs.parking_lifetime_years, horizon_years)
    upkeep = over_years(
        some.places * by_year(inputs.parking_upkeep_eur_per_place_per_year), operating(horizon_years)
    )
    return (
        MoneyLine("parking_construction", Side.USER, Kind.AVOIDED_INVESTMENT, -some.places * built),
        MoneyLine("parking_upkeep", Side.USER, Kind.OPERATION, -upkeep),
    )


def _hub(inputs: Inputs, some: _Quantities, horizon_years: int) -> tuple[MoneyLine, ...]:
    running = operating(horizon_years)
    cars = by_year(inputs.shared_car_eur_per_car) * purchases(inputs.shared_car_lifetime_years, horizon_years)
    chargers = by_year(inputs.charger_eur_per_car) * purchases(inputs.charger_lifetime_years, horizon_years)
    bikes = by_year(inputs.bike_eur_per_bike) * purchases(inputs.bike_lifetime_years, horizon_years)
    setup = over_years(some.dwellings * by_year(inputs.setup_eur_per_dwelling), at_start(horizon_years))
    fleet = some.shared_cars * by_year(inputs.car_running_eur_per_car_per_year)
    cycles = some.bikes * by_year(inputs.bike_running_eur_per_bike_per_year)
    service = some.dwellings * by_year(inputs.service_eur_per_dwelling_per_year)
    return (
        MoneyLine("shared_cars", Side.OPERATION, Kind.INVESTMENT, some.shared_cars * cars),
        MoneyLine("chargers", Side.ASSET, Kind.INVESTMENT, some.shared_cars * chargers),
        MoneyLine("shared_bikes", Side.OPERATION, Kind.INVESTMENT, some.bikes * bikes),
        MoneyLine("hub_setup", Side.ASSET, Kind.INVESTMENT, setup),
        MoneyLine("shared_car_running", Side.OPERATION, Kind.OPERATION, over_years(fleet, running)),
        MoneyLine("shared_bike_running", Side.OPERATION, Kind.OPERATION, over_years(cycles, running)),
        MoneyLine("booking_and_support", Side.OPERATION, Kind.OPERATION, over_years(service, running)),
    )


def _households(inputs: Inputs, some: _Quantities, rent: FloatArray) -> tuple[MoneyLine, ...]:
    own = some.given_up * by_year(inputs.ownership_eur_per_car_per_year)
    tickets = some.given_up * by_year(inputs.public_transport_eur_per_car_per_year)
    # a kept car has to stand somewhere: its place elsewhere is taken to cost what the place here would have
    elsewhere = rent * by_year(inputs.kept_cars_share)
    return (
        MoneyLine("own_car", Side.HOUSEHOLD, Kind.OPERATION, -own),
        MoneyLine("public_transport", Side.HOUSEHOLD, Kind.OPERATION, tickets),
        MoneyLine("parking_elsewhere", Side.HOUSEHOLD, Kind.OPERATION, elsewhere),
    )


SOLUTION = Solution("mobility_hub", Inputs, flows, scale="dwellings_count")
