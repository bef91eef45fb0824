"""Answers of a city from a document: the questionnaire filled in, or a plain list of names and values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from replicity.appraisal.inputs import InputError

YES = ("yes", "y", "true", "sí", "si", "s")
NO = ("no", "n", "false")
PARTS = ("questions", "numbers")


@dataclass(frozen=True, slots=True)
class Answers:
    """Values by name, and the texts that justify unusual ones."""

    values: Mapping[str, float] = field(default_factory=dict)
    justifications: Mapping[str, str] = field(default_factory=dict)


def read_answers(document: Any) -> Answers:
    """Return the answers of a document; what has no answer (null or empty) is left out.

    Raises
    ------
    InputError
        With a sentence that says what is wrong and what to write.
    """
    if not isinstance(document, dict):
        raise InputError(
            "The answers must be one JSON object: the questionnaire, or names with their values."
        )
    if any(part in document for part in PARTS):
        return _of_questionnaire(document)
    texts = document.get("justifications", {})
    if not isinstance(texts, dict):
        raise InputError("'justifications' must hold names with their texts.")
    given = {name: value for name, value in document.items() if name != "justifications"}
    return Answers(
        _values(given), {str(name): _text(str(name), text) for name, text in texts.items() if text}
    )


def _of_questionnaire(document: Mapping[str, Any]) -> Answers:
    given: dict[str, Any] = {}
    texts: dict[str, str] = {}
    for part in PARTS:
        items = document.get(part, [])
        if not isinstance(items, list):
            raise InputError(f"'{part}' of the answers must be a list, as the questionnaire prints it.")
        for number, item in enumerate(items, start=1):
            if not isinstance(item, dict) or not isinstance(item.get("name"), str):
                raise InputError(
                    f"Entry {number} of '{part}' has no 'name'; keep the questionnaire's own entries."
                )
            given[item["name"]] = item.get("answer")
            if item.get("justification"):
                texts[item["name"]] = _text(item["name"], item["justification"])
    return Answers(_values(given), texts)


def _values(given: Mapping[str, Any]) -> dict[str, float]:
    return {
        str(name): _value(str(name), answer)
        for name, answer in given.items()
        if answer is not None and not (isinstance(answer, str) and not answer.strip())
    }


def _value(name: str, answer: Any) -> float:
    if isinstance(answer, bool | int | float):
        return float(answer)
    if isinstance(answer, str) and answer.strip().lower() in (*YES, *NO):
        return float(answer.strip().lower() in YES)
    raise InputError(
        f"The answer to '{name[:80]}' must be true, false or a number, not '{str(answer)[:80]}'."
    )


def _text(name: str, text: Any) -> str:
    if not isinstance(text, str):
        raise InputError(f"The justification of '{name[:80]}' must be a text.")
    return text
