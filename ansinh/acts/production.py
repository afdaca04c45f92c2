"""Projects that support production: drafted, households put in as the register says they are, approved, handed over.

Decree 27/2022 chapter V, amended by 38/2023; one support for one content (circular 60/2026 Điều 2).
"""

from __future__ import annotations

import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from django.db import transaction
from django.db.models import Sum

from ansinh.acts import permit
from ansinh.acts.preparing import NotNow
from ansinh.acts.wrong import Wrong
from ansinh.law.poverty_programme import production, programme
from ansinh.reckoning.money import format_dong
from ansinh.reckoning.months import first_day, month_of
from ansinh.reckoning.names import fold
from ansinh.record.branches import same_place
from ansinh.record.models.people import Household
from ansinh.record.models.places import Unit
from ansinh.record.models.production import (
    HandedOver,
    ProductionProject,
    ProductionVisit,
    ProjectHousehold,
    ProjectState,
    Why,
)
from ansinh.record.models.users import User

COUNTED = (Why.POOR, Why.NEAR, Why.ESCAPED)


class Share(NamedTuple):
    """Of so many households of a group, so many are poor, near poor or lately escaped; whether that is enough."""

    counted: int
    everybody: int
    enough: bool


def draft(
    unit: Unit, *, code: str, part: str, mode: str, place: str, name: str, content: str, cost: int, support: int,
    begins: datetime.date, months: int, visit_months: int, by: User,
) -> ProductionProject:  # fmt: skip
    """A project is drafted. Raises ``Wrong``."""
    permit.check(by, "prepare", unit)
    told = production()
    for field, text, sentence in (("name", name, "Ghi tên dự án."), ("content", content, "Ghi nội dung hỗ trợ.")):
        if not text.strip():
            raise Wrong(field, sentence)
    try:
        found = programme(code).part(part)
    except LookupError:
        raise Wrong("part", "Chọn dự án của chương trình.") from None
    if not found.production:
        raise Wrong("part", f"{found.code}. {found.name} không phải dự án hỗ trợ phát triển sản xuất.")
    ways = {one.code: one for one in told.modes}
    if mode not in ways:
        raise Wrong("mode", "Chọn cách hỗ trợ.")
    if place not in told.places:
        raise Wrong("place", "Chọn loại địa bàn.")
    if not 0 < support <= cost:
        raise Wrong("support", "Ngân sách hỗ trợ phải lớn hơn 0 và không quá tổng chi phí.")
    most = ways[mode].most.get(place)
    if most is not None and support * 100 > most * cost:
        said = f"Ngân sách hỗ trợ không quá {most}% chi phí ở {told.places[place]} ({told.decree} {ways[mode].at})."
        raise Wrong("support", said)
    if not 0 < months <= told.months:
        raise Wrong("months", f"Thời gian từ 1 đến {told.months} tháng.")
    if visit_months <= 0:
        raise Wrong("visit_months", "Ghi mấy tháng thăm hộ một lần.")
    return ProductionProject.objects.create(
        unit=unit, programme=code, part=part, mode=mode, place=place, name=name.strip(), content=content.strip(),
        content_folded=fold(content), cost=cost, support=support, begins=begins, months=months,
        visit_months=visit_months, made_by=by,
    )  # fmt: skip


def why(household: Household, on: datetime.date) -> Why:
    """What the register says a household is on a day: by the decision that holds, else whether it lately escaped."""
    month, classes = month_of(on), list(household.classes.select_related("review").order_by("from_month"))
    now = next((one for one in classes if one.from_month <= month < one.until_month), None)
    if now is not None and now.klass in (Why.POOR, Why.NEAR):
        return Why(now.klass)
    poor_before = False
    for one in classes:
        if one.klass in (Why.POOR, Why.NEAR):
            poor_before = True
        elif poor_before and one.from_month <= month:
            decided = one.review.decided_on if one.review and one.review.decided_on else first_day(one.from_month)
            if production().lately_escaped(decided, on):
                return Why.ESCAPED
            poor_before = False
    return Why.OTHER


