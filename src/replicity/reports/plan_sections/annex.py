"""Section: every input with its source, the list of sources, and how to repeat the calculation."""

from collections.abc import Iterable, Mapping

from replicity.appraisal.inputs import Input
from replicity.catalogue.labels import unit_words
from replicity.catalogue.sources import sources
from replicity.catalogue.wording import sentence as _
from replicity.quantities.money import BASE_YEAR
from replicity.quantities.writing import written
from replicity.reports.blocks import Block, Cell, heading, linked, section, table, text
from replicity.reports.plan_sections.draft import Draft
from replicity.reports.plan_sections.evidence import figures_shown
from replicity.reports.quantity import NOTHING, number, spread
from replicity.version import VERSION


def annex(draft: Draft) -> Block:
    """Return the section."""
    say = draft.say
    together, own = _shared(draft)
    numbers = {source_id: n for n, source_id in enumerate(_used(draft), start=1)}
    blocks: list[Block] = [
        text(
            say(
                _(
                    "Every input of the appraisals: its middle, its range from the 10 % to the 90 "
                    "% point, unit, year, status and source. Money is real euro of {year} at this "
                    "city's price level."
                )
            ).format(year=BASE_YEAR)
        ),
    ]
    for name, items in [(say(_("Inputs of all solutions")), together), *own]:
        if not items:
            continue
        blocks += [heading(name), _inputs(draft, items, numbers)]
    blocks += [
        heading(say(_("Sources"))),
        _sources(draft, numbers),
        heading(say(_("How to repeat this"))),
        text(_repeat(draft)),
    ]
    return section(say(_("Annex: inputs and sources")), blocks, new_page=True)


def _shared(draft: Draft) -> tuple[list[Input], list[tuple[str, list[Input]]]]:
    """Return the inputs that are the same in all solutions, and the rest by solution."""
    cases = [(draft.name(s), s.case.appraisal.inputs) for s in draft.plan.match.solutions]
    if len(cases) == 1:
        return [], [(cases[0][0], [item for _name, item in sorted(cases[0][1].items())])]
    first = cases[0][1]
    same = {n for n, item in first.items() if all(i.get(n) == item for _name, i in cases)}
    together = [item for n, item in sorted(first.items()) if n in same]
    return together, [(name, [i for n, i in sorted(items.items()) if n not in same]) for name, items in cases]


def _inputs(draft: Draft, items: Iterable[Input], numbers: Mapping[str, int]) -> Block:
    say = draft.say
    rows = [
        [
            draft.label(i.name),
            number(i.spread.mode, i.unit, draft.language),
            spread(i.spread.low, i.spread.high, i.unit if i.unit != "eur" else "count", draft.language)
            or NOTHING,
            unit_words(i.unit, draft.language) or NOTHING,
            i.year or NOTHING,
            draft.label(i.status),
            _source_name(draft, i.source, numbers),
        ]
        for i in items
    ]
    titles = [
        say(_("Input")), say(_("Value")), say(_("Range")), say(_("Unit")), say(_("Year")),
        say(_("Status")), say(_("Source")),
    ]  # fmt: skip
    return table(
        titles, rows, widths=(19.5, 6.5, 11, 10.5, 7.5, 12.5, 5), right=frozenset((1, 2, 6)), small=True
    )


def _source_name(draft: Draft, source: str, numbers: Mapping[str, int]) -> str:
    if source == "your own value":
        return draft.say(_("your own value"))
    if source == "countries with data":
        return draft.say(_("countries with data"))
    return str(numbers[source]) if source in numbers else NOTHING


def _used(draft: Draft) -> list[str]:
    """Return the ids of all sources behind the plan, in order, then the quotes of providers."""
    inputs = [i for s in draft.plan.match.solutions for i in s.case.appraisal.inputs.values()]
    used = {i.source for i in inputs}
    used |= {v.source for v in draft.plan.context.values()}
    used |= {f.source_id for f in figures_shown(draft)}
    used |= {a.source for s in draft.detailed for a in s.case.appraisal.adaptation_log}
    return [*sorted(used & set(sources())), *sorted({i.source for i in inputs if i.status == "quote"})]


def _sources(draft: Draft, numbers: Mapping[str, int]) -> Block:
    say = draft.say
    rows: list[list[Cell]] = []
    for source_id, position in numbers.items():
        source = sources().get(source_id)
        if source is None:
            rows.append([str(position), source_id, NOTHING])
            continue
        published = f", {source.date_published[:4]}" if source.date_published else ""
        shown = source.url.removeprefix("https://").removeprefix("http://").removesuffix("/")
        address: Cell = linked(_breakable(shown), source.url) if source.url else NOTHING
        rows.append([str(position), f"{source.title}. {source.producer}{published}", address])
    titles = [say(_("No.")), say(_("Title, producer, year")), say(_("Address"))]
    return table(titles, rows, widths=(3.5, 23, 23), small=True)


def _breakable(address: str) -> str:
    """Return an address that may break after its slashes and hyphens."""
    for sign in "/-_?&=":
        address = address.replace(sign, sign + "\N{ZERO WIDTH SPACE}")
    return address


def _repeat(draft: Draft) -> str:
    options = draft.plan.options
    return draft.say(
        _(
            "Version {version}, seed {seed}, {draws} draws, evidence {evidence}. The same "
            "version, seed, draws and values give the same figures."
        )
    ).format(
        version=VERSION,
        seed=options.seed,
        draws=written(options.draws, draft.language),
        evidence=draft.evidence_hash,
    )
