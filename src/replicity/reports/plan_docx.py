"""The replication plan as an editable Word document: what the PDF says, from the same blocks."""

from datetime import date

from replicity.appraisal.plan import Plan
from replicity.reports.plan_pdf import plan_document
from replicity.reports.word import docx_of


def plan_docx(plan: Plan) -> bytes:
    """Return the plan as a Word document in the language of its options."""
    return docx_of(plan_document(plan), date.fromisoformat(plan.date))
