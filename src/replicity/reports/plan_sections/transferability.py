"""Section: which preconditions are met, and what mends those that are not."""

from replicity.appraisal.conditions import Condition
from replicity.catalogue.wording import sentence as _
from replicity.reports.blocks import Block, Cell, bold, heading, section, table, text
from replicity.reports.plan_sections.draft import Draft

WORST_FIRST = {"blocked": 0, "conditional": 1, "unknown": 2}


def transferability(draft: Draft) -> Block:
    """Return the section."""
    say = draft.say
    blocks: list[Block] = [
        text(
            say(
                _(
                    "A precondition that is blocked is never averaged away; one to be answered is "
                    "a question to the city, and counts as a condition until it is settled."
                )
            )
        ),
        _counts(draft),
        heading(say(_("What must be settled, and who must act"))),
        _open(draft),
    ]
    return section(say(_("Transferability")), blocks)


def _counts(draft: Draft) -> Block:
    say = draft.say
    statuses = ("pass", "conditional", "unknown", "blocked")
    rows = []
    for item in draft.plan.match.solutions:
        found = [c.status for c in item.case.appraisal.preconditions]
        rows.append([draft.name(item), *(str(found.count(s)) for s in statuses)])
    return table(
        [say(_("Solution")), *(draft.label(s) for s in statuses)],
        rows,
        widths=(16, 6, 6, 6, 6),
        right=frozenset((1, 2, 3, 4)),
        caption=say(_("Preconditions by status")),
    )


def open_conditions(draft: Draft) -> list[tuple[Condition, list[str]]]:
    """Return each precondition that is not met with the solutions that need it, worst first."""
    found: dict[tuple[str, str], tuple[Condition, list[str]]] = {}
    for item in (*draft.detailed, *draft.blocked):
        for condition in item.case.appraisal.preconditions:
            if condition.status != "pass":
                key = (condition.id, condition.status)
                found.setdefault(key, (condition, []))[1].append(draft.name(item))
    return sorted(found.values(), key=lambda pair: (WORST_FIRST[pair[0].status], -len(pair[1]), pair[0].id))


def _open(draft: Draft) -> Block:
    say = draft.say
    rows: list[list[Cell]] = [
        [bold(c.question), draft.label(c.status), c.remedy, draft.label(c.owner), "; ".join(names)]
        for c, names in open_conditions(draft)
    ]
    titles = [
        say(_("Question")),
        say(_("Status")),
        say(_("What mends it")),
        say(_("Who acts")),
        say(_("Needed by")),
    ]
    return table(titles, rows, widths=(13, 6.5, 13, 6.5, 11), small=True)
