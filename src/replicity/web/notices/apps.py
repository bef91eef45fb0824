"""The Django application."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class NoticesConfig(AppConfig):
    """Notices to people, e-mail, and the jobs in the background."""

    name = "replicity.web.notices"
    label = "notices"

    def ready(self) -> None:
        """Register the rules, and the notices and jobs of all applications."""
        import_module("replicity.web.notices.access")
        autodiscover_modules("notices", "jobs")
