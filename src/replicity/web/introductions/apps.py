"""The Django application."""

from importlib import import_module

from django.apps import AppConfig


class IntroductionsConfig(AppConfig):
    """Introductions between organisations, and the know-how that comes of them."""

    name = "replicity.web.introductions"
    label = "introductions"

    def ready(self) -> None:
        """Register rules, kinds of notices, jobs and personal data."""
        for part in ("access", "notices", "jobs", "personal"):
            import_module(f"replicity.web.introductions.{part}")
