"""The cover of a document on a city, and the words of its running lines."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from babel.dates import format_date

from replicity.catalogue.countries import country_name
from replicity.catalogue.wording import sentence as _
from replicity.quantities.writing import written
from replicity.reports.blocks import Block
from replicity.reports.charts import Point, world_map
from replicity.reports.plan_sections.draft import Draft
from replicity.version import VERSION


def cover(
    draft: Draft, *, title: str, running: str, subtitle: str, facts: Sequence[tuple[str, str]] = ()
) -> dict[str, Any]:
    """Return the cover; `facts` stand before those on draws, seed and evidence."""
    plan, say = draft.plan, draft.say
    country = country_name(plan.city.country, draft.language)
    day = date.fromisoformat(plan.date)
    told = [
        *facts,
        (say(_("Draws")), written(plan.options.draws, draft.language)),
        (say(_("Seed")), str(plan.options.seed)),
        (say(_("Evidence")), draft.evidence_hash),
    ]
    return {
        "title": title,
        "author": "Replicity",
        "keywords": [plan.city.name, country],
        "running": running,
        "subtitle": subtitle,
        "city": plan.city.name,
        "country": country,
        "language": draft.language,
        "shown_date": format_date(day, format="long", locale=draft.language),
        "footer": f"Replicity {VERSION} · {plan.date}",
        "contents": say(_("Contents")),
        "map": _map(draft),
        "facts": [{"label": label, "value": value} for label, value in told],
    }


def _map(draft: Draft) -> Block:
    city = draft.plan.city
    places = {
        h.city.id: Point(h.city.latitude_degree, h.city.longitude_degree, h.city.name)
        for item in draft.detailed
        for h in item.hosts[:3]
    }
    here = Point(city.latitude_degree, city.longitude_degree, city.name, here=True)
    words = draft.say(_("Map of the world with {city} and the hosts to learn from")).format(city=city.name)
    return {"svg": world_map([*places.values(), here], draft.language), "alt": words}
