"""Making an installation ready: folders, database, and tables brought up to date."""

import os
from pathlib import Path

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import DatabaseError, connection

from replicity.web.databases import database
from replicity.web.home import home_folder, made_home


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
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "replicity.web.settings")
    try:
        django.setup()
        call_command("migrate", interactive=False, verbosity=0)
        call_command("clearsessions")
    except (DatabaseError, ImproperlyConfigured) as error:
        raise _unusable(error, folder) from None
    return folder


def opened() -> Path:
    """Return the home folder of an installation that is there, without changing anything in it.

    Raises
    ------
    InstallationUnusable
        Where there is none, or its tables are not those of this version.
    """
    folder = home_folder()
    settings = database(folder)
    if settings["ENGINE"].endswith("sqlite3") and not Path(settings["NAME"]).exists():
        raise InstallationUnusable(f"There is no installation in {folder}: set REPLICITY_HOME to its folder.")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "replicity.web.settings")
    try:
        django.setup()
        if "django_migrations" not in connection.introspection.table_names():
            raise InstallationUnusable(f"There is no installation in the database {settings['NAME']}.")
        call_command("migrate", check_unapplied=True, verbosity=0)
    except (DatabaseError, ImproperlyConfigured) as error:
        raise _unusable(error, folder) from None
    except SystemExit:
        raise InstallationUnusable(
            f"The database of {folder} is older than this version: `replicity serve` brings it up to date."
        ) from None
    return folder


def _unusable(error: Exception, folder: Path) -> InstallationUnusable:
    reason = " ".join(str(error).split())[:300]
    return InstallationUnusable(
        f"The database cannot be used ({reason}); check REPLICITY_DATABASE_URL or the files in {folder}."
    )
