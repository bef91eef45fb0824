"""The Django application."""

from importlib import import_module

from django.apps import AppConfig


class DemonstrationConfig(AppConfig):
    """A programme that shows the product at work, marked as a demonstration."""

    name = "replicity.web.demonstration"
    label = "demonstration"

    def ready(self) -> None:
        """Register the rules."""
        import_module("replicity.web.demonstration.access")
