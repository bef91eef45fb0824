"""The tables of the validation page, from the code."""

from textwrap import fill

from replicity.appraisal.validation import Validation, validation_report
from replicity.cli.evidence import SCORES, score_row

WIDTH = 118


def _lines(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)]) + "\n"


def scores(way: Validation) -> str:
    rows = [(f"`{s.panel}`", *score_row(s)[1:]) for s in way.panels]
    return _lines(SCORES, [*rows, score_row(way.overall)])


def misses() -> str:
    """Return which panels miss which aim, with one demonstration left out."""
    report = validation_report()
    told = {
        "crps_ratio_to_pooled": "are no better than pooled",
        "crps_ratio_to_headline": "are not 20 % better than the headline",
        "coverage80_share": "have an 80 % interval that holds fewer than 72 or more than 88 %",
    }
    items = [f"Of {len(report.by_demonstration.panels)} panels, with one demonstration left out:\n"]
    for aim, words in told.items():
        names = [f"`{s.panel}`" for s in report.by_demonstration.panels if aim in s.misses]
        items.append(
            fill(
                f"- {len(names)} {words}: {', '.join(names)}.",
                WIDTH,
                subsequent_indent="  ",
                break_on_hyphens=False,
            )
        )
    small = ", ".join(f"`{name}`" for name in report.too_small)
    return "\n".join([*items, f"\nFewer than four demonstrations, not scored: {small}."]) + "\n"


def realisation() -> str:
    rows = [
        (
            r.group,
            f"{r.p10:.2f}",
            f"{r.p50:.2f}",
            f"{r.p90:.2f}",
            str(r.promises_count),
            str(r.outcomes_count),
        )
        for r in validation_report().realisation
    ]
    return _lines(("group", "10 %", "50 %", "90 %", "promises", "outcomes"), rows)


def validation_sections() -> dict[str, str]:
    report = validation_report()
    return {
        "validation-by-demonstration": scores(report.by_demonstration),
        "validation-by-city": scores(report.by_city),
        "validation-misses": misses(),
        "validation-realisation": realisation(),
    }
