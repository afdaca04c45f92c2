"""The papers of dossiers and decisions: what each says, put into the office's own template or the one that is here."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from ansinh.acts import authority, proposing, sentences
from ansinh.acts.days_off import calendar_of
from ansinh.acts.obstacles import Nothing
from ansinh.law.procedure import Procedure, procedure
from ansinh.law.report_forms import report_forms
from ansinh.record.branches import whole_map
from ansinh.record.models.decisions import Act, Decision, Effect, Template
from ansinh.record.models.dossiers import Dossier, Paper
from ansinh.record.models.places import Unit
from ansinh.world.documents.filling import render, standard

NAMES = {
    "decision": "Quyết định", "refusal": "Thông báo không giải quyết hồ sơ",
    "dossier_receipt": "Giấy tiếp nhận và hẹn trả",
    "recovery_notice": "Thông báo hoàn trả khoản chi quá", "recovery_receipt": "Phiếu thu",
    "recovery_write_off": "Quyết định xoá khoản phải hoàn trả",
    "dossier_supplement": "Phiếu yêu cầu bổ sung hồ sơ", "dossier_posting": "Niêm yết kết quả xét duyệt",
    "disability_request": "Đơn đề nghị xác định khuyết tật", "disability_form": "Phiếu xác định mức độ khuyết tật",
    "disability_minutes": "Biên bản họp Hội đồng", "disability_certificate": "Giấy xác nhận khuyết tật",
    "disability_referral": "Giấy giới thiệu giám định y khoa",
    "fund_receipt": "Phiếu thu của quỹ", "fund_statement": "Báo cáo thu, chi của quỹ",
    "poverty_decision": "Quyết định công nhận hộ nghèo, hộ cận nghèo",
    "poverty_certificate": "Giấy chứng nhận hộ nghèo, hộ cận nghèo",
    "poverty_refusal": "Thông báo không công nhận hộ nghèo, hộ cận nghèo",
    "poverty_minutes": "Biên bản họp thôn rà soát hộ nghèo",
    "poverty_posting": "Niêm yết kết quả rà soát hộ nghèo",
    "children_case": "Bảo vệ trẻ em: phiếu ghi, đánh giá, kế hoạch, rà soát (Mẫu 01–04, 06)",
    "children_plan": "Bảo vệ trẻ em: quyết định phê duyệt kế hoạch (Mẫu 05)",
    "children_apart": "Bảo vệ trẻ em: quyết định tạm thời cách ly (Mẫu 07)",
    "children_offer": "Đăng ký nhận chăm sóc thay thế (Mẫu 08)",
    "inspection_minutes": "Biên bản kiểm tra",
    "merit_confirmed": "Giấy xác nhận người có công", "merit_moved": "Phiếu di chuyển hồ sơ người có công",
} | {f"report_{form.template}": form.called for form in report_forms().values()}  # fmt: skip
"""Templates an office may change, with what each is."""


def template(name: str, unit: Unit) -> bytes:
    """The template in use at a place: its own, or that of the nearest place above it, or the one that comes along."""
    chain, parents = [unit.pk], whole_map().parents
    while (above := parents.get(chain[-1])) is not None:
        chain.append(above)
    own = {row.unit_id: row for row in Template.objects.filter(name=name, unit__in=chain, replaced_at__isnull=True)}
    found = next((own[pk] for pk in chain if pk in own), None)
    return standard(name) if found is None else bytes(found.content)


def document(decision: Decision) -> bytes:
    """The decision as a Word document; of a draft, with its number still open."""
    name = "refusal" if decision.act == Act.REFUSE else "decision"
    return render(template(name, decision.authority), fields(decision))


def fields(decision: Decision, lines: Sequence[Effect] | None = None) -> dict[str, Any]:
    """What the template of a decision may say; ``lines`` when they are not those recorded."""
    effects = list(decision.effects.select_related("person__unit", "award", "unit")) if lines is None else list(lines)
    people = {effect.person_id for effect in effects}
    day = decision.signed_on
    dossier = decision.dossier
    on = day_of(decision)
    law = procedure(dossier.procedure, dossier.procedure_on) if dossier else None
    bureau = law.bureau if law else ""
    chair = f"GIÁM ĐỐC {bureau.upper()}" if bureau else f"CHỦ TỊCH {authority.title_of(decision.authority)}"
    return head(decision.authority, day, bureau) | {
        "number": str(decision.number or "....."), "symbol": decision.symbol,
        "authority": chair,
        "about": decision.title, "bases": [f"{line};" for line in decision.basis],
        "articles": [sentences.article(effect, on) for effect in effects] if len(people) == 1 else [],
        "listed": len(people) > 1, "people": len(people), "summary": sentences.summary(decision.act, effects),
        "rows": sentences.rows(effects, on),
        "refusal": dossier.refusal if dossier else "", **_asked(dossier, on),
        "recipients": ["Như Điều 3", "Đơn vị chi trả", "Lưu: VT"],
        "signer_title": decision.signer_title or title_of(bureau), "signer_name": decision.signer_name,
    }  # fmt: skip


def day_of(decision: Decision) -> datetime.date:
    """The day whose map a decision speaks by: that of its signature, or of its draft."""
    begun = decision.dossier.step_since if decision.dossier else None
    return decision.signed_on or begun or decision.drafted_at.date()


def receipt(dossier: Dossier, on: datetime.date) -> bytes:
    """The slip given to whoever applied: what came, and when the result may be fetched."""
    return render(template("dossier_receipt", dossier.unit), slip_fields(dossier, on) | {
        "papers": [paper_label(dossier, one.name) for one in dossier.papers.all() if one.state != "missing"]
        or ["chưa nộp giấy tờ nào"],
        "due_on": f"{dossier.due_on:%d/%m/%Y}" if dossier.due_on else "theo thời hạn cơ quan công bố",
    })  # fmt: skip


def supplement(dossier: Dossier, on: datetime.date) -> bytes:
    """The slip that says which papers are still missing."""
    asked = dossier.moves.filter(what="ask").last()
    return render(template("dossier_supplement", dossier.unit), slip_fields(dossier, on) | {
        "papers": [paper_label(dossier, paper.name) for paper in dossier.papers.all() if _lacking(dossier, paper)],
        "reason": asked.reason if asked else "",
    })  # fmt: skip


def posting(dossier: Dossier, on: datetime.date) -> bytes:
    """The result of the commune's examination as it is posted."""
    law = procedure(dossier.procedure, dossier.procedure_on)
    step = law.step("post") if law else None
    posted = dossier.posted_on or on
    until = calendar_of(dossier.unit).add(posted, step.days or 0) if step else posted
    return render(template("dossier_posting", dossier.unit), slip_fields(dossier, on) | {
        "posted_on": f"{posted:%d/%m/%Y}", "until": f"{until:%d/%m/%Y}",
        "group": next((group.label for group in law.groups if group.code == dossier.group), "") if law else "",
        "results": _examined(dossier, law, posted) if law else [],
        "recipients": ["Niêm yết tại trụ sở Ủy ban nhân dân", "Lưu: hồ sơ"],
        "signer_title": "CHỦ TỊCH", "signer_name": "",
    })  # fmt: skip


