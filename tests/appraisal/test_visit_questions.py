"""Open questions: from what a city has not settled, by theme, with a few suggested."""

import pytest

from replicity.appraisal.requests import Options, case_of
from replicity.appraisal.visit_questions import THEMES, open_questions, theme_names, theme_of
from replicity.catalogue.cities import get_city
from replicity.catalogue.preconditions import preconditions
from replicity.catalogue.solutions import catalogue, get_solution

SANTIAGO = get_city("Santiago, CL")


def asked(solution: str = "mobility_hub", **changed: object) -> dict[str, object]:
    case = case_of(SANTIAGO, get_solution(solution), Options(draws=500, **changed))  # type: ignore[arg-type]
    return {q.key: q for q in open_questions(case)}


def test_what_is_unanswered_is_asked_and_what_is_settled_is_not() -> None:
    before = asked()
    assert "precondition:parking_norm" in before
    after = asked(values={"parking_norm": 1.0})
    assert "precondition:parking_norm" not in after
    failed = asked(values={"parking_norm": 0.0})
    assert failed["precondition:parking_norm"].why != before["precondition:parking_norm"].why  # type: ignore[attr-defined]


@pytest.mark.parametrize("solution", catalogue())
def test_every_solution_has_questions_on_several_themes_and_three_to_five_suggested(solution: str) -> None:
    found = list(asked(solution).values())
    themes = [q.theme for q in found]  # type: ignore[attr-defined]
    assert themes == sorted(themes, key=THEMES.index)
    assert {"preconditions", "contract", "operation", "citizens"} <= set(themes)
    chosen = [q for q in found if q.suggested]  # type: ignore[attr-defined]
    assert 3 <= len(chosen) <= 5
    assert len({q.theme for q in chosen}) == len(chosen)  # type: ignore[attr-defined]


def test_the_datum_worth_most_is_asked_with_its_worth() -> None:
    worth = [q for q in asked().values() if q.worth_eur is not None]  # type: ignore[attr-defined]
    assert worth
    assert all(q.worth_eur > 0 and "€" in q.why for q in worth)  # type: ignore[attr-defined]


def test_themes_cover_every_precondition() -> None:
    assert {theme_of(p) for p in preconditions()} <= set(THEMES)
    assert theme_of("local_maintenance") == "operation"
    assert theme_of("acceptance") == "citizens"
    assert set(theme_names("es")) == set(THEMES)


def test_in_spanish() -> None:
    words = " ".join(q.words for q in asked(language="es").values())  # type: ignore[attr-defined]
    assert "How did you" not in words
    assert "¿" in words
