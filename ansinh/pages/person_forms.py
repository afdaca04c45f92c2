"""Who a person is and how the money reaches them, as an officer puts it right: checked at the field, in plain words."""

from __future__ import annotations

import datetime
import hashlib
from typing import Any
from unicodedata import category

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ansinh.pages.fields import BirthField, MonthField, NumberField
from ansinh.reckoning.months import month_of
from ansinh.reckoning.names import compose
from ansinh.record.models.people import Account, Collector, PayBy, Person, Sex

AHEAD = 12
"""A change may be known so many months before it holds."""

OLDEST = 130
"""Nobody is older, in years: the law's own reckoning refuses it too (acts/reckon.py)."""

REQUIRED = {"required": gettext_lazy("Ô này cần điền.")}
NUMBER = {
    "invalid": gettext_lazy("Ghi một số nguyên."), "min_value": gettext_lazy("Số nhỏ nhất là %(limit_value)s."),
    "max_value": gettext_lazy("Số lớn nhất là %(limit_value)s."),
}  # fmt: skip
CHOICE = {"invalid_choice": gettext_lazy("Chọn một mục trong danh sách.")}


class Change(forms.Form):
    """A form about one person; ``on`` is today, and no month may lie far ahead of it."""

    def __init__(self, *args: Any, person: Person, on: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person, self.on = person, on
        for field in self.fields.values():
            field.error_messages |= REQUIRED

    @property
    def seen(self) -> str:
        """What the record says now, in short: a form sent back with another was opened before somebody changed it."""
        said = sorted((name, str(value)) for name, value in self.initial.items())
        return hashlib.sha256(repr(said).encode()).hexdigest()[:16]

    def clean(self) -> dict[str, Any]:
        """Refuse what was filled in over a record that somebody changed meanwhile; say what is recorded now."""
        now = "; ".join(f"{self.fields[name].label}: {self._recorded(name)}" for name in self._other())
        if now and self.data.get("seen", self.seen) != self.seen:
            said = _("Hồ sơ vừa được sửa ở nơi khác. Xem lại các ô rồi ghi lại. Đang ghi: %(now)s.")
            self.add_error(None, said % {"now": now})
        return self.cleaned_data

    def _other(self) -> list[str]:
        """The fields that say another thing than the record: none when a button was pressed twice."""
        return [
            name for name, field in self.fields.items()
            if str(field.prepare_value(self[name].value()) or "").strip()
            != str(field.prepare_value(self.initial.get(name)) or "").strip()
        ]  # fmt: skip

    def _recorded(self, name: str) -> str:
        field, value = self.fields[name], self.initial.get(name)
        words: dict[Any, Any] = dict(field.choices) if isinstance(field, forms.ChoiceField) else {}  # type: ignore[arg-type]
        return str(words.get(value) or field.prepare_value(value) or "–")

    def clean_from_month(self) -> int | None:
        month: int | None = self.cleaned_data["from_month"]
        if month is not None and month > month_of(self.on) + AHEAD:
            raise forms.ValidationError(_("Tháng này còn quá xa; ghi tháng trong vòng một năm tới."))
        return month


def clean_name(typed: str) -> str:
    """A person's name as it is kept. Raises ``ValidationError``."""
    name = compose(typed)
    if not any(letter.isalpha() for letter in name) or any(category(letter)[0] == "C" for letter in name):
        raise forms.ValidationError(_("Họ và tên có ký tự không đọc được: gõ lại."))
    if any(letter.isdigit() for letter in name):
        raise forms.ValidationError(_("Họ và tên không có chữ số."))
    return name


def clean_birth(birth: tuple[int, int | None, int | None], on: datetime.date) -> datetime.date:
    """The first day a birth may have been. Raises ``ValidationError`` for one to come, or of long ago."""
    first = datetime.date(birth[0], birth[1] or 1, birth[2] or 1)
    if first > on:
        raise forms.ValidationError(_("Ngày sinh sau hôm nay."))
    if birth[0] < on.year - OLDEST:
        raise forms.ValidationError(_("Năm sinh này cho hơn 130 tuổi: xem lại."))
    return first


class Details(Change):
    """Who the person is."""

    full_name = forms.CharField(label=gettext_lazy("Họ và tên"), max_length=120)
    birth = BirthField(
        label=gettext_lazy("Ngày sinh"),
        required=False,
        help_text=gettext_lazy("Chỉ biết năm thì ghi năm: 1938. Biết tháng: 05/1938. Biết ngày: 01/05/1938."),
    )
    sex = forms.ChoiceField(label=gettext_lazy("Giới tính"), required=False)
    identity_number = NumberField(label=gettext_lazy("Số định danh"), digits=12)
    old_number = NumberField(label=gettext_lazy("CMND cũ"), digits=9)
    village = forms.CharField(label=gettext_lazy("Thôn, địa chỉ trong xã"), required=False, max_length=200)
    phone = forms.CharField(label=gettext_lazy("Điện thoại"), required=False, max_length=30)
    note = forms.CharField(label=gettext_lazy("Ghi chú"), required=False, max_length=500)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        names = ("full_name", "sex", "identity_number", "old_number", "village", "phone", "note")
        initial = {name: getattr(person, name) for name in names} | {"birth": person.birth_text}
        super().__init__(*args, person=person, initial=initial, **kwargs)
        sex = self.fields["sex"]
        assert isinstance(sex, forms.ChoiceField)
        sex.choices = [("", _("chưa rõ")), *((value, _(str(label))) for value, label in Sex.choices)]

    def clean_full_name(self) -> str:
        return clean_name(self.cleaned_data["full_name"])

    def clean_birth(self) -> tuple[int, int | None, int | None] | None:
        birth: tuple[int, int | None, int | None] | None = self.cleaned_data["birth"]
        if birth is None:
            return None
        first = clean_birth(birth, self.on)
        if self.person.died_on and first > self.person.died_on:
            raise forms.ValidationError(_("Ngày sinh sau ngày chết đang ghi."))
        return birth

    def details(self) -> dict[str, Any]:
        """What differs from the record, as ``people.correct_details`` takes it."""
        said = dict(self.cleaned_data)
        said["birth_year"], said["birth_month"], said["birth_day"] = said.pop("birth") or (None, None, None)
        said["sex"] = said["sex"] or None
        return {name: value for name, value in said.items() if value != getattr(self.person, name)}


class Paying(Change):
    """How the money reaches the person, and who collects."""

    pay_by = forms.ChoiceField(label=gettext_lazy("Hình thức"))
    number = forms.CharField(label=gettext_lazy("Số tài khoản"), required=False, max_length=40)
    holder = forms.CharField(label=gettext_lazy("Chủ tài khoản"), required=False, max_length=120)
    bank = forms.CharField(label=gettext_lazy("Ngân hàng"), required=False, max_length=120)
    branch = forms.CharField(label=gettext_lazy("Chi nhánh"), required=False, max_length=120)
    collector_name = forms.CharField(
        label=gettext_lazy("Người nhận thay"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Để trống khi người hưởng tự nhận."),
    )
    relation = forms.CharField(label=gettext_lazy("Quan hệ"), required=False, max_length=60)
    collector_number = NumberField(label=gettext_lazy("Số định danh người nhận thay"), digits=12)
    collector_phone = forms.CharField(label=gettext_lazy("Điện thoại người nhận thay"), required=False, max_length=30)
    from_month = MonthField(label=gettext_lazy("Từ tháng"))

    def __init__(self, *args: Any, person: Person, on: datetime.date, **kwargs: Any) -> None:
        account = person.accounts.filter(until_month__isnull=True).order_by("from_month").last() or Account()
        collector = person.collectors.filter(until_month__isnull=True).order_by("from_month").last() or Collector()
        initial = {
            "pay_by": person.pay_by, "number": account.number, "holder": account.holder, "bank": account.bank,
            "branch": account.branch, "collector_name": collector.full_name, "relation": collector.relation,
            "collector_number": collector.identity_number, "collector_phone": collector.phone,
            "from_month": month_of(on),
        }  # fmt: skip
        super().__init__(*args, person=person, on=on, initial=initial, **kwargs)
        way = self.fields["pay_by"]
        assert isinstance(way, forms.ChoiceField)
        way.choices = [(value, _(str(label))) for value, label in PayBy.choices]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("pay_by") == PayBy.BANK:
            for name in ("number", "bank"):
                if name in said and not said[name]:
                    self.add_error(name, _("Nhận qua tài khoản thì cần %(what)s.") % {"what": self.fields[name].label})
        if not said.get("collector_name"):
            for name in ("relation", "collector_number", "collector_phone"):
                if said.get(name):
                    self.add_error("collector_name", _("Đã ghi về người nhận thay thì cần họ và tên."))
                    break
        return said

    def how(self) -> dict[str, Any]:
        """As ``people.pay_how`` takes it."""
        said = self.cleaned_data
        account = {name: said[name] for name in ("number", "holder", "bank", "branch")}
        account["holder"] = account["holder"] or self.person.full_name
        collector = {
            "full_name": said["collector_name"], "relation": said["relation"],
            "identity_number": said["collector_number"] or "", "phone": said["collector_phone"],
        }  # fmt: skip
        return {
            "pay_by": said["pay_by"], "from_month": said["from_month"],
            "account": account if said["number"] else None, "collector": collector if said["collector_name"] else None,
        }  # fmt: skip
