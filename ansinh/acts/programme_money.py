"""Money of the national target programme: given, handed on, carried over, committed, disbursed, settled.

Each entry stands on a paper; none takes more than there is. Money is spent in its own year, or, carried over by a
paper, in the next, to the last day the programme allows (nghị quyết 257/2025/QH15 for 2021-2025: 31 December 2026).
"""

from __future__ import annotations

import datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q, QuerySet, Sum

from ansinh.acts import permit
from ansinh.acts.wrong import Wrong
from ansinh.law.poverty_programme import CAPITAL, SOURCES, Programme, programme
from ansinh.reckoning.money import format_dong
from ansinh.record.models.places import Unit
from ansinh.record.models.programme_money import Allocation, EntryWay, MoneyEntry
from ansinh.record.models.users import User


class Sums(NamedTuple):
    """What an allocation comes to, đồng; ``handed``: given on to places below."""

    given: int
    handed: int
    committed: int
    disbursed: int
    settled: int

    @property
    def own(self) -> int:
        """What the place itself may spend."""
        return self.given - self.handed

    @property
    def left(self) -> int:
        return self.own - self.disbursed


def sums(allocation: Allocation) -> Sums:
    """What stands in the books of an allocation now."""
    ways = dict(_live(allocation).values_list("way").annotate(n=Sum("amount")))
    below = MoneyEntry.objects.filter(allocation__above=allocation, way=EntryWay.GIVEN, voided_by=None)
    return Sums(
        ways.get(EntryWay.GIVEN, 0), below.aggregate(n=Sum("amount", default=0))["n"], ways.get(EntryWay.COMMITTED, 0),
        ways.get(EntryWay.DISBURSED, 0), ways.get(EntryWay.SETTLED, 0),
    )  # fmt: skip


def _live(allocation: Allocation) -> QuerySet[MoneyEntry]:
    return MoneyEntry.objects.filter(allocation=allocation, voided_by=None).order_by()


def allocate(
    code: str, part: str, unit: Unit, *, source: str, capital: str, year: int, amount: int, paper: str,
    given_on: datetime.date, by: User, on: datetime.date, above: Allocation | None = None,
) -> Allocation:  # fmt: skip
    """Money given to a place for a part; given again, the same allocation has more. Raises ``Wrong``."""
    permit.check(by, "prepare", above.unit if above is not None else unit)
    phase = _phase(code, part, year)
    for field, value, choices in (("source", source, SOURCES), ("capital", capital, CAPITAL)):
        if value not in choices:
            raise Wrong(field, "Chọn nguồn vốn." if field == "source" else "Chọn loại vốn.")
    if unit.valid_from.year > year or (unit.valid_to is not None and unit.valid_to.year < year):
        raise Wrong("unit", f"Năm {year} không có {unit}.")
    if amount <= 0:
        raise Wrong("amount", "Số tiền phải lớn hơn 0.")
    with transaction.atomic():
        if above is not None:
            _under(above, phase, part, unit, source, capital, year, amount)
        made, new = Allocation.objects.get_or_create(
            programme=code, part=part, unit=unit, source=source, capital=capital, year=year,
            defaults={"above": above, "made_by": by},
        )  # fmt: skip
        if not new and made.above_id != (above.pk if above is not None else None):
            raise Wrong("unit", f"{unit} đã được giao vốn này từ nơi khác.")
        _write(made, EntryWay.GIVEN, amount, given_on, paper, by=by, on=on)
    return made


def _phase(code: str, part: str, year: int) -> Programme:
    try:
        phase = programme(code)
        lowest = {one.code for one in phase.lowest()}
    except LookupError:
        raise Wrong("programme", "Chọn chương trình.") from None
    if part not in lowest:
        raise Wrong("part", "Vốn giao cho tiểu dự án, hoặc dự án không có tiểu dự án.")
    if not phase.first <= year <= phase.last:
        raise Wrong("year", f"Chương trình này từ {phase.first} đến {phase.last}.")
    return phase


def _under(
    above: Allocation, phase: Programme, part: str, unit: Unit, source: str, capital: str, year: int, amount: int
) -> None:
    """What is handed on is of the same money, to a place below, and no more than is left. Raises ``Wrong``."""
    locked = _locked(above)
    same = (locked.programme, locked.part, locked.source, locked.capital, locked.year)
    if same != (phase.code, part, source, capital, year):
        raise Wrong("part", "Phân bổ tiếp phải cùng dự án, nguồn, loại vốn và năm.")
    if unit.pk == above.unit_id or not permit.communes_of([unit]) <= permit.communes_of([above.unit]):
        raise Wrong("unit", f"{unit} không thuộc {above.unit}.")
    free = _free(locked)
    if amount > free:
        raise Wrong("amount", f"{above.unit} chỉ còn {format_dong(free)} chưa phân bổ, chưa cam kết, chưa chi.")


