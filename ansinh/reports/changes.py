"""What is not as it was last month on the lists of one month, award by award, with the reason. Reads only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import connection

from ansinh.reckoning.months import month_of, month_text
from ansinh.record.branches import communes_of
from ansinh.record.models.assistance import ONCE
from ansinh.record.models.payroll import Run


class Change(NamedTuple):
    """One award that is not as it was last month: what kind of change, by how much, and why in one sentence.

    ``what``: new, stopped, level, moved, arrears, carried, debt, relief, deducted.
    """

    what: str
    person_id: int
    name: str
    birth: str
    unit: str
    code: str
    before: int
    after: int
    why: str
    months: str


BASE = (
    "(select (b -> 'because' -> 0 ->> 'sentence') || '|' || (b ->> 'units') from jsonb_array_elements({0}.ruling ->"
    " 'benefits') b where b ->> 'code' = {0}.code limit 1)"
)
"""The ruling's first sentence (which level, by which article) and how many are counted, of the benefit drawn."""

CHANGES = ("new", "stopped", "level", "moved", "arrears", "carried", "debt", "relief", "deducted")


def counts(runs: Sequence[Run]) -> dict[str, tuple[int, int]]:
    """How many people changed in each way since last month, and the money of it (stopped: what no longer is due).

    ``runs``: lists of one month, compared together: who moved from one to another is neither stopped nor new.
    """
    found = dict.fromkeys(CHANGES, (0, 0))
    if not runs:
        return found
    query, values = _compared(runs)
    told = f"select what, count(distinct person_id), sum(after - before)::bigint from ({query}) c group by 1"
    return found | {what: (number, money) for what, number, money in _rows(told, values)}


def changes(runs: Sequence[Run], *, what: str | None = None, unit: int | None = None) -> list[Change]:
    """What is not as it was last month on the lists of one month; of one kind, of one commune when asked."""
    if not runs:
        return []
    query, values = _compared(runs)
    month = runs[0].month
    asked = {"c.what": what, "c.unit_id": unit}
    narrowed = " and ".join(f"{column} = %s" for column, value in asked.items() if value is not None)
    rows = _rows(
        f"""
        select c.what, p.id, p.full_name, p.birth_year, p.birth_month, p.birth_day, u.kind, u.name, c.code, c.before,
               c.after, c.coefficient, a.decision_number, a.stop_number, a.stop_reason, a.until_month, a.from_month,
               p.died_on, c.months, c.code_before, a.kind, c.coefficient_before, sus.reason, c.base, c.base_before
        from ({query}) c
        join assistance_award a on a.id = c.award_id
        join people_person p on p.id = c.person_id
        join places_unit u on u.id = c.unit_id
        left join lateral (select reason from assistance_suspension s where s.award_id = a.id
                           and s.from_month <= {month} and (s.until_month is null or s.until_month > {month})
                           and not s.paid_back limit 1) sus on true
        {f"where {narrowed}" if narrowed else ""} order by u.name, p.name_sort, c.months""",
        [*values, *(value for value in asked.values() if value is not None)],
    )
    return [_change(month, row) for row in rows]


