"""What all services on letters share: the locked letter, and the step from a state to the next."""

from django.utils.translation import gettext as _

from replicity.web.accounts.models import Organisation
from replicity.web.audit.services import record
from replicity.web.letters.models import Change, Letter, LetterVersion
from replicity.web.letters.services.drafting import seat_of
from replicity.web.letters.workflow import LETTER
from replicity.web.shared.access import Actor
from replicity.web.shared.errors import Refused


def locked(letter: Letter) -> Letter:
    """Return the letter as it is now, held until the transaction ends: writers come one after the other."""
    return Letter.objects.select_for_update().get(pk=letter.pk)


def locked_in_work(letter: Letter) -> Letter:
    """Return the locked letter if its text may still change."""
    now = locked(letter)
    if not now.in_work:
        raise Refused(
            _("The text of this letter is settled: take it back into the negotiation to change it."), 409
        )
    return now


def take_step(actor: Actor, letter: Letter, step: str, reason: str = "", action: str = "") -> None:
    """Bring a locked letter to the next state, and keep and record why."""
    before, letter.state = letter.state, LETTER.after(letter.state, step)
    letter.save(update_fields=("state", "changed_at"))
    Change.objects.create(
        letter=letter, before=before, after=letter.state, reason=reason[:400], by_id=actor.person_id
    )
    record(actor, action or f"letters.{step}", letter, before=str(before), after=str(letter.state))


def name_of(actor: Actor, letter: Letter) -> str:
    """Return the organisation for which somebody acts, as the others know it."""
    number = seat_of(actor, letter)
    found = Organisation.objects.filter(pk=number or 0).values_list("name", flat=True).first()
    return found or str(_("The platform"))


def facts_of(letter: Letter) -> dict[str, str]:
    """Return what every notice says of a letter."""
    return {"letter": letter.title}


def address_of(letter: Letter) -> str:
    """Return the page of a letter."""
    return f"/letters/{letter.pk}/"


def version_seen(letter: Letter, number: int) -> LetterVersion:
    """Return the version that a person had before the eyes."""
    found = LetterVersion.objects.filter(letter=letter, number=number).first()
    if found is None:
        raise Refused(_("This version of the letter does not exist: load the page again."), 400)
    return found
