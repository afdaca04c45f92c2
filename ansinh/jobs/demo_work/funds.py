"""The demo's two funds: plans, what was promised and given, what was spent, and the books that went to new communes."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Callable, Mapping
from importlib import resources
from typing import Any, NamedTuple

from ansinh.acts import fund_money, funds
from ansinh.acts.fund_money import Bill, Whom
from ansinh.law import funds as law
from ansinh.reckoning.money import format_dong
from ansinh.record.branches import communes_of
from ansinh.record.models.funds import Fund
from ansinh.record.models.people import Person
from ansinh.record.models.places import Unit
from ansinh.record.models.users import User
from ansinh.reports import funds as reports
from ansinh.reports.places import in_a_sentence

HALF_YEAR = datetime.date(2021, 7, 1)
ROUND = 10_000
"""Nobody gives less than this."""

DISTRICT = "333"


class Office(NamedTuple):
    """Who enters, who approves, up to which day."""

    lan: User
    minh: User
    today: datetime.date


def live(today: datetime.date, echo: Callable[[str], object]) -> None:
    """Both funds of each year that began; nothing when a fund was ever opened."""
    if today < HALF_YEAR or Fund.objects.exists():
        return
    told = tomllib.loads(resources.files(__package__).joinpath("funds.toml").read_text("utf-8"))
    office = Office(User.objects.get(username="lan"), User.objects.get(username="minh"), today)
    for year in told["year"]:
        if year["planned_on"] <= today:
            _year(year, told["spend"], office)
    sums = ", ".join(f"{one.name} {format_dong(reports.planned(one.code, 2021))}" for one in law.funds())
    echo(f"Quỹ: {Fund.objects.count()} quỹ, kế hoạch thu năm 2021: {sums}.")


def _year(told: Mapping[str, Any], shares: Mapping[str, Mapping[str, int]], office: Office) -> None:
    for code, plans in told["plans"].items():
        for at, (name, (to_raise, *opening)) in enumerate(plans.items(), 1):
            unit = _unit(name, told["opened_on"])
            held = opening[0] if opening else _handed(code, unit, told["opened_on"], office)
            fund = funds.open_fund(
                code, unit, opened_on=told["opened_on"], opening=held, paper="Sổ quỹ mang sang" if held else "",
                by=office.lan, on=told["opened_on"],
            )  # fmt: skip
            plan = funds.plan(
                fund, told["planned_on"].year, to_raise=to_raise, paper=told["paper"].format(number=at + 10),
                to_spend={purpose: _part(to_raise, share) for purpose, share in shares[code].items()}, by=office.lan,
                on=told["planned_on"],
            )  # fmt: skip
            funds.approve_plan(plan, by=office.minh, on=told["planned_on"])
            _money(fund, to_raise, told, office)


def _unit(name: str, on: datetime.date) -> Unit:
    """The district, or a commune in it, as it is on a day."""
    district = Unit.objects.get(code=DISTRICT)
    if name == district.name:
        return district
    return Unit.objects.communes().valid_on(on).get(name=name, pk__in=communes_of([district]))


def _part(whole: int, percent: int) -> int:
    return max(whole * percent // 100 // ROUND * ROUND, ROUND)


def _money(fund: Fund, plan: int, told: Mapping[str, Any], office: Office) -> None:
    for one in told["give"]:
        if one["fund"] == fund.code and one["on"] <= office.today:
            _gives(fund, plan, one, office)
    for one in sorted(told["spend"], key=lambda row: row["on"]):
        if one["fund"] == fund.code and one["on"] <= office.today:
            _spends(fund, plan, one, office)


def _gives(fund: Fund, plan: int, told: Mapping[str, Any], office: Office) -> None:
    """A gift; when more was promised than came, the rest is still due."""
    who = Whom(told["name"].format(unit=in_a_sentence(fund.unit)))
    promised = None
    if "promised" in told:
        promised = fund_money.pledge(
            fund, who, amount=_part(plan, told["promised"]), pledged_on=told["on"], by=office.lan, on=told["on"],
            due_on=told["on"] + datetime.timedelta(days=30),
        )  # fmt: skip
    fund_money.receive(fund, who, amount=_part(plan, told["part"]), received_on=told["on"], promised=promised,
                       by=office.lan, on=told["on"])  # fmt: skip


def _spends(fund: Fund, plan: int, told: Mapping[str, Any], office: Office) -> None:
    payee = _somebody(fund, told["to"]) if "to" in told else Whom(told["payee"])
    bill = Bill(told["purpose"], told["what"], payee, _part(plan, told["part"]), told["on"],
                f"QĐ chi số {fund.spendings.count() + 1}/{told['on'].year}", told["on"])  # fmt: skip
    asked = fund_money.propose(fund, bill, by=office.lan, on=told["on"])
    if not told.get("waits"):
        fund_money.approve(asked, by=office.minh, on=told["on"])


def _somebody(fund: Fund, kind: str) -> Whom:
    """Somebody of the place with merit, or a child who draws: the same at every time; else the place's own office."""
    of: dict[str, Any] = {"awards__kind__startswith": "merit"} if kind == "merit" else {"birth_year__gte": 2012}
    found = Person.objects.filter(died_on__isnull=True, merged_into__isnull=True, residences__unit__in=fund.communes)
    person = found.filter(awards__isnull=False, **of).order_by("pk").first()
    return Whom(person.full_name, person) if person else Whom(f"Ủy ban nhân dân {in_a_sentence(fund.unit)}")


def _handed(code: str, unit: Unit, on: datetime.date, office: Office) -> int:
    """What the books of the places this one was made of held: handed over as they closed."""
    total = 0
    for old in Fund.objects.filter(code=code, unit__in=communes_of([unit])).select_related("unit"):
        left = fund_money.lowest(old, on)
        if left:
            new = Whom(f"{law.fund(code).name} {in_a_sentence(unit)}")
            bill = Bill(
                law.HANDOVER, "Bàn giao số dư khi sắp xếp đơn vị hành chính", new, left, on, "Biên bản bàn giao", on
            )
            fund_money.approve(fund_money.propose(old, bill, by=office.lan, on=on), by=office.minh, on=on)
            total += left
    return total
