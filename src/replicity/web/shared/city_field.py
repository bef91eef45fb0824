"""A field for a city: people type its name, the form holds its id."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from replicity.catalogue.cities import UnknownCity, get_city


class CityField(forms.CharField):
    """Takes a name, `name, ISO2` or an id; gives the id."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", 120)
        super().__init__(**options)

    def clean(self, value: Any) -> str:
        """Return the id of the city, empty for none."""
        text = str(super().clean(value) or "").strip()
        if not text:
            return ""
        try:
            return get_city(text).id
        except UnknownCity:
            raise ValidationError(
                _("No city is called “%(text)s”: write its name, as in “Santiago, CL”.") % {"text": text[:60]}
            ) from None

    def prepare_value(self, value: Any) -> Any:
        """Return the name that stands for an id."""
        if isinstance(value, str) and value.startswith("geonames:"):
            try:
                city = get_city(value)
            except UnknownCity:
                return value
            return f"{city.name}, {city.country}"
        return value
