"""The language of a request, as the layers below know it."""

from typing import Literal

from django.utils.translation import get_language

Language = Literal["en", "es"]


def current_language() -> Language:
    """Return the language in force: one of those that the product speaks."""
    return "es" if (get_language() or "en").startswith("es") else "en"
