"""What one row of a workbook does to the person it is about: awards begun, changed and ended, facts, details.

A refusal comes back as a held row, and nothing of that row is kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from django.utils import timezone

from ansinh.acts.assistance import DEATH
from ansinh.acts.attested import facts_of
from ansinh.law.benefit import code_of
from ansinh.reckoning.months import month_of, month_text
from ansinh.record.models.assistance import AT_DEATH, ONCE, Award, Family, Kind, family_of
from ansinh.record.models.people import Fact, IdentityStatus, PayBy, Person
from ansinh.record.models.users import User
from ansinh.world.registers.row import HOLD, RegisterRow, Remark, SourceRow

CONTACT = ("phone", "ethnicity")
FILLED = ("sex", "identity_number", "old_number", "birth_month", "birth_day")
"""What a row may fill in when the register has nothing; what it contradicts is held."""

NO_START = ("from_month", "no_start", "Thiếu tháng bắt đầu hưởng.")


class Deeds:
    """What the rows of one chunk do, beside all that is held of their people; written together at the end."""

    def __init__(self, people: Collection[int], *, by: User | None, paid_before: int | None, source: str) -> None:
        self.by, self.paid_before, self.source = by, paid_before, source
        self.now = timezone.now()
        self.held: dict[int, list[Award]] = defaultdict(list)
        for award in Award.objects.filter(person__in=people).order_by("from_month"):
            self.held[award.person_id].append(award)
        self.live: dict[int, list[Fact]] = defaultdict(list)
        self.disbelieved: set[tuple[int, str, str, int]] = set()
        for fact in Fact.objects.filter(person__in=people):
            if fact.superseded_at is None:
                self.live[fact.person_id].append(fact)
            else:
                self.disbelieved.add((fact.person_id, fact.kind, repr(fact.value), fact.from_month))
        self.said: dict[int, tuple[Award, SourceRow]] = {}
        """Awards the rows speak of, each with the row that did so last, by the award's own id()."""
        self.new_facts: list[Fact] = []

    def write(self) -> None:
        """Everything new, together; what only changed was saved where it changed."""
        Award.objects.bulk_create([award for award, _ in self.said.values() if award.pk is None], batch_size=1_000)
        Fact.objects.bulk_create(self.new_facts, batch_size=2_000)

    def stated(self) -> dict[int, tuple[SourceRow, int]]:
        """Award to its row and the amount that row says it pays a month, whole đồng."""
        return {
            award.pk: (row, row.values.stated_amount)
            for award, row in self.said.values()
            if award.kind not in AT_DEATH and row.verb in ("add", "adjust")
            and row.values is not None and row.values.stated_amount is not None
        }  # fmt: skip

    def apply(self, row: SourceRow, person: Person) -> SourceRow:
        """Do what the row's verb says; the row again, with what that had to say."""
        assert row.values is not None
        if row.verb == "death":
            return self._death(row, row.values, person)
        if row.verb == "stop":
            return self._stop(row, row.values, person)
        if row.verb == "member":
            return self._member(row, row.values, person)
        return self._award(row, row.values, person)

    def _award(self, row: SourceRow, values: RegisterRow, person: Person) -> SourceRow:
        """A row that gives or adjusts a benefit."""
        kind = values.kind or Kind.ALLOWANCE.value
        since = values.from_month
        if since is None:
            return held(row, *NO_START)
        until = values.until_month + 1 if values.until_month is not None else None
        if until is not None and until <= since:
            return held(row, "until_month", "ends_before", "Tháng thôi hưởng trước tháng bắt đầu hưởng: xem lại.")
        of_kind = [a for a in self.held[person.pk] if a.kind == kind]
        same = next((a for a in of_kind if a.from_month == since and a.code == values.group_code), None)
        if same is not None:
            return self._again(row, values, person, same, until)
        overlapping = [a for a in of_kind if _overlap(a, since, until)]
        if overlapping and row.verb == "adjust":
            if later := [award for award in overlapping if award.from_month >= since]:
                return held(row, "from_month", "adjust_too_early", _double(person, later[0]))
            for award in overlapping:
                _end(award, since, "Điều chỉnh chính sách", values)
        elif overlapping:
            return held(row, "group_text", "double", _double(person, overlapping[0]))
        self._begin(row, values, person, kind, since, until)
        self._funeral(row, values, person)
        self._state(values, person, since)
        return self._details(row, values, person)

    def _member(self, row: SourceRow, values: RegisterRow, person: Person) -> SourceRow:
        """A row that gives no benefit (of a household, of who worships martyrs): what it says of the person."""
        if values.from_month is None:
            return held(row, *NO_START)
        self._state(values, person, values.from_month)
        return self._details(row, values, person)

    def _begin(
        self, row: SourceRow, values: RegisterRow, person: Person, kind: str, since: int, until: int | None
    ) -> None:
        paid_before = self.paid_before if row.verb == "add" else None
        award = Award(
            person=person, kind=kind, code=values.group_code or "", from_month=since, until_month=until,
            reckoned_from=since if paid_before is None else max(since, paid_before),
            decision_number=values.decision_number or "", decided_on=values.decided_on,
            stop_reason=values.stop_reason or "", stop_number=values.stop_number or "",
            stop_decided_on=values.stop_decided_on, stated_amount=values.stated_amount,
        )  # fmt: skip
        self.said[id(award)] = award, row
        self.held[person.pk].append(award)

    def _again(self, row: SourceRow, values: RegisterRow, person: Person, award: Award, until: int | None) -> SourceRow:
        """The award is already held: only what the row newly says changes."""
        if until is not None and award.until_month != until:
            _end(award, until, values.stop_reason or "Theo sổ của cơ quan", values)
        self._state(values, person, award.from_month)
        self.said[id(award)] = award, row
        return self._details(row, values, person)

    def _state(self, values: RegisterRow, person: Person, since: int) -> None:
        """Record the facts the row attests, from the month it begins; what already holds is not said twice."""
        live = self.live[person.pk]
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
                    self._fact(person, kind, old.value, old.from_month, old.source, until=since)
            self._fact(person, kind, value, since, self.source)

    def _fact(self, person: Person, kind: str, value: Any, since: int, source: str, until: int | None = None) -> None:
        made = Fact(
            person=person, kind=kind, value=value, from_month=since, until_month=until, source=source,
            recorded_at=self.now, recorded_by=self.by,
        )  # fmt: skip
        self.new_facts.append(made)
        self.live[person.pk].append(made)

    def _details(self, row: SourceRow, values: RegisterRow, person: Person) -> SourceRow:
        """Fill in what the register does not know yet; say so where it knows otherwise."""
        changed: list[str] = []
        said = _paid_otherwise(values, person)
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

    def _stop(self, row: SourceRow, values: RegisterRow, person: Person) -> SourceRow:
        first_not_due = values.until_month + 1 if values.until_month is not None else values.from_month
        if first_not_due is None:
            return held(row, "until_month", "no_stop", "Thiếu tháng thôi hưởng.")
        running = [
            a for a in self.held[person.pk]
            if (values.kind is None or a.kind == values.kind) and _overlap(a, first_not_due - 1, None)
            and a.kind not in ONCE
        ]  # fmt: skip
        if any(a.from_month >= first_not_due for a in running):
            return held(row, "until_month", "ends_before", "Tháng thôi hưởng trước tháng bắt đầu hưởng: xem lại.")
        if not running:
            if any(a.until_month == first_not_due for a in self.held[person.pk]):
                return row
            return held(row, "full_name", "nothing_runs", "Người này không có chế độ nào đang hưởng để thôi.")
        for award in running:
            if award.until_month != first_not_due:
                _end(award, first_not_due, values.stop_reason or "Thôi hưởng", values)
        return row

    def _death(self, row: SourceRow, values: RegisterRow, person: Person) -> SourceRow:
        if values.died_on is None:
            return held(row, "died_on", "no_death_date", "Thiếu ngày chết.")
        month = month_of(values.died_on)
        running = [a for a in self.held[person.pk] if _overlap(a, month + 1, None) and a.kind not in ONCE]
        if any(award.from_month > month for award in running):
            return held(row, "died_on", "dead_before", "Ngày chết trước tháng bắt đầu hưởng: xem lại.")
        if person.died_on != values.died_on:
            person.died_on = values.died_on
            person.save(update_fields=["died_on"])
        for award in running:
            _end(award, month + 1, DEATH, values)
        self._funeral(row, values, person)
        return row

    def _funeral(self, row: SourceRow, values: RegisterRow, person: Person) -> None:
        """Somebody who died while drawing: what that month gives (decree 20/2021 Điều 11; of merit, 131/2021), once."""
        if values.died_on is None or any(a.kind in AT_DEATH for a in self.held[person.pk]):
            return
        month = month_of(values.died_on)
        drew = {family_of(award.kind) for award in self.held[person.pk] if _overlap(award, month, month + 1)}
        grants = (Kind.MERIT_DEATH, Kind.MERIT_FUNERAL) if Family.MERIT in drew else (Kind.FUNERAL,)
        for kind in grants if drew and month >= (self.paid_before or 0) else ():
            grant = Award(
                person=person, kind=kind, code=code_of(kind), from_month=month, until_month=month + 1,
                reckoned_from=month, decision_number=values.decision_number or "" if row.verb == "death" else "",
                decided_on=values.decided_on if row.verb == "death" else None,
            )  # fmt: skip
            self.said[id(grant)] = grant, row
            self.held[person.pk].append(grant)


