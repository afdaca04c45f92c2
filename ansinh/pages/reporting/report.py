"""Reports: the list, a new one, one read with its numbers as links, its words, its papers, its signature."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ansinh.acts import permit
from ansinh.acts.reporting import drafting
from ansinh.acts.wrong import Wrong
from ansinh.law.indicator import indicator
from ansinh.law.report_forms import report_form
from ansinh.pages.attached import WORD
from ansinh.pages.door import Signed, may
from ansinh.pages.reporting import numbers
from ansinh.pages.reporting.forms import Drafting, Signing, Wording, places_of
from ansinh.pages.reporting.reading import blocks
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.record.models.reporting import AnswerState, Report, ReportAnswer, ReportState
from ansinh.reports import reporting
from ansinh.world.documents.filling import BadTemplate
from ansinh.world.documents.printing import printed

TAGS = {ReportState.DRAFTED: "warn", ReportState.SIGNED: "good"}


@may("see")
def home(request: Signed) -> HttpResponse:
    """The reports of the branch, what communes still owe, and a new report."""
    cover = permit.cover(request.user)
    table = Table.of(request, "bao-cao", _columns(), [_row(one) for one in reporting.visible(cover)], paged=True)
    if wants_workbook(request, table):
        return table.workbook()
    today = timezone.localdate()
    open_ones = ReportAnswer.objects.filter(unit__in=cover, state__in=(AnswerState.OPEN, AnswerState.RETURNED))
    owed = open_ones.select_related("ask__unit", "unit").order_by("ask__due", "unit__name")[:30]
    context = {
        "table": table, "tab": "reports", "may_prepare": permit.allowed(request.user, "prepare"), "today": today,
        "answers": [(one, reporting.period_of(one.ask)) for one in owed],
    }  # fmt: skip
    return render(request, "reporting/home.html", context)


def _columns() -> list[Column]:
    return [
        Column("title", _("Báo cáo"), law=True), Column("unit", _("Nơi báo cáo")), Column("period", _("Kỳ")),
        Column("on", _("Số liệu đến"), "day"), Column("state", _("Tình trạng")), Column("paper", _("Số")),
        Column("signed", _("Ngày ký"), "day"),
    ]  # fmt: skip


def _row(one: Report) -> dict[str, Any]:
    return {
        "title": report_form(one.form).title, "href": f"/bao-cao/{one.pk}/", "unit": str(one.unit),
        "period": reporting.period_of(one).name, "on": one.on, "state": _(str(one.get_state_display())),
        "tag:state": TAGS[ReportState(one.state)], "paper": one.paper_number, "signed": one.signed_on,
    }  # fmt: skip


@may("prepare")
def new(request: Signed) -> HttpResponse:
    """A new report: which form, place, period, and to which day."""
    today = timezone.localdate()
    form = Drafting(request.POST or None, places=places_of(request.user, today), on=today, initial={"on": today})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            with transaction.atomic():
                made = drafting.draft(told["form"], told["unit"], told["period"], on=told["on"], by=request.user)
                numbers.reckon(made, by=request.user)
        except (Wrong, permit.Refused, BadTemplate) as why:
            form.told(getattr(why, "field", "form" if isinstance(why, BadTemplate) else "unit"), str(why))
        else:
            return redirect("report", made.pk)
    context = {"form": form, "tab": "reports"}
    return render(request, "reporting/new.html", context, status=422 if form.errors else 200)


def the_report(request: Signed, pk: int) -> Report:
    """A report of the reader's branch."""
    found = get_object_or_404(Report.objects.select_related("unit", "made_by", "signed_by"), pk=pk)
    if not reporting.within(found, permit.cover(request.user)):
        raise permit.Refused(_("Báo cáo này nằm ngoài địa bàn của anh chị."))
    return found


@may("see")
def shown(request: Signed, pk: int) -> HttpResponse:
    """One report, read."""
    return _shown(request, the_report(request, pk))


