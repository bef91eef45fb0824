"""What stands behind the numbers of a letter: kept with the draft, so that they can be worked out again."""

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from replicity.appraisal.business_case import Appraisal
from replicity.appraisal.figure_documents import evidence_hash_with, figure_document
from replicity.appraisal.inputs import Quote
from replicity.appraisal.letter_content import LetterContent
from replicity.appraisal.requests import Options
from replicity.catalogue.methods import model_texts
from replicity.catalogue.solutions import get_solution
from replicity.version import VERSION
from replicity.web.shared.numbers import read_number

# the results of which a letter and the project that follows from it must say the same
COMPARED = ("capex_eur", "avoided_tco2e_per_year")
_NUMBER_FIRST = re.compile(r"\s*([\d.,\s\u00a0\u202f]*\d)(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class AgreedTerms:
    """What a letter says of a solution: size, business model, and what its expected results were made with.

    `results` holds the 10, 50 and 90 % points as the letter was drafted; `scale_words` is the size as it
    stands in the letter.
    """

    scale: float
    business_model: str
    options: Options
    results: Mapping[str, Mapping[str, float | None]]
    scale_words: str


def basis_of(found: Sequence[Appraisal], content: LetterContent) -> dict[str, Any]:
    """Return by solution what a draft rests on, as the database keeps it."""
    return {a.solution.id: _kept(a, content) for a in found}


def basis_digest(basis: Mapping[str, Any]) -> str:
    """Return the fingerprint of a basis, which the audit trail keeps."""
    return sha256(json.dumps(basis, sort_keys=True).encode()).hexdigest()


def agreed_terms(basis: Mapping[str, Any], content: LetterContent, solution: str) -> AgreedTerms | None:
    """Return the terms of a solution as the parties settled them; None for a letter without a basis."""
    kept = basis.get(solution)
    if kept is None:
        return None
    language = content.languages[0]
    words, model = _words(content, solution, language)
    return AgreedTerms(
        scale=_agreed_scale(kept, words, language),
        business_model=_agreed_model(kept, model, solution, language),
        options=Options(
            values=dict(kept["values"]),
            draws=kept["draws"],
            seed=kept["seed"],
            language=kept["language"],
            extra_figures=tuple(kept["figures"]),
            justifications=dict(kept["justifications"]),
            quotes={solution: {name: Quote(**quote) for name, quote in kept["quotes"].items()}},
        ),
        results=kept["results"],
        scale_words=words,
    )


def _kept(found: Appraisal, content: LetterContent) -> dict[str, Any]:
    asked, language = found.request, content.languages[0]
    scale_words, model_words = _words(content, found.solution.id, language)
    own = {name: value for name, value in asked.overrides.items() if name not in asked.quotes}
    results = found.to_dict()["results"]
    return {
        "scale": asked.scale,
        "business_model": asked.business_model,
        "values": {**own, **{name: float(yes) for name, yes in asked.answers.items()}},
        "justifications": dict(asked.justifications),
        "quotes": {name: asdict(quote) for name, quote in asked.quotes.items()},
        "draws": asked.draws,
        "seed": asked.seed,
        "language": asked.language,
        "figures": [figure_document(e.figure, e.place) for e in asked.extra_figures],
        "evidence_hash": evidence_hash_with(asked.extra_figures),
        "version": VERSION,
        "results": {name: _points(results, name) for name in COMPARED},
        "scale_words": scale_words,
        "model_words": model_words,
    }


def _points(results: Any, name: str) -> dict[str, float | None]:
    return {point: results[name][point] for point in ("p10", "p50", "p90")} if name in results else {}


def _words(content: LetterContent, solution: str, language: str) -> tuple[str, str]:
    """Return size and business model of a solution in the words of a letter; empty where a row is gone."""
    name = get_solution(solution).name.of(language)
    sizes = (r for r in content.rows("scope", "solutions") if r["catalogue"] == solution)
    models = (r for r in content.rows("business_model", "models") if _said(r["solution"], language) == name)
    size, model = next(sizes, None), next(models, None)
    return (
        _said(size["scale"], language) if size else "",
        _said(model["model"], language) if model else "",
    )


def _said(cell: object, language: str) -> str:
    return str(cell.get(language, "")) if isinstance(cell, Mapping) else str(cell or "")


def _agreed_scale(kept: Mapping[str, Any], words: str, language: str) -> float:
    """Return the size; one that was negotiated counts where number and unit can be read as in the draft."""
    drafted, settled = _NUMBER_FIRST.match(kept["scale_words"]), _NUMBER_FIRST.match(words)
    scale = float(kept["scale"])
    if words == kept["scale_words"] or drafted is None or settled is None:
        return scale
    before, now = read_number(drafted[1], language), read_number(settled[1], language)
    if not before or not now or drafted[2].split() != settled[2].split():
        return scale
    # the words round, and may count thousands or millions of the unit
    return scale if now == before else now * 10.0 ** round(math.log10(scale / before))


def _agreed_model(kept: Mapping[str, Any], words: str, solution: str, language: str) -> str:
    names = {
        model_texts()[m.id].name.of(language).casefold(): m.id for m in get_solution(solution).business_models
    }
    return names.get(words.casefold(), str(kept["business_model"]))
