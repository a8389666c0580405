"""How long an answer may be kept, and how a client asks whether it still holds (RFC 9110, 9111)."""

import hashlib
import json
from typing import Any

__all__ = ["FOR_EVER", "UNTIL_THE_NEXT_REVISION", "etag"]

FOR_EVER = "public, max-age=31536000, immutable"
# A cache in between may answer for some seconds; whoever asks it again is told what is new.
UNTIL_THE_NEXT_REVISION = "public, max-age=0, s-maxage=5, must-revalidate"


def etag(*parts: Any) -> str:
    """Return the strong validator of an answer that follows from ``parts`` (of plain JSON)."""
    return f'"{hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:40]}"'
