"""Global grids of the ITU-R recommendations (shipped in the package ``itur``), interpolated at places."""

from functools import cache
from pathlib import Path

import itur
import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import RegularGridInterpolator

Floats = NDArray[np.float64]

# itur's own look-up functions change the longitudes they are given, so its files are read directly.
FOLDER = Path(itur.__file__).parent / "data"
KELVIN_OFFSET = 273.15
GLOBE_LONGITUDES = 200  # grids that run 0..360 reach beyond this, the others run -180..180


@cache
def _read(file: str) -> Floats:
    with np.load(FOLDER / f"{file}.npz") as archive:
        return np.asarray(archive[archive.files[0]], dtype=np.float64)


@cache
def _interpolator(values: str, latitudes: str, longitudes: str) -> tuple[RegularGridInterpolator, bool]:
    rows, columns, grid = _read(latitudes)[:, 0], _read(longitudes)[0, :], _read(values)
    if rows[0] > rows[-1]:
        rows, grid = rows[::-1], grid[::-1]
    function = RegularGridInterpolator((rows, columns), grid, bounds_error=False, fill_value=None)
    return function, bool(columns.max() > GLOBE_LONGITUDES)


def at_places(values: str, axes: str, latitude: Floats, longitude: Floats) -> Floats:
    """Bilinear value of one grid at each place; ``axes`` is the pattern of its two coordinate files."""
    function, from_zero = _interpolator(values, axes.format("lat"), axes.format("lon"))
    east = np.mod(longitude, 360) if from_zero else (longitude + 180) % 360 - 180
    return np.asarray(function(np.column_stack([latitude, east])), dtype=np.float64)


def monthly_at_places(pattern: str, axes: str, latitude: Floats, longitude: Floats) -> Floats:
    """Twelve monthly grids at each place, months on the last axis."""
    months = [at_places(pattern.format(month), axes, latitude, longitude) for month in range(1, 13)]
    return np.stack(months, axis=-1)


def surface_temperature_celsius(latitude: Floats, longitude: Floats) -> Floats:
    """Monthly mean surface air temperature, ITU-R P.1510-1, before any correction for height."""
    kelvin = monthly_at_places("1510/v1_t_month{:02d}", "1510/v1_{}", latitude, longitude)
    return kelvin - KELVIN_OFFSET


def monthly_rain_mm(latitude: Floats, longitude: Floats) -> Floats:
    """Monthly rainfall, ITU-R P.837-7."""
    return monthly_at_places("837/v7_mt_month{:02d}", "837/v7_{}_mt", latitude, longitude)


def elevation_m(latitude: Floats, longitude: Floats) -> Floats:
    """Height of the ground, ITU-R P.1511-2 (about 9 km between points), never below the sea."""
    return np.maximum(at_places("1511/v2_topo", "1511/v2_{}", latitude, longitude), 0)


def smoothed_elevation_m(latitude: Floats, longitude: Floats) -> Floats:
    """Mean height as a grid of 0.75 degrees sees it: the height for which the temperatures hold."""
    total, weights = np.zeros_like(latitude), 0.0
    for north in np.linspace(-0.56, 0.56, 7):
        for east in np.linspace(-0.56, 0.56, 7):
            weight = (1 - abs(north) / 0.75) * (1 - abs(east) / 0.75)
            total += weight * elevation_m(np.clip(latitude + north, -89.9, 89.9), longitude + east)
            weights += weight
    return total / weights
