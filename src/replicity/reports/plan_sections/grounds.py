"""Part of the financial case: what the demonstrations elsewhere carry, and doubts about the user's values."""

from replicity.appraisal.business_case import Appraisal
from replicity.appraisal.consistency import Finding
from replicity.catalogue.wording import sentence as _
from replicity.reports.blocks import Block, bullets, text
from replicity.reports.plan_sections.draft import Draft


def transferred(draft: Draft, found: Appraisal) -> list[Block]:
    """Return the line on the inputs that are predicted from demonstrations, nothing without any."""
    names = [
        draft.say(_("{name} ({count} demonstrations)")).format(
            name=draft.label(i.name), count=i.demonstrations_count
        )
        for i in found.inputs.values()
        if i.status == "transfer"
    ]
    if not names:
        return []
    words = draft.say(_("Predicted here from the demonstrations elsewhere: {names}."))
    return [text(words.format(names="; ".join(names)))]


def doubts(draft: Draft, found: Appraisal) -> list[Block]:
    """Return what is doubtful about the values that the user set, nothing without any."""
    if not found.findings:
        return []
    return [
        text(draft.say(_("Doubts about your own values")), "strong"),
        bullets([_doubt(draft, finding) for finding in found.findings]),
    ]


def _doubt(draft: Draft, finding: Finding) -> str:
    words = f"{finding.reason} {finding.check}"
    if finding.justification is None:
        return words
    justified = draft.say(_("Justified: {text}")).format(text=finding.justification)
    return f"{words} {justified}"
