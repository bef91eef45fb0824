"""The Django application."""

from importlib import import_module

from django.apps import AppConfig


class IntroductionsConfig(AppConfig):
    """Introductions between organisations, and the know-how that comes of them."""

    name = "replicity.web.introductions"
    label = "introductions"

    def ready(self) -> None:
        """Register rules and kinds of notices."""
        import_module("replicity.web.introductions.access")
        import_module("replicity.web.introductions.notices")
