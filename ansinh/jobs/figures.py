"""``ansinh demo figures``: what the two reports count, asked of the demo's records again by the indicators."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import click

from ansinh.jobs import setup
from ansinh.jobs.figure import printed

if TYPE_CHECKING:
    from ansinh.reports.indicator import Asked

DISTRICT, PROVINCE = "333", "72"
"""Phù Cừ and Tây Ninh, both until June 2025."""

ON = datetime.date(2023, 7, 1)
"""After both reports: nothing in them is an estimate of what is not over."""

HALF, YEAR, NEXT = "half-2021-1", "year-2022-1", "half-2023-1"
TOLD: dict[str, tuple[str, str]] = {
    "D01": ("documents_prepared", HALF), "D02": ("workers_trained", HALF), "D03": ("jobs_created", HALF),
    "D04": ("technique_classes", HALF), "D05": ("technique_attendances", HALF),
    "D06": ("poor_insured", HALF), "D07": ("near_poor_insured", HALF), "D08": ("average_insured", HALF),
    "D09": ("tet_gifts_poor", HALF), "D10": ("tet_gifts_near_poor", HALF), "D11": ("tet_gifts_assisted", HALF),
    "D12": ("tet_gifts_children", HALF), "D13": ("tax_confirmed", HALF), "D14": ("job_loss_supported", HALF),
    "D15": ("tet_gifts_merit_people", HALF), "D16": ("tet_gifts_toxic_children", HALF),
    "D17": ("tet_gifts_merit", HALF), "D18": ("merit_monthly", HALF), "D19": ("merit_once", HALF),
    "D20": ("merit_paid", HALF), "D21": ("merit_education_devices", HALF), "D22": ("worship", HALF),
    "D23": ("convalescence_listed", HALF), "D24": ("merit_files_moved_out", HALF),
    "D27": ("assistance_decisions", HALF), "D34": ("communes_inspected", HALF),
    "D39": ("children_work_trained", HALF), "D40": ("women_candidates_trained", HALF),
    "D41": ("volunteer_teams", HALF), "D42": ("evils_contests", HALF),
    "D25": ("merit_newly_insured", HALF), "D26": ("tet_gifts_older", HALF), "D28": ("assistance_monthly", HALF),
    "D29": ("assistance_paid", HALF), "D30": ("cremation", HALF), "D31": ("assistance_newly_insured", HALF),
    "D32": ("mild_disability_insured", HALF), "D33": ("insurance_ahead", HALF),
    "D35": ("electricity_assisted", HALF), "D36": ("electricity_poor", HALF),
    "D37": ("gifts_special_children", HALF), "D38": ("gifts_children_day", HALF), "D43": ("gratitude_planned", HALF),
    "P01": ("poor_and_near_poor_begin", YEAR), "P02": ("poor_and_near_poor_rate_begin", YEAR),
    "P03": ("poor_begin", YEAR), "P04": ("poor_rate_begin", YEAR), "P05": ("near_poor_begin", YEAR),
    "P06": ("near_poor_rate_begin", YEAR), "P07": ("poor_left", YEAR), "P08": ("poor_rate_fall", YEAR),
    "P09": ("poor_end", YEAR), "P10": ("poor_rate_end", YEAR), "P11": ("poor_fall_target", NEXT),
    "P12": ("programme_documents", NEXT), "P13": ("child_friendly", YEAR), "P14": ("child_friendly_rate", YEAR),
    "P15": ("child_friendly_before", YEAR), "P16": ("child_friendly_rate_before", YEAR),
    "P17": ("child_friendly_fall", YEAR), "P18": ("child_friendly_rate_fall", YEAR),
    "P19": ("child_friendly_target", YEAR), "P20": ("emulation_targets", YEAR),
}  # fmt: skip
"""Which indicator, over which period, each figure of the reports is."""


@click.command()
def figures() -> None:
    """Các số của hai báo cáo, tính lại từ hồ sơ của huyện mẫu và tỉnh mẫu.

    Mỗi dòng: mã, báo cáo ghi, tính được, khớp hay không, tên, trang có danh sách.
    """
    setup.django()
    from ansinh.acts import permit
    from ansinh.law.indicator import indicator
    from ansinh.reports import indicator as reckoned

    wrong = 0
    with permit.everywhere("figures"):
        for asked in printed():
            if asked.id not in TOLD:
                continue
            of = indicator(TOLD[asked.id][0])
            question = question_of(asked.id)
            produced = reckoned.value(of, question)
            met = asked.met(produced)
            wrong += not met
            click.echo(
                f"{asked.id}  {asked.said(asked.value):>32}  {asked.said(produced):>32}"
                f"  {'ok' if met else 'KHÔNG KHỚP'}  {asked.what}  {reckoned.page(of, question)}"
            )
    if wrong:
        raise SystemExit(f"{wrong} số không khớp.")


def question_of(figure: str) -> Asked:
    """The place, period and day a figure of the reports is of."""
    from ansinh.acts.rulings import books
    from ansinh.law.report_periods import read
    from ansinh.record.branches import communes_of
    from ansinh.record.models.places import Level, Unit
    from ansinh.reports.indicator import Asked

    level, code = (Level.DISTRICT, DISTRICT) if figure.startswith("D") else (Level.PROVINCE, PROVINCE)
    place = Unit.objects.get(level=level, code=code, valid_to__isnull=False)
    return Asked(place, communes_of([place]), read(TOLD[figure][1]), ON, books(ON))
