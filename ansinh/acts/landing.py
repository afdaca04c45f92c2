"""Rows of a workbook meet the register: who each is, what changes, and what must be held.

A chunk of rows at a time: the people they may be are read once, new ones are written together, and everybody
changed has positions laid anew. A row is matched by its 12-digit number, then by the old number, then by name,
birth and commune; what could be two people is held.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

from ansinh.acts import facts, grounds
from ansinh.acts.compared import compare
from ansinh.acts.deeds import NO_START, Deeds, held
from ansinh.acts.households import join
from ansinh.acts.matching import Known, Refusal
from ansinh.acts.placing import placing
from ansinh.law.book import open_book
from ansinh.law.month import Month
from ansinh.law.months import first_month
from ansinh.reckoning.months import month_of
from ansinh.reckoning.names import fold, sort_key
from ansinh.record.models.assistance import Kind
from ansinh.record.models.people import Account, Collector, IdentityStatus, PayBy, Person, Residence
from ansinh.record.models.places import Unit
from ansinh.record.models.users import User
from ansinh.world.registers.row import RegisterRow, SourceRow

Pair = tuple[int, SourceRow, Person]
"""A row's place among those that came with it, the row, and who it is about."""


class Landing:
    """One workbook on its way in."""

    def __init__(
        self, *, on: datetime.date, by: User | None, paid_before: int | None, source: str,
        units: dict[tuple[str, datetime.date], Unit],
    ) -> None:  # fmt: skip
        self.on, self.by, self.paid_before, self.source, self.units = on, by, paid_before, source, units
        self.month = month_of(on)
        self.today = placing(self.month)
        self.stated: dict[int, tuple[SourceRow, int]] = {}
        self.people: dict[tuple[str, int], int] = {}
        """Who the rows that landed are about, by sheet and row."""

    def land(self, rows: Sequence[SourceRow]) -> list[SourceRow]:
        """The rows again, each with what landing it had to say; those not held have landed."""
        rows = [self._dated(started(row)) for row in rows]
        landed, fresh, matched = self._meet(rows)
        self._write_new(fresh)
        pairs = sorted(fresh + matched, key=lambda one: one[0])
        ids = {person.pk for _, _, person in pairs}
        deeds = Deeds(ids, by=self.by, paid_before=self.paid_before, source=self.source)
        with grounds.imported():
            for at, row, person in pairs:
                landed[at] = deeds.apply(row, person)
                if not landed[at].held:
                    self.people[row.sheet, row.row] = person.pk
            deeds.write()
        join([(row, person) for at, row, person in pairs if not landed[at].held])
        facts.rebuild(ids)
        self.stated |= deeds.stated()
        return [landed[at] for at in range(len(rows))]

    def differences(self) -> list[dict[str, object]]:
        """Where the workbook's own amounts are not what the law gives: one entry an award, with the reason."""
        return compare(self.stated, month=self.month, on=self.on)

    def _dated(self, row: SourceRow) -> SourceRow:
        """A row that gives no benefit and names no month tells of the month the list is of."""
        if row.verb != "member" or row.values is None or row.values.from_month is not None:
            return row
        return replace(row, values=replace(row.values, from_month=self.month))

    # --- who

    def _meet(self, rows: Sequence[SourceRow]) -> tuple[dict[int, SourceRow], list[Pair], list[Pair]]:
        """Rows that go no further, rows of people not held yet, and rows of people who are; by place in ``rows``."""
        values = [row.values for row in rows if row.values and row.outcome == "person" and not row.held]
        known_people = Known(values, self.today, by=self.by)
        done: dict[int, SourceRow] = {}
        fresh: list[Pair] = []
        matched: list[Pair] = []
        for at, row in enumerate(rows):
            if row.outcome != "person" or row.held or row.values is None:
                done[at] = row
                continue
            unit = self._unit(row.values)
            if unit is None:
                done[at] = held(row, "commune", "unit_unknown", "Chưa xác định được xã; ghi tên xã rõ hơn.")
                continue
            known, refusal = known_people.match(row.values, unit)
            if known is not None:
                known_people.takes(row.values, known)
                matched.append((at, row, known))
            elif refusal := refusal or _unfit(row):
                done[at] = held(row, *refusal)
            else:
                person = self._person(row.values, unit)
                known_people.add(person)
                fresh.append((at, row, person))
        return done, fresh, matched

    def _unit(self, row: RegisterRow) -> Unit | None:
        if row.commune_code is None or row.commune_valid_from is None:
            return None
        return self.units.get((row.commune_code, row.commune_valid_from))

    def _person(self, row: RegisterRow, unit: Unit) -> Person:
        name = row.full_name or ""
        return Person(
            full_name=name, name_folded=fold(name), name_sort=sort_key(name), sex=row.sex, birth_year=row.birth_year,
            birth_month=row.birth_month, birth_day=row.birth_day, ethnicity=row.ethnicity or "", unit=unit,
            identity_number=row.identity_number, old_number=row.old_number, phone=row.phone or "",
            village=row.village or "", died_on=row.died_on, note=row.note or "",
            identity_status=IdentityStatus.NOT_SENT if row.identity_number else IdentityStatus.NO_NUMBER,
            pay_by=PayBy.BANK if row.pay_by == "bank" and row.account_number else PayBy.POST,
        )  # fmt: skip

    def _write_new(self, fresh: list[Pair]) -> None:
        Person.objects.bulk_create([person for _, _, person in fresh], batch_size=1_000)
        homes, accounts, collectors = [], [], []
        for _, row, person in fresh:
            values = row.values
            assert values is not None
            since = values.from_month or self.month
            homes.append(Residence(person=person, unit_id=person.unit_id, village=person.village, from_month=since))
            if values.account_number:
                accounts.append(self._account(values.account_number, values, person, since))
            if values.collector_name:
                collectors.append(self._collector(values.collector_name, values, person, since))
        Residence.objects.bulk_create(homes, batch_size=2_000)
        Account.objects.bulk_create(accounts, batch_size=2_000)
        Collector.objects.bulk_create(collectors, batch_size=2_000)

    def _account(self, number: str, row: RegisterRow, person: Person, since: int) -> Account:
        return Account(
            person=person, number=number, holder=row.account_holder or person.full_name,
            bank=row.bank_name or "", branch=row.bank_branch or "", from_month=since,
        )  # fmt: skip

    def _collector(self, name: str, row: RegisterRow, person: Person, since: int) -> Collector:
        return Collector(
            person=person, full_name=name, relation=row.collector_relation or "",
            identity_number=row.collector_number or "", from_month=since,
        )  # fmt: skip


def _unfit(row: SourceRow) -> Refusal | None:
    """Why a row about somebody nobody holds yet cannot begin their record."""
    if row.verb == "member":
        return None
    if row.verb != "add":
        return "identity_number", "nobody", "Không tìm thấy người này trong sổ để điều chỉnh hoặc thôi hưởng."
    return NO_START if row.values is None or row.values.from_month is None else None


def started(row: SourceRow) -> SourceRow:
    """A row that names no first month counts from the month the law says for its dated decision (Điều 8 khoản 1)."""
    values = row.values
    if values is None or values.from_month is not None or values.decided_on is None or values.group_code is None:
        return row
    if row.verb not in ("add", "adjust"):
        return row
    certificate = Month.of(values.certificate_on) if values.certificate_on else None
    timing = first_month(
        values.kind or Kind.ALLOWANCE, values.group_code, Month.of(values.decided_on), book=open_book(),
        certificate=certificate,
    )  # fmt: skip
    return replace(row, values=replace(values, from_month=timing.month.number))
