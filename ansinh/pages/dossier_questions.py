"""What each kind of procedure asks besides facts and papers: months, days, the new place, who is paid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from ansinh.law.benefit import kind_of
from ansinh.law.procedure import Procedure
from ansinh.law.schema import ending_words
from ansinh.pages.dossier_merit import merit_fields
from ansinh.pages.fields import DayField, MonthField, NumberField
from ansinh.pages.moving import whole_name
from ansinh.pages.templatetags.ansinh import month_figures
from ansinh.record.models.assistance import AT_DEATH, Kind
from ansinh.record.models.dossiers import Dossier
from ansinh.record.models.places import Unit
from ansinh.reports.situation import in_words, recorded

SUSPENDED_FOR = (
    ("uncollected", gettext_lazy("không nhận tiền từ 03 tháng liên tục")),
    ("unanswered", gettext_lazy("không thực hiện yêu cầu xác định lại, xác minh")),
    ("detained", gettext_lazy("bị tạm giam từ 01 tháng")),
)
"""The three reasons of circular 02/2021 Article 2 clause 3."""


def own_fields(law: Procedure, dossier: Dossier) -> dict[str, forms.Field]:
    """The fields of a procedure's own questions; what its group has no paper or use for is not asked."""
    found = {name: make(dossier) for name, make in _OWN.get(law.outcome, {}).items()}
    if not any(paper.name == "disability" for paper in law.papers_of(dossier.group)):
        found.pop("certificate", None)
    if law.of_merit:
        if law.outcome == "award":
            found.pop("condition_met")
        found.pop("ground", None)  # three reasons of social assistance
        if law.outcome == "move":
            found["elsewhere"] = forms.BooleanField(
                label=gettext_lazy("Nơi khác không có trong danh sách, ghi đúng như trên"), required=False
            )
        found |= merit_fields(law, dossier)
    if law.outcome == "grant":
        unasked = ["happened"] if not set(AT_DEATH).isdisjoint(law.kinds) else ["died_on", *_RECEIVER]
        found = {name: field for name, field in found.items() if name not in unasked}
    return found


def answered(law: Procedure, dossier: Dossier) -> list[tuple[str, str]]:
    """What the form says, label and words, in the order it was asked; kept readable after the dossier is received."""
    said, language = dossier.answers, get_language() or "vi"
    told = [in_words(name, value, language) for name, value in _stated(law, dossier).items()]
    for name, field in own_fields(law, dossier).items():
        value = said.get("unit") or said.get("to_place") if name == "place" else said.get(name)
        if value not in (None, ""):
            told.append((str(field.label), _worded(name, field, value)))
    return told


def _stated(law: Procedure, dossier: Dossier) -> dict[str, Any]:
    """Every fact the group's form asks: what was left as it stood was declared as well, and conditions rest on it."""
    stated = dict(dossier.answers.get("facts", {}))
    group = law.group(dossier.group)
    if group is None or "facts" not in dossier.answers:
        return stated
    usual = {name: field.default for name, field in recorded().items() if name in group.asks}
    shown = {name: value for name, value in usual.items() if name != "died" and value not in (None, frozenset())}
    return shown | stated


def _worded(name: str, field: forms.Field, value: Any) -> str:
    if name == "place" and isinstance(value, str):
        return value
    if name == "place":
        return whole_name(Unit.objects.select_related("parent__parent").get(pk=value))
    if isinstance(field, forms.ChoiceField):
        value = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
        return str(dict(field.choices).get(str(value), value))  # type: ignore[arg-type]
    if isinstance(field, MonthField):
        return month_figures(value)
    return str(field.prepare_value(value))


def clean_receiver(said: Mapping[str, Any], *, received: bool) -> Iterator[tuple[str, str]]:
    """What is wrong about who is paid: the field and its sentence. A draft may still leave it open."""
    if received and not said.get("receiver_name"):
        yield "receiver_name", _("Ghi người đứng ra mai táng: tiền chi cho người ấy.")
    if received and said.get("receiver_name") and not said.get("receiver_relation"):
        yield "receiver_relation", _("Ghi quan hệ với người mất.")
    if said.get("receiver_way") == "bank":
        for name in ("receiver_account", "receiver_bank"):
            if not said.get(name):
                yield name, _("Nhận qua tài khoản thì cần ghi ô này.")


def _running(dossier: Dossier) -> list[tuple[str, str]]:
    """What runs, and of it what the group asked for is of the kind of; all when none is."""
    awards = list(dossier.person.awards.filter(until_month__isnull=True)) if dossier.person else []
    kind = kind_of(dossier.group) if dossier.group else None
    awards = [award for award in awards if award.kind == kind] or awards
    return [(str(award.pk), f"{_(str(Kind(award.kind).label))} ({award.code})") for award in awards]


def _month(label: Any, hint: Any = "", **more: Any) -> Any:
    return lambda dossier: MonthField(label=label, help_text=hint, required=False, **more)


