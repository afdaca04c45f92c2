"""Người dùng: who works here, as an administrator adds them, gives a role and a branch of the map, locks them out."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import messages
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from ansinh.acts import permit, users
from ansinh.pages.door import Signed, may
from ansinh.pages.place_fields import PlacesField
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.record.models.places import Level, Unit
from ansinh.record.models.users import Role, User
from ansinh.reports.places import office

MANY = 40
"""Above so many places to choose from they are a list to scroll, not boxes to tick."""

OPEN = "hai-buoc"
SORTS: dict[str, tuple[Any, Q]] = {
    "dia-ban": (gettext_lazy("chưa được giao địa bàn"), Q(is_active=True, places=None)),
    "mat-khau": (gettext_lazy("còn dùng mật khẩu được giao"), Q(is_active=True, password_is_given=True)),
    "chua-vao": (gettext_lazy("chưa vào lần nào"), Q(is_active=True, last_login=None)),
    OPEN: (gettext_lazy("chưa bật hai bước"), Q(is_active=True)),
    "khoa": (gettext_lazy("đã khoá"), Q(is_active=False)),
}
"""Accounts to look at, as the first screen counts them (reports/awaiting)."""


class Somebody(forms.Form):
    """A user's name, role and branch of the map."""

    last_name = forms.CharField(label=gettext_lazy("Họ và tên đệm"), max_length=100)
    first_name = forms.CharField(label=gettext_lazy("Tên"), max_length=50)
    role = forms.ChoiceField(label=gettext_lazy("Vai trò"))

    def __init__(self, *args: Any, places: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(value, _(str(label))) for value, label in Role.choices]  # type: ignore[attr-defined]
        box = forms.CheckboxSelectMultiple() if places.count() <= MANY else forms.SelectMultiple(attrs={"size": 12})
        self.fields["places"] = PlacesField(
            places,
            label=gettext_lazy("Địa bàn"),
            widget=box,
            error_messages={"required": gettext_lazy("Hãy chọn địa bàn: không có địa bàn thì không thấy ai.")},
        )


class Newcomer(Somebody):
    """The same, with the name to sign in by."""

    username = forms.CharField(
        label=gettext_lazy("Tên đăng nhập"),
        max_length=150,
        help_text=gettext_lazy("Chữ, số và dấu chấm, viết liền: lan.nguyen"),
        validators=[UnicodeUsernameValidator(message=gettext_lazy("Tên đăng nhập chỉ gồm chữ, số và . _ - @ +"))],
    )
    field_order = ("username",)

    def clean_username(self) -> str:
        username = str(self.cleaned_data["username"])
        if User.objects.filter(username__iexact=username).exists():
            raise forms.ValidationError(_("Đã có người dùng tên “%(name)s”.") % {"name": username})
        return username


@may("administer")
def everybody(request: Signed) -> HttpResponse:
    """Everybody the administrator manages; ``loc`` narrows to a sort of accounts to look at."""
    protected = set(Authenticator.objects.values_list("user_id", flat=True))
    sort = SORTS.get(request.GET.get("loc", ""))
    there = managed(request.user)
    if sort is not None:
        there = there.filter(sort[1])
    if request.GET.get("loc") == OPEN:
        there = there.exclude(pk__in=protected)
    rows = [_row(user, user.pk in protected) for user in there.prefetch_related("places")]
    table = Table.of(request, "nguoi-dung", _columns(), rows, paged=True)
    if wants_workbook(request, table):
        return table.workbook()
    return render(request, "users/everybody.html", {"table": table, "tab": "users", "sort": sort and sort[0]})


@may("administer")
def newcomer(request: Signed) -> HttpResponse:
    """Somebody new: the password is drawn by the machine, shown once, and changed at the first sign-in."""
    form = Newcomer(request.POST or None, places=_places(request.user))
    if request.method == "POST" and form.is_valid():
        password = users.drawn_password()
        try:
            user = users.make(password=password, by=request.user, **form.cleaned_data)
        except users.Wrong as error:
            form.add_error("username", str(error))
        else:
            return _given(request, user, password)
    return render(request, "users/newcomer.html", {"form": form, "tab": "users"})


