"""What every request goes through: the reader's language, the branch its user covers, which hosts a page may ask."""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation

from ansinh.acts import permit
from ansinh.world.documents.checking import BadTemplate

Next = Callable[[HttpRequest], HttpResponse]


UNPRINTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ue000-\ue002]")
"""Letters that mean nothing on a page: those that move a teleprinter (lines and tabs stay), those that mark a report's
numbers (reckoning/numbers)."""


class Language:
    """Vietnamese, unless the reader chose otherwise: office browsers are often set to English by whoever sold them."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        code = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = code
        with translation.override(code):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", code)
        return response


class Place:
    """Row-level security sees the signed-in user of this request, and nobody after it."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        permit.enter(request.user if request.user.is_authenticated else None)
        return self.get_response(request)


class OwnPassword:
    """Whoever signs in with a password an administrator gave chooses another before doing anything else."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = getattr(request.user, "password_is_given", False)
        allowed = [reverse(name) for name in ("account_change_password", "account_logout", "language")]
        if asked and request.path not in allowed and not request.path.startswith(reverse("guide")):
            return redirect("account_change_password")
        return self.get_response(request)


class Clean:
    """Typed and pasted text without letters that are no text (NUL and its like): no list can print them."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _unclean(request.GET):
            request.GET = _cleaned(request.GET)  # type: ignore[assignment]
        if request.method == "POST" and _unclean(request.POST):
            request.POST = _cleaned(request.POST)  # type: ignore[assignment]
        return self.get_response(request)


def _unclean(given: QueryDict) -> bool:
    return any(UNPRINTED.search(text) for name, values in given.lists() for text in (name, *values))


def _cleaned(given: QueryDict) -> QueryDict:
    clean = QueryDict(mutable=True)
    for name, values in given.lists():
        clean.setlist(UNPRINTED.sub("", name), [UNPRINTED.sub("", value) for value in values])
    return clean


class OwnHost:
    """A page may ask this host for things, and no other (Content-Security-Policy)."""

    POLICY = (
        "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; "
        "frame-ancestors 'none'; form-action 'self'; base-uri 'none'; object-src 'none'"
    )

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", self.POLICY)
        return response


class Refusals:
    """What a user may not do, and a paper whose template cannot be filled in, is told in words, not by a crash."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, permit.Refused):
            return render(request, "403.html", {"sentence": str(error)}, status=403)
        if isinstance(error, BadTemplate):
            return render(request, "bad_template.html", {"sentence": str(error)}, status=422)
        return None
