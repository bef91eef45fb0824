"""Section: why these solutions."""

from replicity.appraisal.matching import MatchedSolution
from replicity.catalogue.methods import criteria
from replicity.catalogue.wording import sentence as _
from replicity.reports.blocks import Block, Cell, bold, bullets, chart, heading, section, table, text
from replicity.reports.charts import acceptability_chart
from replicity.reports.plan_sections.draft import Draft, unbroken
from replicity.reports.quantity import NOTHING, quantity


def ranking(draft: Draft) -> Block:
    """Return the section."""
    say = draft.say
    opening = say(
        _(
            "Each solution is appraised at the size of a first replica and valued on {count} "
            "criteria. The city's weights are uncertain too: they are drawn around those below. A "
            "solution that keeps its rank in most draws is a robust choice; where two share the "
            "ranks, either may be right."
        )
    ).format(count=len(criteria()))
    blocks: list[Block] = [text(opening)]
    if draft.ranked:
        svg = acceptability_chart(
            [draft.name(s) for s in draft.ranked],
            [s.rank_acceptability for s in draft.ranked],
            draft.language,
        )
        blocks += [chart(svg, _robustness(draft)), text(_robustness(draft)), _values(draft)]
        blocks.append(heading(say(_("What lifts, what holds back, what would change it"))))
        for item in draft.detailed:
            blocks += _why(draft, item)
    if draft.blocked:
        blocks.append(heading(say(_("Blocked here"))))
        blocks.append(bullets([_blocked(draft, item) for item in draft.blocked]))
    return section(say(_("Why these solutions")), blocks)


def _robustness(draft: Draft) -> str:
    first = draft.ranked[0]
    words = draft.say(
        _("{name} is first in {first} of the draws and among the first three in {top3}.")
    ).format(
        name=draft.name(first),
        first=quantity(first.rank_acceptability[0], "share", draft.language),
        top3=quantity(first.top3_share, "share", draft.language),
    )
    if len(draft.ranked) > 1:
        second = draft.ranked[1]
        words += " " + draft.say(_("The alternative is {name}, first in {first}.")).format(
            name=draft.name(second), first=quantity(second.rank_acceptability[0], "share", draft.language)
        )
    return words


def _values(draft: Draft) -> Block:
    """Return the expected value of each criterion, 0 to 100, and its weight."""
    say = draft.say
    names = list(criteria())
    weights: list[Cell] = [
        bold(say(_("Weight"))),
        *(quantity(draft.plan.match.weights[n], "share", draft.language) for n in names),
        "",
    ]
    rows: list[list[Cell]] = [weights]
    for item in draft.ranked:
        values = [item.criteria.get(n) for n in names]
        shown = [NOTHING if v is None else f"{100 * v:.0f}" for v in values]
        rows.append([draft.name(item), *shown, bold(f"{100 * item.score:.0f}")])
    return table(
        [say(_("Solution")), *(criteria()[n].name.of(draft.language) for n in names), say(_("Score"))],
        rows,
        widths=(13, *(7 for _n in names), 5),
        right=frozenset(range(1, len(names) + 2)),
        caption=say(_("Expected value of each criterion (0 worst, 100 best)")),
        small=True,
    )


def _why(draft: Draft, item: MatchedSolution) -> list[Block]:
    say = draft.say
    lines = []
    for title, found in (
        (say(_("Lifted by")), item.explanation.reasons),
        (say(_("Held back by")), item.explanation.held_back_by),
        (say(_("Would change it")), item.explanation.would_change_it),
    ):
        if found:
            lines.append(f"{title}: {'. '.join(f.rstrip('.') for f in found)}.")
    if item.explanation.most_valuable_datum is not None:
        lines.append(unbroken(item.explanation.most_valuable_datum.sentence))
    return [text(f"{item.rank}. {draft.name(item)}", "strong"), bullets(lines)]


def _blocked(draft: Draft, item: MatchedSolution) -> str:
    held = [c for c in item.case.appraisal.preconditions if c.status == "blocked"]
    reasons = "; ".join(f"{c.question} {c.remedy}" for c in held)
    return f"{draft.name(item)}: {reasons}"
