"""What an organisation says of itself."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from replicity.web.accounts.models import Organisation
from replicity.web.audit.services import record
from replicity.web.network.index import refresh
from replicity.web.network.models import Profile
from replicity.web.shared.access import Actor, require
from replicity.web.shared.editing import claim

FIELDS = ("summary", "tracks", "languages", "seeks")


@transaction.atomic
def describe(
    actor: Actor, organisation: Organisation, fields: Mapping[str, Any], seen_revision: int | None = None
) -> Profile:
    """Keep what an organisation says of itself: summary, tracks, languages, seeks.

    Raises
    ------
    EditedMeanwhile
        Where somebody saved after `seen_revision`.
    """
    require(actor, "network.edit", organisation)
    profile, _made = Profile.objects.get_or_create(organisation=organisation)
    claim(profile, profile.revision if seen_revision is None else seen_revision)
    changed = [name for name in FIELDS if name in fields and getattr(profile, name) != fields[name]]
    for name in changed:
        setattr(profile, name, fields[name])
    profile.save(update_fields=(*changed, "changed_at"))
    refresh(organisation)
    record(actor, "network.describe", organisation, fields=changed)
    return profile
