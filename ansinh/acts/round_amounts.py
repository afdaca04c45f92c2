"""What one line of a list comes to, and what is asked of it: numbers, days, devices of the law's table and when due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django.utils import timezone

from ansinh.acts import permit
from ansinh.acts.rulings import book_of
from ansinh.law import devices
from ansinh.law import programme as law
from ansinh.law.devices import Device
from ansinh.law.journeys import Journey, fare
from ansinh.law.month import Month
from ansinh.reckoning.months import month_text
from ansinh.record.branches import province_of
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
    if amount is not None and amount.journey:
        return _journey(this, amount, one, answers)
    if amount is not None and amount.each == "member":
        return one * members + beside
    counted = amount.each if amount is not None else _first_number(programme)
    if not counted:
        return one + beside
    usual = next((ask.usual for ask in programme.asks if ask.name == counted), 0)
    return one * int(answers.get(counted, usual)) + beside


def _journey(this: Round, amount: law.Sum, a_km: int, answers: Mapping[str, Any]) -> int:
    """So many kilometres for so many people, within what the text allows; a level entered is paid as is."""
    month = Month.from_number(this.month)
    book = book_of(province_of([this.scope_id])[this.scope_id], timezone.localdate(this.opened_at), this.month)
    kilometres, people = int(answers.get("km", 0)), max(int(answers.get("people", 1)), 1)
    rate = book.figure(f"{amount.journey}.KM", month)
    if rate is None or rate.amount != a_km:
        return kilometres * people * a_km
    paid = fare(cast(Journey, amount.journey), kilometres, people, month, book)
    return paid.amount if paid is not None else 0


def _first_number(programme: law.Programme) -> str:
    return next((ask.name for ask in programme.asks if ask.kind == "number"), "")


def _chosen(ask: law.Ask, month: int, answers: Mapping[str, Any]) -> list[Device]:
    table = offers(ask, month)
    return [table[code] for code in answers.get(ask.name, ()) if code in table] if table else []


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
    chosen = list(dict.fromkeys(codes))
    if wrong := too_soon(line, ask, chosen):
        raise ValueError(wrong)
    return chosen


def too_soon(line: Item, ask: law.Ask, codes: Sequence[str]) -> str:
    """Why a device cannot be had on this line: one handed out or listed elsewhere still serves; else empty."""
    table = offers(ask, line.sheet.round.month)
    others = Item.objects.filter(person_id=line.person_id, state__in=(Given.LISTED, Given.HANDED)).exclude(pk=line.pk)
    with permit.whole(None):
        known = list(others.select_related("sheet__round").order_by("-sheet__round__month"))
    found = ((code, other) for code in codes for other in known if code in other.answers.get(ask.name, ()))
    return next((said for code, other in found if (said := _serves(table[code], line, other))), "")


def _serves(device: Device, line: Item, other: Item) -> str:
    """What is said when a device of another line serves still (or would already) in the year of this one."""
    there = other.sheet.round.month // 12
    first, second = sorted((line.sheet.round.month // 12, there))
    if devices.due_in(device, second, first):
        return ""
    told = f"đã cấp năm {there}" if other.state == Given.HANDED else f"đang có trong “{other.sheet.round.title}”"
    again = devices.next_year(device, there)
    return f"{device.name}: {told}, dùng {device.years} năm, từ năm {again} mới được cấp lại."


def held(person: Person, year: int) -> list[tuple[Device, int, int]]:
    """The devices handed to a person that still serve in a year: which, when, from which year it may be had again."""
    found: dict[str, tuple[Device, int, int]] = {}
    lines = Item.objects.filter(person=person, state=Given.HANDED).select_related("sheet__round")
    for line in lines.order_by("sheet__round__month"):
        given = line.sheet.round.month // 12
        for ask in law.read(line.sheet.round.slug, line.sheet.round.text).asks:
            for device in _chosen(ask, line.sheet.round.month, line.answers):
                found[device.code] = device, given, given + device.years
    return [one for one in found.values() if one[2] > year and not one[0].yearly]


def unanswered(programme: law.Programme, month: int, lines: Sequence[Item]) -> int:
    """How many lines still miss what must be chosen."""
    must = [ask.name for ask in programme.asks if offers(ask, month)]
    if any(group.amount is not None and group.amount.journey for group in programme.groups):
        must.append("km")
    return sum(not all(line.answers.get(name) for name in must) for line in lines)
