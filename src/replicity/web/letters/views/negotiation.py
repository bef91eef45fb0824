"""Changing a letter: its groups, its parties, remarks."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from replicity.catalogue.letters import letter_groups
from replicity.web.letters import services
from replicity.web.letters.forms import CommentForm, NewPartyForm, PartyForm
from replicity.web.letters.group_form import GroupForm
from replicity.web.letters.models import Comment, Letter, LetterVersion
from replicity.web.letters.queries import parties_of, version_of
from replicity.web.letters.reading import read_changes
from replicity.web.letters.views import FORM, letter_read_by, party_read_by
from replicity.web.shared.access import actor_of, can, require, signed_in
from replicity.web.shared.editing import EditedMeanwhile
from replicity.web.shared.errors import Refused
from replicity.web.shared.languages import current_language


@require_http_methods(FORM)
@signed_in
def group(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """Change a group of fields; where somebody was faster, show both texts."""
    letter, actor = letter_read_by(request, number), actor_of(request)
    known = letter_groups().get(name)
    if known is None or known.written_by != "people":
        raise Http404
    require(actor, "letters.edit", letter)
    now = version_of(letter)
    content = now.letter_content
    form = GroupForm(
        known,
        content.languages,
        content.values[name],
        request.POST or None,
        initial={"seen_version": now.number},
    )
    page = {"section": "letters", "letter": letter, "group": known, "form": form}
    if request.method != "POST":
        if not letter.in_work:
            raise Refused(_("The text of this letter is settled: take it back into the negotiation."), 409)
        return _group_page(request, page)
    if not form.is_valid():
        return _group_page(request, page, status=400)
    seen = form.cleaned_data["seen_version"]
    try:
        saved = services.save_group(actor, letter, name, form.fields_given(), seen, form.cleaned_data["note"])
    except EditedMeanwhile as error:
        return _group_page(request, {**page, **_both(form, letter, seen, error)}, status=409)
    _tell(request, letter, saved, seen)
    return redirect("letter", number=letter.pk)


def _both(form: GroupForm, letter: Letter, seen: int, error: EditedMeanwhile) -> dict[str, object]:
    """Return what the second person is shown: the own text in the form, and what the other one changed.

    Saving once more is then done in the knowledge of the newest version.
    """
    old = get_object_or_404(LetterVersion, letter=letter, number=seen)
    new = version_of(letter)
    form.data = {**_flat(form.data), "seen_version": str(new.number)}
    found = read_changes(old.letter_content, new.letter_content, current_language())
    title = f"{form.group.number} {form.group.title.of(current_language())}"
    mine = [(name, rows) for name, rows in found if name == title]
    return {"meanwhile": error.sentence, "changes": mine, "newer": new}


def _flat(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: data[name] for name in data}


def _tell(request: HttpRequest, letter: Letter, saved: LetterVersion, seen: int) -> None:
    if saved.number > seen + 1:
        messages.success(
            request,
            _("Saved as version %(version)s. Others changed other parts meanwhile; those changes are kept.")
            % {"version": saved.number},
        )
    elif saved.number > seen:
        messages.success(request, _("Saved as version %(version)s.") % {"version": saved.number})
    else:
        messages.success(request, _("Nothing was changed."))


def _group_page(request: HttpRequest, page: dict[str, object], status: int = 200) -> HttpResponse:
    form = page["form"]
    parts = list(form.parts(current_language())) if isinstance(form, GroupForm) else []
    title = letter_groups()[form.group.id].title.of(current_language()) if isinstance(form, GroupForm) else ""
    whole = {**page, "parts": parts, "group_title": title}
    return render(request, "letters/group.html", whole, status=status)


@require_http_methods(FORM)
@signed_in
def parties(request: HttpRequest, number: int) -> HttpResponse:
    """List the parties in the order of signing, and add one."""
    letter, actor = letter_read_by(request, number), actor_of(request)
    require(actor, "letters.edit", letter)
    form = NewPartyForm(letter, request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.add_party(actor, letter, form.cleaned_data["organisation"], form.cleaned_data["role"])
        messages.success(request, _("Saved."))
        return redirect("letter-parties", number=letter.pk)
    page = {
        "section": "letters",
        "letter": letter,
        "parties": parties_of(letter),
        "form": form,
        "may_arrange": can(actor, "letters.arrange", letter),
    }
    return render(request, "letters/parties.html", page, status=400 if form.errors else 200)


@require_http_methods(FORM)
@signed_in
def party(request: HttpRequest, number: int, party: int) -> HttpResponse:
    """Change who signs for a party; move it forward or take it off."""
    found, actor = party_read_by(request, number, party), actor_of(request)
    require(actor, "letters.edit", found.letter)
    if request.method == "POST" and "earlier" in request.POST:
        services.move_party(actor, found)
        return redirect("letter-parties", number=number)
    if request.method == "POST" and "remove" in request.POST:
        services.remove_party(actor, found)
        messages.success(request, _("The party is off the letter."))
        return redirect("letter-parties", number=number)
    names = can(actor, "letters.name_signatory", found)
    form = PartyForm(request.POST or None, instance=found, names_signatory=names)
    if request.method == "POST" and form.is_valid():
        services.change_party(actor, found, form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("letter-parties", number=number)
    page = {
        "section": "letters",
        "letter": found.letter,
        "party": found,
        "form": form,
        "names_signatory": names,
    }
    return render(request, "letters/party.html", page, status=400 if form.errors else 200)


@require_POST
@signed_in
def comment(request: HttpRequest, number: int) -> HttpResponse:
    """Remark on a group, or settle a remark."""
    letter, actor = letter_read_by(request, number), actor_of(request)
    require(actor, "letters.comment", letter)
    if "settle" in request.POST:
        text = request.POST["settle"]
        chosen = int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0
        services.settle_comment(actor, get_object_or_404(Comment, pk=chosen, letter=letter))
        return redirect("letter", number=letter.pk)
    form = CommentForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Write a comment of at most 2,000 letters, and choose the part that it is on."))
    services.add_comment(actor, letter, form.cleaned_data["group"], form.cleaned_data["text"])
    messages.success(request, _("Your comment is there for all parties."))
    return redirect("letter", number=letter.pk)


@require_POST
@signed_in
def send(request: HttpRequest, number: int) -> HttpResponse:
    """Open the negotiation."""
    letter = letter_read_by(request, number)
    services.send(actor_of(request), letter)
    messages.success(request, _("The parties have been told: the negotiation is open."))
    return redirect("letter", number=letter.pk)
