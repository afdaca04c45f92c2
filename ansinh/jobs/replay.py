"""A register lived through month by month: changes read, the list prepared, approved, sent, closed.

Imported by the demo and by tests; Django must be loaded.
"""

from __future__ import annotations

import csv
import datetime
import hashlib
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from django.db import connection
from django.db.models import Q

from ansinh.acts import merit_moving, payroll, permit, places, preparing, registers, users
from ansinh.jobs import listing
from ansinh.reckoning.money import format_dong
from ansinh.reckoning.months import first_day, month_iso, month_of, month_text
from ansinh.record.models.assistance import Family
from ansinh.record.models.payroll import FAMILIES, PAYABLE, Line, Outcome, Run, State
from ansinh.record.models.people import Person
from ansinh.record.models.places import Level, Unit
from ansinh.record.models.tasks import Import
from ansinh.record.models.users import User

CHANGES = ("bien-dong", "nguoi-co-cong/tang", "nguoi-co-cong/tu-tran")
Echo = Callable[[str], object]
FIRST = 2015 * 12
REGISTER_KEPT = datetime.date(2021, 6, 30)
MERIT_SINCE = 2021 * 12
"""From this month on the demo pays people with merit; the months before were paid by old lists."""

REVIEWED = datetime.date(2021, 1, 31)
"""The review of the end of 2020 gives households their class from January 2021."""

TWO_TIERS = 2025 * 12 + 6


def live(folder: Path, *, through: int, first: int = FIRST, echo: Echo) -> None:
    """Load units, people who work here and the register, then live every month from ``first`` to ``through``."""
    pace = Pace(echo)
    echo("Nạp các đơn vị hành chính …")
    places.load()
    district = Unit.objects.get(level=Level.DISTRICT, code="333")
    users.make_demo([district])
    register = next(folder.glob("*.xlsx"))
    if not _read(register):
        _read_register(register, district, paid_before=first, pace=pace)
    for homes in sorted((folder / "ho").glob("*.xlsx")):
        if not _read(homes):
            _read_list(homes, "danh sách hộ", district, on=REVIEWED, pace=pace)
    for merit in sorted((folder / "nguoi-co-cong").glob("phu-cu-*.xlsx")):
        if not _read(merit):
            on = REVIEWED if "tho-cung" in merit.stem else REGISTER_KEPT
            _read_list(merit, "danh sách người có công", district, on=on, pace=pace, paid_before=MERIT_SINCE)
    echo(f"Lập và chốt từng tháng từ {month_text(first)} đến {month_text(through)} (khoảng 2 phút) …")
    for month in range(first, through + 1):
        waiting = [scope for scope in scopes(district, month) if not _closed(scope, month)]
        if waiting:
            read_changes(folder, month - 1, district, on=day_prepared(month))
            read_moves(folder, month - 1)
        for scope in waiting:
            run = prepared(scope, month)
            if month < through:
                settled(run, results=folder / "ket-qua" / f"{month_iso(month)}.csv")
        pace.tell(f"  xong tháng {month_text(month)} ({month - first + 1}/{through - first + 1})")
    read_changes(folder, through, district, on=day_prepared(through + 1))
    preparing.follow(Run.objects.filter(month=through))


class Pace:
    """Says how far work is, every few seconds and no more often."""

    SECONDS = 3

    def __init__(self, echo: Echo) -> None:
        self.echo = echo
        self.last = time.monotonic()

    def tell(self, line: str) -> None:
        if time.monotonic() - self.last >= self.SECONDS:
            self.last = time.monotonic()
            self.echo(line)


def _read_register(register: Path, district: Unit, *, paid_before: int, pace: Pace) -> None:
    """The office's workbook into the register, as it was kept."""
    data = register.read_bytes()
    rows = registers.rows_in(data)
    pace.echo(f"Nạp sổ {register.name}, {rows} dòng (khoảng nửa phút) …")
    report = registers.import_workbook(
        data, name=register.name, on=REGISTER_KEPT, by=None, paid_before=paid_before, within=[district],
        progress=lambda done: pace.tell(f"  {done}/{rows} dòng"),
    )  # fmt: skip
    pace.echo("  " + told(report.counts))
    with connection.cursor() as cursor:
        cursor.execute("analyze")


def _read_list(
    path: Path, what: str, district: Unit, *, on: datetime.date, pace: Pace, paid_before: int | None = None
) -> None:
    """A list beside the register, as the communes sent it in: households after the review, people with merit."""
    pace.echo(f"Nạp {what} {path.name} …")
    report = registers.import_workbook(
        path.read_bytes(), name=path.name, on=on, by=None, paid_before=paid_before, within=[district],
        progress=lambda done: pace.tell(f"  {done} dòng"),
    )  # fmt: skip
    pace.echo("  " + told(report.counts))
    with connection.cursor() as cursor:
        cursor.execute("analyze")


def unfinished(through: int) -> bool:
    """Whether a demo was begun and stopped before the month it was to reach; it then goes on where it stopped."""
    begun = Import.objects.filter(name__startswith="phu-cu-").exists()
    return begun and not Run.objects.filter(month=through).exists()


def _read(register: Path) -> bool:
    return Import.objects.filter(digest=hashlib.sha256(register.read_bytes()).hexdigest()).exists()