def _locked(allocation: Allocation) -> Allocation:
    return Allocation.objects.select_for_update(of=("self",)).select_related("unit").get(pk=allocation.pk)


def adjust(
    allocation: Allocation, amount: int, *, paper: str, given_on: datetime.date, by: User, on: datetime.date
) -> MoneyEntry:
    """More or less than was given, by a later paper; never below what is handed on, committed or spent."""
    permit.check(by, "prepare", allocation.unit)
    if not amount:
        raise Wrong("amount", "Ghi số tiền tăng, hoặc giảm với dấu trừ.")
    with transaction.atomic():
        locked = _locked(allocation)
        now = sums(locked)
        spent = now.given - _free(locked)
        if now.given + amount < spent:
            said = f"Không giảm được: đã phân bổ tiếp, cam kết, chi hoặc kéo dài {format_dong(spent)}."
            raise Wrong("amount", said)
        if amount > 0 and locked.above is not None:
            free = _free(_locked(locked.above))
            if amount > free:
                raise Wrong("amount", f"{locked.above.unit} chỉ còn {format_dong(free)}.")
        return _write(locked, EntryWay.GIVEN, amount, given_on, paper, by=by, on=on)


def carry(
    allocation: Allocation, amount: int, *, to_year: int, paper: str, carried_on: datetime.date, by: User,
    on: datetime.date,
) -> MoneyEntry:  # fmt: skip
    """What was not spent may be spent in the next year too, by a paper. Raises ``Wrong``."""
    permit.check(by, "prepare", allocation.unit)
    with transaction.atomic():
        locked = _locked(allocation)
        phase = programme(locked.programme)
        if phase.spend_until is not None and to_year > phase.spend_until.year:
            raise Wrong("to_year", f"Chỉ được chi đến hết ngày {phase.spend_until:%d/%m/%Y} ({phase.spend_by}).")
        free = _spendable(locked, to_year - 1)
        if to_year <= locked.year or free is None:
            raise Wrong("to_year", f"Kéo dài từng năm một, từ năm {locked.year + 1}.")
        if amount <= 0 or amount > free:
            raise Wrong("amount", f"Chỉ còn {format_dong(max(0, free))} chưa chi để kéo dài.")
        return _write(locked, EntryWay.CARRIED, amount, carried_on, paper, year=to_year, by=by, on=on)


def _spendable(allocation: Allocation, year: int) -> int | None:
    """What is left to spend in a year: of its own year what is neither spent nor carried on, later of what was carried.

    None: nothing may be spent in it.
    """
    spent = Sum("amount", filter=Q(way=EntryWay.DISBURSED, year=year), default=0)
    carried = Sum("amount", filter=Q(way=EntryWay.CARRIED, year=year), default=0)
    onward = Sum("amount", filter=Q(way=EntryWay.CARRIED, year=year + 1), default=0)
    found = _live(allocation).aggregate(spent=spent, carried=carried, onward=onward)
    if year == allocation.year:
        return sums(allocation).own - found["spent"] - found["onward"]
    if year < allocation.year or not found["carried"]:
        return None
    return found["carried"] - found["spent"] - found["onward"]


def _free(allocation: Allocation) -> int:
    """What may be handed on or taken back: not committed, not spent, not carried over."""
    now = sums(allocation)
    return min(now.own - max(now.committed, now.disbursed), _spendable(allocation, allocation.year) or 0)


def commit(
    allocation: Allocation, amount: int, *, to: str, paper: str, committed_on: datetime.date, by: User,
    on: datetime.date,
) -> MoneyEntry:  # fmt: skip
    """A contract or a decision that binds the money. Raises ``Wrong``."""
    permit.check(by, "prepare", allocation.unit)
    with transaction.atomic():
        locked = _locked(allocation)
        now = sums(locked)
        free = now.own - max(now.committed, now.disbursed)
        if amount <= 0 or amount > free:
            raise Wrong("amount", f"Chỉ còn {format_dong(max(0, free))} chưa cam kết.")
        return _write(locked, EntryWay.COMMITTED, amount, committed_on, paper, to=to, by=by, on=on)


