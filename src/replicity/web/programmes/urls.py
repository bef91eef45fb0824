"""The addresses of this application."""

from django.urls import URLPattern, path

from replicity.web.programmes.views import (
    applications,
    assignment,
    broker,
    dashboard,
    pipeline,
    public,
    questionnaire,
)

OWN = "programmes/<int:number>/"
ONE = "programmes/applications/<int:number>/"
urlpatterns: list[URLPattern] = [
    path("programmes/", public.listing, name="programmes"),
    path("programmes/open/", broker.open_one, name="programme-open"),
    path(OWN, public.programme, name="programme"),
    path(f"{OWN}settings/", broker.settings, name="programme-settings"),
    path(f"{OWN}hosts/", broker.hosts, name="programme-hosts"),
    path(f"{OWN}gates/", broker.gates, name="programme-gates"),
    path(f"{OWN}apply/", applications.apply, name="programme-apply"),
    path(f"{OWN}applications/", pipeline.listing, name="programme-applications"),
    path(f"{OWN}applications.csv", dashboard.export, name="programme-export"),
    path(f"{OWN}board/", pipeline.board, name="programme-board"),
    path(f"{OWN}assignment/", assignment.page, name="programme-assignment"),
    path(f"{OWN}assignment/propose/", assignment.propose, name="programme-propose"),
    path(f"{OWN}assignment/take/", assignment.take, name="programme-take"),
    path(f"{OWN}assignment/assign/", assignment.assign, name="programme-assign"),
    path(f"{OWN}dashboard/", dashboard.page, name="programme-dashboard"),
    path(ONE, applications.application, name="application"),
    path(f"{ONE}change/", applications.change, name="application-change"),
    path(f"{ONE}questionnaire/", questionnaire.page, name="application-questionnaire"),
    path(f"{ONE}step/<slug:step>/", applications.step, name="application-step"),
    path(f"{ONE}decide/", pipeline.decide, name="application-decide"),
    path(f"{ONE}stage/", pipeline.move, name="application-stage"),
    path(f"{ONE}criteria/", pipeline.tick, name="application-criteria"),
]
