"""``ansinh demo figures``: what the report of the first half of 2021 counts, asked of the demo's records again."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import click
from django.db.models import Count, Sum

from ansinh.jobs import database, setup
from ansinh.reckoning.money import format_dong

JANUARY, JUNE = 2021 * 12, 2021 * 12 + 5
PRINTED = database.CHECKOUT / "demo" / "figures.csv"
"""The report's own figures, as printed there."""


@dataclass(frozen=True)
class Figure:
    """One figure: how many and how much (đồng); what is not counted or not money is None."""

    number: int | None
    money: int | None


@dataclass(frozen=True)
class Asked(Figure):
    """A figure as the report prints it; ``over`` and ``nearly`` are its own words for number and money."""

    id: str
    what: str
    number_word: str
    money_word: str

    def met(self, produced: Figure) -> bool:
        """Whether what the records give meets the report's word."""
        return _meets(self.number, produced.number, self.number_word) and _meets(
            self.money, produced.money, self.money_word
        )


def _meets(asked: int | None, got: int | None, word: str) -> bool:
    """Over: at least so much and not a twentieth more; nearly: less, and not a tenth less."""
    if asked is None:
        return True
    if got is None:
        return False
    if word == "over":
        return asked <= got <= asked + asked // 20
    if word == "nearly":
        return asked - asked // 10 <= got < asked
    return got == asked


def printed() -> list[Asked]:
    """Every figure of the report that is a number, in its order."""
    with PRINTED.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if _whole(row["count"]) or _whole(row["amount_vnd"])]
    return [_asked(row) for row in rows]


def _asked(row: dict[str, str]) -> Asked:
    note = row["note"]
    word = row["bound"]
    number_word = "nearly" if "count nearly" in note else word
    money_word = "over" if "amount over" in note else word
    what = ", ".join(filter(None, (row["what"], row["group"])))
    return Asked(_whole(row["count"]), _whole(row["amount_vnd"]), row["id"], what, number_word, money_word)


def _whole(text: str) -> int | None:
    return int(text) if text.isdecimal() else None


def handed(slugs: str | list[str], months: range, but: str = "", **of: Any) -> Figure:
    """What rounds of these programmes handed out: how many shares, how much; ``but`` a group of them."""
    from ansinh.record.models.programmes import Given, Item

    named = [slugs] if isinstance(slugs, str) else slugs
    lines = Item.objects.filter(
        state=Given.HANDED, sheet__round__slug__in=named, sheet__round__month__in=months, **of
    )  # fmt: skip
    told = lines.exclude(group=but).aggregate(number=Count("pk"), money=Sum("amount", default=0))
    return Figure(told["number"], told["money"])


