"""Thu hồi: what must be paid back, by commune and by age; one debt with everything that moved it, and its papers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ansinh.acts import permit, plans, receipts, recovery_papers
from ansinh.pages.door import Signed, may
from ansinh.pages.listed import asked_unit
from ansinh.pages.people import looked
from ansinh.pages.recovery_forms import Ceiling as CeilingForm
from ansinh.pages.recovery_next import may_do, next_step
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.pages.templatetags.ansinh import day, month_iso
from ansinh.reckoning.months import month_of
from ansinh.record.models.assistance import Kind
from ansinh.record.models.places import Unit
from ansinh.record.models.recovery import Ceiling, Debt, DebtState
from ansinh.reports import recovery as reports
from ansinh.reports.places import called, covered

AGES = (
    gettext_lazy("0–3 tháng"), gettext_lazy("3–6 tháng"), gettext_lazy("6–12 tháng"), gettext_lazy("trên 12 tháng"),
)  # fmt: skip
QUEUES = {
    "con": gettext_lazy("Còn phải hoàn trả"), "chua": gettext_lazy("Chưa có phương án"),
    "duyet": gettext_lazy("Chờ người duyệt"),
    "xong": gettext_lazy("Đã xong, đã xoá"), "het": gettext_lazy("Tất cả"),
}  # fmt: skip


@may("see")
def listed(request: Signed) -> HttpResponse:
    """Every debt of the branch; ``loc``, ``xa`` and ``tuoi`` narrow to a queue, a commune, an age."""
    queue = request.GET.get("loc", "con")
    if queue not in QUEUES:
        raise Http404
    found = reports.debts(timezone.localdate())
    unit, age = asked_unit(request), request.GET.get("tuoi", "")
    chosen = [one for one in found if _in(queue, one) and unit in (None, one.unit_id) and age in ("", str(one.age))]
    communes = Table("thu-hoi-theo-xa", _age_columns(), [_by_age(row) for row in reports.by_commune(found)])
    communes.sortable = False
    table = Table.of(request, "khoan-phai-hoan-tra", _columns(), [_row(one) for one in chosen], paged=True)
    for each in (communes, table):
        if wants_workbook(request, each):
            return each.workbook()
    context = {
        "communes": communes, "table": table, "queue": queue, "queues": list(QUEUES.items()), "tab": "recovery",
        "open": sum(one.open for one in found), "people": len({one.person_id for one in found if one.open}),
        "unit": next((one.unit for one in found if one.unit_id == unit), ""),
        "age": AGES[int(age)] if age in ("0", "1", "2", "3") else "",
    }  # fmt: skip
    return render(request, "recovery/listed.html", context)


def _in(queue: str, one: reports.Owed) -> bool:
    return {
        "con": one.is_open,
        "chua": one.is_open and not one.planned,
        "duyet": one.to_decide,
        "xong": not one.is_open,
        "het": True,
    }[queue]


def _age_columns() -> list[Column]:
    ages = [Column(f"age{at}", str(words), "money", True) for at, words in enumerate(AGES)]
    return [Column("unit", _("Xã")), Column("debts", _("Khoản"), "count", True), *ages,
            Column("open", _("Cộng (đồng)"), "money", True)]  # fmt: skip


def _by_age(row: reports.ByAge) -> dict[str, Any]:
    here = f"?xa={row.unit_id}"
    ages = {f"age{at}": amount for at, amount in enumerate(row.ages)}
    doors = {f"href:age{at}": f"{here}&tuoi={at}" for at, amount in enumerate(row.ages) if amount}
    return {"unit": row.unit, "href": here, "debts": row.debts, "open": row.open} | ages | doors


def _columns() -> list[Column]:
    return [
        Column("name", _("Họ và tên"), "name"), Column("unit", _("Xã")), Column("state", _("Tình trạng")),
        Column("opened", _("Phát hiện tháng"), "month"), Column("owed", _("Đã chi quá (đồng)"), "money", True),
        Column("recovered", _("Đã hoàn trả"), "money", True), Column("written_off", _("Đã xoá"), "money", True),
        Column("open", _("Còn lại (đồng)"), "money", True),
    ]  # fmt: skip


def _row(one: reports.Owed) -> dict[str, Any]:
    return {
        "name": one.name, "href": reverse("debt", args=[one.pk]), "unit": one.unit,
        "state": _(str(DebtState(one.state).label)), "tag:state": TAGS.get(DebtState(one.state), ""),
        "opened": one.opened,
        "owed": one.owed, "recovered": one.recovered, "written_off": one.written_off, "open": one.open,
    }  # fmt: skip


TAGS = {DebtState.NEW: "warn", DebtState.SETTLED: "good", DebtState.RECOVERING: "note"}


@may("see")
def debt(request: Signed, pk: int) -> HttpResponse:
    """One debt: months and cause, plan, what moved it, receipts, heirs, papers; and its one next step."""
    this = the_debt(pk)
    looked(request, this.person)
    today = timezone.localdate()
    months = Table("cac-thang", _month_columns(), [_month(this, row) for row in reports.months(this)])
    moves = Table("so-theo-doi", _move_columns(), [_move(row) for row in reports.movements(this)])
    months.sortable = moves.sortable = False
    for each in (months, moves):
        if wants_workbook(request, each):
            return each.workbook()
    cap = plans.cap_for(this, month_of(today))
    context = {
        "debt": this, "person": this.person, "home": called(this.person.unit, today),
        "kind": str(Kind(this.kind_code).label), "months": months, "moves": moves,
        "left": months.totals["open"], "cause": recovery_papers.cause_in_words(this), "cap": cap,
        "steps": may_do(this, request.user),
        "step": next_step(this, request.user), "tag": TAGS.get(DebtState(this.state), ""),
        "plans": [(plan, recovery_papers.plan_in_words(plan)) for plan in this.plans.order_by("-pk")],
        "receipts": this.receipts.select_related("recorded_by", "heir"), "heirs": this.heirs.all(),
        "notices": this.notices.defer("document").select_related("made_by"),
        "write_offs": this.write_offs.select_related("proposed_by", "decided_by"), "tab": "recovery",
    }  # fmt: skip
    return render(request, "recovery/debt.html", context)


def the_debt(pk: int) -> Debt:
    """A debt of somebody in the branch entered."""
    return get_object_or_404(Debt.objects.select_related("person__unit", "run", "opened_by"), pk=pk)


def _month_columns() -> list[Column]:
    return [
        Column("month", _("Của tháng"), "month"), Column("owed", _("Đã chi quá (đồng)"), "money", True),
        Column("recovered", _("Đã hoàn trả"), "money", True), Column("written_off", _("Đã xoá"), "money", True),
        Column("open", _("Còn lại (đồng)"), "money", True), Column("why", _("Vì sao?")),
    ]  # fmt: skip


def _month(this: Debt, row: reports.Month) -> dict[str, Any]:
    why = f"{reverse('person', args=[this.person_id])}?thang={month_iso(row.month)}#why"
    return row._asdict() | {"why": _("Vì sao?") if this.run_id else "", "href:why": why if this.run_id else ""}


def _move_columns() -> list[Column]:
    return [
        Column("on", _("Ngày"), "day"), Column("kind", _("Việc")), Column("amount", _("Tăng, giảm (đồng)"), "money"),
        Column("left", _("Còn lại (đồng)"), "money"), Column("by", _("Người ghi")),
    ]  # fmt: skip


def _move(row: reports.Moved) -> dict[str, Any]:
    door = reverse("run", args=[row.run_id]) if row.run_id else ""
    return row._asdict() | {"kind": _(row.kind), "href:kind": door}


@may("see")
def paper(request: Signed, pk: int, name: str, at: int) -> HttpResponse:
    """A paper of the debt as a Word document: a notice as it went out, a receipt, a write-off."""
    this = the_debt(pk)
    if name == "thong-bao":
        content = bytes(get_object_or_404(this.notices, pk=at).document)
    elif name == "phieu-thu":
        content = recovery_papers.receipt(get_object_or_404(this.receipts, pk=at))
    elif name == "xoa":
        given_up = get_object_or_404(this.write_offs, pk=at)
        try:
            office = receipts.office_of(this, request.user, given_up.decided_on or timezone.localdate())
        except ValueError as why:
            messages.error(request, str(why))
            return redirect("debt", pk)
        content = recovery_papers.write_off(given_up, office)
    else:
        raise Http404
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}-{at}.docx"'
    return response


@may("administer")
def ceiling(request: Signed) -> HttpResponse:
    """The most that may be taken of each month's benefit, place by place, as offices set it."""
    cover = permit.cover(request.user)
    today = timezone.localdate()
    mine = {unit.pk for place in request.user.places.all() for unit in covered(place, today)}
    mine |= set(Unit.objects.communes().valid_on(today).filter(pk__in=cover).values_list("pk", flat=True))
    places = Unit.objects.filter(pk__in=mine).order_by("-level", "name")
    form = CeilingForm(request.POST or None, on=today, places=places)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            plans.set_ceiling(told["unit"], percent=told["percent"], from_month=told["from_month"],
                              basis=told["basis"], by=request.user)  # fmt: skip
        except ValueError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Đã ghi mức trừ tối đa; danh sách đang mở theo mức mới."))
            return redirect("ceiling")
    rows = [
        {"unit": str(one.unit), "percent": one.percent, "from": one.from_month, "basis": one.basis,
         "by": one.entered_by.full_name_vi, "at": day(one.entered_at)}
        for one in Ceiling.objects.select_related("unit", "entered_by") if permit.communes_of([one.unit]) & cover
    ]  # fmt: skip
    columns = [
        Column("unit", _("Địa bàn")), Column("percent", _("Nhiều nhất (%)"), "count"),
        Column("from", _("Từ tháng"), "month"), Column("basis", _("Theo văn bản")), Column("by", _("Người ghi")),
        Column("at", _("Ghi ngày"), "date"),
    ]  # fmt: skip
    table = Table.of(request, "muc-tru-toi-da", columns, rows)
    if wants_workbook(request, table):
        return table.workbook()
    return render(request, "recovery/ceiling.html", {"form": form, "table": table, "tab": "ceiling"})
