"""The payment lists of a run: one a commune, channel and purse, each person one line, made of the ledger's lines.

What is deducted to recover a debt stands in a column of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.db.models import Q

from ansinh.reckoning.months import month_text
from ansinh.reckoning.words import in_words
from ansinh.record.models.assistance import AT_DEATH, Award, Family, Kind
from ansinh.record.models.payroll import (
    CHANNELS,
    FAMILIES,
    KINDS,
    LISTED,
    SETTLING,
    EntryKind,
    Line,
    Run,
    State,
    payment_code,
)
from ansinh.record.models.people import Account, Collector, PayBy, Person
from ansinh.record.models.places import Unit
from ansinh.world.payments.listing import (
    ACCOUNT,
    ASSISTANCE,
    CASH,
    MERIT,
    NO_MONTHS,
    GroupPart,
    PastMonths,
    PaymentLine,
    PaymentList,
    Signatory,
)

WAYS = {PayBy.POST: CASH, PayBy.BANK: ACCOUNT}
PURSES = {Family.ASSISTANCE: ASSISTANCE, Family.MERIT: MERIT}


class Sheet(NamedTuple):
    """Which list: the commune, the way of payment and the purse."""

    unit: Unit
    pay_by: str
    family: int = Family.ASSISTANCE

    @property
    def slug(self) -> str:
        """The way and the purse as an address and a file name say them."""
        return f"{self.pay_by}-nguoi-co-cong" if self.family == Family.MERIT else self.pay_by

    @property
    def purse(self) -> str:
        """What the purse is called."""
        return str(Family(self.family).label)


def sheets(run: Run) -> list[Sheet]:
    """The lists a run consists of, in order of commune."""
    vouchers = run.vouchers.select_related("unit").order_by("unit__name", "family", "pay_by")
    return [Sheet(voucher.unit, CHANNELS[voucher.pay_by], voucher.family) for voucher in vouchers]


def payment_list(run: Run, sheet: Sheet) -> PaymentList:
    """One list. Raises ``ValueError`` (world.payments.listing) when its lines do not add up to its voucher."""
    voucher = run.vouchers.get(unit=sheet.unit, pay_by=CHANNELS.index(sheet.pay_by), family=sheet.family)
    lines = list(_lines(run, sheet))
    return PaymentList(
        office=_office(run),
        commune=str(sheet.unit),
        commune_code=sheet.unit.code,
        month=run.month,
        run_label=f"{run.scope}, tháng {month_text(run.month)}",
        prepared_on=run.prepared_on,
        lines=lines,
        total=voucher.total,
        total_in_words=in_words(voucher.total),
        state_note="" if run.state in SETTLING else f"BẢN DỰ THẢO – {State(run.state).label.lower()}, chưa duyệt",
        provisional=PROVISIONAL if run.provisional else None,
        signatories=_signatories(run),
        place=run.scope.name,
        section="village",
        purse=PURSES[Family(sheet.family)],
    )


PROVISIONAL = "Có mức tính theo văn bản tạm (chưa đối chiếu toàn văn): xem phần “Vì sao” của từng người."


def payment_lists(run: Run) -> Iterator[PaymentList]:
    """Every list of the run; together they are its vouchers."""
    for sheet in sheets(run):
        yield payment_list(run, sheet)


def _lines(run: Run, sheet: Sheet) -> Iterator[PaymentLine]:
    rows: dict[int, list[Line]] = defaultdict(list)
    kinds = [number for number, family in enumerate(FAMILIES) if family == sheet.family]
    held = Line.objects.filter(
        run_month=run.month, run=run, unit=sheet.unit, pay_by=CHANNELS.index(sheet.pay_by), kind__in=kinds,
        entry__in=LISTED,
    )  # fmt: skip
    for line in held.prefetch_related("ruling").order_by("for_month", "id"):
        rows[line.person_id].append(line)
    people = Person.objects.in_bulk(list(rows))
    awards = Award.objects.in_bulk([line.award_id for lines in rows.values() for line in lines])
    now = Q(from_month__lte=run.month) & (Q(until_month__isnull=True) | Q(until_month__gt=run.month))
    collectors = {c.person_id: c for c in Collector.objects.filter(now, person__in=rows).order_by("from_month", "id")}
    accounts = {a.person_id: a for a in Account.objects.filter(now, person__in=rows).order_by("from_month", "id")}
    ordered = sorted(people.values(), key=lambda p: (p.village, p.name_sort, p.pk))
    for number, person in enumerate(ordered, 1):
        yield _line(number, person, rows[person.pk], awards, collectors.get(person.pk), accounts.get(person.pk))


def _line(
    number: int, person: Person, lines: list[Line], awards: dict[int, Award], collector: Collector | None,
    account: Account | None,
) -> PaymentLine:  # fmt: skip
    level = sum(line.amount for line in lines if line.entry == EntryKind.DUE)
    newest = lines[-1]
    codes = dict.fromkeys(line.ruling.code for line in lines if line.ruling.code)
    coefficients = dict.fromkeys(
        line.ruling.coefficient.replace(".", ",") for line in lines if line.entry == EntryKind.DUE
    )
    award = awards[newest.award_id]
    return PaymentLine(
        no=number,
        person_code=payment_code(person.pk, FAMILIES[newest.kind]),
        full_name=person.full_name,
        birth=person.birth_text,
        identity_number=person.identity_number or person.old_number or "",
        village=person.village,
        group_code=" + ".join(codes),
        group_name=_group_name(newest),
        coefficient=" + ".join(filter(None, coefficients)),
        decision_number=award.decision_number,
        level=level,
        arrears=_months([line for line in lines if line.entry == EntryKind.ARREARS]),
        carried=_months([line for line in lines if line.entry == EntryKind.CARRIED]),
        deducted=-sum(line.amount for line in lines if line.entry == EntryKind.DEDUCTION),
        net=sum(line.amount for line in lines),
        pay_by=WAYS[PayBy(CHANNELS[newest.pay_by])],
        account_number=account.number if account else "",
        account_holder=account.holder if account else "",
        bank_name=account.bank if account else "",
        bank_branch=account.branch if account else "",
        collector_name=collector.full_name if collector else "",
        collector_relation=collector.relation if collector else "",
        note="; ".join(_notes(lines, person)),
        parts=tuple(_parts(lines)),
    )


def _parts(lines: list[Line]) -> Iterator[GroupPart]:
    """The person's lines by group code, as the run's own sums by group take them."""
    of_code: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        of_code[group_of(line)].append(line)
    for code, own in of_code.items():
        due, arrears, carried, deducted = (sum(line.amount for line in own if line.entry == entry) for entry in LISTED)
        yield GroupPart(code, group_called(own[-1]), due, arrears, carried, -deducted)


def group_of(line: Line) -> str:
    """The group a line counts in: merit by its benefit, whatever the degree; assistance by the whole code."""
    code = line.ruling.code
    return code.split(".")[0] if FAMILIES[line.kind] == Family.MERIT else code


def group_called(line: Line) -> str:
    """What that group is called."""
    merit = FAMILIES[line.kind] == Family.MERIT
    return str(Kind(KINDS[line.kind]).label) if merit else _group_name(line)


def _group_name(line: Line) -> str:
    kind = KINDS[line.kind]
    return next((b["name"] for b in line.ruling.ruling.get("benefits", []) if b["kind"] == kind), "")


def _notes(lines: list[Line], person: Person) -> Iterator[str]:
    grants = dict.fromkeys(str(Kind(KINDS[line.kind]).label) for line in lines if KINDS[line.kind] in AT_DEATH)
    if grants:
        said = "; ".join(name[:1].lower() + name[1:] for name in grants)
        yield said + (f", chết {person.died_on:%d/%m/%Y}" if person.died_on else "")
    if any(line.entry == EntryKind.DEDUCTION for line in lines):
        yield "đã trừ khoản phải hoàn trả theo phương án được duyệt"


def _months(lines: list[Line]) -> PastMonths:
    """What belongs to earlier months: how many, which, how much; neighbours are written as a stretch."""
    if not lines:
        return NO_MONTHS
    months = {line.for_month for line in lines}
    return PastMonths(len(months), stretches_of(months), sum(line.amount for line in lines))


def stretches_of(months: Iterable[int]) -> str:
    """Months in figures, neighbours as a stretch: ``7/2026–10/2026, 12/2026``."""
    stretches: list[list[int]] = []
    for month in sorted(set(months)):
        if stretches and stretches[-1][-1] == month - 1:
            stretches[-1].append(month)
        else:
            stretches.append([month])
    return ", ".join(month_text(s[0]) if len(s) == 1 else f"{month_text(s[0])}–{month_text(s[-1])}" for s in stretches)


def _office(run: Run) -> str:
    if run.scope.level == "district":
        return f"UBND {str(run.scope).upper()}\nPHÒNG LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI"
    return f"ỦY BAN NHÂN DÂN\n{str(run.scope).upper()}"


def _signatories(run: Run) -> tuple[Signatory, ...]:
    maker = run.prepared_by.full_name_vi if run.prepared_by else ""
    head = run.approved_by.full_name_vi if run.approved_by else ""
    return Signatory("NGƯỜI LẬP", maker), Signatory("KẾ TOÁN"), Signatory("THỦ TRƯỞNG ĐƠN VỊ", head)
