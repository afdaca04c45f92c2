"""The council of a commune: established by a decision, its members, its sessions and who attended them."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from typing import NamedTuple

from django.db import transaction

from ansinh.acts import permit
from ansinh.acts.dossiers import NotNow
from ansinh.law.disability import council as law
from ansinh.law.disability.rules import rule
from ansinh.record.models.disability import Attendance, Council, Member, Session
from ansinh.record.models.places import Unit
from ansinh.record.models.users import User


class Seated(NamedTuple):
    """Somebody to sit on the council: the name, the offices held, the title the decision gives."""

    full_name: str
    offices: Sequence[str]
    title: str = ""


class Quorum(NamedTuple):
    """How many members a session has, how many attend, how many are needed."""

    members: int
    present: int

    @property
    def needed(self) -> int:
        return law.quorum(self.members)

    @property
    def enough(self) -> bool:
        return law.has_quorum(self.members, self.present)


def establish(*, unit: Unit, number: str, decided_on: datetime.date, members: Sequence[Seated], by: User) -> Council:
    """A commune's council, by the chair's decision; the one before ends that day. Raises ``NotNow``."""
    permit.check(by, "register", unit)
    if not number.strip():
        raise NotNow("Ghi số quyết định thành lập Hội đồng.")
    seats = {seat.name for seat in law.seats(decided_on)}
    for member in members:
        if not member.full_name.strip() or not member.offices or not set(member.offices) <= seats:
            raise NotNow("Mỗi thành viên có họ tên và ít nhất một chức danh trong danh sách.")
    held = [office for member in members for office in member.offices]
    if missing := law.lacking(held, decided_on):
        named = "; ".join(seat.label for seat in missing)
        raise NotNow(f"Hội đồng còn thiếu: {named}. {rule('composition').because.place}.")
    if held.count(law.CHAIR) > 1:
        raise NotNow("Hội đồng chỉ có một Chủ tịch.")
    with transaction.atomic():
        Council.objects.filter(unit=unit, until_day__isnull=True).update(until_day=decided_on)
        made = Council.objects.create(unit=unit, number=number.strip(), decided_on=decided_on, by=by)
        for member in members:
            Member.objects.create(
                council=made, full_name=member.full_name.strip(), offices=list(member.offices), title=member.title,
                from_day=decided_on,
            )  # fmt: skip
    return made


def replace(member: Member, *, full_name: str, on: datetime.date, by: User, title: str = "") -> Member:
    """Somebody else takes the same offices from a day on (circular 01/2019 Article 2 clause 5)."""
    permit.check(by, "register", member.council.unit)
    if not full_name.strip():
        raise NotNow("Ghi họ tên thành viên mới.")
    if on <= member.from_day:
        raise NotNow(f"Ngày thay phải sau ngày {member.from_day:%d/%m/%Y}.")
    with transaction.atomic():
        Member.objects.filter(pk=member.pk, until_day__isnull=True).update(until_day=on)
        return Member.objects.create(
            council=member.council, full_name=full_name.strip(), offices=member.offices, title=title, from_day=on
        )


def current(unit: Unit) -> Council | None:
    """The council a commune has now."""
    return Council.objects.filter(unit=unit, until_day__isnull=True).first()


def members_on(council: Council, on: datetime.date) -> list[Member]:
    """Who sits on the council on a day."""
    return [m for m in council.members.all() if m.from_day <= on and (m.until_day is None or m.until_day > on)]


def open_session(council: Council, *, on: datetime.date, place: str, by: User) -> Session:
    """A meeting is called for a day at a place."""
    permit.check(by, "register", council.unit)
    if not place.strip():
        raise NotNow(f"Ghi nơi họp. {rule('place').sentence}")
    if on < council.decided_on or (council.until_day is not None and on >= council.until_day):
        raise NotNow("Ngày họp nằm ngoài thời gian của Hội đồng này.")
    return Session.objects.create(council=council, on=on, place=place.strip(), by=by)


def attend(session: Session, members: Collection[Member], *, by: User) -> Quorum:
    """Who attended, all of them at once; not once the session has concluded something."""
    permit.check(by, "register", session.council.unit)
    with transaction.atomic():
        Session.objects.select_for_update().get(pk=session.pk)
        if session.assessments.exclude(outcome="").exists():
            raise NotNow("Phiên này đã có kết luận: không sửa người dự họp được nữa.")
        sitting = {member.pk for member in members_on(session.council, session.on)}
        if any(member.pk not in sitting for member in members):
            raise NotNow("Chỉ thành viên Hội đồng trong ngày họp mới tính là dự họp.")
        wanted = {member.pk for member in members}
        gone = Attendance.objects.filter(session=session).exclude(member__in=wanted)
        for attendance in gone:
            for assessment in session.assessments.all():
                assessment.votes.filter(member=attendance.member_id).delete()
        gone.delete()
        for pk in wanted - set(session.present.values_list("pk", flat=True)):
            Attendance.objects.create(session=session, member_id=pk)
    return quorum(session)


def quorum(session: Session) -> Quorum:
    """Whether two thirds of the council attend (law Article 16 clause 3)."""
    sitting = {member.pk for member in members_on(session.council, session.on)}
    present = set(session.present.values_list("pk", flat=True))
    return Quorum(len(sitting), len(sitting & present))


def chairing(session: Session) -> Member | None:
    """The president, when attending."""
    return next((member for member in session.present.all() if law.CHAIR in member.offices), None)
