"""A case of a child harmed or at risk, from the information to its first assessment (decree 56/2017 Đ.25–26).

Every verb asks first whether ``by`` is entrusted with protecting children. Who told is kept apart (Đ.24).
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import NamedTuple

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from ansinh.acts import permit
from ansinh.acts.attaching import keep
from ansinh.acts.children.circumstances import born
from ansinh.acts.children.limits import set_due
from ansinh.acts.preparing import NotNow
from ansinh.acts.wrong import Wrong
from ansinh.law.child_groups import age, groups
from ansinh.law.child_protection import protection
from ansinh.record.models.child_cases import CaseFile, CaseLook, CaseState, CaseStep, ChildCase, Informant, ToldBy
from ansinh.record.models.people import Person
from ansinh.record.models.places import Unit
from ansinh.record.models.users import User

Said = Mapping[str, str]
"""What is written at a step, by the fields of its form (law/child_protection)."""


class Child(NamedTuple):
    """The child: of the register, or as far as it is known."""

    person: Person | None = None
    name: str = ""
    sex: str = ""
    birth_year: int | None = None


class Teller(NamedTuple):
    """Who told, how to reach them, what they are to the child; all may be unknown."""

    name: str = ""
    contact: str = ""
    relation: str = ""


def record(
    unit: Unit, child: Child, *, told_by: str, informed_at: datetime.datetime, said: Said, danger: bool, by: User,
    now: datetime.datetime, group: str = "", teller: Teller | None = None,
) -> ChildCase:  # fmt: skip
    """The information is written down (Mẫu số 01). Raises ``Wrong``, ``permit.Refused``."""
    permit.check_protects(by, "register", unit)
    if told_by not in ToldBy.values:
        raise Wrong("told_by", "Chọn nơi tiếp nhận thông tin.")
    if informed_at > now:
        raise Wrong("informed_at", "Lúc nhận tin ở sau bây giờ.")
    informed = timezone.localtime(informed_at).date()
    if informed < (since := protection().since):
        raise Wrong("informed_at", f"{protection().decree} có hiệu lực từ {since:%d/%m/%Y}: xem lại năm nhận tin.")
    _young(child, informed)
    if group and group not in {one.code for one in groups().every}:
        raise Wrong("group", "Chọn nhóm hoàn cảnh.")
    kept = written("record", said)
    teller = teller or Teller()
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=unit.pk)
        _once(unit, child, informed_at, kept)
        year = informed.year
        last = ChildCase.objects.filter(unit=unit, year=year).aggregate(n=Max("number"))["n"]
        case = ChildCase(
            unit=unit, year=year, number=(last or 0) + 1, person=child.person, name=child.name.strip(), sex=child.sex,
            birth_year=child.birth_year, told_by=told_by, informed_at=informed_at, group=group, danger=danger, by=by,
        )  # fmt: skip
        set_due(case, informed)
        case.save()
        CaseStep.objects.create(case=case, step="record", done_at=informed_at, said=kept, by=by)
        Informant.objects.create(case=case, by=by, **{name: text.strip() for name, text in teller._asdict().items()})
    return case


def _once(unit: Unit, child: Child, informed_at: datetime.datetime, kept: Mapping[str, str]) -> None:
    """The same information of the same child is written once, though it is sent twice."""
    same = ChildCase.objects.filter(
        unit=unit, person=child.person, name=child.name.strip(), sex=child.sex, birth_year=child.birth_year,
        informed_at=informed_at,
    )  # fmt: skip
    again = same.filter(steps__step="record", steps__said=dict(kept)).first()
    if again is not None:
        raise Wrong("informed_at", f"Tin này đã ghi thành vụ việc {again.code}.")


def _young(child: Child, informed: datetime.date) -> None:
    """A case is of a child: under 16 when it was told, as far as the birth is known."""
    who = child.person
    birth = born(who) if who is not None else (child.birth_year, 12, 31) if child.birth_year else None
    if birth is None or 0 <= age(birth, informed) < groups().under or (who is None and birth[0] == informed.year):
        return
    said = f"Trẻ em là người dưới {groups().under} tuổi: người này sinh năm {birth[0]}, lúc nhận tin "
    said += "chưa sinh." if age(birth, informed) < 0 else "không còn là trẻ em."
    raise Wrong("who" if who is not None else "birth_year", said)


def assess(
    case: ChildCase, *, danger: bool, said: Said, done_at: datetime.datetime, by: User, now: datetime.datetime
) -> ChildCase:
    """The first assessment (Mẫu số 02): whether the child is in serious danger. Raises ``Wrong``, ``NotNow``."""
    with transaction.atomic():
        case = held(case, by, CaseState.RECORDED)
        kept = written("assess", said)
        in_time(case, done_at, now)
        case.danger = danger
        return moved(case, CaseState.ASSESSED, "assess", kept, done_at, by)


def put_aside(
    case: ChildCase, *, why: str, done_at: datetime.datetime, by: User, now: datetime.datetime
) -> ChildCase:  # fmt: skip
    """It is another office's, or not so: it ends here, with why. Raises ``Wrong``, ``NotNow``."""
    with transaction.atomic():
        case = held(case, by, CaseState.RECORDED, CaseState.ASSESSED)
        if not why.strip():
            raise Wrong("why", "Ghi chuyển đi đâu, hoặc vì sao tin không đúng.")
        in_time(case, done_at, now)
        case.ended_on = timezone.localtime(done_at).date()
        return moved(case, CaseState.ASIDE, "aside", {"why": why.strip()}, done_at, by)


