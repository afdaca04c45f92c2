"""A province's reviews lived through from the forms of its interviewers: listed, surveyed, met on, posted, decided.

Imported by the demo and by tests; Django must be loaded. Each commune's review is done whole or not at all.
"""

from __future__ import annotations

import csv
import datetime
import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from django.db import transaction

from ansinh.acts import permit, users
from ansinh.acts.poverty import opening, reading, recognising, surveying, targets, village
from ansinh.acts.poverty.reading import Row
from ansinh.acts.poverty.surveying import Form
from ansinh.jobs.figures import PROVINCE
from ansinh.law.deprivation import Home
from ansinh.law.poverty import standard
from ansinh.record.models.people import Household
from ansinh.record.models.places import Level, Unit
from ansinh.record.models.poverty import HouseholdCount, Review, ReviewRound, RoundKind, SurveyWay, WhyListed
from ansinh.record.models.users import User

Told = dict[str, Any]
REGION = "southeast"
DAYS = {"added": (9, 10), "met": (11, 8), "posted": (11, 9), "asked": (11, 18), "answered": (11, 24),
        "decided": (12, 6)}  # fmt: skip
"""The days of the demo's two reviews, the same each year."""


class Target(NamedTuple):
    """What a place was asked to reach: a fall of the rate in hundredths of 1 %, and the paper that says so."""

    year: int
    least: int
    most: int
    paper: str


TARGET = Target(2023, 15, 20, "Chỉ tiêu Hội đồng nhân dân, Ủy ban nhân dân tỉnh giao năm 2023")
"""Figure P11 of the province's speech."""


def live(folder: Path, *, today: datetime.date, echo: Callable[[str], object]) -> None:
    """Every review whose forms are there and whose decision is before today; what is done already stays."""
    files = [(int(path.stem.rpartition("-")[2]), path) for path in sorted((folder / "tay-ninh").glob("phieu-*.jsonl"))]
    if not files:
        return
    province = Unit.objects.get(level=Level.PROVINCE, code=PROVINCE, valid_from__lt=datetime.date(2022, 1, 1))
    users.make_demo([province], users.DEMO_PROVINCE)
    officer, signer = (User.objects.get(username=one.username) for one in users.DEMO_PROVINCE)
    for year, path in files:
        if datetime.date(year, *DAYS["decided"]) <= today:
            _reviewed(year, path, province, officer=officer, signer=signer, echo=echo)
    _counted(folder / "tay-ninh" / "so-ho.csv", officer)
    if today.year >= TARGET.year:
        targets.ask_of(province, TARGET.year, measure="poor", kind="fall", least=TARGET.least, most=TARGET.most,
                       paper=TARGET.paper, by=officer)  # fmt: skip


def _reviewed(
    year: int, path: Path, province: Unit, *, officer: User, signer: User, echo: Callable[[str], object]
) -> None:
    forms: dict[str, list[Told]] = defaultdict(list)
    for line in path.read_text("utf-8").splitlines():
        told = json.loads(line)
        forms[told["commune"]].append(told)
    this = ReviewRound.objects.filter(kind=RoundKind.YEARLY, year=year, scope=province).first()
    if this is None:
        begun = datetime.date(year, 9, 1)
        this = opening.open_round("yearly", year, scope=province, region=REGION, by=officer, on=begun)
    done = set(Review.objects.filter(round=this).values_list("unit__code", flat=True))
    units = Unit.objects.communes().valid_on(this.begins).filter(code__in=forms.keys() - done).order_by("code")
    if units:
        echo(f"Rà soát hộ nghèo {province} năm {year}: {len(units)} xã, {sum(map(len, forms.values()))} phiếu …")
    for unit in units:
        with transaction.atomic(), permit.acting(officer):
            _commune(this, unit, forms[unit.code], officer, signer)


def _commune(this: ReviewRound, unit: Unit, told: list[Told], officer: User, signer: User) -> None:
    """One commune's review, from its list to the signed decision."""
    on = {name: datetime.date(this.year, *day) for name, day in DAYS.items()}
    review = opening.list_commune(this, unit, by=officer)
    homes = _homes(unit, told)
    listed = set(review.cases.values_list("household", flat=True))
    fresh = [homes[one["code"]] for one in told if homes[one["code"]].pk not in listed]
    opening.add_all(review, fresh, why=WhyListed.FOUND, asked_on=on["added"], by=officer)
    cases = {case.household_id: case for case in review.cases.select_related("household")}
    rows = [
        Row(at, one["head"], cases[homes[one["code"]].pk], _form(one, this.data_year), "")
        for at, one in enumerate(told, 1)
    ]
    refused = [row for row in reading.keep(review, rows, by=officer, on=on["met"]) if not row.kept]
    if refused:
        raise ValueError(f"{unit}: {refused[0].head}: {refused[0].sentence}")
    surveying.surveyed(review, by=officer)
    for place in village.to_meet(review):
        village.meet(review, place, held_on=on["met"], chair=f"Trưởng {place.lower()}", secretary="Thư ký cuộc họp",
                     representative="Đại diện hộ dân", present=40, agreeing=37, by=officer, on=on["met"])  # fmt: skip
    village.post(review, posted_on=on["posted"], by=officer, on=on["posted"])
    recognising.ask(review, of=f"Ủy ban nhân dân {unit.parent}", asked_on=on["asked"], by=officer, on=on["asked"])
    recognising.answered(review, answer="Nhất trí", answered_on=on["answered"], by=officer, on=on["answered"])
    permit.enter(signer)
    recognising.decide(review, number=f"{int(unit.code) % 300 + 20}/QĐ-UBND", decided_on=on["decided"], by=signer,
                       on=on["decided"])  # fmt: skip


def _homes(unit: Unit, told: list[Told]) -> dict[str, Household]:
    """The households of the forms by their code; whom the register did not have is written."""
    found = {home.code: home for home in Household.objects.filter(unit=unit)}
    new = [Household(unit=unit, village=one["village"], code=one["code"], head=one["head"])
           for one in told if one["code"] not in found]  # fmt: skip
    return found | {home.code: home for home in Household.objects.bulk_create(new)}


def _form(told: Told, data_year: int) -> Form:
    """A tablet's form as the acts take it."""
    ticked = {code: code in told["lacks"] for code in standard(data_year).codes}
    return Form(
        interviewer=told["interviewer"], taken_on=datetime.date.fromisoformat(told["taken_on"]), way=SurveyWay.FIELD,
        reference=f"{told['code']}/{data_year}", home=Home((), ticked=ticked),
        b1=told["b1"], causes=told["causes"], marks=told["marks"], answers={"ethnicity": told["ethnicity"]},
        people=[(None, name, relation, born) for name, relation, born in told["members"]],
    )  # fmt: skip


def _counted(path: Path, officer: User) -> None:
    """How many households each commune has, as the file says; a commune counted already stays."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    units = {unit.code: unit for unit in Unit.objects.communes().filter(code__in={row["xa"] for row in rows})
             if unit.valid_to is not None}  # fmt: skip
    HouseholdCount.objects.bulk_create(list(_counts(rows, units, officer)), ignore_conflicts=True)


def _counts(rows: list[dict[str, str]], units: dict[str, Unit], officer: User) -> Iterator[HouseholdCount]:
    for row in rows:
        yield HouseholdCount(
            unit=units[row["xa"]], data_year=int(row["nam"]), households=int(row["so_ho"]),
            members=int(row["so_nguoi"]), minority=int(row["dan_toc_thieu_so"]),
            source="Thống kê dân cư của xã (số liệu mẫu)", counted_by=officer,
        )  # fmt: skip
