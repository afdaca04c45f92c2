"""A nation of 4,000,000 awards of assistance and 1,100,000 of merit, made from a seed: the month's run against the bare load of the same lines.

Each measure is a program of its own (``python -m bench.nation STEP``), so that its memory is its own; it prints one
line of JSON. The register holds one earlier month in the ledger, 1 % of the awards touched since, and 0.5 % of the
payments come back unpaid, so that the ledger has something to compare.
"""

from __future__ import annotations

import datetime
import json
import resource
import sys
import time
from contextlib import contextmanager
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SEED = 20_261
MONTH = 2024 * 12 + 9
"""October 2024: the month measured; September 2024 stands in the ledger."""


def main(step: str, *arguments: str) -> None:
    from ansinh.jobs import setup

    setup.django()
    from ansinh.acts import permit

    with permit.everywhere("bench"):
        told = STEPS[step](*arguments)
    told["rss_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps(told))


def build(awards: str) -> dict[str, Any]:
    """Fill the register with so many awards of assistance and their share of merit, one a person."""
    from django.db import connection

    from ansinh.acts import facts, places
    from ansinh.record.models.payroll import KINDS
    from ansinh.record.models.places import Level, Unit

    places.load()
    communes = list(Unit.objects.filter(level=Level.COMMUNE, valid_to="2025-07-01").values_list("pk", flat=True))
    with connection.cursor() as cursor:
        for table in ("people_person", "people_residence", "assistance_award"):
            cursor.execute(f"alter table {table} disable trigger user")
        # What only slows the filling down and the run never reads.
        cursor.execute("drop index if exists people_person_name_trigrams, people_person_by_unit")
        cursor.execute("alter table assistance_award drop constraint assistance_award_one_of_a_kind_at_a_time")
    rng = np.random.default_rng(SEED)
    first, distinct = 1, 0
    for kind, share, made in (("allowance", 4000, _profiles()), *_merit()):
        number = int(awards) * share // 4000
        profiles = list(facts.intern([one | {"claims": [kind]} for one in made]).values())
        _fill(kind, np.arange(first, first + number), rng.choice(profiles, number), np.array(communes), rng,
              KINDS.index(kind))  # fmt: skip
        first, distinct = first + number, distinct + len(profiles)
    with connection.cursor() as cursor:
        cursor.execute("analyze")
    return {"awards": first - 1, "assistance": int(awards), "profiles": distinct}


def _fill(
    kind: str, ids: np.ndarray, profiles: np.ndarray, communes: np.ndarray, rng: np.random.Generator, kind_number: int
) -> None:
    """So many people with one award of a kind each."""
    number = len(ids)
    born = (MONTH - np.clip(rng.normal(70, 22, number), 1, 104) * 12).astype(int)
    homes = communes[ids % len(communes)]
    since = np.full(number, MONTH - 1)
    _copy("people_person", [("id", "int8"), ("unit_id", "int8"), ("birth_year", "int2"), ("birth_month", "int2")], {
        "id": ids, "unit_id": homes, "birth_year": born // 12, "birth_month": born % 12 + 1,
    }, "full_name, name_folded, name_sort, identity_status, ethnicity, phone, village, pay_by, note, recorded_at",
        "'A', 'a', 'a', 'not_sent', '', '', '', 'post', '', now()")  # fmt: skip
    award = [("id", "int8"), ("person_id", "int8"), ("from_month", "int4"), ("reckoned_from", "int4")]
    _copy("assistance_award", award, {"id": ids, "person_id": ids, "from_month": since, "reckoned_from": since},
          "kind, code, decision_number, stop_number, stop_reason, recorded_at",
          f"'{kind}', 'A', '', '', '', now()")  # fmt: skip
    names = ["award_id", "person_id", "from_month", "until_month", "unit_id", "profile_id", "born", "kind", "pay_by"]
    widths = ["int8", "int8", "int4", "int4", "int8", "int8", "int4", "int2", "int2"]
    _copy("payroll_position", list(zip(names, widths, strict=True)), {
        "award_id": ids, "person_id": ids, "from_month": since, "until_month": np.full(number, 2**31 - 1),
        "unit_id": homes, "profile_id": profiles, "born": born, "kind": np.full(number, kind_number),
        "pay_by": (rng.random(number) < 0.3).astype(int),
    }, "held", "false")  # fmt: skip


def _profiles() -> Iterator[dict[str, Any]]:
    """Some fifty distinct sets of facts, of the kinds a register holds."""
    households, degrees, sides = ("poor", "near_poor", "other"), ("severe", "extreme"), (True, False)
    for household, degree, alone, studying, born in product(households, degrees, sides, sides, ("day", "year")):
        facts: dict[str, Any] = {"household": household, "disability": degree}
        facts |= {"no_supporter": True} if alone else {}
        facts |= {"studying": True} if studying else {}
        yield facts | ({} if born == "day" else {"born": born})


def _merit() -> Iterator[tuple[str, int, list[dict[str, Any]]]]:
    """Kinds of merit, their share of 4000 awards of assistance, and some dozens of sets of facts each."""
    own: dict[str, Any] = {"merit": "own"}
    yield "merit_wounded", 550, [own | {"wounded": "tb", "wounded_degree": degree} for degree in range(21, 101)]
    yield "merit_sick", 150, [own | {"sick_degree": degree} for degree in range(61, 101)]
    yield "merit_toxic", 200, [own | {"toxic_degree": degree} for degree in range(21, 101)]
    related = product((1, 2, 3), ("spouse", "parent"), ("day", "year"))
    yield (
        "merit_survivor",
        200,
        [
            {"merit": "survivor", "martyrs": martyrs, "survivor_as": relation, "retirement_age": True, "born": born}
            for martyrs, relation, born in related
        ],
    )


def _copy(table: str, columns: list[tuple[str, str]], values: dict[str, np.ndarray], names: str, rest: str) -> None:
    """Rows of whole numbers by COPY through a staging table, the other columns filled with constants."""
    from django.db import connection

    from ansinh.record.columns import Writer
    from ansinh.record.ledger import raw_cursor

    with connection.cursor() as cursor:
        cursor.execute(f"create temporary table staging ({', '.join(f'{n} {k}' for n, k in columns)})")
    with Writer(raw_cursor(), "staging", columns) as writer:
        writer.write(values)
    listed = ", ".join(name for name, _ in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"insert into {table} ({listed}, {names}) select {listed}, {rest} from staging")
        cursor.execute("drop table staging")


def first_month() -> dict[str, Any]:
    """The month before, prepared and approved; then some awards are touched and some payments come back."""
    from django.db import connection

    from ansinh.acts import payroll
    from ansinh.record.models.payroll import Run
    from ansinh.record.models.users import Role, User

    run = _prepared(MONTH - 1)
    with connection.cursor() as cursor:
        cursor.execute("update payroll_problem set settled_at = now() where run_id = %s", [run.pk])
    minh = User.objects.create(username="minh", role=Role.APPROVER).pk
    for state, more in (("checked", {}), ("approved", {"approved_by_id": minh, "provisional_accepted_by_id": minh}),
                        ("sent", {})):  # fmt: skip
        Run.objects.filter(pk=run.pk).update(state=state, **more)
    with connection.cursor() as cursor:
        cursor.execute(
            "select distinct person_id, payroll_family(kind) from payroll_line where run_month = %s"
            " and person_id %% 200 = 3", [MONTH - 1],
        )  # fmt: skip
        back = [payroll.ResultRow(who, payroll.Outcome.UNPAID, "vắng", purse) for who, purse in cursor.fetchall()]
    run.refresh_from_db()
    payroll.record_results(run, back, by=None)
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into payroll_touch (award_id, from_month, at) select id, %s, now() from assistance_award"
            " where id %% 100 = 7", [MONTH - 1],
        )  # fmt: skip
        cursor.execute("update payroll_position set born = born - 24 where award_id % 1000 = 7")
        cursor.execute("vacuum analyze payroll_position")
    return {"people": run.people, "unpaid": len(back)}


