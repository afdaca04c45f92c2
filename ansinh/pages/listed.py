"""The people on a list, or on all lists of a month: behind every figure that counts people, those people."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from ansinh.pages.door import Signed, may
from ansinh.pages.fields import key
from ansinh.pages.lists import the_run
from ansinh.pages.months import read_month
from ansinh.pages.place_fields import asked_place, communes_asked
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.record.models.assistance import Family
from ansinh.record.models.payroll import CHANNELS, Outcome, Run, State
from ansinh.record.models.people import PayBy
from ansinh.record.models.places import Unit
from ansinh.reports import desk
from ansinh.reports.listed import Listed, Wanted, communes_on, groups, people
from ansinh.reports.person import ASSUMED, NO_WORD


class Lists(NamedTuple):
    """One list, or all lists of a month in the branch entered; each the place where its figures are opened."""

    runs: list[Run]
    month: int

    @property
    def run(self) -> Run | None:
        """The list when it is one; None when the month is looked at as a whole."""
        return self.runs[0] if len(self.runs) == 1 else None

    @property
    def communes(self) -> list[Unit]:
        """The communes whose people stand on these lists, in order of name."""
        return communes_on(self.runs)


def lists_of(request: Signed, pk: int | None, month: str | None) -> Lists:
    """The list or the month an address names. Raises ``Http404`` when there is none here."""
    if pk is not None:
        run = the_run(pk)
        return Lists([run], run.month)
    number = read_month(month)
    found = [] if number is None else list(desk.runs().filter(month=number).order_by("scope__name"))
    if number is None or not found:
        raise Http404
    return Lists(found, number)


def asked_unit(request: Signed) -> int | None:
    """The commune the address narrows to (``xa=`` its id)."""
    return key(request.GET.get("xa", ""))


def asked_family(request: Signed) -> int | None:
    """The purse the address narrows to (``nguon=`` its number)."""
    text = request.GET.get("nguon", "")
    return int(text) if text in map(str, Family.values) else None


@may("see")
def listed(request: Signed, pk: int | None = None, month: str | None = None) -> HttpResponse:
    """Everybody on the lists; ``nhom``, ``xa``, ``kenh``, ``nguon`` narrow to a group, commune, way to pay, purse;
    ``noi`` to a place with what it came from."""
    lists = lists_of(request, pk, month)
    way = request.GET.get("kenh", "")
    family, place = asked_family(request), asked_place(request)
    wanted = Wanted(request.GET.get("nhom", ""), asked_unit(request), way if way in CHANNELS else "", family,
                    None if place is None else communes_asked(request, place))  # fmt: skip
    found = people(lists.runs, wanted)
    columns = _columns(deducted=any(one.deducted for one in found))
    table = Table.of(request, "nguoi-trong-danh-sach", columns, [_row(one, lists) for one in found], paged=True)
    if wants_workbook(request, table):
        return table.workbook()
    context = {
        "lists": lists,
        "run": lists.run,
        "table": table,
        "wanted": wanted,
        "groups": groups(lists.runs),
        "place": place,
        "people": len({one.person_id for one in found}),
        "purses": [(value, _(str(label))) for value, label in Family.choices],
        "ways": [(value, _(str(label))) for value, label in PayBy.choices],
        "tab": "runs",
    }
    return render(request, "payroll/listed.html", context)


def _columns(*, deducted: bool) -> list[Column]:
    """What is deducted has a column where there is any, in the place of the group."""
    return [
        Column("name", _("Họ và tên"), "name"),
        Column("birth", _("Năm sinh"), "date"),
        Column("place", _("Nơi ở")),
        *([] if deducted else [Column("groups", _("Nhóm"))]),
        Column("due", _("Tháng này"), "money", True),
        Column("earlier", _("Truy lĩnh và TTMS"), "money", True),
        *([Column("deducted", _("Truy thu trừ kỳ này"), "money", True)] if deducted else []),
        Column("total", _("Thực lĩnh (đồng)"), "money", True),
        Column("status", _("Kết quả")),
    ]


def _row(one: Listed, lists: Lists) -> dict[str, Any]:
    run = next(run for run in lists.runs if run.pk == one.run_id)
    paid = Outcome(one.outcome) if one.outcome else None
    return {
        "name": one.name,
        "href": reverse("person", args=[one.person_id]),
        "birth": one.birth,
        "place": one.place,
        "groups": one.groups,
        "due": one.due,
        "earlier": one.earlier,
        "deducted": one.deducted,
        "total": one.total,
        "status": _(str(paid.label)) if paid else _without_word(run),
        "tag:status": {Outcome.PAID: "good"}.get(paid, "bad") if paid else "",
    }


def _without_word(run: Run) -> str:
    """What is known of a payment nobody has told of: where its list is."""
    if run.assumed_paid_at is not None:
        return _(ASSUMED)
    return _(NO_WORD) if run.state in (State.SENT, State.RESULTS) else _(str(State(run.state).label))
