"""Months as the command line takes them: 2021-06 or 6/2021."""

from __future__ import annotations

import re
from typing import Any

import click

FIRST_YEAR, LAST_YEAR = 1945, 2100
"""A month outside is mistyped: no list was paid before, no law reaches beyond."""


class MonthParameter(click.ParamType):
    """``2024-07``, ``2024-7`` or ``7/2024`` as a month number."""

    name = "THÁNG"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if isinstance(value, int):
            return value
        iso, said = re.fullmatch(r"(\d{4})-(\d{1,2})", value), re.fullmatch(r"(\d{1,2})/(\d{4})", value)
        year, month = (iso[1], iso[2]) if iso else (said[2], said[1]) if said else ("0", "0")
        if not (int(year) and 1 <= int(month) <= 12):
            self.fail(f"“{value}” không phải tháng; viết như 2024-07 hoặc 7/2024.", param, ctx)
        if not FIRST_YEAR <= int(year) <= LAST_YEAR:
            self.fail(f"“{value}” nằm ngoài những năm tính được ({FIRST_YEAR} đến {LAST_YEAR}).", param, ctx)
        return int(year) * 12 + int(month) - 1


MONTH = MonthParameter()
