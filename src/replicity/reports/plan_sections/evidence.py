"""Section: what the hosts measured, and how they differ from the city."""

from replicity.appraisal.context import city_context
from replicity.appraisal.hosts import Host
from replicity.appraisal.matching import MatchedSolution
from replicity.catalogue.evidence import Figure, figures, metrics
from replicity.catalogue.labels import unit_words
from replicity.catalogue.wording import sentence as _
from replicity.quantities.writing import written
from replicity.reports.blocks import Block, Cell, heading, section, table, text
from replicity.reports.plan_sections.draft import Draft
from replicity.reports.quantity import NOTHING, number, quantity

HOSTS, FIGURES = 3, 8
SURER_FIRST = {"measured": 0, "reported": 1, "modelled": 2, "planned": 3}


def evidence(draft: Draft) -> Block:
    """Return the section."""
    say = draft.say
    opening = say(
        _(
            "A figure from elsewhere is evidence, not a forecast. Each has a grade from A "
            "(measured, documented, comparable) to D (a plan or a rough statement), and each host "
            "differs from this city in what matters for the solution."
        )
    )
    blocks: list[Block] = [text(opening)]
    for item in draft.detailed:
        blocks.append(heading(draft.name(item)))
        blocks += _figures(draft, item)
        if item.hosts:
            blocks.append(_differences(draft, item, item.hosts[:HOSTS]))
    return section(say(_("Evidence from the hosts")), blocks)


def _figures(draft: Draft, item: MatchedSolution) -> list[Block]:
    say = draft.say
    chosen = _chosen(item)
    if not chosen:
        return [
            text(
                say(
                    _(
                        "No host city near enough has published figures; the appraisal rests on "
                        "documented ranges."
                    )
                )
            )
        ]
    rows = [
        [
            host,
            metrics()[f.metric].description_es
            if draft.language == "es"
            else metrics()[f.metric].description_en,
            _value(draft, f),
            draft.label(f.status),
            f.grade,
            str(f.period_year or NOTHING),
        ]
        for host, f in chosen
    ]
    titles = [
        say(_("Host")),
        say(_("Figure")),
        say(_("Value")),
        say(_("Status")),
        say(_("Grade")),
        say(_("Year")),
    ]
    return [table(titles, rows, widths=(8, 17, 10, 6, 4, 4), right=frozenset((2,)), small=True)]


def _chosen(item: MatchedSolution) -> list[tuple[str, Figure]]:
    """Return the surest figures of the nearest hosts, each host in turn, no metric of a host twice."""
    by_host = []
    for host in item.hosts[:HOSTS]:
        ids = {d.id for d in host.demonstrations}
        own = [f for f in figures(item.solution.id) if f.demonstration_id in ids]
        own.sort(key=lambda f: (SURER_FIRST.get(f.status, 9), f.grade, f.id))
        unique = {f.metric: f for f in reversed(own)}
        kept = [f for f in own if unique[f.metric] is f]
        by_host.append([(host.city.name, f) for f in kept[: -(-FIGURES // min(HOSTS, len(item.hosts)))]])
    return [pair for found in by_host for pair in found]


def _value(draft: Draft, figure: Figure) -> str:
    """Return a figure's value as published; money in its own currency and the prices of its year."""
    if not figure.is_money:
        return quantity(figure.value, figure.unit, draft.language)
    others = "/".join(unit_words(part, draft.language) for part in figure.unit.split("/")[1:])
    millions = abs(figure.value) >= 1e6
    number_shown = written(figure.value / 1e6 if millions else figure.value, draft.language)
    amount = f"{number_shown} {'M ' if millions else ''}{figure.currency}"
    shown = f"{amount}/{others}" if others else amount
    return f"{shown} ({figure.price_year})" if figure.price_year else shown


def _differences(draft: Draft, item: MatchedSolution, hosts: tuple[Host, ...]) -> Block:
    """Return what makes hosts and city alike or different for this solution."""
    say = draft.say
    contexts = [city_context(h.city) for h in hosts]
    rows: list[list[Cell]] = []
    for name in item.solution.nearness:
        own = draft.plan.context.get(name)
        if own is None or not isinstance(own.value, float):
            continue
        theirs = [c[name].value if name in c else None for c in contexts]
        shown = [number(v, own.unit, draft.language) if isinstance(v, float) else NOTHING for v in theirs]
        words = unit_words(own.unit, draft.language)
        rows.append(
            [
                f"{draft.label(name)}{f' ({words})' if words else ''}",
                number(own.value, own.unit, draft.language),
                *shown,
            ]
        )
    near = [quantity(h.nearness_share, "share", draft.language) for h in hosts]
    rows.append([say(_("Nearness for this solution")), NOTHING, *near])
    return table(
        [say(_("Conditions that matter")), draft.plan.city.name, *(h.city.name for h in hosts)],
        rows,
        widths=(16, 8, *(8 for _h in hosts)),
        right=frozenset(range(1, 2 + len(hosts))),
        small=True,
    )


def figures_shown(draft: Draft) -> list[Figure]:
    """Return all figures that the section shows."""
    return [f for item in draft.detailed for _host, f in _chosen(item)]
