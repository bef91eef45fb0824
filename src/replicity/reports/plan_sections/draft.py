"""What all sections of a plan share: the plan, its language, the solutions told in detail."""

from collections.abc import Callable
from dataclasses import dataclass

from babel import Locale

from replicity.appraisal.business_case import Appraisal
from replicity.appraisal.figure_documents import evidence_hash_with, extra_figures
from replicity.appraisal.matching import MatchedSolution
from replicity.appraisal.plan import Plan
from replicity.catalogue.labels import label
from replicity.catalogue.wording import sentence as _
from replicity.catalogue.wording import translator
from replicity.quantities.writing import written

IN_DETAIL = 5


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan with the means to write it."""

    plan: Plan
    language: str

    @property
    def say(self) -> Callable[[str], str]:
        """Return the translator."""
        return translator(self.language)

    @property
    def evidence_hash(self) -> str:
        """Return the fingerprint of the evidence behind the plan, figures that were added counted in."""
        return evidence_hash_with(extra_figures(self.plan.options.extra_figures))

    @property
    def ranked(self) -> tuple[MatchedSolution, ...]:
        """Return the ranked solutions."""
        return self.plan.ranked

    @property
    def detailed(self) -> tuple[MatchedSolution, ...]:
        """Return those that are told in detail."""
        return self.plan.ranked[:IN_DETAIL]

    @property
    def blocked(self) -> tuple[MatchedSolution, ...]:
        """Return those that cannot be built here as things stand."""
        return tuple(s for s in self.plan.match.solutions if s.rank is None)

    def name(self, item: MatchedSolution) -> str:
        """Return what a solution is called."""
        return item.solution.name.of(self.language)

    def label(self, name: str) -> str:
        """Return what a quantity, actor or status is called."""
        return label(name, self.language)

    def size(self, found: Appraisal) -> str:
        """Return the size of the replica in words: 20,000 luminaires."""
        name = found.solution.scale_name
        words = label(name, self.language)
        words = words[0].lower() + words[1:]
        number = written(found.request.scale, self.language)
        if name.endswith("_mw"):
            return self.say(_("{number} MW of {what}")).format(number=number, what=words)
        return f"{number} {words}"

    def hosts_of(self, item: MatchedSolution, most: int = 3) -> str:
        """Return the nearest hosts in one line."""
        names = [f"{h.city.name} ({h.city.country})" for h in item.hosts[:most]]
        return ", ".join(names) or "–"

    def language_name(self, code: str) -> str:
        """Return what a language is called."""
        return str(Locale(self.language).languages.get(code, code))


def unbroken(words: str) -> str:
    """Return a sentence of the appraisal whose amounts of euro stay on one line."""
    return words.replace("€ ", "€\N{NO-BREAK SPACE}")
