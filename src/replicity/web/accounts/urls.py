"""The addresses on people and organisations; the login is django-allauth's."""

from django.urls import URLPattern, URLResolver, include, path

from replicity.web.accounts import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("desk/", views.desk, name="desk"),
    path("join/", views.join, name="join"),
    path("join/requests/", views.requests, name="join-requests"),
    path("join/requests/<int:number>/", views.answer_request, name="join-answer"),
    path("invitations/<str:secret>/", views.invitation, name="invitation"),
    path("organisations/add/", views.add_organisation, name="organisation-add"),
    path("organisations/<int:number>/", views.organisation, name="organisation"),
    path("organisations/<int:number>/change/", views.change_organisation, name="organisation-change"),
    path("organisations/<int:number>/standing/", views.set_standing, name="organisation-standing"),
    path("organisations/<int:number>/invite/", views.invite, name="organisation-invite"),
    path(
        "organisations/<int:number>/members/<int:membership>/",
        views.change_member,
        name="organisation-member",
    ),
    path("profile/", views.profile, name="profile"),
    path("profile/export/", views.export, name="profile-export"),
    path("profile/erase/", views.erase, name="profile-erase"),
    path("account/", include("allauth.account.urls")),
    path("account/mfa/", include("allauth.mfa.urls")),
]
