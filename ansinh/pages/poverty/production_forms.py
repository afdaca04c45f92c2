"""The forms of projects of production: drafted, households, approval, what is handed over, visits."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from ansinh.law.poverty_programme import production, programmes
from ansinh.pages.fields import DayField, MoneyField
from ansinh.pages.poverty.forms import Asked
from ansinh.record.models.places import Unit
from ansinh.record.models.production import Fares


class Drafting(Asked):
    """A project as its plan says."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=gettext_lazy("Xã"))
    part = forms.ChoiceField(label=gettext_lazy("Dự án, tiểu dự án"))
    mode = forms.ChoiceField(label=gettext_lazy("Cách hỗ trợ"))
    place = forms.ChoiceField(label=gettext_lazy("Loại địa bàn"))
    name = forms.CharField(label=gettext_lazy("Tên dự án"), max_length=200)
    content = forms.CharField(
        label=gettext_lazy("Nội dung hỗ trợ"), max_length=120,
        help_text=gettext_lazy("Vài chữ, như: bò sinh sản. Một hộ không được hai dự án cùng nội dung."),
    )  # fmt: skip
    cost = MoneyField(label=gettext_lazy("Tổng chi phí (đồng)"))
    support = MoneyField(label=gettext_lazy("Ngân sách hỗ trợ (đồng)"))
    begins = DayField(label=gettext_lazy("Bắt đầu"))
    months = forms.IntegerField(label=gettext_lazy("Mấy tháng"), min_value=1, max_value=120)
    visit_months = forms.IntegerField(label=gettext_lazy("Thăm hộ mỗi mấy tháng"), min_value=1, max_value=36, initial=6)

    def __init__(self, *args: Any, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ModelChoiceField)
        unit.queryset, unit.empty_label = places, None
        told = production()
        parts = [(f"{phase.code}/{one.code}", f"{phase.code}: {one.code}. {one.name}")
                 for phase in reversed(programmes()) for one in phase.parts if one.production]  # fmt: skip
        choices = {"part": parts, "mode": [(one.code, one.name) for one in told.modes],
                   "place": list(told.places.items())}  # fmt: skip
        for name, known in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = known


class PuttingIn(Asked):
    """A household by somebody who lives in it."""

    who = forms.CharField(
        label=gettext_lazy("Người trong hộ"), max_length=120,
        help_text=gettext_lazy("Số định danh, hoặc họ tên và năm sinh. Hộ thuộc diện nào thì sổ cho biết."),
    )  # fmt: skip
    to_return = MoneyField(label=gettext_lazy("Hộ hứa trả lại nhóm (đồng)"), required=False)


class Approving(Asked):
    """The decision that approves the project."""

    number = forms.CharField(label=gettext_lazy("Số quyết định"), max_length=60)
    approved_on = DayField(label=gettext_lazy("Ngày ký"))


class Handing(Asked):
    """What is handed to a household, as the receipt says."""

    member = forms.ChoiceField(label=gettext_lazy("Giao cho hộ"))
    what = forms.CharField(label=gettext_lazy("Giao gì"), max_length=120)
    quantity = forms.DecimalField(
        label=gettext_lazy("Số lượng"), min_value=Decimal("0.01"), max_digits=10, decimal_places=2, localize=True
    )
    measure = forms.CharField(label=gettext_lazy("Đơn vị tính"), max_length=30)
    price = MoneyField(label=gettext_lazy("Đơn giá (đồng)"))
    specification = forms.CharField(
        label=gettext_lazy("Quy cách, nhãn hiệu, nơi sản xuất"), max_length=200, required=False
    )
    handed_on = DayField(label=gettext_lazy("Ngày giao"))
    receiver = forms.CharField(label=gettext_lazy("Người nhận"), max_length=120)
    identity = forms.CharField(label=gettext_lazy("Số định danh người nhận"), max_length=20, required=False)
    proof = forms.CharField(
        label=gettext_lazy("Ký nhận"), max_length=120, help_text=gettext_lazy("Đã ký, điểm chỉ, hoặc số chứng từ.")
    )

    def __init__(self, *args: Any, members: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["member"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = members


class Visiting(Asked):
    """How the support fares."""

    member = forms.ChoiceField(label=gettext_lazy("Hộ"))
    visited_on = DayField(label=gettext_lazy("Ngày thăm"))
    who = forms.CharField(label=gettext_lazy("Ai thăm"), max_length=120)
    fares = forms.ChoiceField(label=gettext_lazy("Kết quả"), choices=Fares.choices)
    income = MoneyField(label=gettext_lazy("Thu được từ lần trước (đồng)"), required=False)
    returned = MoneyField(label=gettext_lazy("Trả lại nhóm (đồng)"), required=False)
    words = forms.CharField(label=gettext_lazy("Ghi thêm"), max_length=500, required=False)

    def __init__(self, *args: Any, members: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["member"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = members


class Closing(Asked):
    """The project is over."""

    closed_on = DayField(label=gettext_lazy("Ngày kết thúc"))


class Voiding(Asked):
    """Why something handed over is taken back."""

    reason = forms.CharField(label=gettext_lazy("Vì sao bỏ"), max_length=300)
