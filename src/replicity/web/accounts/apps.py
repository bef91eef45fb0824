"""The Django application."""

from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People, organisations, memberships, invitations."""

    name = "replicity.web.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Register the rules."""
        import_module("replicity.web.accounts.access")
