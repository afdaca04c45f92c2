"""What the electronic form of a review asks: the questions of law/deprivation, each once, and what can be answered.

An indicator without a threshold here is ticked; B1 is chosen line by line where the office has a confirmed score table,
else copied from the signed paper form.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ansinh.law.deprivation import DEVICES, LATRINES, WATER
from ansinh.law.poverty import Standard
from ansinh.law.score_table import ScoreTable
from ansinh.world.survey_form import Row, XlsForm
from ansinh.world.survey_workbook import ToSurvey

NO, YES = "no", "yes"

JOBS = {
    "has": "Có việc làm", "lacks": "Trong độ tuổi, muốn làm mà không có việc",
    "no_contract": "Làm thuê không có hợp đồng", "not_looking": "Không tìm việc, ngoài độ tuổi",
}  # fmt: skip
SCHOOLS = {
    "none": "Không", "nursery": "Mầm non", "primary": "Tiểu học", "lower_secondary": "Trung học cơ sở",
    "upper_secondary": "Trung học phổ thông", "vocational": "Nghề, trung cấp", "higher": "Cao đẳng trở lên",
}  # fmt: skip
WATERS = dict(zip(WATER, (
    "Nước máy", "Giếng khoan", "Giếng đào được bảo vệ", "Khe, mó được bảo vệ", "Nước mưa", "Nước đóng chai, bình",
), strict=True)) | {"other": "Nguồn khác"}  # fmt: skip
LATRINE = dict(zip(LATRINES, (
    "Tự hoại, bán tự hoại", "Thấm dội nước", "Cải tiến có ống thông hơi", "Hai ngăn",
), strict=True)) | {"other": "Loại khác, không có"}  # fmt: skip
DEVICE = dict(zip(DEVICES, (
    "Tivi", "Đài", "Máy tính để bàn", "Điện thoại dùng chung", "Máy tính xách tay", "Máy tính bảng",
    "Điện thoại thông minh",
), strict=True))  # fmt: skip
ANSWERED = frozenset({
    "job", "dependants", "nutrition", "insurance", "adult_education", "schooling", "housing", "floor", "water",
    "latrine", "telecom", "media",
})  # fmt: skip
"""Indicators told from answers; any other is ticked."""


class Asked(NamedTuple):
    """What a form is made for."""

    title: str
    code: str
    homes: Sequence[ToSurvey]
    of: Standard
    begins: datetime.date
    ends: datetime.date
    causes: Mapping[str, str]
    marks: Mapping[str, str]
    scores: ScoreTable | None


def ticked(of: Standard) -> list[str]:
    """The indicators a form ticks: those whose threshold is not known here, or which no answers tell."""
    return [one.code for one in of.indicators if not one.lacks or one.code not in ANSWERED]


def questions(asked: Asked) -> list[Row]:
    """Every question, in the order of the paper form."""
    first, last = f"{asked.begins:%Y-%m-%d}", f"{asked.ends:%Y-%m-%d}"
    of_day = {
        "constraint": f". >= date('{first}') and . <= date('{last}')",
        "constraint_message": f"Ngày phải trong đợt rà soát: {asked.begins:%d/%m/%Y} đến {asked.ends:%d/%m/%Y}.",
    }
    return [
        _ask("select_one village", "village", "Thôn"),
        _ask("select_one household", "household", "Hộ", choice_filter="village=${village}", appearance="minimal"),
        _ask("text", "interviewer", "Rà soát viên"), _ask("date", "taken_on", "Ngày rà soát", **of_day),
        *_members(), *_home(asked), *_scored(asked),
        _ask("integer", "income", "Thu nhập bình quân một người một tháng (đồng)", required="",
             hint="Của 12 tháng trước, không kể trợ cấp.", constraint=". >= 0"),
        _ask("select_multiple cause", "causes", "Nguyên nhân nghèo", required=""),
        _ask("select_multiple mark", "marks", "Đặc điểm của hộ", required=""),
    ]  # fmt: skip


def _ask(kind: str, name: str, label: str, **more: str) -> Row:
    return {"type": kind, "name": name, "label": label, "required": "yes"} | more


def _members() -> list[Row]:
    age = "${age}"
    return [
        {"type": "begin_repeat", "name": "member", "label": "Người trong hộ"},
        _ask("text", "full_name", "Họ và tên"),
        _ask("integer", "born", "Năm sinh", constraint=". >= 1900 and . <= 2100"),
        _ask("text", "identity", "Số định danh", required="", constraint="regex(., '^[0-9]{9,12}$')"),
        _ask("text", "relation", "Quan hệ với chủ hộ"),
        {"type": "calculate", "name": "age", "calculation": "int(format-date(${taken_on}, '%Y')) - ${born}"},
        _ask("select_one job", "job", "Việc làm", relevant=f"{age} >= 15"),
        _ask("select_one yes_no", "allowance", "Đang hưởng trợ cấp xã hội hằng tháng (cao tuổi, khuyết tật)",
             relevant=f"{age} >= 16"),
        _ask("select_one yes_no", "malnourished", "Suy dinh dưỡng (nhẹ cân hoặc thấp còi)", relevant=f"{age} < 16"),
        _ask("select_one yes_no", "insured", "Có bảo hiểm y tế", relevant=f"{age} >= 6"),
        _ask("select_one school", "studying", "Đang học", relevant=f"{age} >= 3 and {age} <= 30"),
        _ask("select_one school", "finished", "Đã học xong", relevant=f"{age} >= 16 and {age} <= 30"),
        _ask("select_one yes_no", "certified", "Có chứng nhận do doanh nghiệp đào tạo",
             relevant=f"{age} >= 16 and {age} <= 30"),
        {"type": "end_repeat"},
    ]  # fmt: skip


def _home(asked: Asked) -> list[Row]:
    plain = {one.code: one.name for one in asked.of.indicators}
    rows = [
        _ask("select_one yes_no", "wall", "Tường bằng vật liệu bền chắc"),
        _ask("select_one yes_no", "column", "Cột bằng vật liệu bền chắc"),
        _ask("select_one yes_no", "roof", "Mái bằng vật liệu bền chắc"),
        _ask("decimal", "floor", "Diện tích nhà ở (m²)", constraint=". > 0 and . < 5000"),
        _ask("select_one water", "water", "Nguồn nước sinh hoạt chính"),
        _ask("select_one latrine", "latrine", "Nhà tiêu"),
        _ask("select_one yes_no", "internet", "Có người dùng internet"),
        _ask("select_multiple device", "devices", "Phương tiện nghe nhìn, liên lạc của hộ", required=""),
    ]
    return rows + [_ask("select_one yes_no", f"lacks_{code}", f"Thiếu: {plain[code]}") for code in ticked(asked.of)]


def _scored(asked: Asked) -> list[Row]:
    if asked.scores is None:
        return [_ask("integer", "b1", "Tổng điểm B1 của phiếu giấy đã ký", required="", constraint=". >= 0")]
    rows: list[Row] = []
    for group in asked.scores.groups:
        if group.choice == "single":
            rows.append(_ask(f"select_one b1_{group.code}", f"b1_{group.code}", group.name))
        else:
            rows += [_ask("integer", f"b1_{group.code}_{one.code}", f"{group.name}: {one.name}", constraint=". >= 0")
                      for one in group.options]  # fmt: skip
    return rows


def _choices(asked: Asked) -> list[Row]:
    villages = dict.fromkeys(one.village or "-" for one in asked.homes)
    names = {village: f"v{at}" for at, village in enumerate(villages)}
    rows: list[Row] = [{"list_name": "village", "name": names[one], "label": one} for one in villages]
    rows += [{"list_name": "household", "name": str(one.case), "label": one.head or f"Hộ {one.case}",
              "village": names[one.village or "-"]} for one in asked.homes]  # fmt: skip
    lists = {
        "yes_no": {YES: "Có", NO: "Không"}, "job": JOBS, "school": SCHOOLS, "water": WATERS, "latrine": LATRINE,
        "device": DEVICE, "cause": asked.causes, "mark": asked.marks,
    } | {
        f"b1_{group.code}": {one.code: one.name for one in group.options}
        for group in (asked.scores.groups if asked.scores else ()) if group.choice == "single"
    }  # fmt: skip
    return rows + [{"list_name": name, "name": code, "label": label}
                   for name, known in lists.items() for code, label in known.items()]  # fmt: skip


def form(asked: Asked) -> XlsForm:
    """The whole form."""
    return XlsForm(asked.title, asked.code, f"{asked.begins:%Y%m%d}", questions(asked), _choices(asked))
