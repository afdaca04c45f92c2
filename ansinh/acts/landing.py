"""Rows of a workbook meet the register: who each is, what changes, and what must be held.

A chunk of rows at a time: the people they may be are read once, new ones are written together, and everybody
changed has positions laid anew. A row is matched by its 12-digit number, then by the old number, then by name,
birth and commune; what could be two people is held.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.utils import timezone

from ansinh.acts import facts
from ansinh.acts.attested import facts_of
from ansinh.acts.compared import compare
from ansinh.acts.matching import Known
from ansinh.acts.placing import placing
from ansinh.law.benefit import code_of
from ansinh.law.book import open_book
from ansinh.law.month import Month
from ansinh.law.months import first_month
from ansinh.reckoning.names import fold, sort_key
from ansinh.record.models.assistance import Award, Kind
from ansinh.record.models.people import Account, Collector, Fact, IdentityStatus, PayBy, Person, Residence
from ansinh.record.models.places import Unit
from ansinh.record.models.users import User
from ansinh.world.registers.row import HOLD, NOTE, RegisterRow, Remark, SourceRow

CONTACT = ("phone", "ethnicity")
FILLED = ("sex", "identity_number", "old_number", "birth_month", "birth_day")
"""What a row may fill in when the register has nothing; what it contradicts is held."""

NO_START = ("from_month", "no_start", "Thiếu tháng bắt đầu hưởng.")


class Landing:
    """One workbook on its way in."""

    def __init__(
        self, *, on: datetime.date, by: User | None, paid_before: int | None, source: str,
        units: dict[tuple[str, datetime.date], Unit],
    ) -> None:  # fmt: skip
        self.on, self.by, self.paid_before, self.source, self.units = on, by, paid_before, source, units
        self.month = on.year * 12 + on.month - 1
        self.today = placing(self.month)
        self.now = timezone.now()
        self.stated: dict[int, tuple[SourceRow, int]] = {}
        self.disbelieved: set[tuple[int, str, str, int]] = set()

    def land(self, rows: Sequence[SourceRow]) -> list[SourceRow]:
        """The rows again, each with what landing it had to say; those not held have landed."""
        rows = [started(row) for row in rows]
        people = [row for row in rows if row.outcome == "person" and not row.held and row.values]
        known_people = Known([row.values for row in people if row.values], self.today, by=self.by)
        landed: dict[int, SourceRow] = {}
        fresh: list[tuple[int, SourceRow, Person]] = []
        matched: list[tuple[int, SourceRow, Person]] = []
        for at, row in enumerate(rows):
            if row.outcome != "person" or row.held or row.values is None:
                landed[at] = row
                continue
            unit = self._unit(row.values)
            if unit is None:
                landed[at] = held(row, "commune", "unit_unknown", "Chưa xác định được xã; ghi tên xã rõ hơn.")
                continue
            known, refusal = known_people.match(row.values, unit)
            if refusal is not None:
                landed[at] = held(row, *refusal)
            elif known is not None:
                known_people.takes(row.values, known)
                matched.append((at, row, known))
            elif row.verb != "add":
                landed[at] = held(
                    row, "identity_number", "nobody", "Không tìm thấy người này trong sổ để điều chỉnh hoặc thôi hưởng."
                )
            elif row.values.from_month is None:
                landed[at] = held(row, *NO_START)
            else:
                person = self._person(row.values, unit)
                known_people.add(person)
                fresh.append((at, row, person))
        self._write_new(fresh)
        pairs = fresh + matched
        known_awards = self._awards(person for _, _, person in pairs)
        known_facts = self._facts(person for _, _, person in pairs)
        awards: list[Award] = []
        new_facts: list[Fact] = []
        for at, row, person in sorted(pairs, key=lambda one: one[0]):
            landed[at] = self._apply(row, person, known_awards[person.pk], known_facts[person.pk], awards, new_facts)
        Award.objects.bulk_create([a for a in awards if a.pk is None], batch_size=1_000)
        Fact.objects.bulk_create(new_facts, batch_size=2_000)
        facts.rebuild(person.pk for _, _, person in pairs)
        for award in awards:
            row = award._row  # type: ignore[attr-defined]
            pays = award.kind != Kind.FUNERAL and row.verb in ("add", "adjust")
            if pays and row.values.stated_amount is not None:
                self.stated[award.pk] = (row, row.values.stated_amount)
        return [landed[at] for at in range(len(rows))]

    def differences(self) -> list[dict[str, object]]:
        """Where the workbook's own amounts are not what the law gives: one entry an award, with the reason."""
        return compare(self.stated, month=self.month, on=self.on)

    # --- who

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

    def _write_new(self, fresh: list[tuple[int, SourceRow, Person]]) -> None:
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

    # --- what

    def _awards(self, people: Iterable[Person]) -> dict[int, list[Award]]:
        held: dict[int, list[Award]] = defaultdict(list)
        for award in Award.objects.filter(person__in=[p.pk for p in people]).order_by("from_month"):
            held[award.person_id].append(award)
        return held

    def _facts(self, people: Iterable[Person]) -> dict[int, list[Fact]]:
        """What is believed of these people now; what was believed and then corrected is kept in mind."""
        live: dict[int, list[Fact]] = defaultdict(list)
        for fact in Fact.objects.filter(person__in=[p.pk for p in people]):
            if fact.superseded_at is None:
                live[fact.person_id].append(fact)
            else:
                self.disbelieved.add((fact.person_id, fact.kind, repr(fact.value), fact.from_month))
        return live

    def _apply(
        self, row: SourceRow, person: Person, held_awards: list[Award], live: list[Fact], awards: list[Award],
        new_facts: list[Fact],
    ) -> SourceRow:  # fmt: skip
        """Do what the row's verb says; a refusal comes back as a held row and nothing of the row is kept."""
        values = row.values
        assert values is not None
        if row.verb == "death":
            return self._death(row, values, person, held_awards, awards)
        if row.verb == "stop":
            return self._stop(row, values, person, held_awards)
        kind = values.kind or Kind.ALLOWANCE.value
        since = values.from_month
        if since is None:
            return held(row, *NO_START)
        until = values.until_month + 1 if values.until_month is not None else None
        if until is not None and until <= since:
            return held(row, "until_month", "ends_before", "Tháng thôi hưởng trước tháng bắt đầu hưởng: xem lại.")
        same = next(
            (a for a in held_awards if a.kind == kind and a.from_month == since and a.code == values.group_code), None
        )
        if same is not None:
            return self._again(row, values, person, same, until, live, new_facts, awards)
        overlapping = [a for a in held_awards if a.kind == kind and _overlap(a, since, until)]
        if overlapping and row.verb == "adjust":
            if later := [award for award in overlapping if award.from_month >= since]:
                return held(row, "from_month", "adjust_too_early", _double(person, later[0]))
            for award in overlapping:
                _end(award, since, "Điều chỉnh chính sách", values)
        elif overlapping:
            return held(row, "group_text", "double", _double(person, overlapping[0]))
        award = Award(
            person=person, kind=kind, code=values.group_code or "", from_month=since, until_month=until,
            reckoned_from=max(since, self.paid_before) if self.paid_before is not None and row.verb == "add" else since,
            decision_number=values.decision_number or "", decided_on=values.decided_on,
            stop_reason=values.stop_reason or "", stated_amount=values.stated_amount,
        )  # fmt: skip
        award._row = row  # type: ignore[attr-defined]
        awards.append(award)
        held_awards.append(award)
        self._funeral(row, values, person, held_awards, awards)
        self._state(values, person, since, live, new_facts)
        return self._details(row, values, person)

    def _again(
        self, row: SourceRow, values: RegisterRow, person: Person, award: Award, until: int | None, live: list[Fact],
        new_facts: list[Fact], awards: list[Award],
    ) -> SourceRow:  # fmt: skip
        """The award is already held: only what the row newly says changes."""
        if until is not None and award.until_month != until:
            _end(award, until, values.stop_reason or "Theo sổ của cơ quan", values)
        self._state(values, person, award.from_month, live, new_facts)
        award._row = row  # type: ignore[attr-defined]
        if award not in awards:
            awards.append(award)
        return self._details(row, values, person)

    def _state(self, values: RegisterRow, person: Person, since: int, live: list[Fact], new_facts: list[Fact]) -> None:
        """Record the facts the row attests, from the month it begins; what already holds is not said twice."""
        for kind, value in facts_of(values).items():
            holding = [f for f in live if f.kind == kind and (f.until_month is None or f.until_month > since)]
            if any(f.value == value and f.from_month <= since for f in holding):
                continue
            if (person.pk, kind, repr(value), since) in self.disbelieved:
                continue
            for old in holding:
                if old.from_month < since and old.until_month is None and old.pk is not None:
                    old.superseded_at = self.now
                    old.save(update_fields=["superseded_at"])
                    live.remove(old)
                    ended = self._fact(person, kind, old.value, old.from_month, old.source, until=since)
                    new_facts.append(ended)
                    live.append(ended)
            fact = self._fact(person, kind, value, since, self.source)
            new_facts.append(fact)
            live.append(fact)

    def _fact(self, person: Person, kind: str, value: Any, since: int, source: str, until: int | None = None) -> Fact:
        return Fact(
            person=person, kind=kind, value=value, from_month=since, until_month=until, source=source,
            recorded_at=self.now, recorded_by=self.by,
        )  # fmt: skip

    def _details(self, row: SourceRow, values: RegisterRow, person: Person) -> SourceRow:
        """Fill in what the register does not know yet; say so where it knows otherwise."""
        changed: list[str] = []
        said: list[Remark] = []
        for name in (*FILLED, *CONTACT):
            new, old = getattr(values, name), getattr(person, name)
            if new is None or new == old:
                continue
            if old in (None, ""):
                setattr(person, name, new)
                changed.append(name)
            elif name in FILLED:
                said.append(Remark("differs", name, "", str(new), f"Sổ đang có “{old}”, tệp ghi “{new}”: giữ như sổ."))
        if "identity_number" in changed:
            person.identity_status = IdentityStatus.NOT_SENT
            changed.append("identity_status")
        if values.died_on and person.died_on != values.died_on:
            person.died_on = values.died_on
            changed.append("died_on")
        if changed:
            person.save(update_fields=changed)
        return replace(row, remarks=(*row.remarks, *said)) if said else row

    def _stop(self, row: SourceRow, values: RegisterRow, person: Person, held_awards: list[Award]) -> SourceRow:
        first_not_due = values.until_month + 1 if values.until_month is not None else values.from_month
        if first_not_due is None:
            return held(row, "until_month", "no_stop", "Thiếu tháng thôi hưởng.")
        running = [
            a for a in held_awards
            if (values.kind is None or a.kind == values.kind) and _overlap(a, first_not_due - 1, None)
            and a.kind not in (Kind.FUNERAL, Kind.EMERGENCY)
        ]  # fmt: skip
        if any(a.from_month >= first_not_due for a in running):
            return held(row, "until_month", "ends_before", "Tháng thôi hưởng trước tháng bắt đầu hưởng: xem lại.")
        if not running:
            if any(a.until_month == first_not_due for a in held_awards):
                return row
            return held(row, "full_name", "nothing_runs", "Người này không có chế độ nào đang hưởng để thôi.")
        for award in running:
            if award.until_month != first_not_due:
                _end(award, first_not_due, values.stop_reason or "Thôi hưởng", values)
        return row

    def _death(
        self, row: SourceRow, values: RegisterRow, person: Person, held_awards: list[Award], awards: list[Award]
    ) -> SourceRow:
        if values.died_on is None:
            return held(row, "died_on", "no_death_date", "Thiếu ngày chết.")
        month = values.died_on.year * 12 + values.died_on.month - 1
        running = [a for a in held_awards if _overlap(a, month + 1, None) and a.kind != Kind.FUNERAL]
        if any(award.from_month > month for award in running):
            return held(row, "died_on", "dead_before", "Ngày chết trước tháng bắt đầu hưởng: xem lại.")
        if person.died_on != values.died_on:
            person.died_on = values.died_on
            person.save(update_fields=["died_on"])
        for award in running:
            _end(award, month + 1, "Chết", values)
        self._funeral(row, values, person, held_awards, awards)
        return row

    def _funeral(
        self, row: SourceRow, values: RegisterRow, person: Person, held_awards: list[Award], awards: list[Award]
    ) -> None:
        """Somebody who died while drawing: the funeral grant of that month (decree 20/2021 Điều 11), once."""
        if values.died_on is None or any(a.kind == Kind.FUNERAL for a in held_awards):
            return
        month = values.died_on.year * 12 + values.died_on.month - 1
        drew = any(_overlap(award, month, month + 1) for award in held_awards)
        if drew and month >= (self.paid_before or 0):
            grant = Award(
                person=person, kind=Kind.FUNERAL, code=code_of(Kind.FUNERAL), from_month=month, until_month=month + 1,
                reckoned_from=month, decision_number=values.decision_number or "" if row.verb == "death" else "",
                decided_on=values.decided_on if row.verb == "death" else None,
            )  # fmt: skip
            grant._row = row  # type: ignore[attr-defined]
            awards.append(grant)
            held_awards.append(grant)


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


