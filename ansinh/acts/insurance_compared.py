"""Social Insurance's own list beside the office's covers: each difference a person, with the reason in words.

A row is matched by its 12-digit number, else by name and year of birth when only one of the covered has both.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ansinh.acts import outside
from ansinh.acts.insurance import groups_of
from ansinh.acts.outside import Listed
from ansinh.reckoning.months import month_text
from ansinh.reckoning.names import fold
from ansinh.record.models.insurance import Cover, Reason
from ansinh.record.models.people import Person


class Difference(NamedTuple):
    """One person the two lists differ about; ``person_id`` None: nobody of the register. ``row`` 0: not in the file."""

    full_name: str
    birth: str
    person_id: int | None
    row: int
    said: str


class Compared(NamedTuple):
    """What two lists have in common and where they differ; rows that name nobody are counted, not passed over."""

    same: int
    differences: tuple[Difference, ...]
    nameless: int


def compared(data: bytes, *, month: int, units: Iterable[int], on: datetime.date) -> Compared:
    """Compare a workbook or CSV file with the covers of a month. Raises ``ValueError`` when it cannot be read."""
    read = outside.read(data, on=on)
    held = Cover.objects.filter(unit__in=list(units), from_month__lte=month, until_month__gt=month)
    covered = {one.person_id: one for one in held.select_related("person", "unit")}
    matched = _matched(read.people, [one.person for one in covered.values()])
    named = _groups(list(covered.values()), month, on)
    differences: list[Difference] = []
    seen: dict[int, int] = {}
    differing: set[int] = set()
    strangers: list[Listed] = []
    for row in read.people:
        who = matched.get(id(row))
        if who is None:
            strangers.append(row)
        elif who.pk in seen:
            differences.append(_of(who, row.row, f"Đứng hai lần trong danh sách: dòng {seen[who.pk]} và {row.row}."))
        else:
            seen[who.pk] = row.row
            if said := " ".join(filter(None, (_birth(who, row), _group(covered[who.pk], row, named)))):
                differing.add(who.pk)
                differences.append(_of(who, row.row, said))
    differences += _theirs(strangers, month)
    missing = [one for pk, one in covered.items() if pk not in seen]
    differences += [_of(one.person, 0, _ours(one, month)) for one in missing]
    return Compared(len(seen) - len(differing), tuple(differences), read.nameless)


def _matched(rows: Sequence[Listed], people: Sequence[Person]) -> dict[int, Person]:
    """Who each row is, by the row."""
    by_number = {one.identity_number: one for one in people if one.identity_number}
    by_name: dict[tuple[str, int | None], list[Person]] = defaultdict(list)
    for one in people:
        by_name[one.name_folded, one.birth_year].append(one)
    found = {}
    for row in rows:
        number = row.record.number
        who = by_number.get(number) if number else None
        if who is None:
            alike = by_name.get((fold(row.record.full_name), row.record.birth_year), [])
            alike = [one for one in alike if not (number and one.identity_number)]
            who = alike[0] if len(alike) == 1 else None
        if who is not None:
            found[id(row)] = who
    return found


def _of(who: Person, row: int, said: str) -> Difference:
    return Difference(who.full_name, who.birth_text, who.pk, row, said)


def _birth(who: Person, row: Listed) -> str:
    pairs = (
        (who.birth_year, row.record.birth_year),
        (who.birth_month, row.record.birth_month),
        (who.birth_day, row.record.birth_day),
    )
    if any(ours and theirs and ours != theirs for ours, theirs in pairs):
        return f"Ngày sinh khác nhau: sổ ghi {who.birth_text}, bảo hiểm xã hội ghi {row.birth}."
    return ""


def _groups(covers: Sequence[Cover], month: int, on: datetime.date) -> dict[str, str]:
    """The name of each group of the month, by its code."""
    if not covers:
        return {}
    return {one.code: one.name for one in groups_of(covers[0].unit, month, on)}


def _group(cover: Cover, row: Listed, named: Mapping[str, str]) -> str:
    """The group their row names, by its name or its code at the front, when it is one of the law's and not ours."""
    typed = fold(row.read.group_text or "")
    theirs = next((code for code, name in named.items() if typed == fold(name)), None)
    first = typed.split(" ", 1)[0]
    theirs = theirs or next((code for code in named if first and first == fold(code)), None)
    if theirs is None or theirs == cover.group:
        return ""
    return f"Nhóm khác nhau: ta xếp {named.get(cover.group, cover.group)}, bảo hiểm xã hội ghi {named[theirs]}."


def _ours(cover: Cover, month: int) -> str:
    if cover.from_month == month:
        return f"Ta mới báo tăng tháng {month_text(month)}; bảo hiểm xã hội chưa ghi."
    return f"Ta có từ tháng {month_text(cover.from_month)}, nhóm {cover.group}; bảo hiểm xã hội không có."


def _theirs(rows: Sequence[Listed], month: int) -> list[Difference]:
    """Those only Social Insurance has: why the office does not have them."""
    numbers = [row.record.number for row in rows if row.record.number]
    known = {one.identity_number: one for one in Person.objects.filter(identity_number__in=numbers)}
    ended = {
        one.person_id: one
        for one in Cover.objects.filter(person__in=[one.pk for one in known.values()], until_month__lte=month).order_by(
            "until_month"
        )
    }
    found = []
    for row in rows:
        who = known.get(row.record.number)
        if who is None:
            said = "Bảo hiểm xã hội có; sổ không có người này ở đây."
            found.append(Difference(row.record.full_name, row.birth, None, row.row, said))
        elif last := ended.get(who.pk):
            why = Reason(last.reason_out).label.lower()
            found.append(
                _of(
                    who, row.row, f"Ta đã báo giảm tháng {month_text(last.until_month)} ({why}); còn ở bảo hiểm xã hội."
                )
            )
        else:
            found.append(
                _of(who, row.row, "Có trong sổ nhưng tháng này không thuộc nhóm nào, hoặc đang ở danh sách nơi khác.")
            )
    return found
