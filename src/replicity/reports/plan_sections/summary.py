"""Section: executive summary and the decision that is asked."""

from replicity.appraisal.matching import MatchedSolution
from replicity.catalogue.wording import sentence as _
from replicity.quantities.money import BASE_YEAR
from replicity.quantities.writing import written
from replicity.reports.blocks import Block, Cell, bold, callout, section, table, text, tiles
from replicity.reports.plan_sections.draft import Draft, unbroken
from replicity.reports.quantity import NOTHING, euro, quantity, spread


def summary(draft: Draft) -> Block:
    """Return the section."""
    say = draft.say
    title = say(_("Executive summary and decision"))
    if not draft.ranked:
        none = say(
            _(
                "No solution of the catalogue can be built in {city} as things stand; each is "
                "blocked by a precondition."
            )
        )
        return section(title, [text(none.format(city=draft.plan.city.name), "lead"), ranked_table(draft)])
    first = draft.ranked[0]
    lead = say(
        _(
            "Of {count} proven solutions, {name} fits {city} best: it takes the first rank in "
            "{share} of the draws and is among the first three in {top3}."
        )
    ).format(
        count=len(draft.plan.match.solutions),
        name=draft.name(first),
        city=draft.plan.city.name,
        share=quantity(first.rank_acceptability[0], "share", draft.language),
        top3=quantity(first.top3_share, "share", draft.language),
    )
    blocks = [
        text(lead, "lead"),
        key_figures(draft, first),
        callout(say(_("Decision asked")), _decisions(draft, first)),
    ]
    return section(title, [*blocks, ranked_table(draft), text(_how_to_read(draft), "small")])


def key_figures(draft: Draft, first: MatchedSolution) -> Block:
    """Return investment, worth, payback and carbon of a solution."""
    say, found = draft.say, first.case.appraisal
    capex, npv, carbon = (found.results[n] for n in ("capex_eur", "npv_eur", "avoided_tco2e_per_year"))
    shown = [
        (
            say(_("Investment")),
            euro(capex.p50, draft.language),
            spread(capex.p10, capex.p90, "eur", draft.language),
        )
    ]
    if npv.p50 is not None:
        shown.append(
            (
                say(_("Net present value")),
                euro(npv.p50, draft.language),
                spread(npv.p10, npv.p90, "eur", draft.language),
            )
        )
        shown.append(
            (
                say(_("Payback")),
                quantity(found.results["payback_years"].p50, "years", draft.language),
                say(_("loss in {share} of draws")).format(
                    share=quantity(found.probability_of_loss_share, "share", draft.language)
                ),
            )
        )
    shown.append(
        (
            draft.label("avoided_tco2e_per_year"),
            quantity(carbon.p50, "tco2e", draft.language),
            spread(carbon.p10, carbon.p90, "tco2e", draft.language),
        )
    )
    return tiles(shown)


def _decisions(draft: Draft, first: MatchedSolution) -> list[str]:
    """Return what the city is asked to decide."""
    say, found = draft.say, first.case.appraisal
    capex = found.results["capex_eur"]
    open_questions = sum(c.status != "pass" for c in found.preconditions)
    asked = [
        say(_("Prepare a first replica of {name}: {size}, an investment of about {capex} ({range}).")).format(
            name=draft.name(first),
            size=draft.size(found),
            capex=euro(capex.p50, draft.language),
            range=spread(capex.p10, capex.p90, "eur", draft.language),
        )
    ]
    if first.hosts:
        asked.append(say(_("Ask {hosts} to share what they learned.")).format(hosts=draft.hosts_of(first)))
    if open_questions:
        asked.append(
            say(
                _("Settle the {count} open preconditions of this solution before money is committed.")
            ).format(count=open_questions)
        )
    if found.losers:
        names = ", ".join(draft.label(n) for n in found.losers)
        asked.append(say(_("Agree on what makes good the expected loss of: {names}.")).format(names=names))
    if found.bankability and found.bankability.no_go:
        asked.append(
            say(_("Commit no money before this is mended: {what}")).format(what=found.bankability.lift)
        )
    if first.explanation.most_valuable_datum is not None:
        asked.append(unbroken(first.explanation.most_valuable_datum.sentence))
    if len(draft.ranked) > 1:
        others = ", ".join(draft.name(s) for s in draft.ranked[1:3])
        asked.append(say(_("Keep the next in rank in preparation: {names}.")).format(names=others))
    return asked


def ranked_table(draft: Draft) -> Block:
    """Return the table of all solutions, the blocked ones last."""
    say = draft.say
    titles = [
        say(_("Rank")), say(_("Solution")), say(_("Status")), say(_("First replica")), say(_("Investment")),
        say(_("Net present value, 10 % to 90 %")), say(_("t CO₂e a year")),
        say(_("Bankable")), say(_("Learn from")),
    ]  # fmt: skip
    return table(
        titles,
        [_row(draft, item) for item in draft.plan.match.solutions],
        widths=(4, 14, 9.5, 12, 10, 13, 7.5, 7.5, 11),
        right=frozenset((4, 5, 6)),
        caption=say(_("All solutions of the catalogue, in the order of their expected score")),
        small=True,
    )


def _row(draft: Draft, item: MatchedSolution) -> list[Cell]:
    found = item.case.appraisal
    results = found.results
    worth = results["npv_eur"]
    return [
        NOTHING if item.rank is None else str(item.rank),
        bold(draft.name(item)),
        draft.label(item.status),
        draft.size(found),
        euro(results["capex_eur"].p50, draft.language),
        draft.say(_("enabler, no cash return"))
        if worth.p50 is None
        else spread(worth.p10, worth.p90, "eur", draft.language),
        written(results["avoided_tco2e_per_year"].p50 or None, draft.language),
        found.bankability.grade if found.bankability else NOTHING,
        f"{item.hosts[0].city.name} ({item.hosts[0].city.country})" if item.hosts else NOTHING,
    ]


def _how_to_read(draft: Draft) -> str:
    return draft.say(
        _(
            "Every figure is a range over {draws} draws of all uncertain inputs: 10 % of the "
            "draws lie below the lower value and 10 % above the higher one. Money is real euro of "
            "{year}. The size is that of a first replica, not of a roll-out, and can be changed."
        )
    ).format(draws=written(draft.plan.options.draws, draft.language), year=BASE_YEAR)