def held(row: SourceRow, field: str, code: str, sentence: str) -> SourceRow:
    """The row with one more remark that keeps it from landing."""
    value = getattr(row.values, field, None) if row.values else None
    text = "" if value is None else str(value)
    column = next((letter for letter, cell in row.cells.items() if text and cell == text), "")
    return replace(row, remarks=(*row.remarks, Remark(code, field, column, text, sentence, HOLD)))


def noted(row: SourceRow, field: str, code: str, sentence: str) -> SourceRow:
    """The row with one more remark; it lands all the same."""
    return replace(row, remarks=(*row.remarks, Remark(code, field, "", "", sentence, NOTE)))


def _overlap(award: Award, since: int, until: int | None) -> bool:
    return (award.until_month is None or award.until_month > since) and (until is None or award.from_month < until)


def _end(award: Award, until: int, reason: str, values: RegisterRow) -> None:
    award.until_month, award.stop_reason = until, reason
    award.stop_number, award.stop_decided_on = values.decision_number or "", values.decided_on
    if award.pk is not None:
        award.save()


def _double(person: Person, award: Award) -> str:
    """The refusal of a second benefit of one kind: who, what, where, since when."""
    since = f"{award.from_month % 12 + 1:02}/{award.from_month // 12}"
    number = f", quyết định {award.decision_number}" if award.decision_number else ""
    return f"{person.full_name} ({person.birth_text}) đang hưởng nhóm {award.code} từ {since}{number}: hưởng trùng."
