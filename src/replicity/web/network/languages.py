"""Languages that people work in: their names and codes."""

from collections.abc import Mapping
from functools import lru_cache

from babel import Locale
from babel.core import UnknownLocaleError

from replicity.catalogue.countries import LANGUAGES, countries
from replicity.catalogue.place_names import fold


def language_codes() -> frozenset[str]:
    """Return the codes of the languages that are official somewhere."""
    return frozenset(code for country in countries().values() for code in country.languages)


def language_name(code: str, language: str) -> str:
    """Return what a language is called, its code where it has no name."""
    return str(Locale(language).languages.get(code, code))


def language_code(text: str) -> str:
    """Return the code of a language that is given by code or by name, empty for none."""
    return _codes().get(fold(text), "")


@lru_cache(maxsize=1)
def _codes() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for code in sorted(language_codes()):
        names = [code, _own_name(code), *(language_name(code, spoken) for spoken in LANGUAGES)]
        found.update({fold(name): code for name in names if name})
    return found


def _own_name(code: str) -> str:
    try:
        return str(Locale(code).languages.get(code, ""))
    except UnknownLocaleError:
        return ""
