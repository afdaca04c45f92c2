"""The forms of activities: light to fill in on a telephone, people given one a line."""

from __future__ import annotations

import datetime
import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ansinh.acts import permit
from ansinh.acts.activities import Worker
from ansinh.law.poverty_programme import SOURCES
from ansinh.pages.fields import DAY, SAID, YEAR, YEARS, DayField, MoneyField
from ansinh.pages.poverty.forms import Asked
from ansinh.record.models.activities import EventField, EventKind
from ansinh.record.models.places import Unit
from ansinh.record.models.users import User

MOST, NAME, REST = 500, 120, 200
"""At most so many people at once, so many letters of a name and of what they are."""

PHOTO = forms.FileInput(attrs={"accept": "image/*,application/pdf"})
"""A telephone offers its camera."""
_LINES = forms.Textarea(attrs={"rows": 5})
_WOMAN = re.compile(r"(?:nữ|nu|x)", re.IGNORECASE)


class PairsField(forms.CharField):
    """People one a line: a name, and after a comma what they are."""

    widget = _LINES

    def clean(self, value: Any) -> Any:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MOST:
            raise forms.ValidationError(_("Nhiều nhất %(n)s người một lần.") % {"n": MOST})
        pairs = [tuple(part.strip() for part in (line + ",").split(",", 1)) for line in lines]
        found = [(name, rest.rstrip(",").strip()) for name, rest in pairs]
        for name, rest in found:
            if not name:
                raise forms.ValidationError(
                    _("Có dòng chưa ghi họ tên trước dấu phẩy: “%(line)s”.") % {"line": rest[:SAID]}
                )
            if len(name) > NAME or len(rest) > REST:
                raise forms.ValidationError(_("Dòng “%(line)s…” quá dài: mỗi dòng một người.") % {"line": name[:SAID]})
        return found


class WorkersField(PairsField):
    """Workers one a line: name, year of birth, "nữ" for a woman."""

    def clean(self, value: Any) -> Any:
        found = []
        for name, rest in super().clean(value):
            parts = [part.strip() for part in rest.split(",") if part.strip()]
            years = [part for part in parts if re.fullmatch("[0-9]{4}", part)]
            other = [part for part in parts if part not in years and not _WOMAN.fullmatch(part)]
            if other or len(years) > 1:
                raise forms.ValidationError(
                    _("%(name)s: viết như “Nguyễn Văn An, 1990” hoặc “Vũ Thị Lan, 1992, nữ”.") % {"name": name}
                )
            found.append(Worker(name, int(years[0]) if years else None, any(map(_WOMAN.fullmatch, parts))))
        return found


