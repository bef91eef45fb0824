"""Build the shipped tables of cities, names, climate and sun.

    uv venv .venv-build && uv pip install --python .venv-build/bin/python -r requirements/build.txt
    PYTHONPATH=src .venv-build/bin/python scripts/build_cities.py

Takes about half a minute and 2 GB. Run twice it writes the same bytes; ``--check`` writes nothing and
fails when the shipped files differ from what would be written.
"""

import argparse
import gzip
import io
import sys
import time
from pathlib import Path

import numpy as np
from cities.gazetteer import Gazetteer, build_gazetteer
from cities.profile import Profile, climate_profile

from replicity.catalogue.city_climate import DEGREE_PARTS, FOLDER

BLOCK = 4096  # places at a time: keeps the hourly arrays small


def _array(values: np.ndarray) -> bytes:
    stream = io.BytesIO()
    np.save(stream, values, allow_pickle=False)
    return stream.getvalue()


def _text(lines: list[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def _climate(gazetteer: Gazetteer) -> Profile:
    latitude, longitude = (gazetteer.places[axis] / DEGREE_PARTS for axis in ("latitude", "longitude"))
    parts = []
    for start in range(0, latitude.size, BLOCK):
        parts.append(climate_profile(latitude[start : start + BLOCK], longitude[start : start + BLOCK]))
        print(f"  climate of {min(start + BLOCK, latitude.size):,} of {latitude.size:,} cities")
    return Profile(
        np.concatenate([part.elevation_m for part in parts]),
        np.concatenate([part.records for part in parts]),
        np.concatenate([part.daily_ghi for part in parts]),
    )


def build() -> dict[str, bytes]:
    """Every generated file by name."""
    gazetteer = build_gazetteer()
    print(f"  {len(gazetteer.names):,} cities, {len(gazetteer.folded):,} folded names")
    profile = _climate(gazetteer)
    gazetteer.places["elevation_m"] = np.rint(profile.elevation_m)
    return {
        "cities.npy": _array(gazetteer.places),
        "city_names.txt": _text(gazetteer.names),
        "timezones.txt": _text(gazetteer.timezones),
        "names.txt.gz": gzip.compress(_text(gazetteer.folded), compresslevel=9, mtime=0),
        "name_places.npy": _array(gazetteer.folded_places),
        "climate.npy": _array(profile.records),
        "daily_ghi.npy": _array(profile.daily_ghi),
    }


def main(folder: Path, *, check: bool) -> int:
    """Write or compare the files; the number of files that differ."""
    started, differing = time.monotonic(), 0
    print(f"Building the table of cities in {folder}")
    for name, content in build().items():
        path = folder / name
        same = path.exists() and path.read_bytes() == content
        differing += not same
        if not same and not check:
            path.write_bytes(content)
        print(f"  {name:16} {len(content):>9,} bytes  {'unchanged' if same else 'changed'}")
    print(f"Done in {time.monotonic() - started:.0f} s, {differing} files differed")
    return differing if check else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Build the tables of cities, names, climate and sun.")
    parser.add_argument("--check", action="store_true", help="compare only, fail on a difference")
    sys.exit(min(main(FOLDER, check=parser.parse_args().check), 1))
