"""Words in each language: texts of the data, and the translations of the product's own sentences."""

import gettext
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

LANGUAGES: Final = ("en", "es")
LOCALE: Final = Path(__file__).resolve().parent.parent / "locale"


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the data in each language of the product."""

    en: str
    es: str

    @classmethod
    def read(cls, value: Mapping[str, str]) -> "Text":
        """Return the text of a mapping from language to words."""
        return cls(str(value["en"]).strip(), str(value["es"]).strip())

    def of(self, language: str) -> str:
        """Return the text in a language, English where there is no other."""
        return self.es if language == "es" else self.en


def sentence(message: str) -> str:
    """Mark a sentence for translation and return it as it is."""
    return message


@lru_cache(maxsize=8)
def translator(language: str) -> Callable[[str], str]:
    """Return the function that turns an English sentence of the product into a language."""
    return gettext.translation("django", LOCALE, [language], fallback=True).gettext
