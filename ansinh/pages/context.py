"""What every page shows around its own content."""

from django.conf import settings
from django.http import HttpRequest


def office(request: HttpRequest) -> dict[str, object]:
    return {"demo": settings.DEMO}
