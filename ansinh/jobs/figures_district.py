"""The figures of the half-year report of Phù Cừ: each asked of the lists, months and cards of the demo's records."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.db.models import Sum

from ansinh.jobs.figure import Figure, Produced
from ansinh.reckoning.months import month_iso

JANUARY, JUNE = 2021 * 12, 2021 * 12 + 5
ASSISTANCE, MERIT = 0, 1
"""The purses, by their numbers (record.models.assistance.Family)."""


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
    """Which share of the poor households stands on the list of the tax exemption, in hundredths of 1 %."""
    from ansinh.acts import asking
    from ansinh.law import question
    from ansinh.record.models.places import Level, Unit

    listed = TAX.count().number or 0
    asked = question.read("hộ = nghèo")
    assert isinstance(asked, question.Question)
    units = Unit.objects.filter(level=Level.COMMUNE, parent__code="333").values_list("pk", flat=True)
    poor = asking.ask(asked, to="household", month=JANUARY, units=units, by=None).total
    return Figure(100_00 * listed // poor if poor else 0)


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
