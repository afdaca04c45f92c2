"""What the register already knows of children: circumstances offered to an officer, never written silently.

Disability speaks for group d, a child without a source of support for a, b or c, HIV for đ; an illness is not in the
register, so group n is written by hand.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from django.db import transaction

from ansinh.acts import permit
from ansinh.acts.children import circumstances
from ansinh.acts.children.circumstances import born
from ansinh.acts.wrong import Wrong
from ansinh.law.child_groups import groups, is_child, of_facts
from ansinh.law.schema import fact_fields
from ansinh.reckoning.months import first_day, month_of
from ansinh.record.models.children import Circumstance
from ansinh.record.models.people import Fact, Person
from ansinh.record.models.users import User

ASKED = ("disability", "orphan", "hiv")


class Offer(NamedTuple):
    """A circumstance the register speaks for; ``group`` empty: one of a, b, c, which the officer says."""

    person: Person
    group: str
    part: str
    from_day: datetime.date
    paper: str
    words: str = ""

    @property
    def key(self) -> str:
        """How a form names it."""
        return f"{self.person.pk}:{self.group}"


def offers(people: Iterable[Person], on: datetime.date) -> list[Offer]:
    """What is known of these people who are children on a day and not written yet."""
    children = {one.pk: one for one in people if (birth := born(one)) is not None and is_child(birth, on)}
    written: dict[int, set[str]] = defaultdict(set)
    for person, group in Circumstance.objects.filter(
        person__in=children, voided_by=None, until_day=None
    ).values_list("person", "group"):  # fmt: skip
        written[person].add(group)
    told = _facts(children, month_of(on))
    found = []
    for pk, facts in told.items():
        values = {kind: one.value for kind, one in facts.items()}
        for group, part in of_facts(values.get("disability"), values.get("orphan"), values.get("hiv")):
            if group in written[pk] or (group == "" and written[pk] & {"a", "b", "c"}):
                continue
            fact = facts[{"d": "disability", "dd": "hiv"}.get(group, "orphan")]
            found.append(_offer(children[pk], group, part, fact))
    return found


def _offer(person: Person, group: str, part: str, fact: Fact) -> Offer:
    birth = born(person)
    assert birth is not None
    first = datetime.date(birth[0], birth[1] or 1, birth[2] or 1)
    paper = f"Sổ: {fact.source}" if fact.source else "Theo dữ kiện trong sổ"
    words = _ORPHAN.get(fact.value, "") if fact.kind == "orphan" else ""
    return Offer(person, group, part, max(first_day(fact.from_month), first), paper, words)


_ORPHAN = {
    choice.value: choice.vi.partition(": ")[2] or choice.vi
    for field in fact_fields() if field.name == "orphan" for choice in field.choices
}  # fmt: skip
"""What the register says of a child without a source of support, without the letter of its point."""


def in_places(units: Collection[int], on: datetime.date) -> list[Offer]:
    """The same of everybody who lives in these communes; of groups few may read only for who may."""
    oldest = on.year - groups().under
    people = Person.objects.filter(
        unit__in=units, birth_year__gte=oldest, died_on=None, merged_into=None, facts__kind__in=ASKED,
        facts__superseded_at=None,
    ).select_related("unit")  # fmt: skip
    return offers(people.distinct().order_by("unit__name", "name_sort", "pk"), on)


def _facts(people: Collection[int], month: int) -> dict[int, dict[str, Fact]]:
    """The facts believed now that hold in a month, by person and kind."""
    rows = Fact.objects.filter(person__in=people, kind__in=ASKED, superseded_at=None, from_month__lte=month)
    found: dict[int, dict[str, Fact]] = defaultdict(dict)
    for row in rows.order_by("recorded_at", "pk"):
        if row.until_month is None or row.until_month > month:
            found[row.person_id][row.kind] = row
    return {pk: found[pk] for pk in people if pk in found}


def confirm(
    chosen: Collection[str], *, units: Collection[int], by: User, on: datetime.date
) -> tuple[list[Circumstance], list[str]]:
    """The officer confirms these offers (``Offer.key``): what was written, and why each of the others was not."""
    permit.check(by, "register")
    made: list[Circumstance] = []
    wrong: list[str] = []
    for one in mine(in_places(units, on), by):
        if one.key not in chosen:
            continue
        made_one = _confirmed(one, by, on, wrong)
        made += [made_one] if made_one else []
    return made, wrong


def mine(found: Iterable[Offer], by: User) -> list[Offer]:
    """The offers this user may read."""
    return [one for one in found if permit.protects(by) or one.group not in groups().private]


def _confirmed(one: Offer, by: User, on: datetime.date, wrong: list[str]) -> Circumstance | None:
    told: dict[str, Any] = {"part": one.part, "from_day": one.from_day, "paper": one.paper,
                            "words": one.words}  # fmt: skip
    try:
        with transaction.atomic():
            return circumstances.enter(one.person, group=one.group, by=by, on=on, **told)
    except (Wrong, permit.Refused) as why:
        wrong.append(f"{one.person.full_name}: {why}")
        return None
