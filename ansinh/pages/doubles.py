"""Nghi trùng: pairs that may be one person, lists from outside sent in, and a search of the whole register."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from ansinh.acts import doubles as acts
from ansinh.acts import permit, tasks
from ansinh.pages import uploads
from ansinh.pages.door import Signed, may
from ansinh.pages.registers import Workbook
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.pages.templatetags.ansinh import said
from ansinh.record.models.linkage import ListKind, Pair, PairState
from ansinh.record.models.people import Person
from ansinh.record.models.tasks import Task
from ansinh.record.models.users import User
from ansinh.reports import doubles as reports

STATES = {"": gettext_lazy("Đang chờ"), **{state: gettext_lazy(label) for state, label in PairState.choices}}
KINDS = {kind: gettext_lazy(label) for kind, label in ListKind.choices}
SOURCES = {"": gettext_lazy("Mọi nơi"), reports.REGISTER: gettext_lazy("Trong sổ"), **KINDS}


class Filter(forms.Form):
    """Which pairs: in what state, found where."""

    trang_thai = forms.ChoiceField(label=gettext_lazy("Tình trạng"), required=False, choices=list(STATES.items()))
    nguon = forms.ChoiceField(label=gettext_lazy("Tìm thấy ở"), required=False, choices=list(SOURCES.items()))


class Outside(forms.Form):
    """A list from outside: what it is of, and the file."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Danh sách của ai"), choices=list(KINDS.items()), widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Chọn danh sách này là của ai.")},
    )  # fmt: skip
    file = forms.FileField(
        label=gettext_lazy("Tệp danh sách"),
        help_text=gettext_lazy(
            "Tệp .xlsx, .xls, .ods hoặc .csv, có cột Họ tên, Ngày sinh, số CCCD; thêm Xã thì chắc hơn."
        ),
        widget=forms.FileInput(attrs={"accept": ",".join(uploads.KINDS)}),
        error_messages={"required": gettext_lazy("Hãy chọn tệp danh sách.")},
    )
    clean_file = Workbook.clean_file


@may("see")
def queue(request: Signed) -> HttpResponse:
    """The pairs that wait, likeliest first, with how many there are of each state."""
    asked = Filter(request.GET or None)
    chosen = asked.cleaned_data if asked.is_valid() else {}
    pairs = list(reports.queue(chosen.get("trang_thai", ""), chosen.get("nguon", "")))
    table = Table.of(request, "nghi-trung", _columns(), _rows(pairs, request.user), paged=True)
    if wants_workbook(request, table):
        return table.workbook()
    counts = reports.counts()
    context = {
        "table": table,
        "form": asked if asked.is_bound else Filter(),
        "counts": [(state, label, counts.get(state, 0)) for state, label in PairState.choices],
        "running": Task.objects.filter(by=request.user, kind__startswith="doubles", state="running").order_by("-pk"),
        "filtered": bool(request.GET.get("trang_thai") or request.GET.get("nguon")),
    }
    return render(request, "doubles/queue.html", context)


@require_POST
@may("register")
def search(request: Signed) -> HttpResponse:
    """The whole register is compared with itself, in the background."""
    by = request.user

    def work(progress: Callable[[int], None]) -> dict[str, Any]:
        return acts.search_register(by=by, progress=progress)

    return redirect("doubles_task", tasks.start("doubles-register", work, by=by).pk)


@may("register")
def outside(request: Signed) -> HttpResponse:
    """A list from outside is sent in; below, the lists sent before."""
    form = Outside(request.POST or None, request.FILES or None)
    if form.is_bound and not permit.cover(request.user):
        form.add_error(None, _("Tài khoản này chưa được giao địa bàn nào nên chưa đối chiếu được; báo người quản trị."))
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        told = {"file": uploads.keep(file), "name": file.name, "of": form.cleaned_data["kind"]}
        begun = tasks.start("doubles-list", _compared(told, request.user), by=request.user, **told)
        return redirect("doubles_task", begun.pk)
    table = Table("danh-sach-ngoai", _list_columns(), [_list(one) for one in reports.lists()], sortable=False)
    return render(request, "doubles/outside.html", {"form": form, "table": table})