def _closed(scope: Unit, month: int) -> bool:
    return Run.objects.filter(scope=scope, month=month, state=State.CLOSED).exists()


def read_changes(folder: Path, month: int, district: Unit, *, on: datetime.date) -> None:
    """Read the changes an office listed in a month, when there are any: of assistance, then of merit."""
    for kind in CHANGES:
        changes = folder / kind / f"{month_iso(month)}.xlsx"
        if not changes.exists():
            continue
        registers.import_workbook(changes.read_bytes(), name=changes.name, on=on, by=None, within=[district])


def read_moves(folder: Path, month: int) -> None:
    """Whose file of merit was moved out of the province in a month, when there is anybody."""
    moves = folder / "nguoi-co-cong" / "di-chuyen" / f"{month_iso(month)}.csv"
    if not moves.exists():
        return
    lan = User.objects.get(username="lan")
    with moves.open(encoding="utf-8-sig", newline="") as file:
        for _name, number, day, place in list(csv.reader(file))[1:]:
            person = Person.objects.get(identity_number=number)
            merit_moving.move_out(person, on=datetime.date.fromisoformat(day), by=lan, to_place=place)


def prepared(scope: Unit, month: int) -> Run:
    """The month's list, prepared on the legal day of the month before (the agency draws its funds before the 25th)."""
    return preparing.prepare(month=month, scope=scope, by=User.objects.get(username="lan"), on=day_prepared(month))


def settled(run: Run, *, results: Path | None = None) -> Run:
    """The list walked to its closing by the two people the law wants; ``results``: whom the Post did not pay."""
    lan, minh = User.objects.get(username="lan"), User.objects.get(username="minh")
    if run.state == State.PREPARED:
        for problem in run.problems.filter(settled_at__isnull=True):
            payroll.settle_problem(problem, by=lan, how="Đã xem; chờ bổ sung hồ sơ, tháng này chưa chi.")
        run = payroll.check(run, by=lan)
    if run.state == State.CHECKED:
        run = payroll.approve(run, by=minh, accept_provisional=True)
    if run.state == State.APPROVED:
        run = payroll.send(run, by=lan)
    if results is not None and results.exists():
        payroll.record_results(run, unpaid(run, results), by=lan)
        run.refresh_from_db()
    run = payroll.assume_paid(run, by=lan)
    return payroll.close(run, by=lan)


def unpaid(run: Run, path: Path) -> list[payroll.ResultRow]:
    """The people of this list whom the Post's letter did not pay, of each purse: by number, or name and birth."""
    here = Line.objects.filter(run_month=run.month, run=run, entry__in=PAYABLE)
    with path.open(encoding="utf-8-sig", newline="") as file:
        named = list(csv.reader(file))[1:]
    called = Person.objects.filter(pk__in=here.values("person")).filter(
        Q(full_name__in=[row[0] for row in named]) | Q(identity_number__in=[row[2] for row in named if row[2]])
        | Q(old_number__in=[row[2] for row in named if row[2]])
    )  # fmt: skip
    by_number = {p.identity_number or p.old_number: p.pk for p in called}
    by_name = {(p.full_name, p.birth_text): p.pk for p in called}
    purses: defaultdict[int, set[Family]] = defaultdict(set)
    for pk, kind in here.filter(person__in=called).values_list("person", "kind").distinct():
        purses[pk].add(FAMILIES[kind])
    words = {str(outcome.label): outcome for outcome in Outcome}
    found = []
    for name, born, number, outcome, reason in named:
        person = by_number.get(number) if number else by_name.get((name, born))
        if person is not None:
            found += [payroll.ResultRow(person, words[outcome], reason, family) for family in sorted(purses[person])]
    return found


def scopes(district: Unit, month: int) -> list[Unit]:
    """Who pays: the district until June 2025, each new commune since."""
    if month < TWO_TIERS:
        return [district]
    communes = permit.communes_of([district])
    day = first_day(month)
    return list(Unit.objects.communes().valid_on(day).filter(pk__in=communes))


def show(today: datetime.date, folder: Path, *, lists: bool, echo: Echo) -> None:
    """The month's lists: where the files are, and their totals."""
    month = month_of(today)
    for line in listing.write(month, folder) if lists else ():
        echo(line)
    runs = Run.objects.filter(month=month).select_related("scope")
    for run in runs:
        echo(f"Tháng {month_text(month)}, {run.scope}: {run.people} người, {format_dong(run.total)}"
             f" ({State(run.state).label})")  # fmt: skip
    echo(f"Cộng: {sum(r.people for r in runs)} người, {format_dong(sum(r.total for r in runs))}")


def told(counts: dict[str, int]) -> str:
    """Rows by outcome, in words."""
    words = {"landed": "vào sổ", "landed with remarks": "vào sổ có ghi chú", "held": "giữ lại chờ sửa",
             "not a person": "dòng tiêu đề, cộng, ký"}  # fmt: skip
    return " · ".join(f"{counts[key]} {word}" for key, word in words.items())


def day_prepared(month: int) -> datetime.date:
    """The 25th of the month before: by then the agency draws the month's funds (decree 20/2021 Điều 34)."""
    last = month - 1
    return datetime.date(last // 12, last % 12 + 1, 25)
