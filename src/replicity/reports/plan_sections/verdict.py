"""Section: what the appraisal of one solution comes to."""

from replicity.appraisal.matching import MatchedSolution
from replicity.catalogue.wording import sentence as _
from replicity.quantities.money import BASE_YEAR
from replicity.quantities.suffixes import unit_of
from replicity.quantities.writing import written
from replicity.reports.blocks import Block, Cell, bullets, callout, heading, section, table, text
from replicity.reports.plan_sections.agreement import bankability, bargain
from replicity.reports.plan_sections.draft import Draft, unbroken
from replicity.reports.plan_sections.summary import key_figures
from replicity.reports.quantity import euro, quantity, spread, summarised

YEARLY = ("avoided_tco2e_per_year", "energy_saved_kwh_per_year")


def verdict(draft: Draft, item: MatchedSolution) -> Block:
    """Return the section."""
    say = draft.say
    blocks = [
        text(_lead(draft, item), "lead"),
        key_figures(draft, item),
        callout(say(_("How it stands")), _standing(draft, item)),
    ]
    graded = item.case.appraisal.bankability
    # what lifts the grade is told above
    changing = [s for s in item.explanation.would_change_it if graded is None or s != graded.lift]
    if changing:
        blocks += [heading(say(_("Would change it"))), bullets([unbroken(line) for line in changing])]
    return section(say(_("Result")), [*blocks, *_effects(draft, item), text(_how_to_read(draft), "small")])


def _lead(draft: Draft, item: MatchedSolution) -> str:
    found = item.case.appraisal
    cost, worth = found.results["capex_eur"], found.results["npv_eur"]
    words = {
        "name": draft.name(item),
        "city": found.city.name,
        "size": draft.size(found),
        "cost": euro(cost.p50, draft.language),
        "worth": euro(worth.p50, draft.language),
        "range": spread(worth.p10, worth.p90, "eur", draft.language),
    }
    if worth.p50 is None:
        lead = _(
            "{name} in {city} at a size of {size} takes an investment of about {cost}; as an enabler it has "
            "no cash return of its own."
        )
    else:
        lead = _(
            "{name} in {city} at a size of {size} takes an investment of about {cost} and is worth {worth} "
            "to all together ({range})."
        )
    return draft.say(lead).format(**words)


def _standing(draft: Draft, item: MatchedSolution) -> list[str]:
    """Return the sentences on conditions, parties, price and lenders."""
    say, found = draft.say, item.case.appraisal
    open_count = sum(c.status != "pass" for c in found.preconditions)
    lines = [
        say(_("Preconditions: {status}, {count} of {all} to be settled.")).format(
            status=draft.label(item.status).lower(), count=open_count, all=len(found.preconditions)
        )
    ]
    if found.losers:
        names = ", ".join(draft.label(n) for n in found.losers)
        lines.append(say(_("Agree on what makes good the expected loss of: {names}.")).format(names=names))
    elif not item.solution.enabler:
        lines.append(say(_("Nobody whose consent is needed expects to lose")) + ".")
    lines += [*bargain(draft, found), *bankability(draft, found)]
    if item.explanation.most_valuable_datum is not None:
        lines.append(unbroken(item.explanation.most_valuable_datum.sentence))
    return lines


def _effects(draft: Draft, item: MatchedSolution) -> list[Block]:
    """Return the table of what it does beside money: ranges of carbon and energy, means of its reach."""
    say, found = draft.say, item.case.appraisal
    rows: list[list[Cell]] = [
        [draft.label(n), *summarised(n, found.results[n], draft.language)]
        for n in YEARLY
        if found.results[n].p50
    ]
    rows += [
        [draft.label(n), "", quantity(value, unit_of(n), draft.language), ""]
        for n, value in found.indicators.items()
        if value
    ]
    if not rows:
        return []
    titles = [say(_("Carbon, energy and reach")), "10 %", "50 %", "90 %"]
    return [table(titles, rows, widths=(18, 8, 8, 8), right=frozenset((1, 2, 3)))]


def _how_to_read(draft: Draft) -> str:
    return draft.say(
        _(
            "Every figure is a range over {draws} draws of all uncertain inputs: 10 % of the "
            "draws lie below the lower value and 10 % above the higher one. Money is real euro of {year}."
        )
    ).format(draws=written(draft.plan.options.draws, draft.language), year=BASE_YEAR)
