"""The Django application."""

from importlib import import_module

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The audit trail: what was done, by whom, in one unbreakable order."""

    name = "replicity.web.audit"
    label = "audit"

    def ready(self) -> None:
        """Register the rules."""
        import_module("replicity.web.audit.access")