def _compared(runs: Sequence[Run]) -> tuple[str, list[Any]]:
    """SQL of every award's difference from last month: level lines side by side, then the lines of earlier months."""
    units, month, ids = sorted(communes_of([run.scope for run in runs])), runs[0].month, [run.pk for run in runs]
    query = f"""
        with now as (select award_id, max(person_id) person_id, max(unit_id) unit_id, sum(amount) amount,
                            max(ruling_id) ruling_id
                     from payroll_line where run_month = %s and run_id = any(%s) and entry = 1 and for_month = run_month
                     group by 1),
             last as (select award_id, max(person_id) person_id, max(unit_id) unit_id, sum(amount) amount,
                             max(ruling_id) ruling_id
                      from payroll_line l where run_month = %s and entry = 1 and for_month = run_month
                        and unit_id = any(%s)
                      group by 1)
        select case when last.award_id is null then 'new' when now.award_id is null then 'stopped'
                    when now.amount <> last.amount then 'level' else 'moved' end as what,
               coalesce(now.award_id, last.award_id) as award_id, coalesce(now.person_id, last.person_id) as person_id,
               coalesce(now.unit_id, last.unit_id) as unit_id, coalesce(rn.code, rl.code) as code,
               coalesce(last.amount, 0)::bigint as before, coalesce(now.amount, 0)::bigint as after,
               rn.coefficient as coefficient, '' as months, coalesce(rl.code, '') as code_before,
               rl.coefficient as coefficient_before, {BASE.format("rn")} as base, {BASE.format("rl")} as base_before,
               coalesce(now.ruling_id, last.ruling_id) as ruling_id
        from now full join last on last.award_id = now.award_id
        left join payroll_ruling rn on rn.id = now.ruling_id
        left join payroll_ruling rl on rl.id = last.ruling_id
        where last.award_id is null or now.award_id is null or now.amount <> last.amount
           or coalesce((select max(new_id) from places_change where old_id = last.unit_id and whole), last.unit_id)
              <> coalesce((select max(new_id) from places_change where old_id = now.unit_id and whole), now.unit_id)
        union all
        select case entry when 2 then 'arrears' when 3 then 'carried' when 4 then 'debt' when 5 then 'relief'
                          when 6 then 'deducted' else 'new' end,
               award_id, max(l.person_id), max(l.unit_id), max(r.code), 0, sum(l.amount)::bigint, '',
               min(for_month) || '-' || max(for_month) || '-' || count(distinct for_month), '', '', '', '',
               max(ruling_id)
        from payroll_line l left join payroll_ruling r on r.id = l.ruling_id
        where l.run_month = %s and l.run_id = any(%s) and (for_month < run_month or entry = 6)
        group by entry, award_id"""
    return query, [month, ids, month - 1, units, month, ids]


def _change(run_month: int, row: tuple[Any, ...]) -> Change:
    (what, person, name, year, month, day, kind, unit, code, before, after, coefficient, decision, stop_number,
     stop_reason, until, since, died, months, code_before, award_kind, coefficient_before, pause, base,
     base_before) = row  # fmt: skip
    birth = "/".join(f"{part:02}" for part in (day, month) if part) + ("/" if month else "") + str(year or "")
    why = {
        "new": lambda: f"hưởng từ {month_text(since)}" + (f", quyết định {decision}" if decision else ""),
        "stopped": lambda: _stopped(died, until, stop_reason, stop_number, pause, award_kind, run_month),
        "level": lambda: _level((code_before, coefficient_before, base_before), (code, coefficient, base)),
        "moved": lambda: "chuyển xã",
        "arrears": lambda: "truy lĩnh " + _months(months),
        "carried": lambda: "tháng trước chưa nhận, mang sang: " + _months(months),
        "debt": lambda: "đã chi quá mức, phải thu hồi: " + _months(months),
        "relief": lambda: "bớt khoản phải thu hồi: " + _months(months),
        "deducted": lambda: "trừ vào trợ cấp theo phương án hoàn trả: " + _months(months),
    }[what]()
    return Change(what, person, name, birth, f"{kind} {unit}", code or "", before, after, why, _months(months))


def _stopped(died: Any, until: Any, reason: str, number: str, pause: Any, kind: str, month: int) -> str:
    if kind in ONCE:
        return "trợ cấp một lần của tháng trước"
    if died is not None and month_of(died) < month:
        return f"chết ngày {died:%d/%m/%Y}"
    if until is not None and until <= month:
        return (reason or "thôi hưởng") + (f", quyết định {number}" if number else "")
    return f"tạm dừng: {pause}" if pause else "theo dữ kiện tháng này luật không cho hưởng"


def _level(before: tuple[str, str, str | None], after: tuple[str, str, str | None]) -> str:
    """What made the amount another one: the group, the coefficient, how many are counted, the level."""
    base_before, units_before = (before[2] or "|").rsplit("|", 1)
    base, units = (after[2] or "|").rsplit("|", 1)
    said = [f"chuyển nhóm {before[0]} sang {after[0]}"] if before[0] != after[0] else []
    if before[1] != after[1]:
        said.append(f"hệ số {before[1]} → {after[1]}".replace(".", ","))
    if units_before != units:
        said.append(f"số con được tính {units_before} → {units}")
    if base_before != base:
        said.append(f"{base[:1].lower()}{base[1:]}")
    return ", ".join(said)


def _months(text: str) -> str:
    """``24317-24319-3`` as "06/2026–08/2026 (3 tháng)"."""
    if not text:
        return ""
    first, last, number = (int(part) for part in text.split("-"))
    return month_text(first) if first == last else f"{month_text(first)}–{month_text(last)} ({number} tháng)"


def _rows(query: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()
