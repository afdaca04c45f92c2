"""Where a person moves to: a commune by its name as it is typed, inside the branch or anywhere in the country."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ansinh.pages.fields import MonthField
from ansinh.pages.person_forms import Change
from ansinh.reckoning.months import first_day
from ansinh.reckoning.names import fold
from ansinh.record.models.places import Unit


class Moving(Change):
    """Where the person lives from a month on; the commune may lie outside the branch."""

    place = forms.CharField(
        label=gettext_lazy("Đến xã, phường"),
        max_length=200,
        help_text=gettext_lazy(
            "Gõ tên rồi chọn; nơi ngoài địa bàn thì ghi cả tỉnh: phường Hồng Bàng, thành phố Hải Phòng."
        ),
        widget=forms.TextInput(attrs={"list": "communes", "autocomplete": "off"}),
    )
    village = forms.CharField(label=gettext_lazy("Thôn, địa chỉ trong xã"), required=False, max_length=200)
    from_month = MonthField(label=gettext_lazy("Nơi mới chi từ tháng"))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if "place" not in said or said.get("from_month") is None:
            return said
        try:
            unit = the_commune(said["place"], first_day(said["from_month"]), self.on)
        except forms.ValidationError as wrong:
            self.add_error("place", wrong)
            return said
        if unit.pk == self.person.unit_id:
            self.add_error("place", _("Người này đang ở đó. Chỉ đổi thôn thì dùng “Sửa thông tin”."))
        else:
            said["unit"] = unit
        return said


def the_commune(typed: str, *days: datetime.date) -> Unit:
    """The one commune of the first of these days that has it. Raises ``ValidationError``: none, or several."""
    found = next((units for day in days if (units := communes_named(typed, day))), [])
    if not found:
        raise forms.ValidationError(_("Không thấy xã, phường nào tên “%(typed)s”.") % {"typed": typed})
    if len(found) > 1:
        names = "; ".join(map(whole_name, found[:6]))
        raise forms.ValidationError(_("Có %(n)s nơi tên này, ghi rõ: %(names)s.") % {"n": len(found), "names": names})
    return found[0]


def communes_named(text: str, day: datetime.date) -> list[Unit]:
    """Communes of a day by their name, with or without kind and tone marks; words after a comma name what is above."""
    first, *above = [fold(part) for part in text.split(",") if part.strip()] or [""]
    units = Unit.objects.communes().valid_on(day).select_related("parent__parent")
    found = [unit for unit in units if first in (fold(str(unit)), fold(unit.name))]
    return [unit for unit in found if all(_lies_in(unit, name) for name in above)]


def _lies_in(unit: Unit, name: str) -> bool:
    above = unit.parent
    while above is not None:
        if name in (fold(str(above)), fold(above.name)):
            return True
        above = above.parent
    return False


def whole_name(unit: Unit) -> str:
    """A commune with what lies above it: Xã Quang Hưng, Huyện Phù Cừ, Tỉnh Hưng Yên."""
    names, above = [str(unit)], unit.parent
    while above is not None:
        names.append(str(above))
        above = above.parent
    return ", ".join(names)