def put_in(
    project: ProductionProject, household: Household, *, on: datetime.date, to_return: int = 0, by: User
) -> ProjectHousehold:
    """A household of the commune takes part, as what the register says. Raises ``Wrong``, ``NotNow``."""
    permit.check(by, "prepare", project.unit)
    with transaction.atomic():
        project = _held(project, ProjectState.DRAFTED)
        if not same_place(household.unit_id, project.unit_id, on):
            raise Wrong("who", f"Hộ này không ở {project.unit}.")
        if project.households.filter(household=household).exists():
            raise Wrong("who", "Hộ này đã ở trong dự án.")
        if (other := _same(project, household)) is not None:
            raise Wrong("who", f"Hộ đã được hỗ trợ nội dung này ở dự án “{other.name}” ({production().once_at}).")
        if to_return < 0:
            raise Wrong("to_return", "Số tiền không thể âm.")
        return ProjectHousehold.objects.create(
            project=project, household=household, why=why(household, on), checked_on=on, to_return=to_return
        )


def _same(project: ProductionProject, household: Household) -> ProductionProject | None:
    """Another project of the same content at an overlapping time that the household is in, in whatever branch."""
    with permit.whole(None):
        others = ProductionProject.objects.filter(
            households__household=household, content_folded=project.content_folded
        ).exclude(pk=project.pk)
        for other in others:
            if other.begins <= ends(project) and project.begins <= ends(other):
                return other
    return None


def ends(project: ProductionProject) -> datetime.date:
    """The last day of a project."""
    if project.closed_on is not None:
        return project.closed_on
    after = month_of(project.begins) + project.months
    last = first_day(after + 1) - datetime.timedelta(days=1)
    return min(last, first_day(after).replace(day=min(project.begins.day, last.day))) - datetime.timedelta(days=1)


def take_out(member: ProjectHousehold, *, by: User) -> None:
    """A household put in by mistake, while the project is drafted. Raises ``NotNow``."""
    permit.check(by, "prepare", member.project.unit)
    with transaction.atomic():
        _held(member.project, ProjectState.DRAFTED)
        member.delete()


def share(project: ProductionProject) -> Share:
    """How many of the group the law counts, of how many."""
    whys = list(project.households.values_list("why", flat=True))
    counted = sum(1 for one in whys if one in COUNTED)
    return Share(counted, len(whys), production().enough(counted, len(whys)))


def approve(
    project: ProductionProject, *, number: str, approved_on: datetime.date, by: User, on: datetime.date
) -> ProductionProject:
    """The second person approves it, with its households as they are. Raises ``Wrong``, ``NotNow``."""
    permit.check(by, "approve", project.unit)
    with transaction.atomic():
        project = _held(project, ProjectState.DRAFTED)
        if project.made_by_id == by.pk:
            raise NotNow("Người lập dự án không được tự phê duyệt.")
        if not number.strip():
            raise Wrong("number", "Ghi số quyết định.")
        if approved_on > on:
            raise Wrong("approved_on", "Ngày ký ở sau hôm nay.")
        found = share(project)
        if not found.enough:
            said = f"Mới có {found.counted}/{found.everybody} hộ nghèo, cận nghèo, mới thoát nghèo; "
            raise NotNow(f"{said}cần từ {production().share_percent}%.")
        project.state, project.number = ProjectState.APPROVED, number.strip()
        project.approved_by, project.approved_on = by, approved_on
        project.save()
    return project


