"""The questionnaire asks what can change most, fits ten minutes, and comes back as a file of answers."""

import json

import pytest

from replicity.appraisal.answers import read_answers
from replicity.appraisal.inputs import InputError
from replicity.appraisal.matching import match
from replicity.appraisal.questionnaire import questionnaire
from replicity.appraisal.requests import Options, answer_names, appraise
from replicity.catalogue.preconditions import SEVERITIES, preconditions
from replicity.catalogue.questions import questionnaire_terms
from replicity.catalogue.solutions import catalogue

FEW = 60


def asked(city="Santiago, CL", tracks=(), language="en", **values):
    return questionnaire(city, tracks=tracks, options=Options(values=values, draws=FEW, language=language))


@pytest.mark.parametrize(
    ("city", "tracks"),
    [("Santiago, CL", ()), ("Gothenburg, SE", (2,)), ("Lagos, NG", (4, 5)), ("Singapore, SG", (1, 3))],
)
def test_it_takes_ten_minutes_at_most_and_asks_each_thing_once(city, tracks):
    found = asked(city, tracks)
    terms = questionnaire_terms()
    assert 0 < found.minutes <= terms.minutes
    assert 1 <= len(found.questions) <= terms.most_questions
    assert len(found.numbers) <= terms.most_numbers
    names = [q.name for q in found.questions] + [n.name for n in found.numbers]
    assert len(names) == len(set(names))
    assert found.questions[0].severity == "block"


def test_blocks_come_first_remarks_last_and_what_concerns_most_solutions_before_the_rest():
    found = asked().questions
    keys = [(SEVERITIES.index(q.severity), -len(q.solutions)) for q in found]
    assert keys == sorted(keys)
    assert found[0].name == "legal_mandate"
    assert len(found[0].solutions) == len(asked().solutions)


def test_what_is_left_out_matters_no_more_than_what_is_asked():
    all_of_it = asked()
    last = all_of_it.questions[-1]
    answered = dict.fromkeys((q.name for q in all_of_it.questions), 1.0)
    later = asked(**answered).questions
    assert all_of_it.left_out_count > 0
    assert all(
        (SEVERITIES.index(q.severity), -len(q.solutions))
        >= (SEVERITIES.index(last.severity), -len(last.solutions))
        for q in later
    )


def test_what_was_answered_is_not_asked_again_and_makes_room():
    before = asked()
    after = asked(legal_mandate=1.0, lead_named=0.0)
    names = {q.name for q in after.questions}
    assert not names & {"legal_mandate", "lead_named"}
    assert len(after.questions) == len(before.questions)
    assert after.left_out_count == before.left_out_count - 2


def test_a_blocked_solution_is_asked_nothing_about():
    found = asked(named_use_case=0.0)
    assert "city_data_platform" not in found.solutions
    assert all("city_data_platform" not in q.solutions for q in found.questions)
    # no winter: neither network heat nor deep retrofit is possible
    assert "residential_deep_retrofit" not in asked("Singapore, SG").solutions


def test_tracks_limit_the_solutions():
    found = asked(tracks=(3,))
    assert set(found.solutions) == {s.id for s in catalogue().values() if 3 in (s.track, *s.tracks_also)}
    with pytest.raises(InputError, match="track 9"):
        asked(tracks=(9,))


def test_the_numbers_are_guesses_of_ours_and_the_widest_swings_lead():
    found = asked().numbers
    terms = questionnaire_terms()
    assert [n.swing_share for n in found] == sorted((n.swing_share for n in found), reverse=True)
    for number in found:
        assert number.status in terms.statuses_asked
        assert number.low < number.value < number.high
        # one name with two meanings cannot be asked
        assert sum(number.name in s.parameters for s in catalogue().values()) <= 1


def test_a_number_that_was_given_is_not_asked_again_and_moves_the_result():
    number = asked(tracks=(2,)).numbers[0]
    again = asked(tracks=(2,), **{number.name: number.value})
    assert number.name not in {n.name for n in again.numbers}
    solution = number.solutions[0]
    low, high = (
        appraise("Santiago, CL", solution, options=Options(values={number.name: value}, draws=FEW))
        .results["npv_eur"]
        .p50
        for value in (number.low, number.high)
    )
    assert low != high


