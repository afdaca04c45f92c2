"""What an office sets for itself: where its book of numbers stands, days the law does not fix, days off of the year."""

from __future__ import annotations

import datetime
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ansinh.acts import authority, clock, days_off, numbering, permit
from ansinh.law.procedure import procedure, procedures
from ansinh.pages.door import Signed, may
from ansinh.pages.fields import DayField
from ansinh.pages.person_forms import REQUIRED
from ansinh.pages.templatetags.ansinh import day
from ansinh.record.models.decisions import Series
from ansinh.record.models.dossiers import DayOff, Limit
from ansinh.record.models.places import Unit


class Own(forms.Form):
    """A form of this page; ``unit`` is whose it is, when the user has several places."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=gettext_lazy("Của"), empty_label=None)

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ModelChoiceField)
        unit.queryset = units
        for field in self.fields.values():
            field.error_messages |= REQUIRED


class Numbers(Own):
    year = forms.IntegerField(label=gettext_lazy("Năm"), min_value=2010, max_value=2100)
    symbol = forms.ChoiceField(label=gettext_lazy("Ký hiệu"), choices=[(one, one) for one in numbering.SYMBOLS])
    first = forms.IntegerField(label=gettext_lazy("Số đầu tiên cấp từ đây"), min_value=1, max_value=100_000)


class Days(Own):
    procedure = forms.ChoiceField(label=gettext_lazy("Thủ tục"))
    days = forms.IntegerField(label=gettext_lazy("Ngày làm việc"), min_value=1, max_value=400)
    from_day = DayField(label=gettext_lazy("Áp dụng từ ngày"))
    basis = forms.CharField(
        label=gettext_lazy("Theo văn bản nào"), max_length=300,
        help_text=gettext_lazy("Ví dụ: Quyết định công bố thủ tục hành chính của tỉnh, số và ngày."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["procedure"]
        assert isinstance(choice, forms.ChoiceField)
        unset = [law for law in procedures(timezone.localdate()) if law.days is None]
        choice.choices = [(law.slug, law.name) for law in unset]


class Off(Own):
    on = DayField(label=gettext_lazy("Ngày"))
    works = forms.ChoiceField(
        label=gettext_lazy("Ngày ấy"),
        choices=[("off", gettext_lazy("nghỉ")), ("works", gettext_lazy("làm bù"))],
    )
    basis = forms.CharField(label=gettext_lazy("Theo thông báo nào"), max_length=300)


class Part(NamedTuple):
    """One part of the page: what it sets, what is set, the form."""

    name: str
    title: str
    hint: str
    rows: list[str]
    form: Own
    button: str


@may("see")
def office_days(request: Signed) -> HttpResponse:
    """The three parts; each is sent by itself."""
    sent = request.POST.get("phan", "") if request.method == "POST" else ""
    forms_ = {name: _form(name, request, sent) for name in FORMS}
    if sent:
        if sent not in forms_:
            raise Http404
        if not permit.allowed(request.user, "register"):
            raise permit.Refused(_("Vai trò của anh chị không đổi được mục này."))
        form = forms_[sent]
        if form.is_valid():
            try:
                _save(sent, form.cleaned_data, request)
            except ValueError as why:
                form.add_error(None, str(why))
            else:
                messages.success(request, _("Đã ghi."))
                return redirect("office_days")
    return render(request, "decisions/days.html", {"parts": _parts(forms_), "tab": "dossiers"})


FORMS: dict[str, type[Own]] = {"so": Numbers, "han": Days, "nghi": Off}


def _form(name: str, request: Signed, sent: str) -> Own:
    today = timezone.localdate()
    first = {"year": today.year, "from_day": today}
    return FORMS[name](
        request.POST if sent == name else None, units=_offices(request), initial=first,
        auto_id=f"id_{name}_%s",
    )  # fmt: skip


def _offices(request: Signed) -> Any:
    mine = authority.offices(request.user, timezone.localdate())
    return Unit.objects.filter(pk__in=[unit.pk for unit in mine]).order_by("name")


def _save(name: str, said: dict[str, Any], request: Signed) -> None:
    if name == "so":
        numbering.begin(said["unit"], said["year"], said["symbol"], first=said["first"], by=request.user)
    elif name == "han":
        clock.set_limit(
            said["unit"], said["procedure"], days=said["days"], basis=said["basis"], from_day=said["from_day"],
            by=request.user,
        )  # fmt: skip
    else:
        on: datetime.date = said["on"]
        days_off.enter(said["unit"], on, works=said["works"] == "works", basis=said["basis"], by=request.user)


def _parts(forms_: dict[str, Own]) -> list[Part]:
    since = timezone.localdate().year - 1
    return [
        Part(
            "so", _("Sổ số quyết định"),
            _("Số chạy liền, không cách quãng, theo cơ quan và năm. Năm đang dùng sổ giấy thì ghi số tiếp theo ở đây."),
            [_book(book) for book in Series.objects.filter(year__gte=since).select_related("authority").order_by("pk")],
            forms_["so"], _("Ghi số đầu"),
        ),
        Part(
            "han", _("Thời hạn của cơ quan"),
            _("Thủ tục mà luật đã biết không định hạn: ghi hạn tỉnh hoặc cơ quan công bố."),
            [_limit(row) for row in Limit.objects.select_related("unit").order_by("procedure", "-from_day")],
            forms_["han"], _("Ghi thời hạn"),
        ),
        Part(
            "nghi", _("Ngày nghỉ, ngày làm bù của năm"),
            _("Ngày lễ theo luật và Tết âm lịch đã có sẵn; ghi thêm ngày nghỉ bù, làm bù theo thông báo của năm."),
            [_off(row) for row in DayOff.objects.filter(on__year__gte=since).select_related("unit").order_by("-on")],
            forms_["nghi"], _("Ghi ngày"),
        ),
    ]  # fmt: skip


def _book(book: Series) -> str:
    stands = _("đã cấp đến %(n)s") % {"n": book.last} if book.last else _("bắt đầu từ %(n)s") % {"n": book.first}
    return f"{book.authority}, {book.year}, {book.symbol}: {stands}"


def _limit(row: Limit) -> str:
    law = procedure(row.procedure, timezone.localdate())
    told = {"n": row.days, "d": day(row.from_day), "basis": row.basis, "place": row.unit}
    said = _("%(n)s ngày làm việc, từ %(d)s (%(basis)s), %(place)s") % told
    return f"{law.name if law else row.procedure}: {said}"


def _off(row: DayOff) -> str:
    return f"{day(row.on)}: {_('làm bù') if row.works else _('nghỉ')}, {row.basis} ({row.unit})"
