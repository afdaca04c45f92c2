"""The papers of a case and of care as Word files: what was written at a step, in the office's own template or ours.

The official wording of the forms is not known here; a paper carries what the decree's articles name. Who told of a case
stands on no paper (decree 56/2017 Đ.24).
"""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone

from ansinh.acts import authority, permit, writing
from ansinh.acts.children import cases
from ansinh.acts.preparing import NotNow
from ansinh.law.child_protection import Step, protection
from ansinh.record.models.child_cases import CaseStep, ChildCase
from ansinh.record.models.children import CareOffer
from ansinh.record.models.people import Sex
from ansinh.record.models.places import Unit
from ansinh.record.models.users import User
from ansinh.world.documents.filling import render

DOTS = "…" * 9
KINDS = {"mau-01": "record", "mau-02": "assess", "mau-03": "detail", "mau-04": "plan", "mau-05": "approve",
         "mau-06": "review", "mau-07": "protect"}  # fmt: skip
"""The papers of a case by the word of their address, each of one step."""


def paper(case: ChildCase, name: str, *, by: User) -> bytes:
    """One paper of a case as it was last written; that it was taken is kept. Raises ``NotNow``, ``permit.Refused``."""
    cases.look(case, what="paper", by=by)
    law = protection().step(KINDS[name])
    done = case.steps.filter(step=law.code).select_related("by").last()
    if done is None:
        raise NotNow(f"Chưa làm bước “{law.name}”: chưa có {law.form}.")
    fields = _head(case, done) | _child(case) | _lines(law, done)
    if name == "mau-05":
        return _decision(case, fields)
    if name == "mau-07":
        return _apart(case, fields, done)
    return render(writing.template("children_case", case.unit), fields | {
        "kind": law.name.upper(), "about": "Trẻ em bị xâm hại hoặc có nguy cơ bị bạo lực, bóc lột, bỏ rơi",
    })  # fmt: skip


def offered(one: CareOffer, *, by: User) -> bytes:
    """Mẫu số 08: a family asks to take a child in."""
    permit.check(by, "see", one.unit)
    return render(writing.template("children_offer", one.unit), _blank() | writing.head(one.unit, one.offered_on) | {
        "full_name": one.name, "address": one.address or DOTS, "phone": one.phone or DOTS,
        "wishes": one.wishes or DOTS,
    })  # fmt: skip


def sample(unit: Unit, on: datetime.date) -> dict[str, Any]:
    """What any of these papers may say, dots everywhere: an office's own template is tried with it."""
    return _blank() | writing.head(unit, on)


def _blank() -> dict[str, Any]:
    names = (
        "kind", "about", "form", "at", "child", "birth", "sex", "code", "informed", "told_by", "when", "writer", "ends",
        "first", "until", "full_name", "address", "phone", "wishes", "number", "symbol", "office_title",
    )  # fmt: skip
    return dict.fromkeys(names, DOTS) | {
        "decree": protection().decree, "lines": [{"label": DOTS, "words": DOTS}], "bases": [DOTS],
        "recipients": ["Như Điều 2", "Lưu: hồ sơ vụ việc"], "signer_title": "CHỦ TỊCH", "signer_name": "",
    }  # fmt: skip


def _head(case: ChildCase, done: CaseStep) -> dict[str, Any]:
    at = timezone.localtime(done.done_at)
    return _blank() | writing.head(case.unit, at.date()) | {
        "office_title": authority.title_of(case.unit), "writer": done.by.full_name_vi,
        "when": f"{at:%H giờ %M, ngày %d/%m/%Y}", "symbol": "QĐ-UBND",
    }  # fmt: skip


def _child(case: ChildCase) -> dict[str, Any]:
    person = case.person
    birth = person.birth_text if person is not None else str(case.birth_year or "")
    sex = (person.sex if person is not None else case.sex) or ""
    return {
        "child": case.called, "birth": birth or DOTS, "sex": str(Sex(sex).label) if sex else DOTS, "code": case.code,
        "informed": f"{timezone.localtime(case.informed_at):%H giờ %M, ngày %d/%m/%Y}",
        "told_by": case.get_told_by_display(),
    }  # fmt: skip


def _lines(law: Step, done: CaseStep) -> dict[str, Any]:
    said = [{"label": label, "words": done.said.get(name) or DOTS} for name, label in law.fields.items()]
    return {"form": law.form, "at": law.at, "lines": said}


def _decision(case: ChildCase, fields: dict[str, Any]) -> bytes:
    plan = protection().step("plan")
    drawn = case.steps.filter(step="plan").latest("pk")
    assert case.approved_on is not None and case.plan_ends is not None and case.approved_by is not None
    return render(writing.template("children_plan", case.unit), fields | writing.head(case.unit, case.approved_on)
        | _lines(plan, drawn) | _numbered(case.decision) | {
            "about": "Phê duyệt kế hoạch hỗ trợ, can thiệp đối với trẻ em", "ends": f"{case.plan_ends:%d/%m/%Y}",
            "bases": _bases("Điều 28"), "signer_name": case.approved_by.full_name_vi,
        })  # fmt: skip


def _apart(case: ChildCase, fields: dict[str, Any], done: CaseStep) -> bytes:
    if case.isolated_from is None or case.isolated_until is None:
        raise NotNow("Trẻ em này không bị tạm thời cách ly: không có Mẫu số 07.")
    fields["lines"] = [line for line in fields["lines"] if line["words"] != done.said.get("decision")]
    return render(writing.template("children_apart", case.unit), fields | _numbered(done.said.get("decision", "")) | {
        "about": "Tạm thời cách ly trẻ em khỏi cha, mẹ, người chăm sóc", "bases": _bases("Điều 32"),
        "first": f"{case.isolated_from:%d/%m/%Y}", "until": f"{case.isolated_until:%d/%m/%Y}",
    })  # fmt: skip


def _bases(at: str) -> list[str]:
    return ["Căn cứ Luật Trẻ em ngày 05 tháng 4 năm 2016;", f"Căn cứ {at} {protection().decree} của Chính phủ;",
            "Theo đề nghị của người làm công tác bảo vệ trẻ em."]  # fmt: skip


def _numbered(text: str) -> dict[str, str]:
    number, _, symbol = text.partition("/")
    return {"number": number or ".....", "symbol": symbol or "QĐ-UBND"}
