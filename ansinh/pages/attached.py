"""Files answered: papers as they came (a PDF or a picture opens in the browser, nothing in it runs), lists as Word."""

from __future__ import annotations

import io
from typing import Protocol
from urllib.parse import quote

from django.http import HttpResponse

from ansinh.world.statistics_form import Form, write_document

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


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


def word(form: Form, name: str) -> HttpResponse:
    """A table as a Word document to be taken."""
    out = io.BytesIO()
    write_document([form], out)
    response = HttpResponse(out.getvalue(), content_type=WORD)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
