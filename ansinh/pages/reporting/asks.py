"""What communes are asked to tell: the asks with who has sent and who is late; and a commune's short page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ansinh.acts import permit
from ansinh.acts.reporting import answers as acts
from ansinh.acts.wrong import Wrong
from ansinh.law.indicator import indicators
from ansinh.pages.door import Signed, may
from ansinh.pages.reporting.forms import Answering, Asking, Returning, places_of
from ansinh.pages.reporting.number import said
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.record.branches import communes_of
from ansinh.record.models.reporting import AnswerState, ReportAnswer, ReportAsk
from ansinh.reports.reporting import period_of

TAGS = {"open": "", "sent": "warn", "returned": "bad", "accepted": "good"}


@may("see")
def asks(request: Signed) -> HttpResponse:
    """Every ask that touches the branch; a new one."""
    today, cover = timezone.localdate(), permit.cover(request.user)
    form = Asking(request.POST or None, places=places_of(request.user, today), on=today)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            made = acts.ask(told["unit"], told["period"], told["codes"], due=told["due"], words=told["words"],
                            by=request.user, on=today)  # fmt: skip
        except (Wrong, permit.Refused) as why:
            form.told(getattr(why, "field", "unit"), str(why))
        else:
            return redirect("report_ask", made.pk)
    found = [one for one in ReportAsk.objects.select_related("unit") if communes_of([one.unit]) & cover]
    table = Table.of(request, "xa-bao-cao", _ask_columns(), [_ask(one) for one in found], paged=True)
    if wants_workbook(request, table):
        return table.workbook()
    context = {"table": table, "form": form, "tab": "reports", "may_prepare": permit.allowed(request.user, "prepare")}
    return render(request, "reporting/asks.html", context, status=422 if form.errors else 200)


def _ask_columns() -> list[Column]:
    return [
        Column("period", _("Kỳ")), Column("unit", _("Nơi yêu cầu")), Column("due", _("Hạn gửi"), "day"),
        Column("sent", _("Đã gửi"), "count"), Column("of", _("Số xã"), "count"),
        Column("late", _("Quá hạn chưa gửi"), "count"),
    ]  # fmt: skip


def _ask(one: ReportAsk) -> dict[str, Any]:
    states = list(one.answers.values_list("state", flat=True))
    sent = sum(1 for state in states if state in (AnswerState.SENT, AnswerState.ACCEPTED))
    late = len(states) - sent if one.due < timezone.localdate() else 0
    return {"period": period_of(one).name, "href": reverse("report_ask", args=[one.pk]), "unit": str(one.unit),
            "due": one.due, "sent": sent, "of": len(states), "late": late}  # fmt: skip


@may("see")
def ask(request: Signed, pk: int) -> HttpResponse:
    """One ask: each commune's numbers beside one another, added up."""
    this = get_object_or_404(ReportAsk.objects.select_related("unit", "made_by"), pk=pk)
    cover = permit.cover(request.user)
    told = [one for one in this.answers.select_related("unit").prefetch_related("values") if one.unit_id in cover]
    if not told:
        raise permit.Refused(_("Yêu cầu này nằm ngoài địa bàn của anh chị."))
    known = [indicators()[code] for code in this.codes if code in indicators()]
    rows = [_answer(one, this) for one in told]
    states = Table(f"xa-bao-cao-{pk}", _state_columns(), rows, sortable=False)
    sums = Table(f"tong-hop-{pk}", _sum_columns(), [_sum(one.code, one.name, one.unit, told) for one in known],
                 sortable=False)  # fmt: skip
    for each in (states, sums):
        if wants_workbook(request, each):
            return each.workbook()
    context = {"this": this, "period": period_of(this), "states": states, "sums": sums, "tab": "reports"}
    return render(request, "reporting/ask.html", context)


def _state_columns() -> list[Column]:
    return [
        Column("unit", _("Xã")), Column("state", _("Tình trạng")), Column("at", _("Ngày gửi"), "day"),
        Column("late", _("Đúng hạn")), Column("told", _("Số chỉ tiêu đã ghi"), "count"),
        Column("why", _("Lý do trả lại")),
    ]  # fmt: skip


def _answer(one: ReportAnswer, this: ReportAsk) -> dict[str, Any]:
    sent = timezone.localtime(one.sent_at).date() if one.sent_at else None
    waits = one.state in acts.WITH_COMMUNE
    late = (timezone.localdate() if waits else sent or this.due) > this.due
    said = _("trễ hạn") if late else _("còn hạn") if waits else _("đúng hạn")
    return {
        "unit": str(one.unit), "href": reverse("report_answer", args=[one.pk]), "tag:state": TAGS[one.state],
        "state": _(str(one.get_state_display())), "at": sent, "late": said,
        "tag:late": "bad" if late else "", "told": len(one.values.all()),
        "why": one.returned_reason if one.state == AnswerState.RETURNED else "",
    }  # fmt: skip


