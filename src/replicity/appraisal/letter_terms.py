"""What a draft letter starts from: parties, appraised solutions, hosts, day, languages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from replicity.appraisal.business_case import Appraisal
from replicity.appraisal.hosts import Host
from replicity.appraisal.letter_content import Words, filled
from replicity.catalogue.labels import label
from replicity.catalogue.letters import clauses, party_roles
from replicity.catalogue.wording import Text


@dataclass(frozen=True, slots=True)
class LetterParty:
    """A party and who signs for it; a role is an id of the roles of letters. Unknown texts are empty."""

    name: str
    role: str
    legal_name: str = ""
    tax_number: str = ""
    country: str = ""
    signatory: str = ""
    office: str = ""
    mandate: str = ""
    term_ends_on: date | None = None
    email: str = ""


@dataclass(frozen=True, slots=True)
class LetterTerms:
    """All that a draft is made of.

    `appraisals` are of one city, one for each solution; `hosts` are the cities to learn from, by solution;
    `sites` name the place of each solution where it is known.
    """

    code: str
    day: date
    place: str
    languages: tuple[str, ...]
    parties: tuple[LetterParty, ...]
    appraisals: tuple[Appraisal, ...]
    hosts: Mapping[str, tuple[Host, ...]]
    sites: Mapping[str, str]
    valid_until: date
    address: str

    def say(self, clause: str, **values: object) -> Words:
        """Return a clause with its blanks filled in, in the languages of the letter."""
        return filled(self.in_each(clauses()[clause]), **values)

    def in_each(self, text: Text) -> Words:
        """Return a text of the data in the languages of the letter."""
        return {language: text.of(language) for language in self.languages}

    def label(self, name: str) -> Words:
        """Return what an actor, quantity or status is called."""
        return {language: label(name, language) for language in self.languages}

    def listed(self, parts: Sequence[Words], between: str = "; ") -> Words:
        """Return words one after the other."""
        return {language: between.join(p[language] for p in parts) for language in self.languages}

    def solution_names(self) -> Words:
        """Return the names of all solutions."""
        names = [self.in_each(a.solution.name) for a in self.appraisals]
        return {language: ", ".join(inside(n[language]) for n in names) for language in self.languages}

    def party_for(self, actor: str) -> str:
        """Return the name of the party that stands for an actor of the appraisal; its city for the state."""
        for party in self.parties:
            if actor in party_roles()[party.role].actors:
                return party.name
        return self.first("facilitator") if actor == "state" else ""

    def first(self, *roles: str) -> str:
        """Return the name of the first party in one of the roles, empty where there is none."""
        return next((p.name for role in roles for p in self.parties if p.role == role), "")


def inside(words: str) -> str:
    """Return words as they stand inside a sentence: an abbreviation such as LED keeps its capitals."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
