"""The climate record of places: every step put together in the units that are shipped."""

from dataclasses import dataclass

import numpy as np

from cities.grids import Floats, elevation_m, monthly_rain_mm
from cities.koeppen import koeppen_class
from cities.photovoltaics import pv_yield_kwh_per_kw_per_year
from cities.sun import annual_ghi_kwh_per_m2, monthly_ghi_kwh_per_m2_per_day
from cities.temperature import annual_mean, degree_days, monthly_temperature_celsius
from replicity.catalogue.city_climate import CLIMATE_RECORD, DAILY_GHI_SCALE, TEMPERATURE_SCALE


@dataclass(frozen=True, slots=True)
class Profile:
    """Climate of all places: ground height, records and daily irradiation by month as they are shipped."""

    elevation_m: Floats
    records: np.ndarray
    daily_ghi: np.ndarray


def climate_profile(latitude: Floats, longitude: Floats) -> Profile:
    """Climate and sun of each place from its coordinates alone."""
    height = elevation_m(latitude, longitude)
    monthly = monthly_temperature_celsius(latitude, longitude, height)
    rain = monthly_rain_mm(latitude, longitude)
    ghi, above = monthly_ghi_kwh_per_m2_per_day(latitude, longitude)
    pv_yield, tilt = pv_yield_kwh_per_kw_per_year(latitude, ghi, above, monthly)
    records = np.zeros(len(latitude), dtype=CLIMATE_RECORD)
    records["monthly_temperature"] = np.rint(monthly / TEMPERATURE_SCALE)
    records["annual_temperature"] = np.rint(annual_mean(monthly) / TEMPERATURE_SCALE)
    records["heating_18"] = np.rint(degree_days(monthly, latitude, 18.0))
    records["heating_15_5"] = np.rint(degree_days(monthly, latitude, 15.5))
    records["cooling_18"] = np.rint(degree_days(monthly, latitude, 18.0, cooling=True))
    records["cooling_22"] = np.rint(degree_days(monthly, latitude, 22.0, cooling=True))
    records["ghi"] = np.rint(annual_ghi_kwh_per_m2(ghi))
    records["pv_yield"] = np.rint(pv_yield)
    records["tilt"] = tilt
    classes = [koeppen_class(t, r, la) for t, r, la in zip(monthly, rain, latitude, strict=True)]
    records["koeppen"] = [name.encode() for name in classes]
    return Profile(height, records, np.rint(ghi / DAILY_GHI_SCALE).astype("<u2"))
