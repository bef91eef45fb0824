"""The prediction made when a letter of intent is signed: kept whole, and made anew from its own record."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any, Final

from replicity.appraisal.business_case import Appraisal
from replicity.appraisal.figure_documents import evidence_hash_with, extra_figures, figure_document
from replicity.appraisal.inputs import Quote
from replicity.appraisal.metric_rules import UnknownMetric
from replicity.appraisal.prediction import predict_metric
from replicity.appraisal.requests import Options, case_of
from replicity.catalogue.cities import City, get_city
from replicity.catalogue.kpis import Outcome, measuring_plans
from replicity.catalogue.solutions import get_solution
from replicity.catalogue.wording import sentence as _
from replicity.catalogue.wording import translator
from replicity.quantities.money import BASE_YEAR
from replicity.quantities.suffixes import UnitError, unit_of
from replicity.version import VERSION

FORM: Final = 1


class RecordError(ValueError):
    """A record of a prediction that cannot be read."""


@dataclass(frozen=True, slots=True)
class Promised:
    """What was promised of one metric: quantiles in its unit, and what they rest on."""

    metric: str
    unit: str
    quantiles: Mapping[str, float]
    basis: str
    demonstrations_count: int

    @property
    def p50(self) -> float:
        """Return the median."""
        return self.quantiles["p50"]


@dataclass(frozen=True, slots=True)
class FrozenPrediction:
    """What was asked, by which program and evidence, and all that came out."""

    city: str
    solution: str
    scale: float
    business_model: str
    values: Mapping[str, float]
    justifications: Mapping[str, str]
    quotes: Mapping[str, Quote]
    draws: int
    seed: int
    language: str
    date: str
    version: str
    base_year: int
    evidence_hash: str
    figures: tuple[Mapping[str, Any], ...]
    promised: Mapping[str, Promised]
    result: Mapping[str, Any]

    def to_text(self) -> str:
        """Return the record as canonical JSON: the same prediction is always the same text."""
        return _canonical({"form": FORM, **asdict(self)})

    def options(self, language: str) -> Options:
        """Return what it was made with, in a language."""
        return Options(
            values=dict(self.values),
            draws=self.draws,
            seed=self.seed,
            language=language,
            extra_figures=self.figures,
            justifications=dict(self.justifications),
            quotes={self.solution: dict(self.quotes)},
        )

    @property
    def digest(self) -> str:
        """Return the fingerprint of the record."""
        return digest_of(self.to_text())

    @classmethod
    def of_text(cls, text: str) -> "FrozenPrediction":
        """Return the prediction of a record.

        Raises
        ------
        RecordError
            If the text is no record of this form.
        """
        try:
            raw = json.loads(text)
            if raw.pop("form") != FORM:
                raise RecordError("The prediction was kept in a form that this program does not read.")
            raw["promised"] = {name: Promised(**value) for name, value in raw["promised"].items()}
            raw["figures"] = tuple(raw["figures"])
            raw["quotes"] = {name: Quote(**value) for name, value in raw["quotes"].items()}
            return cls(**raw)
        except (TypeError, KeyError, AttributeError, json.JSONDecodeError) as error:
            raise RecordError(f"The record of the prediction cannot be read ({error!r}).") from None


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A prediction worked out anew from its record, and how it compares."""

    frozen: FrozenPrediction
    anew: FrozenPrediction
    differing: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Tell whether every number came out as it was frozen."""
        return not self.differing

    @property
    def evidence_changed(self) -> bool:
        """Tell whether the evidence is another than it was."""
        return self.frozen.evidence_hash != self.anew.evidence_hash

    @property
    def program_changed(self) -> bool:
        """Tell whether the program is of another version."""
        return self.frozen.version != self.anew.version

    def sentences(self, language: str) -> tuple[str, ...]:
        """Return what the comparison says."""
        say, then, now = translator(language), self.frozen, self.anew
        found = []
        if self.evidence_changed:
            text = _(
                "The evidence has changed since {date}: its fingerprint was {then} and is now {now}. "
                "The frozen numbers stand."
            )
            found.append(say(text).format(date=then.date, then=then.evidence_hash, now=now.evidence_hash))
        if self.program_changed:
            text = _("The prediction was made by version {then} of the program; this is version {now}.")
            found.append(say(text).format(then=then.version, now=now.version))
        if self.same:
            found.append(say(_("Worked out anew from its record, the prediction gives the same numbers.")))
        else:
            text = _("Worked out anew, {count} numbers differ: {names}.")
            names = ", ".join(self.differing[:5]) + (" …" if len(self.differing) > 5 else "")
            found.append(say(text).format(count=len(self.differing), names=names))
        return tuple(found)


def freeze(
    city: City,
    solution: str,
    options: Options,
    date: str,
    scale: float | None = None,
    business_model: str | None = None,
) -> FrozenPrediction:
    """Return the prediction of a replica on a date (YYYY-MM-DD), with all that is needed to make it again."""
    record = get_solution(solution)
    found = case_of(city, record, options, scale, business_model).appraisal
    extra = found.request.extra_figures
    return FrozenPrediction(
        city=city.id,
        solution=record.id,
        scale=found.request.scale,
        business_model=found.request.business_model,
        values=dict(options.values),
        justifications=dict(options.justifications),
        quotes=dict(options.quotes.get(record.id, {})),
        draws=options.draws,
        seed=options.seed,
        language=options.language,
        date=date,
        version=VERSION,
        base_year=BASE_YEAR,
        evidence_hash=evidence_hash_with(extra),
        figures=tuple(figure_document(e.figure, e.place) for e in extra),
        promised=_promised(city, found),
        result=json.loads(_canonical(found.to_dict())),
    )


def rebuild(frozen: FrozenPrediction) -> Rebuilt:
    """Work a prediction out anew from its record alone and compare."""
    anew = freeze(
        get_city(frozen.city),
        frozen.solution,
        frozen.options(frozen.language),
        frozen.date,
        frozen.scale,
        frozen.business_model,
    )
    before, after = json.loads(frozen.to_text()), json.loads(anew.to_text())
    parts = ("promised", "result")
    differing = tuple(
        path for part in parts for path in _differences(before[part], after[part], part) if _told(path)
    )
    return Rebuilt(frozen, anew, differing)


def digest_of(text: str) -> str:
    """Return the fingerprint of a record's text."""
    return sha256(text.encode("utf-8")).hexdigest()


