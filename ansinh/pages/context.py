"""What every page shows around its own content."""

import hashlib
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from ansinh.acts import permit
from ansinh.pages.help import help_address
from ansinh.record.models.users import User
from ansinh.reports.places import office as office_of


def office(request: HttpRequest) -> dict[str, object]:
    found: dict[str, object] = {
        "demo": settings.DEMO,
        "languages": settings.LANGUAGES,
        "static_digest": static_digest(),
        "help_address": help_address(request),
    }
    user = getattr(request, "user", None)
    if isinstance(user, User):
        found["office_name"] = ", ".join(office_of(place, timezone.localdate()) for place in user.places.all()[:2])
        found["may"] = {verb.replace(" ", "_"): permit.allowed(user, verb) for verb in permit.VERBS}
        found["protects_children"] = permit.protects(user)
    return found


@lru_cache(maxsize=1)
def static_digest() -> str:
    """Eight letters that change when a static file does, so that browsers keep what has not changed."""
    files = sorted((Path(__file__).parent / "static").rglob("*.*"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:8]
