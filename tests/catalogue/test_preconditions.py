"""The catalogue of preconditions is whole, consistent, sourced, and every record speaks of something."""

import csv

import pytest

from replicity.appraisal.requests import known_names
from replicity.catalogue.evidence import topics
from replicity.catalogue.preconditions import SEVERITIES, STAGES, preconditions
from replicity.catalogue.solutions import catalogue
from replicity.catalogue.tables import DATA
from replicity.engine.business_models import business_models
from replicity.engine.ledger import Actor

# groups of the list of barriers and how many each has
CODES = {"G": 9, "R": 11, "F": 11, "T": 8, "S": 5, "M": 2, "K": 5}
CATEGORIES = {
    "G": "governance", "R": "regulatory", "F": "financial", "T": "technical", "S": "social", "M": "market",
    "K": "knowledge",
}  # fmt: skip
RECORDS = sorted(preconditions().values(), key=lambda p: p.id)
BLOCKING = ("blocked_below", "blocked_above")
THRESHOLDS = (*BLOCKING, "conditional_below", "conditional_above")


def sources():
    found = set()
    for path in (DATA / "sources").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            found |= {row["source_id"] for row in csv.DictReader(stream)}
    return found


def test_every_code_of_the_list_has_a_record_and_there_is_no_other():
    wanted = {f"{group}{number}" for group, count in CODES.items() for number in range(1, count + 1)}
    assert {p.code for p in RECORDS} == wanted


@pytest.mark.parametrize("record", RECORDS, ids=lambda p: p.id)
def test_a_record_says_what_is_asked_what_mends_it_and_who_acts_in_both_languages(record):
    assert record.category == CATEGORIES[record.code[0]]
    assert record.severity in SEVERITIES
    assert record.owner in {*(a.value for a in Actor), "broker", "host"}
    for text in (record.question.en, record.question.es):
        assert text.endswith("?")
    assert record.question.es.startswith("¿")
    for text in (record.remedy.en, record.remedy.es):
        assert text.endswith(".")
    assert record.question.en != record.question.es
    assert record.remedy.en != record.remedy.es


@pytest.mark.parametrize("record", RECORDS, ids=lambda p: p.id)
def test_a_record_is_asked_under_its_own_id_or_read_from_a_known_value_with_a_threshold(record):
    assert record.answer_name in (None, record.id)
    assert ("answer" in record.test) != ("context" in record.test)
    if "context" in record.test:
        assert record.test["context"] in known_names(tuple(catalogue().values()))
        assert any(name in record.test for name in THRESHOLDS)
        assert set(record.test) <= {"context", "own_answer", *THRESHOLDS}


@pytest.mark.parametrize("record", RECORDS, ids=lambda p: p.id)
def test_only_what_is_a_block_blocks_and_it_always_does(record):
    blocks = record.severity == "block"
    assert (record.if_missing == "blocked") == blocks
    if "context" in record.test:
        assert any(name in record.test for name in BLOCKING) == blocks


@pytest.mark.parametrize("record", RECORDS, ids=lambda p: p.id)
def test_a_record_names_its_sources(record):
    assert record.source_ids
    assert set(record.source_ids) <= sources()


@pytest.mark.parametrize("record", RECORDS, ids=lambda p: p.id)
def test_a_record_speaks_of_known_solutions_topics_and_business_models(record):
    reach = record.applies_to
    assert reach.solutions or reach.topics
    assert reach.solutions == ("all",) or set(reach.solutions) <= set(catalogue())
    assert set(reach.topics) <= set(topics())
    assert set(reach.business_models) <= set(business_models())
    assert reach.stage in STAGES


@pytest.mark.parametrize("solution", sorted(catalogue()))
def test_what_a_solution_lists_speaks_of_it_and_its_own_test_blocks_only_where_the_record_may(solution):
    for use in catalogue()[solution].preconditions:
        record = preconditions()[use.id]
        assert record.applies_to.covers(solution), use.id
        if use.test and any(name in use.test for name in BLOCKING):
            assert record.severity == "block"
