"""What a city still has to ask before it replicates a solution: the open questions of a delegation."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from replicity.appraisal.business_case import Case
from replicity.appraisal.conditions import Condition
from replicity.appraisal.information import FUTURE, information
from replicity.catalogue.labels import has_label, label, shown
from replicity.catalogue.methods import model_texts
from replicity.catalogue.preconditions import EVERY, SEVERITIES, preconditions
from replicity.catalogue.wording import sentence as _
from replicity.catalogue.wording import translator
from replicity.quantities.suffixes import is_money
from replicity.quantities.writing import money, written

PRECONDITIONS, COST, CONTRACT, OPERATION, CITIZENS, OTHER = (
    "preconditions",
    "cost",
    "contract",
    "operation",
    "citizens",
    "other",
)
# no open question of a case is of the last theme: people ask those
THEMES: Final = (PRECONDITIONS, COST, CONTRACT, OPERATION, CITIZENS, OTHER)
# what a precondition of these is about, where its category says too little
BY_ID: Final = {
    "third_party_sale": CONTRACT,
    "split_incentive": CONTRACT,
    "grant_exit": CONTRACT,
    "asset_ownership": CONTRACT,
    "outcome_procurement": CONTRACT,
    "energy_service_charge": CONTRACT,
    "local_maintenance": OPERATION,
    "open_standards": OPERATION,
    "metered_baseline": OPERATION,
    "maturity": OPERATION,
    "delivery_capacity": OPERATION,
}
BY_CATEGORY: Final = {"financial": COST, "social": CITIZENS}
URGENCY: Final = {"blocked": 0, "conditional": 1, "unknown": 2}
DATA_ASKED = 3
SUGGESTED = 5


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """One question for the hosts: its theme, its words, why it is asked, what knowing it is worth."""

    key: str
    theme: str
    words: str
    why: str
    worth_eur: float | None
    suggested: bool


def open_questions(case: Case) -> tuple[OpenQuestion, ...]:
    """Return the open questions of a case by theme; about five of them are suggested for the visit."""
    found = [
        *_conditions(case.appraisal.preconditions, case.appraisal.request.language),
        *_data(case),
        *_contract(case),
        *_always(case.appraisal.request.language),
    ]
    return tuple(sorted(_with_suggestions(found), key=lambda q: THEMES.index(q.theme)))


def theme_names(language: str) -> dict[str, str]:
    """Return what the themes are called."""
    say = translator(language)
    return {
        PRECONDITIONS: say(_("Preconditions")),
        COST: say(_("Cost")),
        CONTRACT: say(_("Contract")),
        OPERATION: say(_("Operation")),
        CITIZENS: say(_("Citizens")),
        OTHER: say(_("Something else")),
    }


def theme_of(precondition: str) -> str:
    """Return the theme that a precondition belongs to."""
    category = preconditions()[precondition].category
    return BY_ID.get(precondition, BY_CATEGORY.get(category, PRECONDITIONS))


def _order(condition: Condition) -> tuple[int, bool, int]:
    """Return the place of a condition: what blocks first, then what this solution alone asks for."""
    general = EVERY in preconditions()[condition.id].applies_to.solutions
    return URGENCY[condition.status], general, SEVERITIES.index(condition.severity)


def _conditions(found: Iterable[Condition], language: str) -> list[OpenQuestion]:
    say = translator(language)
    why = {
        "blocked": say(_("It blocks the solution here. What we know of: {remedy}")),
        "conditional": say(_("It is not met here yet. What we know of: {remedy}")),
        "unknown": say(_("Not answered here yet. If not: {remedy}")),
    }
    asked = say(_("How did you settle this? {question}"))
    unmet = sorted((c for c in found if c.status in URGENCY), key=_order)
    return [
        OpenQuestion(
            f"precondition:{c.id}",
            theme_of(c.id),
            asked.format(question=c.question),
            why[c.status].format(remedy=c.remedy),
            None,
            False,
        )
        for c in unmet
    ]


def _data(case: Case) -> list[OpenQuestion]:
    """Return questions about the inputs that are worth most to know."""
    language = case.appraisal.request.language
    say = translator(language)
    worth = [
        w
        for w in information(case).ranking
        if w.amount > 0 and not w.name.endswith(FUTURE) and w.name in case.appraisal.inputs
    ]
    found = []
    for datum in worth[:DATA_ASKED]:
        item = case.appraisal.inputs[datum.name]
        # the unit once, after the range
        percent = 100.0 if item.unit.split("/")[0] == "share" else 1.0
        low, high = written(percent * item.spread.low, language), shown(item.spread.high, item.unit, language)
        found.append(
            OpenQuestion(
                f"input:{datum.name}",
                COST if is_money(item.unit) else OPERATION,
                say(_("What did it come to at your place, and what made it so: {name}?")).format(
                    name=label(datum.name, language)
                ),
                say(_("We reckon with {low} to {high}; to know it first is worth up to {amount}.")).format(
                    low=low, high=high, amount=money(datum.amount, language)
                ),
                datum.amount,
                False,
            )
        )
    return found


def _contract(case: Case) -> list[OpenQuestion]:
    """Return the questions about the contract: the model, what the rules would change, the price."""
    appraisal, language = case.appraisal, case.appraisal.request.language
    say = translator(language)
    model = model_texts()[appraisal.request.business_model].name.of(language)
    changed = next((a for a in appraisal.adaptation_log if a.decision != "keep"), None)
    why = changed.why if changed else say(_("Our case is reckoned under this model."))
    words = say(_("Would you sign the same contract again ({model}), and what would you change in it?"))
    found = [OpenQuestion("contract:model", CONTRACT, words.format(model=model), why, None, False)]
    name = appraisal.bargain.name
    if name and has_label(name):
        found.append(
            OpenQuestion(
                "contract:price",
                CONTRACT,
                say(_("Which price did the parties agree, and who bears what goes wrong: {name}?")).format(
                    name=label(name, language)
                ),
                say(_("It decides who gains from the solution and who loses.")),
                None,
                False,
            )
        )
    return found


def _always(language: str) -> list[OpenQuestion]:
    """Return what every delegation asks: no figure answers it."""
    say = translator(language)
    return [
        OpenQuestion(
            "operation:failures",
            OPERATION,
            say(_("What failed or cost more than planned in the first years, and who mended it?")),
            say(_("Published figures rarely tell of failures.")),
            None,
            False,
        ),
        OpenQuestion(
            "citizens:objections",
            CITIZENS,
            say(_("What did residents object to, and what changed their minds?")),
            say(_("Only those who live or work with it can tell.")),
            None,
            False,
        ),
    ]


def _with_suggestions(found: list[OpenQuestion]) -> list[OpenQuestion]:
    """Return the questions, the first of each theme suggested: three to five keep a visit to its point."""
    chosen: set[str] = set()
    for theme in THEMES:
        first = next((q.key for q in found if q.theme == theme), None)
        if first is not None and len(chosen) < SUGGESTED:
            chosen.add(first)
    return [
        OpenQuestion(q.key, q.theme, q.words, q.why, q.worth_eur, suggested=q.key in chosen) for q in found
    ]
