"""The forms of a debt: why, the plan, the receipt, the heirs, giving up; each in plain words, checked at the field."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ansinh.acts.recovery_books import open_amount
from ansinh.pages.fields import DayField, MoneyField, MonthField
from ansinh.pages.person_forms import REQUIRED, clean_name
from ansinh.pages.templatetags.ansinh import money
from ansinh.reckoning.months import month_of
from ansinh.record.models.assistance import Kind
from ansinh.record.models.places import Unit
from ansinh.record.models.recovery import DEDUCTED, Cause, Debt, Way
from ansinh.record.models.recovery_papers import Heir, ReceiptWay

LINES = forms.Textarea(attrs={"rows": 2})


class Told(forms.Form):
    """A form about one debt on a day; ``cap``: the percent that may be taken of each month's benefit, if any."""

    def __init__(self, *args: Any, debt: Debt | None = None, on: datetime.date, cap: int | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.debt, self.on, self.cap = debt, on, cap
        for field in self.fields.values():
            field.error_messages |= REQUIRED


def choose(field: str, form: forms.Form, choices: list[tuple[str, str]]) -> None:
    """Give a field of choice its words in the reader's language."""
    chosen = form.fields[field]
    assert isinstance(chosen, forms.ChoiceField)
    chosen.choices = [(value, _(str(label))) for value, label in choices]


class Why(Told):
    """Why too much was paid."""

    cause = forms.ChoiceField(label=gettext_lazy("Nguyên nhân"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=gettext_lazy("Nói rõ"), required=False, max_length=500, widget=LINES,
        help_text=gettext_lazy("Ví dụ: gia đình báo chết ngày 05/03/2026. Chọn “lý do khác” thì phải ghi."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose("cause", self, list(Cause.choices))
        if self.debt is not None:
            self.initial.update(cause=self.debt.cause, note=self.debt.note)


class ByHand(Why):
    """A debt of payments made before An Sinh."""

    kind = forms.ChoiceField(label=gettext_lazy("Khoản đã chi quá"))
    first = MonthField(label=gettext_lazy("Từ tháng"))
    last = MonthField(label=gettext_lazy("Đến hết tháng"))
    amount = MoneyField(label=gettext_lazy("Số tiền chi quá mỗi tháng (đồng)"))
    paper = forms.CharField(
        label=gettext_lazy("Giấy tờ làm căn cứ"), max_length=300,
        help_text=gettext_lazy("Số, ngày của biên bản, danh sách hoặc kết luận."),
    )  # fmt: skip
    field_order = ["kind", "first", "last", "amount", "cause", "note", "paper"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose("kind", self, list(Kind.choices))
        self.fields["note"].required = True

    def clean(self) -> dict[str, Any]:
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if first is not None and last is not None:
            if last < first:
                self.add_error("last", _("Tháng cuối sớm hơn tháng đầu."))
            elif last - first > 239:
                self.add_error("last", _("Khoảng này dài quá 20 năm: xem lại hai tháng."))
        return self.cleaned_data

    def months(self) -> dict[int, int]:
        told = self.cleaned_data
        return dict.fromkeys(range(told["first"], told["last"] + 1), told["amount"])


class Planning(Told):
    """How it is to be paid back."""

    way = forms.ChoiceField(label=gettext_lazy("Cách hoàn trả"), widget=forms.RadioSelect)
    pay_by_day = DayField(label=gettext_lazy("Nếu nộp một lần: hạn nộp"), required=False)
    amount = MoneyField(
        label=gettext_lazy("Nếu nộp dần hoặc trừ dần: mỗi tháng (đồng)"), required=False,
        help_text=gettext_lazy("Số người ấy chịu được, kể cả khi mất nhiều tháng."),
    )  # fmt: skip
    percent = forms.IntegerField(label=gettext_lazy("Nếu trừ phần trăm: mỗi tháng (%)"), required=False)
    from_month = MonthField(label=gettext_lazy("Bắt đầu từ tháng"), required=False)
    hardship = forms.CharField(
        label=gettext_lazy("Hoàn cảnh khó khăn, nếu có"), required=False, max_length=500, widget=LINES,
        help_text=gettext_lazy("Ốm đau, neo đơn, hộ nghèo … thì mức thấp hơn, hoặc hoãn một thời gian."),
    )  # fmt: skip
    hardship_paper = forms.CharField(label=gettext_lazy("Giấy tờ về khó khăn"), required=False, max_length=300)
    paused_until = MonthField(
        label=gettext_lazy("Tạm hoãn: bắt đầu lại từ tháng"), required=False,
        help_text=gettext_lazy("Để trống: không hoãn."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        open_ways = [(v, label) for v, label in Way.choices if self.cap or v not in DEDUCTED]
        choose("way", self, open_ways)
        if self.cap:
            most = _("Nhiều nhất %(most)s %% trợ cấp mỗi tháng, theo mức cơ quan đặt.") % {"most": self.cap}
            self.fields["percent"].help_text = most
        else:
            del self.fields["percent"]
        self.initial.setdefault("from_month", month_of(self.on) + 1)

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        if told.get("way") != Way.ONCE and told.get("from_month") is None and "from_month" not in self.errors:
            self.add_error("from_month", _("Ghi tháng bắt đầu."))
        needed = {"once": "pay_by_day", "share": "percent"}.get(str(told.get("way")), "amount")
        if told.get("way") and not told.get(needed) and needed not in self.errors:
            self.add_error(needed, _("Cách này cần ghi ô này."))
        return told


def _named(obj: Any) -> str:
    """An heir to choose."""
    return f"{obj.name} ({obj.relation})"


class Paying(Told):
    """Money handed in."""

    amount = MoneyField(label=gettext_lazy("Số tiền nộp (đồng)"))
    received_on = DayField(label=gettext_lazy("Ngày nộp"))
    way = forms.ChoiceField(label=gettext_lazy("Hình thức"), widget=forms.RadioSelect)
    heir = forms.ModelChoiceField(
        Heir.objects.none(), label=gettext_lazy("Người thừa kế nộp"), required=False,
        empty_label=gettext_lazy("không phải người thừa kế"),
    )  # fmt: skip
    payer = forms.CharField(
        label=gettext_lazy("Người nộp"), required=False, max_length=120,
        help_text=gettext_lazy("Để trống: chính người ấy, hoặc người thừa kế đã chọn."),
    )  # fmt: skip
    paper = forms.CharField(
        label=gettext_lazy("Số chứng từ"), required=False, max_length=120,
        help_text=gettext_lazy("Cần khi chuyển khoản hoặc khi đơn vị chi trả nộp lại."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert self.debt is not None
        choose("way", self, list(ReceiptWay.choices))
        heirs, field = self.debt.heirs.filter(removed_reason=""), self.fields["heir"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = heirs
        field.label_from_instance = _named  # type: ignore[method-assign]
        if not heirs.exists():
            del self.fields["heir"]
        left = open_amount(self.debt)
        self.fields["amount"].help_text = _("Còn phải hoàn trả %(left)s.") % {"left": money(left)}
        self.initial.update(received_on=self.on, way=ReceiptWay.CASH)


class Inheriting(Told):
    """An heir, and what they agreed to."""

    name = forms.CharField(label=gettext_lazy("Họ và tên"), max_length=120)
    relation = forms.CharField(label=gettext_lazy("Quan hệ với người mất"), max_length=60)
    address = forms.CharField(label=gettext_lazy("Nơi ở"), max_length=200)
    share = MoneyField(
        label=gettext_lazy("Nhận hoàn trả (đồng)"), required=False,
        help_text=gettext_lazy("Phần người ấy đã đồng ý. Chưa bàn: để trống."),
    )  # fmt: skip
    accepted = forms.CharField(
        label=gettext_lazy("Đã nhận thế nào"), required=False, max_length=300,
        help_text=gettext_lazy("Biên bản, đơn: số, ngày."),
    )  # fmt: skip

    def clean_name(self) -> str:
        return clean_name(self.cleaned_data["name"])


class Noticing(Told):
    """A notice to whoever owes."""

    number = forms.CharField(label=gettext_lazy("Số văn bản"), required=False, max_length=30,
                             help_text=gettext_lazy("Văn thư chưa cấp số thì để trống."))  # fmt: skip
    addressee = forms.CharField(label=gettext_lazy("Kính gửi"), max_length=200)
    address = forms.CharField(label=gettext_lazy("Địa chỉ"), required=False, max_length=200)


class Reasoned(Told):
    """A step that asks for the reason alone."""

    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=500, widget=LINES)


class Deciding(Told):
    """The decision that gives up what is left."""

    number = forms.CharField(label=gettext_lazy("Số quyết định"), max_length=60)


class Nothing(Told):
    """A step that asks for nothing but the button."""


class Ceiling(Told):
    """The most that may be taken of each month's benefit, as the office itself set it."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=gettext_lazy("Địa bàn"), empty_label=None)
    percent = forms.IntegerField(
        label=gettext_lazy("Trừ nhiều nhất (% trợ cấp mỗi tháng)"), min_value=0, max_value=99,
        help_text=gettext_lazy("0: không trừ vào trợ cấp. Luật đã biết không định mức này: ghi mức cơ quan đặt."),
    )  # fmt: skip
    from_month = MonthField(label=gettext_lazy("Áp dụng từ tháng"))
    basis = forms.CharField(label=gettext_lazy("Theo văn bản nào"), max_length=300)

    def __init__(self, *args: Any, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = places
