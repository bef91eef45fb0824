"""The pages of notices, and for brokers those of jobs and e-mails."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_tasks_db.models import DBTaskResult

from replicity.web.accounts.models import Person
from replicity.web.notices import mail_folder, queries, services
from replicity.web.notices.job_queue import ATTEMPTS
from replicity.web.notices.models import Notice
from replicity.web.shared.access import actor_of, require, signed_in
from replicity.web.shared.pages import page_of


@require_GET
@signed_in
def notices(request: HttpRequest) -> HttpResponse:
    """List what a person should know."""
    rows = page_of(request, queries.notices_of(actor_of(request)))
    return render(request, "notices/notices.html", {"section": "desk", "page": rows})


@require_POST
@signed_in
def read(request: HttpRequest, number: int) -> HttpResponse:
    """Mark a notice as read, and lead on to what it tells of."""
    notice = get_object_or_404(Notice, pk=number)
    services.mark_read(actor_of(request), notice)
    inside = url_has_allowed_host_and_scheme(notice.link, allowed_hosts=None)
    return redirect(notice.link if "open" in request.POST and notice.link and inside else "notices")


@require_POST
@signed_in
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark all notices as read."""
    services.mark_all_read(actor_of(request))
    messages.success(request, _("All notices are marked as read."))
    return redirect("notices")


@require_http_methods(("GET", "HEAD", "POST"))
@signed_in
def choices(request: HttpRequest) -> HttpResponse:
    """Let a person choose which notices come by e-mail as well."""
    actor = actor_of(request)
    if request.method == "POST":
        services.choose_mail(actor, request.POST.getlist("mail"))
        messages.success(request, _("Saved."))
        return redirect("notice-choices")
    wanted = queries.mail_wanted(get_object_or_404(Person, pk=actor.person_id))
    return render(request, "notices/choices.html", {"section": "desk", "wanted": wanted})


@require_GET
@signed_in
def jobs(request: HttpRequest) -> HttpResponse:
    """Show what the background does, and what failed there."""
    require(actor_of(request), "notices.read_jobs")
    state = request.GET.get("state", "")
    page = {
        "section": "desk",
        "page": page_of(request, queries.jobs(state)),
        "desk": queries.desk(),
        "state": state,
        "attempts": ATTEMPTS,
        "has_mail_folder": mail_folder.folder() is not None,
    }
    return render(request, "notices/jobs.html", page)


@require_POST
@signed_in
def retry(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Have a job done again."""
    require(actor_of(request), "notices.retry")
    services.retry(actor_of(request), get_object_or_404(DBTaskResult, pk=number))
    messages.success(request, _("The job is in the queue again."))
    return redirect("jobs")


@require_GET
@signed_in
def mail(request: HttpRequest) -> HttpResponse:
    """Show the e-mails that landed in the folder, where no mail server takes them."""
    require(actor_of(request), "notices.read_jobs")
    place = mail_folder.folder()
    if place is None:
        raise Http404
    files = Paginator(mail_folder.files(place), 25).get_page(request.GET.get("page", ""))
    found = [letter for file in files for letter in mail_folder.landed(file)]
    return render(request, "notices/mail.html", {"section": "desk", "page": files, "mails": found})