def attach(case: ChildCase, *, name: str, content: bytes, by: User) -> CaseFile:
    """A paper of the case, the filled-in form of the decree among them. Raises ``scans.Unreadable``."""
    permit.check_protects(by, "register", case.unit)
    return keep(CaseFile, name=name, content=content, by=by, case=case)


def look(case: ChildCase, *, what: str, by: User) -> None:
    """That somebody opened the case, its informant, a paper or a file is kept. Raises ``permit.Refused``."""
    permit.check_protects(by, "see", case.unit)
    CaseLook.objects.create(case=case, what=what, by=by)


def held(case: ChildCase, by: User, *states: str, verb: str = "register") -> ChildCase:
    """The case locked, in one of these states. Raises ``NotNow``, ``permit.Refused``."""
    permit.check_protects(by, verb, case.unit)
    fresh = ChildCase.objects.select_for_update(of=("self",)).select_related("unit", "person").get(pk=case.pk)
    if fresh.state not in states:
        raise NotNow(f"Vụ việc đang ở bước “{CaseState(fresh.state).label}”.")
    return fresh


def moved(
    case: ChildCase, state: str, step: str, said: Mapping[str, object], done_at: datetime.datetime, by: User
) -> ChildCase:
    """The case in its new state with the limit of it, and the step that led there."""
    case.state = state
    set_due(case, timezone.localtime(done_at).date())
    case.save()
    CaseStep.objects.create(case=case, step=step, done_at=done_at, said=dict(said), by=by)
    return case


def in_time(case: ChildCase, done_at: datetime.datetime, now: datetime.datetime) -> None:
    """Nothing is done before what came before it, nor after now."""
    last = case.steps.order_by("-done_at").values_list("done_at", flat=True).first() or case.informed_at
    if not last.replace(second=0, microsecond=0) <= done_at <= now:  # times are typed to the minute
        told = f"{timezone.localtime(last):%H:%M %d/%m/%Y}"
        raise Wrong("done_at", f"Thời điểm phải từ {told} (bước trước) đến bây giờ.")


def written(step: str, said: Said) -> dict[str, str]:
    """What the form of a step asks, and only that; what must be written is. Raises ``Wrong``."""
    law = protection().step(step)
    kept = {name: said.get(name, "").strip() for name in law.fields}
    for name in law.needed:
        if not kept[name]:
            raise Wrong(name, f"Ghi mục “{law.fields[name]}”.")
    return {name: text for name, text in kept.items() if text}
