"""The small cast of the tests: the district of Phù Cừ on both maps, and the four people of its office.

Django's models are imported inside, because this module is read before Django is set up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ansinh.record.models.places import Unit
    from ansinh.record.models.users import User


@dataclass(frozen=True)
class PhuCu:
    """The demo's district on both maps: its province, itself, its communes of 2021 and of today by name."""

    province: Unit
    district: Unit
    communes: dict[str, Unit]
    today: dict[str, Unit]


def settle() -> PhuCu:
    """The rows of Phù Cừ (333): its 14 communes of 2021, what they became since, and the changes between."""
    from ansinh.record.models.places import Unit, UnitChange
    from ansinh.world import units as world

    steps = list(world.changes())
    old = [u for u in world.units() if u.code == "333" or u.parent_code == "333"]
    codes = {u.code for u in old}
    new_codes = {c.new_code for c in steps if c.old_code in codes}
    chosen = [u for u in world.units() if u.code == "33" and u.level == "province"] + old
    chosen += [u for u in world.units() if u.code in new_codes and u not in old and u.level == "commune"]
    rows: dict[tuple[str, object], Unit] = {}
    for unit in sorted(chosen, key=lambda u: (len(u.code), u.valid_from)):
        above = [row for (code, _), row in rows.items() if code == unit.parent_code]
        rows[unit.code, unit.valid_from] = Unit.objects.create(
            code=unit.code,
            level=unit.level,
            kind=unit.kind,
            name=unit.name,
            parent=next((row for row in reversed(above) if row.valid_from <= unit.valid_from), None),
            valid_from=unit.valid_from,
            valid_to=unit.valid_to,
            basis=unit.basis,
        )
    for step in steps:
        ends = (
            rows.get((step.old_code, step.old_valid_from)),
            rows.get((step.new_code, step.new_valid_from)),
        )
        if ends[0] and ends[1]:
            UnitChange.objects.create(old=ends[0], new=ends[1], whole=step.whole, on=step.on)
    communes = [u for u in rows.values() if u.level == "commune"]
    return PhuCu(
        province=next(u for u in rows.values() if u.level == "province"),
        district=next(u for u in rows.values() if u.level == "district"),
        communes={u.name: u for u in communes if u.valid_from == world.CODE_LIST_BEGINS},
        today={u.name: u for u in communes if u.valid_to is None},
    )


@dataclass(frozen=True)
class Office:
    """The cast: Lan prepares, Minh approves, Hoà looks on, the administrator gives out places."""

    lan: User
    minh: User
    hoa: User
    admin: User


def hire(phu_cu: PhuCu) -> Office:
    """The four people, each covering the whole district."""
    from ansinh.record.models.users import Role, User

    def person(username: str, role: str, last: str, first: str) -> User:
        user = User.objects.create_user(username, password="an-sinh-tests", role=role)
        user.last_name, user.first_name = last, first
        user.save()
        user.places.add(phu_cu.district)
        return user

    return Office(
        lan=person("lan", Role.OFFICER, "Nguyễn Thị", "Lan"),
        minh=person("minh", Role.APPROVER, "Trần Văn", "Minh"),
        hoa=person("hoa", Role.AUDITOR, "Lê Thị", "Hoà"),
        admin=person("admin", Role.ADMINISTRATOR, "Phạm Văn", "Quản"),
    )
