"""A draft says what the appraisal found, with its ranges and limits, in each language."""

import json
from dataclasses import replace

import pytest
from tests.letters import letter_content, letter_terms

from replicity.appraisal.letter_content import ContentError, content_of
from replicity.appraisal.letter_draft import draft_letter
from replicity.appraisal.letter_results import open_conditions
from replicity.catalogue.evidence import figures
from replicity.catalogue.letters import clauses, gate_milestones, letter_groups, party_roles
from replicity.quantities.writing import money


def test_the_form_has_the_23_groups_in_their_order():
    assert [g.number for g in letter_groups().values()] == list(range(1, 24))


def test_every_clause_is_filled_in_in_both_languages():
    for language_pair in (("en",), ("es",), ("en", "es")):
        text = json.dumps(letter_content(language_pair).to_dict(), ensure_ascii=False)
        assert "{" not in text.replace('{"', "").replace("{}", "").replace(": {", "").replace("[{", "")
    for name, text in clauses().items():
        assert text.en, name
        assert text.es, name


def test_expected_results_are_those_of_the_appraisal():
    found = letter_terms().appraisals[0]
    rows = {r["indicator"]["en"]: r for r in letter_content().rows("results", "results")}
    capex = found.results["capex_eur"]
    assert rows["Investment"]["target"]["en"] == money(capex.p50)
    assert rows["Investment"]["range"]["en"] == f"{money(capex.p10)} to {money(capex.p90)}"
    loss = rows["Net present value"]["confidence"]["en"]
    assert loss == f"a loss in {100 * found.probability_of_loss_share:.3g} % of the draws"
    assert all(r["measured_by"]["en"] for r in rows.values())


def test_a_range_that_never_ends_says_so():
    terms = letter_terms()
    found = terms.appraisals[0]
    payback = replace(found.results["payback_years"], p10=4.0, p90=None)
    other = replace(found, results={**found.results, "payback_years": payback})
    rows = draft_letter(replace(terms, appraisals=(other,))).rows("results", "results")
    assert [r["range"]["en"] for r in rows if r["indicator"]["en"] == "Payback"] == ["4 years to never"]


def test_the_evidence_names_demonstrations_and_the_limits_of_each_figure():
    rows = letter_content().rows("evidence", "figures")
    known = {f.demonstration_id for f in figures("rooftop_pv_battery")}
    assert rows
    for row in rows:
        assert row["demonstration"].rpartition("[")[2].rstrip("]") in known
        assert row["limits"]["en"]
    reported = [r for r in rows if r["standing"]["en"].startswith("Reported")]
    assert reported
    assert all("not measured independently" in r["limits"]["en"] for r in reported)
    assert letter_terms().appraisals[0].evidence_hash in letter_content().value("evidence", "reading")["en"]


def test_every_open_precondition_has_somebody_responsible_and_a_day():
    found = open_conditions(letter_terms().appraisals[0])
    rows = letter_content().rows("preconditions", "conditions")
    assert len(rows) == len(found)
    assert all(r["responsible"] and r["due_on"] > "2026-11-23" for r in rows)
    asked = {r["condition"]["en"]: r["responsible"] for r in rows}
    assert asked["Is there one owner, or a workable majority rule among owners?"] == "Los Aromos"


def test_the_developer_buys_and_the_city_opens_the_way():
    row = letter_content().rows("business_model", "models")[0]
    assert row["buyer"]["en"].endswith("(Los Aromos)")
    roles = {r["name"]: r["role"]["en"] for r in letter_content().rows("roles", "roles")}
    assert roles["City of Santiago"] == "Facilitator"
    assert {r["responsible"] for r in letter_content().rows("other_commitments", "commitments")} == {
        "Los Aromos"
    }


def test_milestones_have_gates_and_follow_each_other():
    rows = letter_content().rows("work_plan", "milestones")
    days = [r["due_on"] for r in rows]
    assert days == sorted(days)
    assert len(rows) == len(gate_milestones())
    assert all(r["gate"]["en"] and r["decides"] for r in rows)
    assert {step.decides for step in gate_milestones()} <= set(party_roles())


def test_a_content_survives_being_kept():
    content = letter_content(("en", "es"))
    assert content_of(json.loads(json.dumps(content.to_dict()))) == content


@pytest.mark.parametrize(
    ("groups", "words"),
    [
        ({"nonsense": {}}, "no group"),
        ({"visit": {"nonsense": ""}}, "no field"),
        ({"duration": {"valid_until": "tomorrow"}}, "is a date"),
        ({"visit": {"dates": "x" * 301}}, "shorten it"),
        ({"visit": {"purpose": "no words"}}, "each language"),
        ({"visit": {"dates": "a\x00b"}}, "cannot be printed"),
        ({"work_plan": {"milestones": [{"nonsense": ""}]}}, "other columns"),
        ({"work_plan": {"milestones": [{}] * 61}}, "at most 60"),
    ],
)
def test_a_content_that_does_not_fit_the_form_is_refused(groups, words):
    with pytest.raises(ContentError, match=words):
        content_of({"languages": ["en"], "groups": groups})


def test_a_letter_needs_a_solution_and_a_party():
    with pytest.raises(ValueError, match="at least one solution"):
        draft_letter(replace(letter_terms(), appraisals=()))
