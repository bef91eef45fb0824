"""The weights of the goals: those of an address for that page alone, else those kept with the visit."""

from collections.abc import Mapping

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from replicity.catalogue.methods import criteria
from replicity.web.shared.errors import Refused
from replicity.web.shared.languages import current_language
from replicity.web.shared.numbers import read_number

GOAL = "goal_"
KEY = "goals"


def goals_of(request: HttpRequest) -> dict[str, float]:
    """Return the weights in force, as shares; empty for ours."""
    given = goals_in(request.GET)
    if given:
        return given
    held = request.session.get(KEY, {})
    found = {name: float(held[name]) for name in criteria() if name in held}
    return found if any(found.values()) else {}


def keep_goals(request: HttpRequest, goals: Mapping[str, float]) -> None:
    """Keep weights with the visit; none of them gives ours back."""
    request.session[KEY] = dict(goals)


def goals_in(fields: QueryDict) -> dict[str, float]:
    """Return the weights that an address or a form gives in per cent.

    Raises
    ------
    Refused
        For a weight that cannot be used.
    """
    goals = {}
    for name, criterion in criteria().items():
        text = fields.get(GOAL + name, "").strip()
        if not text:
            continue
        weight = read_number(text, current_language())
        if weight is None or not 0 <= weight <= 100:
            label = criterion.name.of(current_language())
            raise Refused(_("%(goal)s: give a weight from 0 to 100.") % {"goal": label})
        goals[name] = weight / 100
    if goals and not any(goals.get(name, c.weight) for name, c in criteria().items()):
        raise Refused(_("All goals have the weight 0; give at least one of them more."))
    return goals


def goals_query(request: HttpRequest) -> str:
    """Return the weights of this page's address as the end of another."""
    fields = QueryDict(mutable=True)
    for name, weight in goals_in(request.GET).items():
        fields[GOAL + name] = f"{100 * weight:g}"
    return f"?{fields.urlencode()}" if fields else ""


def goal_rows(goals: Mapping[str, float]) -> list[dict[str, object]]:
    """Return the goals for the form, in per cent."""
    language = current_language()
    return [
        {
            "field": GOAL + name,
            "name": c.name.of(language),
            "weight": f"{100 * goals.get(name, c.weight):.0f}",
        }
        for name, c in criteria().items()
    ]