def _examined(dossier: Dossier, law: Procedure, on: datetime.date) -> list[str]:
    """What the examination came to, as it is posted: what is proposed with its level and month, or that nothing is."""
    try:
        proposed = proposing.propose(dossier, law, on=on)
    except Nothing:
        return ["Kết quả xét duyệt: chưa đủ điều kiện."]
    return ["Kết quả xét duyệt: đủ điều kiện, đề nghị:", *(sentences.article(effect, on) for effect in proposed)]


def slip_fields(dossier: Dossier, on: datetime.date) -> dict[str, Any]:
    """What every slip of a dossier says."""
    return head(dossier.unit, on) | _asked(dossier, on) | {
        "number": dossier.code or ".....", "symbol": "HS", "phone": dossier.applicant_phone,
        "recipients": ["Người nộp hồ sơ", "Lưu: hồ sơ"], "signer_title": "NGƯỜI TIẾP NHẬN",
        "signer_name": dossier.by.full_name_vi if dossier.by else "",
    }  # fmt: skip


def _asked(dossier: Dossier | None, on: datetime.date) -> dict[str, str]:
    """Who asked, for whom, when; all empty for a decision without a dossier."""
    person = dossier.person if dossier else None
    received = dossier.received_on if dossier else None
    return {
        "dossier": dossier.code if dossier else "", "procedure": _procedure(dossier),
        "applicant": (dossier.applicant_name if dossier else "") or (person.full_name if person else ""),
        "full_name": person.full_name if person else "", "birth": person.birth_text if person else "",
        "address": sentences.address(person, on) if person else "",
        "received_on": f"{received:%d/%m/%Y}" if received else "",
    }  # fmt: skip


def title_of(bureau: str) -> str:
    """Who signs: the director of a bureau, else the chair of the people's committee."""
    return "GIÁM ĐỐC" if bureau else "CHỦ TỊCH"


def head(unit: Unit, day: datetime.date | None, bureau: str = "") -> dict[str, Any]:
    """The office as the head of its paper names it: the people's committee, or a bureau of the province under it."""
    when = sentences.long_day(day) if day else "ngày … tháng … năm …"
    if bureau:
        above = f"ỦY BAN NHÂN DÂN {str(unit).upper()}"
        return {"office_above": above, "office": bureau.upper(), "place_and_day": f"{unit.name}, {when}",
                "office_name": bureau}  # fmt: skip
    return {"office_above": "ỦY BAN NHÂN DÂN", "office": str(unit).upper(), "place_and_day": f"{unit.name}, {when}",
            "office_name": f"Ủy ban nhân dân {str(unit)[:1].lower()}{str(unit)[1:]}"}  # fmt: skip


def _procedure(dossier: Dossier | None) -> str:
    law = procedure(dossier.procedure, dossier.procedure_on) if dossier else None
    return law.name if law else ""


def paper_label(dossier: Dossier, name: str) -> str:
    law = procedure(dossier.procedure, dossier.procedure_on)
    return next((paper.label for paper in law.papers if paper.name == name), name) if law else name


def _lacking(dossier: Dossier, paper: Paper) -> bool:
    law = procedure(dossier.procedure, dossier.procedure_on)
    asked = next((one for one in law.papers if one.name == paper.name), None) if law else None
    return paper.state == "missing" and asked is not None and not asked.when
