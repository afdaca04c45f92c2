"""A case after its first assessment: protection, needs in detail, meeting, plan, approval, carrying out, review.

Decree 56/2017 Đ.26 k.3, Đ.27–32. The plan is approved by another person than who drew it up.
"""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone

from ansinh.acts.children.cases import Said, held, in_time, moved, written
from ansinh.acts.children.limits import set_due
from ansinh.acts.preparing import NotNow
from ansinh.acts.wrong import Wrong
from ansinh.law.child_protection import isolated_until, protection
from ansinh.record.models.child_cases import CaseState, CaseStep, ChildCase
from ansinh.record.models.users import User

APART = (
    CaseState.PROTECTED, CaseState.DETAILED, CaseState.MET, CaseState.PLANNED, CaseState.APPROVED, CaseState.CARRIED,
)  # fmt: skip
"""The states in which a child may still be kept apart."""


def protect(
    case: ChildCase, *, said: Said, done_at: datetime.datetime, by: User, now: datetime.datetime,
    isolated_from: datetime.date | None = None, until: datetime.date | None = None,
) -> ChildCase:  # fmt: skip
    """Measures within twelve hours, and the child kept apart when need be (Mẫu số 07). Raises ``Wrong``, ``NotNow``."""
    with transaction.atomic():
        case = held(case, by, CaseState.ASSESSED)
        kept = written("protect", said)
        in_time(case, done_at, now)
        if not case.danger:
            raise NotNow("Đánh giá ban đầu không thấy nguy cơ nghiêm trọng: làm tiếp bước đánh giá cụ thể.")
        if isolated_from is not None:
            if isolated_from < timezone.localtime(case.informed_at).date():
                raise Wrong("isolated_from", "Ngày bắt đầu cách ly ở trước ngày nhận tin.")
            _apart(isolated_from, until, "", kept.get("decision", ""))
            case.isolated_from, case.isolated_until = isolated_from, until
        elif until is not None:
            raise Wrong("isolated_from", "Ghi ngày bắt đầu cách ly.")
        return moved(case, CaseState.PROTECTED, "protect", kept, done_at, by)


def keep_apart_until(
    case: ChildCase, *, until: datetime.date, why: str, by: User, now: datetime.datetime, longer_by: str = ""
) -> ChildCase:
    """The child goes home earlier, or is kept apart longer; beyond 15 days a body in charge asked for it (Đ.32 k.3)."""
    with transaction.atomic():
        case = held(case, by, *APART)
        if case.isolated_from is None:
            raise NotNow("Trẻ em này không bị tạm thời cách ly.")
        if not why.strip():
            raise Wrong("why", "Ghi vì sao đổi ngày.")
        _apart(case.isolated_from, until, longer_by, "đã có")
        case.isolated_until, case.longer_by = until, longer_by.strip()
        set_due(case, timezone.localtime(now).date())
        case.save()
        said = {"until": f"{until:%d/%m/%Y}", "why": why.strip(), "longer_by": longer_by.strip()}
        CaseStep.objects.create(case=case, step="apart", done_at=now, said=said, by=by)
    return case


def _apart(first: datetime.date, until: datetime.date | None, longer_by: str, decision: str) -> None:
    if not decision:
        raise Wrong("decision", "Ghi số quyết định tạm thời cách ly (Mẫu số 07).")
    if until is None or until < first:
        raise Wrong("until", "Ghi ngày cuối cách ly, không trước ngày đầu.")
    limit = protection().limits["isolation"]
    if until > isolated_until(first) and not longer_by.strip():
        raise Wrong(
            "until", f"Cách ly tối đa {limit.days} ngày, đến {isolated_until(first):%d/%m/%Y} ({limit.at}),"
            " trừ khi cơ quan có thẩm quyền yêu cầu: khi ấy ghi số văn bản yêu cầu.",
        )  # fmt: skip


def detail(
    case: ChildCase, *, said: Said, done_at: datetime.datetime, by: User, now: datetime.datetime
) -> ChildCase:  # fmt: skip
    """What the child needs, in detail (Mẫu số 03); a child in serious danger is protected first."""
    with transaction.atomic():
        case = held(case, by, CaseState.ASSESSED, CaseState.PROTECTED)
        if case.danger and case.state == CaseState.ASSESSED:
            raise NotNow("Trẻ em đang nguy hiểm: áp dụng biện pháp khẩn cấp trước, trong 12 giờ từ khi nhận tin.")
        kept = written("detail", said)
        in_time(case, done_at, now)
        return moved(case, CaseState.DETAILED, "detail", kept, done_at, by)


