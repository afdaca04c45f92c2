"""Who a row of a workbook is about: matched by number, then by the old number, then by name, birth and commune.

Tỵ and Tý are two names; a name typed without any marks may be either. What could be two people is refused, never
guessed, and a number somebody outside the session's branch holds is named with where that person is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Q

from ansinh.acts import permit
from ansinh.acts.placing import Placing
from ansinh.reckoning.names import fold
from ansinh.record.models.people import Person
from ansinh.record.models.places import Unit
from ansinh.record.models.users import User
from ansinh.world.registers.row import RegisterRow

Refusal = tuple[str, str, str]
"""Which field, a code, and a sentence for the officer."""


class Known:
    """The people some rows may be about, read from the register once; rows landed meanwhile are added."""

    def __init__(self, rows: Sequence[RegisterRow], today: Placing, *, by: User | None) -> None:
        self.today = today
        self.by_number: dict[str, Person] = {}
        self.by_name: dict[str, list[Person]] = defaultdict(list)
        numbers = {row.identity_number for row in rows if row.identity_number}
        olds = {row.old_number for row in rows if row.old_number}
        names = {fold(row.full_name or "") for row in rows}
        wanted = Q(identity_number__in=numbers) | Q(old_number__in=olds) | Q(name_folded__in=names)
        for person in Person.objects.filter(wanted).select_related("merged_into"):
            self.add(person)
        self.outside = _outside(numbers - self.by_number.keys(), by)

    def add(self, person: Person) -> None:
        if person.identity_number:
            self.by_number[person.identity_number] = person
        self.by_name[person.name_folded].append(person)

    def takes(self, row: RegisterRow, person: Person) -> None:
        """A number the row brings is this person's from here on, and nobody else's in the rows that follow."""
        if row.identity_number:
            self.by_number.setdefault(row.identity_number, person)

    def match(self, row: RegisterRow, unit: Unit) -> tuple[Person | None, Refusal | None]:
        """The person a row is about (None: nobody held yet), or why that cannot be said.

        A row about a record that was merged into another is about that one.
        """
        person, refusal = self._match(row, unit)
        return person and (person.merged_into or person), refusal

    def _match(self, row: RegisterRow, unit: Unit) -> tuple[Person | None, Refusal | None]:
        number = row.identity_number
        if number in self.outside:
            return None, ("identity_number", "number_of_another", self.outside[number])
        if number in self.by_number:
            return self._holder(self.by_number[number], row)
        alike = self._alike(row, unit)
        if row.old_number:
            same = [person for person in alike if person.old_number == row.old_number]
            if len(same) == 1:
                return same[0], None
            alike = [person for person in alike if not person.old_number]
        if len(alike) > 1:
            sentence = f"Có {len(alike)} người cùng tên, năm sinh, xã: ghi số định danh."
            return None, ("full_name", "several_alike", sentence)
        return _certain(alike[0], row) if alike else (None, None)

    def _holder(self, person: Person, row: RegisterRow) -> tuple[Person | None, Refusal | None]:
        if person.name_folded == fold(row.full_name or ""):
            return person, None
        whose = f"{person.full_name} ({person.birth_text})"
        return None, ("identity_number", "number_of_another", f"Số định danh này đang là của {whose}.")

    def _alike(self, row: RegisterRow, unit: Unit) -> list[Person]:
        here = self.today.of(unit.pk)
        alike = [
            person
            for person in self.by_name[fold(row.full_name or "")]
            if _same_name(person.full_name, row.full_name or "")
            and self.today.of(person.unit_id) == here
            and not (person.identity_number and row.identity_number)
            and _births_agree(person, row)
        ]
        return list({person.merged_into_id or person.pk: person for person in alike}.values())


def _certain(person: Person, row: RegisterRow) -> tuple[Person | None, Refusal | None]:
    """A row that newly brings a number is the same person only when the whole day of birth agrees too."""
    if row.identity_number is None or row.birth_day and person.birth_day:
        return person, None
    return None, (
        "identity_number", "perhaps_the_same",
        f"Có thể là {person.full_name} ({person.birth_text}) đã có trong sổ nhưng chưa có số định danh: ghi số ấy"
        " vào hồ sơ đang có, hoặc ghi đủ ngày sinh.",
    )  # fmt: skip


def _outside(numbers: set[str], by: User | None) -> dict[str, str]:
    """Numbers that people outside the session's branch hold, and the sentence that says so."""
    with permit.whole(by):
        holders = Person.objects.filter(identity_number__in=numbers).select_related("unit")
        return {
            p.identity_number: f"Số định danh này đang là của một người ở {p.unit}, ngoài địa bàn được giao."
            for p in holders
            if p.identity_number
        }


def _same_name(held: str, typed: str) -> bool:
    one, other = held.casefold(), typed.casefold()
    return one == other or fold(typed) == other or fold(held) == one


def _births_agree(person: Person, row: RegisterRow) -> bool:
    """Years equal, and month and day too where both know them."""
    if person.birth_year != row.birth_year:
        return False
    pairs = ((person.birth_month, row.birth_month), (person.birth_day, row.birth_day))
    return all(one is None or other is None or one == other for one, other in pairs)
