"""The addresses of notices, jobs and e-mails."""

from django.urls import path

from replicity.web.notices import views

urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/read/", views.read_all, name="notices-read"),
    path("notices/<int:number>/read/", views.read, name="notice-read"),
    path("notices/choices/", views.choices, name="notice-choices"),
    path("jobs/", views.jobs, name="jobs"),
    path("jobs/<uuid:number>/retry/", views.retry, name="job-retry"),
    path("mail/", views.mail, name="mail"),
]
