"""What a row of the access table says."""

from dataclasses import dataclass, field

ROLES = (
    "anonymous",
    "outsider",
    "reader",
    "editor",
    "host",
    "provider",
    "buyer",
    "lender",
    "evaluator",
    "broker",
)
EVERYBODY = dict.fromkeys(ROLES, 200)
# everybody who has a login; an anonymous visitor is sent to it
SIGNED_IN = {**EVERYBODY, "anonymous": 302}


@dataclass(frozen=True)
class Row:
    """One address: how it is asked for, and the status for each role.

    A role that is not named gets 404, an anonymous visitor the login (302). The address
    may name things of the world in braces.
    """

    method: str
    address: str
    statuses: dict[str, int]
    data: dict = field(default_factory=dict)

    def status(self, role: str) -> int:
        """Return what a role gets."""
        return self.statuses.get(role, 302 if role == "anonymous" else 404)


def allowed(status: int, *roles: str) -> dict[str, int]:
    """Return the same status for some roles."""
    return dict.fromkeys(roles, status)
