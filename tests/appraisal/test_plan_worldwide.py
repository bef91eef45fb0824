"""The plan works anywhere: cities drawn at random from all continents, no NaN, nothing absurd or silent."""

import copy
import json
import math
import random

import pytest

from replicity.appraisal.plan import plan_of
from replicity.appraisal.requests import Options
from replicity.catalogue.cities import all_cities, get_city
from replicity.catalogue.countries import country

CONTINENTS = ("AF", "AS", "EU", "NA", "OC", "SA")
EACH = 34  # 6 x 34 = 204 cities
OPTIONS = Options(draws=100)

# A value outside these bounds would be absurd for a first replica of any solution anywhere.
BOUNDS = {
    "capex_eur": (1, 1e9),
    "avoided_tco2e_per_year": (-1e6, 1e6),
    "npv_eur": (-2e9, 2e9),
    "irr_share": (-1, 20),
    "payback_years": (0, 60),
    "discounted_payback_years": (0, 60),
    "savings_to_investment_ratio": (-100, 100),
    "dscr_min_ratio": (-1e3, 1e3),
}
STATUSES = {
    "country", "observed", "derived", "modelled", "measured", "reported", "expert", "default", "transfer",
    "scale",
}  # fmt: skip


def absurdities(appraisal):
    """Return what is wrong with an appraisal's document, a sentence each."""
    found = []
    for name, (low, high) in BOUNDS.items():
        for key, value in appraisal["results"].get(name, {}).items():
            if value is not None and not low <= value <= high:
                found.append(f"{name} {key} = {value} is outside {low} to {high}")
        points = [appraisal["results"].get(name, {}).get(k) for k in ("p10", "p50", "p90")]
        known = [p for p in points if p is not None]
        if known != sorted(known):
            found.append(f"{name} is out of order: {known}")
    for actor, result in appraisal["actors"].items():
        if not math.isfinite(result["npv_eur"]["mean"]):
            found.append(f"{actor} has no worth")
        if not 0 <= result["probability_of_loss_share"] <= 1:
            found.append(f"{actor} has an impossible probability")
    for name, item in appraisal["inputs"].items():
        if item["status"] not in STATUSES:
            found.append(f"{name} has the status {item['status']}")
        if not item["source"]:
            found.append(f"{name} has no source")
        if item["status"] == "default" and not item["note"]:
            found.append(f"{name} is a default that does not say so")
    return found


def drawn(continent):
    table = all_cities()
    held = [
        i for i, c in zip(table.ids, table.country, strict=True) if country(str(c)).continent == continent
    ]
    return random.Random(20_261_123).sample([str(i) for i in held], EACH)


@pytest.mark.parametrize("continent", CONTINENTS)
def test_plan_for_cities_of(continent):
    for city_id in drawn(continent):
        document = plan_of(get_city(city_id), {}, OPTIONS, "2026-11-23").to_dict()
        json.dumps(document, allow_nan=False)
        assert len(document["match"]["solutions"]) == len(document["appraisals"]) >= 8
        for appraisal in document["appraisals"]:
            assert not absurdities(appraisal), f"{city_id} {appraisal['solution']}"


@pytest.fixture(scope="module")
def sound():
    """Return a sound appraisal's document."""
    document = plan_of(get_city("Santiago, CL"), {}, OPTIONS, "2026-11-23").to_dict()
    return document["appraisals"][0]


def planted(document, *path, value):
    changed = copy.deepcopy(document)
    place = changed
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return changed


def test_a_sound_appraisal_has_no_absurdity(sound):
    assert absurdities(sound) == []


@pytest.mark.parametrize("name", list(BOUNDS))
def test_every_bound_catches_what_lies_outside(sound, name):
    for end in (BOUNDS[name][0] * 2 - 1e3, BOUNDS[name][1] * 2 + 1e3):
        assert any(name in line for line in absurdities(planted(sound, "results", name, "p50", value=end)))


def test_disorder_and_silence_are_caught(sound):
    assert absurdities(planted(sound, "results", "npv_eur", "p10", value=1.9e9))
    actor = next(iter(sound["actors"]))
    assert absurdities(planted(sound, "actors", actor, "npv_eur", "mean", value=math.nan))
    assert absurdities(planted(sound, "actors", actor, "probability_of_loss_share", value=1.1))
    assert absurdities(planted(sound, "inputs", "gas_eur_per_kwh", "source", value=None))
    silent = planted(sound, "inputs", "gas_eur_per_kwh", "status", value="default")
    assert absurdities(planted(silent, "inputs", "gas_eur_per_kwh", "note", value=None))
    assert absurdities(planted(sound, "inputs", "gas_eur_per_kwh", "status", value="guess"))


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others():
    city = get_city("Valdivia, CL")
    texts = [
        json.dumps(plan_of(city, {}, Options(draws=150, seed=seed), "2026-11-23").to_dict())
        for seed in (5, 5, 6)
    ]
    assert texts[0] == texts[1]
    assert texts[0] != texts[2]
