"""The application that holds the pages, their words and their pictures."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The web platform as one Django application."""

    name = "replicity.web"
    label = "replicity"
