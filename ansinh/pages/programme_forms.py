"""The forms of programmes: a new one, written group by group; a round to open; what became of lines."""

from __future__ import annotations

import datetime
import json
import tomllib
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ansinh.acts.programmes import Fault, Level
from ansinh.law import programme as law
from ansinh.pages.fields import DayField, MoneyField, MonthField
from ansinh.pages.person_forms import REQUIRED
from ansinh.pages.templatetags.ansinh import count, month_figures
from ansinh.record.models.places import Unit

GROUPS = 6
"""So many groups a form has room for; a programme of more is a file (docs/how-to)."""

LINES = forms.Textarea(attrs={"rows": 2})
EVERY = {
    "once": gettext_lazy("một lần"), "month": gettext_lazy("hằng tháng"), "quarter": gettext_lazy("hằng quý"),
    "half": gettext_lazy("nửa năm một lần"), "year": gettext_lazy("hằng năm"),
    "school_year": gettext_lazy("theo năm học"),
}  # fmt: skip
TO = {"person": gettext_lazy("từng người"), "household": gettext_lazy("từng hộ")}
FAMILIES = {
    "gift": gettext_lazy("Quà tặng"), "support": gettext_lazy("Hỗ trợ"), "tax": gettext_lazy("Miễn, giảm thuế"),
    "merit": gettext_lazy("Người có công"),
}  # fmt: skip


def _amount(before: Any, typed: int | None) -> Any:
    """What is typed, in the form the pattern has it; a formula stays when nothing is typed."""
    if typed is None:
        return before if isinstance(before, dict) and not before.get("dong") else None
    return before | {"dong": typed} if isinstance(before, dict) and before.get("dong") else typed


def _table(values: Mapping[str, Any]) -> str:
    return "".join(f"{name} = {_toml(value)}\n" for name, value in values.items())


