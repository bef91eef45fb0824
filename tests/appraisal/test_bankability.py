"""Bankability by hand, its thresholds, and that what is said to lift a grade lifts it."""

from dataclasses import replace

import pytest

from replicity.appraisal.bankability import (
    Facts,
    Words,
    _grade,
    _levers,
    assess,
    crossed,
    next_grade,
    smallest_grant,
)
from replicity.appraisal.requests import Options, appraise

# readiness 9 / 9 = 1, 4 of 8 demonstrations = 0.5, 500,000 of a million = 0.5: scalable 2 / 3
# ratio 1.25 half-way from 0.5 to 2 = 0.5, payback 12 half-way from 20 to 4 = 0.5: appealing 0.5
# loss 0.2: 0.8; spread 0.05 of 0.10: 0.5; coverage 1.2 half-way from 0.9 to 1.5: 0.5: low risk 0.6
MIDDLING = Facts(
    readiness_level=9,
    demonstrations_count=4,
    investment_eur=500_000,
    savings_to_investment_ratio=1.25,
    investor_payback_years=12,
    investor_loss_share=0.2,
    sovereign_spread_share=0.05,
    coverage_p10_ratio=1.2,
    losers=(),
)


def test_axes_and_grade_by_hand():
    found = assess(MIDDLING, "en")
    assert (found.scalable, found.appealing, found.low_risk) == pytest.approx((2 / 3, 0.5, 0.6))
    # mean 0.5889: above 0.55, below 0.7
    assert found.grade == "B"
    assert found.no_go == ()


def test_what_is_missing_counts_as_worst_but_for_an_unknown_spread():
    none = replace(
        MIDDLING, savings_to_investment_ratio=None, investor_payback_years=None, coverage_p10_ratio=None
    )
    assert assess(none, "en").appealing == 0
    assert assess(none, "en").low_risk == pytest.approx((0.8 + 0.5 + 0) / 3)
    assert assess(replace(none, sovereign_spread_share=None), "en").low_risk == pytest.approx((0.8 + 0) / 2)


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"investor_loss_share": 0.51}, "investor_loss"),
        ({"sovereign_spread_share": 0.13}, "spread"),
        ({"readiness_level": 5}, "readiness"),
        ({"losers": ("city",)}, "losers"),
    ],
)
def test_a_crossed_threshold_makes_the_grade_d_whatever_the_axes(change, name):
    facts = replace(MIDDLING, **change)
    assert crossed(facts) == (name,)
    found = assess(facts, "en")
    assert found.grade == "D"
    assert len(found.no_go) == 1
    assert found.score == pytest.approx((found.scalable + found.appealing + found.low_risk) / 6)


def test_at_a_threshold_nothing_is_crossed():
    facts = replace(MIDDLING, investor_loss_share=0.5, sovereign_spread_share=0.12, readiness_level=6)
    assert crossed(facts) == ()


def test_what_lifts_the_grade_by_hand():
    # A needs 0.7: from 0.5889 an axis would have to rise by 0.3333, and a part of two by 0.6667: none can
    assert "A" not in assess(MIDDLING, "en").lift
    near = replace(MIDDLING, investor_payback_years=8.0, savings_to_investment_ratio=1.5)
    # payback 0.75, ratio 0.6667: appealing 0.7083, mean 0.6583; missing 0.0417: 0.125 in an axis, 0.375 in a
    # part of three
    found = assess(near, "en")
    assert found.grade == "B"
    # weakest: coverage, demonstrations, spread and ticket at 0.5, of which coverage comes first: 0.875 of the
    # way from 0.9 to 1.5: 1.425
    assert found.lift == "Debt covered 1.42 times in the poor case instead of 1.2 would lift the grade to A."


def test_a_lever_that_is_named_reaches_the_grade():
    words = Words("en")
    near = replace(MIDDLING, investor_payback_years=8.0, savings_to_investment_ratio=1.5)
    levers = _levers(near, "A", words)
    assert len(levers) >= 4
    for text, changed in levers:
        assert _grade(changed) == "A", text
    pooling = next(text for text, _changed in levers if text.startswith("Pooling"))
    # the ticket at 0.5 must rise to 0.875: 875,000 of 500,000 a site are two sites
    assert pooling == "Pooling 2 sites of this size would lift the grade to A."


def test_the_best_grade_needs_nothing():
    best = replace(MIDDLING, investment_eur=2e6, investor_payback_years=4, savings_to_investment_ratio=2)
    assert assess(best, "en").grade == "A"
    assert assess(best, "en").lift == "The grade is the best there is."
    assert next_grade("A") is None
    assert [next_grade(g) for g in "BCD"] == ["A", "B", "C"]


def test_the_smallest_grant_is_found_in_whole_per_cent():
    def with_grant(share):
        # the investor stops losing at a third of the investment
        return replace(MIDDLING, investor_loss_share=0.9 if share < 1 / 3 else 0.2)

    assert smallest_grant(with_grant, "C") == 0.34
    lost = replace(MIDDLING, investor_loss_share=0.9)
    found = assess(lost, "en", with_grant)
    assert found.lift == "A grant of 34 % of the investment would lift the grade to C."


def test_where_no_grant_helps_it_says_so():
    lost = replace(MIDDLING, investor_loss_share=0.9)
    assert smallest_grant(lambda share: lost, "C") is None
    assert assess(lost, "en", lambda share: lost).lift.endswith(
        "Even a grant of the whole investment alone would not lift the grade."
    )


def test_a_guarantee_is_named_where_the_countrys_risk_is_the_threshold():
    found = assess(replace(MIDDLING, sovereign_spread_share=0.2), "en")
    assert found.lift.startswith("A guarantee that takes the credit spread from 20 % to 12 %")


def test_the_grant_that_the_appraisal_names_lifts_its_grade():
    def graded(**values):
        options = Options(values=values, draws=300)
        return appraise("Santiago, CL", "residential_deep_retrofit", options=options).bankability

    assert graded().grade == "D"
    share = int(graded().lift.split("grant of ")[1].split(" %")[0]) / 100
    assert graded(grant_share=share).grade <= "C"
    assert graded(grant_share=share - 0.01).grade == "D"
