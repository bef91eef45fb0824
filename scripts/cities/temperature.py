"""Monthly temperature, degree days and Koeppen class of places."""

import numpy as np
from scipy.stats import norm

from cities.grids import Floats, smoothed_elevation_m, surface_temperature_celsius

MONTH_DAYS = np.array([31, 28.25, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
LAPSE_CELSIUS_PER_M = 0.006
WARMING_CELSIUS = 0.3  # the grids average earlier decades than the stations they were compared with

# Spread of daily means within a month: constant, mean temperature, seasonal amplitude, change from month to
# month, distance from the equator, temperature x amplitude. Fitted on daily records of 155 cities.
DAILY_SPREAD = (3.1991, -0.0737, 0.2995, 0.0803, -0.0186, -0.0022)
SMALLEST_SPREAD_CELSIUS = 0.8


def monthly_temperature_celsius(latitude: Floats, longitude: Floats, elevation_m: Floats) -> Floats:
    """Monthly means, moved from the height of the coarse grid to the height of the place."""
    lift = smoothed_elevation_m(latitude, longitude) - elevation_m
    grid = surface_temperature_celsius(latitude, longitude)
    return grid + LAPSE_CELSIUS_PER_M * lift[:, None] + WARMING_CELSIUS


def annual_mean(monthly: Floats) -> Floats:
    """Mean over the year, months weighted by their days."""
    return (monthly * MONTH_DAYS).sum(axis=-1) / MONTH_DAYS.sum()


def daily_spread_celsius(monthly: Floats, latitude: Floats) -> Floats:
    """Standard deviation of daily means within each month."""
    amplitude = monthly.std(axis=1, keepdims=True)
    change = np.abs(np.roll(monthly, -1, axis=1) - np.roll(monthly, 1, axis=1)) / 2
    constant, warmth, season, trend, pole, product = DAILY_SPREAD
    spread = constant + warmth * monthly + season * amplitude + trend * change
    spread = spread + pole * np.abs(latitude)[:, None] + product * monthly * amplitude
    return np.maximum(spread, SMALLEST_SPREAD_CELSIUS)


def degree_days(monthly: Floats, latitude: Floats, base_celsius: float, *, cooling: bool = False) -> Floats:
    """Yearly degree days: the expected excess over the base of normally distributed daily means."""
    spread = daily_spread_celsius(monthly, latitude)
    distance = (monthly - base_celsius if cooling else base_celsius - monthly) / spread
    excess = (distance * norm.cdf(distance) + norm.pdf(distance)) * spread
    return np.asarray((excess * MONTH_DAYS).sum(axis=1))
