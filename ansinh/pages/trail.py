"""Nhật ký: every change, who made it and when, for auditors and administrators; and whether its chain is whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from ansinh.acts import permit, tasks
from ansinh.pages.door import Signed, may
from ansinh.record.models.people import Person
from ansinh.record.models.tasks import Task
from ansinh.record.models.trail import Entry
from ansinh.record.models.users import User
from ansinh.reports import journal
from ansinh.reports import trail as reports

KIND = "trail-check"


class Filter(forms.Form):
    """Whose row, who changed it, on which day."""

    nguoi = forms.CharField(label=gettext_lazy("Của ai (số định danh hoặc mã chi trả)"), required=False, max_length=20)
    ai = forms.ChoiceField(label=gettext_lazy("Ai sửa"), required=False)
    ngay = forms.DateField(
        label=gettext_lazy("Ngày"),
        required=False,
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        widget=forms.DateInput(attrs={"placeholder": "dd/mm/yyyy"}, format="%d/%m/%Y"),
        error_messages={"invalid": gettext_lazy("Ngày viết như 31/08/2026.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(user.username, user.full_name_vi) for user in User.objects.order_by("first_name", "username")]
        self.fields["ai"].choices = [("", _("tất cả")), *known]  # type: ignore[attr-defined]

    def clean_nguoi(self) -> int | None:
        """The id of the person of a number of twelve or nine digits, or of a payment code."""
        text = str(self.cleaned_data["nguoi"]).strip()
        if not text:
            return None
        if len(text) in (9, 12):
            numbered = Person.objects.filter(identity_number=text) | Person.objects.filter(old_number=text)
        elif text.isdecimal():
            numbered = Person.objects.filter(pk=int(text))
        else:
            numbered = Person.objects.none()
        found = numbered.values_list("pk", flat=True).first()
        if found is None:
            raise forms.ValidationError(_("Không thấy ai mang số “%(typed)s”.") % {"typed": text})
        return found

    def wanted(self, before: int | None) -> journal.Wanted:
        given = self.cleaned_data if self.is_valid() else {}
        return journal.Wanted(given.get("nguoi"), given.get("ai", ""), given.get("ngay"), before)


@may("read the trail")
def trail(request: Signed) -> HttpResponse:
    """The newest entries, a hundred at a time; names and values of people only for whoever may see people."""
    names = permit.allowed(request.user, "see")
    form = Filter(request.GET)
    if not names:
        del form.fields["nguoi"]
    text = request.GET.get("truoc", "")
    wanted = form.wanted(int(text) if text.isdecimal() and len(text) < 19 else None)
    found = journal.entries(wanted, names=names) if form.is_valid() else []
    context = {
        "form": form,
        "entries": found[: journal.PAGE],
        "older": found[journal.PAGE - 1].entry.pk if len(found) > journal.PAGE else None,
        "names": names,
        "checked": last_check(request.user),
        "tab": "trail",
    }
    return render(request, "trail/trail.html", context)


@require_POST
@may("read the trail")
def check(request: Signed) -> HttpResponse:
    """Every seal is worked out again, beside the request: the whole trail is read."""
    last = last_check(request.user)
    if last is None or last.state != "running":
        tasks.start(KIND, _work(request.user), by=request.user, total=_size(request.user))
    return redirect("trail")


def _work(by: User) -> tasks.Work:
    def work(progress: Callable[[int], None]) -> dict[str, Any]:
        with permit.whole(by):
            found = reports.checked()
            wrong = ([found.broken.sentence] if found.broken else []) + reports.altered_sentences()
        progress(found.entries)
        return {"entries": found.entries, "seals": found.seals, "newest": found.newest, "wrong": wrong}

    return work


def last_check(by: User) -> Task | None:
    """The last check anybody asked for; one that died is said to have."""
    with permit.whole(by):
        last = Task.objects.filter(kind=KIND).select_related("by").order_by("-pk").first()
        return tasks.found(last.pk, last.by) if last is not None and last.by is not None else last


def _size(by: User) -> int:
    with permit.whole(by):
        return Entry.objects.count()
