"""Bảo hiểm y tế: the month's list, people and money of a quarter, Social Insurance's own list beside."""

from __future__ import annotations

import io
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from ansinh.acts import insurance, permit
from ansinh.acts.insurance_compared import compared
from ansinh.acts.preparing import NotNow
from ansinh.acts.rulings import book_of
from ansinh.pages import uploads
from ansinh.pages.door import Signed, may
from ansinh.pages.fields import MonthField
from ansinh.pages.lists import file_answer
from ansinh.pages.registers import Workbook
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.pages.templatetags.ansinh import month_figures
from ansinh.reckoning.months import month_iso, month_of
from ansinh.record.models.insurance import Change, Reason, Sent, What
from ansinh.record.models.places import Unit
from ansinh.reports import insurance as reports
from ansinh.world import insurance_list

TAGS = {What.ADD: "good", What.REMOVE: "warn", What.CHANGE: "note", What.MOVE: "note"}


class Prepared(forms.Form):
    """Which month's list, of which place."""

    month = MonthField(label=gettext_lazy("Tháng"))
    unit = forms.ModelChoiceField(
        Unit.objects.none(), label=gettext_lazy("Địa bàn"), error_messages={"required": gettext_lazy("Chọn địa bàn.")}
    )

    def __init__(self, *args: Any, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = places  # type: ignore[attr-defined]
        self.fields["unit"].empty_label = _("chọn địa bàn")  # type: ignore[attr-defined]


class Theirs(forms.Form):
    """Social Insurance's own list of a month."""

    month = MonthField(label=gettext_lazy("So với tháng"))
    file = forms.FileField(
        label=gettext_lazy("Tệp của bảo hiểm xã hội"),
        help_text=gettext_lazy("Tệp .xlsx, .xls, .ods hoặc .csv, có cột Họ tên, Ngày sinh, số CCCD, và Nhóm nếu có."),
        widget=forms.FileInput(attrs={"accept": ",".join(uploads.KINDS)}),
        error_messages={"required": gettext_lazy("Hãy chọn tệp danh sách.")},
    )
    clean_file = Workbook.clean_file


@may("see")
def home(request: Signed) -> HttpResponse:
    """The lists of the branch, the quarter's people and money; a month's list is made here."""
    form = Prepared(request.POST or None, places=_places(request), initial=_first(request))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            made = insurance.prepare(month=told["month"], scope=told["unit"], by=request.user, on=timezone.localdate())
        except NotNow as why:
            form.add_error("month", str(why))
        else:
            messages.success(request, _("Đã lập danh sách. Xem từng dòng rồi chuyển người duyệt."))
            return redirect("insurance_list", made.pk)
    lists = Table("danh-sach-bhyt", _list_columns(), [_list(one) for one in reports.sent_lists(_cover(request))])
    year, number = _quarter(request)
    due = reports.due(reports.quarter(year, number), _cover(request), by_month)
    money = Table(
        f"bhyt-quy-{number}-{year}",
        money_columns(),
        [money_row(row, _insured(row, year, number)) for row in due.groups],
    )
    lists.sortable = money.sortable = False
    for each in (lists, money):
        if wants_workbook(request, each):
            return each.workbook()
    context = {
        "form": form, "lists": lists, "money": money, "due": due, "year": year, "number": number, "tab": "programmes",
        "behind": reports.behind(reports.quarter(year, number)[-1], _cover(request)),
        "may_prepare": permit.allowed(request.user, "prepare"), "before": _beside(year, number, -1),
        "after": _beside(year, number, 1),
    }  # fmt: skip
    return render(request, "insurance/home.html", context, status=422 if form.errors else 200)


def _cover(request: Signed) -> frozenset[int]:
    return permit.cover(request.user)


def by_month(province: int, month: int) -> Any:
    """The book of a province and a month, as the law is known today."""
    return book_of(province, timezone.localdate(), month)


def _places(request: Signed) -> Any:
    within = Unit.objects.communes().valid_on(timezone.localdate()).filter(pk__in=_cover(request))
    mine = Unit.objects.valid_on(timezone.localdate()).filter(pk__in=request.user.places.values("pk"))
    return (mine | within).distinct().order_by("-level", "name")


def _first(request: Signed) -> dict[str, Any]:
    places = _places(request)
    own = places.filter(pk__in=request.user.places.values("pk"))
    unit = next((some.get() for some in (own, places) if some.count() == 1), None)
    return {"month": month_of(timezone.localdate()), "unit": unit}


def _quarter(request: Signed) -> tuple[int, int]:
    """The quarter the address asks for (``quy=2-2021``), else this one."""
    number, _dash, year = request.GET.get("quy", "").partition("-")
    if number in ("1", "2", "3", "4") and year.isdecimal() and len(year) == 4:
        return int(year), int(number)
    today = timezone.localdate()
    return today.year, (today.month + 2) // 3


def _beside(year: int, number: int, step: int) -> str:
    at = year * 4 + number - 1 + step
    return f"{at % 4 + 1}-{at // 4}"


def _list_columns() -> list[Column]:
    return [
        Column("month", _("Tháng"), "month"), Column("scope", _("Địa bàn")), Column("lines", _("Dòng"), "count"),
        Column("state", _("Bước")), Column("made_by", _("Người lập")), Column("approved_on", _("Ngày duyệt"), "day"),
    ]  # fmt: skip


def _list(one: Sent) -> dict[str, Any]:
    return {
        "month": one.month, "href": reverse("insurance_list", args=[one.pk]), "scope": str(one.scope),
        "lines": one.lines, "state": _("Đã gửi") if one.approved_by_id else _("Chờ duyệt"),
        "tag:state": "good" if one.approved_by_id else "warn", "made_by": one.made_by.full_name_vi,
        "approved_on": one.approved_on,
    }  # fmt: skip


def money_columns() -> list[Column]:
    """People, months and money of a group."""
    return [
        Column("name", _("Nhóm"), law=True), Column("paid_by", _("Ai đóng"), law=True),
        Column("people", _("Người"), "count", True), Column("months", _("Tháng thẻ"), "count", True),
        Column("whole", _("Phải đóng (đồng)"), "money", True), Column("budget", _("Ngân sách"), "money", True),
        Column("own", _("Người tham gia"), "money", True),
    ]  # fmt: skip


def money_row(row: reports.InGroup, href: str) -> dict[str, Any]:
    """A group's people and money; its name opens the people."""
    return {"name": row.name, "href": href, "paid_by": row.paid_by, "people": row.people} | row.money._asdict()


def _insured(row: reports.InGroup, year: int, number: int) -> str:
    """The people of a group in the last month of a quarter, which its number counts."""
    month = month_iso(reports.quarter(year, number)[-1])
    return f"{reverse('insured')}?{urlencode({'tu': month, 'den': month, 'nhom': row.code})}"


@may("see")
def listed(request: Signed, pk: int) -> HttpResponse:
    """One month's list: how many come, go and change, why, and each of them."""
    return _shown(request, _sent(request, pk))


def _sent(request: Signed, pk: int) -> Sent:
    this = get_object_or_404(Sent.objects.select_related("scope", "made_by", "approved_by"), pk=pk)
    if not permit.communes_of([this.scope]) & _cover(request):
        raise Http404
    return this


def _shown(request: Signed, this: Sent, error: str = "") -> HttpResponse:
    names = _names(this)
    found = this.changes.select_related("person", "unit").order_by("unit__name", "person__name_sort")
    what = request.GET.get("viec", "")
    if what in What.values:
        found = found.filter(what=what)
    table = Table.of(request, f"bhyt-{month_iso(this.month)}", _columns(), [_line(one, names) for one in found],
                     paged=True)  # fmt: skip
    if wants_workbook(request, table):
        return table.workbook()
    tally = [(What(kind).label, Reason(why).label, lines) for (kind, why), lines in reports.tallied(this).items()]
    may_approve = permit.allowed(request.user, "approve") and this.made_by_id != request.user.pk
    context = {
        "sent": this, "table": table, "tally": tally, "error": error, "tab": "programmes", "kinds": What.choices,
        "what": what, "may_approve": may_approve and not this.approved_by_id,
    }  # fmt: skip
    return render(request, "insurance/list.html", context, status=422 if error else 200)


def _names(this: Sent) -> dict[str, str]:
    return {one.code: one.name for one in insurance.groups_of(this.scope, this.month, timezone.localdate())}


def _columns() -> list[Column]:
    return [
        Column("name", _("Họ và tên"), "name"), Column("birth", _("Năm sinh"), "date"), Column("unit", _("Xã")),
        Column("what", _("Việc")), Column("before", _("Nhóm cũ"), law=True), Column("after", _("Nhóm mới"), law=True),
        Column("reason", _("Lý do")),
    ]  # fmt: skip


def _line(one: Change, names: dict[str, str]) -> dict[str, Any]:
    return {
        "name": one.person.full_name, "href": reverse("person", args=[one.person_id]), "birth": one.person.birth_text,
        "unit": str(one.unit), "what": _(str(What(one.what).label)), "tag:what": TAGS[What(one.what)],
        "before": names.get(one.before, one.before), "after": names.get(one.after, one.after),
        "reason": _(str(Reason(one.reason).label)),
    }  # fmt: skip


@require_POST
@may("approve")
def approve(request: Signed, pk: int) -> HttpResponse:
    """Approve and send; when it cannot be done the page says why."""
    this = _sent(request, pk)
    try:
        insurance.approve(this, by=request.user, on=timezone.localdate())
    except NotNow as why:
        return _shown(request, this, str(why))
    messages.success(request, _("Đã duyệt. Tải tệp Excel để gửi bảo hiểm xã hội."))
    return redirect("insurance_list", pk)


@may("see")
def workbook(request: Signed, pk: int) -> HttpResponse:
    """The list as Social Insurance is sent it, once approved."""
    this = _sent(request, pk)
    if this.approved_by_id is None:
        raise Http404
    out = io.BytesIO()
    title = f"Danh sách bảo hiểm y tế tháng {month_figures(this.month)}, {this.scope}"
    insurance_list.write(reports.lines(this, _names(this)), out, title=title)
    return file_answer(out.getvalue(), f"bhyt-{month_iso(this.month)}.xlsx")


@may("see")
def theirs(request: Signed) -> HttpResponse:
    """Social Insurance's list is read and compared; nothing of it is kept."""
    form = Theirs(request.POST or None, request.FILES or None, initial={"month": month_of(timezone.localdate())})
    context: dict[str, Any] = {"form": form, "tab": "programmes"}
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            found = compared(told["file"].read(), month=told["month"], units=_cover(request), on=timezone.localdate())
        except ValueError as why:
            form.add_error("file", str(why))
        else:
            rows = [
                one._asdict() | {"name": one.full_name, "href": _person(one.person_id)} for one in found.differences
            ]
            context |= {"found": found, "table": Table("bhyt-lech", _difference_columns(), rows, sortable=False)}
    return render(request, "insurance/theirs.html", context, status=422 if form.errors else 200)


def _person(pk: int | None) -> str:
    return reverse("person", args=[pk]) if pk else ""


def _difference_columns() -> list[Column]:
    return [
        Column("name", _("Họ và tên"), "name"), Column("birth", _("Năm sinh"), "date"),
        Column("row", _("Dòng trong tệp"), "count"), Column("said", _("Lệch gì"), law=True),
    ]  # fmt: skip
