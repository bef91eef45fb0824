"""The Django application."""

from importlib import import_module

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The REST interface under /api/v1/."""

    name = "replicity.web.api"
    label = "api"

    def ready(self) -> None:
        """Register what is held of a person."""
        import_module("replicity.web.api.personal")
