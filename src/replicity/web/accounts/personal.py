"""What the product knows of a person: each application says what it holds, and how it lets go of it."""

from collections.abc import Callable
from typing import Any, Final

from replicity.web.accounts.models import Person

Export = Callable[[Person], Any]
Erase = Callable[[Person], None]
EXPORTS: Final[dict[str, Export]] = {}
ERASURES: Final[dict[str, Erase]] = {}


def holds_personal_data(name: str, export: Export, erase: Erase | None = None) -> None:
    """Register what an application holds of a person (JSON values), and how it erases that."""
    EXPORTS[name] = export
    if erase:
        ERASURES[name] = erase


def export_of(person: Person) -> dict[str, Any]:
    """Return everything that is held of a person."""
    return {
        "person": {
            "email": person.email,
            "name": person.name,
            "language": person.language,
            "time_zone": person.time_zone,
            "pseudonym": str(person.pseudonym),
            "created_at": person.created_at.isoformat(),
        },
        "memberships": [
            {"organisation": m.organisation.name, "role": m.role, "since": m.since.isoformat()}
            for m in person.memberships.select_related("organisation")
        ],
        **{name: export(person) for name, export in sorted(EXPORTS.items())},
    }
