"""The addresses of the audit trail."""

from django.urls import path

from replicity.web.audit import views

urlpatterns = [
    path("audit/head/", views.head, name="audit-head"),
    path("audit/", views.trail, name="audit"),
]
