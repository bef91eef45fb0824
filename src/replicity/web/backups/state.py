"""What a database holds: read with plain queries, since it need not be that of this process."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from replicity.web.audit.chain import GENESIS

Ask = Callable[[str], list[Any]]


class DatabaseUnreadable(OSError):
    """The database is not one of this product."""


@dataclass(frozen=True, slots=True)
class State:
    """How far the audit trail goes, which migrations ran, whether somebody uses it."""

    entries_count: int = 0
    audit_head: str = GENESIS
    migrations: tuple[str, ...] = ()
    people_count: int = 0
    sessions_count: int = 0
    served_until: datetime | None = None

    @property
    def empty(self) -> bool:
        """Whether nobody has left anything in it."""
        return not (self.entries_count or self.people_count or self.sessions_count)

    @property
    def served(self) -> bool:
        """Whether a server works on it now."""
        return self.served_until is not None and self.served_until > datetime.now(UTC)


def state_of(ask: Ask) -> State:
    """Return the state of the database that answers the queries."""
    try:
        migrations = ask("SELECT app, name FROM django_migrations ORDER BY app, name")
        heads = ask("SELECT number, digest FROM audit_head WHERE id = 1")
        people = ask("SELECT COUNT(*) FROM accounts_person")
        sessions = ask("SELECT COUNT(*) FROM django_session")
        leases = ask("SELECT until FROM notices_lease WHERE name = 'worker'")
    except Exception as error:
        # a driver's own error; an older database may lack a table that is asked for
        reason = " ".join(str(error).split())[:200]
        raise DatabaseUnreadable(f"The database is not one of this product ({reason}).") from None
    number, digest = heads[0] if heads else (0, GENESIS)
    return State(
        entries_count=int(number),
        audit_head=str(digest),
        migrations=tuple(f"{app}.{name}" for app, name in migrations),
        people_count=int(people[0][0]),
        sessions_count=int(sessions[0][0]),
        served_until=_time(leases[0][0]) if leases else None,
    )


def _time(written: Any) -> datetime:
    found = written if isinstance(written, datetime) else datetime.fromisoformat(str(written))
    return found if found.tzinfo else found.replace(tzinfo=UTC)
