"""The Django application."""

from importlib import import_module

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    """The network: what cities offer and seek, what providers offer."""

    name = "replicity.web.network"
    label = "network"

    def ready(self) -> None:
        """Register rules and kinds of notices."""
        import_module("replicity.web.network.access")
        import_module("replicity.web.network.notices")
