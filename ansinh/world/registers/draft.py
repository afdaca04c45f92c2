"""A person's line while it is being read: the texts under each field, the values so far, what was remarked."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from ansinh.world.registers.book import Line
from ansinh.world.registers.headings import Layout
from ansinh.world.registers.places import Places
from ansinh.world.registers.row import HOLD, RegisterRow, Remark, UnitName, Verb
from ansinh.world.registers.text import column_letter
from ansinh.world.registers.trouble import Trouble


class Surroundings(Protocol):
    """What the list says around a row: the title, the sheet's name and the sections above it."""

    places: Places
    as_of: date
    district: str
    decree: str | None
    money_unit: int

    def commune(self) -> tuple[str, tuple[UnitName, ...], bool]: ...

    def village(self) -> str | None: ...

    def group(self) -> str | None: ...


@dataclass(slots=True)
class Draft:
    """One row's texts by field, and what has been made of them so far."""

    line: Line
    layout: Layout
    around: Surroundings
    texts: dict[str, str]
    verb: Verb = "add"
    values: dict[str, Any] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)

    def text(self, name: str) -> str:
        """What stands under a field's heading; empty when nothing does."""
        return self.texts.get(name, "")

    def says_any(self, names: frozenset[str]) -> bool:
        """Whether any of the fields is filled in this row."""
        return not names.isdisjoint(self.texts)

    def say(self, trouble: Trouble, name: str, *, under: str | None = None) -> None:
        """Remarks on a field; ``under`` is the heading's field when it is another one's column."""
        place = self.layout.column(under or name)
        column = "" if place is None else column_letter(place)
        value = self.text(under or name)
        self.remarks.append(Remark(trouble.code, name, column, value, trouble.sentence, trouble.severity))

    def take(self, name: str, value: Any, *, under: str | None = None) -> Any:
        """Keeps a value under its field's name, or remarks on it when it is trouble. Gives the kept value."""
        if isinstance(value, Trouble):
            self.say(value, name, under=under)
            return None
        if value is not None:
            self.values[name] = value
        return value

    @property
    def held(self) -> bool:
        """Whether something already keeps the row from landing."""
        return any(remark.severity == HOLD for remark in self.remarks)

    def row(self) -> RegisterRow:
        """The values as a register's row."""
        return RegisterRow(**self.values)
