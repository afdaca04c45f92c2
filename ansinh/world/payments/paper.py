"""What stands on a printed table, as an office expects it.

A list or a summary makes a :class:`Paper`; ``paper_writing`` sets it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ansinh.world.payments.listing import Signatory, Sums


@dataclass(frozen=True, slots=True)
class PaperColumn:
    """A column: its head, under the head of its group when it has one, ``width`` in millimetres.

    ``sum`` picks the column's figure out of the sums of a page, a section or the whole.
    """

    head: str
    width: float
    align: Literal["left", "centre", "right"] = "left"
    group: str = ""
    sum: Callable[[Sums], int] | None = None
    size: float = 9.5


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A row: a text for each column; what follows a line break is set small, under the text.

    ``heading`` instead makes it a section's head, with the section's ``sums``.
    """

    cells: tuple[str, ...] = ()
    sums: Sums = Sums()
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """All that is printed. ``banner``: what must be read on every page (a draft, provisional law)."""

    office: str
    title: str
    subtitles: Sequence[str]
    running_title: str
    columns: Sequence[PaperColumn]
    rows: Sequence[PaperRow]
    total: Sums
    when_empty: str
    closing: Sequence[str]
    place: str
    on: date
    signatories: Sequence[Signatory]
    banner: Sequence[str] = ()
    row_height: float = 7.6
    landscape: bool = True
