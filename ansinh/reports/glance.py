"""A place at a glance: people and money of the lists month by month and commune by commune, and what was given besides.

People and money of lists are the vouchers' sums, which the database holds against the lines: a province's year is read
in a moment. Whoever stands on the lists of two communes in one month is counted in both. Reads only.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Sum

from ansinh.law.funds import HANDOVER
from ansinh.record.models.funds import Fund, Spending
from ansinh.record.models.payroll import SETTLING, Run, State, Voucher
from ansinh.record.models.poverty import HouseholdCount
from ansinh.record.models.programme_money import EntryWay, MoneyEntry
from ansinh.record.models.programmes import Given, Item, Sheet, Stage
from ansinh.record.models.recovery import OPEN_STATES
from ansinh.reports.funds import SPENT


class OfMonth(NamedTuple):
    """What the lists of a month pay from one purse: people, whole đồng, and whether every list is approved."""

    month: int
    family: int
    people: int
    money: int
    settled: bool


def by_month(units: Collection[int], months: range) -> list[OfMonth]:
    """Each purse's months that have a list, in order."""
    rows = _rows(
        """select r.month, v.family, sum(v.people)::bigint, sum(v.total)::bigint, bool_and(r.state = any(%s))
           from payroll_voucher v join payroll_run r on r.id = v.run_id
           where r.month between %s and %s and v.unit_id = any(%s) group by 1, 2 order by 1, 2""",
        [list(map(str, SETTLING)), months[0], months[-1], list(units)],
    )
    return [OfMonth(*row) for row in rows]


def last_month(units: Collection[int], months: range) -> int | None:
    """The newest of these months with a list here; None when none has one."""
    found = Run.objects.filter(vouchers__unit__in=units, month__gte=months[0], month__lte=months[-1])
    return found.order_by("-month").values_list("month", flat=True).first()


def years(units: Collection[int]) -> list[int]:
    """The years with lists here, the newest first."""
    found = Run.objects.filter(vouchers__unit__in=units).order_by().values_list("month", flat=True).distinct()
    return sorted({month // 12 for month in found}, reverse=True)


def money(units: Collection[int], months: range, now: dict[int, int]) -> dict[int, int]:
    """What approved lists of these months pay in each commune as ``now`` calls it, whole đồng."""
    rows = Voucher.objects.filter(
        unit__in=units, run__month__gte=months[0], run__month__lte=months[-1], run__state__in=SETTLING
    )
    return _by_commune(rows.order_by().values_list("unit").annotate(n=Sum("total")), now)


def people(units: Collection[int], month: int, now: dict[int, int]) -> dict[int, int]:
    """How many people the lists of a month pay in each commune, each purse's added up."""
    rows = Voucher.objects.filter(unit__in=units, run__month=month).order_by()
    return _by_commune(rows.values_list("unit").annotate(n=Sum("people")), now)


def population(units: Collection[int], year: int, now: dict[int, int]) -> dict[int, int]:
    """The people of each commune as last counted by that year, by the counts the office keeps; no other is guessed."""
    rows = HouseholdCount.objects.filter(unit__in=units, data_year__lte=year, members__gt=0).order_by("data_year")
    newest = {one.unit_id: one.members for one in rows}
    told = {unit for unit in newest if unit not in now or now[unit] not in newest}
    return _by_commune(((unit, members) for unit, members in newest.items() if unit in told), now)


class Source(NamedTuple):
    """Money of a year from one purse: which book it stands in, its name and key there, whole đồng."""

    book: str
    key: str
    name: str
    money: int


def from_lists(units: Collection[int], months: range) -> dict[int, int]:
    """What approved lists of these months pay from each purse, whole đồng."""
    rows = Voucher.objects.filter(
        unit__in=units, run__month__gte=months[0], run__month__lte=months[-1], run__state__in=SETTLING
    )
    return dict(rows.order_by().values_list("family").annotate(n=Sum("total")))


def handed_out(units: Collection[int], months: range) -> list[Source]:
    """What lists of programmes handed out in rounds of these months, a programme a row, the largest first."""
    rows = Item.objects.filter(
        unit__in=units, state=Given.HANDED, sheet__round__month__gte=months[0], sheet__round__month__lte=months[-1]
    )
    found = rows.order_by().values("sheet__round__slug").annotate(n=Sum("amount"))
    told = [Source("programmes", row["sheet__round__slug"], row["sheet__round__slug"], row["n"]) for row in found]
    return sorted((one for one in told if one.money), key=lambda one: (-one.money, one.key))


def from_funds(units: Collection[int], year: int) -> list[Source]:
    """What the funds of these places spent in a year, a kind of fund a row; handed from fund to fund is not spent."""
    here = Fund.objects.filter(communes__contained_by=list(units), communes__len__gt=0)
    rows = Spending.objects.filter(SPENT, fund__in=here, spent_on__year=year).exclude(purpose=HANDOVER).order_by()
    found = rows.values("fund__code").annotate(n=Sum("amount"))
    return sorted((Source("funds", row["fund__code"], row["fund__code"], row["n"]) for row in found),
                  key=lambda one: (-one.money, one.key))  # fmt: skip


def disbursed(places: Collection[int], year: int) -> dict[str, int]:
    """What these places disbursed of the national programme's money in a year, by source, the largest first."""
    rows = MoneyEntry.objects.filter(
        allocation__unit__in=places, way=EntryWay.DISBURSED, year=year, voided_by=None
    ).order_by()
    found = dict(rows.values_list("allocation__source").annotate(n=Sum("amount")))
    return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


class Unapproved(NamedTuple):
    """A list that waits for whoever approves, in one commune: of payment (its run) or of a programme (its round)."""

    unit: int
    run: int | None
    round: int | None


def unapproved(units: Collection[int], month: int) -> list[Unapproved]:
    """Lists of payment up to a month, and lists of programmes, that are not approved."""
    runs = Voucher.objects.filter(
        unit__in=units, run__month__lte=month, run__state__in=(State.PREPARED, State.CHECKED)
    ).order_by("run__month", "run", "unit")
    sheets = Sheet.objects.filter(
        unit__in=units, stage=Stage.PREPARED, round__closed_at=None, items__state=Given.LISTED
    ).order_by("round", "unit").distinct()  # fmt: skip
    found = [Unapproved(unit, run, None) for unit, run in dict.fromkeys(runs.values_list("unit", "run"))]
    return found + [Unapproved(unit, None, this) for unit, this in sheets.values_list("unit", "round")]


def unplanned(units: Collection[int], now: dict[int, int]) -> dict[int, int]:
    """How many open debts nobody has made a plan for, by the commune the person lives in."""
    rows = _rows(
        """select p.unit_id, count(*) from recovery_debt d join people_person p on p.id = d.person_id
           where p.unit_id = any(%s) and d.state = any(%s)
             and not exists (select 1 from recovery_plan n where n.debt_id = d.id and n.ended_at is null)
           group by 1""",
        [list(units), list(OPEN_STATES)],
    )
    return _by_commune(rows, now)


def _by_commune(rows: Iterable[Any], now: dict[int, int]) -> dict[int, int]:
    """Sums by commune, each under what it has become."""
    found: dict[int, int] = {}
    for unit, number in rows:
        here = now.get(unit, unit)
        found[here] = found.get(here, 0) + int(number)
    return found


def _rows(query: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()
