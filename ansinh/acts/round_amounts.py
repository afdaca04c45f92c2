"""What one line of a list comes to, and what is asked of it: numbers, days, devices of the law's table and when due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ansinh.law import devices
from ansinh.law import programme as law
from ansinh.law.devices import Device
from ansinh.law.month import Month
from ansinh.reckoning.months import month_text
from ansinh.record.models.people import Person
from ansinh.record.models.programmes import Given, Item, Round


def offers(ask: law.Ask, month: int) -> dict[str, Device]:
    """The same by the number of the month."""
    return law.offers(ask, Month.from_number(month))


def amount_of(
    this: Round, programme: law.Programme, group: str, members: int, answers: Mapping[str, Any]
) -> int:  # fmt: skip
    """Whole đồng of one line: the round's level, times what it is counted by; or what was chosen of the table."""
    one: int = this.levels[group]
    chosen = [_chosen(ask, this.month, answers) for ask in programme.asks if ask.kind == "devices"]
    beside = sum(int(answers.get(ask.name, ask.usual)) for ask in programme.asks if ask.kind == "dong")
    if any(offers(ask, this.month) for ask in programme.asks):
        return sum(sum(device.amount for device in some) for some in chosen) + beside
    amount = programme.group(group).amount
    if amount is not None and amount.each == "member":
        return one * members + beside
    counted = amount.each if amount is not None else _first_number(programme)
    if not counted:
        return one + beside
    usual = next((ask.usual for ask in programme.asks if ask.name == counted), 0)
    return one * int(answers.get(counted, usual)) + beside


def _first_number(programme: law.Programme) -> str:
    return next((ask.name for ask in programme.asks if ask.kind == "number"), "")


def _chosen(ask: law.Ask, month: int, answers: Mapping[str, Any]) -> list[Device]:
    table = offers(ask, month)
    return [table[code] for code in answers.get(ask.name, ()) if code in table]


def told(line: Item, ask: law.Ask, values: Sequence[str]) -> Any:
    """What was told of a line, as it is kept. Raises ValueError with the sentence for the field."""
    if ask.kind == "devices":
        return _devices(line, ask, [value for value in values if value])
    text = values[0].strip() if values else ""
    if ask.kind not in ("number", "dong"):
        return text
    figures = text.replace(".", "") if ask.kind == "dong" else text
    if not figures.isdecimal():
        raise ValueError(f"“{ask.label}” phải là một số.")
    if ask.most is not None and int(figures) > ask.most:
        raise ValueError(f"“{ask.label}” nhiều nhất là {ask.most:,}.".replace(",", "."))
    return int(figures)


def _devices(line: Item, ask: law.Ask, codes: Sequence[str]) -> list[str]:
    this = line.sheet.round
    table = offers(ask, this.month)
    if not table:
        raise ValueError(f"Tháng {month_text(this.month)} chưa có bảng giá trong văn bản nào đang có.")
    if strangers := [code for code in codes if code not in table]:
        raise ValueError(f"Không có dụng cụ “{strangers[0]}” trong bảng.")
    for code in dict.fromkeys(codes):
        last = last_given(line.person, ask.name, code, this.month)
        if not devices.due_in(table[code], this.month // 12, last):
            again = devices.next_year(table[code], last)
            raise ValueError(
                f"{table[code].name}: đã cấp năm {last}, dùng {table[code].years} năm, từ năm {again} mới được cấp lại."
            )
    return list(dict.fromkeys(codes))


def last_given(person: Person, ask: str, code: str, before: int) -> int | None:
    """The year a device was last handed to a person by a list of an earlier month."""
    lines = Item.objects.filter(person=person, state=Given.HANDED, sheet__round__month__lt=before)
    found = lines.filter(**{f"answers__{ask}__contains": [code]}).order_by("-sheet__round__month").first()
    return found.sheet.round.month // 12 if found else None


def unanswered(programme: law.Programme, month: int, lines: Sequence[Item]) -> int:
    """How many lines still miss what must be chosen."""
    must = [ask.name for ask in programme.asks if offers(ask, month)]
    return sum(not all(line.answers.get(name) for name in must) for line in lines)
