"""A list of households with their members: code and class of the household, who lives in it; no benefit, no amount."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from ansinh.world.registers.around import Around
from ansinh.world.registers.book import Line, Sheet
from ansinh.world.registers.headings import Layout, field_of, folded_heading, names_person
from ansinh.world.registers.listing import Listing
from ansinh.world.registers.person import read_person
from ansinh.world.registers.places import Places
from ansinh.world.registers.row import SourceRow
from ansinh.world.registers.trouble import hold

CODE = "households"
TITLE = "Danh sách hộ và thành viên"
OF_A_BENEFIT = frozenset({"verb", "amount", "group", "decision_number"})
NO_CODE = hold("cell_missing", "Thiếu mã hộ: không biết người này ở hộ nào.")


def recognises(sheets: Sequence[Sheet]) -> int:
    """How surely the workbook is in this format: it numbers households, and says nothing of benefits."""
    for sheet in sheets:
        for line in islice(sheet.lines(), 30):
            fields = {field_of(folded_heading(text)) for text in line.texts if text}
            if names_person(line.texts) and "household_code" in fields:
                return 0 if fields & OF_A_BENEFIT else 3
    return 0


def read(sheets: Sequence[Sheet], places: Places, on: date) -> Iterator[SourceRow]:
    """Every row of every sheet; each person's row is a member of a household."""
    for sheet in sheets:
        yield from Listing(sheet, Around(places, sheet.name, on), _person).rows()


def _person(line: Line, layout: Layout, around: Around) -> SourceRow:
    place = layout.column("household_code")
    if place is None or place >= len(line.texts) or not line.texts[place]:
        return read_person(line, layout, around, "member", (("household_code", NO_CODE),))
    return read_person(line, layout, around, "member")