def _compared(told: dict[str, str], by: User) -> tasks.Work:
    def work(progress: Callable[[int], None]) -> dict[str, Any]:
        try:
            kept = acts.search_list(uploads.read(told["file"]), kind=told["of"], name=told["name"],
                                    on=timezone.localdate(), by=by, progress=progress)  # fmt: skip
        finally:
            uploads.forget(told["file"])
        pairs = Pair.objects.filter(row__source=kept).count()
        return {"people": kept.people, "nameless": kept.nameless, "pairs": pairs, "kind": kept.kind}

    return work


@may("register")
def task(request: Signed, pk: int) -> HttpResponse:
    """How far a search is; once done, what it found."""
    try:
        held = tasks.found(pk, request.user)
    except Task.DoesNotExist:
        raise Http404 from None
    template = "doubles/progress.html" if request.headers.get("HX-Request") else "doubles/task.html"
    return render(request, template, {"task": held, "told": held.result or {}})


def _columns() -> list[Column]:
    return [
        Column("left", _("Người trong sổ"), "name"),
        Column("left_birth", _("Năm sinh"), "date"),
        Column("left_place", _("Nơi ở")),
        Column("right", _("Giống với"), "name"),
        Column("right_birth", _("Năm sinh"), "date"),
        Column("right_place", _("Nơi ở, danh sách")),
        Column("sure", _("Mức giống")),
        Column("state", _("Tình trạng")),
    ]


def _rows(pairs: list[Pair], by: User) -> list[dict[str, Any]]:
    both = reports.sides(pairs)
    homes = homes_of(pairs, by)
    rows = []
    for pair in pairs:
        left, right = both[pair.pk]
        if left.hidden:
            left, right = right, left
        rows.append({
            "left": left.name, "href": reverse("double", args=[pair.pk]), "left_birth": left.birth,
            "left_place": left.place, "right": right.name or _("một người ở nơi khác"), "right_birth": right.birth,
            "right_place": where(right, homes.get(pair.pk, "")),
            "sure": _("Rất giống") if pair.sure else _("Cần xem"), "tag:sure": "bad" if pair.sure else "warn",
            "state": said(pair.get_state_display()),
        })  # fmt: skip
    return rows


def where(side: reports.Side, home: str) -> str:
    """Where a half of a pair is from: its place, its list, or only the commune of somebody elsewhere."""
    if side.row is not None:
        return ", ".join(filter(None, [side.row.place, side.row.source.name]))
    return side.place if side.person else home


def homes_of(pairs: list[Pair], by: User) -> dict[int, str]:
    """Of each pair with somebody outside the branch, that person's commune: nothing more is told."""
    ids = {pk: pair.pk for pair in pairs for pk in (pair.left_id, pair.right_id) if pk}
    seen = set(Person.objects.filter(pk__in=ids).values_list("pk", flat=True))
    with permit.whole(by):
        others = Person.objects.filter(pk__in=ids.keys() - seen).select_related("unit")
        return {ids[person.pk]: str(person.unit) for person in others}


def _list_columns() -> list[Column]:
    return [
        Column("name", _("Tệp")), Column("kind", _("Danh sách của")), Column("at", _("Gửi ngày"), "day"),
        Column("people", _("Người"), "count"), Column("pairs", _("Nghi là người trong sổ"), "count"),
        Column("waiting", _("Đang chờ"), "count"),
    ]  # fmt: skip


def _list(one: Any) -> dict[str, Any]:
    return {"name": one.name, "kind": said(one.get_kind_display()), "at": timezone.localdate(one.at),
            "people": one.people, "pairs": one.pairs, "waiting": one.waiting,
            "href": f"{reverse('doubles')}?nguon={one.kind}"}  # fmt: skip


def told_done(request: Signed, words: str) -> HttpResponse:
    """Back to the queue, with what was done."""
    messages.success(request, words)
    return redirect("doubles")
