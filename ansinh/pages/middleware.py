"""Every request enters the branch of the map its user covers, before any view reads a row."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from ansinh.acts import permit


class Place:
    """Row-level security sees the signed-in user of this request, and nobody after it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        permit.enter(request.user if request.user.is_authenticated else None)
        return self.get_response(request)
