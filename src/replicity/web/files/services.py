"""Taking files in and handing them out; what comes in is hostile until its content shows its kind."""

import re
import unicodedata
from hashlib import sha256
from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from replicity.web.files.kinds import KINDS, recognised
from replicity.web.files.models import StoredFile
from replicity.web.shared.access import Actor
from replicity.web.shared.errors import Refused

LARGEST_BYTES: Final = 20 * 1024 * 1024
ALL_KINDS: Final = frozenset(KINDS)


def keep(
    actor: Actor, given: UploadedFile[Any] | bytes, name: str = "", *, kinds: frozenset[str] = ALL_KINDS
) -> StoredFile:
    """Keep a file.

    Raises
    ------
    Refused
        For a file that is empty, too large, or not of one of the kinds.
    """
    shown = clean_name(name or (given.name or "" if not isinstance(given, bytes) else ""))
    size = len(given) if isinstance(given, bytes) else int(given.size or 0)
    if size > LARGEST_BYTES:
        raise Refused(_("“%(name)s” is larger than 20 MB: hand in a smaller file.") % {"name": shown}, 413)
    content = given if isinstance(given, bytes) else given.read()
    kind = recognised(content, shown)
    if not content or kind not in kinds:
        raise Refused(
            _("“%(name)s” cannot be taken: hand in a file of one of these kinds: %(kinds)s.")
            % {"name": shown, "kinds": ", ".join(sorted(kinds))},
            415,
        )
    return StoredFile.objects.create(
        name=shown,
        media_type=KINDS[kind],
        size=len(content),
        sha256=sha256(content).hexdigest(),
        content=content,
        added_by_id=actor.person_id,
    )


def answer(stored: StoredFile) -> HttpResponse:
    """Return a file to be saved, never to be shown inside the site."""
    response = HttpResponse(bytes(stored.content), content_type=stored.media_type)
    response["Content-Disposition"] = content_disposition_header(True, stored.name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def clean_name(name: str) -> str:
    """Return a file's name without folders, control characters or more than 200 letters."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    plain = re.sub(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", last).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    return f"{stem[:180]}{dot}{ending[:16]}" if dot else plain[:180] or "file"
