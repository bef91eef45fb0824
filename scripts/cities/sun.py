"""Monthly irradiation on the horizontal: extraterrestrial sun times a fitted clearness.

The clearness of the sky is a linear or quadratic form of 21 properties of the place and month (rain,
cloud water, vapour, temperature, turbidity, height, clear-sky irradiation). Its coefficients were fitted
on sunshine records and on the country means of Solargis and the World Bank (CC BY 4.0).
"""

import json
from functools import cache
from pathlib import Path

import h5py
import numpy as np
import pvlib

from cities.grids import Floats, at_places, elevation_m, monthly_rain_mm, surface_temperature_celsius
from cities.temperature import MONTH_DAYS

SOLAR_CONSTANT_KW_PER_M2 = 1.367
MID_MONTH_DAY = np.array([17, 47, 75, 105, 135, 162, 198, 228, 258, 288, 318, 344])
LOWEST_CLEARNESS, HIGHEST_CLEARNESS = 0.1, 0.82
CLOUD_SHARES = ("5", "10", "20", "30", "50")
CROSSED = (0, 1, 3, 6, 8, 11, 13, 14, 16)  # properties whose products enter the quadratic form
BLEND_FROM_M, BLEND_TO_M = 800, 2000  # the quadratic form extrapolates badly on high ground


def declination_rad(month: int) -> float:
    """Declination of the sun in the middle of a month (0..11), after Cooper."""
    return float(np.radians(23.45 * np.sin(2 * np.pi * (284 + MID_MONTH_DAY[month]) / 365)))


def sunset_angle_rad(latitude: Floats, month: int) -> Floats:
    """Hour angle of sunset; 0 in polar night, pi in polar day."""
    tangent = -np.tan(np.radians(latitude)) * np.tan(declination_rad(month))
    return np.arccos(np.clip(tangent, -1, 1))


def sine_of_height(latitude: Floats, month: int, hour_angle: Floats) -> Floats:
    """Sine of the height of the sun, places x hours."""
    place, tilt = np.radians(latitude)[:, None], declination_rad(month)
    return np.sin(place) * np.sin(tilt) + np.cos(place) * np.cos(tilt) * np.cos(hour_angle)


def _distance_factor(month: int) -> float:
    return float(1 + 0.033 * np.cos(2 * np.pi * MID_MONTH_DAY[month] / 365))


def extraterrestrial_kwh_per_m2_per_day(latitude: Floats) -> Floats:
    """Daily irradiation above the air, places x months."""
    columns, place = [], np.radians(latitude)
    for month in range(12):
        tilt, sunset = declination_rad(month), sunset_angle_rad(latitude, month)
        angle = np.cos(place) * np.cos(tilt) * np.sin(sunset) + sunset * np.sin(place) * np.sin(tilt)
        columns.append(24 / np.pi * SOLAR_CONSTANT_KW_PER_M2 * _distance_factor(month) * angle)
    return np.stack(columns, axis=-1)


@cache
def _turbidity_grid() -> Floats:
    path = Path(pvlib.__file__).parent / "data" / "LinkeTurbidities.h5"
    with h5py.File(path) as file:
        return np.asarray(file["LinkeTurbidity"][:]) / 20.0


def turbidity(latitude: Floats, longitude: Floats) -> Floats:
    """Monthly Linke turbidity (pvlib's copy of the SoDa grid)."""
    row = np.clip(((90 - latitude) / 180 * 2160).astype(int), 0, 2159)
    column = np.clip(((longitude + 180) / 360 * 4320).astype(int), 0, 4319)
    return _turbidity_grid()[row, column, :]


