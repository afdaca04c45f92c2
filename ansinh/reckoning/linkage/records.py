"""One person as a list writes them, and the columns in which two of them are compared.

Names are folded and also kept with their tones, wherever in the syllable the tone is written; a birth of 1 January or
without a day is known to the year only; numbers that have not 9 or 12 digits are no numbers.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import polars as pl

TONES = "[\u0300\u0301\u0303\u0309\u0323]"
"""The five written tones as combining marks."""

ERA = 10
"""Years over which names are given alike: how rare a name is, is asked of those born about the same time."""


class Record(NamedTuple):
    """One person of one list; ``commune`` and ``province`` are keys of one map, whichever the lists were written on."""

    id: int
    full_name: str
    sex: str | None = None
    birth_year: int | None = None
    birth_month: int | None = None
    birth_day: int | None = None
    number: str | None = None
    old_number: str | None = None
    commune: int | None = None
    province: int | None = None
    village: str | None = None
    household: int | None = None


SCHEMA: dict[str, type[pl.DataType]] = {
    "id": pl.Int64, "full_name": pl.String, "sex": pl.String, "birth_year": pl.Int64, "birth_month": pl.Int64,
    "birth_day": pl.Int64, "number": pl.String, "old_number": pl.String, "commune": pl.Int64, "province": pl.Int64,
    "village": pl.String, "household": pl.Int64,
}  # fmt: skip


class Prepared(NamedTuple):
    """The columns two records are compared in, in the order of ``prepare``."""

    unique_id: int
    name_marked: str
    name_folded: str
    name_era: str
    name_sorted: str
    name_short: str
    name_turned: str
    family: str
    given: str
    words: int
    bare: bool
    sex: str | None
    birth_year: int | None
    birth_month: int | None
    birth_day: int | None
    birth_full: str | None
    coarse: bool
    number: str | None
    old_number: str | None
    commune: int | None
    province: int | None
    village: str | None
    village_at: str | None
    household: int | None


def frame(records: Iterable[Record]) -> pl.DataFrame:
    """Records as columns."""
    return pl.DataFrame(list(records), schema=SCHEMA, orient="row")


def prepare(given: pl.DataFrame) -> pl.DataFrame:
    """The columns of ``Prepared`` for rows with the columns of ``Record``.

    Names and villages repeat, so each is taken apart once and joined back.
    """
    villages = given.select("village").unique().with_columns(folded=fold("village"))
    era = (pl.col("birth_year") // ERA).cast(pl.String).fill_null("")
    return (
        given.join(_names(given), on="full_name", how="left", nulls_equal=True)
        .join(villages, on="village", how="left")
        .with_columns(
            unique_id="id",
            name_era=pl.col("name_folded") + "|" + era,
            birth_full=pl.format("{}-{}-{}", "birth_year", "birth_month", "birth_day"),
            coarse=pl.col("birth_day").is_null() | ((pl.col("birth_day") == 1) & (pl.col("birth_month") == 1)),
            sex=pl.when(pl.col("sex").is_in(["male", "female"])).then("sex"),
            number=_digits("number", 12),
            old_number=_digits("old_number", 9),
            village=pl.when(pl.col("folded") != "").then("folded"),
        )
        .with_columns(village_at=pl.format("{}|{}", "commune", "village"))
        .select(Prepared._fields)
    )


def _names(given: pl.DataFrame) -> pl.DataFrame:
    """Every name once, with the forms in which names are compared."""
    lower = pl.col("full_name").fill_null("").str.to_lowercase().str.normalize("NFD")
    apart = lower.str.replace_all(r"\s+", " ").str.strip_chars()
    letters = apart.str.replace_all(TONES, "")
    tones = apart.str.replace_all("[^\u0300\u0301\u0303\u0309\u0323 ]", "")
    family, last = pl.col("parts").list.first(), pl.col("parts").list.last()
    return (
        given.select("full_name")
        .unique()
        .with_columns(
            name_marked=letters + "|" + tones,
            name_folded=fold("full_name"),
            bare=apart.str.contains(r"[\p{Mn}đ]").not_(),
        )
        .with_columns(parts=pl.col("name_folded").str.split(" "))
        .with_columns(
            name_sorted=pl.col("parts").list.sort().list.join(" "),
            name_short=family + " " + last,
            name_turned=last + " " + family,
            family=family,
            given=last,
            words=pl.col("parts").list.len().cast(pl.Int64),
        )
        .drop("parts")
    )


def rows(prepared: pl.DataFrame) -> list[Prepared]:
    """Prepared columns as rows."""
    return [Prepared(*row) for row in prepared.select(Prepared._fields).iter_rows()]


def fold(column: str) -> pl.Expr:
    """``reckoning.names.fold`` of a column."""
    lower = pl.col(column).fill_null("").str.to_lowercase().str.replace_all("đ", "d", literal=True)
    return lower.str.normalize("NFD").str.replace_all(r"\p{Mn}", "").str.replace_all(r"\s+", " ").str.strip_chars()


def _digits(column: str, count: int) -> pl.Expr:
    """A number when it is one: so many digits and nothing else."""
    return pl.when(pl.col(column).str.contains(rf"^[0-9]{{{count}}}$")).then(column).alias(column)
