"""The people whom lists of one month pay, one row each: all of them, or of one group, commune or way of payment."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from django.db import connection

from ansinh.record.models.payroll import CHANNELS, LISTED_SQL, EntryKind, Run, Voucher
from ansinh.record.models.places import Unit
from ansinh.reports.entered import communes
from ansinh.reports.payroll import GROUP_SQL, called, group_names

TAKEN = EntryKind.DEDUCTION.value


class Wanted(NamedTuple):
    """Which part of the lists: a group, a commune's id, a way of payment, a purse; None or empty: whichever.

    ``units``: the communes of a place.
    """

    group: str = ""
    unit: int | None = None
    pay_by: str = ""
    family: int | None = None
    units: Collection[int] | None = None


class Listed(NamedTuple):
    """One person and what one purse pays in the part asked for, whole đồng; ``outcome`` is what came back, if any.

    ``earlier`` is for past months: arrears and what was carried over; ``deducted`` pays off a debt; ``run_id`` is the
    list.
    """

    person_id: int
    name: str
    birth: str
    place: str
    groups: str
    due: int
    earlier: int
    deducted: int
    outcome: str
    run_id: int

    @property
    def total(self) -> int:
        return self.due + self.earlier - self.deducted


def people(runs: Sequence[Run], wanted: Wanted) -> list[Listed]:
    """Everybody the lists of one month pay anything of what is wanted, in the order of names."""
    if not runs:
        return []
    where, values = _where(wanted)
    query = f"""
        with part as (
            select l.person_id, l.unit_id, l.run_id, payroll_family(l.kind) as family,
                   string_agg(distinct r.code, ' + ' order by r.code) as groups,
                   coalesce(sum(l.amount) filter (where l.entry = {EntryKind.DUE.value}), 0)::bigint as due,
                   coalesce(sum(l.amount) filter (where l.entry not in ({EntryKind.DUE.value}, {TAKEN})), 0)::bigint
                       as earlier,
                   coalesce(-sum(l.amount) filter (where l.entry = {TAKEN}), 0)::bigint as deducted
            from payroll_line l join payroll_ruling r on r.id = l.ruling_id
            where l.run_month = %s and l.run_id = any(%s) and l.entry in {LISTED_SQL} {where} group by 1, 2, 3, 4)
        select p.id, p.full_name, concat_ws('/', lpad(p.birth_day::text, 2, '0'), lpad(p.birth_month::text, 2, '0'),
               p.birth_year::text), concat_ws(', ', nullif(p.village, ''), u.kind || ' ' || u.name), part.groups,
               part.due, part.earlier, part.deducted, coalesce(res.outcome, ''), part.run_id
        from part join people_person p on p.id = part.person_id join places_unit u on u.id = part.unit_id
        left join payroll_result res on res.run_id = part.run_id and res.person_id = p.id
             and res.family = part.family
        order by p.name_sort, p.id, part.family"""
    with connection.cursor() as cursor:
        cursor.execute(query, [runs[0].month, [run.pk for run in runs], *values])
        return [Listed(*row) for row in cursor.fetchall()]


def groups(runs: Sequence[Run]) -> list[tuple[str, str]]:
    """The groups there are on the lists: code and name, in order of code."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"select {GROUP_SQL}, max(l.kind), max(r.id)"
            " from payroll_line l join payroll_ruling r on r.id = l.ruling_id"
            f" where l.run_month = %s and l.run_id = any(%s) and l.entry in {LISTED_SQL} group by 1",
            [runs[0].month, [run.pk for run in runs]],
        )
        rows = cursor.fetchall()
    names = group_names({code: ruling for code, _, ruling in rows})
    return sorted((code, called(kind, names[code])) for code, kind, _ in rows)


def communes_on(runs: Sequence[Run]) -> list[Unit]:
    """The communes of the branch entered whose people stand on these lists, in order of name."""
    units = Unit.objects.filter(pk__in=Voucher.objects.filter(run__in=runs).values("unit")).order_by("name")
    entered = communes()
    return list(units if entered is None else units.filter(pk__in=entered))


def _where(wanted: Wanted) -> tuple[str, list[Any]]:
    asked: dict[str, Any] = {}
    if wanted.group:
        asked[GROUP_SQL] = wanted.group
    if wanted.unit is not None:
        asked["l.unit_id"] = wanted.unit
    if wanted.pay_by:
        asked["l.pay_by"] = CHANNELS.index(wanted.pay_by)
    if wanted.family is not None:
        asked["payroll_family(l.kind)"] = wanted.family
    where, values = "".join(f" and {column} = %s" for column in asked), list(asked.values())
    if wanted.units is not None:
        where, values = f"{where} and l.unit_id = any(%s)", [*values, list(wanted.units)]
    return where, values
