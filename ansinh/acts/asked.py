"""The law asked in columns: rows of awards and months get their amount, each distinct situation ruled once."""

from __future__ import annotations

import polars as pl

from ansinh.acts.rulings import Desk, Situation


class Asked:
    """What the law answered one run so far; ``provisional`` and ``unruled`` are told by the ids of rulings."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.provisional: set[int] = set()
        self.unruled: dict[int, str] = {}
        self._ruled = pl.DataFrame(schema={"key": pl.Int64, "amount": pl.Int64, "ruling_id": pl.Int64})

    def rule(self, rows: pl.DataFrame) -> pl.DataFrame:
        """``amount`` and ``ruling_id`` for rows with for_month, born, profile_id, kind and book."""
        if rows.is_empty():
            return rows.with_columns(amount=pl.lit(0, pl.Int64), ruling_id=pl.lit(0, pl.Int64))
        months = pl.col("for_month") - pl.col("born")
        keyed = rows.with_columns(age=months // 12, birthday=(months % 12 == 0).cast(pl.Int64)).with_columns(
            key=(((pl.col("for_month") * 2 + pl.col("birthday")) * 256 + pl.col("age")) * 32 + pl.col("kind")) * 2**26
                + pl.col("profile_id") + pl.col("book") * 2**55,
        )  # fmt: skip
        asked = ["key", "for_month", "book", "profile_id", "kind", "age", "birthday"]
        fresh = keyed.unique("key").join(self._ruled, on="key", how="anti").select(asked)
        if fresh.height:
            self._extend(fresh)
        return keyed.join(self._ruled, on="key").drop("key", "age", "birthday")

    def _extend(self, fresh: pl.DataFrame) -> None:
        pairs = {
            key: (month, Situation(book, profile, kind, age, bool(birthday)))
            for key, month, book, profile, kind, age, birthday in fresh.iter_rows()
        }
        answers = self.desk.answer(pairs.values())
        rows = [(key, answers[pair].amount, answers[pair].ruling_id) for key, pair in pairs.items()]
        self.unruled |= {ruled.ruling_id: ruled.problem for ruled in answers.values() if ruled.problem}
        self.provisional |= {ruled.ruling_id for ruled in answers.values() if ruled.provisional}
        self._ruled = pl.concat([self._ruled, pl.DataFrame(rows, schema=self._ruled.schema, orient="row")])
