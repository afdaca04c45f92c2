"""Sign-in: accounts are made by an administrator, never by a visitor; what allauth says, in our words."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.decorators import login_required
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from ansinh.pages.door import Signed
from ansinh.record.models.users import User


class NoSignup(DefaultAccountAdapter):
    """No visitor makes an account, and messages are the site's own."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Tài khoản này đang bị khoá. Hãy hỏi người quản trị."),
        "username_password_mismatch": _("Tên đăng nhập hoặc mật khẩu không đúng."),
        "incorrect_password": _("Mật khẩu không đúng."),
        "enter_current_password": _("Hãy nhập mật khẩu hiện tại."),
        "incorrect_code": _("Mã không đúng."),
        "too_many_login_attempts": _("Sai quá nhiều lần. Hãy chờ ít phút rồi thử lại."),
        "rate_limited": _("Gửi quá nhiều lần. Hãy chờ ít phút rồi thử lại."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """A password somebody chose is no longer one that was given."""
        if isinstance(user, User):
            user.password_is_given = False
        super().set_password(user, password)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the work, which a given password kept waiting."""
        messages.success(request, _("Đã đổi mật khẩu."))
        return reverse("first")

    def add_message(self, *args: object, **kwargs: object) -> None:
        """The page that follows says what was done; allauth's English notices are not shown."""


class LongEnough(MinimumLengthValidator):
    """A password has some length, in our words: Django has this sentence in English alone."""

    def get_error_message(self) -> str:
        return _("Mật khẩu ngắn quá: ít nhất phải có %(n)s ký tự.") % {"n": self.min_length}


class SecondFactor(DefaultMFAAdapter):
    """The second factor, in our words."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("Mã không đúng. Mã đổi sau mỗi 30 giây; hãy xem lại trên điện thoại."),
        "rate_limited": _("Gửi quá nhiều lần. Hãy chờ ít phút rồi thử lại."),
    }


@login_required
def account(request: Signed) -> HttpResponse:
    """Who I am here: role, places, second factor, password."""
    return render(request, "account/account.html", {"places": request.user.places.all()})


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """The reader chooses a language; it is kept in a cookie, for people signed in or not."""
    back = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = redirect(back if safe else "/")
    if (code := request.POST.get("language")) in dict(settings.LANGUAGES):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, code, max_age=365 * 24 * 3600, samesite="Lax")
    return response
