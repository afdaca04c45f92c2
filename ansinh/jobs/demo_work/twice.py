"""People of the demo who stand twice, and people who only look it: each pair found by the search, some decided."""

from __future__ import annotations

import csv
import datetime
import io
import tomllib
from collections.abc import Callable, Mapping
from importlib import resources
from typing import Any

from ansinh.acts import authority, clock, confirmed, debts, doubles, merging, people, plans
from ansinh.law.procedure import named
from ansinh.reckoning.months import month_of, month_text
from ansinh.record.models.assistance import Kind
from ansinh.record.models.linkage import ListKind, OutsideList, Pair
from ansinh.record.models.people import Person
from ansinh.record.models.places import Unit
from ansinh.record.models.recovery import Cause, Way
from ansinh.record.models.users import User

HEADINGS = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "CCCD", "Xã", "Hưởng từ tháng")
SEXES = {"male": "Nam", "female": "Nữ"}


def live(today: datetime.date, echo: Callable[[str], object]) -> None:
    """Second records, the search, a list of Social Insurance, and a debt; nothing when a list was ever sent in."""
    if OutsideList.objects.exists():
        return
    told = tomllib.loads(resources.files(__package__).joinpath("twice.toml").read_text("utf-8"))
    lan, minh = User.objects.get(username="lan"), User.objects.get(username="minh")
    communes = [unit for unit in authority.offices(lan, today) if unit.level == "commune"]
    for unit in communes:
        clock.set_limit(
            unit, named("verify"), days=told["limit"]["days"], basis=told["limit"]["basis"], from_day=today, by=lan
        )
    drawing = _drawing(communes, len(told["again"]) + told["pension"]["here"])
    second = [
        (case, person, _again(person, case["how"], communes, lan, today))
        for case, person in zip(told["again"], drawing, strict=False)
    ]
    for case in told["alike"]:
        for name, born in zip(case["names"], case["born"], strict=True):
            _somebody(name, born, communes[0], lan, today)
    found = doubles.search_register(by=lan)
    for case, one, other in second:
        _decided(case, one, other, lan, today)
    _pensions(told["pension"], drawing[len(told["again"]) :], lan, today)
    _owed(told["debt"], communes[-1], lan, minh, today)
    outside = Pair.objects.filter(row__isnull=False).count()
    echo(f"Nghi trùng: {found['pairs']} cặp trong sổ, {outside} với danh sách của BHXH.")


def _drawing(communes: list[Unit], wanted: int) -> list[Person]:
    """People whose whole birth and number are known and who draw an allowance, the same at every time."""
    found = Person.objects.filter(
        unit__in=communes, died_on__isnull=True, awards__kind=Kind.ALLOWANCE, awards__until_month__isnull=True,
        identity_number__isnull=False, birth_day__range=(2, 12), birth_month__range=(2, 12), dossiers__isnull=True,
        debts__isnull=True, birth_year__gte=1935, full_name__contains=" Thị ",
    )  # fmt: skip
    return [one for one in found.order_by("name_sort", "pk") if one.birth_day != one.birth_month][::3][:wanted]


def _again(one: Person, how: str, communes: list[Unit], lan: User, today: datetime.date) -> Person:
    """The same person as somebody else wrote them down."""
    words, number = one.full_name.split(), one.identity_number or ""
    born: tuple[int | None, ...] = (one.birth_year, one.birth_month, one.birth_day)
    other: dict[str, Any] = {"full_name": one.full_name, "birth": born}
    ways: dict[str, dict[str, Any]] = {
        "short": {"full_name": f"{words[0]} {words[-1]}"},
        "turned": {"birth": (one.birth_year, one.birth_day, one.birth_month)},
        "year_only": {"birth": (one.birth_year, 1, 1)},
        "old_number": {"old_number": one.old_number or "145" + number[-6:]},
        "moved": {"unit": communes[(communes.index(one.unit) + 1) % len(communes)]},
        "typo": {"identity_number": number[:-1] + str((int(number[-1]) + 1) % 10)},
    }  # fmt: skip
    other |= {"unit": one.unit, "village": one.village} | ways[how]
    if how == "old_number" and not one.old_number:
        people.correct_details(one, by=lan, old_number=other["old_number"])
    year, month, day = other.pop("birth")
    return people.enrol(
        **other, from_month=month_of(today) - 24, by=lan, sex=one.sex,
        birth_year=year, birth_month=month, birth_day=day,
    )  # fmt: skip


def _somebody(name: str, born: list[int], unit: Unit, lan: User, today: datetime.date) -> Person:
    year, month, day = born
    return people.enrol(
        full_name=name, unit=unit, village="thôn Đông", from_month=month_of(today) - 60, by=lan,
        sex="female" if " Thị " in name else "male", birth_year=year, birth_month=month, birth_day=day,
    )  # fmt: skip


def _decided(case: Mapping[str, str], one: Person, other: Person, lan: User, today: datetime.date) -> None:
    """What the office decided of a pair; what is still to be looked at waits."""
    pair = Pair.objects.filter(left__in=[one, other], right__in=[one, other]).first()
    if pair is None or case["until"] == "open":
        return
    if case["until"] == "asked":
        doubles.ask_again(pair, reason=case["reason"], by=lan)
    elif case["until"] == "different":
        doubles.different(pair, reason=case["reason"], by=lan)
    else:
        people.correct_details(other, by=lan, identity_number=None)
        one, other = Person.objects.get(pk=one.pk), Person.objects.get(pk=other.pk)
        merging.merge(one, other, month=month_of(today) + 1, by=lan, on=today, reason=case["reason"])


def _pensions(told: Mapping[str, Any], drawing: list[Person], lan: User, today: datetime.date) -> None:
    """A list of Social Insurance read in; of those who draw here too the first is confirmed."""
    since = month_of(today) - told["months_ago"]
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(HEADINGS)
    for at, one in enumerate(drawing, 1):
        born = f"{one.birth_day:02}/{one.birth_month:02}/{one.birth_year}"
        rows.writerow(
            [at, one.full_name, born, SEXES[one.sex or "female"], one.identity_number, one.unit.name, month_text(since)]
        )
    for at, name in enumerate(told["others"], len(drawing) + 1):
        rows.writerow([at, name, f"{9 + at:02}/11/{1949 + at}", "Nam", "", "", month_text(since)])
    kept = doubles.search_list(text.getvalue().encode(), kind=ListKind.PENSION, name=told["name"], on=today, by=lan)
    pair = Pair.objects.filter(row__source=kept, sure=True).first()
    if pair is not None:
        confirmed.income(pair, value="", from_month=None, by=lan)


def _owed(told: Mapping[str, Any], unit: Unit, lan: User, minh: User, today: datetime.date) -> None:
    """What was drawn twice before the register was kept here, with its plan."""
    months = {int(text[:4]) * 12 + int(text[5:]) - 1: told["amount"] for text in told["months"]}
    debt = debts.open_by_hand(
        _somebody(told["name"], told["born"], unit, lan, today), kind=Kind.ALLOWANCE, months=months,
        cause=Cause.DOUBLE, note=told["note"], paper=told["paper"], on=today, by=lan,
    )  # fmt: skip
    proposal = plans.Proposal(Way.CASH, month_of(today) + 1, amount=told["monthly"])
    plans.approve(plans.propose(debt, proposal, by=lan, on=today), by=minh, on=today)
