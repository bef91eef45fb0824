"""Yearly yield of a fixed photovoltaic module facing the equator, at the best of thirteen tilts."""

from dataclasses import dataclass

import numpy as np

from cities.grids import Floats
from cities.sun import SOLAR_CONSTANT_KW_PER_M2, declination_rad, sine_of_height, sunset_angle_rad
from cities.temperature import MONTH_DAYS

TILTS_DEGREE = np.arange(0, 61, 5)
HOUR_ANGLE = np.radians(15 * (np.arange(0.5, 24, 1) - 12))
LOSS_SHARE = 0.115  # soiling 3.5 % and 7.5 % others, fitted to the country means of the Global Solar Atlas
POWER_PER_CELSIUS = -0.004
RISE_CELSIUS_PER_KW_PER_M2 = 28.0
DAILY_SWING_CELSIUS = 5.0
ALBEDO = 0.2
DIFFUSE_TRANSMISSION, GROUND_TRANSMISSION = 0.96, 0.9
WINTER_SUNSET_RAD = np.radians(81.4)


@dataclass(frozen=True, slots=True)
class Sky:
    """One month over all places, hour by hour (kWh/m2), with the height of the sun."""

    month: int
    sine: Floats
    beam: Floats
    diffuse: Floats
    total: Floats
    brightness: Floats  # share of diffuse light that comes from around the sun (Hay and Davies)


def diffuse_share(clearness: Floats, sunset: Floats) -> Floats:
    """Diffuse share of monthly irradiation (Erbs, Klein and Duffie)."""
    k = np.clip(clearness, 0.2, 0.85)
    winter = 1.391 - 3.560 * k + 4.189 * k**2 - 2.137 * k**3
    summer = 1.311 - 3.022 * k + 3.427 * k**2 - 1.821 * k**3
    return np.clip(np.where(sunset < WINTER_SUNSET_RAD, winter, summer), 0.1, 1)


def _normalised(hours: Floats) -> Floats:
    return hours / np.maximum(hours.sum(axis=1, keepdims=True), 1e-6)


def _sky(latitude: Floats, ghi: Floats, above: Floats, month: int) -> Sky:
    daily, clear = ghi[:, month], np.clip(ghi[:, month] / np.maximum(above[:, month], 1e-3), 0.05, 0.85)
    sunset = np.maximum(sunset_angle_rad(latitude, month), 0.02)
    sine = sine_of_height(latitude, month, HOUR_ANGLE)
    shape = _normalised(np.where(sine > 0.01, sine, 0))
    # Collares-Pereira and Rabl: how a day's irradiation falls on its hours
    a, b = 0.409 + 0.5016 * np.sin(sunset - 1.047), 0.6609 - 0.4767 * np.sin(sunset - 1.047)
    hours = _normalised(np.maximum(shape * (a[:, None] + b[:, None] * np.cos(HOUR_ANGLE)), 0))
    total = hours * daily[:, None]
    diffuse = np.minimum(shape * (diffuse_share(clear, sunset) * daily)[:, None], total)
    beam = total - diffuse
    possible = SOLAR_CONSTANT_KW_PER_M2 * np.maximum(sine, 0)
    brightness = np.clip(np.where(possible > 0.05, beam / np.maximum(possible, 0.05), 0), 0, 0.9)
    return Sky(month, sine, beam, diffuse, total, brightness)


def _plane_kw_per_m2(sky: Sky, latitude: Floats, tilt_degree: float) -> Floats:
    """Light that reaches the cells of a tilted plane, hour by hour."""
    tilt, equatorward = np.radians(tilt_degree), np.where(latitude >= 0, 1, -1)
    declination, turned = declination_rad(sky.month), np.radians(latitude) - equatorward * tilt
    incidence = np.sin(declination) * np.sin(turned)[:, None]
    incidence = incidence + np.cos(declination) * np.cos(turned)[:, None] * np.cos(HOUR_ANGLE)
    ratio = np.where(sky.sine > 0.05, np.maximum(incidence, 0) / np.maximum(sky.sine, 0.05), 0)
    glass = np.clip(1 - 0.05 * (1 / np.maximum(incidence, 0.15) - 1), 0, 1)
    around_sun = sky.brightness * np.minimum(ratio, 6)
    from_dome = (1 - sky.brightness) * (1 + np.cos(tilt)) / 2
    reflected = sky.total * ALBEDO * (1 - np.cos(tilt)) / 2 * GROUND_TRANSMISSION
    diffuse = sky.diffuse * (around_sun + from_dome) * DIFFUSE_TRANSMISSION
    return sky.beam * ratio * glass + diffuse + reflected


def pv_yield_kwh_per_kw_per_year(
    latitude: Floats, ghi: Floats, above: Floats, temperature: Floats
) -> tuple[Floats, Floats]:
    """Yearly yield at the best fixed tilt, and that tilt in degrees."""
    yields = np.zeros((len(TILTS_DEGREE), len(latitude)))
    swing = DAILY_SWING_CELSIUS * np.cos(HOUR_ANGLE - np.radians(30))
    for month in range(12):
        sky, air = _sky(latitude, ghi, above, month), temperature[:, month][:, None] + swing
        for row, tilt in enumerate(TILTS_DEGREE):
            light = _plane_kw_per_m2(sky, latitude, float(tilt))
            warming = air + RISE_CELSIUS_PER_KW_PER_M2 * light - 25
            yields[row] += (light * (1 + POWER_PER_CELSIUS * warming)).sum(axis=1) * MONTH_DAYS[month]
    best = yields.argmax(axis=0)
    return yields[best, np.arange(len(latitude))] * (1 - LOSS_SHARE), TILTS_DEGREE[best]
