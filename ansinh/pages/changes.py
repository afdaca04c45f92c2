"""So với tháng trước: what changed since last month, person by person, on one list or on all lists of a month."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ansinh.pages.door import Signed, may
from ansinh.pages.listed import asked_unit, lists_of
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.record.models.payroll import Run
from ansinh.reports import changes as reports

CHANGES = {
    "new": gettext_lazy("mới"),
    "stopped": gettext_lazy("thôi"),
    "level": gettext_lazy("đổi mức"),
    "moved": gettext_lazy("chuyển xã"),
    "arrears": gettext_lazy("truy lĩnh"),
    "carried": gettext_lazy("tháng trước mang sang (TTMS)"),
    "debt": gettext_lazy("phải thu hồi"),
    "relief": gettext_lazy("bớt thu hồi"),
    "deducted": gettext_lazy("truy thu trừ kỳ này"),
}
LEGEND = {
    "new": gettext_lazy("tháng trước không có trong danh sách, tháng này có"),
    "stopped": gettext_lazy("tháng trước có, tháng này không: thôi hưởng, chết, tạm dừng hoặc luật không còn cho"),
    "level": gettext_lazy("số tiền tháng này khác tháng trước: đổi mức chuẩn, nhóm hoặc hệ số"),
    "moved": gettext_lazy("vẫn mức ấy, nhận ở xã khác"),
    "arrears": gettext_lazy("trả bù cho các tháng trước còn thiếu"),
    "carried": gettext_lazy("tháng trước có trong danh sách nhưng chưa nhận, nay trả lại"),
    "debt": gettext_lazy("các tháng trước đã chi quá mức; ghi lại để thu hồi, không trừ vào tiền tháng này"),
    "relief": gettext_lazy("khoản từng ghi là chi quá nay thấy là đúng"),
    "deducted": gettext_lazy("một phần trợ cấp trả vào khoản phải thu hồi, theo phương án đã duyệt"),
}
"""What each word means, for whoever is new to the post."""

WITH_MONEY = ("arrears", "carried", "debt", "relief", "deducted")


def counted(runs: Sequence[Run]) -> list[tuple[str, str, int, int | None]]:
    """Kinds of change that happened: key, words, how many people, and whole đồng where the money is the point."""
    found = reports.counts(runs)
    return [
        (key, str(words), found[key][0], abs(found[key][1]) if key in WITH_MONEY else None)
        for key, words in CHANGES.items()
        if found[key][0]
    ]


@may("see")
def changes(request: Signed, pk: int | None = None, month: str | None = None) -> HttpResponse:
    """Person by person, what is not as it was last month; ``loai`` and ``xa`` narrow to one kind, one commune."""
    lists = lists_of(request, pk, month)
    what = request.GET.get("loai") if request.GET.get("loai") in CHANGES else None
    unit = asked_unit(request)
    found = reports.changes(lists.runs, what=what, unit=unit)
    table = Table.of(request, "thay-doi", _columns(), [_row(change) for change in found], paged=True)
    if wants_workbook(request, table):
        return table.workbook()
    context = {
        "lists": lists,
        "run": lists.run,
        "table": table,
        "people": len({change.person_id for change in found}),
        "kinds": counted(lists.runs),
        "what": what,
        "unit": unit,
        "legend": [(CHANGES[key], said) for key, said in LEGEND.items() if what in (None, key)],
        "tab": "runs",
    }
    return render(request, "payroll/changes.html", context)


def _columns() -> list[Column]:
    return [
        Column("name", _("Họ và tên"), "name"),
        Column("birth", _("Năm sinh"), "date"),
        Column("unit", _("Xã")),
        Column("what", _("Thay đổi")),
        Column("code", _("Nhóm")),
        Column("before", _("Trước (đồng)"), "money", True),
        Column("after", _("Nay (đồng)"), "money", True),
        Column("why", _("Vì sao"), law=True),
    ]


def _row(change: reports.Change) -> dict[str, Any]:
    return {
        "name": change.name,
        "href": reverse("person", args=[change.person_id]),
        "birth": change.birth,
        "unit": change.unit,
        "what": str(CHANGES[change.what]),
        "code": change.code,
        "before": change.before,
        "after": change.after,
        "why": change.why,
    }
