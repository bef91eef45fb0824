"""The installation's own signing authority: made once and kept in the home folder, or given from outside.

Once something was signed under an authority, the database knows its certificate. Another key that turns up
later, as after a restore without the file, signs and vouches for nothing until the operator names it.
"""

import logging
import os
from functools import lru_cache
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from replicity.reports.authority import Authority, UnusableAuthority, new_authority, read_authority
from replicity.web.home import HomeUnusable, home_folder, made_home
from replicity.web.letters.models import SigningAuthority
from replicity.web.shared.errors import Refused

KEY: Final = "REPLICITY_SIGNING_KEY"
CERTIFICATE: Final = "REPLICITY_SIGNING_CERTIFICATE"
SUCCESSOR: Final = "REPLICITY_SIGNING_SUCCESSOR"
FILE: Final = "signing_authority.pem"
MISSING: Final = gettext_lazy(
    "Letters were signed here, but their signing authority is missing: put signing_authority.pem of the "
    "backup back into REPLICITY_HOME."
)
OTHER: Final = gettext_lazy(
    "Letters were signed here under another signing authority than the one at hand: put the former one back, "
    "or name this one in REPLICITY_SIGNING_SUCCESSOR."
)
_log = logging.getLogger("replicity.letters")


def authority() -> Authority:
    """Return the authority that vouches for signatures.

    Raises
    ------
    Refused
        Where there is none and none can be kept, or where letters were signed under another one: a signature
        that nobody can check later is worth nothing.
    """
    try:
        return _installed()
    except (UnusableAuthority, HomeUnusable, OSError) as error:
        _tell_operator("Nothing can be signed: %s", error)
        raise Refused(
            _("Nothing can be signed on this installation: %(reason)s Tell its administrator.")
            % {"reason": str(error)},
            503,
        ) from None


def authority_certificate() -> bytes:
    """Return the certificate of the authority, as its bytes."""
    return authority().certificate.public_bytes(Encoding.DER)


def vouching_certificates() -> tuple[bytes, ...]:
    """Return the certificates (DER) under which this platform vouches; none where its authority is lost.

    Those of predecessors count as long as the authority at hand is one of those known here.
    """
    try:
        own = _installed()
    except (UnusableAuthority, HomeUnusable, OSError) as error:
        _tell_operator("No signature can be vouched for: %s", error)
        return ()
    known = SigningAuthority.objects.exclude(sha256=own.fingerprint).values_list("certificate", flat=True)
    earlier = (x509.load_pem_x509_certificate(text.encode()) for text in known)
    return tuple(c.public_bytes(Encoding.DER) for c in (own.certificate, *earlier))


def remember(used: Authority) -> None:
    """Keep the certificate of an authority that is about to sign, so that another one is noticed."""
    SigningAuthority.objects.get_or_create(
        sha256=used.fingerprint, defaults={"certificate": used.certificate_pem.decode()}
    )


def _installed() -> Authority:
    """Return the authority at hand; a new one is made only where nothing was ever signed."""
    given = os.environ.get(KEY), os.environ.get(CERTIFICATE)
    known = frozenset(SigningAuthority.objects.values_list("sha256", flat=True))
    if given[0] and given[1]:
        found = _read(given[0].encode(), given[1].encode())
    else:
        path = home_folder() / FILE
        if not path.exists():
            if known:
                raise UnusableAuthority(MISSING)
            _make(path)
        both = path.read_bytes()
        found = _read(both, both)
    if known and found.fingerprint not in known and not _named_as_successor(found):
        raise UnusableAuthority(OTHER)
    return found


def _tell_operator(sentence: str, error: Exception) -> None:
    """Log a fault in English, whatever the language of the page that met it."""
    with override("en"):
        _log.error(sentence, error)


def _named_as_successor(found: Authority) -> bool:
    named = os.environ.get(SUCCESSOR, "").replace(":", "").strip().lower()
    return named == found.fingerprint


@lru_cache(maxsize=4)
def _read(key: bytes, certificate: bytes) -> Authority:
    return read_authority(key, certificate)


def _make(path: Path) -> None:
    """Keep a new authority, unless another process is faster."""
    made_home()
    made = new_authority(f"Replicity {settings.PUBLIC_ADDRESS}", timezone.now())
    own = path.with_name(f"{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    handle = os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(made.key_pem + made.certificate_pem)
    try:
        os.link(own, path)  # whole or not at all, and never over one that is there
    except FileExistsError:
        return
    finally:
        own.unlink()
