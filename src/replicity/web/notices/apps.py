"""The Django application."""

from importlib import import_module

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Notices to people, e-mail, and the jobs in the background."""

    name = "replicity.web.notices"
    label = "notices"

    def ready(self) -> None:
        """Register the rules."""
        import_module("replicity.web.notices.access")
