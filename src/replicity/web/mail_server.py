"""The server for e-mail: SMTP by its address; without one, e-mails land in a folder of the installation."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit


class MailAddressUnusable(OSError):
    """The address of the mail server cannot be read."""


def mail_settings(home: Path) -> dict[str, Any]:
    """Return Django's settings for e-mail, from REPLICITY_SMTP_URL and REPLICITY_MAIL_FROM.

    Raises
    ------
    MailAddressUnusable
        If REPLICITY_SMTP_URL is not the address of a mail server.
    """
    sender = {"DEFAULT_FROM_EMAIL": os.environ.get("REPLICITY_MAIL_FROM", "Replicity <replicity@localhost>")}
    address = os.environ.get("REPLICITY_SMTP_URL", "")
    if not address:
        backend = "django.core.mail.backends.filebased.EmailBackend"
        return {"EMAIL_BACKEND": backend, "EMAIL_FILE_PATH": str(home / "mail"), **sender}
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise MailAddressUnusable(_SENTENCE) from None
    if parts.scheme not in ("smtp", "smtps", "smtp+starttls") or not parts.hostname:
        raise MailAddressUnusable(_SENTENCE)
    secure = parts.scheme == "smtps"
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or (465 if secure else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": secure,
        "EMAIL_USE_TLS": parts.scheme == "smtp+starttls",
        "EMAIL_TIMEOUT": 20,
        **sender,
    }


# the address holds a password, so the sentence does not repeat it
_SENTENCE = (
    "REPLICITY_SMTP_URL is not the address of a mail server; write smtps://USER:PASSWORD@HOST:PORT or "
    "smtp+starttls://USER:PASSWORD@HOST:PORT, or leave it out to have e-mails in the folder mail."
)
