"""Nhật ký as people read it: what was changed, by whom, when, and of whom; narrowed by person, user and day."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.utils import timezone

from ansinh.reckoning.months import month_text
from ansinh.record.models.assistance import Suspension
from ansinh.record.models.people import Person
from ansinh.record.models.trail import Entry
from ansinh.record.models.users import User
from ansinh.reports import person as persons
from ansinh.reports.entered import branch

PAGE = 100

OF_PEOPLE = persons.TABLES | {
    "people_person": "hồ sơ",
    "people_household": "hộ",
    "assistance_suspension": "tạm dừng",
    "payroll_problem": "vướng mắc",
    "payroll_result": "kết quả chi trả",
    "tasks_row": "dòng của sổ nhập",
    "disability_assessment": "phiếu xác định khuyết tật",
    "disability_vote": "phiếu biểu quyết của Hội đồng",
    "disability_complaint": "khiếu nại về mức độ khuyết tật",
    "disability_referral": "chuyển giám định y khoa",
    "disability_certificate": "giấy xác nhận khuyết tật",
    "recovery_debt": "khoản phải hoàn trả",
    "recovery_plan": "phương án hoàn trả",
    "recovery_deduction": "truy thu trừ kỳ này",
    "recovery_heir": "người thừa kế",
    "recovery_receipt": "phiếu thu",
    "recovery_notice": "thông báo hoàn trả",
    "recovery_write_off": "đề nghị xoá khoản phải hoàn trả",
    "recovery_posting": "sổ theo dõi hoàn trả",
    "recovery_entry": "bút toán hoàn trả",
    "funds_fund": "quỹ",
    "funds_plan": "kế hoạch quỹ",
    "funds_pledge": "lời ủng hộ quỹ",
    "funds_receipt": "phiếu thu quỹ",
    "funds_spending": "khoản chi quỹ",
    "funds_file": "chứng từ chi quỹ",
    "children_circumstance": "hoàn cảnh của trẻ em",
    "children_care": "chăm sóc thay thế",
    "children_visit": "thăm trẻ em được chăm sóc thay thế",
    "children_offer": "đăng ký nhận chăm sóc trẻ em",
    "children_case": "vụ việc bảo vệ trẻ em",
    "children_step": "bước của vụ việc bảo vệ trẻ em",
    "children_informant": "người báo tin về trẻ em",
    "children_file": "tệp của vụ việc bảo vệ trẻ em",
}
"""Tables whose rows tell of people."""

OF_THE_OFFICE = {
    "payroll_run": "danh sách chi trả",
    "users_user": "người dùng",
    "users_place": "địa bàn của người dùng",
    "mfa_authenticator": "xác thực hai bước",
    "places_figure": "mức của tỉnh",
    "disability_council": "Hội đồng xác định mức độ khuyết tật",
    "disability_member": "thành viên Hội đồng",
    "disability_session": "phiên họp Hội đồng",
    "disability_attendance": "thành viên dự họp",
    "recovery_limit": "mức trừ tối đa vào trợ cấp",
    "poverty_round": "đợt rà soát hộ nghèo",
    "poverty_review": "rà soát hộ nghèo của xã",
    "poverty_case": "hộ trong đợt rà soát",
    "poverty_survey": "phiếu rà soát",
    "poverty_meeting": "cuộc họp thôn",
    "poverty_complaint": "khiếu nại về rà soát",
    "poverty_class": "hạng của hộ",
    "poverty_member": "người trong hộ được rà soát",
    "poverty_count": "số hộ của xã",
    "poverty_scores": "bảng điểm B1",
    "poverty_own_standard": "chuẩn nghèo riêng của tỉnh",
    "poverty_target": "chỉ tiêu giảm nghèo",
    "poverty_help": "việc giúp hộ nghèo",
    "programme_allocation": "khoản vốn chương trình",
    "programme_entry": "ghi vốn chương trình",
    "documents_document": "văn bản",
    "documents_file": "tệp văn bản",
    "production_project": "dự án hỗ trợ sản xuất",
    "production_household": "hộ của dự án sản xuất",
    "production_handed": "giao nhận của dự án sản xuất",
    "production_visit": "thăm hộ của dự án sản xuất",
    "training_session": "lớp tập huấn",
    "training_trainee": "người học",
    "training_file": "giấy tờ lớp tập huấn",
    "work_placement": "việc làm mới",
    "inspection_inspection": "cuộc kiểm tra",
    "inspection_finding": "phát hiện của cuộc kiểm tra",
    "inspection_step": "khắc phục sau kiểm tra",
    "activity_event": "hoạt động",
    "activity_file": "ảnh, giấy tờ hoạt động",
    "activity_team": "đội tình nguyện",
    "activity_team_change": "kiện toàn đội",
    "documents_sent": "văn bản gửi xã",
    "child_friendly_round": "đợt xét xã phù hợp với trẻ em",
    "child_friendly_file": "hồ sơ xã phù hợp với trẻ em",
    "child_friendly_score": "điểm xã phù hợp với trẻ em",
    "child_friendly_evidence": "minh chứng xã phù hợp với trẻ em",
    "emulation_plan": "kế hoạch thi đua",
    "emulation_target": "chỉ tiêu thi đua",
    "emulation_progress": "kết quả thi đua",
    "reporting_plan": "kế hoạch của chỉ tiêu",
    "reporting_ask": "yêu cầu xã báo cáo",
    "reporting_answer": "báo cáo của xã",
    "reporting_value": "số xã báo cáo",
    "reporting_report": "báo cáo",
    "reporting_number": "số của báo cáo",
    "programmes_programme": "chương trình",
    "programmes_round": "đợt của chương trình",
    "programmes_sheet": "danh sách của chương trình",
    "programmes_item": "suất của chương trình",
    "insurance_sent": "danh sách bảo hiểm y tế",
    "merit_slip": "phiếu người có công",
}
TABLES = OF_PEOPLE | OF_THE_OFFICE
CAME_IN = "đăng nhập"
NEW_PASSWORD = "đổi mật khẩu"
"""Of a user nothing the trail may show has changed: passwords are not written into it."""


class Wanted(NamedTuple):
    """Which entries: of a person (id), by a user (the name signed with), of a day; before an entry (its id)."""

    person: int | None = None
    by: str = ""
    day: datetime.date | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """One entry: what was touched and how, who signed, whose row it is (id, name), which values differ.

    ``person`` is a name; of a row of the office's own, which user or list it is.
    """

    entry: Entry
    what: str
    op: str
    by: str
    person_id: int | None
    person: str
    values: list[tuple[str, Any, Any]]


def entries(wanted: Wanted, *, names: bool) -> list[Told]:
    """A page of the newest entries and one more, when there is one.

    ``names`` False: whoever reads may not see people, so their names and values are left out.
    """
    found = list(_filtered(wanted).order_by("-id")[: PAGE + 1])
    signed = {user.username: user.full_name_vi for user in User.objects.filter(username__in={e.by for e in found})}
    whose = {entry.pk: person for entry, person in _people(found)}
    called = dict(Person.objects.filter(pk__in=set(whose.values())).values_list("pk", "full_name")) if names else {}
    return [_told(entry, signed, whose.get(entry.pk), called, names=names) for entry in found]


def _filtered(wanted: Wanted) -> QuerySet[Entry]:
    found = Entry.objects.exclude(_lists_elsewhere())
    if wanted.person is not None:
        found = found.filter(_rows_of(wanted.person))
    if wanted.by:
        found = found.filter(by=wanted.by)
    if wanted.day is not None:
        begin = timezone.make_aware(datetime.datetime.combine(wanted.day, datetime.time()))
        found = found.filter(at__gte=begin)
        if wanted.day < datetime.date.max:
            found = found.filter(at__lt=begin + datetime.timedelta(days=1))
    if wanted.before is not None:
        found = found.filter(pk__lt=wanted.before)
    return found


def _lists_elsewhere() -> Q:
    """Lists of places outside the branch entered: the reason a list was given back or dropped for may name somebody."""
    here = branch()
    if here is None:
        return Q(pk__in=())
    return Q(table="payroll_run") & ~(Q(after__scope_id__in=here) | Q(before__scope_id__in=here))


def _rows_of(person: int) -> Q:
    """The rows that are a person's, table by table."""
    held = Person.objects.filter(pk=person)
    found = Q(table="people_person", row=str(person))
    for table, related in (
        ("people_fact", "facts"),
        ("people_residence", "residences"),
        ("people_collector", "collectors"),
        ("people_account", "accounts"),
        ("assistance_award", "awards"),
        ("assistance_suspension", "awards__suspensions"),
        ("payroll_problem", "problem"),
        ("payroll_result", "result"),
        ("recovery_debt", "debts"),
        ("recovery_plan", "debts__plans"),
        ("recovery_deduction", "debts__deductions"),
        ("recovery_heir", "debts__heirs"),
        ("recovery_receipt", "debts__receipts"),
        ("recovery_notice", "debts__notices"),
        ("recovery_write_off", "debts__write_offs"),
        ("recovery_posting", "debts__postings"),
        ("recovery_entry", "debts__entries"),
    ):
        keys = [str(key) for key in held.values_list(f"{related}__pk", flat=True) if key is not None]
        found |= Q(table=table, row__in=keys)
    return found


