"""The replication plan as a PDF: sections with content only, the same bytes for the same plan."""

from datetime import date
from typing import Any

from babel.dates import format_date

from replicity.appraisal.plan import Plan
from replicity.catalogue.countries import country_name
from replicity.catalogue.evidence import evidence_hash
from replicity.catalogue.wording import sentence as _
from replicity.quantities.writing import written
from replicity.reports.blocks import Block
from replicity.reports.charts import Point, world_map
from replicity.reports.plan_sections.annex import annex
from replicity.reports.plan_sections.business import business
from replicity.reports.plan_sections.concept import concept, roles
from replicity.reports.plan_sections.draft import Draft
from replicity.reports.plan_sections.evidence import evidence
from replicity.reports.plan_sections.finance import finance
from replicity.reports.plan_sections.indicators import indicators
from replicity.reports.plan_sections.learning import learning
from replicity.reports.plan_sections.portfolio import portfolio
from replicity.reports.plan_sections.profile import profile
from replicity.reports.plan_sections.ranking import ranking
from replicity.reports.plan_sections.risks import risks
from replicity.reports.plan_sections.society import society
from replicity.reports.plan_sections.summary import summary
from replicity.reports.plan_sections.transferability import transferability
from replicity.reports.typesetting import pdf_of
from replicity.version import VERSION

ALWAYS = (summary, profile, ranking)
# what needs at least one solution that can be built, before and after the portfolio
THE_CASE = (evidence, transferability, concept, roles, business, finance)
ITS_WORTH = (society, risks, indicators, learning)


def plan_pdf(plan: Plan) -> bytes:
    """Return the plan as a PDF in the language of its options."""
    return pdf_of(plan_document(plan), date.fromisoformat(plan.date))


def plan_document(plan: Plan) -> dict[str, Any]:
    """Return the plan as blocks: cover, then the sections that have content."""
    draft = Draft(plan, plan.options.language)
    sections = [part(draft) for part in (*ALWAYS, *(THE_CASE if plan.ranked else ()))]
    if plan.portfolio is not None:
        sections.append(portfolio(draft, plan.portfolio))
    sections += [part(draft) for part in (*(ITS_WORTH if plan.ranked else ()), annex)]
    return {**_cover(draft), "sections": sections}


def _cover(draft: Draft) -> dict[str, Any]:
    """Return the words of the cover and of the running lines."""
    plan, say = draft.plan, draft.say
    country = country_name(plan.city.country, draft.language)
    title = say(_("Replication plan for {city}")).format(city=plan.city.name)
    day = date.fromisoformat(plan.date)
    return {
        "title": title,
        "author": "Replicity",
        "keywords": [plan.city.name, country],
        "running": say(_("Replication plan")),
        "subtitle": say(
            _("Which proven solutions to replicate, from whom to learn them, and whether they pay here")
        ),
        "city": plan.city.name,
        "country": country,
        "language": draft.language,
        "shown_date": format_date(day, format="long", locale=draft.language),
        "footer": f"Replicity {VERSION} · {plan.date}",
        "contents": say(_("Contents")),
        "map": _map(draft),
        "facts": _facts(draft),
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


def _facts(draft: Draft) -> list[dict[str, str]]:
    say, options = draft.say, draft.plan.options
    facts = [
        (say(_("Solutions compared")), str(len(draft.plan.match.solutions))),
        (say(_("Draws")), written(options.draws, draft.language)),
        (say(_("Seed")), str(options.seed)),
        (say(_("Evidence")), evidence_hash()),
    ]
    return [{"label": a, "value": b} for a, b in facts]