def test_every_question_asked_has_an_answer_name_and_says_why():
    for language in ("en", "es"):
        for question in asked(language=language).questions:
            assert question.name in answer_names()
            assert question.question == preconditions()[question.name].question.of(language)
            assert question.why.endswith(".")
            assert question.remedy
            assert question.owner


def fill(document, answer):
    for question in document["questions"]:
        question["answer"] = answer
    return document


def test_filled_in_it_comes_back_as_values_that_the_match_takes():
    document = json.loads(json.dumps(asked().to_dict(), allow_nan=False))
    document["numbers"][0]["answer"] = document["numbers"][0]["low"]
    document["numbers"][0]["justification"] = "Counted last year in our own streets."
    answers = read_answers(fill(document, True))
    first = document["numbers"][0]
    assert answers.values[first["name"]] == first["low"]
    assert answers.justifications == {first["name"]: "Counted last year in our own streets."}
    assert len(answers.values) == len(document["questions"]) + 1
    options = Options(values=answers.values, draws=FEW, justifications=answers.justifications)
    assert match("Santiago, CL", options=options).solutions


def test_a_file_of_noes_blocks_what_has_blocks():
    answers = read_answers(fill(asked().to_dict(), "no"))
    found = match("Santiago, CL", options=Options(values=answers.values, draws=FEW)).solutions
    assert {s.status for s in found} == {"blocked"}


def test_an_untouched_questionnaire_answers_nothing():
    assert dict(read_answers(asked().to_dict()).values) == {}


@pytest.mark.parametrize(
    ("document", "values"),
    [
        (
            {"lead_named": True, "credit": "no", "grant_share": 0.1},
            {"lead_named": 1, "credit": 0, "grant_share": 0.1},
        ),
        ({"lead_named": "Sí", "credit": None, "plan_link": " "}, {"lead_named": 1}),
        ({"justifications": {"grant_share": "promised in writing"}, "lead_named": 0}, {"lead_named": 0}),
        ({}, {}),
    ],
)  # fmt: skip
def test_plain_names_with_values_are_answers_too(document, values):
    assert dict(read_answers(document).values) == values


@pytest.mark.parametrize(
    ("document", "part"),
    [
        ([], "one JSON object"),
        ({"questions": 3}, "must be a list"),
        ({"questions": [{"answer": 1}]}, "has no 'name'"),
        ({"lead_named": "perhaps"}, "true, false or a number"),
        ({"lead_named": [1]}, "true, false or a number"),
        ({"justifications": "because"}, "names with their texts"),
        ({"numbers": [{"name": "x", "answer": 1, "justification": 5}]}, "must be a text"),
    ],
)
def test_a_document_that_is_no_answers_is_refused_with_a_sentence(document, part):
    with pytest.raises(InputError, match=part):
        read_answers(document)


def test_findings_on_own_values_stand_in_the_appraisal_with_their_justification():
    def findings(values, justifications=None):
        options = Options(values=values, draws=FEW, justifications=justifications or {})
        return appraise("Santiago, CL", "led_street_lighting", options=options).to_dict()["findings"]

    assert findings({}) == []
    assert findings({"lead_named": 0.0, "metered_baseline": 1.0}) == []
    # another solution's input is no mistake in values that serve a whole match
    options = Options(values={"capex_eur_per_bus": 9e6}, draws=FEW)
    places = {
        s.solution.id: s.case.appraisal.findings
        for s in match("Santiago, CL", track=3, options=options).solutions
    }
    assert places["mobility_hub"] == ()
    assert [f.rule for f in places["electric_buses"]] == ["evidence", "spread"]
    (found,) = findings(
        {"burning_hours_per_year": 8000.0}, {"burning_hours_per_year": "Lamps of tunnels, always lit."}
    )
    assert (found["severity"], found["accepted"]) == ("warning", True)
    assert found["justification"] == "Lamps of tunnels, always lit."
