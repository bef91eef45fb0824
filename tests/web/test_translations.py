"""Every sentence has its translation, and the compiled catalogue is that of the text."""

import gettext
import re
import shutil
import subprocess

import pytest

from replicity.catalogue.wording import LOCALE

TEXT = LOCALE / "es" / "LC_MESSAGES" / "django.po"
COMPILED = TEXT.with_suffix(".mo")
PLACE = re.compile(r"%\(\w+\)s|\{\w+\}|%%|<[^>]+>")
PARTS = re.compile(
    r'^(msgid|msgid_plural|msgstr(?:\[\d\])?) ("(?:[^"\\]|\\.)*"(?:\n"(?:[^"\\]|\\.)*")*)', re.MULTILINE
)


def unquoted(text):
    lines = [line[1:-1] for line in text.split("\n")]
    return "".join(lines).replace('\\"', '"').replace("\\n", "\n").replace("\\\\", "\\")


def entries():
    """Return (msgid, plural or None, translations) of the text catalogue."""
    found = []
    for block in TEXT.read_text(encoding="utf-8").split("\n\n")[1:]:
        parts = [(kind, unquoted(text)) for kind, text in PARTS.findall(block)]
        names = dict(parts)
        found.append(
            (names["msgid"], names.get("msgid_plural"), [t for k, t in parts if k.startswith("msgstr")])
        )
    return found


def test_every_sentence_is_translated():
    assert len(entries()) > 400
    assert [msgid for msgid, _plural, texts in entries() if not all(texts)] == []
    assert "fuzzy" not in TEXT.read_text(encoding="utf-8")


def test_places_for_values_are_kept():
    for msgid, plural, texts in entries():
        for text in texts:
            assert sorted(PLACE.findall(text)) == sorted(PLACE.findall(plural or msgid)), msgid


def test_compiled_catalogue_is_that_of_the_text():
    with COMPILED.open("rb") as file:
        known = gettext.GNUTranslations(file)
    for msgid, plural, texts in entries():
        if plural:
            assert [known.ngettext(msgid, plural, n) for n in (1, 2)] == texts
        else:
            assert known.gettext(msgid) == texts[0]


@pytest.mark.skipif(not shutil.which("xgettext"), reason="GNU gettext is not installed")
def test_no_sentence_of_the_code_is_missing_in_the_catalogue(tmp_path):
    known = {msgid for msgid, _plural, _texts in entries()}
    root = LOCALE.parent
    files = [str(p) for folder in ("appraisal", "reports", "web") for p in (root / folder).rglob("*.py")]
    out = tmp_path / "all.pot"
    keywords = ["--keyword=_", "--keyword=sentence", "--keyword=gettext_noop"]
    options = ["--from-code=UTF-8", "--language=Python", "--no-wrap", "--no-location", "--output", str(out)]
    subprocess.run(["xgettext", *options, *keywords, *files], check=True, capture_output=True)
    texts = [
        unquoted(text) for kind, text in PARTS.findall(out.read_text(encoding="utf-8")) if kind == "msgid"
    ]
    assert sorted({text for text in texts if text} - known) == []


def test_sentences_of_templates_are_in_the_catalogue():
    known = {msgid for msgid, _plural, _texts in entries()}
    wanted = set()
    for path in (LOCALE.parent / "web").rglob("templates/**/*.html"):
        found = re.findall(r"{% translate (\"([^\"]+)\"|'([^']+)')", path.read_text(encoding="utf-8"))
        # a per cent sign of a template is doubled in the catalogue
        wanted |= {(double or single).replace("%", "%%") for _whole, double, single in found}
    assert sorted(wanted - known) == []
