"""One month's run as an officer reads it: what stands, by commune and group, and what changed since last month.

Every total here is a sum of the run's lines; lists, vouchers and pages all read these lines and so agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection

from ansinh.record.models.assistance import Family, Kind
from ansinh.record.models.payroll import CHANNELS, FAMILIES, KINDS, LISTED_SQL, EntryKind, Ruling, Run
from ansinh.record.models.people import PayBy
from ansinh.record.models.places import Unit

PAID = f"entry in {LISTED_SQL}"

GROUP_SQL = "case when payroll_family(l.kind) = 1 then split_part(r.code, '.', 1) else r.code end"
"""The group of a line: merit by its benefit, whatever the degree; assistance by the whole code."""


@dataclass(frozen=True, slots=True)
class Sum:
    """People and whole đồng of some of a run's lines; level, arrears, carried and what is deducted apart."""

    key: str
    label: str
    people: int
    due: int
    arrears: int
    carried: int
    deducted: int
    family: int = Family.ASSISTANCE

    @property
    def total(self) -> int:
        return self.due + self.arrears + self.carried - self.deducted


class Standing(NamedTuple):
    """The run at one look: the whole, its debts, its problems, and whether every total agrees."""

    whole: Sum
    debts: int
    debt_people: int
    problems: int
    agrees: bool


def standing(run: Run) -> Standing:
    """The run's totals, each reckoned from the lines, and whether they equal the run's and the vouchers'."""
    whole = _sums(run, "''", "''")
    one = whole[0] if whole else Sum("", "", 0, 0, 0, 0, 0)
    rows = _rows(
        "select coalesce(sum(amount), 0)::bigint, count(distinct person_id) from payroll_line"
        " where run_month = %s and run_id = %s and entry = 4", [run.month, run.pk],
    )  # fmt: skip
    debts, people = rows[0]
    vouchers = _rows("select coalesce(sum(total), 0)::bigint from payroll_voucher where run_id = %s", [run.pk])[0][0]
    left = run.problems.filter(settled_at__isnull=True).count()
    return Standing(one, -debts, people, left, one.total == run.total == vouchers and one.people == run.people)


def by_commune(run: Run) -> list[Sum]:
    """A row a commune, in order of name."""
    names = {unit.pk: str(unit) for unit in Unit.objects.filter(pk__in=run.vouchers.values("unit"))}
    found = [Sum(s.key, names[int(s.key)], *_figures(s)) for s in _sums(run, "l.unit_id::text", "''")]
    return sorted(found, key=lambda s: s.label)


def by_group(run: Run) -> list[Sum]:
    """A row a group, each purse's by themselves; a person drawing two groups is counted in both."""
    found = _sums(run, GROUP_SQL, "max(l.kind) || ' ' || max(r.id)")
    told = {s.key: tuple(map(int, s.label.split())) for s in found}
    names = group_names({key: ruling for key, (_, ruling) in told.items()})
    rows = [
        Sum(s.key, called(told[s.key][0], names[s.key]), *_figures(s), FAMILIES[told[s.key][0]]) for s in found
    ]  # fmt: skip
    return sorted(rows, key=lambda row: row.family)


def by_family(run: Run) -> list[Sum]:
    """A row a purse: social assistance, and merit where anybody draws it."""
    found = _sums(run, "payroll_family(l.kind)::text", "''")
    return [Sum(s.key, str(Family(int(s.key)).label), *_figures(s), int(s.key)) for s in found]


def called(kind: int, name: str) -> str:
    """A group's name: of merit the kind's, one for all degrees."""
    return str(Kind(KINDS[kind]).label) if FAMILIES[kind] == Family.MERIT else name


def group_names(rulings: dict[str, int]) -> dict[str, str]:
    """What the law calls each group, by the id of a ruling that gives it; its code where the ruling does not say."""
    told = dict(Ruling.objects.filter(pk__in=rulings.values()).values_list("pk", "ruling"))
    named = {code: {b["code"]: b["name"] for b in told[pk].get("benefits", [])} for code, pk in rulings.items()}
    return {code: names.get(code, code) for code, names in named.items()}


def by_channel(run: Run) -> list[Sum]:
    """A row a way of payment."""
    found = _sums(run, "l.pay_by::text", "''")
    return [Sum(CHANNELS[int(s.key)], str(PayBy(CHANNELS[int(s.key)]).label), *_figures(s)) for s in found]


def _sums(run: Run, key: str, label: str) -> list[Sum]:
    rows = _rows(
        f"""select {key}, coalesce({label}, ''), count(distinct l.person_id),
                   coalesce(sum(l.amount) filter (where entry = {EntryKind.DUE.value}), 0)::bigint,
                   coalesce(sum(l.amount) filter (where entry = {EntryKind.ARREARS.value}), 0)::bigint,
                   coalesce(sum(l.amount) filter (where entry = {EntryKind.CARRIED.value}), 0)::bigint,
                   coalesce(-sum(l.amount) filter (where entry = {EntryKind.DEDUCTION.value}), 0)::bigint
            from payroll_line l join payroll_ruling r on r.id = l.ruling_id
            where l.run_month = %s and l.run_id = %s and {PAID} group by 1 order by 1""",
        [run.month, run.pk],
    )
    return [Sum(*row) for row in rows]


def _figures(one: Sum) -> tuple[int, int, int, int, int]:
    return one.people, one.due, one.arrears, one.carried, one.deducted


def _rows(query: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()
