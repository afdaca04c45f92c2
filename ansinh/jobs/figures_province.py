"""The figures of the province's speech on poverty: each asked of the households' classes as decisions gave them."""

from __future__ import annotations

import datetime

from ansinh.jobs.figure import Figure, Produced

PROVINCE = "72"
"""Tây Ninh until June 2025."""

GENERAL, AFTER = 2022, 2023
"""The years whose January has what the general review and the review of 2022 found."""


def _units() -> frozenset[int]:
    """The communes of the province of then."""
    from ansinh.record.branches import communes_of
    from ansinh.record.models.places import Level, Unit

    return communes_of([Unit.objects.get(level=Level.PROVINCE, code=PROVINCE, valid_to__isnull=False)])


def of_year(year: int, name: str, page: str = "tung-ho") -> Produced:
    """A number or rate of ``reports.poverty.Rate`` of the whole province in January of a year."""

    def count() -> Figure:
        from ansinh.reports.poverty import Rate, rates

        whole = sum(rates(_units(), year), Rate(0, 0, 0, 0, 0, 0, 0))
        return Figure(whole.poor + whole.near if name == "both" else getattr(whole, name))

    narrowed = {"poor": "&hang=poor", "near": "&hang=near_poor", "near_rate": "&do=near_poor", "both_rate": "&do=both"}
    return Produced(count, f"/ho-ngheo/{page}/?nam={year}{narrowed.get(name, '')}")


def left() -> Figure:
    """How many fewer households are poor at the end of 2022 than at its beginning, by the table of movement."""
    from ansinh.reckoning.poverty import POOR
    from ansinh.reports.poverty import movement

    sums = movement(sorted(_units()), GENERAL, POOR).select("opening", "closing").sum().row(0)
    return Figure(sums[0] - sums[1])


def fallen() -> Figure:
    """By how much the rate fell, as the page of targets shows it."""
    from ansinh.reports.poverty_targets import outlooks, whole

    found = outlooks(_units(), GENERAL, "poor", on=datetime.date(AFTER, 1, 1))
    return Figure(whole(found, None, "poor").fall)


def asked_of_2023() -> Figure:
    """The fall the province set itself for 2023."""
    from ansinh.record.models.poverty import PovertyTarget

    one = PovertyTarget.objects.filter(unit__code=PROVINCE, year=AFTER, measure="poor", kind="fall").first()
    return Figure(one.least if one else None, None, one.most if one else None)


def guiding() -> Figure:
    """How many documents of the centre and the province were in force for the programme when 2023 ended."""
    from ansinh.record.models.places import Level, Unit
    from ansinh.reports import documents

    province = Unit.objects.get(level=Level.PROVINCE, code=PROVINCE, valid_to__isnull=False)
    found = documents.search([province.pk], programme=PHASE, on=datetime.date(AFTER, 12, 31))
    return Figure(len(found))


PHASE = "2021-2025"
RATE = "chi-tieu"
PRODUCED: dict[str, Produced] = {
    "P01": of_year(GENERAL, "both"), "P02": of_year(GENERAL, "both_rate", RATE),
    "P03": of_year(GENERAL, "poor"), "P04": of_year(GENERAL, "poor_rate", RATE),
    "P05": of_year(GENERAL, "near"), "P06": of_year(GENERAL, "near_rate", RATE),
    "P07": Produced(left, f"/ho-ngheo/bieu/?nam={AFTER}"),
    "P08": Produced(fallen, f"/ho-ngheo/chi-tieu/?nam={GENERAL}"),
    "P09": of_year(AFTER, "poor"), "P10": of_year(AFTER, "poor_rate", RATE),
    "P11": Produced(asked_of_2023, f"/ho-ngheo/chi-tieu/?nam={AFTER}"),
    "P12": Produced(guiding, f"/van-ban/?gd={PHASE}&ngay={AFTER}-12-31"),
}  # fmt: skip
"""How each figure is produced and where its households stand."""