def _canonical(document: object) -> str:
    return json.dumps(document, sort_keys=True, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _promised(city: City, found: Appraisal) -> dict[str, Promised]:
    """Return what the evidence or the appraisal promises of each outcome of the solution."""
    plan = measuring_plans()[found.solution.id]
    made = {o.metric: _promise_of(o, city, found) for o in plan.outcomes}
    return {metric: promise for metric, promise in made.items() if promise is not None}


def _promise_of(outcome: Outcome, city: City, found: Appraisal) -> Promised | None:
    promise = outcome.promise
    if promise is None:
        return None
    if promise.kind == "result":
        held = found.results.get(promise.name)
        points = {} if held is None else {"p10": held.p10, "p50": held.p50, "p90": held.p90}
        if not points or None in points.values():
            return None
        quantiles = {name: float(value) for name, value in points.items() if value is not None}
        return Promised(outcome.metric, _unit(promise.name), quantiles, "appraisal", 0)
    try:
        own = found.request.scale if promise.solution == found.solution.id else None
        made = predict_metric(
            city, promise.solution, promise.name, scale=own, extra=extra_figures(found.request.extra_figures)
        )
    except UnknownMetric:
        return None
    return Promised(outcome.metric, made.unit, dict(made.quantiles), made.basis, made.demonstrations_count)


def _unit(name: str) -> str:
    try:
        return unit_of(name)
    except UnitError:
        return ""


def _told(path: str) -> bool:
    """Tell whether a difference is of a number: hash and version are told apart from the numbers."""
    return not path.endswith(("evidence_hash", ".version"))


def _differences(before: Any, after: Any, path: str) -> Sequence[str]:
    """Return the paths at which two documents differ."""
    if isinstance(before, dict) and isinstance(after, dict):
        return [
            found
            for key in sorted({*before, *after})
            for found in _differences(before.get(key), after.get(key), f"{path}.{key}")
        ]
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        pairs = enumerate(zip(before, after, strict=True))
        return [found for i, (a, b) in pairs for found in _differences(a, b, f"{path}.{i}")]
    return [] if before == after else [path]
