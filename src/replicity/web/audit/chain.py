"""How an entry is bound to the one before it."""

import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final

GENESIS: Final = "0" * 64


def digest_of(before: str, number: int, at: datetime, content: dict[str, Any]) -> str:
    """Return the SHA-256 of an entry with the digest of the one before it."""
    written = json.dumps(
        {"before": before, "number": number, "at": at.astimezone(UTC).isoformat(), **content},
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
        allow_nan=False,
    )
    return sha256(written.encode()).hexdigest()
