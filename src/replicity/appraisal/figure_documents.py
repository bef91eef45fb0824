"""Figures from outside the delivered evidence, in the form that `evidence list --json` prints."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from replicity.catalogue.cities import UnknownCity, get_city
from replicity.catalogue.evidence import (
    Demonstration,
    Figure,
    demonstrations,
    evidence_hash,
    fingerprint,
    hash_of,
)
from replicity.catalogue.evidence import figures as all_figures
from replicity.quantities.money import BASE_YEAR

STATUSES: Final = ("measured", "reported", "planned", "modelled")
# what a grade is taken for where none is given: told by others, or a promise
USUAL_GRADE: Final = {"measured": "C", "reported": "C", "planned": "D", "modelled": "D"}
NEEDED: Final = ("demonstration", "solution", "metric", "value", "unit", "status")


class FigureError(ValueError):
    """A figure that was given and that cannot be used."""


@dataclass(frozen=True, slots=True)
class ExtraFigure:
    """A figure with its demonstration; one that bears the id of a delivered figure takes its place."""

    figure: Figure
    place: Demonstration


def extra_figures(documents: Sequence[Mapping[str, Any] | ExtraFigure]) -> tuple[ExtraFigure, ...]:
    """Return the figures of documents, in a fixed order, that the delivered evidence does not hold.

    One that was read before stays as it is.

    Raises
    ------
    FigureError
        If a document lacks something or holds something impossible.
    """
    if not documents:
        return ()
    delivered = {_content(f, demonstrations()[f.demonstration_id]) for f in all_figures()}
    read = [d if isinstance(d, ExtraFigure) else _read(d, i) for i, d in enumerate(documents, 1)]
    fresh = {_content(e.figure, e.place): e for e in read}
    return tuple(fresh[key] for key in sorted(set(fresh) - delivered, key=repr))


def figure_document(figure: Figure, place: Demonstration) -> dict[str, Any]:
    """Return a figure as in the JSON, in the form that `extra_figures` reads."""
    return {
        "figure": figure.id,
        "demonstration": place.id,
        "name": place.name,
        "city": place.city_name,
        "city_id": place.city_id or None,
        "country": place.country,
        "solution": place.solution,
        "metric": figure.metric,
        "value": figure.value,
        "unit": figure.unit,
        "currency": figure.currency or None,
        "price_year": figure.price_year,
        "status": figure.status,
        "grade": figure.grade,
        "year": figure.period_year or place.year,
        "scale": figure.scale,
        "scale_unit": figure.scale_unit or None,
        "scope": figure.scope or None,
        "source": figure.source_id,
        "locator": figure.locator or None,
    }


def evidence_hash_with(extra: Sequence[ExtraFigure]) -> str:
    """Return the fingerprint of the delivered evidence and the extra figures together."""
    if not extra:
        return evidence_hash()
    places = {e.place.id: e.place for e in extra}
    return fingerprint(evidence_hash(), hash_of(tuple(e.figure for e in extra), places))


def _content(figure: Figure, place: Demonstration) -> tuple[object, ...]:
    """Return what makes a figure itself, its own id apart."""
    year = figure.period_year or place.year
    return (
        place.id,
        figure.metric,
        figure.value,
        figure.unit,
        figure.status,
        figure.currency,
        figure.scope,
        figure.scale or 0.0,
        year or 0,
    )


def _read(document: Mapping[str, Any], position: int) -> ExtraFigure:
    if not isinstance(document, Mapping):
        raise FigureError(f"Figure {position} is not an object with the keys of 'evidence list --json'.")
    where = f"Figure {position} ({str(document.get('demonstration', ''))[:60]})"
    missing = [key for key in NEEDED if document.get(key) in (None, "")]
    if missing:
        raise FigureError(f"{where} lacks {', '.join(missing)}; write it as 'evidence list --json' does.")
    status = str(document["status"])
    if status not in STATUSES:
        raise FigureError(f"{where} has the status '{status[:40]}'; use one of {', '.join(STATUSES)}.")
    grade = str(document.get("grade") or USUAL_GRADE[status])
    if grade not in "ABCD" or len(grade) != 1:
        raise FigureError(f"{where} has the grade '{grade[:40]}'; use A, B, C or D.")
    place = _place(document, where)
    unit, currency = str(document["unit"]), str(document.get("currency") or "")
    price_year = _whole(document, "price_year", where)
    if unit.split("/")[0] == "eur":  # the product's own euro
        currency, price_year = currency or "EUR", price_year or BASE_YEAR
    figure = Figure(
        id=str(document.get("figure") or f"extra-{position:04d}"),
        demonstration_id=place.id,
        metric=str(document["metric"]),
        value=_number(document, "value", where),
        unit=unit,
        price_year=price_year,
        currency=currency,
        scope=str(document.get("scope") or ""),
        scale=None if document.get("scale") is None else _number(document, "scale", where),
        scale_unit=str(document.get("scale_unit") or ""),
        status=status,
        grade=grade,
        period_year=_whole(document, "year", where),
        source_id=str(document.get("source") or ""),
        locator=str(document.get("locator") or ""),
        note="",
    )
    return ExtraFigure(figure, place)


def _place(document: Mapping[str, Any], where: str) -> Demonstration:
    """Return the demonstration, the known one where its id is known."""
    name = str(document["demonstration"])
    if name in demonstrations():
        return demonstrations()[name]
    city, country = str(document.get("city") or ""), str(document.get("country") or "")
    city_id = str(document.get("city_id") or "")
    if city_id or city:
        try:
            found = get_city(city_id or (f"{city}, {country}" if country else city))
        except UnknownCity:
            found = None
        if found is not None:
            city_id, country = found.id, country or found.country
    if not country:
        raise FigureError(f"{where} names no city or country that is known; add 'country', such as CL.")
    return Demonstration(
        name,
        str(document.get("name") or name),
        city_id,
        city,
        country,
        "",
        "",
        str(document["solution"]).strip().lower().replace("-", "_"),
        None,
        "",
        _whole(document, "year", where),
        "",
        "",
    )


def _number(document: Mapping[str, Any], key: str, where: str) -> float:
    value = document[key]
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise FigureError(f"{where}: '{key}' must be a finite number, not '{str(value)[:40]}'.")
    return float(value)


def _whole(document: Mapping[str, Any], key: str, where: str) -> int | None:
    return None if document.get(key) in (None, "") else int(_number(document, key, where))