def _shown(request: Signed, this: Report, **given: Any) -> HttpResponse:
    drafted = this.state == ReportState.DRAFTED
    kept = list(this.numbers.all())
    try:
        read, fault = blocks(this, numbers.document(this, marked=True)), ""
    except BadTemplate as why:
        read, fault = [], str(why)
    context = {
        "this": this, "form": report_form(this.form), "period": reporting.period_of(this), "blocks": read,
        "fault": fault, "tab": "reports", "drafted": drafted,
        "unknown": [(one, indicator(one.code)) for one in kept if one.number is None and one.money is None],
        "own": [(one, indicator(one.code)) for one in kept if one.own is not None],
        "estimated": [(one, indicator(one.code)) for one in kept if one.estimate],
        "may_prepare": drafted and permit.allowed(request.user, "prepare"),
        "may_sign": drafted and permit.allowed(request.user, "approve") and this.made_by != request.user,
        "signing": Signing(initial={"signed_on": timezone.localdate()}),
        "tag": TAGS[ReportState(this.state)],
    }  # fmt: skip
    return render(request, "reporting/report.html", context | given, status=422 if given else 200)


@may("prepare")
def words(request: Signed, pk: int) -> HttpResponse:
    """What the report tells in words."""
    this = the_report(request, pk)
    form = Wording(report_form(this.form), this.words, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            drafting.say(this, form.cleaned_data, by=request.user)
        except Wrong as why:
            form.told(why.field, str(why))
        else:
            messages.success(request, _("Đã ghi lời báo cáo."))
            return redirect("report", pk)
    context = {"this": this, "form": form, "tab": "reports", "title": report_form(this.form).title}
    return render(request, "reporting/words.html", context, status=422 if form.errors else 200)


@require_POST
@may("prepare")
def reckon(request: Signed, pk: int) -> HttpResponse:
    """The numbers anew from the records."""
    this = the_report(request, pk)
    try:
        numbers.reckon(this, by=request.user)
    except (Wrong, BadTemplate) as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _("Đã tính lại số liệu từ hồ sơ."))
    return redirect("report", pk)


@require_POST
@may("approve")
def sign(request: Signed, pk: int) -> HttpResponse:
    """Sign the report as it was read."""
    this = the_report(request, pk)
    form = Signing(request.POST)
    if not form.is_valid():
        return _shown(request, this, signing=form)
    told = form.cleaned_data
    try:
        with transaction.atomic():
            numbers.sign(this, paper_number=told["paper_number"], signed_on=told["signed_on"], by=request.user)
    except (Wrong, BadTemplate) as why:
        form.told(getattr(why, "field", ""), str(why))
        return _shown(request, the_report(request, pk), signing=form)
    messages.success(request, _("Đã ký. Số liệu và văn bản được giữ nguyên như hôm nay."))
    return redirect("report", pk)


@require_POST
@may("prepare")
def drop(request: Signed, pk: int) -> HttpResponse:
    """Throw a draft away."""
    this = the_report(request, pk)
    try:
        drafting.drop(this, by=request.user)
    except Wrong as why:
        messages.error(request, str(why))
        return redirect("report", pk)
    messages.success(request, _("Đã bỏ bản soạn; nhật ký còn giữ."))
    return redirect("reports")


@may("see")
def file(request: Signed, pk: int, kind: str) -> HttpResponse:
    """The report as Word or PDF; a signed one as it was signed."""
    this = the_report(request, pk)
    try:
        document = numbers.document(this, marked=False)
    except BadTemplate as why:
        messages.error(request, str(why))
        return redirect("report", pk)
    name = f"{report_form(this.form).title} {reporting.period_of(this).name}.{kind}".replace("/", "-")
    if kind == "pdf":
        document = printed(document, report_form(this.form).title)
    mime = "application/pdf" if kind == "pdf" else WORD
    return HttpResponse(document, content_type=mime, headers={
        "Content-Disposition": f"{'inline' if kind == 'pdf' else 'attachment'}; filename*=UTF-8''{quote(name)}"
    })  # fmt: skip