def _toml(value: Any) -> str:
    """A value as a text of the programme's form has it."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {_toml(one)}" for name, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(_toml(one) for one in value) + "]"
    return value.isoformat() if isinstance(value, datetime.date) else json.dumps(value, ensure_ascii=False)


class Written(forms.Form):
    """A programme of an office: its head and up to six groups, each with its question."""

    name = forms.CharField(label=gettext_lazy("Tên chương trình"), max_length=120)
    slug = forms.SlugField(
        label=gettext_lazy("Tên ngắn, không dấu"), max_length=60,
        help_text=gettext_lazy("Dùng trong địa chỉ, ví dụ qua-trung-thu. Trùng tên thì thay lời cũ."),
    )  # fmt: skip
    family = forms.ChoiceField(label=gettext_lazy("Loại"))
    to = forms.ChoiceField(label=gettext_lazy("Cấp cho"), widget=forms.RadioSelect)
    every = forms.ChoiceField(label=gettext_lazy("Kỳ"))
    source = forms.CharField(label=gettext_lazy("Nguồn tiền"), max_length=200)
    decree = forms.CharField(
        label=gettext_lazy("Theo văn bản"), max_length=200, required=False,
        help_text=gettext_lazy("Số, ký hiệu; để trống nếu văn bản ra theo từng đợt."),
    )  # fmt: skip
    several = forms.BooleanField(
        label=gettext_lazy("Một người được đứng trong nhiều danh sách của một đợt (nhiều nhà tài trợ)"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["family"].choices = list(FAMILIES.items())  # type: ignore[attr-defined]
        self.fields["to"].choices = list(TO.items())  # type: ignore[attr-defined]
        self.fields["every"].choices = list(EVERY.items())  # type: ignore[attr-defined]
        for at in range(GROUPS):
            self.fields[f"code{at}"] = forms.CharField(
                label=_("Mã nhóm"), max_length=20, required=False, help_text=_("Vài chữ để gọi tắt, ví dụ HN.")
            )
            self.fields[f"name{at}"] = forms.CharField(label=_("Nhóm được hưởng"), max_length=120, required=False)
            self.fields[f"who{at}"] = forms.CharField(
                label=_("Ai thuộc nhóm này"), max_length=1000, required=False, widget=LINES
            )
            self.fields[f"amount{at}"] = MoneyField(label=_("Mức (đồng); để trống thì nhập khi mở đợt"), required=False)
        for field in self.fields.values():
            field.error_messages |= REQUIRED

    def groups(self) -> list[list[Any]]:
        """The fields of each group, for the page."""
        return [[self[f"{name}{at}"] for name in ("code", "name", "who", "amount")] for at in range(GROUPS)]

    def head(self) -> list[Any]:
        return [self[name] for name in ("name", "slug", "family", "to", "every", "source", "decree", "several")]

    @property
    def rows(self) -> list[int]:
        """Which groups have been filled in."""
        told = self.cleaned_data
        return [at for at in range(GROUPS) if any(told.get(f"{name}{at}") for name in ("code", "name", "who"))]

    def text(self, pattern: str = "") -> str:
        """The programme as ``law.programme`` reads it; of a pattern all is kept that the form does not ask."""
        told, like = self.cleaned_data, tomllib.loads(pattern)
        before = {group["code"]: group for group in like.pop("group", [])}
        names = ("name", "family", "to", "every", "source", "decree", "several")
        head = like | {name: told[name] for name in names if told[name] or name in like}
        asked = like.pop("asks", [])
        head.pop("asks", None)
        groups = []
        for at in self.rows:
            code = told[f"code{at}"]
            said = {name: told[f"{name}{at}"] for name in ("code", "name", "who") if told[f"{name}{at}"]}
            amount = _amount(before.get(code, {}).get("amount"), told[f"amount{at}"])
            groups.append(before.get(code, {}) | said | ({} if amount is None else {"amount": amount}))
            if amount is None:
                groups[-1].pop("amount", None)
        parts = [_table(head), *("[[asks]]\n" + _table(one) for one in asked)]
        return "\n".join([*parts, *("[[group]]\n" + _table(one) for one in groups)])

    def told(self, faults: list[Fault]) -> None:
        """Each fault at the field where it was made."""
        for fault in faults:
            parts = fault.field.split(".")
            field = f"{parts[2]}{self.rows[int(parts[1])]}" if len(parts) == 3 else fault.field
            self.add_error(field if field in self.fields else None, fault.sentence)


def filled(slug: str, programme: law.Programme) -> dict[str, Any]:
    """What the form shows of a programme that is to be changed, or taken as a pattern."""
    first: dict[str, Any] = {
        "name": programme.name, "slug": "" if law.shipped(slug) else slug, "family": programme.family,
        "to": programme.to, "every": programme.every,
        "source": programme.source, "decree": programme.because.decree if programme.because else "",
        "several": programme.several,
    }  # fmt: skip
    for at, group in enumerate(programme.groups[:GROUPS]):
        said = count(group.amount.dong) if group.amount and group.amount.dong else ""
        first |= {f"code{at}": group.code, f"name{at}": group.name, f"who{at}": group.who, f"amount{at}": said}
    return first


class Opened(forms.Form):
    """A round of a programme: for which month, where, at which levels."""

    title = forms.CharField(
        label=gettext_lazy("Tên đợt"), max_length=120, help_text=gettext_lazy("Ví dụ: Quà Tết Tân Sửu 2021.")
    )
    campaign = forms.CharField(
        label=gettext_lazy("Thuộc đợt chung"), max_length=80, required=False,
        help_text=gettext_lazy("Các danh sách ghi cùng một tên ở đây không cấp trùng một người, ví dụ “Tết 2021”."),
    )  # fmt: skip
    month = MonthField(label=gettext_lazy("Xét theo tháng"))
    unit = forms.ModelChoiceField(Unit.objects.none(), label=gettext_lazy("Địa bàn"))
    source = forms.CharField(label=gettext_lazy("Nguồn tiền"), max_length=200, required=False)
    money = MoneyField(label=gettext_lazy("Kinh phí được giao (đồng), nếu có"), required=False)
    basis = forms.CharField(label=gettext_lazy("Văn bản quy định mức của đợt"), max_length=200, required=False)
    keep = forms.BooleanField(
        label=gettext_lazy("Giữ các mức này làm mức của địa bàn từ tháng này: những đợt sau có sẵn"), required=False
    )

    def __init__(self, *args: Any, programme: law.Programme, levels: list[Level], places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = places  # type: ignore[attr-defined]
        self.fields["unit"].empty_label = _("chọn địa bàn")  # type: ignore[attr-defined]
        self.fields["source"].initial = programme.source
        self.levels = levels
        if not any(level.dong is None or level.said for level in levels):
            del self.fields["keep"]
        asked = [pair for pair in zip(programme.groups, levels, strict=True) if not pair[1].by_table]
        for group, level in asked:
            self.fields[f"level.{group.code}"] = MoneyField(
                label=_("Mức: %(group)s (đồng)") % {"group": group.name},
                required=False,
                initial=None if level.dong is None else count(level.dong),
            )
        if "keep" in self.fields:
            self.fields["keep"] = self.fields.pop("keep")  # below the levels it speaks of
        for field in self.fields.values():
            field.error_messages |= REQUIRED

    def entered(self) -> dict[str, int]:
        """The levels as typed, by group."""
        told = {level.group: self.cleaned_data.get(f"level.{level.group}") for level in self.levels}
        return {group: dong for group, dong in told.items() if dong is not None}

    def of_month(self, month: int, levels: list[Level]) -> list[Fault]:
        """The levels of another month in place of those that were shown, and the word that they are to be looked at."""
        told = {f"level.{level.group}": "" if level.dong is None else count(level.dong) for level in levels}
        self.data = {name: self.data.get(name) for name in self.data} | told
        said = _("Mức tháng %(month)s khác với mức vừa hiện: đã điền lại bên dưới. Xem rồi mở đợt.")
        return [Fault("month", said % {"month": month_figures(month)})]

    def told(self, faults: list[Fault]) -> None:
        """Each fault at its field."""
        for fault in faults:
            self.add_error(fault.field if fault.field in self.fields else None, fault.sentence)


class Approved(forms.Form):
    """By which paper a list is approved."""

    paper = forms.CharField(label=gettext_lazy("Số văn bản phê duyệt"), max_length=100)


class HandedOut(forms.Form):
    """What became of the lines that are ticked."""

    on = DayField(label=gettext_lazy("Ngày"))
    received_by = forms.CharField(label=gettext_lazy("Người nhận thay, nếu có"), max_length=120, required=False)
    returned = forms.CharField(
        label=gettext_lazy("Trả lại vì"), max_length=200, required=False,
        help_text=gettext_lazy("Để trống: đã cấp, có ký nhận."),
    )  # fmt: skip
