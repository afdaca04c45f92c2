"""The council's papers, filled in or blank: request, form, minutes, certificate; and the letter to the board."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import Any

from ansinh.acts import authority, sentences, writing
from ansinh.acts.disability import council, forms
from ansinh.law.disability import board
from ansinh.law.disability import council as law
from ansinh.law.disability.certificate import REASONS
from ansinh.law.disability.forms import Form, all_forms, conclusions, degrees, kinds
from ansinh.record.models.disability import Assessment, Certificate, Referral
from ansinh.record.models.dossiers import Dossier
from ansinh.record.models.people import Person
from ansinh.world.documents.filling import render, standard

DOTS = "…" * 9
TICK = "X"
BLANKS = {
    "mau-01": "Mẫu 01. Đơn đề nghị", "mau-02": "Mẫu 02. Phiếu cho trẻ em dưới 6 tuổi",
    "mau-03": "Mẫu 03. Phiếu cho người từ đủ 6 tuổi", "mau-05": "Mẫu 05. Biên bản họp Hội đồng",
    "mau-06": "Mẫu 06. Giấy xác nhận khuyết tật",
}  # fmt: skip
"""The forms that can be printed blank."""


def request(dossier: Dossier, on: datetime.date) -> bytes:
    """Mẫu 01 as the request was taken in."""
    asked = {each.name: each.label for each in REASONS}.get(dossier.answers.get("reason", ""), "")
    fields = (
        empty()
        | writing.head(dossier.unit, dossier.received_on or on)
        | _person(dossier.person, dossier.received_on or on)
    )
    return render(writing.template("disability_request", dossier.unit), fields | _applicant(dossier) | {
        "asked": asked or "xác định mức độ khuyết tật, cấp Giấy xác nhận khuyết tật",
        "papers": [label for name, label in _given(dossier) if name != "request"] or ["không có"],
    })  # fmt: skip


def form(assessment: Assessment) -> bytes:
    """Mẫu 02 or 03 as it was filled in."""
    on = assessment.session.on if assessment.session else None
    unit = assessment.dossier.unit
    fields = (
        empty()
        | _council_head(writing.head(unit, on))
        | _person(assessment.person, on or assessment.dossier.procedure_on)
    )
    fields |= _applicant(assessment.dossier) | _signed(assessment)
    found = forms.finding(assessment)
    degree = assessment.outcome if assessment.outcome in conclusions() else found.degree or ""
    return render(writing.template("disability_form", unit), fields | _marked(
        forms.form_of(assessment), assessment.features, assessment.signs,
        {int(at): value for at, value in assessment.points.items()},
    ) | {
        "total": str(found.total) if found.total is not None else "",
        "kinds": "; ".join(kinds()[kind] for kind in assessment.kinds) or DOTS,
        "degree": conclusions()[degree] if degree and degree != "unable" else DOTS,
        "unable": assessment.reason if assessment.outcome == "unable" else DOTS,
    })  # fmt: skip


def minutes(assessment: Assessment) -> bytes:
    """Mẫu 05: who attended, the vote, the conclusion."""
    session = assessment.session
    assert session is not None
    unit, held = assessment.dossier.unit, council.quorum(session)
    cast = Counter(ballot.choice for ballot in assessment.votes.all())
    said = " ".join(reason.sentence for reason in forms.finding(assessment).because)
    fields = (
        empty()
        | _council_head(writing.head(unit, session.on))
        | _person(assessment.person, session.on)
        | _signed(assessment)
    )
    return render(writing.template("disability_minutes", unit), fields | {
        "when": f"ngày {session.on:%d/%m/%Y}", "place": session.place, "present": held.present, "members": held.members,
        "attending": _attending(assessment), "finding": said, "opinions": assessment.opinions or DOTS,
        "votes": [{"label": label, "count": f"{cast[name]}/{held.present}"} for name, label in conclusions().items()],
        "conclusion": _concluded(assessment), "reason": assessment.reason,
    })  # fmt: skip


def referral(one: Referral) -> bytes:
    """The letter that goes with the file to the medical board: for whom, in which case, why, who pays, what is in it.

    Its number is written by hand when it is sent.
    """
    assessment = one.assessment
    dossier, unit, session = assessment.dossier, assessment.dossier.unit, assessment.session
    day = one.sent_on or one.asked_on
    return render(writing.template("disability_referral", unit), empty() | writing.head(unit, day)
        | {"board": authority.whole_name(unit).rsplit(", ", 1)[-1]}
        | _person(assessment.person, day) | {
            "ground": board.ground(one.ground).sentence, "reason": one.reason.rstrip(". ") + ".",
            "evidence": one.evidence, "pays": _pays(one),
            "met_on": f"{session.on:%d/%m/%Y}" if session else DOTS, "conclusion": _concluded(assessment),
            "papers": [*(label for _name, label in _given(dossier)), "Bản sao biên bản họp Hội đồng (Mẫu 05)"],
        })  # fmt: skip


def certificate(one: Certificate) -> bytes:
    """Mẫu 06, as large as the circular wants it (66 mm by 98 mm; circular 01/2019 Article 7)."""
    fields = empty() | writing.head(one.unit, one.signed_on) | _person(one.person, one.signed_on)
    return render(writing.template("disability_certificate", one.unit), fields | {
        "code": one.code, "kinds": "; ".join(kinds()[kind] for kind in one.kinds),
        "degree": conclusions()[one.degree], "signer_name": one.signer_name,
    })  # fmt: skip


def blank(name: str) -> bytes:
    """One of the forms with dots where something is to be written. KeyError when there is none of that name."""
    template = {"mau-01": "disability_request", "mau-05": "disability_minutes", "mau-06": "disability_certificate"}
    if name in ("mau-02", "mau-03"):
        return render(standard("disability_form"), empty(name[-2:]))
    return render(standard(template[name]), empty())


def empty(form: str = "") -> dict[str, Any]:
    """What any of these papers may say, dots everywhere; of form 02 or 03, its signs and activities unmarked."""
    marked = _marked(all_forms()[form], (), (), {}) if form else {}
    names = (
        "full_name", "birth", "sex", "identity", "address", "applicant", "relation", "phone", "asked", "kinds",
        "degree", "unable", "total", "when", "place", "finding", "opinions", "conclusion", "code",
        "office_name", "board", "ground", "evidence", "pays", "met_on",
    )  # fmt: skip
    rows = [{"label": label, "count": ""} for label in conclusions().values()]
    return dict.fromkeys(names, DOTS) | {
        "writer": "", "chair": "", "signer_name": "", "reason": "", "about": "", "office_above": "ỦY BAN NHÂN DÂN",
        "office": DOTS, "place_and_day": "………, ngày … tháng … năm …", "papers": [DOTS, DOTS],
        "number": ".....", "symbol": "GGT-UBND", "signer_title": "CHỦ TỊCH",
        "recipients": ["Như trên", "Người được giới thiệu", "Lưu: hồ sơ"],
        "attending": [DOTS] * 7, "present": "…", "members": "…", "votes": rows,
        "features": [], "signs": [], "activities": [],
    } | marked  # fmt: skip


def _council_head(head: dict[str, Any]) -> dict[str, Any]:
    """The council's own head: the committee above it."""
    return head | {"office_above": f"UBND {head['office']}", "office": "HỘI ĐỒNG XÁC ĐỊNH MỨC ĐỘ KHUYẾT TẬT"}


