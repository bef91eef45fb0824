"""The one place that decides who may do what: actors, rules by action, and one function that asks them.

Each application writes its rules in its own access.py. An action is named `<application>.<verb>`; the audit
trail uses the same names.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Final, TypeVar, cast

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from replicity.web.shared.errors import Refused

EDITORS: Final = ("editor", "administrator")


@dataclass(frozen=True, slots=True)
class Seat:
    """A role in an organisation, with what the organisation is."""

    role: str
    kind: str
    approved: bool


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks: a person with seats by the number of the organisation, or nobody."""

    person_id: int | None = None
    pseudonym: str = ""
    seats: Mapping[int, Seat] = field(default_factory=dict)

    @property
    def known(self) -> bool:
        """Whether somebody is signed in."""
        return self.person_id is not None

    @property
    def broker(self) -> bool:
        """Whether the actor may act for an approved broker."""
        return bool(self.edits_as("broker"))

    def reads(self, organisation_id: int | None) -> bool:
        """Whether the actor belongs to an organisation."""
        return organisation_id in self.seats

    def edits(self, organisation_id: int | None) -> bool:
        """Whether the actor may act for an organisation."""
        seat = self.seats.get(organisation_id or 0)
        return seat is not None and seat.role in EDITORS

    def administers(self, organisation_id: int | None) -> bool:
        """Whether the actor looks after an organisation's people."""
        seat = self.seats.get(organisation_id or 0)
        return seat is not None and seat.role == "administrator"

    def organisations(self, kind: str | None = None) -> frozenset[int]:
        """Return the organisations to which the actor belongs, of one kind where it is named."""
        return frozenset(n for n, seat in self.seats.items() if kind in (None, seat.kind))

    def edits_as(self, kind: str) -> frozenset[int]:
        """Return the approved organisations of a kind for which the actor may act."""
        return frozenset(
            n for n, s in self.seats.items() if s.kind == kind and s.approved and s.role in EDITORS
        )


ANONYMOUS: Final = Actor()
# acts for the product itself: jobs that no person started
SYSTEM: Final = Actor(pseudonym="system")

Rule = Callable[[Actor, Any], bool]
RULES: Final[dict[str, Rule]] = {}
V = TypeVar("V", bound=Callable[..., HttpResponseBase])


def rule(action: str) -> Callable[[Rule], Rule]:
    """Register the rule of an action."""

    def register(decide: Rule) -> Rule:
        if action in RULES:
            raise ValueError(f"The action {action} has a rule already.")
        RULES[action] = decide
        return decide

    return register


def can(actor: Actor, action: str, thing: Any = None) -> bool:
    """Whether an actor may do something to a thing; an action without a rule is an error of ours."""
    return RULES[action](actor, thing)


def require(actor: Actor, action: str, thing: Any = None, *, seen_by: str = "") -> None:
    """Refuse what may not be done.

    Raises
    ------
    Http404
        For those who may not know that the thing is there.
    Refused
        For those who may see it, but may not do this.
    """
    if can(actor, action, thing):
        return
    seen = seen_by or action.partition(".")[0] + ".read"
    if thing is None or seen == action or not can(actor, seen, thing):
        raise Http404
    raise Refused(_("You may see this, but not change it: ask an editor of the organisation."), 403)


def actor_of(request: HttpRequest) -> Actor:
    """Return who asks."""
    found: Actor = request.actor  # type: ignore[attr-defined]
    return found


def signed_in(view: V) -> V:
    """Send anonymous visitors to the login before anything is looked up."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not actor_of(request).known:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return cast(V, guarded)
