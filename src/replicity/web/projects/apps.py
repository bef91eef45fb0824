"""The Django application."""

from importlib import import_module

from django.apps import AppConfig

from replicity.web.shared.further_evidence import offer


class ProjectsConfig(AppConfig):
    """Replication projects: from the letter to measured results."""

    name = "replicity.web.projects"
    label = "projects"

    def ready(self) -> None:
        """Register rules and kinds of notices, and offer the accepted figures."""
        import_module("replicity.web.projects.access")
        import_module("replicity.web.projects.notices")
        import_module("replicity.web.projects.personal")
        queries = import_module("replicity.web.projects.queries")
        offer(queries.accepted_figures, queries.sources_of, queries.invented_figures)
