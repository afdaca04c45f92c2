"""A question asked of everybody in a place at once: columns out of PostgreSQL, each distinct situation asked once.

Only what the question names is read. Those who were merged into another record or have died are left out, unless it is
death that is asked about.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import polars as pl
from django.db import connection
from django.utils import timezone

from ansinh.acts import permit
from ansinh.acts.derived import DERIVED, LAST, needed
from ansinh.acts.turns import last_turns
from ansinh.law import question as law
from ansinh.law.programme_facts import programme_facts
from ansinh.law.question import Part, Question
from ansinh.law.schema import fact_fields
from ansinh.reckoning.months import first_day, month_of
from ansinh.record import columns
from ansinh.record.branches import became
from ansinh.record.frames import array, frame
from ansinh.record.models.payroll import KINDS
from ansinh.record.models.people import Person, Sex
from ansinh.record.models.users import User

MANY = 100
"""So many who fit several groups are named."""

SHOWN = 20
"""So many people are named as a sample."""

FEW = 20_000
"""Of fewer people than this what is known is looked up by who they are, of more it is read through."""


class Row(NamedTuple):
    """One who is reached: by which groups, the first that fits first; ``person_id`` receives for a household."""

    person_id: int
    household_id: int | None
    unit_id: int
    members: int
    groups: tuple[str, ...]
    counted: dict[str, int]


class Asked(NamedTuple):
    """Everybody a programme reaches: ``found`` has person_id, household_id, unit_id, members and a column a group."""

    groups: tuple[str, ...]
    found: pl.DataFrame
    to: str
    counted: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """How many there are."""
        return self.found.height

    def by_group(self) -> dict[str, int]:
        """How many each group has, each counted where it fits first."""
        return {group: int(self.found.filter(pl.col("first") == at).height) for at, group in enumerate(self.groups)}

    def also(self) -> int:
        """How many fit more than one group."""
        fits = pl.sum_horizontal(*(pl.col(f"group{at}") for at in range(len(self.groups))))
        return int(self.found.filter(fits > 1).height)

    def by_unit(self) -> dict[int, int]:
        """How many there are in each commune, by its id."""
        return dict(self.found.group_by("unit_id").len().iter_rows())

    def rows(self) -> Iterator[Row]:
        """Each who is reached, in order of the register."""
        heads = _heads(self.found["household_id"].to_list()) if self.to == "household" else {}
        marks = [f"group{at}" for at in range(len(self.groups))]
        for row in self.found.sort("unit_id", "person_id").iter_rows(named=True):
            household = row["household_id"] if row["household_id"] > 0 else None
            groups = tuple(group for group, mark in zip(self.groups, marks, strict=True) if row[mark])
            person = heads.get(household, row["person_id"]) if household else row["person_id"]
            yield Row(person, household, row["unit_id"], row["members"], groups,
                      {name: row[f"counted_{name}"] for name in self.counted})  # fmt: skip


def ask(question: Question, *, to: str = "person", month: int, units: Iterable[int], by: User | None) -> Asked:
    """Everybody, or every household, a question holds for in a month, of those living in these communes."""
    return ask_many([("", question)], to=to, month=month, units=units, by=by)


def ask_many(
    questions: Sequence[tuple[str, Question]], *, to: str, month: int, units: Iterable[int], by: User | None,
    counted: Iterable[str] = (),
) -> Asked:  # fmt: skip
    """The same for several groups at once, in their order. A user asks only in the branch that is theirs.

    ``counted``: facts of whole numbers told of each beside, of a household the sum of its members'.
    """
    told = tuple(sorted(counted))
    mine = sorted(set(units) & permit.cover(by)) if by is not None else sorted(units)
    with permit.whole(by):
        town = _town([question for _, question in questions], month, mine, told)
    for at, (_, question) in enumerate(questions):
        town = town._replace(people=_marked(town, question.part, f"group{at}"))
    people = town.people.with_columns(_number(town, name) for name in told)
    marks = [pl.col(f"group{at}") for at in range(len(questions))]
    if to == "household":
        people = people.group_by("household_id", maintain_order=True).agg(
            pl.col("person_id").sort_by("born").first(), pl.col("unit_id").first(), pl.len().alias("members"),
            *(mark.any() for mark in marks), *(pl.col(f"counted_{name}").sum() for name in told),
        )  # fmt: skip
    else:
        people = people.with_columns(members=pl.lit(1))
    first = pl.coalesce(*(pl.when(mark).then(at) for at, mark in enumerate(marks)))
    found = people.filter(pl.any_horizontal(*marks)).with_columns(first=first)
    names = ["person_id", "household_id", "unit_id", "members", "first", *(f"group{at}" for at in range(len(marks)))]
    names += [f"counted_{name}" for name in told]
    return Asked(tuple(group for group, _ in questions), found.select(names), to, told)


def shared(asked: Asked) -> list[tuple[Person, tuple[str, ...]]]:
    """Whoever fits more than one group, with the groups, the one that counts first; the first hundred by name."""
    marks = [f"group{at}" for at in range(len(asked.groups))]
    fits = asked.found.filter(pl.sum_horizontal(*marks) > 1)
    groups = {
        row["person_id"]: tuple(group for group, mark in zip(asked.groups, marks, strict=True) if row[mark])
        for row in fits.iter_rows(named=True)
    }
    people = Person.objects.filter(pk__in=groups).select_related("unit").order_by("unit__name", "name_sort")
    return [(person, groups[person.pk]) for person in people[:MANY]]


def sample(asked: Asked) -> list[Person]:
    """Up to twenty of those reached, spread over all of them."""
    found = asked.found["person_id"]
    chosen = found.gather_every(max(len(found) // SHOWN, 1)).head(SHOWN).to_list()
    return list(Person.objects.filter(pk__in=chosen).select_related("unit").order_by("unit__name", "name_sort"))


PERSON: list[columns.Column] = [
    ("person_id", "int8"), ("unit_id", "int8"), ("household_id", "int8"), ("born", "int4"), ("died", "int4"),
    ("sex", "int2"),
]  # fmt: skip


class _Town(NamedTuple):
    """Everybody asked, with a column of whole numbers for each name, and what the numbers of a name mean."""

    people: pl.DataFrame
    means: dict[str, dict[int, Any]]
    month: int


def _number(town: _Town, name: str) -> pl.Expr:
    """A fact of whole numbers, or a number of the person itself, as it is; none where nothing is recorded."""
    told = pl.col(name).replace_strict(town.means[name], default=0) if name in town.means else pl.col(name)
    return told.fill_null(0).cast(pl.Int64).alias(f"counted_{name}")


def _town(questions: Sequence[Question], month: int, units: Sequence[int], counted: Sequence[str] = ()) -> _Town:
    """Everybody there in the month, with what is asked of them."""
    wanted = frozenset(counted).union(*(law.asked(question) for question in questions))
    wanted = needed(wanted)
    came = became(first_day(month))
    homes = [*units, *(old for old, new in came.items() if new in set(units))]
    people = frame(_everybody(month, homes, wanted), PERSON)
    if came:
        people = people.with_columns(pl.col("unit_id").replace(came))
    means: dict[str, dict[int, Any]] = {"sex": dict(enumerate(Sex.values))}
    told = [name for name in sorted(wanted - {"age"}) if name in _FACTS]
    few = people["person_id"].to_list() if people.height < FEW else None
    of = "true" if few is None else f"person_id = any({array(few)})"
    read = _facts(told, month, of)
    if wanted & {"kinds", "codes"}:
        read |= _awards(month, of)
    if "ethnicity" in wanted:
        read["ethnicity"] = _ethnicity("true" if few is None else f"id = any({array(few)})")
    for name, (column, meaning) in read.items():
        people = people.join(column, on="person_id", how="left")
        means[name] = meaning
    if LAST in wanted:
        number = pl.col(LAST).replace_strict(means.pop(LAST), default=None, return_dtype=pl.Int64)
        people = last_turns(people.with_columns(number), month)
    return _Town(_with_years(people, month), means, month)


_FACTS = frozenset(field.name for field in (*fact_fields(), *programme_facts()))


def _with_years(people: pl.DataFrame, month: int) -> pl.DataFrame:
    known, born = pl.col("born") >= 0, pl.col("born")
    return people.with_columns(
        age=pl.when(known).then((month - born) // 12),
        turning=pl.when(known).then(month // 12 - born // 12),
        born_year=pl.when(known).then(born // 12),
        dead=(pl.col("died") >= 0) & (pl.col("died") <= month),
        died_now=pl.col("died") == month,
    )


def _marked(town: _Town, part: Part, mark: str) -> pl.DataFrame:
    """The people with a column that says of whom a part holds; each distinct situation is asked once."""
    inner = law.of_members(Question(part))
    people = town.people
    for at, one in enumerate(inner):
        answered = _marked(town._replace(people=people), one.part, "is")
        whole = {"có người": pl.col("is").any(), "mọi người": pl.col("is").all(), "không ai": ~pl.col("is").any()}
        people = answered.with_columns(whole[one.of].over("household_id").alias(f"members{at}")).drop("is")
        town = town._replace(people=people)
    asked = law.asked(Question(part))
    named = sorted(needed(asked) & set(people.columns))
    columns_ = [*named, *(f"members{at}" for at in range(len(inner)))]
    if not columns_:
        return people.with_columns(pl.lit(law.holds(part, {})).alias(mark))
    kinds = people.select(columns_).unique(maintain_order=True)
    said = []
    for row in kinds.iter_rows(named=True):
        about: dict[Any, Any] = {one: row[f"members{at}"] for at, one in enumerate(inner)}
        for name in named:
            if row[name] is not None:
                about[name] = town.means[name].get(row[name]) if name in town.means else row[name]
        for name in DERIVED.keys() & asked:
            about[name] = DERIVED[name].follows(about, town.month)
        said.append(law.holds(part, about))
    answers = kinds.with_columns(pl.Series(mark, said, dtype=pl.Boolean))
    found = people.join(answers, on=columns_, how="left", nulls_equal=True, maintain_order="left")
    return found.drop([f"members{at}" for at in range(len(inner))])


def _everybody(month: int, units: Sequence[int], wanted: frozenset[str]) -> str:
    """SQL of everybody living there in the month; of a past month by where they lived then."""
    alive = "true"
    if "dead" not in wanted:
        alive = f"(died_on is null or died_on >= '{first_day(month if 'died_now' in wanted else month + 1)}')"
    sexes = " ".join(f"when '{sex}' then {at}" for at, sex in enumerate(Sex.values))
    home, homes = "p.unit_id", ""
    if month < month_of(timezone.localdate()):
        home, homes = "coalesce(r.unit_id, p.unit_id)", (
            f" left join people_residence r on r.person_id = p.id and r.from_month <= {month}"
            f" and coalesce(r.until_month, {month + 1}) > {month}"
        )  # fmt: skip
    return (
        f"select p.id as person_id, {home} as unit_id, coalesce(household_id, -p.id) as household_id,"
        " coalesce(birth_year * 12 + coalesce(birth_month, 1) - 1, -1) as born,"
        " coalesce(extract(year from died_on)::int * 12 + extract(month from died_on)::int - 1, -1) as died,"
        f" case sex {sexes} else -1 end as sex from people_person p{homes}"
        f" where merged_into_id is null and {alive} and {home} = any({array(list(units))})"
    )


_Column = tuple[pl.DataFrame, dict[int, Any]]


def _facts(names: Sequence[str], month: int, of: str) -> dict[str, _Column]:
    """What is recorded of these facts in a month, as numbers of their distinct values; of two the later known counts.

    They are read together in one pass; one row of each number tells what it means.
    """
    if not names:
        return {}
    rows = frame(
        f"select person_id, array_position({_listed(names)}, kind) as kind, jsonb_hash_extended(value, 0) as value, id"
        f" from people_fact where {of} and kind = any({_listed(names)}) and superseded_at is null"
        f" and from_month <= {month} and (until_month is null or until_month > {month})",
        [("person_id", "int8"), ("kind", "int2"), ("value", "int8"), ("id", "int8")],
    )
    examples = rows.unique(["kind", "value"])
    with connection.cursor() as cursor:
        cursor.execute("select id, value::text from people_fact where id = any(%s)", [examples["id"].to_list()])
        texts = dict(cursor.fetchall())
    means: dict[str, dict[int, Any]] = {name: {} for name in names}
    for kind, value, pk in examples.select("kind", "value", "id").iter_rows():
        means[names[kind - 1]][value] = _plain(json.loads(texts[pk]))
    return {name: (_latest(rows.filter(pl.col("kind") == at), name), means[name]) for at, name in enumerate(names, 1)}


def _listed(names: Sequence[str]) -> str:
    return "array[" + ", ".join(f"'{name}'" for name in names) + "]"


def _latest(rows: pl.DataFrame, name: str) -> pl.DataFrame:
    if rows["person_id"].is_duplicated().any():
        rows = rows.sort("id").unique("person_id", keep="last")
    return rows.select("person_id", pl.col("value").alias(name))


def _plain(value: Any) -> Any:
    return frozenset(value) if isinstance(value, list) else value


def _awards(month: int, of: str) -> dict[str, _Column]:
    """The kinds and the groups of what each draws in a month, as numbers of the distinct sets."""
    holds = f"{of} and from_month <= {month} and (until_month is null or until_month > {month})"
    kinds = " ".join(f"when '{kind}' then {at}" for at, kind in enumerate(KINDS))
    rows = frame(
        f"select person_id, case kind {kinds} end as kind, hashtextextended(code, 0) as code"
        f" from assistance_award where {holds}",
        [("person_id", "int8"), ("kind", "int8"), ("code", "int8")],
    )
    with connection.cursor() as cursor:
        cursor.execute(f"select distinct hashtextextended(code, 0), code from assistance_award where {holds}")
        codes = dict(cursor.fetchall())
    return {"kinds": _sets(rows, "kind", "kinds", dict(enumerate(KINDS))), "codes": _sets(rows, "code", "codes", codes)}


def _sets(rows: pl.DataFrame, column: str, name: str, means: dict[int, str]) -> _Column:
    """The set each person has of a column, numbered; most have one, so only the others are gathered."""
    sets = rows.group_by("person_id").agg(pl.col(column).unique().sort())
    distinct = sets.select(column).unique(maintain_order=True).with_row_index(name)
    numbered = sets.join(distinct, on=column).select("person_id", pl.col(name).cast(pl.Int64))
    return numbered, {number: frozenset(means[one] for one in kept) for number, kept in distinct.iter_rows()}


def _ethnicity(of: str) -> _Column:
    written = f"{of} and ethnicity <> ''"
    rows = frame(
        f"select id as person_id, hashtextextended(ethnicity, 0) as ethnicity from people_person where {written}",
        [("person_id", "int8"), ("ethnicity", "int8")],
    )
    with connection.cursor() as cursor:
        cursor.execute(f"select distinct hashtextextended(ethnicity, 0), ethnicity from people_person where {written}")
        return rows, dict(cursor.fetchall())


def _heads(households: Iterable[int]) -> dict[int | None, int]:
    """Who receives for each household: its head as recorded, when that is a living member."""
    known = [household for household in households if household > 0]
    with connection.cursor() as cursor:
        cursor.execute(
            "select h.id, min(p.id) from people_household h join people_person p on p.household_id = h.id"
            " and p.full_name = h.head and p.died_on is null and p.merged_into_id is null"
            " where h.id = any(%s) group by 1",
            [known],
        )
        return dict(cursor.fetchall())
