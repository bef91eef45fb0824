"""What a database server does by itself after large changes, but not within the transaction of a test."""

from django.db import connection


def analyse():
    """Let PostgreSQL count its rows: its plans for tables that grew unseen compare all rows with all."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
