"""The month reckoned in bulk: positions read, the law asked of them, the ledger compared, lines made.

The month being paid comes from the positions that hold in it. Earlier months are compared with the ledger only
for awards something touched since, or for everybody when a decree newly payable reaches back; for all others
the difference is nothing by construction. Lines of a month's first large run go into a bare table, which is
indexed and then attached as the month's partition; smaller ones go straight in.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import polars as pl
import psycopg
from django.db import connection

from ansinh.acts import positions
from ansinh.acts.asked import Asked
from ansinh.acts.facts import CHANNELS, ONE_OFF
from ansinh.acts.placing import Placing
from ansinh.acts.rulings import Desk
from ansinh.reckoning import ledger
from ansinh.reckoning.ledger import HOLDER, Entry
from ansinh.record.branches import province_of
from ansinh.record.models.payroll import KINDS, UNBORN, Run

UNREADABLE = {
    "birth_unknown": (
        pl.col("born") == UNBORN,
        "Chưa biết năm sinh nên chưa tính được mức hưởng: ghi năm sinh vào hồ sơ.",
    ),
    "birth_after": (
        pl.col("born") > pl.col("from_month"),
        "Ngày sinh muộn hơn tháng bắt đầu hưởng: xem lại ngày sinh hoặc quyết định.",
    ),
    "birth_too_early": (
        pl.col("from_month") - pl.col("born") > 130 * 12,
        "Theo năm sinh đang ghi thì người này đã hơn 130 tuổi: xem lại ngày sinh.",
    ),
}
"""Why a position cannot be ruled: the fault, and what to tell the officer."""

DIVIDED = (
    pl.col("divided"),
    "Xã cũ đã chia cho nhiều xã mới: ghi nơi cư trú mới theo thôn của người này.",
)
"""Why somebody cannot be put on any commune's list."""

PEOPLE_AT_A_TIME = 100_000
"""So many people's earlier months are compared at a time, to bound memory."""


class Found(NamedTuple):
    """Somebody the run cannot pay as it stands: award, person, and why (code and sentence)."""

    award_id: int
    person_id: int
    code: str
    sentence: str


