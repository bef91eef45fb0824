"""Drafting a letter from the match: the appraisals are worked out, then kept with their parties."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from replicity.appraisal.business_case import Appraisal
from replicity.appraisal.context import city_context
from replicity.appraisal.hosts import Host, hosts
from replicity.appraisal.letter_content import LetterContent
from replicity.appraisal.letter_draft import draft_letter
from replicity.appraisal.letter_terms import LetterParty, LetterTerms
from replicity.appraisal.requests import Options, case_of, known_names
from replicity.catalogue.cities import get_city
from replicity.catalogue.solutions import get_solution
from replicity.web.accounts.models import Organisation
from replicity.web.audit.services import record
from replicity.web.letters.basis import basis_digest, basis_of
from replicity.web.letters.models import Letter, LetterVersion, Party
from replicity.web.programmes.models import Application
from replicity.web.programmes.queries.applications import justifications_of, own_values_of
from replicity.web.shared.access import Actor, require
from replicity.web.shared.errors import Refused
from replicity.web.shared.further_evidence import further_figures
from replicity.web.shared.organisation_values import answers_of, quotes_of

# letters and digits that are not taken for each other
_SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


@dataclass(frozen=True, slots=True)
class Choice:
    """A solution of the letter; without a size or model those of the appraisal are taken."""

    solution: str
    scale: float | None = None
    business_model: str | None = None
    site: str = ""


@dataclass(frozen=True, slots=True)
class Seat:
    """An organisation at the table, and its role."""

    organisation: Organisation
    role: str


def draft(
    actor: Actor,
    city: Organisation,
    *,
    choices: Sequence[Choice],
    seats: Sequence[Seat],
    languages: Sequence[str],
    valid_until: date,
    title: str = "",
    place: str = "",
    drafted_by: Organisation | None = None,
    values: Mapping[str, float] | None = None,
    appraisals: Sequence[Appraisal] = (),
    application: Application | None = None,
) -> Letter:
    """Draft a letter for a city; `values` are the city's own, which its appraisals rest on.

    What the city answered in its programmes and the quotes that it uses stand below them. `appraisals` that
    were worked out already stand in the place of those of the choices.

    Raises
    ------
    InputError, UnknownBusinessModel, UnknownSolution, UnknownCity
        For a choice that cannot be appraised.
    """
    require(actor, "letters.draft", city)
    if application is not None and application.organisation_id != city.pk:
        raise Refused(
            _("This application is another city's: choose a programme of %(city)s.") % {"city": city}
        )
    code = new_code()
    found = tuple(appraisals) or tuple(_appraised(city, c, languages[0], values or {}) for c in choices)
    named = title or _title(found, languages[0])
    with transaction.atomic():
        letter = Letter.objects.create(
            code=code,
            title=named[:200],
            city=city,
            drafted_by=drafted_by or city,
            application=application,
            solutions=[a.solution.id for a in found],
            valid_until=valid_until,
        )
        parties = [
            Party.objects.create(letter=letter, organisation=s.organisation, role=s.role, position=n)
            for n, s in enumerate(seats, start=1)
        ]
        sites = {c.solution: c.site for c in choices}
        terms = _terms(
            letter, parties, found, sites, tuple(languages), place or found[0].city.name, valid_until
        )
        content = draft_letter(terms)
        keep_version(actor, letter, content, groups=[], note="")
        letter.basis = basis_of(found, content)
        letter.save(update_fields=("basis",))
        digest = basis_digest(letter.basis)
        record(actor, "letters.draft", letter, city=city.pk, solutions=letter.solutions, basis=digest)
    return letter


def keep_version(
    actor: Actor, letter: Letter, content: LetterContent, *, groups: Sequence[str], note: str
) -> LetterVersion:
    """Keep a content as the version that the letter's number names."""
    numbered = content.with_fields("identification", {"version": str(letter.version)})
    return LetterVersion.objects.create(
        letter=letter,
        number=letter.version,
        content=numbered.to_dict(),
        groups=list(groups),
        note=note[:200],
        author_id=actor.person_id,
        organisation_id=seat_of(actor, letter),
    )


def seat_of(actor: Actor, letter: Letter) -> int | None:
    """Return the organisation for which the actor acts in a letter."""
    taking_part = [letter.drafted_by_id, *(p.organisation_id for p in letter.parties.all())]
    return next((n for n in taking_part if actor.edits(n)), min(actor.edits_as("broker"), default=None))


def letter_party(party: Party) -> LetterParty:
    """Return a party as the letter tells it."""
    organisation = party.organisation
    return LetterParty(
        name=organisation.name,
        role=party.role,
        legal_name=organisation.legal_name or organisation.name,
        tax_number=organisation.tax_number,
        country=organisation.country,
        signatory=party.signatory_name,
        office=party.office,
        mandate=party.mandate,
        term_ends_on=party.term_ends_on,
    )


def new_code() -> str:
    """Return a code that cannot be guessed (58 bits)."""
    signs = "".join(secrets.choice(_SIGNS) for _ in range(12))
    return f"RL-{signs[:4]}-{signs[4:8]}-{signs[8:]}"


def _appraised(city: Organisation, choice: Choice, language: str, values: Mapping[str, float]) -> Appraisal:
    solution = get_solution(choice.solution)
    known = known_names((solution,))
    own = {**own_values_of(city), **answers_of([city]), **values}
    options = Options(
        values={n: v for n, v in own.items() if n in known},
        language=language,
        justifications=justifications_of(city),
        quotes=quotes_of([city]),
        extra_figures=further_figures(),
    )
    place = get_city(city.city_id)
    return case_of(place, solution, options, choice.scale, choice.business_model).appraisal


def _title(found: Sequence[Appraisal], language: str) -> str:
    names = ", ".join(a.solution.name.of(language) for a in found)
    return f"{names}: {found[0].city.name}"


def _terms(
    letter: Letter,
    parties: Sequence[Party],
    found: tuple[Appraisal, ...],
    sites: Mapping[str, str],
    languages: tuple[str, ...],
    place: str,
    valid_until: date,
) -> LetterTerms:
    return LetterTerms(
        code=letter.code,
        day=timezone.localdate(),
        place=place,
        languages=languages,
        parties=tuple(letter_party(p) for p in parties),
        appraisals=found,
        hosts={a.solution.id: _hosts(a, parties) for a in found},
        sites=sites,
        valid_until=valid_until,
        address=f"{settings.PUBLIC_ADDRESS}/verify/",
    )


def _hosts(found: Appraisal, parties: Sequence[Party]) -> tuple[Host, ...]:
    """Return the hosts of a solution, those that are parties first."""
    at_the_table = {p.organisation.city_id for p in parties if p.role in ("host", "demonstration_owner")}
    near = hosts(found.city, found.solution, city_context(found.city))
    return tuple(sorted(near, key=lambda h: h.city.id not in at_the_table))
