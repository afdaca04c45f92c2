"""Papers kept as files, answered as they came: a PDF or a picture opens in the browser, nothing in it runs."""

from __future__ import annotations

from typing import Protocol
from urllib.parse import quote

from django.http import HttpResponse


class Kept(Protocol):
    """A file as the record keeps it."""

    name: str
    mime: str
    content: bytes | memoryview


def attached(kept: Kept) -> HttpResponse:
    """The file, to be looked at."""
    response = HttpResponse(bytes(kept.content), content_type=kept.mime)
    response["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(kept.name)}"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response