class Reckoner:
    """One run's reckoning. ``units`` are the ids of communes in its place.

    ``reader`` streams positions on a connection of its own (``record.ledger.beside``) when there are many; without
    one they are read whole first, because a connection in the middle of a COPY can do nothing else.
    """

    def __init__(
        self, run: Run, desk: Desk, units: list[int], place: Placing, provinces: dict[int, int],
        reader: psycopg.Cursor | None = None,
    ) -> None:  # fmt: skip
        self.run, self.desk, self.units, self.place, self.reader = run, desk, units, place, reader
        self.asked = Asked(desk)
        self._books = {unit: desk.book_number(provinces.get(unit, 0)) for unit in units}
        self.unit_frame = pl.DataFrame(
            {"unit_id": units, "unit_now": [place.of(u) for u in units],
             "book": [self._books[u] for u in units],
             "divided": [u in place.divided for u in units]},
            schema={"unit_id": pl.Int64, "unit_now": pl.Int64, "book": pl.Int64, "divided": pl.Boolean},
        )  # fmt: skip
        self.problems: list[Found] = []

    def lines(
        self, awards: list[int] | None, touched: pl.DataFrame, elsewhere: set[int], reach: int | None
    ) -> Iterator[pl.DataFrame]:
        """Every line of the run: the month itself, then earlier months.

        ``touched`` awards (``lookback.TOUCHED``) are compared from their earliest touched month; from month ``reach``
        on everybody is, because a decree newly payable reaches back to it. ``elsewhere`` hold a line of this month
        already.
        """
        yield from self.current(awards, elsewhere)
        earlier = touched.filter(pl.col("since") < self.run.month)
        since = earlier.group_by("award_id").agg(pl.col("since").min().clip(0))
        yield from self._earlier(awards, since, reach)
        if here := sorted(elsewhere):
            moved = pl.DataFrame({"award_id": here}).with_columns(since=pl.lit(self.run.month, pl.Int64))
            for people in _named(self.people_of(here)):
                yield self.past(people, moved, self.run.month)

    def _earlier(self, awards: list[int] | None, since: pl.DataFrame, reach: int | None) -> Iterator[pl.DataFrame]:
        """Earlier months: whoever was touched before the month a decree reaches back to goes first and by itself.

        The ledger is then read only as far back as each needs.
        """
        final = self.run.month - 1
        deep = since if reach is None else since.filter(pl.col("since") < reach)
        people_deep = self.people_of(deep["award_id"].to_list())
        for people in _named(people_deep):
            yield self.past(people, since if reach is None else self._reached(people, awards, since, reach), final)
        if reach is not None:
            for people in self._everybody(awards):
                rest = f"{people} and person_id <> all({positions.array(people_deep)})"
                yield self.past(rest, self._reached(rest, awards, since, reach), final)

    # --- the month being paid

    def stranded(self, astray: list[int], awards: list[int] | None) -> None:
        """People of communes that were divided, a part of them into this place: problems, whoever's they will be."""
        held = positions.read(positions.held_in(self.run.month, astray, awards))
        self._report(held, "unit_divided", DIVIDED[1])

    def current(self, awards: list[int] | None, without: set[int]) -> Iterator[pl.DataFrame]:
        """Lines of the month itself, chunk by chunk; ``without`` are awards already settled for it elsewhere."""
        month = self.run.month
        for rows in positions.packed(positions.held_in(month, self.units, awards), self.reader):
            chunk = rows.with_columns(from_month=pl.lit(month, pl.Int64), for_month=pl.lit(month, pl.Int64))
            ready = self._placed(self._readable(chunk))
            if without:
                ready = ready.filter(~pl.col("award_id").is_in(list(without)))
            ruled = self._rule(ready.filter(pl.col("held") == 0))
            self._nothing_due(ruled.filter(pl.col("amount") == 0))
            yield ruled.filter(pl.col("amount") != 0).with_columns(entry=pl.lit(Entry.DUE.value, pl.Int64))

    def _readable(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The positions that can be ruled, each with its province's book; the others are problems."""
        good = pl.lit(True)
        for code, (fault, sentence) in UNREADABLE.items():
            self._report(rows.filter(good & fault), code, sentence)
            good &= ~fault
        return rows.filter(good)

    def _placed(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Rows of this run's place with ``unit_id`` as the commune is called in its month, and the province's ``book``.

        People of a commune that was divided are problems: no list is theirs until it is known where they live.
        """
        joined = rows.join(self.unit_frame, on="unit_id")
        fault, sentence = DIVIDED
        self._report(joined.filter(fault), "unit_divided", sentence)
        return joined.filter(~fault).with_columns(unit_id=pl.col("unit_now")).drop("unit_now", "divided")

    def _report(self, rows: pl.DataFrame, code: str, sentence: str) -> None:
        for award_id, person_id in rows.select("award_id", "person_id").unique(maintain_order=True).iter_rows():
            self.problems.append(Found(award_id, person_id, code, sentence))

    def _rule(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The rows with what the law gives; those it could not answer at all are problems."""
        ruled = self.asked.rule(rows)
        for ruling_id, sentence in self.asked.unruled.items():
            self._report(ruled.filter(pl.col("ruling_id") == ruling_id), "unruled", sentence)
        return ruled

    def _nothing_due(self, empty: pl.DataFrame) -> None:
        """An award to which the law gives nothing from its very first month has facts missing: ask."""
        if empty.is_empty():
            return
        with connection.cursor() as cursor:
            cursor.execute(
                """
                select award_id from payroll_position p
                where award_id = any(%(awards)s) and from_month = %(month)s
                  and not exists (select 1 from payroll_line l where l.person_id = p.person_id
                                  and l.award_id = p.award_id)
                  and not exists (select 1 from payroll_problem q where q.award_id = p.award_id
                                  and q.code = 'nothing_due' and q.settled_at is not null)""",
                {"awards": empty["award_id"].to_list(), "month": self.run.month},
            )
            asked = [award for (award,) in cursor.fetchall()]
        sentence = "Có quyết định hưởng nhưng theo dữ kiện đang ghi thì luật không cho khoản nào."
        self._report(empty.filter(pl.col("award_id").is_in(asked)), "nothing_due", sentence)

    # --- earlier months

    def past(self, people: str, since: pl.DataFrame, final: int) -> pl.DataFrame:
        """Lines that make earlier months, up to ``final``, agree with the law of today.

        ``people`` is an SQL condition on person_id; ``since`` a frame (award_id, since). Whoever has a month that
        cannot be ruled is a problem and gets no line at all, so that no debt comes of what is not known.
        """
        since = self._holders(people, since)
        known = positions.read(f"from_month <= {self.run.month} and {people}")
        known = known.join(since, on=HOLDER, how="semi")
        latest = self._latest(known, since, people)
        since = since.join(latest, on=HOLDER, how="semi")
        months = ledger.spread(known, since, final)
        readable = self._readable(months)
        due = self._rule(self._with_book(readable.filter(pl.col("held") == 0)))
        unknown = pl.concat([
            months.join(readable, on=ledger.KEYS, how="anti").select(HOLDER),
            due.filter(pl.col("ruling_id").is_in(list(self.asked.unruled))).select(HOLDER),
        ])  # fmt: skip
        lines = ledger.differences(
            due.select(*ledger.KEYS, "award_id", "amount", "ruling_id", one_off=pl.col("kind").is_in(list(ONE_OFF))),
            positions.settled(self.run, people, since).filter(pl.col("for_month") <= final),
            latest.join(unknown, on=HOLDER, how="anti"),
        )
        return self._placed(lines.drop_nulls("ruling_id")).drop("book")

    def _holders(self, people: str, since: pl.DataFrame) -> pl.DataFrame:
        """person_id, kind and since for a frame of award_id and since: awards that replace each other are one."""
        with connection.cursor() as cursor:
            cursor.execute(f"select id, person_id, kind from assistance_award where {people}")
            rows = [(award, person, KINDS.index(kind)) for award, person, kind in cursor.fetchall()]
        schema = {"award_id": pl.Int64, "person_id": pl.Int64, "kind": pl.Int64}
        awards = pl.DataFrame(rows, schema=schema, orient="row")
        return awards.join(since, on="award_id").group_by(HOLDER).agg(pl.col("since").min())

    def _latest(self, known: pl.DataFrame, since: pl.DataFrame, people: str) -> pl.DataFrame:
        """Where each holder stands, of those in this run's place; one of whom no month is left, at home."""
        names = [*HOLDER, "unit_id", "pay_by", "waits"]
        waits = (pl.col("held") == 1) & (pl.col("until_month") > self.run.month)
        last = known.sort("from_month").group_by(HOLDER, maintain_order=True).last().with_columns(waits=waits)
        left = since.join(last, on=HOLDER, how="anti").select(HOLDER)
        with connection.cursor() as cursor:
            cursor.execute(
                "select id, unit_id, pay_by from people_person where id = any(%s)", [left["person_id"].to_list()]
            )
            homes = [(person, unit, CHANNELS.index(pay_by)) for person, unit, pay_by in cursor.fetchall()]
        schema = {"person_id": pl.Int64, "unit_id": pl.Int64, "pay_by": pl.Int64}
        gone = left.join(pl.DataFrame(homes, schema=schema, orient="row"), on="person_id").with_columns(waits=False)
        both = pl.concat([last.select(names), gone.select(names)])
        return both.join(self.unit_frame, on="unit_id", how="semi")

    def _with_book(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Rows with the ``book`` of the province each was lived in, wherever that was."""
        units = rows["unit_id"].unique().to_list()
        if strangers := set(units) - self._books.keys():
            provinces = province_of(strangers)
            self._books |= {unit: self.desk.book_number(provinces[unit]) for unit in strangers}
        known = pl.DataFrame(
            {"unit_id": units, "book": [self._books[unit] for unit in units]},
            schema={"unit_id": pl.Int64, "book": pl.Int64},
        )
        return rows.join(known, on="unit_id")

    def people_of(self, awards: list[int]) -> list[int]:
        """Ids of everybody holding these awards."""
        with connection.cursor() as cursor:
            cursor.execute("select distinct person_id from assistance_award where id = any(%s) order by 1", [awards])
            return [person for (person,) in cursor.fetchall()]

    def _everybody(self, awards: list[int] | None) -> Iterator[str]:
        """SQL conditions that together name everybody in the run's place (or holding the awards it is narrowed to)."""
        if awards is not None:
            yield from _named(self.people_of(awards))
            return
        with connection.cursor() as cursor:
            cursor.execute(
                "with here as (select unnest(%s::bigint[]) as unit_id) select min(p), max(p) from"
                " (select person_id from payroll_position join here using (unit_id)"
                " union all select id from people_person join here using (unit_id)) found (p)",
                [self.units],
            )
            low, high = cursor.fetchone()
        for at in range(low or 0, (high or -1) + 1, PEOPLE_AT_A_TIME):
            yield f"person_id between {at} and {at + PEOPLE_AT_A_TIME - 1}"

    def _reached(self, people: str, awards: list[int] | None, since: pl.DataFrame, reach: int) -> pl.DataFrame:
        """From when each award of these people is compared: from ``reach``, or from its own month when earlier."""
        everyone = self._awards(people, awards).with_columns(since=pl.lit(reach, pl.Int64))
        return pl.concat([everyone, since]).group_by("award_id").agg(pl.col("since").min())

    def _awards(self, people: str, awards: list[int] | None) -> pl.DataFrame:
        """Ids of the awards these people hold in this run's place, in the month being paid."""
        rows = positions.read(f"{people} and from_month <= {self.run.month}")
        last = rows.sort("from_month").group_by("award_id", maintain_order=True).last()
        mine = last.join(self.unit_frame, on="unit_id", how="semi").select("award_id")
        return mine if awards is None else mine.filter(pl.col("award_id").is_in(awards))


def _named(people: list[int]) -> Iterator[str]:
    """SQL conditions on person_id that together name these people, so many at a time."""
    for at in range(0, len(people), PEOPLE_AT_A_TIME):
        yield positions.of_people(people[at : at + PEOPLE_AT_A_TIME])