def hand_over(
    member: ProjectHousehold, *, what: str, quantity: Decimal, measure: str, price: int, handed_on: datetime.date,
    receiver: str, proof: str, identity: str = "", specification: str = "", by: User, on: datetime.date,
) -> HandedOver:  # fmt: skip
    """A thing or money handed to a household, ``price`` đồng a unit. Raises ``Wrong``, ``NotNow``."""
    permit.check(by, "prepare", member.project.unit)
    with transaction.atomic():
        project = _held(member.project, ProjectState.APPROVED)
        for field, text, sentence in (
            ("what", what, "Ghi giao gì."), ("measure", measure, "Ghi đơn vị tính."),
            ("receiver", receiver, "Ghi người nhận."), ("proof", proof, "Ghi ký nhận, điểm chỉ hoặc số chứng từ."),
        ):  # fmt: skip
            if not text.strip():
                raise Wrong(field, sentence)
        if quantity <= 0:
            raise Wrong("quantity", "Số lượng phải lớn hơn 0.")
        if price <= 0:
            raise Wrong("price", "Đơn giá phải lớn hơn 0.")
        assert project.approved_on is not None
        if not project.approved_on <= handed_on <= on:
            raise Wrong("handed_on", "Ngày giao phải từ ngày phê duyệt đến hôm nay.")
        amount = int((quantity * price).quantize(Decimal(1), ROUND_HALF_UP))
        left = project.support - handed(project)
        if amount > left:
            raise Wrong("price", f"Thành tiền {format_dong(amount)}; dự án chỉ còn {format_dong(left)}.")
        return HandedOver.objects.create(
            member=member, what=what.strip(), specification=specification.strip(), quantity=quantity,
            measure=measure.strip(), price=price, amount=amount, on=handed_on, receiver=receiver.strip(),
            identity=identity.strip(), proof=proof.strip(), recorded_by=by,
        )  # fmt: skip


def handed(project: ProductionProject) -> int:
    """What a project has handed over so far, đồng."""
    rows = HandedOver.objects.filter(member__project=project, voided_by=None)
    return rows.aggregate(n=Sum("amount", default=0))["n"]


def void(one: HandedOver, *, reason: str, by: User) -> HandedOver:
    """Written by mistake. Raises ``Wrong``."""
    permit.check(by, "prepare", one.member.project.unit)
    if not reason.strip():
        raise Wrong("reason", "Ghi vì sao bỏ.")
    if one.voided_by_id is not None:
        raise Wrong("reason", "Dòng này đã bỏ rồi.")
    one.voided_by, one.voided_reason = by, reason.strip()
    one.save(update_fields=["voided_by", "voided_reason"])
    return one


def visit(
    member: ProjectHousehold, *, visited_on: datetime.date, who: str, fares: str, income: int = 0, returned: int = 0,
    words: str = "", by: User, on: datetime.date,
) -> ProductionVisit:  # fmt: skip
    """How the support fares in a household. Raises ``Wrong``, ``NotNow``."""
    permit.check(by, "prepare", member.project.unit)
    with transaction.atomic():
        project = _held(member.project, ProjectState.APPROVED)
        if not who.strip():
            raise Wrong("who", "Ghi ai đến xem.")
        assert project.approved_on is not None
        if not project.approved_on <= visited_on <= on:
            raise Wrong("visited_on", "Ngày thăm phải từ ngày phê duyệt đến hôm nay.")
        given_back = member.visits.aggregate(n=Sum("returned", default=0))["n"]
        if returned < 0 or given_back + returned > member.to_return:
            raise Wrong("returned", f"Hộ còn phải trả lại nhóm {format_dong(member.to_return - given_back)}.")
        if income < 0:
            raise Wrong("income", "Số tiền không thể âm.")
        return ProductionVisit.objects.create(
            member=member, on=visited_on, who=who.strip(), fares=fares, income=income, returned=returned,
            words=words.strip(), recorded_by=by,
        )  # fmt: skip


def close(project: ProductionProject, *, closed_on: datetime.date, by: User, on: datetime.date) -> ProductionProject:
    """The project is over. Raises ``Wrong``, ``NotNow``."""
    permit.check(by, "prepare", project.unit)
    with transaction.atomic():
        project = _held(project, ProjectState.APPROVED)
        if not project.begins <= closed_on <= on:
            raise Wrong("closed_on", "Ngày kết thúc phải từ ngày bắt đầu đến hôm nay.")
        project.state, project.closed_on = ProjectState.CLOSED, closed_on
        project.save(update_fields=["state", "closed_on"])
    return project


def _held(project: ProductionProject, *states: str) -> ProductionProject:
    found = ProductionProject.objects.select_for_update(of=("self",)).select_related("unit").get(pk=project.pk)
    if found.state not in states:
        raise NotNow(f"Dự án đang ở bước “{ProjectState(found.state).label}”.")
    return found
