"""Training sessions: the list, and each with who came, what they reached, its papers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from ansinh.acts import permit
from ansinh.acts import training as acts
from ansinh.acts.wrong import Wrong
from ansinh.law.poverty_programme import SOURCES
from ansinh.pages.activities.forms import PairsField, Placed, span
from ansinh.pages.attached import attached, word
from ansinh.pages.door import Signed, may
from ansinh.pages.fields import YEAR, DayField, MoneyField, keys
from ansinh.pages.poverty.forms import Asked
from ansinh.pages.poverty.household import the_person
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.record.models.training import Trainee, TrainingFile, TrainingKind, TrainingSession
from ansinh.reports import signed_lists
from ansinh.reports.activities import year_of_last
from ansinh.world.scans import Unreadable


class Holding(Placed):
    """A session as its plan says."""

    kind = forms.ChoiceField(label=gettext_lazy("Loại lớp"), choices=TrainingKind.choices)
    title = forms.CharField(label=gettext_lazy("Tên lớp"), max_length=200)
    place = forms.CharField(label=gettext_lazy("Nơi học"), max_length=200)
    first_day = DayField(label=gettext_lazy("Từ ngày"), latest=YEAR)
    last_day = DayField(label=gettext_lazy("Đến ngày"), latest=YEAR)
    hours = forms.IntegerField(label=gettext_lazy("Số giờ"), min_value=1, max_value=5_000)
    teacher = forms.CharField(label=gettext_lazy("Người dạy"), max_length=200)
    paper = forms.CharField(label=gettext_lazy("Kế hoạch, quyết định mở lớp"), max_length=200)
    cost = MoneyField(label=gettext_lazy("Kinh phí (đồng)"), required=False)
    source = forms.ChoiceField(
        label=gettext_lazy("Nguồn"), required=False, choices=[("", ""), *((name, name) for name in SOURCES.values())]
    )


class Enrolling(Asked):
    """Somebody who learns: of the register, or only named."""

    who = forms.CharField(
        label=gettext_lazy("Người học có trong sổ"), max_length=120, required=False,
        help_text=gettext_lazy("Số định danh, hoặc họ tên và năm sinh."),
    )  # fmt: skip
    name = forms.CharField(label=gettext_lazy("Hoặc họ tên người ngoài sổ"), max_length=120, required=False)
    office = forms.CharField(label=gettext_lazy("Chức vụ, nơi làm việc, nơi ở"), max_length=200, required=False)


class Listing(Asked):
    """Many who learn, one a line."""

    people = PairsField(
        label=gettext_lazy("Nhiều người học một lúc"),
        help_text=gettext_lazy("Mỗi dòng: họ tên, chức vụ hoặc nơi ở."),
    )  # fmt: skip


class Attaching(Asked):
    """A paper of the session."""

    file = forms.FileField(label=gettext_lazy("Giấy tờ (PDF hoặc ảnh)"))


@may("see")
def sessions(request: Signed) -> HttpResponse:
    """Every session of the branch; a new one is opened here."""
    today = timezone.localdate()
    form = Holding(request.POST or None, by=request.user, on=today)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            told["cost"] = told["cost"] or 0
            made = acts.hold(told.pop("unit"), by=request.user, **told)
        except (Wrong, permit.Refused) as why:
            form.told(getattr(why, "field", "unit"), str(why))
        else:
            return redirect("training", made.pk)
    every = TrainingSession.objects.select_related("unit").prefetch_related("trainees")
    days, first, last = span(request.GET, today, year_of_last(every, "last_day", today))
    kinds = [kind for kind in request.GET.getlist("loai") if kind in TrainingKind.values]
    held = every.filter(last_day__range=(first, last))
    held = held.filter(kind__in=kinds) if kinds else held
    table = Table.of(request, "tap-huan", _columns(), [_row(one) for one in held], paged=True)
    if wants_workbook(request, table):
        return table.workbook()
    context = {"table": table, "form": form, "tab": "activities", "here": "trainings",
               "days": days, "first": first, "last": last, "kind": kinds[0] if len(kinds) == 1 else "",
               "choices": [(value, _(str(label))) for value, label in TrainingKind.choices],
               "may_prepare": permit.allowed(request.user, "prepare")}  # fmt: skip
    return render(request, "poverty/trainings.html", context, status=422 if form.errors else 200)


def _columns() -> list[Column]:
    return [
        Column("title", _("Lớp")), Column("kind", _("Loại")), Column("unit", _("Xã")),
        Column("days", _("Ngày"), "date"),
        Column("came", _("Người dự"), "count", True), Column("cost", _("Kinh phí"), "money", True),
        Column("paper", _("Căn cứ")),
    ]  # fmt: skip


def _row(one: TrainingSession) -> dict[str, Any]:
    return {
        "title": one.title, "href": reverse("training", args=[one.pk]), "kind": _(str(one.get_kind_display())),
        "unit": str(one.unit), "days": f"{one.first_day:%d/%m/%Y}", "cost": one.cost, "paper": one.paper,
        "came": sum(1 for each in one.trainees.all() if each.came),
    }  # fmt: skip


@may("see")
def shown(request: Signed, pk: int) -> HttpResponse:
    """One session."""
    return _shown(request, _session(pk))


def _session(pk: int) -> TrainingSession:
    return get_object_or_404(TrainingSession.objects.select_related("unit", "made_by"), pk=pk)


def _shown(request: Signed, this: TrainingSession, **given: Any) -> HttpResponse:
    trainees = list(this.trainees.select_related("person__unit").order_by("name", "pk"))
    table = Table(f"tap-huan-{this.pk}", _trainee_columns(), [_trainee(at, one) for at, one in enumerate(trainees, 1)],
                  sortable=False)  # fmt: skip
    if wants_workbook(request, table):
        return table.workbook()
    context = {
        "this": this, "trainees": trainees, "table": table, "tab": "activities", "files": this.files.defer("content"),
        "may_prepare": permit.allowed(request.user, "prepare"), "enrol": Enrolling(), "attach": Attaching(),
        "many": Listing(),
        "came": sum(1 for one in trainees if one.came),
    }  # fmt: skip
    return render(request, "poverty/training.html", context | given, status=422 if given else 200)


@may("see")
def signed(request: Signed, pk: int) -> HttpResponse:
    """Who learns as a Word list to be signed."""
    return word(signed_lists.attendance(_session(pk)), f"danh-sach-{pk}.docx")


def _trainee_columns() -> list[Column]:
    return [
        Column("at", _("STT"), "count"), Column("name", _("Họ tên"), "name"),
        Column("office", _("Nơi làm việc, nơi ở")),
        Column("came", _("Dự")), Column("result", _("Kết quả")), Column("signed", _("Ký tên")),
    ]  # fmt: skip


def _trainee(at: int, one: Trainee) -> dict[str, Any]:
    where = one.office or (f"{one.person.village}, {one.person.unit}".strip(", ") if one.person else "")
    return {"at": at, "name": one.name, "office": where, "came": _("có") if one.came else _("vắng"),
            "result": one.result, "signed": ""}  # fmt: skip


@require_POST
@may("prepare")
def step(request: Signed, pk: int, verb: str) -> HttpResponse:
    """Somebody enrols, attendance is marked, a paper kept."""
    this = _session(pk)
    if verb == "them":
        form = Enrolling(request.POST)
        if not form.is_valid() or not _enrolled(request, this, form):
            return _shown(request, this, enrol=form)
    elif verb == "them-nhieu":
        many = Listing(request.POST)
        if not many.is_valid() or not _listed(request, this, many):
            return _shown(request, this, many=many)
    elif verb == "diem-danh":
        results = {one.pk: request.POST.get(f"ket-qua-{one.pk}", "")[:120] for one in this.trainees.all()}
        acts.mark(this, came=set(keys(request.POST.getlist("du"))), results=results, by=request.user)
        messages.success(request, _("Đã ghi điểm danh."))
    elif verb == "bo":
        for one in this.trainees.filter(pk__in=keys([request.POST.get("nguoi", "")])):
            acts.take_out(one, by=request.user)
    else:
        kept = Attaching(request.POST, request.FILES)
        if not kept.is_valid() or not _attached(request, this, kept):
            return _shown(request, this, attach=kept)
    return redirect("training", pk)


def _enrolled(request: Signed, this: TrainingSession, form: Enrolling) -> bool:
    told = form.cleaned_data
    try:
        person = the_person(told["who"], "who") if told["who"] else None
        acts.enrol(this, person=person, name=told["name"], office=told["office"], by=request.user)
    except Wrong as wrong:
        form.told(wrong.field, str(wrong))
        return False
    return True


def _listed(request: Signed, this: TrainingSession, form: Listing) -> bool:
    try:
        made = acts.enrol_many(this, form.cleaned_data["people"], by=request.user)
    except Wrong as wrong:
        form.told(wrong.field, str(wrong))
        return False
    messages.success(request, _("Đã thêm %(n)s người học.") % {"n": len(made)})
    return True


def _attached(request: Signed, this: TrainingSession, form: Attaching) -> bool:
    file = form.cleaned_data["file"]
    try:
        acts.attach(this, name=file.name, content=file.read(), by=request.user)
    except Unreadable as why:
        form.told("file", str(why))
        return False
    return True


@may("see")
def file(request: Signed, pk: int, at: int) -> HttpResponse:
    """A paper as it came; nothing in it runs."""
    kept = get_object_or_404(TrainingFile, pk=at, session=pk)
    return attached(kept)
