"""All addresses of the site."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path, re_path

from ansinh.pages import accounts, assistance, desk, payroll, people, registers


def closed(request: HttpRequest) -> HttpResponse:
    """Pages of the sign-in library that an office has no use for: accounts are made by an administrator."""
    raise Http404


urlpatterns = [
    path("", desk.first, name="first"),
    path("tim/", people.search, name="search"),
    path("tim/goi-y/", people.suggest, name="suggest"),
    path("nguoi/<int:pk>/", people.person, name="person"),
    path("nguoi/<int:pk>/vi-sao/", people.why, name="why"),
    path("nguoi/<int:pk>/phieu/", people.slip, name="slip"),
    path("tinh-thu/", assistance.try_it, name="try"),
    path("ky-chi-tra/", payroll.runs, name="runs"),
    path("nhap-so/", registers.imports, name="imports"),
    path("tai-khoan/", accounts.account, name="account"),
    path("ngon-ngu/", accounts.language, name="language"),
    re_path(r"^accounts/(signup|email|confirm-email|inactive|password/(re)?set|login/code)", closed),
    path("accounts/", include("allauth.urls")),
]
