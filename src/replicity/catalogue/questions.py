"""The terms of the questionnaire: how long it may take, and which numbers it asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache

from replicity.catalogue.documents import read_document
from replicity.catalogue.tables import DATA, DataError
from replicity.catalogue.wording import Text

SECONDS_PER_MINUTE = 60


@dataclass(frozen=True, slots=True)
class QuestionnaireTerms:
    """How long a questionnaire may take, what each part takes, and its sentences."""

    minutes: float
    seconds_per_question: float
    seconds_per_number: float
    most_questions: int
    most_numbers: int
    most_numbers_per_solution: int
    statuses_asked: tuple[str, ...]
    never_asked: tuple[str, ...]
    texts: Mapping[str, Text]

    def asks_for(self, name: str, status: str) -> bool:
        """Tell whether the city may know an input better than we do."""
        return status in self.statuses_asked and not any(fnmatchcase(name, p) for p in self.never_asked)

    def questions_beside(self, numbers_count: int) -> int:
        """Return how many questions there is time for beside so many numbers."""
        left = self.minutes * SECONDS_PER_MINUTE - numbers_count * self.seconds_per_number
        return min(self.most_questions, max(int(left // self.seconds_per_question), 0))

    def seconds(self, questions_count: int, numbers_count: int) -> float:
        """Return how long so many questions and numbers take."""
        return questions_count * self.seconds_per_question + numbers_count * self.seconds_per_number


@lru_cache(maxsize=1)
def questionnaire_terms() -> QuestionnaireTerms:
    """Return the terms of the questionnaire."""
    path = DATA / "common" / "questionnaire.yaml"
    raw = read_document(path)
    try:
        return QuestionnaireTerms(
            float(raw["minutes"]),
            float(raw["seconds_per_question"]),
            float(raw["seconds_per_number"]),
            int(raw["most_questions"]),
            int(raw["most_numbers"]),
            int(raw["most_numbers_per_solution"]),
            tuple(raw["statuses_asked"]),
            tuple(raw["never_asked"]),
            {name: Text.read(text) for name, text in raw["texts"].items()},
        )
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(f"{path} cannot be used ({error}); run 'replicity data check'.") from None
