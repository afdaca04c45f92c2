"""Why a person comes onto the health insurance list, goes from it or changes group, as an officer would say it."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from ansinh.law.insurance_groups import Group
from ansinh.reckoning.months import first_day
from ansinh.record.branches import became
from ansinh.record.frames import array, frame
from ansinh.record.models.insurance import Reason, What

PEOPLE = [("person_id", "int8"), ("born", "int8"), ("died", "int8"), ("merged", "int8"), ("came", "int8")]


def reasoned(both: pl.DataFrame, known: Sequence[Group], *, month: int, first: bool, since: int) -> pl.DataFrame:
    """The lines that differ: ``both`` has person_id, now_unit, was_unit, before, after (codes), first, group<n>,
    came_from_outside.

    ``since`` is the month of the list before.
    """
    now_here = pl.col("was_unit").replace(became(first_day(month))) != pl.col("now_unit")
    differs = both.filter(
        (pl.col("before").is_null() != pl.col("after").is_null())
        | (pl.col("before") != pl.col("after"))
        | (now_here & pl.col("after").is_not_null() & pl.col("before").is_not_null())
    )
    what = (
        pl.when(pl.col("before").is_null()).then(pl.lit(str(What.ADD)))
        .when(pl.col("after").is_null()).then(pl.lit(str(What.REMOVE)))
        .when(pl.col("before") != pl.col("after")).then(pl.lit(str(What.CHANGE)))
        .otherwise(pl.lit(str(What.MOVE)))
    )  # fmt: skip
    differs = differs.with_columns(what=what).join(_people(differs, month, first), on="person_id", how="left")
    lines = differs.with_columns(
        reason=_reason(known, month, first, since), unit_id=pl.coalesce("now_unit", "was_unit"),
        before=pl.col("before").fill_null(""), after=pl.col("after").fill_null(""),
    )  # fmt: skip
    return lines.select("person_id", "unit_id", "what", "before", "after", "reason").sort("unit_id", "person_id")


def _people(differs: pl.DataFrame, month: int, first: bool) -> pl.DataFrame:
    """What reasons are found in: month of birth, of death, whether merged, the month of coming to the place."""
    ids = [] if first else differs["person_id"].to_list()
    return frame(
        "select p.id as person_id, coalesce(birth_year * 12 + coalesce(birth_month, 1) - 1, -1) as born,"
        " coalesce(extract(year from died_on)::int * 12 + extract(month from died_on)::int - 1, -1) as died,"
        " (merged_into_id is not null)::int as merged,"
        " coalesce((select max(r.from_month) from people_residence r where r.person_id = p.id"
        f" and r.from_month <= {month} and exists (select 1 from people_residence e"
        " where e.person_id = p.id and e.from_month < r.from_month)), -1) as came"
        f" from people_person p where p.id = any({array(ids)})",
        PEOPLE,
    )


def _reason(known: Sequence[Group], month: int, first: bool, since: int) -> pl.Expr:
    order = {one.code: at for at, one in enumerate(known)}
    elsewhere = [at for at, one in enumerate(known) if not one.ours]
    coming = (
        pl.when(pl.col("born") > since - 1).then(pl.lit(str(Reason.BORN)))
        .when(pl.col("came") > since).then(pl.lit(str(Reason.MOVED_IN)))
        .otherwise(pl.lit(str(Reason.GAINED)))
    )  # fmt: skip
    going = (
        pl.when(pl.col("merged") == 1).then(pl.lit(str(Reason.MERGED)))
        .when((pl.col("died") >= 0) & (pl.col("died") <= month)).then(pl.lit(str(Reason.DIED)))
        .when(pl.col("first").is_in(elsewhere)).then(pl.lit(str(Reason.ELSEWHERE)))
        .when(pl.col("now_unit").is_null() & (pl.col("came") > since)).then(pl.lit(str(Reason.MOVED_OUT)))
        .otherwise(pl.lit(str(Reason.LOST)))
    )  # fmt: skip
    still = pl.lit(False)
    for code, at in order.items():
        still = still | ((pl.col("before") == code) & pl.col(f"group{at}").fill_null(False))
    changing = pl.when(still).then(pl.lit(str(Reason.PRECEDES))).otherwise(pl.lit(str(Reason.CHANGED)))
    return (
        pl.when((pl.col("what") == What.ADD) & pl.lit(first)).then(pl.lit(str(Reason.FIRST)))
        .when(pl.col("what") == What.ADD).then(coming)
        .when(pl.col("what") == What.REMOVE).then(going)
        .when(pl.col("what") == What.CHANGE).then(changing)
        .when(pl.col("came_from_outside")).then(pl.lit(str(Reason.MOVED_IN)))
        .otherwise(pl.lit(str(Reason.MOVED)))
    )  # fmt: skip
