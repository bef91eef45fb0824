"""Making an installation ready: folders, database, and tables brought up to date."""

from pathlib import Path

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import DatabaseError

from replicity.web.home import made_home


class InstallationUnusable(OSError):
    """The database of this installation cannot be used."""


def make_ready() -> Path:
    """Return the home folder after making folder and database ready.

    Raises
    ------
    HomeUnusable, InstallationUnusable
        With a sentence that says what to do.
    """
    folder = made_home()
    try:
        django.setup()
        call_command("migrate", interactive=False, verbosity=0)
        call_command("clearsessions")
    except (DatabaseError, ImproperlyConfigured) as error:
        reason = " ".join(str(error).split())[:300]
        raise InstallationUnusable(
            f"The database cannot be used ({reason}); check REPLICITY_DATABASE_URL or the files in {folder}."
        ) from None
    return folder
