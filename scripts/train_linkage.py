"""Trains ansinh/reckoning/linkage/model.json anew: how often each level is seen among doubles and among strangers.

Levels, labels and blocking rules are written in model.json by hand; this fills in m, u, how common an average
name and year are, and the thresholds, from people drawn with seeds of its own. The measurement (``python -m bench
linkage``) uses another one.
"""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import duckdb  # noqa: E402
import polars as pl  # noqa: E402

from ansinh.reckoning.linkage import lists, model  # noqa: E402
from ansinh.reckoning.linkage.records import prepare  # noqa: E402
from bench.people import Drawn, draw  # noqa: E402

MODEL = ROOT / "ansinh/reckoning/linkage/model.json"
SEEDS, PEOPLE, STRANGERS = (20_150_101, 20_180_101, 20_210_101), 1_000_000, 20_000_000
RAREST = 1e-6
PRECISION, BAND = 0.9982, 0.7
"""What the thresholds are chosen for: precision of "same", false pairs for a true one in the band."""


def main() -> None:
    drawn = draw(SEEDS[0], PEOPLE)
    kept = json.loads(MODEL.read_text("utf-8"))
    shares(kept, drawn)
    MODEL.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8")
    kept["thresholds"] = {"same": 10**6, "review": -500}
    kept["thresholds"] = thresholds(model.read(kept), [drawn, *(draw(seed, PEOPLE) for seed in SEEDS[1:])])
    MODEL.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(kept["thresholds"])


def shares(kept: dict, drawn: Drawn) -> None:
    """Count every level among the doubles and among pairs drawn by chance."""
    people = prepare(drawn.records).with_columns(entity=pl.Series(drawn.entity))
    with duckdb.connect() as connection:
        connection.register("people", people.to_arrow())
        connection.execute("create table p as select * from people")
        true = "from p l join p r on l.entity = r.entity and l.unique_id < r.unique_id"
        connection.execute(f"create view doubles as {sides(people)} {true}")
        connection.execute(
            f"create table drawn as select (random() * {people.height - 1})::bigint a, (random() * {people.height - 1})"
            f"::bigint b from range({STRANGERS})"
        )
        chance = "from drawn join p l on l.unique_id = a join p r on r.unique_id = b where l.entity <> r.entity"
        connection.execute(f"create view strangers as {sides(people)} {chance}")
        for comparison in kept["comparisons"]:
            for letter, pairs in (("m", "doubles"), ("u", "strangers")):
                count(connection, comparison["levels"], letter, pairs)
        kept["common"] = {
            "name_era": even(connection, "split_part(name_era, '|', 2)", "name_era"),
            "birth_year": even(connection, "1", "birth_year"),
            **{column: even(connection, "1", column) for column in model.PLACES},
        }


def even(connection: duckdb.DuckDBPyConnection, among: str, column: str) -> float:
    """The chance that two strangers of one group have one value."""
    row = connection.execute(
        f"select sum(n * n) / sum(n * total) from (select *, sum(n) over (partition by g) total from"
        f" (select {among} g, {column}, count(*)::double n from p group by all))"
    ).fetchone()
    return float(f"{row[0] if row else 0:.3g}")


def sides(people: pl.DataFrame) -> str:
    """Both records' columns as the levels name them."""
    return "select " + ", ".join(f"l.{one} as {one}_l, r.{one} as {one}_r" for one in people.columns)


def count(connection: duckdb.DuckDBPyConnection, levels: list[dict], letter: str, pairs: str) -> None:
    asked = " ".join(f"when {one['sql']} then {at}" for at, one in enumerate(levels[:-1]))
    seen = dict(connection.execute(
        f"select case {asked} else {len(levels) - 1} end as level, count(*) from {pairs} group by 1"
    ).fetchall())  # fmt: skip
    stated = sum(number for at, number in seen.items() if not levels[at].get("missing"))
    for at, one in enumerate(levels):
        if not one.get("missing"):
            one[letter] = float(f"{max(seen.get(at, 0) / stated, one.get('least_' + letter, RAREST)):.3g}")


def thresholds(trained: model.Model, nations: list[Drawn]) -> dict[str, int]:
    """The lowest scores at which "same" is right often enough and the band is worth a person's time."""
    told = [
        (pair.weighed.score, pair.weighed.held, drawn.entity[pair.left] == drawn.entity[pair.right])
        for drawn in nations
        for pair in lists.link(trained, drawn.records)
    ]
    same = lowest([(score, right) for score, held, right in told if not held], 1 - PRECISION)
    band = [(score, right) for score, held, right in told if held or score < same]
    review = max(lowest(band, BAND / (1 + BAND)), lowest_worth(band))
    return {"same": same, "review": review}


def lowest(told: list[tuple[int, bool]], wrong_share: float) -> int:
    """The lowest score down to which no more than a share of the pairs is wrong."""
    wrong, best = 0, 10**6
    for seen, (score, right) in enumerate(sorted(told, reverse=True), 1):
        wrong += not right
        if wrong <= wrong_share * seen and seen > 100:
            best = score
    return best


def lowest_worth(told: list[tuple[int, bool]], width: int = 100) -> int:
    """The lowest score where, of the pairs within one bit, one in twelve is still a double."""
    best = 10**6
    for score in sorted({score // width * width for score, _ in told}, reverse=True):
        near = [right for one, right in told if score <= one < score + width]
        if sum(near) * 12 < len(near):
            break
        best = score
    return best


if __name__ == "__main__":
    main()
