"""Koeppen-Geiger class from monthly temperature and rain (Peel, Finlayson and McMahon 2007)."""

import numpy as np

from cities.grids import Floats

NORTHERN_SUMMER = np.arange(3, 9)  # April to September
SOUTHERN_SUMMER = np.array([9, 10, 11, 0, 1, 2])


def koeppen_class(temperature: Floats, rain: Floats, latitude: float) -> str:
    """Class of one place from twelve temperatures (Celsius) and twelve rain sums (mm)."""
    warmest, coldest = temperature.max(), temperature.min()
    if warmest < 10:
        return "ET" if warmest > 0 else "EF"
    summer = NORTHERN_SUMMER if latitude >= 0 else SOUTHERN_SUMMER
    winter = np.setdiff1d(np.arange(12), summer)
    dry = _dry_class(temperature, rain, summer, winter)
    if dry:
        return dry
    if coldest >= 18:
        return _tropical_class(rain)
    warmth = "C" if coldest > 0 else "D"
    return warmth + _season(rain[summer], rain[winter]) + _summer_heat(temperature)


def _dry_class(temperature: Floats, rain: Floats, summer: Floats, winter: Floats) -> str:
    mean, total = temperature.mean(), rain.sum()
    threshold = 2 * mean + 14
    if rain[winter].sum() >= 0.7 * total:
        threshold = 2 * mean
    elif rain[summer].sum() >= 0.7 * total:
        threshold = 2 * mean + 28
    if total >= 10 * threshold:
        return ""
    return ("BW" if total < 5 * threshold else "BS") + ("h" if mean >= 18 else "k")


def _tropical_class(rain: Floats) -> str:
    if rain.min() >= 60:
        return "Af"
    return "Am" if rain.min() >= 100 - rain.sum() / 25 else "Aw"


def _season(summer_rain: Floats, winter_rain: Floats) -> str:
    if summer_rain.min() < 40 and summer_rain.min() < winter_rain.max() / 3:
        return "s"
    return "w" if winter_rain.min() < summer_rain.max() / 10 else "f"


def _summer_heat(temperature: Floats) -> str:
    if temperature.max() >= 22:
        return "a"
    if (temperature >= 10).sum() >= 4:
        return "b"
    return "c" if temperature.min() > -38 else "d"
