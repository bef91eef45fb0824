"""Counts of the installation in the text format of Prometheus, for those who run it."""

import ipaddress
import os
import secrets

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_tasks_db.models import DBTaskResult

from replicity.version import VERSION
from replicity.web.accounts.models import Organisation, Person
from replicity.web.audit.queries import head
from replicity.web.notices.models import Mail


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Return the counts, to this machine or to the holder of the token; to others nothing is here."""
    if not (_has_token(request) or _is_local(request)):
        raise Http404
    jobs = dict.fromkeys(("READY", "RUNNING", "SUCCESSFUL", "FAILED"), 0)
    for status in jobs:
        jobs[status] = DBTaskResult.objects.filter(status=status).count()
    mails = {state: Mail.objects.filter(state=state).count() for state in Mail.State.values}
    lines = [
        f'replicity_info{{version="{VERSION}"}} 1',
        f"replicity_people {Person.objects.filter(is_active=True).count()}",
        f"replicity_organisations {Organisation.objects.count()}",
        f"replicity_audit_entries {head()[0]}",
        *(f'replicity_jobs{{state="{state.lower()}"}} {count}' for state, count in jobs.items()),
        *(f'replicity_mails{{state="{state}"}} {count}' for state, count in mails.items()),
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; version=0.0.4; charset=utf-8")


def _has_token(request: HttpRequest) -> bool:
    wanted = os.environ.get("REPLICITY_METRICS_TOKEN", "")
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return bool(wanted) and secrets.compare_digest(given.encode(), wanted.encode())


def _is_local(request: HttpRequest) -> bool:
    """Whether the request comes from this machine itself, and not from a proxy on it for somebody else."""
    if any(name in request.headers for name in ("X-Forwarded-For", "X-Forwarded-Proto", "Forwarded")):
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
