"""Who was paid over several months, from which purse and how much: behind a half-year's sum, its people."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple

from django.db import connection

from ansinh.record.models.assistance import ONCE
from ansinh.record.models.payroll import KINDS, PAYABLE, SETTLING, Outcome

_ONCE = f"({', '.join(str(KINDS.index(kind)) for kind in ONCE)})"
_GIVEN = f"({', '.join(str(entry.value) for entry in PAYABLE)})"
_STATES = ", ".join(f"'{state}'" for state in SETTLING)
_BACK = f"('{Outcome.UNPAID}', '{Outcome.UNPAID_STOP}')"


class Paid(NamedTuple):
    """One person and one purse: months with something monthly, and đồng monthly and paid once.

    What came back unpaid is not in it; what was carried over counts in the month it was paid.
    """

    person_id: int
    unit_id: int
    name: str
    birth: str
    place: str
    groups: str
    months: int
    monthly: int
    once: int

    @property
    def total(self) -> int:
        return self.monthly + self.once


def paid(months: range, family: int, units: Collection[int] | None = None) -> list[Paid]:
    """Everybody whom approved lists of these months paid from a purse, in order of names; of some communes' lists."""
    where = "" if units is None else " and l.unit_id = any(%s)"
    query = f"""
        with part as (
            select l.person_id, max(l.unit_id) as unit_id, string_agg(distinct r.code, ' + ' order by r.code) as groups,
                   count(distinct l.run_month) filter (where l.kind not in {_ONCE}) as months,
                   coalesce(sum(l.amount) filter (where l.kind not in {_ONCE}), 0)::bigint as monthly,
                   coalesce(sum(l.amount) filter (where l.kind in {_ONCE}), 0)::bigint as once
            from payroll_line l join payroll_run n on n.id = l.run_id and n.state in ({_STATES})
            join payroll_ruling r on r.id = l.ruling_id
            left join payroll_result res on res.run_id = l.run_id and res.person_id = l.person_id
                 and res.family = payroll_family(l.kind) and res.outcome in {_BACK}
            where l.run_month between %s and %s and l.entry in {_GIVEN} and payroll_family(l.kind) = %s
              and res.run_id is null{where}
            group by 1)
        select p.id, part.unit_id, p.full_name,
               concat_ws('/', lpad(p.birth_day::text, 2, '0'), lpad(p.birth_month::text, 2, '0'), p.birth_year::text),
               concat_ws(', ', nullif(p.village, ''), u.kind || ' ' || u.name), part.groups,
               part.months, part.monthly, part.once
        from part join people_person p on p.id = part.person_id join places_unit u on u.id = part.unit_id
        order by p.name_sort, p.id"""
    values: list[Any] = [months[0], months[-1], family, *([] if units is None else [sorted(units)])]
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return [Paid(*row) for row in cursor.fetchall()]
