"""The Django application."""

from importlib import import_module

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """Letters of intent: drafted, negotiated, signed, verified."""

    name = "replicity.web.letters"
    label = "letters"

    def ready(self) -> None:
        """Register rules, kinds of notices, the returning job, and what is held of people."""
        import_module("replicity.web.letters.access")
        import_module("replicity.web.letters.notices")
        import_module("replicity.web.letters.jobs")
        import_module("replicity.web.letters.personal")
