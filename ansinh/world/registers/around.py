"""What a list says around its rows: title, sheet's name and sections, from which a row takes what it leaves out."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date

from ansinh.world.registers.groups import decree_named, read_group
from ansinh.world.registers.headings import THOUSANDS
from ansinh.world.registers.places import VILLAGE_WORD, Places, village_inside
from ansinh.world.registers.row import UnitName
from ansinh.world.registers.shape import is_title, month_in, section_words
from ansinh.world.registers.text import fold, tidy

Found = tuple[str, tuple[UnitName, ...]]
NOTHING: Found = ("", ())


@dataclass(slots=True)
class Around:
    """The state of a sheet while it is read from top to bottom."""

    places: Places
    sheet: str
    as_of: date
    district: str = ""
    decree: str | None = None
    money_unit: int = 1
    title: list[str] = field(default_factory=list)
    titled: Found | None = None
    title_group: str | None = None
    sheet_group: str | None = None
    sections: list[tuple[str, str, tuple[UnitName, ...]]] = field(default_factory=list)
    """(level, words, units): commune, village or group, outermost first."""

    def read_sheet_name(self) -> None:
        """Takes the group a sheet is named after, when it is not named after a commune."""
        if not self.places.find(self.sheet) and len(read_group(self.sheet).codes) == 1:
            self.sheet_group = self.sheet

    def read_title(self, texts: list[str]) -> None:
        """Takes what a row above the headings tells: district, commune, month, decree, unit of money, group."""
        for text in filter(None, texts):
            folded = fold(text)
            self.district = self.places.district_in(text) or self.district
            self.title.append(text)
            month = month_in(text)
            if month:
                last = date(*month, monthrange(*month)[1])
                self.as_of = min(self.as_of, last)
            self.decree = decree_named(text) or self.decree
            if ("dvt" in folded or "don vi" in folded) and THOUSANDS.search(folded):
                self.money_unit = 1000
            if len(text) > 12 and len(read_group(text).codes) == 1 and "khoan" not in folded:
                self.title_group = text

    def read_section(self, text: str) -> str | None:
        """Takes a section's words and gives what it is: commune, village or group; None when it is none of them."""
        words = section_words(text)
        units = self._units_of(words)
        if units:
            self._enter("commune", words, units)
            return "commune"
        if village_inside(words) and fold(words).startswith(tuple(fold(VILLAGE_WORD.strip("(?:)")).split())):
            self._enter("village", tidy(words), ())
            return "village"
        reading = read_group(words)
        if reading.codes or reading.by_decree or reading.because:
            self._enter("group", words, ())
            return "group"
        return None

    def _units_of(self, words: str) -> tuple[UnitName, ...]:
        said, units = self.places.commune_in(words, self.district)
        return units if said else self.places.find(words, self.district)

    def _enter(self, level: str, words: str, units: tuple[UnitName, ...]) -> None:
        """A section replaces the one of its level and all that stood below it."""
        for place, (known, _, _) in enumerate(self.sections):
            if known == level:
                del self.sections[place:]
                break
        self.sections.append((level, words, units))

    def begin_list(self, texts: list[str]) -> None:
        """A title under a list: another list begins, unless it is the same title on the next printed page."""
        if all(text in self.title for text in texts):
            return
        self.sections.clear()
        self.title_group, self.decree, self.titled = None, None, None
        self.title = [text for text in self.title if not is_title(text)]
        self.read_title(texts)

    def commune(self) -> tuple[str, tuple[UnitName, ...], bool]:
        """The commune for a row that names none, its units, and whether sheet and title agree on it."""
        for level, words, units in reversed(self.sections):
            if level == "commune":
                return words, units, True
        sheet, title = (self.sheet, self.places.find(self.sheet, self.district)), self._title_commune()
        if sheet[1] and title[1]:
            both = tuple(unit for unit in sheet[1] if unit in title[1])
            return (sheet[0], both, True) if both else (f"{sheet[0]}; {title[0]}", (*sheet[1], *title[1]), False)
        said, units = sheet if sheet[1] else title
        if not units and self.places.only:
            return "", (self.places.only,), True
        return said, units, True

    def _title_commune(self) -> Found:
        """The first commune the title names, asked once the whole title has told the district."""
        if self.titled is None:
            found = (self.places.commune_in(text, self.district) for text in self.title)
            self.titled = next((one for one in found if one[1]), NOTHING)
        return self.titled

    def village(self) -> str | None:
        """The village of the section a row stands in."""
        return self._last("village")

    def group(self) -> str | None:
        """The group of the section, else of the sheet's name or the title."""
        return self._last("group") or self.sheet_group or self.title_group

    def _last(self, level: str) -> str | None:
        return next((words for known, words, _ in reversed(self.sections) if known == level), None)
