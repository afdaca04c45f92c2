"""The demo province's documents and money; and, in the demo office, a project of production and a training."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Callable
from decimal import Decimal
from importlib import resources
from typing import Any

from ansinh.acts import documents, production, training
from ansinh.acts import programme_money as money
from ansinh.jobs.replay import TWO_TIERS, scopes
from ansinh.reckoning.money import format_dong
from ansinh.reckoning.months import month_of
from ansinh.record.models.documents import OfficeDocument
from ansinh.record.models.people import Household
from ansinh.record.models.places import Level, Unit
from ansinh.record.models.production import ProductionProject
from ansinh.record.models.programme_money import Allocation
from ansinh.record.models.users import User

PAPER = "Quyết định mẫu 04/QĐ-UBND"


def live(today: datetime.date, echo: Callable[[str], object]) -> None:
    """All of it once its day is over; nothing twice."""
    told = tomllib.loads(resources.files(__package__).joinpath("programme.toml").read_text("utf-8"))
    officer = User.objects.filter(username="bich").first()
    if officer is not None and not Allocation.objects.exists():
        _province(told, today, officer, echo)
    if month_of(today) > TWO_TIERS and not ProductionProject.objects.exists():
        district = Unit.objects.get(level=Level.DISTRICT, code="333")
        _office(scopes(district, month_of(today))[0], today, echo)


def _province(told: dict[str, Any], today: datetime.date, by: User, echo: Callable[[str], object]) -> None:
    province = Unit.objects.get(level=Level.PROVINCE, code=told["province"], valid_to__isnull=False)
    for one in told["document"]:
        if one["issued"] <= today:
            documents.enter(province, by=by, on=today, programmes=[told["phase"]], **one)
    districts = list(Unit.objects.filter(parent=province, level=Level.DISTRICT).order_by("code"))
    for one in told["money"]:
        given_on = datetime.date(one["year"], 2, 20)
        if datetime.date(one["year"], 12, 20) <= today:
            _allocated(told["phase"], one, province, districts, given_on, by, today)
    entered = OfficeDocument.objects.filter(unit=province).count()
    echo(f"Chương trình giảm nghèo {told['phase']}: {entered} văn bản của tỉnh,"
         f" {Allocation.objects.count()} khoản vốn.")  # fmt: skip


def _allocated(
    phase: str, one: dict[str, Any], province: Unit, districts: list[Unit], given_on: datetime.date, by: User,
    on: datetime.date,
) -> None:  # fmt: skip
    """Given to the province, handed on to districts, partly spent; what is left carried over."""
    told = {"source": one["source"], "capital": one["capital"], "year": one["year"], "paper": PAPER,
            "given_on": given_on, "by": by, "on": on}  # fmt: skip
    top = money.allocate(phase, one["part"], province, amount=one["amount"], **told)
    for place, amount, spent in zip(districts, one["handed"], one["spent"], strict=False):
        mine = money.allocate(phase, one["part"], place, amount=amount, above=top, **told)
        paid = int(amount * Decimal(str(spent)))
        money.commit(mine, paid, to="Hợp đồng mẫu", paper="HĐ mẫu", committed_on=datetime.date(one["year"], 6, 1),
                     by=by, on=on)  # fmt: skip
        money.disburse(mine, paid, to="Theo khối lượng nghiệm thu", paper="UNC mẫu",
                       paid_on=datetime.date(one["year"], 11, 20), by=by, on=on)  # fmt: skip
        if paid < amount:
            money.carry(mine, amount - paid, to_year=one["year"] + 1, paper="Nghị quyết mẫu về kéo dài",
                        carried_on=datetime.date(one["year"], 12, 20), by=by, on=on)  # fmt: skip


def _office(commune: Unit, today: datetime.date, echo: Callable[[str], object]) -> None:
    """A community project with its households and the first cows, and the training before it."""
    lan, minh = User.objects.get(username="lan"), User.objects.get(username="minh")
    begun = today - datetime.timedelta(days=60)
    made = production.draft(
        commune, code="2026-2030", part="1.3", mode="community", place="other", name="Nuôi bò sinh sản cộng đồng",
        content="bò sinh sản", cost=400_000_000, support=240_000_000, begins=begun, months=24, visit_months=3, by=lan,
    )  # fmt: skip
    homes = Household.objects.filter(unit=commune, classes__klass="poor", person__died_on=None).distinct()
    for home in homes.order_by("pk")[:8]:
        production.put_in(made, home, on=begun, to_return=3_000_000, by=lan)
    if not production.share(made).enough:
        return
    made = production.approve(made, number="15/QĐ-UBND", approved_on=begun, by=minh, on=today)
    for at, member in enumerate(made.households.select_related("household", "project__unit")[:5]):
        production.hand_over(
            member, what="Bò cái", specification="lai Sind, 12 đến 15 tháng tuổi", quantity=Decimal(1), measure="con",
            price=18_000_000, handed_on=begun + datetime.timedelta(days=20), receiver=member.household.head,
            proof="đã ký", by=lan, on=today,
        )  # fmt: skip
        if at < 3:
            production.visit(member, visited_on=today - datetime.timedelta(days=5), who="Cán bộ khuyến nông",
                             fares="stands", words="bò khỏe", by=lan, on=today)  # fmt: skip
    held = training.hold(
        commune, kind="farming", title="Kỹ thuật nuôi bò sinh sản", place="Nhà văn hóa xã", first_day=begun,
        last_day=begun + datetime.timedelta(days=1), hours=16, teacher="Trung tâm Dịch vụ nông nghiệp",
        paper="Kế hoạch 12/KH-UBND", by=lan,
    )  # fmt: skip
    for member in made.households.select_related("household"):
        person = member.household.person_set.filter(died_on=None, merged_into=None).order_by("birth_year").first()
        if person is not None:
            training.enrol(held, person=person, by=lan)
    echo(f"Hỗ trợ sản xuất {commune}: {made.households.count()} hộ, đã giao {format_dong(production.handed(made))}.")
