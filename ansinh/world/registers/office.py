"""An office's own list of the people it pays: any columns it keeps, in any order, a sheet a commune or one for all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ansinh.world.registers.around import Around
from ansinh.world.registers.book import Line, Sheet
from ansinh.world.registers.headings import Layout
from ansinh.world.registers.listing import Listing
from ansinh.world.registers.person import read_person
from ansinh.world.registers.places import Places
from ansinh.world.registers.row import SourceRow

CODE = "office"
TITLE = "Danh sách của cơ quan"


def recognises(sheets: Sequence[Sheet]) -> int:
    """How surely the workbook is in this format: any list with people's names will do."""
    return 1


def read(sheets: Sequence[Sheet], places: Places, on: date) -> Iterator[SourceRow]:
    """Every row of every sheet; each person's row is an award to be entered."""
    for sheet in sheets:
        yield from Listing(sheet, Around(places, sheet.name, on), _person).rows()


def _person(line: Line, layout: Layout, around: Around) -> SourceRow:
    return read_person(line, layout, around, "add")
