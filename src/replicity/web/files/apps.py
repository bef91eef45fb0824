"""The Django application."""

from importlib import import_module

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Files that people hand in, kept in the database."""

    name = "replicity.web.files"
    label = "files"

    def ready(self) -> None:
        """Register the rules."""
        import_module("replicity.web.files.access")
