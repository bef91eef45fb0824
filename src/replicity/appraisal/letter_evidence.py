"""The evidence that a letter relies on: figures of the hosts with their grade, source and limits."""

from replicity.appraisal.business_case import Appraisal
from replicity.appraisal.hosts import Host
from replicity.appraisal.letter_content import LONGEST_LINE, Value, Words
from replicity.appraisal.letter_terms import LetterTerms
from replicity.catalogue.evidence import Demonstration, Figure, demonstrations, figures, metrics
from replicity.catalogue.labels import label, shown, unit_words
from replicity.catalogue.sources import sources
from replicity.quantities.writing import written

HOSTS, FIGURES_OF_HOST = 3, 3
FAR = 0.3  # nearness below which a host's conditions are called different, as in the match
SURER_FIRST = {"measured": 0, "reported": 1, "modelled": 2, "planned": 3}


def evidence_fields(terms: LetterTerms) -> dict[str, Value]:
    """Return the fields of the group on evidence."""
    rows = [row for found in terms.appraisals for row in _rows(terms, found)]
    reading = terms.say("evidence_reading", evidence_hash=terms.appraisals[0].evidence_hash)
    bare = [a for a in terms.appraisals if not _chosen(terms, a)]
    if bare:
        names = terms.listed([terms.in_each(a.solution.name) for a in bare], ", ")
        reading = terms.listed([reading, terms.say("no_figures", solutions=names)], " ")
    return {"reading": reading, "figures": tuple(rows)}


def _rows(terms: LetterTerms, found: Appraisal) -> list[dict[str, str | Words]]:
    known = demonstrations()
    return [
        {
            "demonstration": _place(known[figure.demonstration_id]),
            "figure": {c: _what(figure, c) for c in terms.languages},
            "value": {c: figure_value(figure, c) for c in terms.languages},
            "standing": {c: _standing(figure, c) for c in terms.languages},
            "source": _source(figure),
            "limits": _limits(terms, found, host, figure),
        }
        for host, figure in _chosen(terms, found)
    ]


def _chosen(terms: LetterTerms, found: Appraisal) -> list[tuple[Host, Figure]]:
    """Return the surest figures of each host, no metric of a host twice."""
    pairs = []
    for host in terms.hosts.get(found.solution.id, ())[:HOSTS]:
        ids = {d.id for d in host.demonstrations}
        own = [f for f in figures(found.solution.id) if f.demonstration_id in ids]
        own.sort(key=lambda f: (SURER_FIRST.get(f.status, 9), f.grade, f.id))
        first = {f.metric: f for f in reversed(own)}
        pairs += [(host, f) for f in own if first[f.metric] is f][:FIGURES_OF_HOST]
    return pairs


def figure_value(figure: Figure, language: str) -> str:
    """Return a figure as published; money in its own currency and the prices of its year."""
    if not figure.is_money:
        return shown(figure.value, figure.unit, language)
    others = "/".join(unit_words(part, language) for part in figure.unit.split("/")[1:])
    amount = f"{written(figure.value, language)} {figure.currency}"
    amount = f"{amount}/{others}" if others else amount
    return f"{amount} ({figure.price_year})" if figure.price_year else amount


def _place(demonstration: Demonstration) -> str:
    where = f"{demonstration.city_name} ({demonstration.country})"
    return f"{demonstration.name}, {where} [{demonstration.id}]"


def _what(figure: Figure, language: str) -> str:
    metric = metrics()[figure.metric]
    return metric.description_es if language == "es" else metric.description_en


def _standing(figure: Figure, language: str) -> str:
    parts = [label(figure.status, language), figure.grade, str(figure.period_year or "")]
    return ", ".join(p for p in parts if p)


def _source(figure: Figure) -> str:
    source = sources().get(figure.source_id)
    if source is None:
        return figure.source_id
    title = source.title if source.title.startswith(source.producer) else f"{source.producer}: {source.title}"
    return title[:LONGEST_LINE]


def _limits(terms: LetterTerms, found: Appraisal, host: Host, figure: Figure) -> Words:
    """Return what must be known about a figure before relying on it."""
    limits = []
    if figure.status in ("modelled", "planned"):
        limits.append(terms.say("limit_planned"))
    elif figure.status == "reported":
        limits.append(terms.say("limit_self"))
    if figure.grade in ("C", "D"):
        limits.append(terms.say("limit_grade"))
    if host.nearness_share < FAR:
        limits.append(terms.say("limit_far", city=found.city.name))
    return terms.listed(limits or [terms.say("limit_place")], " ")
