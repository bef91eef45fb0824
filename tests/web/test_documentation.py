"""Every setting and every address of the platform stands in its reference."""

import re
from pathlib import Path

from tests.web.access import all_rows

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = (ROOT / "docs" / "reference" / "web.md").read_text(encoding="utf-8")


def test_every_setting_is_documented():
    code = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "src" / "replicity" / "web").rglob("*.py"))
    used = set(re.findall(r'"(REPLICITY_[A-Z_]+)"', code))
    assert used == set(re.findall(r"^\| `(REPLICITY_[A-Z_]+)`", REFERENCE, re.MULTILINE))


def test_every_address_is_documented():
    for row in all_rows().values():
        path = row.address.partition("?")[0].replace("3871336", "ID").replace("led-street-lighting", "SLUG")
        if "{" in path or path.startswith("/account/"):
            # the part as a whole stands in the reference
            path = path.partition("{")[0] if "{" in path else "/account/"
        assert f"`{path}" in REFERENCE, path