@may("administer")
def somebody(request: Signed, pk: int) -> HttpResponse:
    """One user: another name, role or branch; and the doors to lock out and to a new password."""
    user = get_object_or_404(managed(request.user), pk=pk)
    first = {"last_name": user.last_name, "first_name": user.first_name, "role": user.role, "places": user.places.all()}
    form = Somebody(request.POST or None, initial=first, places=_places(request.user, user))
    if request.method == "POST" and form.is_valid():
        try:
            users.change(user, by=request.user, **form.cleaned_data)
        except users.Wrong as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Đã lưu %(name)s.") % {"name": user.full_name_vi})
            return redirect("users")
    context = {"somebody": user, "form": form, "protected": Authenticator.objects.filter(user=user).exists()}
    return render(request, "users/somebody.html", context | {"tab": "users"})


@require_POST
@may("administer")
def lock(request: Signed, pk: int) -> HttpResponse:
    """Somebody may no longer sign in, or may again."""
    user = get_object_or_404(managed(request.user), pk=pk)
    try:
        users.allow(user, active=request.POST.get("active") == "on", by=request.user)
    except users.Wrong as error:
        messages.error(request, str(error))
    return redirect("user", pk)


@require_POST
@may("administer")
def entrust(request: Signed, pk: int) -> HttpResponse:
    """Somebody is entrusted with protecting children, or no longer."""
    user = get_object_or_404(managed(request.user), pk=pk)
    try:
        users.entrust(user, children=request.POST.get("giao") == "on", by=request.user)
    except users.Wrong as error:
        messages.error(request, str(error))
    return redirect("user", pk)


@require_POST
@may("administer")
def password(request: Signed, pk: int) -> HttpResponse:
    """A new password, shown once; without the second factor when the telephone is lost."""
    user = get_object_or_404(managed(request.user), pk=pk)
    try:
        drawn = users.give_password(
            user, without_second_factor=request.POST.get("without_second_factor") == "on", by=request.user
        )
    except users.Wrong as error:
        messages.error(request, str(error))
        return redirect("user", pk)
    return _given(request, user, drawn)


def _given(request: Signed, user: User, drawn: str) -> HttpResponse:
    """The password as it is shown this once."""
    response = render(request, "users/given.html", {"somebody": user, "password": drawn, "tab": "users"})
    response["Cache-Control"] = "no-store"
    return response


def managed(by: User) -> QuerySet[User]:
    """Users whose whole branch lies within the administrator's own, and those who have none yet."""
    within = permit.cover(by)
    there = User.objects.prefetch_related("places").order_by("first_name", "last_name", "username")
    return there.filter(pk__in=[user.pk for user in there if permit.cover(user) <= within])


def _places(by: User, user: User | None = None) -> QuerySet[Unit]:
    """What an administrator may give: the own places, the units of today in them, and what the user has already."""
    mine = Q(pk__in=by.places.all()) | Q(parent__in=by.places.all(), valid_to__isnull=True, level=Level.DISTRICT)
    mine |= Q(pk__in=permit.cover(by), valid_to__isnull=True)
    if user is not None:
        mine |= Q(pk__in=user.places.all())
    return Unit.objects.filter(mine).order_by("-level", "name")


def _columns() -> list[Column]:
    return [
        Column("name", _("Họ và tên"), "name"),
        Column("username", _("Tên đăng nhập")),
        Column("role", _("Vai trò")),
        Column("places", _("Địa bàn")),
        Column("protected", _("Hai bước")),
        Column("last", _("Vào lần cuối"), "day"),
        Column("state", _("Tình trạng")),
    ]


def _row(user: User, protected: bool) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "name": user.full_name_vi,
        "href": reverse("user", args=[user.pk]),
        "username": user.username,
        "role": _(Role(user.role).label),
        "places": "; ".join(office(place, today) for place in user.places.all()) or _("chưa được giao"),
        "protected": _("đã bật") if protected else _("chưa bật"),
        "tag:protected": "good" if protected else "warn",
        "last": user.last_login,
        "state": _("đang dùng") if user.is_active else _("đã khoá"),
        "tag:state": "" if user.is_active else "bad",
    }
