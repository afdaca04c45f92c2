"""Files offices already keep: their registers of beneficiaries, read row by row and never guessed at.

One file here is one format, found by its CODE. A format module has ``CODE``, ``TITLE``, ``recognises(sheets)``
(0 when it is not this format; the highest wins) and ``read(sheets, places, on)``.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import ModuleType

from ansinh.world.registers.book import UnreadableWorkbook, open_book
from ansinh.world.registers.duplicates import watch
from ansinh.world.registers.places import Places
from ansinh.world.registers.row import RegisterRow, Remark, SourceRow, UnitName
from ansinh.world.registers.titles import months_said

__all__ = [
    "RegisterRow",
    "Remark",
    "SourceRow",
    "UnitName",
    "UnreadableWorkbook",
    "formats",
    "months_said",
    "read",
    "recognise",
]


@lru_cache(maxsize=1)
def formats() -> dict[str, ModuleType]:
    """Every format by its CODE."""
    found: dict[str, ModuleType] = {}
    for one in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{one.name}")
        if hasattr(module, "CODE"):
            found[module.CODE] = module
    return found


def recognise(source: Path | str | bytes) -> str:
    """The CODE of the format a workbook is in. Raises `UnreadableWorkbook`."""
    sheets = open_book(source)
    found = formats()
    return max(found, key=lambda code: int(found[code].recognises(sheets)))


def read(
    source: Path | str | bytes,
    *,
    units: Sequence[UnitName],
    on: date,
    name: str = "",
    near: Collection[tuple[str, date]] = (),
) -> Iterator[SourceRow]:
    """Every row of every sheet of a workbook, as a stream.

    ``units`` are the communes the caller may write to, of any map; ``on`` is the day as of which the list is read
    (births and decisions after it are wrong); ``name`` is a format's CODE, recognised when it is left out; ``near`` are
    the units (code, first day) that are meant before their namesakes.
    Raises `UnreadableWorkbook` at the call when the file cannot be opened.
    """
    sheets = open_book(source)
    by_code = formats()
    module = by_code[name] if name else max(by_code.values(), key=lambda one: int(one.recognises(sheets)))
    places = Places(units, on, near)
    places.settle_region([sheet.name for sheet in sheets])
    return watch(module.read(sheets, places, on))