def confirmed_for_tax() -> Figure:
    """Of a hundred poor households so many stand on the list of the tax exemption."""
    from ansinh.acts import asking
    from ansinh.law import question
    from ansinh.record.models.places import Level, Unit

    listed = handed("mien-thue-dat", range(JANUARY, JUNE + 1)).number or 0
    asked = question.read("hộ = nghèo")
    assert isinstance(asked, question.Question)
    units = Unit.objects.filter(level=Level.COMMUNE, parent__code="333").values_list("pk", flat=True)
    poor = asking.ask(asked, to="household", month=JANUARY, units=units, by=None).total
    return Figure(100 * listed // poor if poor else 0, None)


def paid(family: str, *, monthly: bool) -> Figure:
    """Of one purse: how many people drew monthly, or were paid once, in the half-year; all it paid, both together."""
    from ansinh.record.models.assistance import ONCE, Family
    from ansinh.record.models.payroll import FAMILIES, KINDS, PAYABLE, SETTLING, Line

    mine = [at for at, of in enumerate(FAMILIES) if of == Family[family]]
    lines = Line.objects.filter(
        run_month__range=(JANUARY, JUNE), run__state__in=SETTLING, entry__in=PAYABLE, kind__in=mine
    )  # fmt: skip
    once = [KINDS.index(kind) for kind in ONCE]
    counted = lines.exclude(kind__in=once) if monthly else lines.filter(kind__in=once)
    return Figure(counted.values("person").distinct().count(), lines.aggregate(money=Sum("amount"))["money"])


def moved_out() -> Figure:
    """Whose file of merit was moved elsewhere in the half-year: the slips that went with it."""
    from ansinh.record.models.merit import Slip, SlipKind

    moved = Slip.objects.filter(kind=SlipKind.MOVED, paid_through__range=(JANUARY, JUNE))
    return Figure(moved.count(), None)


def insured(groups: str, **of: Any) -> Figure:
    """How many people these groups insured on the list made after the review of households, of January."""
    from ansinh.record.models.insurance import Cover

    covers = Cover.objects.filter(group__in=groups.split(), from_month__lte=JANUARY, until_month__gt=JANUARY, **of)
    return Figure(covers.values("person").distinct().count(), None)


def newly_insured(groups: str) -> Figure:
    """Whom the lists of the half-year newly brought into these groups, with a new card or a changed one."""
    from ansinh.record.models.insurance import Change, What

    brought = Change.objects.filter(
        sent__month__range=(JANUARY, JUNE), what__in=[What.ADD, What.CHANGE], after__in=groups.split()
    )  # fmt: skip
    return Figure(brought.values("person").distinct().count(), None)


def transferred() -> Figure:
    """The year's contribution, paid ahead, of everybody insured in the half-year whom the budget pays for whole."""
    from ansinh.acts.insurance import groups_of
    from ansinh.acts.rulings import book_of
    from ansinh.law.insurance_groups import contribution
    from ansinh.law.month import Month
    from ansinh.reckoning.months import first_day
    from ansinh.record.models.insurance import Cover
    from ansinh.record.models.places import Level, Unit

    on = first_day(JUNE)
    district = Unit.objects.get(level=Level.DISTRICT, code="333")
    money = 0
    for group in (one for one in groups_of(district, JUNE, on) if one.percent == 100):
        month = contribution(group, Month.from_number(JUNE), book_of(0, on, JUNE))
        assert month is not None
        held = Cover.objects.filter(group=group.code, from_month__lte=JUNE, until_month__gt=JANUARY)
        spans = held.values_list("from_month", "until_month")
        money += month.budget * sum(min(until, JANUARY + 12) - max(first, JANUARY) for first, until in spans)
    return Figure(None, money)


def planned() -> Figure:
    """What the gratitude funds of the district and its communes meant to raise in the year."""
    from ansinh.reports import funds

    return Figure(None, funds.planned("gratitude", 2021))


HALF = range(JANUARY, JUNE + 1)
TET, CHILDREN = range(JANUARY, JANUARY + 2), range(JANUARY + 4, JUNE + 1)
MERIT_GIFTS = ["qua-ncc-chu-tich-nuoc", "qua-ncc"]
PRODUCED: dict[str, Callable[[], Figure]] = {
    "D06": lambda: insured("HN"),
    "D07": lambda: insured("CN"),
    "D08": lambda: insured("NN"),
    "D09": lambda: handed("qua-tet-ho-ngheo", TET),
    "D10": lambda: handed("qua-tet-ho-can-ngheo", TET),
    "D11": lambda: handed("qua-huyen-bao-tro", TET),
    "D12": lambda: handed("qua-tre-em", TET, group="HCĐB"),
    "D13": confirmed_for_tax,
    "D14": lambda: handed("mat-viec-2020", range(2020 * 12, JUNE + 1)),
    "D15": lambda: handed(MERIT_GIFTS, TET, but="CĐHH"),
    "D16": lambda: handed("qua-ncc", TET, group="CĐHH"),
    "D17": lambda: handed(MERIT_GIFTS, TET),
    "D18": lambda: paid("MERIT", monthly=True),
    "D19": lambda: paid("MERIT", monthly=False),
    "D20": lambda: paid("MERIT", monthly=True),
    "D21": lambda: handed(["uu-dai-giao-duc", "dung-cu-chinh-hinh"], HALF),
    "D22": lambda: handed("tho-cung-liet-si", HALF),
    "D23": lambda: handed("dieu-duong-truoc-2021", HALF),
    "D24": moved_out,
    "D25": lambda: newly_insured("NCC TN"),
    "D26": lambda: handed("qua-nguoi-cao-tuoi", TET),
    "D28": lambda: paid("ASSISTANCE", monthly=True),
    "D29": lambda: paid("ASSISTANCE", monthly=True),
    "D30": lambda: handed("hoa-tang", HALF),
    "D31": lambda: newly_insured("BT"),
    "D32": lambda: insured("HN CN", person__facts__kind="disability", person__facts__value="mild"),
    "D33": transferred,
    "D35": lambda: handed("tien-dien-bao-tro", HALF),
    "D36": lambda: handed("tien-dien-ho-ngheo", HALF),
    "D37": lambda: handed("qua-tre-em", HALF, group="HCĐB", amount__gte=100_000),
    "D38": lambda: handed("qua-tre-em", CHILDREN, amount__lt=100_000),
    "D43": planned,
}
"""How each figure is produced; those of subjects not lived yet are not here."""


@click.command()
def figures() -> None:
    """Các số của báo cáo 6 tháng đầu năm 2021, tính lại từ hồ sơ của huyện mẫu: mã, báo cáo, tính được, khớp."""
    setup.django()
    from ansinh.acts import permit

    wrong = 0
    with permit.everywhere("figures"):
        for asked in printed():
            if asked.id not in PRODUCED:
                continue
            produced = PRODUCED[asked.id]()
            met = asked.met(produced)
            wrong += not met
            click.echo(
                f"{asked.id}  {_said(asked):>32}  {_said(produced):>32}  {'ok' if met else 'KHÔNG KHỚP'}  {asked.what}"
            )
    if wrong:
        raise SystemExit(f"{wrong} số không khớp.")


def _said(figure: Figure) -> str:
    number = f"{figure.number:,}".replace(",", ".") if figure.number is not None else ""
    word = {"over": "trên ", "nearly": "gần "}.get(figure.number_word, "") if isinstance(figure, Asked) else ""
    return word + " · ".join(filter(None, (number, format_dong(figure.money) if figure.money is not None else "")))