def _sum_columns() -> list[Column]:
    return [
        Column("name", _("Chỉ tiêu"), law=True), Column("unit", _("Đơn vị"), law=True),
        Column("sum", _("Cộng các xã đã gửi"), "count"), Column("sent", _("Số xã"), "count"),
        Column("least", _("Thấp nhất")), Column("most", _("Cao nhất")),
    ]  # fmt: skip


def _sum(code: str, name: str, unit: str, told: list[ReportAnswer]) -> dict[str, Any]:
    sent = [one for one in told if one.state in (AnswerState.SENT, AnswerState.ACCEPTED)]
    values = [(value.number, str(one.unit)) for one in sent for value in one.values.all() if value.code == code]
    low, high = (min(values), max(values)) if values else ((None, ""), (None, ""))
    return {
        "name": name, "unit": unit, "sum": sum(value for value, _unit in values), "sent": len(values),
        "least": f"{low[1]}: {said(low[0], 'number')}" if values else "",
        "most": f"{high[1]}: {said(high[0], 'number')}" if values else "",
    }  # fmt: skip


def _the_answer(request: Signed, pk: int) -> ReportAnswer:
    found = get_object_or_404(ReportAnswer.objects.select_related("ask__unit", "unit", "sent_by"), pk=pk)
    if found.unit_id not in permit.cover(request.user):
        raise permit.Refused(_("Báo cáo này nằm ngoài địa bàn của anh chị."))
    return found


@may("see")
def answer(request: Signed, pk: int) -> HttpResponse:
    """A commune's short page: filled in and sent here; taken or sent back by who asked."""
    this = _the_answer(request, pk)
    values = {one.code: one for one in this.values.all()}
    typed = {code: said(one.number, indicators()[code].measure).removesuffix(" %") for code, one in values.items()}
    initial = typed | {f"{code}.why": one.why for code, one in values.items()}
    form = Answering(list(this.ask.codes), request.POST or None, initial=initial)
    if request.method == "POST" and permit.allowed(request.user, "prepare"):
        form.full_clean()
        given = form.cleaned_data
        told = {code: acts.Told(given.get(code), given.get(f"{code}.why", "")) for code in this.ask.codes}
        if _kept(request, this, form, told):
            return redirect("report_answer", pk) if this.state in acts.WITH_COMMUNE else redirect("reports")
    before = acts.last_time(this)
    of = indicators()
    last = {code: said(value, of[code].measure) for code in of if (value := before.get(code)) is not None}
    fields = [(form[code], form[f"{code}.why"], last.get(code, _("chưa có số")), of[code]) for code in this.ask.codes]
    asker = permit.cover(request.user) >= communes_of([this.ask.unit])
    context = {
        "this": this, "period": period_of(this.ask), "form": form, "fields": fields, "tab": "reports",
        "open": this.state in acts.WITH_COMMUNE, "late": this.ask.due < timezone.localdate(),
        "may_prepare": permit.allowed(request.user, "prepare"), "asker": asker, "returning": Returning(),
        "values": [(indicators()[code], said(one.number, indicators()[code].measure), one.why)
                   for code, one in values.items()],
        "tag": TAGS[this.state],
    }  # fmt: skip
    return render(request, "reporting/answer.html", context, status=422 if form.errors else 200)


def _kept(request: Signed, this: ReportAnswer, form: Answering, told: dict[str, acts.Told]) -> bool:
    """Keep what can be kept; send when asked and whole. Faults stand at their fields."""
    try:
        wrong = acts.fill(this, told, by=request.user)
        if not wrong and not form.errors and "send" in request.POST:
            wrong = acts.send(this, by=request.user, at=timezone.now())
    except Wrong as why:
        form.told(why.field, str(why))
        return False
    for code, sentence in wrong.items():
        form.told(code, sentence)
    if form.errors:
        return False
    messages.success(request, _("Đã gửi lên.") if "send" in request.POST else _("Đã lưu, chưa gửi."))
    return True


@require_POST
@may("prepare")
def judge(request: Signed, pk: int, verb: str) -> HttpResponse:
    """Who asked takes an answer, or sends it back."""
    if verb not in ("nhan", "tra-lai"):
        raise Http404
    this = _the_answer(request, pk)
    try:
        if verb == "nhan":
            acts.accept(this, by=request.user)
            messages.success(request, _("Đã nhận báo cáo của %(unit)s.") % {"unit": this.unit})
        else:
            acts.send_back(this, reason=request.POST.get("reason", "")[:400], by=request.user)
            messages.success(request, _("Đã trả lại %(unit)s để sửa.") % {"unit": this.unit})
    except Wrong as why:
        messages.error(request, str(why))
        return redirect("report_answer", pk)
    return redirect("report_ask", this.ask_id)
