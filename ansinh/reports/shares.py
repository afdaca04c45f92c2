"""What lists of programmes gave in a period: by round, group and purse, and everybody behind each sum."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet, Sum

from ansinh.law import programme as law
from ansinh.record.models.places import Unit
from ansinh.record.models.programmes import Given, Item, Round, Sheet


class Wanted(NamedTuple):
    """Which shares: of rounds of these months, of these programmes and groups (``but``: not of these).

    ``least`` and ``most`` are what a share comes to, đồng, both inclusive; ``campaign`` and ``unit`` narrow to one;
    ``state`` empty: whatever became of them. ``units``: the communes of a place.
    """

    months: range
    slugs: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    but: tuple[str, ...] = ()
    campaign: str = ""
    unit: int | None = None
    least: int = 0
    most: int | None = None
    state: str = ""
    units: Collection[int] | None = None


class Sums(NamedTuple):
    """One group of one round: how many shares and đồng were listed, handed out, returned."""

    round: Round
    group: str
    name: str
    source: str
    lines: int
    amount: int
    handed: int
    handed_amount: int
    returned: int


def shares(wanted: Wanted) -> QuerySet[Item]:
    """Every share asked for that was not struck, in order of commune and name."""
    told: dict[str, Any] = {
        "sheet__round__slug__in": wanted.slugs, "group__in": wanted.groups, "campaign": wanted.campaign,
        "unit": wanted.unit, "state": wanted.state, "amount__gte": wanted.least, "amount__lte": wanted.most,
    }  # fmt: skip
    asked = {name: value for name, value in told.items() if value}
    found = Item.objects.filter(sheet__round__month__range=(wanted.months[0], wanted.months[-1]), **asked)
    found = found.exclude(state=Given.STRUCK).exclude(group__in=wanted.but)
    if wanted.units is not None:
        found = found.filter(unit__in=wanted.units)
    return found.select_related("person", "unit", "sheet__round").order_by("unit__name", "person__name_sort", "pk")


def summed(wanted: Wanted) -> list[Sums]:
    """The same added up by round and group, the newest round first."""
    handed = Q(state=Given.HANDED)
    rows = shares(wanted).order_by().values("sheet__round", "group").annotate(
        lines=Count("pk"), sum=Sum("amount"), handed=Count("pk", filter=handed),
        handed_amount=Sum("amount", filter=handed, default=0), returned=Count("pk", filter=Q(state=Given.RETURNED)),
    )  # fmt: skip
    kept = {one.pk: (one, law.read(one.slug, one.text)) for one in Round.objects.filter(
        pk__in={row["sheet__round"] for row in rows})}  # fmt: skip
    found = []
    for row in rows:
        this, programme = kept[row["sheet__round"]]
        group = next((one for one in programme.groups if one.code == row["group"]), None)
        found.append(
            Sums(this, row["group"], group.name if group else row["group"],
                 (group.source if group else "") or this.source, row["lines"], row["sum"], row["handed"],
                 row["handed_amount"], row["returned"])
        )  # fmt: skip
    return sorted(found, key=lambda one: (-one.round.month, one.round.title, one.round.pk, one.name))


def programmes(months: range) -> list[tuple[str, str]]:
    """The programmes that had a round in these months: slug and name."""
    rounds = Round.objects.filter(month__range=(months[0], months[-1])).order_by("pk")
    named = {slug: law.read(slug, text).name for slug, text in rounds.values_list("slug", "text")}
    return sorted(named.items(), key=lambda pair: pair[1])


def communes(months: range) -> list[Unit]:
    """The communes that had a list in these months."""
    sheets = Sheet.objects.filter(round__month__range=(months[0], months[-1]))
    return list(Unit.objects.filter(pk__in=sheets.values("unit")).order_by("name"))
