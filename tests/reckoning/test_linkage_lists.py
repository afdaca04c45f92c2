"""Whole lists on Splink: what it finds is what plain Python weighs, and what lists leave out harms nobody."""

import re
from pathlib import Path

import duckdb
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ansinh.reckoning.linkage import compare, guards, lists
from ansinh.reckoning.linkage.model import model
from ansinh.reckoning.linkage.records import Prepared, Record, frame, prepare, rows
from ansinh.reckoning.names import fold
from bench.people import Drawn, draw
from tests.reckoning.linkage_people import ANH


@pytest.fixture(scope="module")
def village() -> Drawn:
    return draw(11, 4_000)


def test_levels_in_sql_and_in_python_are_the_same(village: Drawn) -> None:
    """Every double, and thousands of pairs as they come, level by level."""
    people = prepare(village.records)
    with duckdb.connect() as connection:
        connection.register("p", people.with_columns(entity=pl.Series(village.entity)).to_arrow())
        sides = ", ".join(f"l.{one} as {one}_l, r.{one} as {one}_r" for one in people.columns)
        asked = ", ".join(
            "case " + " ".join(f"when {level.sql} then '{level.name}'" for level in [*one.levels.values()][:-1])
            + f" else '{[*one.levels][-1]}' end as {one.name}"
            for one in model().comparisons
        )  # fmt: skip
        told = connection.execute(
            f"select unique_id_l, unique_id_r, {asked} from (select {sides} from p l join p r on l.unique_id <"
            " r.unique_id and (l.entity = r.entity or l.family = r.family and l.birth_year = r.birth_year"
            " or l.name_short = r.name_short or l.name_short = r.name_turned))"
        ).fetchall()
    by_id = {row.unique_id: row for row in rows(people)}
    assert len(told) > 5_000
    for left, right, *levels in told:
        mine = [compare.LEVELS[one.name](by_id[left], by_id[right]) for one in model().comparisons]
        assert levels == mine, (by_id[left], by_id[right])
    seen = {level for _, _, *levels in told for level in levels}
    assert len(seen) >= 17


def test_lists_and_pairs_agree_on_the_score(village: Drawn) -> None:
    """Splink's own weight of each pair is the sum of reasons, but for rounding."""
    people = [prepare(village.records)]
    often = lists.rarity(model(), people)
    found = lists.predict(model()._replace(review=-900), people, often, 10_000)
    mine = {(p.left, p.right): p.weighed.score for p in lists.link(model()._replace(review=-800), village.records)}
    assert len(mine) > 80
    theirs = {(left, right): weight for _, left, right, weight in found.iter_rows()}
    for pair, score in mine.items():
        assert abs(theirs[pair] * 100 - score) <= 5


def test_the_doubles_of_a_village_are_found_and_nobody_else(village: Drawn) -> None:
    pairs = lists.link(model(), village.records)
    same = [p for p in pairs if p.weighed.decided == "same"]
    assert all(village.entity[p.left] == village.entity[p.right] for p in same)
    assert len(same) >= 55


def test_planted_people_who_look_alike_are_never_joined() -> None:
    from bench.people import Maker

    maker = Maker(5, 4_000)
    for _ in range(150):
        maker.twins(), maker.father_and_son(), maker.homonyms()
    pairs = lists.link(model(), frame(maker.made))
    assert [p for p in pairs if p.weighed.decided == "same"] == []
    assert {"twins", "homonyms"} <= {p.weighed.held for p in pairs}


def test_two_lists_give_links_between_them_only() -> None:
    one = [ANH._replace(id=0), ANH._replace(id=1)]
    two = [ANH._replace(id=0, full_name="NGUYEN THI ANH"), Record(1, "Trần Văn Hùng", "male", 1951, 7, 9)]
    pairs = lists.link(model(), frame(one), frame(two))
    assert {(p.left, p.right) for p in pairs} == {(0, 0), (1, 0)}


@pytest.mark.parametrize("empty", [[], [Record(0, "")], [Record(0, ""), Record(1, "")]])
def test_lists_without_people_have_no_pairs(empty: list[Record]) -> None:
    assert lists.link(model(), frame(empty)) == []
    assert lists.link(model(), frame([ANH._replace(id=0)]), frame(empty)) == []


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("aăâáàảãạđDĐeéêếiíoôơồờuưứừyýnghtlmvpc '-\t", max_size=14), min_size=1, max_size=20))
def test_names_fold_in_columns_as_they_fold_alone(names: list[str]) -> None:
    told = prepare(frame(Record(at, name) for at, name in enumerate(names)))
    assert told["name_folded"].to_list() == [fold(name) for name in names]


def test_prepared_rows_have_the_columns_of_a_pair() -> None:
    assert prepare(frame([ANH])).columns == list(Prepared._fields)


def test_every_level_and_guard_is_said_in_words() -> None:
    for one in model().comparisons:
        assert one.label and all(level.label for level in one.levels.values())
        assert set(one.levels) >= {"missing", "same", "different"} or one.name == "place"
    assert all(sentence.endswith(".") for sentence, _ in guards.RULES.values())


def test_linkage_is_loaded_by_its_own_command_alone() -> None:
    for path in Path("ansinh").rglob("*.py"):
        for line in path.read_text("utf-8").splitlines():
            if re.match(r"(import|from) (splink|duckdb)|from ansinh.reckoning.linkage import lists", line):
                assert path.as_posix() == "ansinh/reckoning/linkage/lists.py", f"{path}: {line}"


def test_one_commune_weighs_little_where_everybody_lives_in_it(village: Drawn) -> None:
    one = village.records.head(200)
    weights = []
    for people in (one.with_columns(commune=1), one.with_columns(commune=pl.int_range(pl.len()))):
        held = [prepare(people)]
        weights.append(dict(lists.rarity(model(), held).places["commune"].iter_rows())[1])
    everybody, alone = weights
    assert everybody > 20 * alone
