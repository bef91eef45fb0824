"""Makes src/replicity/data/world/outline.json of the npm package world-atlas (Natural Earth, public domain).

npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
python scripts/build_world.py package/countries-110m.json
"""

import json
import sys
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "src" / "replicity" / "data" / "world" / "outline.json"
PARTS = 10  # tenths of a degree: a tenth of a millimetre on a map as wide as a page
ANTARCTICA = "010"

Ring = list[tuple[float, float]]


def arcs_of(topology: dict) -> list[Ring]:
    """Return the arcs in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        found.append(line)
    return found


def ring_of(indices: list[int], arcs: list[Ring]) -> Ring:
    """Return a ring put together of its arcs; a negative index is an arc backwards."""
    line: Ring = []
    for index in indices:
        part = arcs[index] if index >= 0 else arcs[~index][::-1]
        line.extend(part if not line else part[1:])
    return line


def unrolled(ring: Ring) -> Ring:
    """Return a ring whose longitudes go on across the date line instead of jumping."""
    found = [ring[0]]
    for x, y in ring[1:]:
        turns = round((x - found[-1][0]) / 360)
        found.append((x - 360 * turns, y))
    return found


def clipped(ring: Ring, edge: float, keep_below: bool) -> Ring:
    """Return the part of a ring on one side of a meridian (Sutherland and Hodgman)."""
    found: Ring = []
    for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
        inside0, inside1 = ((x <= edge) if keep_below else (x >= edge) for x in (x0, x1))
        if inside0:
            found.append((x0, y0))
        if inside0 != inside1:
            found.append((edge, y0 + (edge - x0) / (x1 - x0) * (y1 - y0)))
    return found


def cut(ring: Ring) -> list[Ring]:
    """Return the ring in pieces that lie between 180° west and 180° east."""
    whole = unrolled(ring)
    pieces = []
    for shift in (-360.0, 0.0, 360.0):
        moved = [(x + shift, y) for x, y in whole]
        piece = clipped(clipped(moved, 180.0, True), -180.0, False)
        if len(piece) > 2:
            pieces.append(piece)
    return pieces


def whole_numbers(ring: Ring) -> list[int]:
    """Return a ring as differences in tenths of a degree, without repeated points."""
    places = [(round(x * PARTS), round(y * PARTS)) for x, y in ring]
    kept = [p for i, p in enumerate(places) if i == 0 or p != places[i - 1]]
    found, x, y = [], 0, 0
    for a, b in kept:
        found += [a - x, b - y]
        x, y = a, b
    return found if len(kept) > 3 else []


def main(source: str) -> None:
    """Write the outline."""
    topology = json.loads(Path(source).read_text(encoding="utf-8"))
    arcs = arcs_of(topology)
    rings = []
    for shape in topology["objects"]["countries"]["geometries"]:
        if shape.get("id") == ANTARCTICA or "arcs" not in shape:
            continue
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        for polygon in polygons:
            rings.extend(whole_numbers(piece) for piece in cut(ring_of(polygon[0], arcs)))
    document = {
        "source_id": "natural-earth-110m",
        "parts_per_degree": PARTS,
        "rings": [r for r in rings if r],
    }
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(json.dumps(document, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
