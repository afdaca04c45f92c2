"""People: the one search box, a person's page, and why a month is what it is."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from ansinh.acts import permit
from ansinh.pages.door import Signed, may
from ansinh.pages.months import month_of, read_month
from ansinh.pages.reasons import reasons
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.pages.templatetags.ansinh import month_figures, month_iso
from ansinh.record.models.people import Person
from ansinh.record.models.trail import Look
from ansinh.reports import desk
from ansinh.reports import people as reports
from ansinh.reports import person as person_reports

SUGGESTIONS = 8
RESULTS = 50
LONGEST = 300
"""A query is read so far: longer than any name, number or scanned card."""

LINES = 13
CONCERN_ROWS = 2_000
CONCERNS = {
    "no_number": gettext_lazy("Đang hưởng, chưa có số định danh"),
    "no_birth": gettext_lazy("Đang hưởng, chưa rõ năm sinh"),
    "differs": gettext_lazy("Lệch thông tin định danh"),
    "not_found": gettext_lazy("Không thấy thông tin định danh"),
    "suspended": gettext_lazy("Đang tạm dừng"),
}


@may("see")
def search(request: Signed) -> HttpResponse:
    """What the box finds; a whole identity number or a scanned card opens the person at once."""
    query = request.GET.get("q", "")[:LONGEST].strip()
    found = reports.search(query, RESULTS)
    if len(found.people) == 1 and found.by_number:
        return redirect("person", found.people[0].pk)
    table = Table.of(request, "tim-nguoi", _columns(), [_row(person) for person in found.people])
    if wants_workbook(request, table):
        return table.workbook()
    return render(request, "people/search.html", {"search_text": query, "table": table, "more": found.more})


@may("see")
def suggest(request: Signed) -> HttpResponse:
    """The first few while somebody is still typing; nothing for a single letter."""
    query = request.GET.get("q", "")[:LONGEST].strip()
    found = reports.search(query, SUGGESTIONS) if len(query) > 1 else None
    return render(request, "people/suggest.html", {"found": found, "query": query})


def _columns() -> list[Column]:
    return [
        Column("name", _("Họ và tên"), "name"),
        Column("birth", _("Năm sinh"), "date"),
        Column("sex", _("Giới tính")),
        Column("number", _("Số định danh")),
        Column("place", _("Nơi ở")),
        Column("status", _("Định danh")),
    ]


def _row(person: Person) -> dict[str, object]:
    return {
        "name": person.full_name,
        "href": reverse("person", args=[person.pk]),
        "birth": person.birth_text,
        "sex": person.get_sex_display() if person.sex else "",
        "number": person.identity_number or person.old_number or "",
        "place": ", ".join(filter(None, [person.village, str(person.unit)])),
        "status": person.get_identity_status_display(),
    }


@may("see")
def concern(request: Signed, concern: str) -> HttpResponse:
    """The people behind a figure of the first screen."""
    if concern not in CONCERNS:
        raise Http404
    rows = [_row(person) for person in desk.drawing(concern)[: CONCERN_ROWS + 1]]
    table = Table.of(request, concern, _columns(), rows[:CONCERN_ROWS], paged=True)
    if wants_workbook(request, table):
        return table.workbook()
    context = {"table": table, "title": CONCERNS[concern], "more": len(rows) > CONCERN_ROWS}
    return render(request, "people/concern.html", context)


@may("see")
def person(request: Signed, pk: int) -> HttpResponse:
    """Everything known of one person; that somebody looked is recorded."""
    someone = _someone(pk)
    Look.objects.create(by=request.user, person=someone)
    month = _month(request, someone)
    payments = person_reports.payments(someone)
    table = Table.of(request, "da-chi", _payment_columns(), [_payment(p) for p in payments])
    if wants_workbook(request, table):
        return table.workbook()
    short = len(payments) > LINES and not request.GET.get("tat_ca")
    auditor = permit.allowed(request.user, "read the trail")
    today, this_month = person_reports.called_today(someone.unit), month_of(timezone.localdate())
    awards = person_reports.awards(someone)
    return render(
        request,
        "people/person.html",
        {
            "person": someone,
            "why": reasons(someone, month, timezone.localdate()),
            "called_today": today if str(today) != str(someone.unit) else None,
            "awards": [(award, person_reports.group_name(award, payments)) for award in awards],
            "facts": person_reports.facts(someone, get_language() or "vi"),
            "table": Table(table.name, table.columns, table.rows[:LINES], table.sort) if short else table,
            "more_lines": len(payments) if short else 0,
            "this_month": this_month,
            "looks": person_reports.looks(someone) if auditor else None,
            "changes": person_reports.changes(someone) if auditor else None,
        },
    )


@may("see")
def why(request: Signed, pk: int) -> HttpResponse:
    """The reasons of another month, for HTMX to put in their place."""
    someone = _someone(pk)
    month = _month(request, someone)
    return render(request, "people/why.html", {"person": someone, "why": reasons(someone, month, timezone.localdate())})


@may("see")
def slip(request: Signed, pk: int) -> HttpResponse:
    """The reasons alone on a sheet that can be given to the person."""
    someone = _someone(pk)
    Look.objects.create(by=request.user, person=someone)
    month = _month(request, someone)
    answer = reasons(someone, month, timezone.localdate())
    return render(request, "people/slip.html", {"person": someone, "why": answer, "today": timezone.localdate()})


def _someone(pk: int) -> Person:
    return get_object_or_404(Person.objects.select_related("unit", "household"), pk=pk)


def _month(request: Signed, someone: Person) -> int:
    """The month asked for; else the last one a list holds for the person; else this month."""
    asked = read_month(request.GET.get("thang"))
    if asked is not None:
        return asked
    last = someone.lines.order_by("-for_month").values_list("for_month", flat=True).first()
    return last if last is not None else month_of(timezone.localdate())


def _payment_columns() -> list[Column]:
    return [
        Column("run", _("Danh sách"), "date"),
        Column("month", _("Của tháng"), "month"),
        Column("kind", _("Chế độ")),
        Column("entry", _("Khoản")),
        Column("amount", _("Số tiền (đồng)"), "money"),
        Column("status", _("Kết quả")),
    ]


def _payment(payment: person_reports.Payment) -> dict[str, object]:
    line = payment.line
    return {
        "run": month_figures(line.run_month),
        "href": reverse("run", args=[line.run_id]),
        "month": line.for_month,
        "href:month": f"?thang={month_iso(line.for_month)}#why",
        "kind": _(payment.kind),
        "entry": _(payment.entry),
        "amount": line.amount,
        "status": _(payment.status),
    }
