"""Người có công: a confirmation for somebody, a file moved out with its slip, and who came and went in a period."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ansinh.acts import merit_moving, merit_slips, permit
from ansinh.acts.merit_running import paid_through
from ansinh.acts.wrong import Wrong
from ansinh.pages.attached import WORD
from ansinh.pages.door import Signed, may
from ansinh.pages.dossier_intake import communes_of
from ansinh.pages.fields import DayField
from ansinh.pages.moving import the_commune, whole_name
from ansinh.pages.people import looked
from ansinh.pages.person_changes import putting_right
from ansinh.pages.person_forms import Change
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.pages.templatetags.ansinh import day
from ansinh.record.models.merit import Slip
from ansinh.record.models.people import Person
from ansinh.reports import merit as reports


class Confirming(Change):
    """What the confirmation is for."""

    purpose = forms.CharField(
        label=gettext_lazy("Giấy dùng để làm gì"), max_length=merit_slips.LONGEST,
        help_text=gettext_lazy("Ví dụ: con đi học xin miễn học phí; sửa nhà; cấp thẻ bảo hiểm y tế."),
    )  # fmt: skip


class MovingOut(Change):
    """Where the file goes: a commune that is on the map, or a place in words."""

    place = forms.CharField(
        label=gettext_lazy("Chuyển đến"), max_length=200,
        help_text=gettext_lazy(
            "Gõ xã, phường rồi chọn; ngoài địa bàn thì ghi cả tỉnh. Không có trong danh sách thì đánh dấu ô dưới."
        ),
        widget=forms.TextInput(attrs={"list": "communes", "autocomplete": "off"}),
    )  # fmt: skip
    other = forms.BooleanField(label=gettext_lazy("Nơi khác, ghi đúng như trên"), required=False)
    village = forms.CharField(label=gettext_lazy("Thôn, địa chỉ trong xã"), required=False, max_length=200)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("place") and not said.get("other"):
            try:
                said["unit"] = the_commune(said["place"], self.on)
            except forms.ValidationError as wrong:
                self.add_error("place", wrong)
        return said

    def where(self) -> dict[str, Any]:
        """As ``merit_moving.move_out`` takes it."""
        said = self.cleaned_data
        unit = said.get("unit")
        return {"to_unit": unit, "to_place": "" if unit else said["place"], "village": said["village"]}


@putting_right
def confirm(request: Signed, pk: int) -> HttpResponse:
    """A confirmation of what is recorded: shown first, then written with its number."""
    person, today = _held(request, pk), timezone.localdate()
    form = Confirming(request.POST or None, person=person, on=today)
    if request.method == "POST" and form.is_valid():
        try:
            slip = merit_slips.confirm(person, purpose=form.cleaned_data["purpose"], on=today, by=request.user)
        except Wrong as wrong:
            form.add_error(wrong.field, str(wrong))
        else:
            messages.success(request, _("Đã lập giấy xác nhận số %(number)s.") % {"number": slip.number_text})
            return redirect(f"{reverse('person', args=[pk])}#phieu")
    looked(request, person)
    context = {"person": person, "form": form, "lines": merit_slips.status_lines(person, today)}
    return render(request, "merit/confirm.html", context)


@putting_right
def move_out(request: Signed, pk: int) -> HttpResponse:
    """The file goes elsewhere: what that does is said first."""
    person, today = _held(request, pk), timezone.localdate()
    form = MovingOut(request.POST or None, person=person, on=today)
    if request.method == "POST" and form.is_valid():
        try:
            slip = merit_moving.move_out(person, on=today, by=request.user, **form.where())
        except Wrong as wrong:
            form.add_error(wrong.field, str(wrong))
        else:
            messages.success(request, _("Đã lập phiếu di chuyển số %(number)s.") % {"number": slip.number_text})
            return redirect("merit_moved")
    looked(request, person)
    through = paid_through(person, today)
    context = {
        "person": person, "form": form, "lines": merit_slips.status_lines(person, today),
        "through": through, "after": through + 1,
        "communes": [whole_name(unit) for unit in communes_of(request.user).select_related("parent__parent")],
    }  # fmt: skip
    return render(request, "merit/move.html", context)


@may("see")
def slip(request: Signed, pk: int) -> HttpResponse:
    """A slip as it was given, in Word."""
    found = get_object_or_404(Slip, pk=pk)
    with permit.whole(request.user):
        looked(request, Person.objects.get(pk=found.person_id))
    response = HttpResponse(bytes(found.document), content_type=WORD)
    name = found.number_text.replace("/", "-")
    response["Content-Disposition"] = f'attachment; filename="{name}.docx"'
    return response


class Period(forms.Form):
    """From which day to which."""

    tu = DayField(label=gettext_lazy("Từ ngày"), required=False)
    den = DayField(label=gettext_lazy("Đến ngày"), required=False)


@may("see")
def moved(request: Signed) -> HttpResponse:
    """Files that went and came in a period; this year's when none is asked."""
    today = timezone.localdate()
    usual = (datetime.date(today.year, 1, 1), today)
    form = Period(request.GET if "tu" in request.GET else {"tu": day(usual[0]), "den": day(usual[1])})
    told = form.cleaned_data if form.is_valid() else {}
    first, last = told.get("tu") or usual[0], told.get("den") or usual[1]
    mine = permit.cover(request.user)
    with permit.whole(request.user):  # whoever went lives elsewhere by now, and was looked after here
        went, came = reports.moved_out(first, last, mine), reports.moved_in(first, last, mine)
    rows = [_row(one, _("đi")) for one in went] + [_row(one, _("đến")) for one in came]
    table = Table.of(request, "di-chuyen", _columns(), rows, paged=True)
    if wants_workbook(request, table):
        return table.workbook()
    context = {
        "form": form, "table": table, "went": len(went), "came": len(came), "first": first, "last": last,
        "tab": "dossiers",
    }  # fmt: skip
    return render(request, "merit/moved.html", context)


def _columns() -> list[Column]:
    return [
        Column("on", _("Ngày"), "date"), Column("way", _("Đi, đến")), Column("name", _("Họ và tên"), "name"),
        Column("birth", _("Năm sinh"), "date"), Column("from", _("Từ")), Column("to", _("Đến")),
        Column("through", _("Nơi đi chi hết tháng"), "month"), Column("number", _("Phiếu")),
    ]  # fmt: skip


def _row(one: reports.Moved, way: str) -> dict[str, Any]:
    link = {"href:number": reverse("merit_slip", args=[one.slip.pk])} if one.slip else {}
    return {
        "on": day(one.on), "way": way, "name": one.person.full_name, "birth": one.person.birth_text,
        "from": one.from_place, "to": one.to_place, "through": one.paid_through, "number": one.number,
    } | link  # fmt: skip


def _held(request: Signed, pk: int) -> Person:
    """The person; held until all is recorded when a form was sent."""
    if request.method == "POST":
        get_object_or_404(Person.objects.select_for_update(), pk=pk)
    return get_object_or_404(Person.objects.select_related("unit"), pk=pk)
