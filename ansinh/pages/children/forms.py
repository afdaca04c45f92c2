"""The forms of children's pages: a circumstance, its end; care, its visits; a family that offers it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ansinh.law.child_groups import groups
from ansinh.law.child_protection import protection
from ansinh.pages.fields import DayField
from ansinh.pages.poverty.forms import Asked
from ansinh.record.models.children import CareKind, CareOffer
from ansinh.record.models.places import Unit


class Named(Asked):
    """A form whose fields carry its name, so that several stand on one page."""

    name = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"id_{self.name}_%s", **kwargs)


def _choices(entrusted: bool) -> list[tuple[str, Any]]:
    """Each group with the cases the decree tells apart; groups few may read only for the entrusted."""
    found: list[tuple[str, Any]] = [("", _("chọn nhóm"))]
    for one in groups().every:
        if one.private and not entrusted:
            continue
        if one.parts:
            whole = [] if one.code in ("d", "n") else [(one.code, _("%(group)s: chưa rõ") % {"group": one.titled})]
            told = [(f"{one.code}/{code}", words) for code, words in one.parts.items()]
            found.append((one.titled, [*told, *whole]))
        else:
            found.append((one.code, one.titled))
    return found


class Entering(Named):
    """A circumstance: the group with its case, since when, what it rests on."""

    name = "ghi"
    group = forms.ChoiceField(label=gettext_lazy("Nhóm hoàn cảnh"))
    words = forms.CharField(
        label=gettext_lazy("Ghi rõ"), max_length=500, required=False,
        help_text=gettext_lazy("Nhóm c, e, k, o: ghi trường hợp nào của nghị định. Nhóm n: tên bệnh."),
    )  # fmt: skip
    from_day = DayField(label=gettext_lazy("Từ ngày"))
    paper = forms.CharField(
        label=gettext_lazy("Căn cứ"), max_length=300, help_text=gettext_lazy("Giấy tờ, hoặc ai cho biết.")
    )

    def __init__(self, *args: Any, entrusted: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].choices = _choices(entrusted)  # type: ignore[attr-defined]

    def told(self, field: str, sentence: str) -> None:
        super().told("group" if field == "part" else field, sentence)


class Ending(Named):
    """A circumstance is over."""

    name = "het"
    until_day = DayField(label=gettext_lazy("Ngày cuối"))
    why = forms.CharField(label=gettext_lazy("Vì sao"), max_length=300)


class Voiding(Named):
    """Written by mistake."""

    name = "bo"
    reason = forms.CharField(label=gettext_lazy("Vì sao bỏ"), max_length=300)


class Correcting(Entering):
    """What was written of a circumstance is put right; its group stays."""

    name = "sua"

    def __init__(self, *args: Any, group: str, **kwargs: Any) -> None:
        super().__init__(*args, entrusted=True, **kwargs)
        kind = groups().group(group)
        cases = [(f"{group}/{code}", words) for code, words in kind.parts.items()] or [(group, kind.titled)]
        self.fields["group"].label = _("Trường hợp")
        self.fields["group"].choices = cases  # type: ignore[attr-defined]
        self.fields["group"].initial = cases[0][0]


class Placing(Named):
    """A child goes to another home."""

    name = "giao"
    who = forms.CharField(
        label=gettext_lazy("Trẻ em"), max_length=120, help_text=gettext_lazy("Số định danh, hoặc họ tên và năm sinh.")
    )
    kind = forms.ChoiceField(label=gettext_lazy("Ai chăm sóc"), choices=CareKind.choices)
    offered = forms.ModelChoiceField(
        CareOffer.objects.none(), label=gettext_lazy("Gia đình đã đăng ký"), required=False
    )
    carer = forms.CharField(
        label=gettext_lazy("Hoặc người nhận có trong sổ"), max_length=120, required=False,
        help_text=gettext_lazy("Số định danh, hoặc họ tên và năm sinh."),
    )  # fmt: skip
    carer_name = forms.CharField(label=gettext_lazy("Hoặc tên người, cơ sở ngoài sổ"), max_length=200, required=False)
    carer_address = forms.CharField(label=gettext_lazy("Nơi ở, địa chỉ"), max_length=200, required=False)
    relation = forms.CharField(label=gettext_lazy("Quan hệ với trẻ em"), max_length=60, required=False)
    decision = forms.CharField(label=gettext_lazy("Số quyết định"), max_length=60)
    decided_on = DayField(label=gettext_lazy("Ngày ký"))
    from_day = DayField(label=gettext_lazy("Chăm sóc từ ngày"))

    def __init__(self, *args: Any, offers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["offered"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset, field.empty_label = offers, _("không")
        field.label_from_instance = lambda one: f"{one.name}, {one.unit}"  # type: ignore[method-assign, assignment]


class Offering(Named):
    """A family asks to take a child in (Mẫu số 08)."""

    name = "dang-ky"
    unit = forms.ModelChoiceField(Unit.objects.none(), label=gettext_lazy("Xã"))
    who = forms.CharField(
        label=gettext_lazy("Người đăng ký có trong sổ"), max_length=120, required=False,
        help_text=gettext_lazy("Số định danh, hoặc họ tên và năm sinh."),
    )  # fmt: skip
    called = forms.CharField(label=gettext_lazy("Hoặc họ tên người ngoài sổ"), max_length=120, required=False)
    address = forms.CharField(label=gettext_lazy("Nơi ở"), max_length=200, required=False)
    phone = forms.CharField(label=gettext_lazy("Điện thoại"), max_length=30, required=False)
    wishes = forms.CharField(
        label=gettext_lazy("Nguyện vọng, điều kiện của gia đình"), max_length=1_000, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    offered_on = DayField(label=gettext_lazy("Ngày đăng ký"))

    def __init__(self, *args: Any, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ModelChoiceField)
        unit.queryset, unit.empty_label = places, None

    def told(self, field: str, sentence: str) -> None:
        super().told("called" if field == "name" else field, sentence)


class Visiting(Named):
    """How a child in care fares."""

    name = "tham"
    month = forms.ChoiceField(label=gettext_lazy("Lần thăm"), required=False)
    visited_on = DayField(label=gettext_lazy("Ngày thăm"))
    who = forms.CharField(label=gettext_lazy("Ai thăm"), max_length=120)
    words = forms.CharField(
        label=gettext_lazy("Tình trạng của trẻ em"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = [(str(month), _("sau %(n)s tháng") % {"n": month}) for month in protection().visit_months]
        self.fields["month"].choices = [*asked, ("", _("lần khác"))]  # type: ignore[attr-defined]


class Leaving(Ending):
    """The child leaves that home."""

    name = "ket-thuc"
