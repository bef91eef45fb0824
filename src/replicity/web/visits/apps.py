"""The Django application."""

from importlib import import_module

from django.apps import AppConfig


class VisitsConfig(AppConfig):
    """Delegations: visits to hosts."""

    name = "replicity.web.visits"
    label = "visits"

    def ready(self) -> None:
        """Register rules, kinds of notices, personal data and returning jobs."""
        import_module("replicity.web.visits.access")
        import_module("replicity.web.visits.notices")
        import_module("replicity.web.visits.personal")
        import_module("replicity.web.visits.jobs")
