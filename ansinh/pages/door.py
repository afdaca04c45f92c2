"""Who may open a page: signed in, and with a role that may do what the page is for."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ansinh.acts import permit
from ansinh.record.models.users import User

View = Callable[..., HttpResponse]


class Signed(HttpRequest):
    """A request of somebody who is signed in: what every view behind the door is given."""

    user: User


def may(verb: str) -> Callable[[View], View]:
    """Only users whose role may do ``verb`` (acts/permit) come in; others are told so."""

    def door(view: View) -> View:
        @login_required
        @wraps(view)
        def checked(request: Signed, *args: object, **kwargs: object) -> HttpResponse:
            if not permit.allowed(request.user, verb):
                raise permit.Refused(_("Vai trò của anh chị không mở được trang này."))
            return view(request, *args, **kwargs)

        return checked

    return door


def entrusted(verb: str) -> Callable[[View], View]:
    """The same, and only users entrusted with protecting children (decree 56/2017 Đ.24); others are told so."""

    def door(view: View) -> View:
        @may(verb)
        @wraps(view)
        def checked(request: Signed, *args: object, **kwargs: object) -> HttpResponse:
            permit.check_protects(request.user, verb)
            return view(request, *args, **kwargs)

        return checked

    return door
