"""A letter to test with: Santiago, a developer and Gothenburg."""

from datetime import date
from functools import lru_cache

import replicity
from replicity.appraisal.context import city_context
from replicity.appraisal.hosts import hosts
from replicity.appraisal.letter_draft import draft_letter
from replicity.appraisal.letter_terms import LetterParty, LetterTerms

CODE = "RL-K7QF-3M9T-XW2B"
PARTIES = (
    LetterParty(
        "City of Santiago", "facilitator", "Municipalidad de Santiago", "69.070.100-6", "CL",
        "Ana Pérez Soto", "Mayor", "Council decision 114", date(2028, 12, 6),
    ),
    LetterParty("Los Aromos", "buyer", "Inmobiliaria Los Aromos SpA", "", "CL", "Jorge Muñoz", "Manager"),
    LetterParty("City of Gothenburg", "host", "Göteborgs Stad", "", "SE", "Karin Åberg", "Director"),
)  # fmt: skip


@lru_cache(maxsize=8)
def letter_terms(languages=("en",), solutions=("rooftop_pv_battery",)):
    options = replicity.Options(draws=200)
    found = tuple(replicity.appraise("Santiago, CL", s, options=options) for s in solutions)
    near = {a.solution.id: hosts(a.city, a.solution, city_context(a.city)) for a in found}
    day, end = date(2026, 11, 23), date(2028, 11, 23)
    return LetterTerms(
        CODE, day, "Santiago", languages, PARTIES, found, near, {}, end, "https://example.org/verify/"
    )


@lru_cache(maxsize=8)
def letter_content(languages=("en",)):
    return draft_letter(letter_terms(languages))
