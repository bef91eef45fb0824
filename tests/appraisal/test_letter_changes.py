"""Differences between versions: word by word, by field, row and language."""

from tests.letters import letter_content

from replicity.appraisal.letter_changes import changed_groups, changes, pieces


def kinds(found):
    return [(p.kind, p.text) for p in found]


def test_words_are_compared_not_letters():
    assert kinds(pieces("pays the travel", "pays half the travel")) == [
        ("kept", "pays "),
        ("added", "half "),
        ("kept", "the travel"),
    ]
    assert kinds(pieces("in May", "in June")) == [("kept", "in "), ("removed", "May"), ("added", "June")]
    assert pieces("same", "same")[0].kind == "kept"


def test_only_the_changed_language_is_told():
    old = letter_content(("en", "es"))
    words = dict(old.value("visit", "cost"))
    new = old.with_fields("visit", {"cost": {**words, "es": words["es"] + " Nada más."}})
    (change,) = changes(old, new)
    assert (change.group, change.field, change.language, change.row) == ("visit", "cost", "es", None)
    assert [p.text for p in change.pieces if p.kind == "added"] == ["Nada más."]
    assert changed_groups(old, new) == {"visit"}


def test_a_row_added_in_the_middle_is_one_row_and_not_all_after_it():
    old = letter_content()
    rows = old.rows("work_plan", "milestones")
    extra = {**rows[0], "milestone": {"en": "Board meeting"}, "gate": {"en": "It agrees."}}
    new = old.with_fields("work_plan", {"milestones": (*rows[:2], extra, *rows[2:])})
    found = changes(old, new)
    assert {(c.row, c.kind) for c in found} == {(3, "added")}
    assert {(c.row, c.kind) for c in changes(new, old)} == {(3, "removed")}


def test_nothing_changed_is_nothing_told():
    assert changes(letter_content(), letter_content()) == ()
