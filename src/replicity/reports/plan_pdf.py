"""The replication plan as a PDF: sections with content only, the same bytes for the same plan."""

from datetime import date
from typing import Any

from replicity.appraisal.plan import Plan
from replicity.catalogue.wording import sentence as _
from replicity.reports.plan_sections.annex import annex
from replicity.reports.plan_sections.business import business
from replicity.reports.plan_sections.concept import concept, roles
from replicity.reports.plan_sections.cover import cover
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
    say = draft.say
    return cover(
        draft,
        title=say(_("Replication plan for {city}")).format(city=draft.plan.city.name),
        running=say(_("Replication plan")),
        subtitle=say(
            _("Which proven solutions to replicate, from whom to learn them, and whether they pay here")
        ),
        facts=[(say(_("Solutions compared")), str(len(draft.plan.match.solutions)))],
    )
