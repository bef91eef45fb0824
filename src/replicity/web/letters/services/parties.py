"""Who takes part, in which role, in which order, and who signs."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from replicity.appraisal.letter_content import checked_fields
from replicity.appraisal.letter_draft import party_groups
from replicity.catalogue.letters import party_roles
from replicity.web.accounts.models import Organisation
from replicity.web.audit.services import record
from replicity.web.letters.models import Letter, Party
from replicity.web.letters.queries import parties_of, version_of
from replicity.web.letters.services.drafting import keep_version, letter_party
from replicity.web.letters.services.steps import locked_in_work
from replicity.web.shared.access import Actor, require
from replicity.web.shared.errors import Refused

MOST_PARTIES = 12
# what a party says of the person who signs for it
SIGNATORY = frozenset({"signatory", "signatory_name", "office", "mandate", "term_ends_on"})
SETTABLE = SIGNATORY | {"role"}


@transaction.atomic
def add_party(actor: Actor, letter: Letter, organisation: Organisation, role: str) -> Party:
    """Bring another organisation to the table; it signs last."""
    require(actor, "letters.arrange", letter)
    letter = locked_in_work(letter)
    there = parties_of(letter)
    if any(p.organisation_id == organisation.pk for p in there):
        raise Refused(_("%(name)s is a party already.") % {"name": organisation.name}, 409)
    if len(there) >= MOST_PARTIES:
        raise Refused(_("A letter takes %(most)s parties at most.") % {"most": MOST_PARTIES}, 409)
    party = Party.objects.create(
        letter=letter, organisation=organisation, role=_known(role), position=len(there) + 1
    )
    _rewrite(actor, letter)
    record(actor, "letters.add_party", letter, organisation=organisation.pk, role=role)
    return party


@transaction.atomic
def change_party(actor: Actor, party: Party, fields: Mapping[str, Any]) -> None:
    """Change a party's role, and by its own people or the broker who signs for it, in which office."""
    require(actor, "letters.edit", party.letter)
    letter = locked_in_work(party.letter)
    if SIGNATORY & set(fields):
        require(actor, "letters.name_signatory", party, seen_by="letters.read_party")
    # as it is kept, whatever a form or another person made of the one at hand
    party = Party.objects.select_related("organisation", "signatory").get(pk=party.pk)
    for name in SETTABLE & set(fields):
        setattr(party, name, fields[name])
    _known(party.role)
    person = party.signatory
    if person and not party.signatory_name:
        party.signatory_name = person.name
    if person and not person.memberships.filter(organisation=party.organisation_id).exists():
        raise Refused(
            _("The signatory has no login with %(name)s: invite the person first, or leave the login empty.")
            % {"name": party.organisation.name},
            409,
        )
    party.save()
    _rewrite(actor, letter)
    record(actor, "letters.change_party", letter, party=party.pk, fields=sorted(SETTABLE & set(fields)))


@transaction.atomic
def move_party(actor: Actor, party: Party) -> None:
    """Let a party sign one place earlier."""
    require(actor, "letters.arrange", party.letter)
    letter = locked_in_work(party.letter)
    party.refresh_from_db(fields=("position",))
    before = Party.objects.filter(letter=letter, position=party.position - 1).first()
    if before is None:
        return
    _place(party, 0)
    _place(before, before.position + 1)
    _place(party, before.position - 1)
    _rewrite(actor, letter)
    record(actor, "letters.move_party", letter, party=party.pk, position=party.position)


@transaction.atomic
def remove_party(actor: Actor, party: Party) -> None:
    """Take a party off the letter; those behind it move up."""
    require(actor, "letters.arrange", party.letter)
    letter = locked_in_work(party.letter)
    if party.organisation_id == letter.city_id:
        raise Refused(_("The city stays a party of its letter."), 409)
    number = party.pk
    party.delete()
    for place, other in enumerate(parties_of(letter), start=1):
        _place(other, place)
    _rewrite(actor, letter)
    record(actor, "letters.remove_party", letter, party=number)


def _place(party: Party, position: int) -> None:
    party.position = position
    party.save(update_fields=("position",))


def _known(role: str) -> str:
    if role not in party_roles():
        raise Refused(_("Choose one of the roles."))
    return role


def _rewrite(actor: Actor, letter: Letter) -> None:
    """Write the groups on the parties anew as a version of their own."""
    content = version_of(letter).letter_content
    groups = party_groups([letter_party(p) for p in parties_of(letter)], content.languages)
    new = content
    for group, fields in groups.items():
        new = new.with_fields(group, checked_fields(group, fields, content.languages))
    if new == content:
        return
    letter.version += 1
    letter.save(update_fields=("version", "changed_at"))
    keep_version(actor, letter, new, groups=sorted(groups), note="")