def month(scope: str = "") -> dict[str, Any]:
    """The month's run, read to last indexed line: seconds, lines, problems."""
    start = time.perf_counter()
    run = _prepared(MONTH)
    seconds = time.perf_counter() - start
    return {"seconds": seconds, "people": run.people, "lines": _lines(), "problems": run.problems.count()}


def again() -> dict[str, Any]:
    """The same month once more: how many bytes of write-ahead log, and whether any line changed."""
    from django.db import connection

    def marks(cursor: Any) -> tuple[Any, ...]:
        cursor.execute("select pg_current_wal_insert_lsn(), (select max(xmin::text::bigint) from payroll_run)")
        return cursor.fetchone()

    with connection.cursor() as cursor:
        cursor.execute(
            f"select sum(hashint8(id)), count(*), max(xmin::text::bigint) from payroll_line where run_month = {MONTH}"
        )
        lines, before = cursor.fetchone(), marks(cursor)
        start = time.perf_counter()
        _prepared(MONTH)
        seconds = time.perf_counter() - start
        cursor.execute("select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), %s)::bigint", [before[0]])
        wal = cursor.fetchone()[0]
        after = marks(cursor)
        cursor.execute(
            f"select sum(hashint8(id)), count(*), max(xmin::text::bigint) from payroll_line where run_month = {MONTH}"
        )
        same = cursor.fetchone() == lines and after[1] == before[1]
    return {"seconds": seconds, "wal_bytes": wal, "same": same}