def _text(label: Any, hint: Any = "", *, when: str = "") -> Any:
    asked = forms.TextInput({"data-when": when} if when else {})
    return lambda dossier: forms.CharField(label=label, help_text=hint, required=False, max_length=300, widget=asked)


_CONDITION = _month(
    gettext_lazy("Đủ điều kiện từ tháng"),
    gettext_lazy("Chỉ ghi khi một điều kiện mới có: ví dụ vừa thành hộ nghèo từ tháng 3/2026."),
)
_RECEIVER: dict[str, Any] = {
    "receiver_name": _text(
        gettext_lazy("Người đứng ra mai táng, nhận tiền"), gettext_lazy("Họ và tên, hoặc tên cơ quan, tổ chức.")
    ),
    "receiver_relation": _text(gettext_lazy("Quan hệ với người mất"), gettext_lazy("Ví dụ: con, vợ, hàng xóm.")),
    "receiver_number": lambda dossier: NumberField(label=gettext_lazy("Số định danh người nhận"), digits=12),
    "receiver_way": lambda dossier: forms.ChoiceField(
        label=gettext_lazy("Nhận tiền"), required=False,
        choices=[("cash", gettext_lazy("tiền mặt")), ("bank", gettext_lazy("tài khoản ngân hàng"))],
    ),
    "receiver_account": _text(
        gettext_lazy("Số tài khoản"), gettext_lazy("Chỉ ghi khi nhận qua ngân hàng."), when="receiver_way=bank"
    ),
    "receiver_bank": _text(gettext_lazy("Ngân hàng"), when="receiver_way=bank"),
}  # fmt: skip
"""Of a funeral grant: who is paid, because the person cannot be (decree 20/2021 Article 11 clause 1)."""

_OWN: dict[str, dict[str, Any]] = {
    "award": {
        "certificate": _month(
            gettext_lazy("Tháng cấp giấy xác nhận khuyết tật"), gettext_lazy("Để trống thì lấy theo sổ.")
        ),
        "condition_met": _CONDITION,
    },
    "adjust": {
        "award": lambda dossier: forms.TypedChoiceField(
            label=gettext_lazy("Khoản đang hưởng"), choices=_running(dossier), coerce=int
        ),
        "condition_met": _CONDITION,
    },
    "stop": {
        "ending": lambda dossier: forms.ChoiceField(
            label=gettext_lazy("Vì sao thôi hưởng"), choices=[("", ""), *ending_words(get_language() or "vi")]
        ),
        "died_on": lambda dossier: DayField(label=gettext_lazy("Ngày mất"), required=False),
        "happened": _month(gettext_lazy("Việc ấy xảy ra tháng"), gettext_lazy("Để trống thì tính là tháng này.")),
        "reason": _text(gettext_lazy("Nói rõ thêm")),
    },
    "suspend": {
        "ground": lambda dossier: forms.ChoiceField(
            label=gettext_lazy("Vì sao tạm dừng"), choices=[("", ""), *SUSPENDED_FOR]
        ),
        "from_month": _month(gettext_lazy("Từ tháng"), gettext_lazy("Để trống: từ tháng sau tháng ký quyết định.")),
        "until_month": _month(
            gettext_lazy("Đến hết tháng"), gettext_lazy("Để trống: tới khi có quyết định chi trả lại.")
        ),
        "reason": _text(gettext_lazy("Nói rõ thêm")),
    },
    "resume": {
        "from_month": _month(gettext_lazy("Chi trả lại từ tháng"), gettext_lazy("Để trống: từ tháng này.")),
        "pay_back": lambda dossier: forms.ChoiceField(
            label=gettext_lazy("Các tháng đã tạm dừng"),
            choices=[("", ""), ("yes", gettext_lazy("chi bù đủ")), ("no", gettext_lazy("không chi bù"))],
        ),
        "reason": _text(gettext_lazy("Lý do")),
    },
    "move": {
        "place": lambda dossier: forms.CharField(
            label=gettext_lazy("Đến xã, phường"), max_length=200,
            help_text=gettext_lazy("Nơi ngoài địa bàn thì ghi cả tỉnh: phường Hồng Bàng, thành phố Hải Phòng."),
            widget=forms.TextInput(attrs={"list": "communes", "autocomplete": "off"}),
        ),
        "village": _text(gettext_lazy("Thôn, địa chỉ trong xã")),
    },
    "grant": {
        "died_on": lambda dossier: DayField(
            label=gettext_lazy("Ngày mất"), initial=dossier.person and dossier.person.died_on
        ),
        "happened": _month(gettext_lazy("Việc xảy ra tháng"), gettext_lazy("Để trống: tháng này.")),
    } | _RECEIVER,
}  # fmt: skip
"""What each kind of procedure asks besides facts and papers; kept under the same names in ``Dossier.answers``."""
