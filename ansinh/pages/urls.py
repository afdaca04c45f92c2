"""All addresses of the site."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path, re_path

from ansinh.pages import (
    accounts,
    assistance,
    bundles,
    changes,
    desk,
    importing,
    listed,
    lists,
    payroll,
    people,
    registers,
    results,
    runs,
    search,
    trail,
    users,
)


def closed(request: HttpRequest) -> HttpResponse:
    """Pages of the sign-in library that an office has no use for: accounts are made by an administrator."""
    raise Http404


urlpatterns = [
    path("", desk.first, name="first"),
    path("can-xem/<str:concern>/", search.concern, name="concern"),
    path("tim/", search.search, name="search"),
    path("tim/goi-y/", search.suggest, name="suggest"),
    path("nguoi/<int:pk>/", people.person, name="person"),
    path("nguoi/<int:pk>/vi-sao/", people.why, name="why"),
    path("nguoi/<int:pk>/phieu/", people.slip, name="slip"),
    path("tinh-thu/", assistance.try_it, name="try"),
    path("ky-chi-tra/", runs.runs, name="runs"),
    path("ky-chi-tra/<int:pk>/", payroll.run, name="run"),
    path("ky-chi-tra/<int:pk>/thay-doi/", changes.changes, name="changes"),
    path("ky-chi-tra/<int:pk>/nguoi/", listed.listed, name="listed"),
    path("ky-chi-tra/thang/<str:month>/thay-doi/", changes.changes, name="month_changes"),
    path("ky-chi-tra/thang/<str:month>/nguoi/", listed.listed, name="month_listed"),
    path("ky-chi-tra/<int:pk>/xa/<int:unit>/", lists.commune, name="commune"),
    path("ky-chi-tra/<int:pk>/xa/<int:unit>/<str:way>.<str:kind>", lists.file, name="file"),
    path("ky-chi-tra/<int:pk>/tep.zip", bundles.every_file, name="every_file"),
    path("ky-chi-tra/<int:pk>/tep/", bundles.begin, name="begin_bundle"),
    path("ky-chi-tra/<int:pk>/tep/<int:task>/", bundles.bundle, name="bundle"),
    path("ky-chi-tra/<int:pk>/tep/<int:task>/tep.zip", bundles.bundle_file, name="bundle_file"),
    path("ky-chi-tra/<int:pk>/ket-qua/", results.results, name="results"),
    path("ky-chi-tra/<int:pk>/ket-qua/<int:file>/", results.result_file, name="result_file"),
    path("ky-chi-tra/<int:pk>/ket-qua/mau/<int:unit>/<str:way>.xlsx", results.template, name="result_template"),
    path("ky-chi-tra/<int:pk>/bo/", payroll.drop, name="drop"),
    path("ky-chi-tra/<int:pk>/buoc/<str:verb>/", payroll.step, name="step"),
    path("ky-chi-tra/<int:pk>/tra-lai/", payroll.give_back, name="give_back"),
    path("ky-chi-tra/<int:pk>/cap-nhat/", payroll.refresh, name="refresh"),
    path("ky-chi-tra/vuong-mac/<int:pk>/", payroll.settle, name="settle"),
    path("nhap-so/", registers.imports, name="imports"),
    path("nhap-so/<int:pk>/", registers.kept_import, name="import"),
    path("nhap-so/<int:pk>/sua/", registers.corrections, name="corrections"),
    path("nhap-so/<int:pk>/dong/<str:kind>/", registers.import_rows, name="import_rows"),
    path("nhap-so/dong/<int:pk>/gac-lai/", registers.put_aside, name="put_aside"),
    path("nhap-so/dong/<int:pk>/xem-lai/", registers.take_up, name="take_up"),
    path("nhap-so/viec/<int:pk>/", importing.import_task, name="import_task"),
    path("nhap-so/viec/<int:pk>/sua/", importing.tried_corrections, name="tried_corrections"),
    path("nhap-so/viec/<int:pk>/thang/", importing.other_month, name="other_month"),
    path("nhap-so/viec/<int:pk>/ghi/", importing.land, name="land"),
    path("nhap-so/viec/<int:pk>/bo/", importing.give_up, name="give_up"),
    path("nguoi-dung/", users.everybody, name="users"),
    path("nguoi-dung/moi/", users.newcomer, name="new_user"),
    path("nguoi-dung/<int:pk>/", users.somebody, name="user"),
    path("nguoi-dung/<int:pk>/khoa/", users.lock, name="user_lock"),
    path("nguoi-dung/<int:pk>/mat-khau/", users.password, name="user_password"),
    path("nhat-ky/", trail.trail, name="trail"),
    path("nhat-ky/kiem/", trail.check, name="check_trail"),
    path("tai-khoan/", accounts.account, name="account"),
    path("ngon-ngu/", accounts.language, name="language"),
    re_path(r"^accounts/(?:signup|email|confirm-email|inactive|password/(?:re)?set|login/code)", closed),
    path("accounts/", include("allauth.urls")),
]
