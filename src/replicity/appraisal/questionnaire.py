"""The questionnaire of ten minutes: the questions and numbers whose answers can change most in a city."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from replicity.appraisal.business_case import Case, build_case
from replicity.appraisal.conditions import Condition, conditions, overall
from replicity.appraisal.context import ContextValue
from replicity.appraisal.explanation import cash_swings
from replicity.appraisal.inputs import InputError
from replicity.appraisal.requests import Options, answer_names, checked, own_context, request_of
from replicity.catalogue.cities import City, get_city
from replicity.catalogue.labels import label, shown
from replicity.catalogue.parameters import common_parameters
from replicity.catalogue.preconditions import SEVERITIES, preconditions
from replicity.catalogue.questions import questionnaire_terms
from replicity.catalogue.solutions import CatalogueSolution, catalogue
from replicity.engine.sensitivity import Swing
from replicity.quantities.money import BASE_YEAR
from replicity.quantities.writing import money
from replicity.version import VERSION

# swings are worked out from the spreads of the inputs; the draws only give the investment
FEW_DRAWS = 200


@dataclass(frozen=True, slots=True)
class Question:
    """One question to the city: what it concerns, what a no means, and how it would be mended."""

    name: str
    question: str
    category: str
    severity: str
    solutions: tuple[str, ...]
    if_no: str
    why: str
    remedy: str
    owner: str

    def to_dict(self) -> dict[str, object]:
        """Return the question as in the JSON, with room for the answer."""
        return {
            "name": self.name,
            "question": self.question,
            "category": self.category,
            "severity": self.severity,
            "solutions": list(self.solutions),
            "if_no": self.if_no,
            "why": self.why,
            "remedy": self.remedy,
            "owner": self.owner,
            "answer": None,
        }


@dataclass(frozen=True, slots=True)
class NumberAsked:
    """One number that the city may know better: ours with its range, and how far the result moves with it."""

    name: str
    label: str
    unit: str
    value: float
    low: float
    high: float
    status: str
    source: str
    solutions: tuple[str, ...]
    swing_share: float
    why: str

    def to_dict(self) -> dict[str, object]:
        """Return the number as in the JSON, with room for the answer and a justification."""
        return {
            "name": self.name,
            "label": self.label,
            "unit": self.unit,
            "value": self.value,
            "low": self.low,
            "high": self.high,
            "status": self.status,
            "source": self.source or None,
            "solutions": list(self.solutions),
            "swing_share": self.swing_share,
            "why": self.why,
            "answer": None,
            "justification": None,
        }


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """What to ask a city first, the answers that can change most before the others."""

    city: City
    solutions: tuple[str, ...]
    questions: tuple[Question, ...]
    numbers: tuple[NumberAsked, ...]
    left_out_count: int
    minutes: float

    def to_dict(self) -> dict[str, object]:
        """Return the questionnaire as in the JSON; filled in, it is a file of answers."""
        return {
            "version": VERSION,
            "base_year": BASE_YEAR,
            "city": self.city.id,
            "city_name": self.city.name,
            "country": self.city.country,
            "solutions": list(self.solutions),
            "minutes": self.minutes,
            "questions": [q.to_dict() for q in self.questions],
            "numbers": [n.to_dict() for n in self.numbers],
            "left_out_count": self.left_out_count,
        }


def questionnaire(city: str, *, tracks: Sequence[int] = (), options: Options | None = None) -> Questionnaire:
    """Return the questionnaire of a city, by the name that people use."""
    return questionnaire_of(get_city(city), tracks, options or Options())


def questionnaire_of(city: City, tracks: Sequence[int], options: Options) -> Questionnaire:
    """Return the questionnaire of a city for the solutions of some tracks, or of all.

    What was answered in the options is not asked again; a solution that the data or an answer block under
    every business model is left out.
    """
    checked(options, list(catalogue().values()))
    chosen = [s for s in catalogue().values() if not tracks or set(tracks) & {s.track, *s.tracks_also}]
    if not chosen:
        raise InputError(f"There are no solutions in track {', '.join(map(str, tracks))}; use 1 to 5.")
    context = own_context(city, options)
    asked = {s.id: _open_questions(s, context, options) for s in chosen}
    possible = [s for s in chosen if asked[s.id] is not None]
    numbers = _numbers([_case(city, s, context, options) for s in possible], options.language)
    questions = _questions({s.id: asked[s.id] or () for s in possible}, options.language)
    terms = questionnaire_terms()
    first = questions[: terms.questions_beside(len(numbers))]
    return Questionnaire(
        city=city,
        solutions=tuple(s.id for s in possible),
        questions=first,
        numbers=numbers,
        left_out_count=len(questions) - len(first),
        minutes=terms.seconds(len(first), len(numbers)) / 60,
    )


def _open_questions(
    solution: CatalogueSolution, context: Mapping[str, ContextValue], options: Options
) -> tuple[Condition, ...] | None:
    """Return the unanswered conditions under any business model, None where every model is blocked."""
    known = answer_names()
    answers = {name: bool(value) for name, value in options.values.items() if name in known}
    by_model = [
        conditions(solution, context, answers, options.language, model.id)
        for model in solution.business_models
    ]
    alive = [found for found in by_model if overall(found) != "blocked"]
    if not alive:
        return None
    found = {c.id: c for part in alive for c in part if c.status == "unknown" and c.id in known}
    return tuple(found.values())


def _questions(asked: Mapping[str, tuple[Condition, ...]], language: str) -> tuple[Question, ...]:
    """Return the questions: blocks first, remarks last, and among equals those of most solutions first."""
    concerned: dict[str, list[str]] = {}
    first: dict[str, Condition] = {}
    for solution, found in asked.items():
        for condition in found:
            concerned.setdefault(condition.id, []).append(solution)
            first.setdefault(condition.id, condition)
    every = [_question(first[name], concerned[name], language) for name in concerned]
    order = list(preconditions())
    return tuple(
        sorted(
            every,
            key=lambda q: (SEVERITIES.index(q.severity), -len(q.solutions), order.index(q.name)),
        )
    )


def _question(condition: Condition, solutions: list[str], language: str) -> Question:
    kind = {"block": "blocks", "major": "conditions", "minor": "remarks"}[condition.severity]
    named = ", ".join(catalogue()[s].name.of(language) for s in solutions)
    record = preconditions()[condition.id]
    return Question(
        name=condition.id,
        question=condition.question,
        category=record.category,
        severity=condition.severity,
        solutions=tuple(solutions),
        if_no=record.if_missing,
        why=questionnaire_terms().texts[kind].of(language).format(solutions=named),
        remedy=condition.remedy,
        owner=condition.owner,
    )


def _case(
    city: City, solution: CatalogueSolution, context: Mapping[str, ContextValue], options: Options
) -> Case:
    few = replace(options, draws=min(options.draws, FEW_DRAWS))
    return build_case(city, solution, context, request_of(solution, context, few))


def _numbers(cases: Sequence[Case], language: str) -> tuple[NumberAsked, ...]:
    """Return the inputs with the widest swings against the investment, not too many of one solution."""
    terms = questionnaire_terms()
    # one name that means different things in two solutions cannot be answered with one number
    names = [name for s in catalogue().values() for name in s.parameters]
    shared = {*common_parameters(), *(name for name in names if names.count(name) > 1)}
    ranked: list[tuple[float, Swing, Case]] = []
    for case in cases:
        investment = case.appraisal.results["capex_eur"].p50 or 0.0
        for swing in cash_swings(case):
            item = case.appraisal.inputs[swing.name]
            if investment > 0 and swing.name not in shared and terms.asks_for(swing.name, item.status):
                ranked.append((swing.width / investment, swing, case))
    ranked.sort(key=lambda entry: (-entry[0], entry[1].name, entry[2].appraisal.solution.id))
    found: dict[str, NumberAsked] = {}
    per_solution: dict[str, int] = {}
    for share, swing, case in ranked:
        solution = case.appraisal.solution.id
        full = per_solution.get(solution, 0) >= terms.most_numbers_per_solution
        if swing.name in found or full or len(found) >= terms.most_numbers:
            continue
        per_solution[solution] = per_solution.get(solution, 0) + 1
        concerned = tuple(c.appraisal.solution.id for c in cases if swing.name in c.appraisal.inputs)
        found[swing.name] = _number(share, swing, case, concerned, language)
    return tuple(found.values())


def _number(share: float, swing: Swing, case: Case, solutions: tuple[str, ...], language: str) -> NumberAsked:
    item = case.appraisal.inputs[swing.name]
    why = questionnaire_terms().texts["moves"].of(language)
    return NumberAsked(
        name=swing.name,
        label=label(swing.name, language),
        unit=item.unit,
        value=item.spread.mode,
        low=item.spread.low,
        high=item.spread.high,
        status=item.status,
        source=item.source,
        solutions=solutions,
        swing_share=share,
        why=why.format(
            low=shown(item.spread.low, item.unit, language),
            high=shown(item.spread.high, item.unit, language),
            solution=case.appraisal.solution.name.of(language),
            worth_low=money(swing.at_low, language),
            worth_high=money(swing.at_high, language),
            share=shown(share, "share", language),
        ),
    )
