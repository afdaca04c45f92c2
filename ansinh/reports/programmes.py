"""What a round comes to: by commune, by group, and what became of each line."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import Count, Q, QuerySet, Sum

from ansinh.law import programme as law
from ansinh.reckoning.months import first_day
from ansinh.reckoning.words import in_words
from ansinh.record.branches import communes_of
from ansinh.record.models.people import Person
from ansinh.record.models.places import Unit
from ansinh.record.models.programmes import Given, Item, Round, Sheet, Stage
from ansinh.world.payments.handing_paper import Handed, HandingList


class InCommune(NamedTuple):
    """One commune of a round; ``sheet`` None: its list is not made yet. Money in whole đồng."""

    unit: Unit
    sheet: Sheet | None
    lines: int = 0
    amount: int = 0
    handed: int = 0
    handed_amount: int = 0
    returned: int = 0


class InGroup(NamedTuple):
    """One group over all lists of a round that this reader sees."""

    code: str
    name: str
    source: str
    level: int
    lines: int
    amount: int


class Told(NamedTuple):
    """A round in one line; ``waiting``: lists nobody approved yet."""

    round: Round
    lines: int
    amount: int
    lists: int
    waiting: int
    settled: int


def rounds(cover: frozenset[int]) -> list[Told]:
    """The rounds that touch these communes, newest first."""
    found = [one for one in Round.objects.select_related("scope") if communes_of([one.scope]) & cover]
    money = {row["sheet__round"]: row for row in _listed().values("sheet__round").annotate(**_SUMS)}
    stages = {
        row["round"]: row
        for row in Sheet.objects.values("round").annotate(
            lists=Count("pk", distinct=True),
            waiting=Count("pk", filter=Q(stage=Stage.PREPARED, items__state=Given.LISTED), distinct=True),
            settled=Count("pk", filter=Q(stage=Stage.SETTLED), distinct=True),
        )
    }  # fmt: skip
    told = []
    for one in found:
        row = {"lines": 0, "amount": 0, "lists": 0, "waiting": 0, "settled": 0}
        row |= money.get(one.pk, {}) | stages.get(one.pk, {})
        told.append(Told(one, row["lines"], row["amount"], row["lists"], row["waiting"], row["settled"]))
    return told


_SUMS = {"lines": Count("pk"), "amount": Sum("amount")}


def _listed() -> QuerySet[Item]:
    return Item.objects.exclude(state=Given.STRUCK)


def by_commune(this: Round, cover: frozenset[int]) -> list[InCommune]:
    """Every commune of the round's place that is covered, as the map was in its month."""
    mine = communes_of([this.scope]) & cover
    units = Unit.objects.communes().valid_on(first_day(this.month)).filter(pk__in=mine).order_by("name")
    sheets = {sheet.unit_id: sheet for sheet in this.sheets.all()}
    handed = Q(state=Given.HANDED)
    sums = _listed().filter(sheet__round=this).values("unit").annotate(
        handed=Count("pk", filter=handed), handed_amount=Sum("amount", filter=handed, default=0),
        returned=Count("pk", filter=Q(state=Given.RETURNED)), **_SUMS,
    )  # fmt: skip
    rows = {row.pop("unit"): row for row in sums}
    return [InCommune(unit, sheets.get(unit.pk), **rows.get(unit.pk, {})) for unit in units]


def by_group(this: Round) -> list[InGroup]:
    """Every group of the programme with its level, how many and how much."""
    sums = {row["group"]: row for row in _listed().filter(sheet__round=this).values("group").annotate(**_SUMS)}
    none = {"lines": 0, "amount": 0}
    return [
        InGroup(group.code, group.name, group.source or this.source, this.levels.get(group.code, 0),
                sums.get(group.code, none)["lines"], sums.get(group.code, none)["amount"])
        for group in law.read(this.slug, this.text).groups
    ]  # fmt: skip


def given(person: Person) -> QuerySet[Item]:
    """What lists hold for a person, or for the household through them, newest first."""
    return _listed().filter(person=person).select_related("sheet__round").order_by("-sheet__round__month", "-pk")


def lines(sheet: Sheet) -> QuerySet[Item]:
    """The lines of a list in order of village and name."""
    return sheet.items.select_related("person", "household").order_by("person__village", "person__name_sort", "pk")


def handing_list(sheet: Sheet) -> HandingList:
    """A commune's list as it is printed, by village, to be signed by who receives."""
    this = sheet.round
    names = {group.code: group.name for group in law.read(this.slug, this.text).groups}
    listed = lines(sheet).exclude(state=Given.STRUCK)
    rows = [
        Handed(line.person.full_name, line.person.birth_text, line.person.village,
               names.get(line.group, line.group), line.amount)
        for line in listed
    ]  # fmt: skip
    total = sum(row.amount for row in rows)
    return HandingList(
        office=f"ỦY BAN NHÂN DÂN\n{str(sheet.unit).upper()}", title=this.title, commune=str(sheet.unit), rows=rows,
        total=total, in_words=in_words(total), source=this.source, basis=sheet.paper or this.basis,
        place=sheet.unit.name, on=sheet.approved_on or sheet.made_at.date(), maker=sheet.made_by.full_name_vi,
        approver=sheet.approved_by.full_name_vi if sheet.approved_by else "",
        approved=sheet.stage != Stage.PREPARED,
    )  # fmt: skip
