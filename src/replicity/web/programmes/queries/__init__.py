"""What others ask of programmes and applications."""

from replicity.web.programmes.queries.applications import (
    application_of,
    application_with_host,
    applications_of,
    own_values_of,
    programmes_of_host,
)
from replicity.web.programmes.queries.programmes import letters_counts, listed_programmes

__all__ = [
    "application_of",
    "application_with_host",
    "applications_of",
    "letters_counts",
    "listed_programmes",
    "own_values_of",
    "programmes_of_host",
]
