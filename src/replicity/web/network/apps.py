"""The Django application."""

from importlib import import_module

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    """The network: what cities offer and seek, what providers offer."""

    name = "replicity.web.network"
    label = "network"

    def ready(self) -> None:
        """Register rules, kinds of notices, quotes, and the upkeep of the index."""
        for part in ("access", "notices", "index", "queries.quotes"):
            import_module(f"replicity.web.network.{part}")
