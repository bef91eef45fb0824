"""Who may take part is decided from country, population and tracks, and every reason is said."""

from datetime import date

import pytest

from replicity.web.programmes.eligibility import eligibility, eligible
from replicity.web.programmes.models import Programme


def programme(**rules):
    return Programme(
        name="P", target_letters_count=20, opens_on=date(2026, 1, 1), closes_on=date(2027, 1, 1), **rules
    )


OUTSIDE = {"excluded_blocs": ["EU", "EEA"]}


@pytest.mark.parametrize(
    ("country", "met"),
    [
        ("CL", {"EU": True, "EEA": True}),
        ("SE", {"EU": False, "EEA": False}),
        # in the area, but not in the union
        ("NO", {"EU": True, "EEA": False}),
        ("IS", {"EU": True, "EEA": False}),
        # in neither
        ("CH", {"EU": True, "EEA": True}),
        ("GB", {"EU": True, "EEA": True}),
    ],
)
def test_memberships_come_from_the_table_of_countries(country, met):
    reasons = eligibility(programme(**OUTSIDE), country, None, ())
    assert {r.rule: r.met for r in reasons} == met
    assert eligible(reasons) == all(met.values())


def test_every_reason_is_a_sentence():
    reasons = eligibility(
        programme(**OUTSIDE, least_population_count=1_000_000, tracks=[3], countries=["CL"]),
        "SE",
        600_000,
        [1],
    )
    assert [r.sentence for r in reasons] == [
        "Sweden is a member of the European Union.",
        "Sweden belongs to the European Economic Area.",
        "The programme is not open to Sweden.",
        "600,000 people live there; the programme asks for at least 1,000,000.",
        "None of the solutions belongs to the programme's tracks (3).",
    ]
    assert not any(r.met for r in reasons)


def test_a_population_that_nobody_knows_keeps_nobody_out():
    (reason,) = eligibility(programme(least_population_count=50_000), "CL", None, ())
    assert reason.met is None
    assert eligible((reason,))


@pytest.mark.parametrize(
    ("people", "met"), [(49_999, False), (50_000, True), (90_000, True), (90_001, False)]
)
def test_both_ends_of_the_population_belong_to_it(people, met):
    rules = programme(least_population_count=50_000, most_population_count=90_000)
    assert eligible(eligibility(rules, "CL", people, ())) is met


def test_without_rules_everybody_may_come():
    assert eligibility(programme(), "SE", 1, ()) == ()
    assert eligible(())
