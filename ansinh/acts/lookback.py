"""How far back a list must look, and at whom: what was touched, what a decree reaches, what another place holds.

All of it looks at the whole register (``permit.whole``): people move, and what they were paid moves with them.
"""

from __future__ import annotations

import datetime

import polars as pl
from django.db import connection

from ansinh.acts import permit
from ansinh.acts.rulings import Desk, book_of
from ansinh.record.branches import whole_map
from ansinh.record.columns import Column
from ansinh.record.frames import array, frame
from ansinh.record.models.payroll import KINDS, SETTLING, Run

TOUCHED: list[Column] = [("award_id", "int8"), ("since", "int4"), ("touch", "int8")]
"""An award, the earliest month that may differ, and the touch that says so (0: none)."""

KIND_SQL = f"array_position('{{{','.join(KINDS)}}}'::text[], a.kind) - 1"
"""The number positions hold for the kind of award ``a``."""

PLACE = """
            join lateral (select unit_id from payroll_position where award_id = {award}
                          and from_month <= %(month)s order by from_month desc limit 1) last
              on last.unit_id"""
"""Where an award stands in the month of the run; followed by the condition on that commune."""


def touched(run: Run, units: list[int], awards: list[int] | None, *, unseen_only: bool = False) -> pl.DataFrame:
    """Awards whose holder is now in the run's place, with touches no other run has reckoned, a row a touch."""
    seen = "t.run_id is null" if unseen_only else f"(t.run_id is null or t.run_id = {run.pk})"
    only = "" if awards is None else f"and t.award_id = any({array(awards)})"
    return frame(
        f"""
        with mine as materialized (select award_id, from_month, id from payroll_touch t where {seen} {only})
        select award_id, mine.from_month as since, mine.id as touch
        from mine join assistance_award a on a.id = award_id
        left join lateral (select unit_id from payroll_position p
                           where p.person_id = a.person_id and p.kind = {KIND_SQL} and p.from_month <= {run.month}
                           order by p.from_month desc limit 1) last on true
        where coalesce(last.unit_id, (select unit_id from people_person p where p.id = a.person_id))
              = any({array(units)})""",
        TOUCHED,
    )


def reach(run: Run, desk: Desk, last_runs: list[Run]) -> int | None:
    """The first earlier month that everybody is compared from; None when none.

    A decree payable now and not at the last run may reach back; months without a list were never reckoned.
    """
    months = [last.month + 1 for last in last_runs] + [
        differs.number
        for last in last_runs
        for book, province in zip(desk.books, desk.provinces, strict=True)
        if (differs := book.differs_from(book_of(province, last.prepared_on, last.month))) is not None
    ]
    first = min(months, default=run.month)
    return first if first < run.month else None


def last_runs(run: Run, units: list[int]) -> list[Run]:
    """The last settled list of every commune of the run's place: one run, or several when several places paid."""
    missing, found = set(units), []
    for last in Run.objects.filter(month__lt=run.month, state__in=SETTLING).select_related("scope").order_by("-month"):
        if here := permit.communes_of([last.scope]) & missing:
            found.append(last)
            missing -= here
        if not missing:
            break
    return found


def settled_elsewhere(run: Run, units: list[int], awards: list[int] | None) -> set[int]:
    """Awards here for which another place's run already holds a line of this very month (the person moved since)."""
    only = "" if awards is None else "and l.award_id = any(%(awards)s)"
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            select distinct l.award_id
            from payroll_line l {PLACE.format(award="l.award_id")} = any(%(units)s::bigint[])
            where l.run_month = %(month)s and l.run_id <> %(run)s and l.for_month = %(month)s {only}""",
            {"run": run.pk, "awards": awards, "month": run.month, "units": units},
        )
        return {award for (award,) in cursor.fetchall()}


def resumed(run: Run, last_runs: list[Run], units: list[int], awards: list[int] | None) -> pl.DataFrame:
    """Awards here whose suspension came to its end since the last list: what waited is compared from the start."""
    only = "" if awards is None else f"and p.award_id = any({array(awards)})"
    since = min((last.month for last in last_runs), default=run.month - 1)
    place = PLACE.format(award="p.award_id") % {"month": run.month}
    return frame(
        f"""
        select p.award_id, (select min(from_month) from payroll_position
                            where person_id = p.person_id and kind = p.kind) as since, 0 as touch
        from payroll_position p {place} = any({array(units)})
        where p.held and p.until_month > {since} and p.until_month <= {run.month} {only}""",
        TOUCHED,
    )


def astray(run: Run, units: list[int]) -> list[int]:
    """Old communes of which only a part went into the place: nobody's, until it is known where their people live."""
    first = datetime.date(run.month // 12, run.month % 12 + 1, 1)
    here = set(units)
    parts = (change for change in whole_map().changes if not change.whole and change.on <= first)
    return sorted({part.old for part in parts if part.new in here and part.old not in here})


def leave_problems(run: Run, units: list[int]) -> None:
    """Problems of people who have moved out of the place since are for their new place to settle."""
    open_ones = run.problems.filter(settled_at__isnull=True).values_list("pk", "award_id")
    gone = _elsewhere_now(run, units + astray(run, units), [award for _, award in open_ones])
    run.problems.filter(pk__in=[pk for pk, award in open_ones if award in gone]).delete()


def hand_over(run: Run, units: list[int]) -> None:
    """Before the run's lines are thrown away: whoever has moved out meanwhile is for the new place to pay."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            insert into payroll_touch (award_id, from_month, at)
            select l.award_id, min(l.for_month), now()
            from payroll_line l {PLACE.format(award="l.award_id")} <> all(%(units)s::bigint[])
            where l.run_month = %(month)s and l.run_id = %(run)s group by 1""",
            {"run": run.pk, "month": run.month, "units": units},
        )


def _elsewhere_now(run: Run, units: list[int], awards: list[int]) -> set[int]:
    """Those of the awards whose place in the run's month is not among its communes."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            select a.award_id from unnest(%(awards)s::bigint[]) a (award_id)
            {PLACE.format(award="a.award_id")} <> all(%(units)s::bigint[])""",
            {"awards": awards, "month": run.month, "units": units},
        )
        return {award for (award,) in cursor.fetchall()}
