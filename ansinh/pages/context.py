"""What every page shows around its own content."""

import hashlib
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest

from ansinh.acts import permit


def office(request: HttpRequest) -> dict[str, object]:
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    return {
        "demo": settings.DEMO,
        "languages": settings.LANGUAGES,
        "static_digest": static_digest(),
        "office_name": _office(user) if signed_in else "",
        "may": {verb.replace(" ", "_"): permit.allowed(user, verb) for verb in permit.VERBS} if signed_in else {},
    }


def _office(user) -> str:  # type: ignore[no-untyped-def]
    """The places given to the user, as one reads them: "huyện Phù Cừ", or how many they are."""
    return ", ".join(str(place) for place in user.places.all()[:2])


@lru_cache(maxsize=1)
def static_digest() -> str:
    """Eight letters that change when a static file does, so that browsers keep what has not changed."""
    files = sorted((Path(__file__).parent / "static").rglob("*.*"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:8]
