"""Section: what to begin within the budget, in which year, and what certainty costs."""

from replicity.appraisal.portfolio import Chosen, Item, Portfolio
from replicity.catalogue.solutions import catalogue
from replicity.catalogue.wording import sentence as _
from replicity.quantities.suffixes import unit_of
from replicity.quantities.writing import written
from replicity.reports.blocks import Block, Cell, bold, bullets, heading, section, table, text, tiles
from replicity.reports.plan_sections.draft import Draft
from replicity.reports.quantity import euro, quantity, spread


def portfolio(draft: Draft, found: Portfolio) -> Block:
    """Return the section."""
    say = draft.say
    opening = say(
        _(
            "Within a budget of {budget} this is what to begin, at which size and in which year. "
            "The robust portfolio gives up {given} of the expected net present value, so that "
            "the worst tenth of the draws is better."
        )
    ).format(
        budget=euro(found.budget_eur, draft.language),
        given=euro(max(found.price_of_robustness_eur, 0.0), draft.language),
    )
    blocks: list[Block] = [text(opening), _totals(draft, found.proposed)]
    blocks.append(_items(draft, say(_("Proposed")), found.proposed))
    if _content(found.robust) != _content(found.proposed):
        blocks.append(_items(draft, say(_("Robust")), found.robust))
    if found.left_out:
        blocks += [
            heading(say(_("Left out, and why"))),
            bullets([_left(draft, *pair) for pair in found.left_out]),
        ]
    if found.rules:
        blocks += [heading(say(_("Rules that hold"))), bullets(found.rules)]
    return section(say(_("Portfolio within the budget")), blocks)


def _content(chosen: Chosen) -> list[tuple[str, float, int]]:
    return [(i.case.appraisal.solution.id, i.scale, i.year) for i in chosen.items]


def _totals(draft: Draft, chosen: Chosen) -> Block:
    capex, worth, carbon = chosen.capex_eur, chosen.gains["value"], chosen.gains["carbon"]
    language = draft.language
    return tiles(
        [
            (
                draft.label("capex_eur"),
                euro(capex.mean, language),
                spread(capex.p10, capex.p90, "eur", language),
            ),
            (
                draft.label("npv_eur"),
                euro(worth.mean, language),
                spread(worth.p10, worth.p90, "eur", language),
            ),
            (
                draft.say(_("Emissions avoided in all")),
                quantity(carbon.mean, "tco2e", language),
                spread(carbon.p10, carbon.p90, "tco2e", language),
            ),
            (
                draft.say(_("Over the budget in")),
                quantity(chosen.over_budget_share, "share", language),
                draft.say(_("of the draws")),
            ),
        ]
    )


def _items(draft: Draft, caption: str, chosen: Chosen) -> Block:
    say = draft.say
    titles = [
        say(_("Year")), say(_("Solution")), say(_("Size")), say(_("Investment")), say(_("Net present value")),
        say(_("t CO₂e avoided")),
    ]  # fmt: skip
    return table(
        titles,
        [_row(draft, item) for item in sorted(chosen.items, key=lambda i: i.year)],
        widths=(4, 14, 12, 8, 9, 8),
        right=frozenset((3, 4, 5)),
        caption=caption,
    )


def _row(draft: Draft, item: Item) -> list[Cell]:
    solution = item.case.appraisal.solution
    size = quantity(item.scale, unit_of(solution.scale_name), draft.language)
    return [
        str(item.year),
        bold(solution.name.of(draft.language)),
        f"{size} ({draft.label(solution.scale_name)})",
        euro(item.capex_eur.mean, draft.language),
        euro(item.gains["value"].mean, draft.language),
        written(item.gains["carbon"].mean, draft.language),
    ]


def _left(draft: Draft, name: str, reason: str) -> str:
    solution = catalogue().get(name)
    shown = name if solution is None else solution.name.of(draft.language)
    return f"{shown}: {reason}"
