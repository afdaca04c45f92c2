"""People: the one search box, a person's page, and why a month is what it is."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ansinh.pages.door import may
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.record.models.people import Person
from ansinh.reports import people as reports

SUGGESTIONS = 8
RESULTS = 50


@may("see")
def search(request: HttpRequest) -> HttpResponse:
    """What the box finds; a whole identity number or a scanned card opens the person at once."""
    query = request.GET.get("q", "").strip()
    found = reports.search(query, RESULTS)
    if len(found.people) == 1 and found.by_number:
        return redirect("person", found.people[0].pk)
    table = Table.of(request, "tim-nguoi", _columns(), [_row(person) for person in found.people])
    if wants_workbook(request, table):
        return table.workbook()
    return render(request, "people/search.html", {"search_text": query, "table": table, "more": found.more})


@may("see")
def suggest(request: HttpRequest) -> HttpResponse:
    """The first few while somebody is still typing; nothing for a single letter."""
    query = request.GET.get("q", "").strip()
    found = reports.search(query, SUGGESTIONS) if len(query) > 1 else None
    return render(request, "people/suggest.html", {"found": found, "query": query})


def _columns() -> list[Column]:
    return [
        Column("name", _("Họ và tên")),
        Column("birth", _("Năm sinh")),
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
def person(request: HttpRequest, pk: int) -> HttpResponse:
    someone = get_object_or_404(Person.objects.select_related("unit", "household"), pk=pk)
    return render(request, "people/person.html", {"person": someone})


@may("see")
def why(request: HttpRequest, pk: int) -> HttpResponse:
    return person(request, pk)


@may("see")
def slip(request: HttpRequest, pk: int) -> HttpResponse:
    return person(request, pk)