def _people(found: Iterable[Entry]) -> Iterable[tuple[Entry, int]]:
    """Each entry that is about somebody, with that person's id."""
    awards = {int(e.row): e for e in found if e.table == "assistance_suspension" and e.row}
    through = dict(Suspension.objects.filter(pk__in=awards).values_list("pk", "award__person_id"))
    for entry in found:
        row = entry.after or entry.before or {}
        if entry.table == "people_person":
            yield entry, int(entry.row)
        elif entry.table == "assistance_suspension" and int(entry.row) in through:
            yield entry, through[int(entry.row)]
        elif row.get("person_id"):
            yield entry, int(row["person_id"])


def _told(entry: Entry, signed: dict[str, str], person: int | None, called: dict[int, str], *, names: bool) -> Told:
    shown = names or entry.table in OF_THE_OFFICE
    values = _differences(entry) if shown else []
    came_in = entry.table == "users_user" and [name for name, _, _ in values] == ["last_login"]
    unseen = entry.table == "users_user" and entry.op == "update" and {n for n, _, _ in values} <= {"password_is_given"}
    return Told(
        entry=entry,
        what="" if came_in or unseen else TABLES.get(entry.table, entry.table),
        op=CAME_IN if came_in else NEW_PASSWORD if unseen else persons.OPS[entry.op.lower()],
        by=_office_row(entry) if came_in else signed.get(entry.by, entry.by),
        person_id=person,
        person=called.get(person, "") if person else _office_row(entry),
        values=[] if came_in else values,
    )


def _office_row(entry: Entry) -> str:
    """Which user or which month's list a row of the office's own is."""
    row = entry.after or entry.before or {}
    if entry.table == "users_user":
        return f"{row.get('last_name', '')} {row.get('first_name', '')}".strip() or str(row.get("username", ""))
    if "user_id" in row:
        whose = User.objects.filter(pk=row["user_id"]).first()
        return whose.full_name_vi if whose else ""
    month = row.get("month") if entry.table == "payroll_run" else None
    return "" if month is None else month_text(month)


def _differences(entry: Entry) -> list[tuple[str, Any, Any]]:
    """Which values differ; of a row added or taken away, what stood in it."""
    before, after = entry.before or {}, entry.after or {}
    named = sorted(before.keys() | after.keys())
    return [(n, before.get(n), after.get(n)) for n in named if before.get(n) != after.get(n) and n != "id"]
