"""Sections of the documentation that follow from the code and the data, as Markdown."""

import csv
from collections import Counter, defaultdict

from tests.docs.documentation import DOCS, ROOT
from tests.docs.scores import validation_sections

from replicity.catalogue.kpis import Outcome, indicators, measuring_plans
from replicity.catalogue.methods import criteria, model_texts
from replicity.catalogue.parameters import Parameter, common_parameters
from replicity.catalogue.preconditions import preconditions
from replicity.catalogue.solutions import CatalogueSolution, catalogue
from replicity.engine.business_models import business_models
from replicity.quantities.suffixes import UNITS
from replicity.quantities.writing import written

SOURCES = ROOT / "src" / "replicity" / "data" / "sources"
FACTS = "facts cited"


def sources() -> list[dict[str, str]]:
    rows = []
    for path in sorted(SOURCES.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows.extend({**row, "file": path.name} for row in csv.DictReader(file))
    return rows


def _table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    lines += [
        "| " + " | ".join(cell.replace("|", "/").replace("\n", " ") for cell in row) + " |" for row in rows
    ]
    return "\n".join(lines) + "\n"


def _parameter_row(p: Parameter) -> tuple[str, ...]:
    spread = p.spread
    around = "" if spread.is_fixed else f"{written(spread.low)} to {written(spread.high)}"
    money = f"{p.currency} {p.price_year}" if p.currency else ""
    return (f"`{p.name}`", p.unit, written(spread.mode), around, money, p.kind, f"`{p.source_id}`")


PARAMETER_HEADS = ("name", "unit", "middle", "10 % to 90 %", "money of", "kind", "source")


def _solution(solution: CatalogueSolution) -> str:
    scale = solution.default_scale
    also = "".join(f", {t}" for t in solution.tracks_also)
    model_inputs = [
        n for n in solution.model.input_names() if n not in solution.parameters and n != solution.scale_name
    ]
    linear = (
        "Linear in scale."
        if solution.model.linear
        else f"Not linear in scale: {solution.model.nonlinear_reason}"
    )
    parts = [
        f"## {solution.id}\n\n{solution.name.en}. {solution.summary.en}\n",
        _table(
            ("what", "value"),
            [
                ("track", f"{solution.track}{also}"),
                (
                    "kind",
                    "enabler: cost and reach only, no cash return" if solution.enabler else "investment",
                ),
                ("horizon", f"{solution.horizon_years} years"),
                ("scale", f"`{solution.scale_name}`"),
                (
                    "default scale",
                    f"{written(scale.per_inhabitant)} an inhabitant, at least {written(scale.lowest)}, "
                    f"at most {written(scale.highest)} (`{scale.source_id}`). {scale.why.en}",
                ),
                ("sides", ", ".join(f"{s.value}: {a.value}" for s, a in solution.parties.items())),
                ("business models", ", ".join(f"`{m.id}`" for m in solution.business_models)),
                ("electricity tariff", f"`{solution.electricity_price}`"),
                ("readiness level", str(solution.readiness_level)),
                ("lead time", f"{written(solution.lead_time_years)} years"),
                ("preconditions", ", ".join(f"`{use.id}`" for use in solution.preconditions)),
                (
                    "alike when near in",
                    ", ".join(f"`{n}` ({written(v)} is far)" for n, v in solution.nearness.items()),
                ),
                ("from the city's context", ", ".join(f"`{n}`" for n in model_inputs) or "–"),
            ],
        ),
        f"{linear}\n",
        _table(PARAMETER_HEADS, [_parameter_row(p) for p in solution.parameters.values()]),
    ]
    return "\n".join(parts)


def solutions() -> str:
    return "\n".join(_solution(s) for s in catalogue().values())


def common() -> str:
    return _table(PARAMETER_HEADS, [_parameter_row(p) for p in common_parameters().values()])


def units() -> str:
    return _table(
        ("in names", "on screen"), [(f"`{name}`", sign or "(no sign)") for name, sign in UNITS.items()]
    )


def models() -> str:
    rows = []
    for name, model in business_models().items():
        text = model_texts()[name]
        takes = ", ".join(f"{side.value}: {actor.value}" for side, actor in model.takes.items()) or "–"
        price = f"`{model.price.name}`" if model.price else "–"
        paid = f"`{model.needs_service}`" if model.needs_service else "–"
        rows.append((f"`{name}`", f"{text.name.en}. {text.summary.en}", takes, price, paid))
    return _table(("id", "what it is", "sides it moves", "contract price", "service it needs"), rows)


def goals() -> str:
    rows = [
        (
            f"`{c}`",
            r.name.en,
            f"`{r.measure}`",
            f"{r.worst:g}",
            f"{r.best:g}",
            "log" if r.log else "linear",
            f"{r.weight:g}",
        )
        for c, r in criteria().items()
    ]
    return _table(("goal", "name", "measure", "worth 0 at", "worth 1 at", "scale", "weight"), rows)


def questions() -> str:
    by_category = defaultdict(list)
    for record in preconditions().values():
        by_category[record.category].append(record)
    parts = []
    for category in sorted(by_category):
        rows = []
        for record in by_category[category]:
            test = record.test
            asked = "asked from the city" if "answer" in test else f"read from `{test['context']}`"
            rows.append((f"`{record.id}`", record.question.en, asked, record.if_missing or "–", record.owner))
        parts.append(
            f"### {category}\n\n" + _table(("id", "question", "how", "a no means", "who acts"), rows)
        )
    return "\n".join(parts)


def open_sources() -> str:
    """Return every source with a licence of its own, by licence."""
    by_licence = defaultdict(list)
    for row in sources():
        if row["licence"] != FACTS:
            by_licence[row["licence"]].append(row)
    parts = []
    for licence in sorted(by_licence):
        rows = [
            (row["producer"], row["title"], f"<{row['url']}>" if row["url"] else "–", f"`{row['source_id']}`")
            for row in by_licence[licence]
        ]
        parts.append(f"### {licence}\n\n" + _table(("producer", "title", "address", "record"), rows))
    return "\n".join(parts)


def cited_sources() -> str:
    counts = Counter(row["file"] for row in sources() if row["licence"] == FACTS)
    link = "[`{0}`](src/replicity/data/sources/{0})"
    return _table(("file", "sources"), [(link.format(name), str(counts[name])) for name in sorted(counts)])


def index(folder: str) -> str:
    """Return a list of the pages of a folder by their titles."""
    lines = []
    for path in sorted((DOCS / folder).glob("*.md")):
        title = path.read_text(encoding="utf-8").split("\n", 1)[0].removeprefix("# ")
        lines.append(f"- [{title}]({path.relative_to(DOCS).as_posix()})")
    return "\n".join(lines) + "\n"


def indicators_table() -> str:
    rows = [
        (
            f"`{i.id}`",
            f"{i.name.en}. {i.definition.en}",
            i.citykeys or "–",
            i.scis or "–",
            i.u4ssc or "–",
            ", ".join(i.sdgs),
            ", ".join(f"`{s}`" for s in i.source_ids),
        )
        for i in indicators().values()
    ]
    return _table(("id", "what it is", "CITYkeys", "SCIS", "U4SSC", "SDG", "source"), rows)


def measures() -> str:
    parts = []
    for plan in measuring_plans().values():
        meters = [
            (
                f"`{m.name}`",
                f"{m.called.en}. {m.method.en}",
                m.rhythm,
                m.before.en if m.needs_baseline else "–",
                f"`{m.normalised_by}`" if m.normalised_by else "–",
            )
            for m in plan.meters.values()
        ]
        outcomes = [
            (
                f"`{o.metric}`",
                _formula(o),
                f"`{o.promise.name}` ({o.promise.kind})" if o.promise else "–",
                ", ".join(f"`{name}`" for name in o.indicators),
                o.status,
            )
            for o in plan.outcomes
        ]
        heads = ("meter", "what is read", "rhythm", "baseline", "corrected for weather by")
        results = ("outcome", "formula", "promised by", "indicators", "status as evidence")
        parts.append(f"### {plan.solution}\n\n{_table(heads, meters)}\n{_table(results, outcomes)}")
    return "\n".join(parts)


def _formula(outcome: Outcome) -> str:
    of, against = f"`{outcome.of}`", f"`{outcome.against}`"
    return {
        "saving_share": f"1 − {of} / its baseline",
        "saving_per_scale": f"(baseline − {of}) / size",
        "saving_per_area": f"(baseline − {of}) / floor area",
        "per_scale": f"{of} / size",
        "ratio": f"{of} / {against}",
        "total": of,
    }[outcome.formula]


def sections() -> dict[str, str]:
    """Return every generated section by the name in its markers."""
    return {
        "how-to-index": index("how-to"),
        "reference-index": index("reference"),
        "explanation-index": index("explanation"),
        "decisions-index": index("explanation/decisions"),
        "solutions": solutions(),
        "common-parameters": common(),
        "units": units(),
        "business-models": models(),
        "goals": goals(),
        "preconditions": questions(),
        "open-sources": open_sources(),
        "cited-sources": cited_sources(),
        "indicators": indicators_table(),
        "measures": measures(),
        **validation_sections(),
    }