def disburse(
    allocation: Allocation, amount: int, *, to: str, paper: str, paid_on: datetime.date, by: User, on: datetime.date
) -> MoneyEntry:
    """Money paid out. Raises ``Wrong`` for more than there is, or a day on which it may not be spent."""
    permit.check(by, "prepare", allocation.unit)
    if not to.strip():
        raise Wrong("to", "Ghi chi cho ai, việc gì.")
    with transaction.atomic():
        locked = _locked(allocation)
        until = programme(locked.programme).spend_until
        free = _spendable(locked, paid_on.year)
        if free is None:
            said = f"Vốn năm {locked.year} chưa được kéo dài sang năm {paid_on.year}."
            raise Wrong("paid_on", said if paid_on.year > locked.year else f"Vốn này của năm {locked.year}.")
        if until is not None and paid_on > until:
            raise Wrong("paid_on", f"Chỉ được chi đến hết ngày {until:%d/%m/%Y}.")
        if amount <= 0 or amount > free:
            raise Wrong("amount", f"Năm {paid_on.year} chỉ còn {format_dong(max(0, free))} để chi.")
        return _write(locked, EntryWay.DISBURSED, amount, paid_on, paper, to=to, by=by, on=on)


def settle(
    allocation: Allocation, amount: int, *, paper: str, settled_on: datetime.date, by: User, on: datetime.date
) -> MoneyEntry:
    """What the finance authority accepted of what was paid out. Raises ``Wrong``."""
    permit.check(by, "prepare", allocation.unit)
    with transaction.atomic():
        locked = _locked(allocation)
        now = sums(locked)
        if amount <= 0 or amount > now.disbursed - now.settled:
            raise Wrong("amount", f"Chỉ còn {format_dong(now.disbursed - now.settled)} đã chi mà chưa quyết toán.")
        return _write(locked, EntryWay.SETTLED, amount, settled_on, paper, by=by, on=on)


def void(entry: MoneyEntry, *, reason: str, by: User) -> MoneyEntry:
    """An entry made by mistake counts no more, when what stands on it still fits. Raises ``Wrong``."""
    permit.check(by, "prepare", entry.allocation.unit)
    with transaction.atomic():
        locked = _locked(entry.allocation)
        found = MoneyEntry.objects.get(pk=entry.pk)
        if found.voided_by_id is not None:
            raise Wrong("", "Khoản này đã bỏ rồi.")
        if not reason.strip():
            raise Wrong("reason", "Ghi vì sao bỏ.")
        now = sums(locked)
        if found.way == EntryWay.GIVEN and found.amount > _free(locked):
            raise Wrong(
                "reason", "Tiền của khoản này đã phân bổ tiếp, cam kết, chi hoặc kéo dài: bỏ các khoản ấy trước."
            )
        if found.way == EntryWay.GIVEN and locked.above is not None and -found.amount > _free(_locked(locked.above)):
            raise Wrong("reason", f"Tiền lấy lại này {locked.above.unit} đã dùng: bỏ các khoản ấy trước.")
        if found.way == EntryWay.DISBURSED and now.disbursed - found.amount < now.settled:
            raise Wrong("reason", "Khoản này đã quyết toán: bỏ quyết toán trước.")
        if found.way == EntryWay.CARRIED and (_spendable(locked, found.year) or 0) < found.amount:
            raise Wrong("reason", "Tiền kéo dài này đã chi: bỏ khoản chi trước.")
        found.voided_by, found.voided_reason = by, reason.strip()
        found.save(update_fields=["voided_by", "voided_reason"])
    return found


def _write(
    allocation: Allocation, way: EntryWay, amount: int, day: datetime.date, paper: str, *, to: str = "",
    year: int | None = None, by: User, on: datetime.date,
) -> MoneyEntry:  # fmt: skip
    if not paper.strip():
        raise Wrong("paper", "Ghi số, ngày văn bản hoặc chứng từ.")
    if day > on:
        raise Wrong(DAYS[way], "Ngày này ở sau hôm nay.")
    return MoneyEntry.objects.create(
        allocation=allocation, way=way, amount=amount, on=day, year=year or day.year, paper=paper.strip(),
        to=to.strip(), recorded_by=by,
    )  # fmt: skip


DAYS = {
    EntryWay.GIVEN: "given_on", EntryWay.CARRIED: "carried_on", EntryWay.COMMITTED: "committed_on",
    EntryWay.DISBURSED: "paid_on", EntryWay.SETTLED: "settled_on",
}  # fmt: skip
"""The field each entry's day is typed in."""
