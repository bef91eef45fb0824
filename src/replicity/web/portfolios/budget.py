"""The budget of a portfolio, as people type it."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from replicity.appraisal.inputs import InputError
from replicity.appraisal.portfolio import checked_budget
from replicity.web.shared.errors import Refused
from replicity.web.shared.languages import current_language
from replicity.web.shared.numbers import read_number

FIELD = "budget_eur"


def budget_of(request: HttpRequest) -> float | None:
    """Return the budget that an address gives, None without one.

    Raises
    ------
    Refused
        For what is no amount above zero.
    """
    text = request.GET.get(FIELD, "").strip()
    if not text:
        return None
    amount = read_number(text, current_language())
    try:
        return checked_budget(float("nan") if amount is None else amount)
    except InputError:
        raise Refused(
            _("The budget must be an amount of euro above zero, such as 20000000, not “%(text)s”.")
            % {"text": text[:40]}
        ) from None
