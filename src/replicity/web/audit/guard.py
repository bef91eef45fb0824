"""What makes the database itself refuse to change or remove an entry of the audit trail."""

from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper

SQLITE: Final = (
    "CREATE TRIGGER IF NOT EXISTS audit_entry_no_update BEFORE UPDATE ON audit_entry "
    "BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END",
    "CREATE TRIGGER IF NOT EXISTS audit_entry_no_delete BEFORE DELETE ON audit_entry "
    "BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END",
)
POSTGRESQL: Final = (
    "CREATE OR REPLACE FUNCTION audit_entry_refuse() RETURNS trigger AS $$ "
    "BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END $$ LANGUAGE plpgsql",
    "CREATE OR REPLACE TRIGGER audit_entry_no_change BEFORE UPDATE OR DELETE ON audit_entry "
    "FOR EACH ROW EXECUTE FUNCTION audit_entry_refuse()",
)
SQLITE_RELEASE: Final = (
    "DROP TRIGGER IF EXISTS audit_entry_no_update",
    "DROP TRIGGER IF EXISTS audit_entry_no_delete",
)
POSTGRESQL_RELEASE: Final = (
    "DROP TRIGGER IF EXISTS audit_entry_no_change ON audit_entry",
    "DROP FUNCTION IF EXISTS audit_entry_refuse()",
)


def guard(connection: BaseDatabaseWrapper) -> None:
    """Refuse changes from now on."""
    _run(connection, POSTGRESQL if connection.vendor == "postgresql" else SQLITE)


def release(connection: BaseDatabaseWrapper) -> None:
    """Take the guard away, as the undoing of a migration does."""
    _run(connection, POSTGRESQL_RELEASE if connection.vendor == "postgresql" else SQLITE_RELEASE)


def _run(connection: BaseDatabaseWrapper, statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