def meet(
    case: ChildCase, *, said: Said, done_at: datetime.datetime, by: User, now: datetime.datetime
) -> ChildCase:  # fmt: skip
    """The meeting the commune's chair holds about the measures (Đ.27 k.2)."""
    with transaction.atomic():
        case = held(case, by, CaseState.DETAILED)
        kept = written("meet", said)
        in_time(case, done_at, now)
        return moved(case, CaseState.MET, "meet", kept, done_at, by)


def plan(
    case: ChildCase, *, said: Said, ends: datetime.date, done_at: datetime.datetime, by: User, now: datetime.datetime
) -> ChildCase:
    """The plan with its draft decision goes to the chair (Mẫu số 04, 05); after a review, a new one (Đ.30 k.1 c)."""
    with transaction.atomic():
        case = held(case, by, CaseState.MET, CaseState.REVIEWED)
        kept = written("plan", said)
        in_time(case, done_at, now)
        if case.state == CaseState.REVIEWED and case.safe:
            raise NotNow("Rà soát cho thấy trẻ em đã an toàn: kết thúc vụ việc.")
        if ends < timezone.localtime(done_at).date():
            raise Wrong("ends", "Ngày dự kiến kết thúc ở trước ngày lập kế hoạch.")
        case.planned_by, case.approved_by, case.approved_on, case.decision = by, None, None, ""
        case.plan_ends, case.safe = ends, None
        return moved(case, CaseState.PLANNED, "plan", kept | {"ends": f"{ends:%d/%m/%Y}"}, done_at, by)


def approve(
    case: ChildCase, *, decision: str, approved_on: datetime.date, by: User, now: datetime.datetime
) -> ChildCase:
    """The chair approves the plan (Mẫu số 05). Raises ``Wrong``, ``NotNow``."""
    with transaction.atomic():
        case = held(case, by, CaseState.PLANNED, verb="approve")
        if case.planned_by_id == by.pk:
            raise NotNow("Người lập kế hoạch không tự phê duyệt.")
        if not decision.strip():
            raise Wrong("decision", "Ghi số quyết định phê duyệt.")
        planned = case.steps.filter(step="plan").latest("pk").done_at
        if not timezone.localtime(planned).date() <= approved_on <= timezone.localtime(now).date():
            raise Wrong("approved_on", "Ngày ký phải từ ngày trình kế hoạch đến hôm nay.")
        case.approved_by, case.approved_on, case.decision = by, approved_on, decision.strip()
        return moved(case, CaseState.APPROVED, "approve", {"decision": decision.strip()}, now, by)


def send_back(case: ChildCase, *, why: str, by: User, now: datetime.datetime) -> ChildCase:
    """The chair wants another plan. Raises ``Wrong``, ``NotNow``."""
    with transaction.atomic():
        case = held(case, by, CaseState.PLANNED, verb="approve")
        if not why.strip():
            raise Wrong("why", "Ghi kế hoạch cần sửa gì.")
        return moved(case, CaseState.MET, "send_back", {"why": why.strip()}, now, by)


def carry(
    case: ChildCase, *, said: Said, done_at: datetime.datetime, by: User, now: datetime.datetime
) -> ChildCase:  # fmt: skip
    """Something of the plan is done or looked after (Đ.29); the first begins the carrying out."""
    with transaction.atomic():
        case = held(case, by, CaseState.APPROVED, CaseState.CARRIED)
        kept = written("carry", said)
        in_time(case, done_at, now)
        if case.steps.filter(step="carry", said=kept, done_at=done_at).exists():
            raise NotNow("Việc này đã ghi rồi.")
        return moved(case, CaseState.CARRIED, "carry", kept, done_at, by)


def review(
    case: ChildCase, *, safe: bool, said: Said, done_at: datetime.datetime, by: User, now: datetime.datetime
) -> ChildCase:
    """How the child is after the plan (Mẫu số 06): at no more risk and stable, or not yet."""
    with transaction.atomic():
        case = held(case, by, CaseState.CARRIED)
        kept = written("review", said)
        in_time(case, done_at, now)
        case.safe = safe
        return moved(case, CaseState.REVIEWED, "review", kept, done_at, by)


def close(case: ChildCase, *, by: User, now: datetime.datetime) -> ChildCase:
    """The chair ends a case whose child is safe and stable (Đ.30 k.1 b). Raises ``NotNow``."""
    with transaction.atomic():
        case = held(case, by, CaseState.REVIEWED, verb="approve")
        if not case.safe:
            raise NotNow("Trẻ em còn nguy cơ hoặc chưa ổn định: lập kế hoạch mới (Điều 30 khoản 1 điểm c).")
        case.ended_on = timezone.localtime(now).date()
        return moved(case, CaseState.CLOSED, "close", {}, now, by)
