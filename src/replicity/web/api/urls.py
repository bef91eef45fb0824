"""The addresses of the interface and of the tokens."""

from django.urls import URLPattern, URLResolver, path

from replicity.web.api import views
from replicity.web.api.interface import interface

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", interface.urls),
    path("profile/tokens/", views.tokens, name="tokens"),
    path("profile/tokens/<int:number>/end/", views.end_token, name="token-end"),
]
