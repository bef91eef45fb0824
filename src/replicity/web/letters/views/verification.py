"""The page on which anybody checks a letter, and the certificate against which its signatures are checked."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from replicity.web.files.services import LARGEST_BYTES
from replicity.web.letters.forms import CodeForm, FileForm
from replicity.web.letters.sealing import authority
from replicity.web.letters.services.verification import verify_code, verify_file
from replicity.web.letters.views import FORM
from replicity.web.shared.errors import Refused


@never_cache
@require_http_methods(FORM)
def verify(request: HttpRequest) -> HttpResponse:
    """Check a letter by its code or by its file."""
    by_file = "file" in request.FILES
    code_form = CodeForm(request.POST if request.method == "POST" and not by_file else None)
    file_form = FileForm(request.POST, request.FILES) if by_file else FileForm()
    page: dict[str, Any] = {"section": "verify", "code_form": code_form, "file_form": file_form}
    if by_file and file_form.is_valid():
        given = file_form.cleaned_data["file"]
        if (given.size or 0) > LARGEST_BYTES:
            raise Refused(_("The file is larger than 20 MB: hand in the letter as you received it."), 413)
        page["finding"] = verify_file(given.read())
    elif code_form.is_valid():
        page["finding"] = verify_code(code_form.cleaned_data["code"])
    wrong = code_form.errors or file_form.errors
    return render(request, "letters/verify.html", page, status=400 if wrong else 200)


@require_GET
def certificate(request: HttpRequest) -> HttpResponse:
    """Return the certificate of the authority, for other programs that check PDFs."""
    response = HttpResponse(authority().certificate_pem, content_type="application/x-pem-file")
    response["Content-Disposition"] = 'attachment; filename="replicity-authority.pem"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
