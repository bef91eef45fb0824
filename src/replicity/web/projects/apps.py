"""The Django application."""

from importlib import import_module

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    """Replication projects: from the letter to measured results."""

    name = "replicity.web.projects"
    label = "projects"

    def ready(self) -> None:
        """Register rules and kinds of notices."""
        import_module("replicity.web.projects.access")
        import_module("replicity.web.projects.notices")