def clear_sky_kwh_per_m2_per_day(latitude: Floats, height_m: Floats, linke: Floats) -> Floats:
    """Daily irradiation under a cloudless sky (Ineichen and Perez), summed over half hours."""
    hour_angle = np.radians(15 * ((np.arange(48) + 0.5) / 2 - 12))
    pressure = pvlib.atmosphere.alt2pres(height_m)[:, None]
    columns = []
    for month in range(12):
        sine = np.clip(sine_of_height(latitude, month, hour_angle), -1, 1)
        zenith = np.degrees(np.arccos(sine))
        zenith = np.where(zenith < 89.9, zenith, np.nan)
        mass = pvlib.atmosphere.get_relative_airmass(zenith)
        mass = pvlib.atmosphere.get_absolute_airmass(mass, pressure)
        cloudless = pvlib.clearsky.ineichen(
            zenith,
            mass,
            np.repeat(linke[:, month][:, None], 48, axis=1),
            altitude=height_m[:, None],
            dni_extra=1000 * SOLAR_CONSTANT_KW_PER_M2 * _distance_factor(month),
        )["ghi"]
        columns.append(np.nan_to_num(cloudless).sum(axis=1) * 0.5 / 1000)
    return np.stack(columns, axis=-1)


def _year(column: Floats) -> Floats:
    return np.repeat(np.asarray(column)[:, None], 12, axis=1)


def _cloud_properties(latitude: Floats, longitude: Floats) -> list[Floats]:
    def grid(values: str, axes: str) -> Floats:
        return at_places(values, axes, latitude, longitude)

    humidity, vapour = grid("836/v6_rho_50", "836/v6_{}"), grid("836/v6_v_50", "836/v6_{}")
    cloudiness = grid("840/v4_wred_lognormal_pclw", "840/v6_{}")
    liquid = [np.sqrt(np.maximum(grid(f"840/v6_lred_{share}", "840/v6_{}"), 0)) for share in CLOUD_SHARES]
    return [_year(column) for column in (np.log(humidity + 0.1), vapour, cloudiness / 100, *liquid)]


def _properties(latitude: Floats, longitude: Floats, height_m: Floats, above: Floats) -> Floats:
    linke = turbidity(latitude, longitude)
    cloudless = clear_sky_kwh_per_m2_per_day(latitude, height_m, linke)
    temperature = surface_temperature_celsius(latitude, longitude)
    rain = np.maximum(monthly_rain_mm(latitude, longitude), 0)
    wet, wet_year = np.log1p(rain), _year(np.log1p(rain.mean(axis=1)))
    mean = temperature.mean(axis=1, keepdims=True)
    columns = [wet, wet_year, wet - wet_year, temperature, temperature - mean, _year(temperature.std(axis=1))]
    columns += _cloud_properties(latitude, longitude)
    columns += [_year(np.abs(latitude) / 90), _year(height_m / 1000), above / 10, linke / 5]
    columns += [cloudless / np.maximum(above, 0.01), np.roll(wet, 1, axis=1), np.roll(wet, -1, axis=1)]
    return np.stack(columns, axis=-1)


def _clearness(properties: Floats, form: str) -> Floats:
    model = json.loads((Path(__file__).parent / f"ghi_{form}.json").read_text())
    scaled = (properties - np.array(model["mu"])) / np.array(model["sd"])
    terms = scaled
    if form == "quadratic":
        count = scaled.shape[-1]
        products = [scaled[..., i] * scaled[..., j] for i in CROSSED for j in range(i + 1, count)]
        terms = np.concatenate([scaled, scaled**2, np.stack(products, axis=-1)], axis=-1)
    beta = np.array(model["beta"])
    return np.clip(beta[0] + terms @ beta[1:], LOWEST_CLEARNESS, HIGHEST_CLEARNESS)


def monthly_ghi_kwh_per_m2_per_day(latitude: Floats, longitude: Floats) -> tuple[Floats, Floats]:
    """Daily irradiation on the ground and above the air, places x months.

    Below 800 m the mean of both forms; from there to 2,000 m the weight moves to the linear form alone.
    """
    height = elevation_m(latitude, longitude)
    above = extraterrestrial_kwh_per_m2_per_day(latitude)
    properties = _properties(latitude, longitude, height, above)
    linear = _clearness(properties, "linear")
    quadratic = _clearness(properties, "quadratic")
    high = np.clip((height - BLEND_FROM_M) / (BLEND_TO_M - BLEND_FROM_M), 0, 1)[:, None]
    clearness = (1 - high) * 0.5 * (linear + quadratic) + high * linear
    return clearness * above, above


def annual_ghi_kwh_per_m2(monthly: Floats) -> Floats:
    """Yearly sum of daily irradiation by month."""
    return (monthly * MONTH_DAYS).sum(axis=1)
