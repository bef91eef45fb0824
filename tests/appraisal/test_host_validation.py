"""The comparison of proposed hosts with those of the projects, and the page that shows it."""

import re
from pathlib import Path

import numpy as np
import pytest

from replicity.appraisal.host_validation import PLACES, host_validation, precision, rank_correlation
from replicity.catalogue.network import projects
from replicity.cli.hosts import validation_table
from replicity.cli.main import main

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "host-validation.md"


def test_precision_on_worked_numbers():
    led = np.array([1.0, 0.0, 1.0, 0.0])
    assert precision(np.array([4.0, 3.0, 2.0, 1.0]), led, places=2) == 0.5
    assert precision(np.array([4.0, 1.0, 3.0, 2.0]), led, places=2) == 1.0
    # all alike: two of four are true, so each place holds half a true one
    assert precision(np.zeros(4), led, places=2) == 0.5
    # the first place is sure, the second is shared by three, one of them true
    assert precision(np.array([9.0, 1.0, 1.0, 1.0]), led, places=2) == pytest.approx((1 + 1 / 3) / 2)


def test_rank_correlation_on_worked_numbers():
    led = np.array([1.0, 0.0, 0.0])
    assert rank_correlation(np.array([3.0, 2.0, 1.0]), led) == 1.0
    assert rank_correlation(np.array([1.0, 2.0, 3.0]), led) == -1.0
    assert rank_correlation(np.array([2.0, 2.0, 1.0]), led) == 0.5
    assert rank_correlation(np.zeros(3), led) == 0.0


def test_all_projects_are_looked_at_and_chance_is_what_chance_is():
    found = host_validation()
    assert found.projects_count == len(projects()) == 21
    by_name = {r.id: r for r in found.rankers}
    assert set(by_name) == {"replicity", "nearness", "popularity", "same language", "random"}
    assert by_name["random"].rank_correlation == 0.0
    # two or three true hosts among some fifty
    assert 2 / found.candidates_count < by_name["random"].precision_at_5 < 3.5 / found.candidates_count
    assert 2 / PLACES <= found.best_possible_precision_at_5 <= 1.0
    for ranker in found.rankers:
        assert 0 <= ranker.precision_at_5 <= found.best_possible_precision_at_5


def test_the_page_shows_the_figures_as_they_are():
    page = PAGE.read_text(encoding="utf-8")
    shown = re.findall(r"^\| ([a-z ]+) \| ([^|]+) \| ([^|]+) \|$", page, re.MULTILINE)[1:]
    lines = validation_table(host_validation()).splitlines()[2:]
    now = [tuple(re.split(r"\s{2,}", line.strip())) for line in lines]
    assert shown == now, f"{PAGE.name} is out of date; the table is now: {now}"
    assert f"all {host_validation().candidates_count} leading cities" in page


def test_the_command_needs_a_city_or_asks_for_the_validation(capsys):
    assert main(["hosts", "--validate"]) == 0
    assert "best possible" in capsys.readouterr().out
    assert main(["hosts"]) == 2
    assert "needs a CITY" in capsys.readouterr().err
    assert main(["hosts", "Oslo", "--validate"]) == 2
    assert "leave the CITY out" in capsys.readouterr().err
