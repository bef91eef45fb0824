"""The installation's own signing authority: made once and kept in the home folder, or given from outside."""

import os
from functools import lru_cache
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from replicity.reports.authority import Authority, UnusableAuthority, new_authority, read_authority
from replicity.web.home import HomeUnusable, home_folder, made_home
from replicity.web.shared.errors import Refused

KEY: Final = "REPLICITY_SIGNING_KEY"
CERTIFICATE: Final = "REPLICITY_SIGNING_CERTIFICATE"
FILE: Final = "signing_authority.pem"


def authority() -> Authority:
    """Return the authority that vouches for signatures.

    Raises
    ------
    Refused
        Where there is none and none can be kept: a signature that nobody can check later is worth nothing.
    """
    given = os.environ.get(KEY), os.environ.get(CERTIFICATE)
    try:
        if given[0] and given[1]:
            return _read(given[0].encode(), given[1].encode())
        path = home_folder() / FILE
        if not path.exists():
            _make(path)
        both = path.read_bytes()
        return _read(both, both)
    except (UnusableAuthority, HomeUnusable, OSError) as error:
        raise Refused(
            _("Nothing can be signed on this installation: %(reason)s Tell its administrator.")
            % {"reason": str(error)},
            503,
        ) from None


def authority_certificate() -> bytes:
    """Return the certificate of the authority, as its bytes."""
    return authority().certificate.public_bytes(Encoding.DER)


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
