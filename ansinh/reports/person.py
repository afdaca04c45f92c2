"""All that one person's page shows: what is known, awarded, paid, and who looked and who changed. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from ansinh.law.decree import label_of
from ansinh.record.models.assistance import Award, Kind
from ansinh.record.models.payroll import FAMILIES, KINDS, LISTED, EntryKind, Line, Outcome, Result, State
from ansinh.record.models.people import Fact, Person
from ansinh.record.models.trail import Entry, Look
from ansinh.reports.lists import stretches_of
from ansinh.reports.situation import in_words

ENTRIES = {
    EntryKind.DUE: "tháng này",
    EntryKind.ARREARS: "truy lĩnh",
    EntryKind.CARRIED: "tháng trước mang sang (TTMS)",
    EntryKind.DEBT: "phải thu hồi",
    EntryKind.RELIEF: "bớt thu hồi",
    EntryKind.DEDUCTION: "truy thu trừ kỳ này",
}
"""What a line of the ledger is, in the words of the list."""

NO_WORD = "Chưa cập nhật"
ASSUMED = "Coi như đã trả"
NOT_SENT = "Chưa chi"
CHANGES = 200
TABLES = {
    "people_fact": "dữ kiện",
    "people_residence": "nơi ở",
    "people_collector": "người nhận thay",
    "people_account": "tài khoản",
    "assistance_award": "chế độ",
}
OPS = {"insert": "thêm", "update": "sửa", "delete": "xoá"}


@dataclass(frozen=True, slots=True)
class SaidFact:
    """One fact in words, its months, its source, when it was recorded, and when it was corrected if it was."""

    label: str
    value: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class Payment:
    """One line of the ledger in words: which list it stands on, for which month, how much, what became of it."""

    line: Line
    entry: str
    kind: str
    status: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part of what a list pays: how much, what it is (a word of ``ENTRIES``), and which earlier months."""

    amount: int
    entry: str
    months: str

    @property
    def taken(self) -> bool:
        """Whether it goes off what is handed out."""
        return self.amount < 0

    @property
    def size(self) -> int:
        return abs(self.amount)


@dataclass(frozen=True, slots=True)
class Listed:
    """What one month's list pays a person, part by part; the parts add up to the total, whole đồng."""

    month: int
    total: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the trail about a person: what was touched, by whom, and which values differ."""

    entry: Entry
    what: str
    op: str
    values: list[tuple[str, Any, Any]]


def facts(person: Person, language: str = "vi") -> list[SaidFact]:
    """Facts believed now and facts since corrected, the newest months first."""
    rows = person.facts.select_related("recorded_by").order_by("superseded_at", "-from_month", "kind")
    return [SaidFact(*in_words(row.kind, row.value, language), row) for row in rows]


def fact_for(person: Person, name: str, month: int) -> Fact | None:
    """The fact believed now that gives this name its value in a month."""
    live = person.facts.filter(kind=name, superseded_at__isnull=True, from_month__lte=month)
    return next(
        (f for f in live.order_by("-recorded_at", "-pk") if f.until_month is None or f.until_month > month), None
    )


def awards(person: Person) -> QuerySet[Award]:
    """Awards with their suspensions, running ones first."""
    return person.awards.prefetch_related("suspensions").order_by("until_month", "-from_month")


def group_name(award: Award, paid: list[Payment]) -> str:
    """What the law calls an award's group: by its newest ruling of that group, else by the newest decree; or empty."""
    for payment in paid:
        if payment.line.award_id == award.pk:
            for benefit in payment.line.ruling.ruling.get("benefits", []):
                if benefit["code"] == award.code or benefit["code"].startswith(f"{award.code}."):
                    return str(benefit["name"])
    return label_of(award.code)


def drawn_as(award: Award, paid: list[Payment]) -> str:
    """What the newest list pays an award as, when the law has put another benefit in its group's place; or empty."""
    newest = next((p for p in paid if p.line.award_id == award.pk and p.line.entry == EntryKind.DUE), None)
    codes = [str(benefit["code"]) for benefit in newest.line.ruling.ruling.get("benefits", [])] if newest else []
    same = any(code.split(".")[0] == award.code.split(".")[0] for code in codes)
    return newest.kind if newest and codes and not same else ""


def listed(person: Person, month: int) -> Listed | None:
    """What the list of a month pays a person, when it holds more than that month's own sums; None otherwise."""
    lines = list(person.lines.filter(run_month=month, entry__in=LISTED).order_by("entry", "for_month"))
    if all(line.entry == EntryKind.DUE for line in lines):
        return None
    parts = []
    for entry in LISTED:
        of_entry = [line for line in lines if line.entry == entry]
        if of_entry:
            months = "" if entry == EntryKind.DUE else stretches_of(line.for_month for line in of_entry)
            parts.append(Part(sum(line.amount for line in of_entry), ENTRIES[entry], months))
    return Listed(month, sum(part.amount for part in parts), tuple(parts))


def payments(person: Person) -> list[Payment]:
    """Every line of the ledger for a person, newest list first, and what became of the payment."""
    lines = person.lines.select_related("run").prefetch_related("ruling")
    lines = lines.order_by("-run_month", "-for_month", "kind", "entry")
    held = Result.objects.filter(person=person)
    outcomes = {(one.run_id, one.family): one.outcome for one in held}
    return [Payment(line, ENTRIES[EntryKind(line.entry)], _called(line), _status(line, outcomes)) for line in lines]


def _called(line: Line) -> str:
    """The group by the ruling's own name with its code; the kind of award when the ruling gives nothing."""
    given = line.ruling.ruling.get("benefits", [])
    names = [f"{benefit['name']} ({benefit['code']})" for benefit in given if benefit["kind"] == KINDS[line.kind]]
    return " + ".join(names) or str(Kind(KINDS[line.kind]).label)


def _status(line: Line, outcomes: dict[tuple[int, int], str]) -> str:
    if not line.run.settled:
        return str(State(line.run.state).label)
    payment = (line.run_id, FAMILIES[line.kind])
    if payment in outcomes:
        return str(Outcome(outcomes[payment]).label)
    if line.run.assumed_paid_at is not None:
        return ASSUMED
    return NOT_SENT if line.run.state == State.APPROVED else NO_WORD


def looks(person: Person) -> QuerySet[Look]:
    """Who opened this person's page, the latest first."""
    return Look.objects.filter(person=person).select_related("by").order_by("-at")[:50]


def changes(person: Person) -> list[Change]:
    """Every change the trail holds about a person, the latest first."""
    rows = {"people_person": [str(person.pk)]}
    for name, related in (
        ("people_fact", person.facts),
        ("people_residence", person.residences),
        ("people_collector", person.collectors),
        ("people_account", person.accounts),
        ("assistance_award", person.awards),
    ):
        rows[name] = [str(pk) for pk in related.values_list("pk", flat=True)]
    found = [
        entry
        for table, keys in rows.items()
        for entry in Entry.objects.filter(table=table, row__in=keys).order_by("-id")[:CHANGES]
    ]
    found.sort(key=lambda entry: entry.pk, reverse=True)
    return [
        Change(entry, TABLES.get(entry.table, "hồ sơ"), OPS[entry.op.lower()], _differences(entry))
        for entry in found[:CHANGES]
    ]


def _differences(entry: Entry) -> list[tuple[str, Any, Any]]:
    before, after = entry.before or {}, entry.after or {}
    return [
        (name, before.get(name), after.get(name))
        for name in sorted(before.keys() | after.keys())
        if before and after and before.get(name) != after.get(name)
    ]
