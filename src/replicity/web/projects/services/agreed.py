"""What a project takes from its letter, and how it deviates from it: with a reason that stays in the log."""

import math
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from replicity.appraisal.letter_terms import inside
from replicity.catalogue.labels import label, shown
from replicity.catalogue.methods import model_texts
from replicity.catalogue.solutions import get_solution
from replicity.quantities.suffixes import unit_of
from replicity.web.audit.services import record
from replicity.web.letters.models import Letter
from replicity.web.letters.queries import AgreedTerms, terms_of
from replicity.web.projects.models import AdaptationEntry, Project
from replicity.web.projects.queries import agreed_for
from replicity.web.shared.access import Actor
from replicity.web.shared.errors import Refused
from replicity.web.shared.languages import current_language


def begun_terms(
    letter: Letter | None, solution: str, scale: float | None, business_model: str
) -> tuple[float, str]:
    """Return size and business model with which a project begins: those of its letter where there is one.

    Raises
    ------
    Refused
        For another size or model than the letter's, or without a size.
    """
    terms = None if letter is None else terms_of(letter, solution)
    if terms is None:
        if scale is None:
            raise Refused(_("Give the size: only a letter of intent that keeps its inputs brings it along."))
        return scale, business_model
    other = scale is not None and not same_size(scale, terms.scale)
    if other or business_model not in ("", terms.business_model):
        raise Refused(
            _(
                "The letter agrees “%(size)s” and the business model “%(model)s”: begin with these, then "
                "record what is done otherwise, with the reason."
            )
            % {
                "size": size_words(solution, terms.scale),
                "model": model_words(terms.business_model),
            }
        )
    return terms.scale, terms.business_model


def same_size(one: float, other: float) -> bool:
    """Tell whether two sizes are one: a field shows ten digits."""
    return math.isclose(one, other, rel_tol=1e-9)


def size_words(solution: str, scale: float) -> str:
    """Return a size with what it counts, as letters write it, in the language in force."""
    name, language = get_solution(solution).scale_name, current_language()
    return f"{shown(scale, unit_of(name), language)} {inside(label(name, language))}".strip()


def model_words(business_model: str) -> str:
    """Return the name of a business model in the language in force."""
    known = model_texts().get(business_model)
    return known.name.of(current_language()) if known else "–"


def deviating(project: Project, fields: Mapping[str, Any]) -> frozenset[str]:
    """Return which of size and business model would change, of a project that follows from a letter."""
    if agreed_for(project) is None:
        return frozenset()
    size, model = fields.get("scale", project.scale), fields.get("business_model", project.business_model)
    found = set() if same_size(size, project.scale) else {"scale"}
    return frozenset(found if model == project.business_model else {*found, "business_model"})


def log_deviation(actor: Actor, project: Project, fields: Mapping[str, Any], why: str) -> None:
    """Write into the adaptation log that size or business model are not those of the letter, and why.

    Called inside the transaction that changes the project, before it does.
    """
    terms, changed = agreed_for(project), deviating(project, fields)
    if terms is None or not changed:
        return
    if not why.strip():
        raise Refused(
            _("Say why size or business model are not those of the letter: the log keeps the reason.")
        )
    for name in sorted(changed):
        entry = _entry(project, terms, name, fields[name], why)
        record(actor, "projects.deviate", project, part=entry.pk, field=name)


def _entry(project: Project, terms: AgreedTerms, name: str, value: Any, why: str) -> AdaptationEntry:
    if name == "scale":
        subject, back = AdaptationEntry.Subject.TECHNICAL, same_size(value, terms.scale)
        agreed, instead = size_words(project.solution, terms.scale), size_words(project.solution, value)
        element = _("Size in the letter: %(agreed)s")
    else:
        subject, back = AdaptationEntry.Subject.BUSINESS, value == terms.business_model
        agreed, instead = model_words(terms.business_model), model_words(value)
        element = _("Business model in the letter: %(agreed)s")
    return AdaptationEntry.objects.create(
        project=project,
        subject=subject,
        element=(element % {"agreed": agreed})[:240],
        decision=AdaptationEntry.Decision.KEEP if back else AdaptationEntry.Decision.CHANGE,
        instead="" if back else instead[:240],
        why=why[:1000],
        decided_on=timezone.localdate(),
        deviation=True,
    )