class Placed(Asked):
    """A form of one commune of the user's branch."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=gettext_lazy("Xã"))

    def __init__(self, *args: Any, by: User, on: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ModelChoiceField)
        day = on
        if typed := DAY.fullmatch(self.data.get("first_day", "") or self.data.get("on", "")):
            try:
                day = datetime.date(int(typed[3]), int(typed[2]), int(typed[1]))
            except ValueError:
                day = on
        communes = Unit.objects.communes().valid_on(day) | Unit.objects.communes().valid_on(on)
        unit.queryset, unit.empty_label = communes.filter(pk__in=permit.cover(by)).order_by("-valid_from", "name"), None


class Working(Placed):
    """People who found work with one employer on one day."""

    on = DayField(label=gettext_lazy("Làm từ ngày"), latest=YEAR)
    employer = forms.CharField(label=gettext_lazy("Nơi làm việc"), max_length=200)
    job = forms.CharField(label=gettext_lazy("Công việc"), max_length=120, required=False)
    abroad = forms.BooleanField(label=gettext_lazy("Ở nước ngoài theo hợp đồng"), required=False)
    through = forms.CharField(
        label=gettext_lazy("Nhờ đâu có việc"), max_length=200,
        help_text=gettext_lazy("Phiên giao dịch việc làm, lớp dạy nghề, vốn vay, doanh nghiệp tuyển…"),
    )  # fmt: skip
    workers = WorkersField(
        label=gettext_lazy("Người lao động"), help_text=gettext_lazy("Mỗi dòng một người: họ tên, năm sinh, nữ."),
    )  # fmt: skip


class Inspecting(Placed):
    """A commune to be inspected."""

    plan = forms.CharField(label=gettext_lazy("Kế hoạch kiểm tra (số, ngày)"), max_length=200)
    about = forms.CharField(label=gettext_lazy("Nội dung kiểm tra"), max_length=400)
    first_day = DayField(label=gettext_lazy("Từ ngày"), latest=YEAR)
    last_day = DayField(label=gettext_lazy("Đến ngày"), latest=YEAR)
    team = PairsField(label=gettext_lazy("Đoàn kiểm tra"), help_text=gettext_lazy("Mỗi dòng: họ tên, chức vụ."))


class Concluding(Asked):
    """The conclusion of an inspection."""

    conclusion = forms.CharField(label=gettext_lazy("Số, ngày kết luận"), max_length=200)


class Found(Asked):
    """What an inspection found."""

    text = forms.CharField(label=gettext_lazy("Điều phát hiện"), max_length=1_000, widget=_LINES)
    asked = forms.CharField(label=gettext_lazy("Yêu cầu khắc phục"), max_length=1_000)
    who = forms.CharField(label=gettext_lazy("Ai phải làm"), max_length=200)
    due = DayField(label=gettext_lazy("Hạn khắc phục"), latest=YEARS)


class Following(Asked):
    """How a finding goes on."""

    words = forms.CharField(label=gettext_lazy("Đã làm gì, hoặc vì sao"), max_length=1_000)


class Holding(Placed):
    """An event."""

    field = forms.ChoiceField(label=gettext_lazy("Lĩnh vực"), choices=EventField.choices)
    kind = forms.ChoiceField(label=gettext_lazy("Loại"), choices=EventKind.choices)
    title = forms.CharField(label=gettext_lazy("Tên hoạt động"), max_length=300)
    place = forms.CharField(label=gettext_lazy("Nơi tổ chức"), max_length=200)
    first_day = DayField(label=gettext_lazy("Từ ngày"), latest=YEAR)
    last_day = DayField(label=gettext_lazy("Đến ngày"), latest=YEAR)
    people = forms.IntegerField(label=gettext_lazy("Lượt người dự"), required=False, min_value=0, max_value=1_000_000)
    cost = MoneyField(label=gettext_lazy("Kinh phí (đồng)"), required=False)
    source = forms.ChoiceField(
        label=gettext_lazy("Nguồn"), required=False, choices=[("", ""), *((name, name) for name in SOURCES.values())]
    )
    partners = forms.CharField(label=gettext_lazy("Phối hợp với"), max_length=200, required=False)
    file = forms.FileField(label=gettext_lazy("Ảnh hoặc giấy tờ"), required=False, widget=PHOTO)


class Attaching(Asked):
    """A photo or paper."""

    file = forms.FileField(label=gettext_lazy("Ảnh hoặc giấy tờ (PDF)"), widget=PHOTO)


class Reorganising(Placed):
    """A team formed or reorganised."""

    field = forms.ChoiceField(label=gettext_lazy("Lĩnh vực"), choices=EventField.choices)
    name = forms.CharField(label=gettext_lazy("Tên đội"), max_length=200)
    on = DayField(label=gettext_lazy("Từ ngày"), latest=YEAR)
    paper = forms.CharField(label=gettext_lazy("Quyết định (số, ngày)"), max_length=200)
    members = PairsField(label=gettext_lazy("Thành viên"), help_text=gettext_lazy("Mỗi dòng: họ tên, nhiệm vụ."))


class Span(forms.Form):
    """From which day to which."""

    tu = DayField(label=gettext_lazy("Từ ngày"), required=False)
    den = DayField(label=gettext_lazy("Đến ngày"), required=False)


def span(asked: Any, on: datetime.date, year: int | None = None) -> tuple[Span, datetime.date, datetime.date]:
    """The days an address asks for; all of ``year`` (none: this one) when it says none, or none that can be."""
    form = Span(asked)
    told = form.cleaned_data if form.is_valid() else {}
    first, last = told.get("tu"), told.get("den")
    first = first or datetime.date(last.year if last else year or on.year, 1, 1)
    last = last if last and last >= first else datetime.date(first.year, 12, 31)
    return Span(initial={"tu": first, "den": last}), first, last
