"""Whether a document is catalogued already: by its address, or by its very text."""

import hashlib
from urllib.parse import parse_qsl, urlencode, urlsplit

from ..models import Source

__all__ = ["essential_address", "holder_of_text", "sources_at"]

TRACKING = ("utm_", "fbclid", "gclid", "yclid")


def essential_address(url: str) -> str:
    """Return what tells an address apart: host, path and query, without what only decorates it.

    Scheme, ``www.``, default port, fragment, trailing slash and tracking parameters do not.
    """
    try:
        parts = urlsplit(url.strip())
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return url.strip()
    host = (parts.hostname or "").removeprefix("www.")
    kept = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not name.lower().startswith(TRACKING)
    ]
    query = f"?{urlencode(sorted(kept))}" if kept else ""
    return f"{host}{port}{parts.path.rstrip('/')}{query}"


def sources_at(url: str, *, besides: Source) -> list[Source]:
    """Return the documents catalogued under what is in essence the same address."""
    essence = essential_address(url)
    if not essence:
        return []
    # Of the address as stored only the path is sure to stand there letter for letter.
    path = urlsplit(url.strip()).path.rstrip("/")
    host = essence.partition("/")[0].partition("?")[0]
    candidates = (
        Source.objects.filter(snapshot_of=None, url__icontains=host)
        .filter(url__contains=path)
        .exclude(pk=besides.pk)
        .defer("held_text")
    )
    return [each for each in candidates if essential_address(each.url) == essence]


def holder_of_text(text: str, *, besides: Source) -> Source | None:
    """Return the source that holds exactly this text, if there is one."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Source.objects.filter(sha256=digest).exclude(pk=besides.pk).defer("held_text").first()