def floor() -> dict[str, Any]:
    """The same lines into a bare table by one COPY, indexed and attached: what the disk and the server ask."""
    from django.db import connection

    from ansinh.record import columns
    from ansinh.record.ledger import LINE, index, raw_cursor

    names = ", ".join(name for name, _ in LINE)
    chunks = [
        columns.pack(LINE, {name: rows[name] for name, _ in LINE})
        for rows in columns.read(raw_cursor(), f"select {names} from payroll_line where run_month = {MONTH}", LINE)
    ]
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists floor_line")
        cursor.execute("create table floor_line (like payroll_line) partition by list (run_month)")
        cursor.execute("alter table floor_line add primary key (run_month, id)")
        cursor.execute("create index on floor_line (person_id)")
        cursor.execute("create index on floor_line (unit_id, run_id)")
        start = time.perf_counter()
        cursor.execute("create table floor_month (like payroll_line including constraints)")
        with raw_cursor().copy(f"copy floor_month ({names}) from stdin (format binary)") as copy:
            copy.write(columns.HEADER)
            for chunk in chunks:
                copy.write(chunk)
            copy.write(columns.TRAILER)
        index(connection.connection, "floor_month", MONTH)
        cursor.execute(f"alter table floor_line attach partition floor_month for values in ({MONTH})")
        seconds = time.perf_counter() - start
        cursor.execute("drop table floor_line")
    return {"seconds": seconds, "lines": sum(len(chunk) for chunk in chunks) // columns.layout(LINE).itemsize}


def forget() -> dict[str, Any]:
    """Undo the measured month, so that it can be measured again."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"alter table payroll_line detach partition payroll_line_{MONTH}")
        cursor.execute(f"drop table payroll_line_{MONTH}")
        mine = "run_id in (select id from payroll_run where month = %s)"
        cursor.execute(f"update payroll_touch set run_id = null where {mine}", [MONTH])
        for table in ("payroll_problem", "payroll_voucher"):
            cursor.execute(f"delete from {table} where {mine}", [MONTH])
        cursor.execute("delete from payroll_run where month = %s", [MONTH])
    return {}


def _prepared(number: int) -> Any:
    from ansinh.acts import preparing

    with _whole_country() as scope:
        return preparing.prepare(month=number, scope=scope, by=None, on=_day(number))


def _day(number: int) -> datetime.date:
    return datetime.date((number - 1) // 12, (number - 1) % 12 + 1, 25)


@contextmanager
def _whole_country() -> Iterator[Any]:
    """A unit above all provinces, so that one run pays everybody."""
    from ansinh.record.models.places import Level, Unit

    country, new = Unit.objects.get_or_create(
        code="VN", level=Level.PROVINCE, defaults={"kind": "nước", "name": "Việt Nam", "valid_from": "2004-01-01"}
    )
    if new:
        Unit.objects.filter(level=Level.PROVINCE, parent=None).exclude(pk=country.pk).update(parent=country)
    yield country


def _lines() -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"select count(*) from payroll_line where run_month = {MONTH}")
        return cursor.fetchone()[0]


STEPS: dict[str, Callable[..., dict[str, Any]]] = {
    "build": build,
    "first": first_month,
    "month": month,
    "again": again,
    "floor": floor,
    "forget": forget,
}

if __name__ == "__main__":
    main(*sys.argv[1:])
