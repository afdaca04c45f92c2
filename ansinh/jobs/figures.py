"""``ansinh demo figures``: what the report of the first half of 2021 counts, asked of the demo's records again."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import click
from django.db.models import Sum

from ansinh.jobs import database, setup
from ansinh.reckoning.money import format_dong
from ansinh.reckoning.months import month_iso

JANUARY, JUNE = 2021 * 12, 2021 * 12 + 5
ASSISTANCE, MERIT = 0, 1
"""The purses, by their numbers (record.models.assistance.Family)."""
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


@dataclass(frozen=True)
class Produced:
    """How a figure is produced, and the address on the site of the list it is counted from."""

    count: Callable[[], Figure]
    at: str


def _at(page: str, months: range, **asked: Any) -> str:
    """The address of a page over a period, as ``{name}?tu=2021-01&…``; see pages/urls.py."""
    told = {"tu": month_iso(months[0]), "den": month_iso(months[-1])} | asked
    return f"{page}?{urlencode(told, doseq=True)}"


def handed(slugs: str | list[str], months: range, **of: Any) -> Produced:
    """What rounds of these programmes handed out: how many shares, how much; ``of`` as reports.shares narrows them."""
    named = [slugs] if isinstance(slugs, str) else slugs
    words = {"groups": "nhom", "but": "tru", "least": "tumuc", "most": "denmuc"}

    def count() -> Figure:
        from ansinh.record.models.programmes import Given
        from ansinh.reports import shares

        found = shares.shares(shares.Wanted(months, tuple(named), state=Given.HANDED, **of))
        return Figure(found.count(), found.aggregate(money=Sum("amount", default=0))["money"])

    asked = {words[name]: value for name, value in of.items()}
    return Produced(count, _at("/chuong-trinh/da-cap/", months, ct=named, **asked))


def confirmed_for_tax() -> Figure:
    """Of a hundred poor households so many stand on the list of the tax exemption."""
    from ansinh.acts import asking
    from ansinh.law import question
    from ansinh.record.models.places import Level, Unit

    listed = TAX.count().number or 0
    asked = question.read("hộ = nghèo")
    assert isinstance(asked, question.Question)
    units = Unit.objects.filter(level=Level.COMMUNE, parent__code="333").values_list("pk", flat=True)
    poor = asking.ask(asked, to="household", month=JANUARY, units=units, by=None).total
    return Figure(100 * listed // poor if poor else 0, None)


def paid(purse: int, way: str) -> Produced:
    """Of one purse: how many people drew monthly, or were paid once, in the half-year; all it paid, both together."""

    def count() -> Figure:
        from ansinh.reports.paid import paid

        found = paid(HALF, purse)
        people = sum(1 for one in found if (one.months if way == "hang-thang" else one.once))
        return Figure(people, sum(one.total for one in found))

    return Produced(count, _at("/ky-chi-tra/da-chi/", HALF, nguon=purse, loai=way))


def moved_out() -> Figure:
    """Whose file of merit was moved elsewhere in the half-year: the slips that went with it."""
    from ansinh.record.models.merit import Slip, SlipKind

    return Figure(Slip.objects.filter(kind=SlipKind.MOVED, paid_through__range=(JANUARY, JUNE)).count(), None)


def insured(groups: str, question: str = "") -> Produced:
    """How many people these groups insured on the list made after the review of households, of January."""
    months = range(JANUARY, JANUARY + 1)

    def count() -> Figure:
        from ansinh.reports import insurance

        found = insurance.held(months, None, groups.split())
        if question:
            found = found.filter(person__in=_fit(question))
        return Figure(found.values("person").distinct().count(), None)

    asked = {"nhom": groups.split()} | ({"hoi": question} if question else {})
    return Produced(count, _at("/bao-hiem/nguoi/", months, **asked))


def _fit(text: str) -> list[int]:
    """The people a question holds for in January."""
    from ansinh.acts import asking
    from ansinh.law import question
    from ansinh.record.models.places import Unit

    asked = question.read(text)
    assert isinstance(asked, question.Question)
    units = Unit.objects.communes().values_list("pk", flat=True)
    return asking.ask(asked, month=JANUARY, units=units, by=None).found["person_id"].to_list()


def newly_insured(groups: str) -> Produced:
    """Whom the lists of the half-year newly brought into these groups, with a new card or a changed one."""

    def count() -> Figure:
        from ansinh.reports import insurance

        return Figure(insurance.brought(HALF, groups.split()).values("person").distinct().count(), None)

    return Produced(count, _at("/bao-hiem/nguoi/", HALF, nhom=groups.split(), moi=1))


def transferred() -> Figure:
    """The year's contribution, paid ahead, of everybody insured in the half-year whom the budget pays for whole."""
    from ansinh.acts.rulings import book_of
    from ansinh.reckoning.months import first_day
    from ansinh.record.models.places import Unit
    from ansinh.reports import insurance

    units = Unit.objects.communes().values_list("pk", flat=True)
    on = first_day(JUNE)
    rows = insurance.ahead(HALF, units, lambda province, month: book_of(province, on, month))
    return Figure(None, sum(row.money.budget for row in rows))


