"""Documents: found by words, those of the law and the office's own; entered, corrected, with their file."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ansinh.acts import activities, documents, permit
from ansinh.acts.wrong import Wrong
from ansinh.law.documents import KINDS, LEVELS
from ansinh.law.poverty_programme import programmes
from ansinh.pages.activities.forms import span
from ansinh.pages.attached import attached
from ansinh.pages.door import Signed, may
from ansinh.pages.fields import DayField
from ansinh.pages.poverty.forms import Asked
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.record.models.documents import DocumentFile, OfficeDocument
from ansinh.record.models.places import Unit
from ansinh.reports import documents as reports
from ansinh.world.scans import Unreadable


class Entering(Asked):
    """A document as its first page says."""

    number = forms.CharField(label=gettext_lazy("Số, ký hiệu"), max_length=80)
    kind = forms.ChoiceField(label=gettext_lazy("Loại"), choices=[(one, one) for one in KINDS])
    issuer = forms.CharField(label=gettext_lazy("Cơ quan ban hành"), max_length=200)
    subject = forms.CharField(label=gettext_lazy("Trích yếu"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    issued = DayField(label=gettext_lazy("Ngày ban hành"), required=False)
    in_force = DayField(label=gettext_lazy("Có hiệu lực từ"), required=False)
    until = DayField(label=gettext_lazy("Ngày cuối còn hiệu lực"), required=False)
    drafted_by = forms.CharField(label=gettext_lazy("Đơn vị tham mưu soạn thảo"), max_length=200, required=False)
    replaced_by = forms.CharField(label=gettext_lazy("Được thay bằng văn bản số"), max_length=80, required=False)
    programmes = forms.MultipleChoiceField(
        label=gettext_lazy("Của chương trình giảm nghèo"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(one.code, one.code) for one in programmes()],
    )  # fmt: skip
    file = forms.FileField(label=gettext_lazy("Bản chụp (PDF hoặc ảnh)"), required=False)


class Placed(Entering):
    """A new one, of a place."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=gettext_lazy("Văn bản của"))
    field_order = ["unit"]

    def __init__(self, *args: Any, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = self.fields["unit"]
        assert isinstance(place, forms.ModelChoiceField)
        place.queryset, place.empty_label = places, None


@may("see")
def found(request: Signed) -> HttpResponse:
    """Documents by words (``q``), programme (``gd``), level (``cap``), in force today (``con``); one is entered."""
    today = timezone.localdate()
    form = Placed(request.POST or None, request.FILES or None, places=_own(request))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        file, unit = told.pop("file"), told.pop("unit")
        made = _kept(request, form, lambda: documents.enter(unit, by=request.user, on=today, **told), file)
        if made is not None:
            messages.success(request, _("Đã ghi văn bản %(number)s.") % {"number": made.number})
            return redirect("documents")
    words, phase, level = (request.GET.get(name, "") for name in ("q", "gd", "cap"))
    in_force = _asked_day(request.GET.get("ngay", "")) or (today if request.GET.get("con") else None)
    found_here = reports.search(reports.worked_by(request.user), words, programme=phase, level=level, on=in_force)
    drafted = None
    if request.GET.get("tham-muu"):  # what the bureau drafted, issued from ``tu`` to ``den``
        _days, first, last = drafted = span(request.GET, today)
        found_here = [one for one in found_here if one.own and one.own.drafted_by and one.text.issued
                      and first <= one.text.issued <= last]  # fmt: skip
    rows = [_row(one, in_force or today) for one in found_here]
    table = Table.of(request, "van-ban", _columns(), rows, paged=True)
    if wants_workbook(request, table):
        return table.workbook()
    context = {
        "table": table, "form": form, "words": words, "phase": phase, "level": level, "asked_day": in_force,
        "drafted": drafted and drafted[1:],
        "in_force": bool(request.GET.get("con")),
        "phases": [one.code for one in programmes()], "levels": LEVELS.items(), "tab": "poverty",
        "may_prepare": permit.allowed(request.user, "prepare"),
    }  # fmt: skip
    return render(request, "poverty/documents.html", context, status=422 if form.errors else 200)


def _asked_day(typed: str) -> datetime.date | None:
    """The day an address asks about (``ngay=2023-12-31``)."""
    try:
        return datetime.date.fromisoformat(typed)
    except ValueError:
        return None


def _own(request: Signed) -> Any:
    return request.user.places.order_by("level", "name")


def _columns() -> list[Column]:
    return [
        Column("number", _("Số, ký hiệu"), law=True), Column("kind", _("Loại"), law=True),
        Column("issued", _("Ngày ban hành"), "date"), Column("issuer", _("Cơ quan ban hành"), law=True),
        Column("subject", _("Trích yếu"), law=True), Column("stands", _("Hiệu lực")), Column("of", _("Dùng ở")),
    ]  # fmt: skip


def _row(one: reports.Found, today: datetime.date) -> dict[str, Any]:
    text = one.text
    stands = text.stands(today)
    if text.replaced_by:
        said = _("thay bằng %(number)s") % {"number": text.replaced_by}
    else:
        said = _("còn hiệu lực") if stands else _("hết hiệu lực")
    of = [*(["An Sinh"] if text.reckons else []), *text.programmes]
    if text.provisional:
        of.append(_("chưa đọc văn bản"))
    return {
        "number": text.number, "href": reverse("document", args=[one.own.pk]) if one.own else "", "kind": text.kind,
        "issued": f"{text.issued:%d/%m/%Y}" if text.issued else _("chưa biết ngày"), "issuer": text.issuer,
        "subject": text.subject, "stands": said, "tag:stands": "good" if stands and not text.replaced_by else "note",
        "of": ", ".join(of), "tag:of": "warn" if text.provisional else "",
    }  # fmt: skip


def _kept(request: Signed, form: Entering, act: Any, file: Any) -> OfficeDocument | None:
    """The act and the file together, or neither; what was refused is told at its field."""
    try:
        with transaction.atomic():
            made: OfficeDocument = act()
            if file is not None:
                documents.attach(made, name=file.name, content=file.read(), by=request.user)
    except Wrong as wrong:
        form.told(wrong.field, str(wrong))
    except Unreadable as why:
        form.told("file", str(why))
    except permit.Refused as why:
        form.add_error(None, str(why))
    else:
        return made
    return None


@may("see")
def shown(request: Signed, pk: int) -> HttpResponse:
    """One of the office's own; corrected here."""
    this = get_object_or_404(OfficeDocument.objects.select_related("unit", "entered_by"), pk=pk,
                             unit__in=reports.worked_by(request.user))  # fmt: skip
    names = ("number", "kind", "issuer", "subject", "issued", "in_force", "until", "replaced_by", "programmes",
             "drafted_by")  # fmt: skip
    form = Entering(request.POST or None, request.FILES or None, initial={name: getattr(this, name) for name in names})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        file = told.pop("file")
        made = _kept(
            request, form, lambda: documents.correct(this, by=request.user, on=timezone.localdate(), **told), file
        )
        if made is not None:
            messages.success(request, _("Đã sửa văn bản."))
            return redirect("document", pk)
        this.refresh_from_db()
    sent = list(this.sent.select_related("unit", "read_by"))
    may_prepare = permit.allowed(request.user, "prepare")
    unsent = activities.receivers(this, by=request.user, on=timezone.localdate()).count() if may_prepare else 0
    context = {
        "document": this, "form": form, "sent": sent, "read": sum(1 for one in sent if one.read_on), "tab": "poverty",
        "unsent": unsent, "files": this.files.defer("content"), "may_prepare": may_prepare,
    }  # fmt: skip
    return render(request, "poverty/document.html", context, status=422 if form.errors else 200)


@may("see")
def file(request: Signed, pk: int, at: int) -> HttpResponse:
    """The document itself as it came; nothing in it runs."""
    kept = get_object_or_404(DocumentFile, pk=at, document=pk, document__unit__in=reports.worked_by(request.user))
    return attached(kept)
