"""Administrative units into the register, from the lists kept in world/units; adding nothing twice."""

from __future__ import annotations

from django.db import connection, transaction

from ansinh.acts import permit
from ansinh.record.models.places import LocalFigure, Unit, UnitChange
from ansinh.record.models.users import User
from ansinh.world import units as world


@transaction.atomic
def load() -> int:
    """All units of both maps and their changes; gives how many units were new."""
    if Unit.objects.exists():
        return 0
    kept: dict[tuple[str, object], Unit] = {}
    by_code: dict[str, list[Unit]] = {}
    for level in ("province", "district", "commune"):
        listed = [unit for unit in world.units() if unit.level == level]
        made = Unit.objects.bulk_create(
            [
                Unit(
                    code=u.code, level=u.level, kind=u.kind, name=u.name, parent=_above(by_code, u),
                    valid_from=u.valid_from, valid_to=u.valid_to, basis=u.basis,
                )
                for u in listed
            ],
            batch_size=2_000,
        )  # fmt: skip
        kept |= {(row.level + row.code, row.valid_from): row for row in made}
        for row in made:
            by_code.setdefault(row.level + row.code, []).append(row)
    UnitChange.objects.bulk_create(
        [
            UnitChange(old=_end(kept, step.old_code, step.old_valid_from), whole=step.whole, on=step.on,
                       new=_end(kept, step.new_code, step.new_valid_from))
            for step in world.changes()
        ],
        batch_size=2_000,
    )  # fmt: skip
    return len(kept)


def _end(kept: dict[tuple[str, object], Unit], code: str, valid_from: object) -> Unit:
    level = {2: "province", 3: "district", 5: "commune"}[len(code)]
    return kept[level + code, valid_from]


def _above(by_code: dict[str, list[Unit]], unit: world.Unit) -> Unit | None:
    """The unit one level up that was there on the first day of this one, or came next."""
    if unit.parent_code is None:
        return None
    level = {2: "province", 3: "district"}[len(unit.parent_code)]
    held = by_code[level + unit.parent_code]
    day = unit.valid_from
    there = [row for row in held if row.valid_from <= day and (row.valid_to is None or day < row.valid_to)]
    return (there or held)[0]


def set_local_figure(
    *, province: Unit, from_month: int, amount: int, basis: str, by: User | None, figure: str = "standard_amount"
) -> LocalFigure:
    """A province's own level from a month on; everybody of the province is compared again from that month."""
    if by is not None:
        permit.check(by, "administer", province)
    if amount <= 0:
        raise ValueError("Mức của tỉnh phải là số tiền dương.")
    with transaction.atomic():
        row, _ = LocalFigure.objects.update_or_create(
            unit=province, figure=figure, from_month=from_month, defaults={"amount": amount, "basis": basis}
        )
        with connection.cursor() as cursor:
            cursor.execute(
                "insert into payroll_touch (award_id, from_month, at) select distinct award_id, %s::int, now()"
                " from payroll_position where unit_id = any(%s) and until_month > %s",
                [from_month, list(permit.communes_of([province])), from_month],
            )
    return row