def planned() -> Figure:
    """What the gratitude funds of the district and its communes meant to raise in the year."""
    from ansinh.reports import funds

    return Figure(None, funds.planned("gratitude", 2021))


HALF = range(JANUARY, JUNE + 1)
TET, CHILDREN = range(JANUARY, JANUARY + 2), range(JANUARY + 4, JUNE + 1)
MERIT_GIFTS = ["qua-ncc-chu-tich-nuoc", "qua-ncc"]
TAX = handed("mien-thue-dat", HALF)
PRODUCED: dict[str, Produced] = {
    "D06": insured("HN"),
    "D07": insured("CN"),
    "D08": insured("NN"),
    "D09": handed("qua-tet-ho-ngheo", TET),
    "D10": handed("qua-tet-ho-can-ngheo", TET),
    "D11": handed("qua-huyen-bao-tro", TET),
    "D12": handed("qua-tre-em", TET, groups=("HCĐB",)),
    "D13": Produced(confirmed_for_tax, TAX.at),
    "D14": handed("mat-viec-2020", range(2020 * 12, JUNE + 1)),
    "D15": handed(MERIT_GIFTS, TET, but=("CĐHH",)),
    "D16": handed("qua-ncc", TET, groups=("CĐHH",)),
    "D17": handed(MERIT_GIFTS, TET),
    "D18": paid(MERIT, "hang-thang"),
    "D19": paid(MERIT, "mot-lan"),
    "D20": paid(MERIT, "hang-thang"),
    "D21": handed(["uu-dai-giao-duc", "dung-cu-chinh-hinh"], HALF),
    "D22": handed("tho-cung-liet-si", HALF),
    "D23": handed("dieu-duong-truoc-2021", HALF),
    "D24": Produced(moved_out, "/nguoi-co-cong/di-chuyen/?tu=01/01/2021&den=30/06/2021"),
    "D25": newly_insured("NCC TN.LS TN"),
    "D26": handed("qua-nguoi-cao-tuoi", TET),
    "D28": paid(ASSISTANCE, "hang-thang"),
    "D29": paid(ASSISTANCE, "hang-thang"),
    "D30": handed("hoa-tang", HALF),
    "D31": newly_insured("BT"),
    "D32": insured("HN CN", "khuyết tật = nhẹ"),
    "D33": Produced(transferred, _at("/bao-hiem/ca-nam/", HALF)),
    "D35": handed("tien-dien-bao-tro", HALF),
    "D36": handed("tien-dien-ho-ngheo", HALF),
    "D37": handed("qua-tre-em", HALF, groups=("HCĐB",), least=100_000),
    "D38": handed("qua-tre-em", CHILDREN, most=99_999),
    "D43": Produced(planned, "/quy/?nam=2021"),
}
"""How each figure is produced and where its people stand; those of subjects not lived yet are not here."""


@click.command()
def figures() -> None:
    """Các số của báo cáo 6 tháng đầu năm 2021, tính lại từ hồ sơ của huyện mẫu.

    Mỗi dòng: mã, báo cáo ghi, tính được, khớp hay không, tên, trang có danh sách.
    """
    setup.django()
    from ansinh.acts import permit

    wrong = 0
    with permit.everywhere("figures"):
        for asked in printed():
            if asked.id not in PRODUCED:
                continue
            produced = PRODUCED[asked.id].count()
            met = asked.met(produced)
            wrong += not met
            click.echo(
                f"{asked.id}  {_said(asked):>32}  {_said(produced):>32}  {'ok' if met else 'KHÔNG KHỚP'}  {asked.what}"
                f"  {PRODUCED[asked.id].at}"
            )
    if wrong:
        raise SystemExit(f"{wrong} số không khớp.")


def _said(figure: Figure) -> str:
    number = f"{figure.number:,}".replace(",", ".") if figure.number is not None else ""
    word = {"over": "trên ", "nearly": "gần "}.get(figure.number_word, "") if isinstance(figure, Asked) else ""
    return word + " · ".join(filter(None, (number, format_dong(figure.money) if figure.money is not None else "")))
