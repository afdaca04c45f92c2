"""Files of people with merit moved out (decree 131/2021 Article 131): paid here through a month, there from the next.

Between two places of one province the awards run on and the new place pays them; out of it they end here, the person
lives there (and the health insurance of here ends), and the slip says what was drawn and through which month.
"""

from __future__ import annotations

import datetime

from django.db import transaction

from ansinh.acts import assistance, authority, entitlement, people, permit
from ansinh.acts.merit_running import monthly, paid_through
from ansinh.acts.merit_slips import keep, status_lines
from ansinh.acts.wrong import Wrong
from ansinh.law.procedure import all_versions
from ansinh.reckoning.money import format_dong
from ansinh.reckoning.months import month_of, month_text
from ansinh.record.branches import province_of
from ansinh.record.models.assistance import Award, Kind
from ansinh.record.models.merit import Slip, SlipKind
from ansinh.record.models.people import Person
from ansinh.record.models.places import Unit
from ansinh.record.models.users import User

MOVED = "Di chuyển hồ sơ"
"""Why an award ended, when its file went to another province."""


def move_out(
    person: Person, *, on: datetime.date, by: User | None, to_unit: Unit | None = None, to_place: str = "",
    village: str = "",
) -> Slip:  # fmt: skip
    """The file goes to a commune, or to a place told in words; the slip is written. Raises ``Wrong``."""
    if by is not None:
        permit.check(by, "register", person.unit)
    if person.merged_into is not None:
        raise Wrong("place", f"Hồ sơ này đã gộp vào hồ sơ của {person.merged_into}: di chuyển hồ sơ ấy.")
    if person.died_on is not None:
        raise Wrong("place", f"{person.full_name} đã mất ngày {person.died_on:%d/%m/%Y}: không di chuyển hồ sơ nữa.")
    to_place = authority.whole_name(to_unit) if to_unit is not None else " ".join(to_place.split())
    if not to_place:
        raise Wrong("place", "Ghi nơi chuyển đến.")
    if to_unit is not None and to_unit.pk == person.unit_id:
        raise Wrong("place", "Người này đang ở đó.")
    running = monthly(person, month_of(on))
    if not running:
        raise Wrong("place", f"{person.full_name} không đang hưởng khoản ưu đãi nào để di chuyển hồ sơ.")
    with permit.whole(by), transaction.atomic():
        through = paid_through(person, on)
        late = person.awards.filter(kind__startswith="merit_", from_month__gt=through).first()
        if late is not None:
            since = month_text(late.from_month)
            raise Wrong("place", f"Có khoản hưởng từ tháng {since}, sau tháng chi cuối ở đây: xem lại khoản ấy trước.")
        slip = _slip(person, running, through, on=on, by=by, to_unit=to_unit, to_place=to_place)
        if to_unit is None or not _one_province(person.unit, to_unit):
            for award in running:
                assistance.stop(
                    award, until_month=through + 1, reason=MOVED, by=None, number=slip.number_text, decided_on=on
                )
        if to_unit is not None:
            people.move(person, to_unit, from_month=through + 1, by=None, village=village)
    return slip


def _one_province(one: Unit, other: Unit) -> bool:
    """Whether two communes lie in one province."""
    found = province_of([one.pk, other.pk])
    return found[one.pk] == found[other.pk]


def _slip(
    person: Person, running: list[Award], through: int, *, on: datetime.date, by: User | None, to_unit: Unit | None,
    to_place: str,
) -> Slip:  # fmt: skip
    office = authority.signing("province_chair", authority.home(person, on), on)
    return keep(
        person, kind=SlipKind.MOVED, office=office, bureau=_bureau(on), lines=status_lines(person, on), on=on, by=by,
        communes={person.unit_id, *({to_unit.pk} if to_unit else ())}, to_unit=to_unit, to_place=to_place,
        paid_through=through,
        fields={
            "to_place": to_place, "paid": _drawn(person, running, on), "paid_through": month_text(through),
            "next_month": month_text(through + 1),
        },
    )  # fmt: skip


def _drawn(person: Person, running: list[Award], on: datetime.date) -> list[str]:
    """What is drawn a month, an award a line: ``Trợ cấp thương binh…: 9.000.000 đ/tháng``."""
    kinds = [award.kind for award in running]
    ruling = entitlement.offer(person, kinds=kinds, on=on).ruling
    return [f"{Kind(kind).label}: {format_dong(ruling.amount(kind))}/tháng" for kind in kinds]


def _bureau(on: datetime.date) -> str:
    """The bureau of the province that keeps the files of merit on a day; before what is known, the earliest one."""
    keeping = sorted((law for law in all_versions() if law.bureau), key=lambda law: law.since)
    return ([law for law in keeping if law.since <= on] or keeping[:1])[-1].bureau
