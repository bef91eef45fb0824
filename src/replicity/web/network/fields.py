"""Fields in which people type several names, apart by commas, and amounts in their language's writing."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from replicity.catalogue.countries import country_name
from replicity.catalogue.country_names import country_code
from replicity.web.network.languages import language_code, language_name
from replicity.web.shared.languages import current_language
from replicity.web.shared.numbers import read_number

MOST_NAMES = 60
LARGEST_AMOUNT = 1e15


class NamesField(forms.CharField):
    """Takes names apart by commas; gives their codes."""

    def __init__(
        self, *, code_of: Callable[[str], str], name_of: Callable[[str, str], str], **options: Any
    ) -> None:
        super().__init__(max_length=1000, **options)
        self.code_of, self.name_of = code_of, name_of

    def clean(self, value: Any) -> list[str]:
        """Return the codes in the order in which they were written."""
        names = [n.strip() for n in str(super().clean(value) or "").replace(";", ",").split(",")]
        found: dict[str, str] = {name: self.code_of(name) for name in names if name}
        unknown = [name for name, code in found.items() if not code]
        if unknown:
            raise ValidationError(
                _("Unknown here: %(names)s. Write names apart by commas.")
                % {"names": ", ".join(n[:40] for n in unknown[:5])}
            )
        return list(dict.fromkeys(found.values()))[:MOST_NAMES]

    def prepare_value(self, value: Any) -> Any:
        """Return the names that stand for codes."""
        if isinstance(value, list):
            return ", ".join(self.name_of(code, current_language()) for code in value)
        return value


def languages_field(**options: Any) -> NamesField:
    """Return a field for languages."""
    return NamesField(code_of=language_code, name_of=language_name, **options)


def countries_field(**options: Any) -> NamesField:
    """Return a field for countries."""
    return NamesField(code_of=country_code, name_of=country_name, **options)


class AmountField(forms.CharField):
    """Takes an amount as people of the language in force write it; None for an empty field."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(max_length=40, **options)

    def clean(self, value: Any) -> Decimal | None:
        """Return the amount."""
        text = str(super().clean(value) or "").strip()
        if not text:
            return None
        number = read_number(text, current_language())
        if number is None or not 0 <= number <= LARGEST_AMOUNT:
            raise ValidationError(_("“%(text)s” is not an amount of zero or more.") % {"text": text})
        return round(Decimal(repr(number)), 4)