def _person(person: Person | None, on: datetime.date) -> dict[str, Any]:
    if person is None:
        return {}
    return {
        "full_name": person.full_name, "birth": person.birth_text or DOTS, "address": sentences.address(person, on),
        "sex": person.get_sex_display() if person.sex else DOTS, "identity": person.identity_number or DOTS,
    }  # fmt: skip


def _given(dossier: Dossier) -> list[tuple[str, str]]:
    """The papers that came with a request: name and label."""
    return [
        (paper.name, writing.paper_label(dossier, paper.name)) for paper in dossier.papers.all()
        if paper.state != "missing"
    ]  # fmt: skip


def _concluded(assessment: Assessment) -> str:
    """What the council concluded, in words, with the kinds when it is a degree."""
    concluded = conclusions().get(assessment.outcome, DOTS)
    if assessment.outcome not in degrees():
        return concluded
    return f"khuyết tật {concluded}; dạng: {'; '.join(kinds()[kind] for kind in assessment.kinds)}"


def _pays(one: Referral) -> str:
    """Who pays the fee as far as it is known, and the rule."""
    known = {"budget": "ngân sách trả", "complainant": "người khiếu nại trả", "by_result": "chờ kết quả"}
    said = board.pays(one.ground).sentence
    return said if one.ground == "a" else f"{known[board.payer(one.ground, upheld=one.upheld)]}. {said}"


def _applicant(dossier: Dossier) -> dict[str, Any]:
    said = (dossier.applicant_name, dossier.applicant_relation, dossier.applicant_phone)
    return dict(zip(("applicant", "relation", "phone"), (text or DOTS for text in said), strict=True))


def _signed(assessment: Assessment) -> dict[str, Any]:
    """Who wrote, and the president of the council."""
    chair = council.chairing(assessment.session) if assessment.session else None
    writer = assessment.minutes_by or assessment.concluded_by
    return {
        "writer": writer.full_name_vi if writer else "", "chair": chair.full_name if chair else "",
    }  # fmt: skip


def _attending(assessment: Assessment) -> list[str]:
    session = assessment.session
    assert session is not None
    labels = {seat.name: seat.label for seat in law.seats(session.on)}
    return [
        f"{member.full_name}: {member.title or '; '.join(labels.get(office, office) for office in member.offices)}"
        for member in session.present.order_by("pk")
    ]


def _marked(form: Form, features: Any, signs: Any, points: dict[int, str]) -> dict[str, Any]:
    """The form's lines with what is ticked; without points the columns stay empty."""
    return {
        "about": form.title.removeprefix("Phiếu xác định mức độ khuyết tật ").capitalize(),
        "features": _lines(form.features, features, kinds()), "signs": _lines(form.signs, signs, conclusions()),
        "activities": [
            {"label": f"{at}. {label}"} | {
                key: TICK if points.get(at) == value else "" for key, value in
                (("p0", "0"), ("p1", "1"), ("p2", "2"), ("x", "X"))
            }
            for at, label in enumerate(form.activities, 1)
        ],
    }  # fmt: skip


def _lines(signs: Any, ticked: Any, headings: dict[str, str]) -> list[dict[str, str]]:
    """Signs under a heading for each kind or degree."""
    rows: list[dict[str, str]] = []
    before = ""
    for sign in signs:
        if sign.of != before:
            before = sign.of
            rows.append({"number": "", "words": f"Khuyết tật {headings[before]}", "on": ""})
        rows.append({"number": sign.number, "words": sign.words, "on": TICK if sign.number in ticked else ""})
    return rows
