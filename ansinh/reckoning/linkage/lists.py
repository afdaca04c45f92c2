"""Whole lists linked by Splink on DuckDB: the doubles within one list, or the links between two.

Loading this module loads Splink; what only scores a person or two does without.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import duckdb
import polars as pl
from splink import DuckDBAPI, Linker

from ansinh.reckoning.linkage.model import DAYS, FEWEST, PLACES, Comparison, Level, Model
from ansinh.reckoning.linkage.records import Prepared, prepare, rows
from ansinh.reckoning.linkage.score import Rarity, Weighed, weigh

MARGIN = 100
"""Pairs this much below the review band are still looked at, so that rounding drops none."""


class Pair(NamedTuple):
    """Two records by their ids; the left one is of the first list."""

    left: int
    right: int
    weighed: Weighed


def link(model: Model, first: pl.DataFrame, second: pl.DataFrame | None = None) -> list[Pair]:
    """Pairs that may be one person, likeliest first: within ``first``, or between ``first`` and ``second``.

    The frames have the columns of ``records.Record``; ids are unique within each.
    """
    lists = [prepare(one) for one in ([first] if second is None else [first, second])]
    people = max(one.height for one in lists)
    often = rarity(model, lists)
    found = predict(model, lists, often, people)
    return sorted(_weighed(model, lists, found, often, people), key=lambda p: (-p.weighed.score, p.left, p.right))


class Often(NamedTuple):
    """How often a name is borne among those born about the same time, each year, each place; how often one is bare."""

    names: pl.DataFrame
    years: pl.DataFrame
    bare: Any
    places: dict[str, pl.DataFrame]

    def values(self) -> Rarity:
        places = {column: dict(told.iter_rows()) for column, told in self.places.items()}
        return Rarity(dict(self.names.iter_rows()), dict(self.years.iter_rows()), self.bare, places)

    def looked_up(self, lists: list[pl.DataFrame]) -> Iterator[pl.DataFrame]:
        """The same as Splink looks it up: one table for each column whose rarity weighs."""
        yield self.names
        yield self.names.select(
            name_bare="name_era", tf_name_bare=pl.col("tf_name_era") * pl.lit(self.bare, pl.Float64)
        )
        yield self.years
        yield from self.places.values()
        births = pl.concat([one.select("birth_year", "birth_full") for one in lists]).drop_nulls().unique()
        tf = pl.col("tf_birth_year") / DAYS
        yield births.join(self.years, on="birth_year").select("birth_full", tf.alias("tf_birth_full"))


def rarity(model: Model, lists: list[pl.DataFrame]) -> Often:
    """The same, counted over all the lists."""
    people = pl.concat([one.select("name_era", "birth_year", "birth_full") for one in lists])
    era = pl.col("name_era").str.extract(r"\|(.*)$")
    names = people.group_by("name_era").len().with_columns(among=pl.col("len").sum().over(era))
    years = people.group_by("birth_year").len().with_columns(among=pl.lit(people.height))
    return Often(
        _often(model, "name_era", names),
        _often(model, "birth_year", years.drop_nulls()),
        model.bare([one["bare"].mean() or 0 for one in lists]),
        {column: _often(model, column, _lived(lists, column)) for column in PLACES},
    )


def _lived(lists: list[pl.DataFrame], column: str) -> pl.DataFrame:
    """How many live at each value of a column, among those of whom it is known."""
    known = pl.concat([one.select(column) for one in lists]).drop_nulls()
    return known.group_by(column).len().with_columns(among=pl.lit(known.height))


def _often(model: Model, column: str, counted: pl.DataFrame) -> pl.DataFrame:
    return counted.select(column, model.often(column, pl.col("len"), pl.col("among")).alias(f"tf_{column}"))


def predict(model: Model, lists: list[pl.DataFrame], often: Often, people: int) -> pl.DataFrame:
    """Splink's own answer: every pair that reaches the review band, with its weight in bits."""
    with duckdb.connect(":memory:") as connection:
        api = DuckDBAPI(connection)
        asked = [one.with_columns(name_bare="name_era").to_arrow() for one in lists]
        tables = [api.register(one, table_name=f"list_{at}") for at, one in enumerate(asked)]
        linker = Linker(tables if len(tables) > 1 else tables[0], settings(model, len(lists), people), log_level=None)
        for told in often.looked_up(lists):
            linker.table_management.register_term_frequency_lookup(api.register(told.to_arrow()), told.columns[0])
        found = linker.inference.predict(threshold_match_weight=(model.review - MARGIN) / 100, warning_mode="never")
        source = "source_dataset_l" if len(lists) > 1 else "'list_0'"
        columns = f"{source} as source_l, unique_id_l, unique_id_r, match_weight"
        pairs: pl.DataFrame = connection.sql(f"select {columns} from {found.physical_name}").pl()
        return pairs


def settings(model: Model, lists: int, people: int) -> dict[str, Any]:
    """The model as Splink reads it."""
    return {
        "link_type": "dedupe_only" if lists == 1 else "link_only",
        "unique_id_column_name": "unique_id",
        "probability_two_random_records_match": model.shared / max(people, FEWEST),
        "retain_matching_columns": False,
        "blocking_rules_to_generate_predictions": [{"blocking_rule": rule} for rule in model.blocking],
        "comparisons": [_comparison(one) for one in model.comparisons],
    }


def _comparison(one: Comparison) -> dict[str, Any]:
    return {"output_column_name": one.name, "comparison_description": one.label,
            "comparison_levels": [_level(level) for level in one.levels.values()]}  # fmt: skip


def _level(level: Level) -> dict[str, Any]:
    told: dict[str, Any] = {"sql_condition": level.sql, "label_for_charts": level.label}
    if level.missing:
        return told | {"is_null_level": True}
    if level.rarity:
        told |= {"tf_adjustment_column": level.rarity, "disable_tf_exact_match_detection": True}
    return told | ({"m_probability": level.m, "u_probability": level.u} if level.m is not None else {})


def _weighed(model: Model, lists: list[pl.DataFrame], found: pl.DataFrame, often: Often, people: int) -> Iterator[Pair]:
    """Every pair with its reasons, when it still reaches the review band."""
    turned = pl.col("source_l") != "list_0"
    found = found.select(
        left=pl.when(turned).then("unique_id_r").otherwise("unique_id_l"),
        right=pl.when(turned).then("unique_id_l").otherwise("unique_id_r"),
    )
    first = _read(lists[0], found["left"] if len(lists) > 1 else pl.concat([found["left"], found["right"]]))
    second = _read(lists[1], found["right"]) if len(lists) > 1 else first
    borne = often.values()
    for left, right in found.iter_rows():
        one, other = first[left], second[right]
        weighed = weigh(model, one, other, rarity=borne, people=people)
        if weighed.decided != "apart":
            yield Pair(left, right, weighed)


def _read(prepared: pl.DataFrame, ids: pl.Series) -> dict[int, Prepared]:
    """The rows of these ids."""
    return {row.unique_id: row for row in rows(prepared.filter(pl.col("unique_id").is_in(ids.unique().implode())))}
