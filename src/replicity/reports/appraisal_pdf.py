"""The appraisal of one solution as a PDF, of the sections that the plan has for each."""

from datetime import date
from typing import Any

from replicity.appraisal.business_case import Case
from replicity.appraisal.plan import plan_of_case
from replicity.catalogue.methods import model_texts
from replicity.catalogue.wording import sentence as _
from replicity.reports.plan_sections.annex import annex
from replicity.reports.plan_sections.business import business
from replicity.reports.plan_sections.cover import cover
from replicity.reports.plan_sections.draft import Draft
from replicity.reports.plan_sections.evidence import evidence
from replicity.reports.plan_sections.finance import finance
from replicity.reports.plan_sections.preconditions import preconditions
from replicity.reports.plan_sections.verdict import verdict
from replicity.reports.typesetting import pdf_of


def appraisal_pdf(case: Case, day: date) -> bytes:
    """Return the appraisal as a PDF in the language of its request, made on a day."""
    return pdf_of(appraisal_document(case, day), day)


def appraisal_document(case: Case, day: date) -> dict[str, Any]:
    """Return the appraisal as blocks: cover, then the sections."""
    draft = Draft(plan_of_case(case, day.isoformat()), case.appraisal.request.language)
    (item,) = draft.detailed
    sections = [
        verdict(draft, item),
        finance(draft),
        business(draft),
        preconditions(draft, item),
        evidence(draft),
        annex(draft),
    ]
    return {**_cover(draft, case), "sections": sections}


def _cover(draft: Draft, case: Case) -> dict[str, Any]:
    say, found = draft.say, case.appraisal
    name = found.solution.name.of(draft.language)
    model = model_texts()[found.request.business_model].name.of(draft.language)
    return cover(
        draft,
        title=say(_("{solution} in {city}: appraisal")).format(solution=name, city=found.city.name),
        running=f"{say(_('Appraisal'))}: {name}",
        subtitle=f"{name}: {draft.size(found)}. {say(_('Business model: {name}.')).format(name=model)}",
    )
