"""What procedures of merit ask besides: the board's month, the death a survivor draws by, who recognised, the slip."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ansinh.law.facts import Facts
from ansinh.law.merit import outside
from ansinh.law.procedure import Procedure
from ansinh.pages.fields import MonthField, NumberField
from ansinh.reckoning.months import month_of, month_text
from ansinh.record.models.dossiers import Dossier
from ansinh.record.models.payroll import thawed
from ansinh.record.models.people import Person


def _text(label: Any, hint: Any = "") -> forms.Field:
    return forms.CharField(label=label, help_text=hint, required=False, max_length=200)


def _changed() -> dict[str, forms.Field]:
    label = gettext_lazy("Mức mới tính từ tháng")
    hint = gettext_lazy("Tháng Hội đồng giám định kết luận, hoặc tháng diện thay đổi. Để trống: tháng này.")
    return {"condition_met": MonthField(label=label, help_text=hint, required=False)}


def _board() -> dict[str, forms.Field]:
    label = gettext_lazy("Tháng Hội đồng giám định y khoa kết luận")
    return {"certificate": MonthField(label=label, help_text=gettext_lazy("Hưởng từ tháng ấy."), required=False)}


def _death() -> dict[str, forms.Field]:
    return {
        "dead_name": _text(gettext_lazy("Người có công đã mất")),
        "dead_number": NumberField(label=gettext_lazy("Số định danh của người ấy"), digits=12),
        "condition_met": MonthField(
            label=gettext_lazy("Mất tháng"), help_text=gettext_lazy("Tuất hưởng từ tháng sau."), required=False
        ),
    }


def _diploma() -> dict[str, forms.Field]:
    label = gettext_lazy("Liệt sĩ hy sinh tháng")
    hint = gettext_lazy("Mới hy sinh thì ghi: tuất hưởng từ tháng sau. Để trống thì từ tháng ký quyết định.")
    return {"condition_met": MonthField(label=label, help_text=hint, required=False)}


def _lone() -> dict[str, forms.Field]:
    label = gettext_lazy("Sống cô đơn, mồ côi từ tháng")
    hint = gettext_lazy("Nuôi dưỡng hưởng từ tháng ấy; để trống thì từ tháng ký.")
    return {"condition_met": MonthField(label=label, help_text=hint, required=False)}


def _recognition() -> dict[str, forms.Field]:
    label = gettext_lazy("Quyết định công nhận: số, ngày, cơ quan")
    hint = gettext_lazy("Ví dụ: 77/QĐ-BTL ngày 02/07/2024, Bộ Tư lệnh Quân khu 3.")
    return {"recognised_by": _text(label, hint)}


def _slip() -> dict[str, forms.Field]:
    return {
        "moved_from": _text(gettext_lazy("Chuyển từ đâu đến"), gettext_lazy("Xã, tỉnh nơi đi.")),
        "moved_slip": _text(gettext_lazy("Phiếu di chuyển: số, ngày")),
        "paid_through": MonthField(
            label=gettext_lazy("Nơi đi đã chi đến hết tháng"), help_text=gettext_lazy("Ở đây chi từ tháng sau."),
            required=False,
        ),
    }  # fmt: skip


_BY_PAPER = {
    "board": _board,
    "death": _death,
    "diploma": _diploma,
    "lone": _lone,
    "recognition": _recognition,
    "slip": _slip,
}
"""What is asked of each paper a procedure of merit names: its months and numbers."""

_MUST = {
    "dead_name": gettext_lazy("Ghi họ tên người có công đã mất."),
    "condition_met": gettext_lazy("Ghi tháng mất: tuất hưởng từ tháng sau."),
    "recognised_by": gettext_lazy("Ghi số, ngày và cơ quan ra quyết định công nhận."),
    "moved_from": gettext_lazy("Ghi nơi đi."),
    "moved_slip": gettext_lazy("Ghi số và ngày của phiếu di chuyển."),
    "paid_through": gettext_lazy("Ghi tháng nơi đi đã chi đến hết: tháng sau ở đây mới chi."),
}


def merit_fields(law: Procedure, dossier: Dossier) -> dict[str, forms.Field]:
    """The fields of the papers this group brings; of a grant at death only who is paid is asked, elsewhere."""
    if law.outcome == "grant":
        return {}
    if law.outcome == "adjust":
        return _changed()
    asked: dict[str, forms.Field] = {}
    for paper in law.papers_of(dossier.group):
        told_now = not paper.after or paper.after == dossier.step
        if paper.name in _BY_PAPER and told_now:
            asked |= _BY_PAPER[paper.name]()
    return asked


def clean_merit(
    said: Mapping[str, Any], form: forms.Form, dossier: Dossier, *, received: bool, on: datetime.date
) -> Iterator[tuple[str, str]]:
    """What is wrong in a form of merit: the field and its sentence. A draft may still leave things open."""
    for name, sentence in _MUST.items():
        own = name in form.fields and (name != "condition_met" or "dead_name" in form.fields)
        if received and own and not said.get(name) and name not in form.errors:
            yield name, str(sentence)
    for name in ("certificate", "condition_met", "paid_through"):
        if name in form.fields and said.get(name) and said[name] > month_of(on):
            yield name, _("Tháng này chưa tới: xem lại.")
    yield from _degrees(said, form)
    if said.get("dead_number"):
        yield from _the_dead(said, dossier)


def _degrees(said: Mapping[str, Any], form: forms.Form) -> Iterator[tuple[str, str]]:
    """Degrees outside their tables, at the field when the form has it, else at the one beside."""
    known = {name: said[name] for name in form.fields if name in Facts.__dataclass_fields__ and said.get(name)}
    if not known:
        return
    for name, sentence in outside(Facts(age=0, **thawed(known))):
        if name in form.fields:
            yield name, _(sentence)


def _the_dead(said: Mapping[str, Any], dossier: Dossier) -> Iterator[tuple[str, str]]:
    """What the register says of who died, when it knows them: not dead yet, or dead in another month."""
    if dossier.person is not None and dossier.person.identity_number == said["dead_number"]:
        yield "dead_number", _("Đây là số của chính người đề nghị.")
        return
    dead = Person.objects.filter(identity_number=said["dead_number"]).first()
    if dead is None:
        return
    if dead.died_on is None:
        yield (
            "dead_number",
            _("Sổ chưa ghi %(name)s mất: làm hồ sơ mai táng phí của người ấy trước.") % {"name": dead.full_name},
        )
    elif said.get("condition_met") and said["condition_met"] != month_of(dead.died_on):
        yield "condition_met", _("Sổ ghi %(name)s mất tháng %(month)s.") % {
            "name": dead.full_name, "month": month_text(month_of(dead.died_on)),
        }  # fmt: skip
