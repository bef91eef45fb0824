"""Everything that people read by name has a label in every language."""

from itertools import chain

import pytest

from replicity.appraisal.bankability import Bankability
from replicity.appraisal.context import city_context
from replicity.appraisal.requests import Options, case_of
from replicity.catalogue.cities import get_city
from replicity.catalogue.countries import fact_names
from replicity.catalogue.evidence import figures
from replicity.catalogue.labels import has_label, label
from replicity.catalogue.methods import adaptation_rules, criteria, method_numbers
from replicity.catalogue.parameters import common_parameters
from replicity.catalogue.preconditions import preconditions
from replicity.catalogue.solutions import CatalogueSolution, catalogue
from replicity.catalogue.tables import DATA, read_rows
from replicity.engine.archetype import Carrier, Kind
from replicity.engine.business_models import business_models
from replicity.engine.ledger import Actor
from replicity.quantities.suffixes import UNITS

ROWS = read_rows(DATA / "common" / "labels.csv")


def without_label(names: object) -> list[str]:
    return sorted({str(n) for n in names if not has_label(str(n))})  # type: ignore[attr-defined]


@pytest.mark.parametrize("solution", catalogue().values(), ids=lambda s: s.id)
def test_names_of_a_solution(solution: CatalogueSolution) -> None:
    names = {*solution.model.input_names(), *solution.parameters, *solution.kpis, *solution.nearness}
    names.add(solution.investment_unit)
    for choice in solution.business_models:
        case = case_of(get_city("Santiago, CL"), solution, Options(draws=5), None, choice.id)
        found = case.appraisal
        names |= {*found.results, *found.indicators, *found.actors, *found.inputs, *found.yearly.actors_eur}
        names |= {entry.item for entry in case.settlement.ledger.entries}
        names |= {i.status for i in found.inputs.values()}
    assert without_label(names) == []


@pytest.mark.parametrize("city", ["Santiago, CL", "Lagos", "Paris", "Dili"])
def test_names_of_the_context(city: str) -> None:
    context = city_context(get_city(city))
    assert without_label(chain(context, (v.status for v in context.values()))) == []


def test_names_of_data_and_method() -> None:
    names = {*fact_names(), *common_parameters(), *criteria(), *method_numbers()["grade_weight"]}
    names |= {*Actor, *Carrier, *Kind, *(m.price.name for m in business_models().values() if m.price)}
    names |= {f.status for f in figures()} | {f.grade for f in figures()}
    names |= {word for p in preconditions().values() for word in (p.owner, p.severity, p.category)}
    names |= {r.decision for r in adaptation_rules()} | {r.id for r in adaptation_rules()}
    names |= {"keep", "pass", "conditional", "blocked", "unknown", "user", "default", "missing"}
    names |= {n for n in Bankability.__slots__ if n in ("scalable", "appealing", "low_risk")}
    assert without_label(names) == []


def test_units_that_are_words_have_a_label() -> None:
    words = {u for u, sign in UNITS.items() if len(sign) > 4 and sign.isascii() and sign.isalpha()}
    assert without_label(f"unit_{u}" for u in words) == []


def test_labels_are_written_well() -> None:
    for row in ROWS:
        for language in ("en", "es"):
            text = row[language]
            assert text == text.strip() != "", row
            if not row["name"].startswith("unit_"):
                assert text[0].isupper() or text[0].isdigit(), row
            assert len(text) <= 70, row


def test_names_stand_once_and_in_order() -> None:
    names = [row["name"] for row in ROWS]
    assert names == sorted(set(names))


def test_label_of_an_unknown_name_is_its_plain_words() -> None:
    assert label("frog_height_m") == "Frog height"
