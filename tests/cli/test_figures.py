"""Figures from outside the delivered evidence: read by the commands, written from an installation."""

import json
from argparse import Namespace

import pytest

from replicity.appraisal.figure_documents import evidence_hash_with, extra_figures
from replicity.catalogue.evidence import evidence_hash
from replicity.cli.evidence_export import write_figures
from replicity.cli.figure_files import read_figures

CITY, LED = "Santiago, CL", "led_street_lighting"
FEW = ("--draws", "50", "--json")
REPLICA = {
    "demonstration": "lamps-of-arica", "name": "Lamps of Arica", "city": "Arica", "country": "CL",
    "solution": LED, "metric": "electricity_saving_share", "value": 0.71, "unit": "share",
    "status": "measured", "grade": "A", "year": 2025, "scale": 900, "scale_unit": "luminaires_count",
    "source": "replica-1",
}  # fmt: skip


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "figures.json"
    path.write_text(json.dumps({"figures": [REPLICA]}), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "words",
    [("appraise", CITY, LED), ("match", CITY, "--track", "1"), ("plan", CITY, "--date", "2026-11-23")],
)
def test_added_figures_are_in_the_fingerprint(run, file, words):
    status, out, _ = run(*words, "--figures", file, *FEW)
    assert status == 0
    assert json.loads(out)["evidence_hash"] == evidence_hash_with(extra_figures([REPLICA])) != evidence_hash()


def test_added_figures_move_the_input_that_they_measure(run, file):
    before, after = (
        json.loads(run("appraise", CITY, LED, *more, *FEW)[1])["inputs"]["electricity_saving_share"]
        for more in ((), ("--figures", file))
    )
    assert after["demonstrations_count"] == before["demonstrations_count"] + 1
    assert after["value"] > before["value"]


@pytest.mark.parametrize(
    ("content", "status", "part"),
    [
        (None, 1, "cannot be read"),
        ("{", 2, "is not JSON"),
        ("{}", 2, "has no list 'figures'"),
        (json.dumps({"figures": [{**REPLICA, "value": "much"}]}), 2, "finite number"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_sentence(run, tmp_path, content, status, part):
    path = tmp_path / "figures.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    got, out, err = run("appraise", CITY, LED, "--figures", path, *FEW)
    assert (got, out) == (status, "")
    assert part in err
    assert len(err.strip().splitlines()) == 1


def test_what_is_written_is_read_again_as_it_was(capsys, tmp_path):
    path, found = tmp_path / "out.json", extra_figures([REPLICA])
    assert write_figures(Namespace(file=path, json=True), found) == 0
    assert read_figures(str(path)) == found
    written, printed = json.loads(path.read_text(encoding="utf-8")), json.loads(capsys.readouterr().out)
    assert list(written) == ["version", "base_year", "evidence_hash", "figures"]
    assert written["evidence_hash"] == printed["evidence_hash"] == evidence_hash_with(found)
    assert (printed["figures_count"], printed["demonstrations_count"]) == (1, 1)


def test_no_accepted_replica_is_an_empty_list(capsys, tmp_path):
    path = tmp_path / "out.json"
    assert write_figures(Namespace(file=path, json=False), ()) == 0
    assert json.loads(path.read_text(encoding="utf-8"))["figures"] == []
    assert "No results of a replica are accepted" in capsys.readouterr().err


def test_without_an_installation_nothing_is_written(run, monkeypatch, tmp_path):
    monkeypatch.setenv("REPLICITY_HOME", str(tmp_path / "none"))
    monkeypatch.delenv("REPLICITY_DATABASE_URL", raising=False)
    status, out, err = run("evidence", "export", tmp_path / "out.json")
    assert (status, out) == (1, "")
    assert "There is no installation in" in err
    assert not list(tmp_path.iterdir())
