"""What to measure first: the worth of knowing each input before deciding, from the draws of an appraisal."""

from collections.abc import Mapping
from dataclasses import dataclass

from replicity.appraisal.business_case import Case
from replicity.catalogue.labels import label
from replicity.catalogue.wording import sentence as _
from replicity.catalogue.wording import translator
from replicity.engine.array import FloatArray
from replicity.engine.information import Worth, everything, worth_of_knowing
from replicity.quantities.writing import money

# what lies in the future cannot be measured before the decision, however much it would be worth
FUTURE = ("growth_share", "decline_share", "decline_share_per_year", "lifetime_years")


@dataclass(frozen=True, slots=True)
class Datum:
    """The input that is worth most to know, and the sentence that says so."""

    name: str
    worth_eur: float
    sentence: str

    def to_dict(self) -> dict[str, object]:
        """Return the datum as in the JSON."""
        return {"name": self.name, "worth_eur": self.worth_eur, "sentence": self.sentence}


@dataclass(frozen=True, slots=True)
class Information:
    """The worth of every uncertain input, greatest first, and of knowing all; both in eur."""

    ranking: tuple[Worth, ...]
    everything_eur: float
    most_valuable: Datum | None

    def to_dict(self) -> dict[str, object]:
        """Return the ranking as in the JSON."""
        return {
            "everything_eur": self.everything_eur,
            "ranking": [{"name": w.name, "worth_eur": w.amount} for w in self.ranking if w.amount > 0],
            "most_valuable_datum": None if self.most_valuable is None else self.most_valuable.to_dict(),
        }


def information(case: Case) -> Information:
    """Return what it is worth to know the inputs of a case before the decision to do it or not.

    An enabler has no value in money, so no datum about it has one.
    """
    if case.appraisal.solution.enabler:
        return Information((), 0.0, None)
    return information_of(case.draws, case.measures["npv_eur"], case.appraisal.request.language)


def information_of(draws: Mapping[str, FloatArray], worth: FloatArray, language: str = "en") -> Information:
    """Return the worth of information from the draws of inputs and of the net present value."""
    ranking = worth_of_knowing(draws, worth)
    most = next((w for w in ranking if w.amount > 0 and not w.name.endswith(FUTURE)), None)
    return Information(ranking, everything(worth), None if most is None else _datum(most, language))


def _datum(worth: Worth, language: str) -> Datum:
    line = translator(language)(
        _("Measure first: {name}. Knowing it before you decide is worth up to {amount}.")
    )
    name = label(worth.name, language)
    return Datum(worth.name, worth.amount, line.format(name=name, amount=money(worth.amount, language)))
