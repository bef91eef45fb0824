"""The Django application."""

from importlib import import_module

from django.apps import AppConfig


class VisitsConfig(AppConfig):
    """Delegations: visits to hosts."""

    name = "replicity.web.visits"
    label = "visits"

    def ready(self) -> None:
        """Register rules and kinds of notices."""
        import_module("replicity.web.visits.access")
        import_module("replicity.web.visits.notices")
        import_module("replicity.web.visits.personal")