def held(row: SourceRow, field: str, code: str, sentence: str) -> SourceRow:
    """The row with one more remark that keeps it from landing."""
    value = getattr(row.values, field, None) if row.values else None
    text = "" if value is None else str(value)
    column = next((letter for letter, cell in row.cells.items() if text and cell == text), "")
    return replace(row, remarks=(*row.remarks, Remark(code, field, column, text, sentence, HOLD)))


def _paid_otherwise(values: RegisterRow, person: Person) -> list[Remark]:
    """The row names a way of payment that is not how the person is paid: said, never passed over."""
    if values.pay_by in (None, person.pay_by):
        return []
    why = "khác với tệp: giữ như sổ"
    if values.pay_by == "wallet":
        why = "An Sinh chưa chi qua ví điện tử"
    elif values.pay_by == PayBy.BANK and not values.account_number:
        why = "tệp ghi tài khoản mà không có số tài khoản"
    sentence = f"Sổ ghi nhận qua {PayBy(person.pay_by).label}; {why}."
    return [Remark("paid_otherwise", "pay_by", "", values.pay_by or "", sentence)]


def _overlap(award: Award, since: int, until: int | None) -> bool:
    return (award.until_month is None or award.until_month > since) and (until is None or award.from_month < until)


def _end(award: Award, until: int, reason: str, values: RegisterRow) -> None:
    award.until_month, award.stop_reason = until, reason
    award.stop_number = values.stop_number or values.decision_number or ""
    award.stop_decided_on = values.stop_decided_on if values.stop_number else values.decided_on
    if award.pk is not None:
        award.save()


def _double(person: Person, award: Award) -> str:
    """The refusal of a second benefit of one kind: who, what, where, since when."""
    since = month_text(award.from_month)
    number = f", quyết định {award.decision_number}" if award.decision_number else ""
    return f"{person.full_name} ({person.birth_text}) đang hưởng nhóm {award.code} từ {since}{number}: hưởng trùng."
