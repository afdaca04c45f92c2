"""What a run reads, in columns: positions as they stand in their months, and what the ledger has settled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import polars as pl
import psycopg

from ansinh.reckoning.ledger import HOLDER
from ansinh.record import columns
from ansinh.record.frames import array, frame
from ansinh.record.ledger import raw_cursor
from ansinh.record.models.payroll import SETTLING, Run

POSITION: list[columns.Column] = [
    ("award_id", "int8"), ("person_id", "int8"), ("profile_id", "int8"), ("unit_id", "int8"), ("from_month", "int4"),
    ("until_month", "int4"), ("born", "int4"), ("kind", "int2"), ("pay_by", "int2"), ("held", "int2"),
]  # fmt: skip
PACKED: list[columns.Column] = [("award_id", "int8"), ("person_id", "int8"), ("unit_id", "int8"), ("packed", "int8")]
"""What the month itself needs of a position; ``packed`` is unpacked here as record/sql/merit.sql packs it."""

SETTLED: list[columns.Column] = [
    ("person_id", "int8"), ("kind", "int8"), ("for_month", "int8"), ("award_id", "int8"), ("settled", "int8"),
    ("owing", "int8"), ("unpaid", "int8"), ("ruling_id", "int8"),
]  # fmt: skip
RECOVERED_SQL = """
    select e.person_id, d.kind, e.for_month, sum(e.amount) as recovered
    from (select * from recovery_entry where {people}) e join recovery_debt d on d.id = e.debt_id
    where d.run_id is not null and e.account in ('withheld', 'cash', 'returned') group by 1, 2, 3"""
"""What was paid back of debts of lists."""

EXCESS_SQL = """
    select person_id, kind, for_month, sum(excess) as excess
    from (select payer_id as person_id, kind, for_month, excess from recovery_deduction where excess > 0) d
    where {people} group by 1, 2, 3"""
"""What lists took although nothing was owed any more."""

SETTLING_SQL = ", ".join(f"'{state}'" for state in SETTLING)


def held_in(month: int, units: list[int], awards: list[int] | None) -> str:
    """SQL of the positions that hold in a month in these communes, of these awards when they are named."""
    held = f"from_month <= {month} and until_month > {month} and unit_id = any({array(units)})"
    return held if awards is None else f"{held} and award_id = any({array(awards)})"


def of_people(people: list[int]) -> str:
    """SQL of everything that is these people's."""
    return f"person_id = any({array(people)})"


def read(where: str) -> pl.DataFrame:
    """The positions an SQL condition names, whole, with the columns of ``POSITION``."""
    names = ", ".join(name if name != "held" else "held::int as held" for name, _ in POSITION)
    return frame(f"select {names} from payroll_position where {where}", POSITION)


def packed(where: str, reader: psycopg.Cursor | None) -> Iterator[pl.DataFrame]:
    """What the month itself needs of positions, chunk by chunk: ``POSITION`` without the two months.

    They stream from the reader; without one they are read whole first, because this connection must do the rest too.
    """
    query = f"select {', '.join(name for name, _ in PACKED)} from payroll_position where {where}"
    rows: Iterable[np.ndarray] = columns.read(reader or raw_cursor(), query, PACKED)
    for chunk in rows if reader else list(rows):
        yield _unpacked(chunk)


def settled(run: Run, people: str, since: pl.DataFrame) -> pl.DataFrame:
    """What the ledger holds for these people's months, with the columns of ``SETTLED`` (whole đồng).

    ``people`` is an SQL condition on person_id; ``since`` (person_id, kind, since) says from which month on. Lists
    that settle count, and those of the run's month that are not this run. What a list deducted was given, unless
    more was taken than was owed; a debt that was paid back is no longer there to be relieved.
    """
    first = since["since"].min()
    if not isinstance(first, int):
        return pl.DataFrame(schema={name: pl.Int64 for name, _ in SETTLED})
    query = f"""
        select l.person_id, l.kind, l.for_month, max(l.award_id) as award_id,
               sum(amount) filter (where entry <> 6 and not (entry < 4 and back.id is not null)) as settled,
               -coalesce(sum(amount) filter (where entry in (4, 5)), 0) as owing,
               greatest(coalesce(sum(amount) filter (where entry < 4 and back.id is not null), 0)
                        - coalesce(sum(amount) filter (where entry = 3), 0), 0) as unpaid,
               max(ruling_id) as ruling_id
        from (select * from payroll_line where {people} and run_month between {first} and {run.month}) l
        join payroll_run r on r.id = l.run_id and (r.state in ({SETTLING_SQL})
                                                   or (r.month = {run.month} and r.id <> {run.pk}))
        left join payroll_result back
               on back.run_id = l.run_id and back.person_id = l.person_id and back.outcome <> 'paid'
              and back.family = payroll_family(l.kind)
        group by 1, 2, 3"""
    wanted = (
        "select person_id, kind, for_month, award_id, coalesce(settled, 0) - coalesce(excess, 0) as settled,"
        " owing - coalesce(recovered, 0) as owing, unpaid, ruling_id"
        f" from ({query}) s left join ({RECOVERED_SQL.format(people=people)}) b using (person_id, kind, for_month)"
        f" left join ({EXCESS_SQL.format(people=people)}) x using (person_id, kind, for_month)"
    )
    found = frame(wanted, SETTLED)
    return found.join(since, on=HOLDER).filter(pl.col("for_month") >= pl.col("since")).drop("since")


def _unpacked(rows: np.ndarray) -> pl.DataFrame:
    """The columns of a position, its ``packed`` number taken apart again (see record/sql/merit.sql)."""
    packed = rows["packed"].astype(np.int64)
    return pl.DataFrame({
        "award_id": rows["award_id"].astype(np.int64),
        "person_id": rows["person_id"].astype(np.int64),
        "unit_id": rows["unit_id"].astype(np.int64),
        "profile_id": packed >> 26,
        "born": (packed >> 9 & 0x1FFFF) - 1,
        "kind": packed >> 4 & 0x1F,
        "pay_by": packed >> 1 & 0x7,
        "held": packed & 1,
    })  # fmt: skip
