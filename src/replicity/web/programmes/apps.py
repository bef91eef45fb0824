"""The Django application."""

from importlib import import_module

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    """Programmes of a broker: cities on their way to a replica."""

    name = "replicity.web.programmes"
    label = "programmes"

    def ready(self) -> None:
        """Register rules and kinds of notices."""
        import_module("replicity.web.programmes.access")
        import_module("replicity.web.programmes.queries")
        import_module("replicity.web.programmes.notices")
