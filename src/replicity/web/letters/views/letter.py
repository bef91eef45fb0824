"""A letter to read, its PDF, its versions and their differences."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from replicity.web.files.services import answer
from replicity.web.letters.documents import draft_pdf
from replicity.web.letters.forms import CommentForm, ReasonForm
from replicity.web.letters.models import Approval, Handover, Letter, LetterVersion, SignatureRecord
from replicity.web.letters.queries import earlier_approvals, next_to_sign, parties_of, version_of
from replicity.web.letters.reading import group_titles, read_changes, read_groups
from replicity.web.letters.views import letter_read_by, party_read_by
from replicity.web.letters.workflow import LETTER
from replicity.web.shared.access import Actor, actor_of, can, signed_in
from replicity.web.shared.languages import current_language
from replicity.web.shared.pages import page_of

STEPS = ("withdraw", "reopen", "fulfil")


@require_GET
@signed_in
def letter(request: HttpRequest, number: int) -> HttpResponse:
    """Show all groups of a letter, its parties, and what is next."""
    found, actor = letter_read_by(request, number), actor_of(request)
    version, both = version_of(found), "both" in request.GET
    comments = list(found.comments.select_related("author", "organisation"))
    page = {
        "section": "letters",
        "letter": found,
        "version": version,
        "groups": read_groups(version.letter_content, current_language(), comments, both=both),
        "both": both,
        "two_languages": len(version.letter_content.languages) > 1,
        "open_comments": sum(c.settled_at is None for c in comments),
        "parties": _party_rows(found, actor),
        "changes": found.changes.select_related("by"),
        "earlier_approvals": earlier_approvals(found),
        "may_edit": found.in_work and can(actor, "letters.edit", found),
        "may_send": "send" in LETTER.open(found.state) and can(actor, "letters.send", found),
        "may_renew": found.ended or found.state == "active",
        "steps": [s for s in STEPS if s in LETTER.open(found.state) and can(actor, f"letters.{s}", found)],
        "comment_form": CommentForm(),
        "reason_form": ReasonForm(),
    }
    page["may_renew"] = bool(page["may_renew"]) and can(actor, "letters.renew", found)
    return render(request, "letters/letter.html", page)


def _party_rows(letter: Letter, actor: Actor) -> list[dict[str, object]]:
    """Return the parties with what each approved and signed, and what the visitor may do for it."""
    approvals = {a.party_id: a for a in Approval.objects.filter(letter=letter, version=letter.version)}
    signatures = {s.party_id: s for s in SignatureRecord.objects.filter(letter=letter)}
    handovers: dict[int, list[Handover]] = {}
    for handover in Handover.objects.filter(party__letter=letter):
        handovers.setdefault(handover.party_id, []).append(handover)
    turn = next_to_sign(letter) if letter.state == "approved" else None
    return [
        {
            "party": p,
            "approval": approvals.get(p.pk),
            "signature": signatures.get(p.pk),
            "handovers": handovers.get(p.pk, []),
            "may_hand_over": letter.state == "active" and can(actor, "letters.hand_over", p),
            "is_turn": turn is not None and turn.pk == p.pk,
            "may_approve": letter.state == "negotiated"
            and p.pk not in approvals
            and can(actor, "letters.approve", p),
            "may_sign": turn is not None and turn.pk == p.pk and can(actor, "letters.sign", p),
            "may_hand_in": turn is not None and turn.pk == p.pk and can(actor, "letters.hand_in", p),
        }
        for p in parties_of(letter)
    ]


@require_GET
@signed_in
def document(request: HttpRequest, number: int) -> HttpResponse:
    """Return the PDF: the document that is signed, or the newest version for reading."""
    found = letter_read_by(request, number)
    if found.document is not None:
        return answer(found.document)
    pdf = draft_pdf(found, version_of(found))
    name = f"{found.code}-{found.version}.pdf"
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_GET
@signed_in
def signed_copy(request: HttpRequest, number: int, party: int) -> HttpResponse | FileResponse:
    """Return the file that a party's signature made."""
    found = party_read_by(request, number, party)
    record = SignatureRecord.objects.select_related("document").filter(party=found).first()
    if record is None:
        raise Http404
    return answer(record.document)


@require_GET
@signed_in
def versions(request: HttpRequest, number: int) -> HttpResponse:
    """List the versions, and show what changed between two of them."""
    found = letter_read_by(request, number)
    newer = _version(request, found, "to", found.version)
    older = _version(request, found, "from", max(newer.number - 1, 1))
    rows = page_of(request, found.versions.select_related("author", "organisation"))
    page = {
        "section": "letters",
        "letter": found,
        "page": rows,
        "rows": [(version, group_titles(version, current_language())) for version in rows],
        "newer": newer,
        "older": older,
        "numbers": range(1, found.version + 1),
        "changes": read_changes(older.letter_content, newer.letter_content, current_language()),
    }
    return render(request, "letters/versions.html", page)


def _version(request: HttpRequest, letter: Letter, name: str, default: int) -> LetterVersion:
    text = request.GET.get(name, "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else default
    return get_object_or_404(LetterVersion, letter=letter, number=number)
