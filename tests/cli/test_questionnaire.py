"""The questionnaire goes out as JSON and comes back as answers; a bad file is one clear sentence."""

import json

import pytest

from replicity.cli.main import main

CITY = "Santiago, CL"


def run(capsys, *words):
    status = main(list(words))
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_what_is_printed_can_be_filled_in_and_given_back(capsys, tmp_path):
    status, text, _ = run(capsys, "questionnaire", CITY, "--track", "2", "--json")
    document = json.loads(text)
    assert status == 0
    for question in document["questions"]:
        question["answer"] = True
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    status, text, _ = run(
        capsys, "appraise", CITY, "led_street_lighting", "--answers", str(path), "--draws", "50", "--json"
    )
    answered = {q["name"] for q in document["questions"]}
    found = {c["id"]: c["status"] for c in json.loads(text)["preconditions"]}
    assert status == 0
    assert {found[name] for name in answered & set(found)} == {"pass"}
    _, again, _ = run(capsys, "questionnaire", CITY, "--track", "2", "--answers", str(path), "--json")
    assert not answered & {q["name"] for q in json.loads(again)["questions"]}


def test_the_table_says_how_long_it_takes_and_what_can_wait(capsys):
    status, text, _ = run(capsys, "questionnaire", CITY)
    assert status == 0
    assert "about 10 minutes" in text
    assert "legal_mandate" in text
    assert "further questions can wait" in text


def test_what_is_set_stands_before_the_file(capsys, tmp_path):
    path = tmp_path / "answers.json"
    path.write_text('{"named_use_case": false}', encoding="utf-8")
    words = ("appraise", CITY, "city_data_platform", "--answers", str(path), "--draws", "50", "--json")

    def status(*more):
        found = json.loads(run(capsys, *words, *more)[1])["preconditions"]
        return {c["id"]: c["status"] for c in found}["named_use_case"]

    assert status() == "blocked"
    assert status("--set", "named_use_case=1") == "pass"


@pytest.mark.parametrize(
    ("content", "status", "part"),
    [
        (b"{", 2, "line 1 is not JSON"),
        (b"", 2, "is not JSON"),
        (b"[1]", 2, "one JSON object"),
        (b"\xff\xfe{}", 2, "not text in UTF-8"),
        (b'{"lead_named": "perhaps"}', 2, "true, false or a number"),
        (b'{"lead_namd": true}', 2, "did you mean lead_named"),
        (b'{"lead_named": 7}', 2, "answer 1 for yes or 0 for no"),
        (b'{"grant_share": NaN}', 2, "finite"),
        (None, 1, "cannot be read"),
    ],
)
def test_a_bad_file_is_one_clear_sentence(capsys, tmp_path, content, status, part):
    path = tmp_path / "answers.json"
    if content is not None:
        path.write_bytes(content)
    for words in (("match", CITY), ("plan", CITY), ("questionnaire", CITY)):
        found, out, err = run(capsys, *words, "--answers", str(path))
        assert (found, out) == (status, "")
        assert part in err
        assert len(err.strip().splitlines()) == 1
