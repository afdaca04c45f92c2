"""Households near a line: poor ones near leaving, others near falling, and what one step would change it.

Poverty is left when one lack fewer is too few; a near-poor household falls with one lack more. Where points or income
were asked, so many points or percent from the line are near too; how many is the reader's choice.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from ansinh.law.poverty import Standard, area_of, standard
from ansinh.record.models.poverty import HouseholdClass, Klass

Way = Literal["leaving", "falling"]
MARGIN = 10
"""Points of B1, and percent of the income line, unless the reader says otherwise."""


def near(way: Way, year: int, units: Iterable[int], margin: int = MARGIN) -> dict[int, str]:
    """The classes of January of a year that are near a line: id and why. Raises ``LookupError`` for an unknown year."""
    of = standard(year)
    classes = Klass.POOR if way == "leaving" else (Klass.NEAR, Klass.AVERAGE, Klass.NONE)
    held = HouseholdClass.objects.filter(unit__in=list(units), from_month__lte=year * 12, until_month__gt=year * 12)
    found = held.filter(klass__in=[classes] if isinstance(classes, str) else classes).select_related("unit")
    why = {one.pk: (_leaving if way == "leaving" else _falling)(of, one, margin) for one in found}
    return {pk: sentence for pk, sentence in why.items() if sentence}


def _leaving(of: Standard, one: HouseholdClass, margin: int) -> str:
    said = []
    lines = of.areas[area_of(one.unit.kind)]
    if len(one.lacks) == of.min_indicators and lines.poor is None:
        said.append(f"bớt một chỉ số là còn {of.min_indicators - 1}")
    if lines.b1_line is not None and one.b1 is not None and 0 <= lines.b1_line - one.b1 < margin:
        said.append(f"B1 {one.b1}, chuẩn {lines.b1_line}")
    if one.income is not None and lines.line * (100 - margin) <= one.income * 100 <= lines.line * 100:
        said.append("thu nhập sát chuẩn")
    return "; ".join(said)


def _falling(of: Standard, one: HouseholdClass, margin: int) -> str:
    said = []
    lines = of.areas[area_of(one.unit.kind)]
    if one.klass == Klass.NEAR:
        if len(one.lacks) == of.min_indicators - 1:
            said.append(f"thiếu thêm một chỉ số là đủ {of.min_indicators}")
    elif lines.b1_line is not None and one.b1 is not None and 0 < one.b1 - lines.b1_line <= margin:
        said.append(f"B1 {one.b1}, chuẩn {lines.b1_line}")
    elif one.income is not None and lines.line * 100 < one.income * 100 <= lines.line * (100 + margin):
        said.append("thu nhập sát chuẩn")
    return "; ".join(said)
