"""The plan works anywhere: cities drawn at random from all continents, without a warning or a NaN."""

import json
import random

import numpy as np
import pytest

from replicity.appraisal.plan import plan_of
from replicity.appraisal.requests import Options
from replicity.catalogue.cities import all_cities, get_city
from replicity.catalogue.countries import country

CONTINENTS = ("AF", "AS", "EU", "NA", "OC", "SA")
EACH = 34  # 6 x 34 = 204 cities
OPTIONS = Options(draws=200)


def drawn(continent):
    table = all_cities()
    held = [
        i for i, c in zip(table.ids, table.country, strict=True) if country(str(c)).continent == continent
    ]
    return random.Random(20_261_123).sample([str(i) for i in held], EACH)


# A value outside these bounds would be absurd for a first replica of any solution anywhere.
BOUNDS = {
    "capex_eur": (0, 1e9),
    "avoided_tco2e_per_year": (-1e6, 1e6),
    "npv_eur": (-2e9, 2e9),
    "irr_share": (-1, 20),
    "payback_years": (0, 60),
    "discounted_payback_years": (0, 60),
    "savings_to_investment_ratio": (-100, 100),
}


@pytest.mark.parametrize("continent", CONTINENTS)
def test_plan_for_cities_of(continent):
    for city_id in drawn(continent):
        made = plan_of(get_city(city_id), {}, OPTIONS, "2026-11-23")
        document = made.to_dict()
        json.dumps(document, allow_nan=False)
        assert document["match"]["solutions"], city_id
        for appraisal in document["appraisals"]:
            where = f"{city_id} {appraisal['solution']}"
            for name, (low, high) in BOUNDS.items():
                for key, value in appraisal["results"][name].items():
                    assert value is None or low <= value <= high, f"{where} {name} {key} {value}"
            for actor in appraisal["actors"].values():
                assert np.isfinite(actor["npv_eur"]["mean"]), where
            # a default is never silent
            for name, item in appraisal["inputs"].items():
                assert item["status"] in {
                    "country",
                    "derived",
                    "modelled",
                    "measured",
                    "reported",
                    "expert",
                    "default",
                    "scale",
                    "observed",
                }, f"{where} {name}"
                assert item["source"], f"{where} {name}"


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others():
    city = get_city("Valdivia, CL")
    texts = [
        json.dumps(plan_of(city, {}, Options(draws=150, seed=seed), "2026-11-23").to_dict())
        for seed in (5, 5, 6)
    ]
    assert texts[0] == texts[1]
    assert texts[0] != texts[2]
