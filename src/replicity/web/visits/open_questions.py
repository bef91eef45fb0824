"""What a visit can ask: what the city asked hosts before, not settled yet, and what it does not know."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from replicity.appraisal.requests import Options, case_of
from replicity.appraisal.visit_questions import OTHER, SUGGESTED, THEMES, open_questions
from replicity.catalogue.cities import get_city
from replicity.catalogue.solutions import get_solution
from replicity.web.accounts.models import Organisation
from replicity.web.introductions.queries import OpenQuestion as AskedQuestion
from replicity.web.introductions.queries import open_questions as asked_questions

# enough for the answers of a preview, quick enough for a page
DRAWS: Final = 1000
ASKED: Final = "asked:"
LONGEST: Final = 500


@dataclass(frozen=True, slots=True)
class ProposedQuestion:
    """A question that a visit can ask; `asked` is its number in the question log, `origin` says to whom."""

    key: str
    theme: str
    words: str
    why: str
    suggested: bool
    asked: int | None = None
    origin: str = ""


def questions_for(
    city: Organisation, solution: str, hosts: Sequence[Organisation], options: Options
) -> tuple[ProposedQuestion, ...]:
    """Return the open questions of a city for a solution by theme: first those that it asked before.

    A question about a precondition or an input takes the place of the one that would be proposed about it.
    """
    asked = asked_questions(city, solution)
    subjects = {f"{kind}:{q.about}" for q in asked for kind in ("precondition", "input") if q.about}
    case = case_of(get_city(city.city_id), get_solution(solution), replace(options, draws=DRAWS))
    found = [
        *_asked(asked, {h.pk for h in hosts}),
        *(
            ProposedQuestion(q.key, q.theme, q.words, q.why, q.suggested)
            for q in open_questions(case)
            if q.key not in subjects
        ),
    ]
    return tuple(sorted(_with_suggestions(found), key=lambda q: THEMES.index(q.theme)))


def number_of(key: str) -> int | None:
    """Return the number in the question log that a key names."""
    text = key.removeprefix(ASKED)
    return int(text) if key.startswith(ASKED) and text.isdecimal() else None


def _asked(questions: Sequence[AskedQuestion], hosts: set[int]) -> Iterator[ProposedQuestion]:
    for q in questions:
        day = date_format(q.asked_at, "DATE_FORMAT")
        whom = {"host": q.asked_organisation_name or _("all hosts of the solution"), "day": day}
        if q.reopened:
            origin = _("You asked %(host)s on %(day)s; the answers did not settle it.") % whom
        else:
            origin = _("You asked %(host)s on %(day)s and have no answer yet.") % whom
        yield ProposedQuestion(
            key=f"{ASKED}{q.number}",
            theme=q.theme if q.theme in THEMES else OTHER,
            words=" ".join(q.text.split())[:LONGEST],
            # all hosts of the visit read it: it does not name whom else the city asked
            why=_("The visitors asked this before the visit, and it is not settled yet."),
            suggested=q.asked_organisation_id is None or q.asked_organisation_id in hosts,
            asked=q.number,
            origin=origin,
        )


def _with_suggestions(found: Sequence[ProposedQuestion]) -> list[ProposedQuestion]:
    """Keep five suggestions at most: what was asked before, then those of themes that it leaves out."""
    chosen = [q for q in found if q.suggested and q.asked][:SUGGESTED]
    covered = {q.theme for q in chosen}
    others = [q for q in found if q.suggested and not q.asked and q.theme not in covered]
    kept = {q.key for q in (*chosen, *others[: SUGGESTED - len(chosen)])}
    return [replace(q, suggested=q.key in kept) for q in found]
