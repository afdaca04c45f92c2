"""Going through a sheet from top to bottom: every row is told apart and given out exactly once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice

from ansinh.world.registers.around import Around
from ansinh.world.registers.book import Line, Sheet
from ansinh.world.registers.groups import read_group
from ansinh.world.registers.headings import (
    Layout,
    field_of,
    find_layout,
    folded_heading,
    is_column_numbers,
    names_person,
)
from ansinh.world.registers.numbers import is_none_yet
from ansinh.world.registers.row import HOLD, NOTE, Remark, SourceRow
from ansinh.world.registers.shape import (
    BLANK,
    HEADING,
    NO_LIST,
    NUMBERS,
    SECTION_ROW,
    SECTION_UNREAD,
    SIGNATURE_ROW,
    SUBTOTAL_ROW,
    TITLE,
    WORDS_ROW,
    Aside,
    is_in_words,
    is_ordinal,
    is_signature,
    is_subtotal,
    is_title,
    looks_like_name,
)
from ansinh.world.registers.text import column_letter

AHEAD = 3
LETTERS = tuple(column_letter(place) for place in range(16384))
TITLE_ROWS = 60
NAME_HEADING = re.compile(r"(h[oọ] ?(v[aà] |t[eê]n|ch[uữ])|t[eê]n|h v|danh s)", re.I)
DIGIT = re.compile(r"\d")
BIRTH_LIKE = re.compile(r"(\d{1,2}[/.-]){0,2}(18|19|20)\d\d")
IDENTITY = ("birth", "birth_month", "male", "female", "sex", "identity_number", "old_number", "verb")
NOT_A_COUNT = ("village", "address", "group", "group_more", "decision_number", "decided_on", "from_month", "effective")
TOTALS = ("amount", "arrears", "unused", "coefficient", "arrears_months")
Person = Callable[[Line, Layout, Around], SourceRow]


class Listing:
    """One sheet being read. ``person`` makes a row of a line that speaks of somebody."""

    def __init__(self, sheet: Sheet, around: Around, person: Person) -> None:
        self.sheet, self.around, self.person = sheet, around, person
        self.layout: Layout | None = None
        self.headings_left = 0
        self.signing = False

    def rows(self) -> Iterator[SourceRow]:
        """Every row of the sheet in its order; what stands above no list at all is said to be so."""
        above: list[SourceRow] = []
        for row in self._rows():
            if self.layout is None and len(above) < TITLE_ROWS:
                above.append(row)
                continue
            if self.layout is not None:
                yield from above
                above = []
                yield row
            else:
                yield from map(self._without_list, (*above, row))
                above = []
        yield from map(self._without_list, above)

    def _without_list(self, row: SourceRow) -> SourceRow:
        """A row of a sheet whose headings were not found: held when it may be somebody's, so that it is seen."""
        code, column, value = row.remarks[0].code, row.remarks[0].column, row.remarks[0].value
        if code != TITLE.code:
            return row
        if self._may_be_person(list(row.cells.values())):
            sentence = "Không nhận ra tên cột của trang tính này, nên chưa đọc được dòng này."
            return replace(
                row, outcome="person", remarks=(Remark("headings_unknown", "", column, value, sentence, HOLD),)
            )
        return replace(row, remarks=(Remark(NO_LIST.code, "", column, value, NO_LIST.sentence, NOTE),))

    def _may_be_person(self, texts: list[str]) -> bool:
        names = [text for text in texts if looks_like_name(text) and not self.around.places.find(text)]
        return bool(names) and any(BIRTH_LIKE.fullmatch(text) for text in texts)

    def _rows(self) -> Iterator[SourceRow]:
        self.around.read_sheet_name()
        lines = iter(self.sheet.lines())
        window = list(islice(lines, AHEAD + 1))
        blank: list[Line] = []
        while window:
            line = window[0]
            if any(line.texts):
                yield from self._blank(blank)
                blank = []
                yield self._row(line, window)
            else:
                blank.append(line)
            window = window[1:] + list(islice(lines, 1))
        yield from self._blank(blank)

    def _blank(self, lines: list[Line]) -> Iterator[SourceRow]:
        if lines:
            yield self._aside(lines[0], BLANK, rows=len(lines))

    def _row(self, line: Line, window: list[Line]) -> SourceRow:
        if self.headings_left:
            self.headings_left -= 1
            return self._aside(line, HEADING)
        if self._may_be_heading(line, window):
            layout = find_layout(window, 0, self.sheet.merged)
            if layout is not None:
                return self._heading(line, layout)
        if self.layout is None:
            self.around.read_title(line.texts)
            return self._aside(line, TITLE)
        return self._listed(line, self.layout)

    def _may_be_heading(self, line: Line, window: list[Line]) -> bool:
        """A quick look before the careful one: the name column's own heading, or anything before the first list."""
        if self.layout is None or self.signing:
            return names_person(line.texts) or (len(window) > 1 and names_person(window[1].texts))
        name = self.layout.column("full_name")
        for one in (line, *window[1:2]):
            text = one.texts[name] if name is not None and name < len(one.texts) else ""
            if text and NAME_HEADING.match(text) and field_of(folded_heading(text)) == "full_name":
                return names_person(one.texts)
        return False

    def _heading(self, line: Line, layout: Layout) -> SourceRow:
        first = self.layout is None
        again = self.layout is not None and self.layout.words == layout.words
        self.layout, self.headings_left, self.signing = layout, layout.rows - 1, False
        unused = (
            ()
            if again and not first
            else tuple(
                Remark("column_not_used", "", column_letter(place), words, f"Cột “{words}” không được đọc.", NOTE)
                for place, words in layout.unknown.items()
                if "group" in layout.fields.values() or not read_group(words.split(" / ")[-1]).codes
            )
        )
        return self._aside(line, HEADING, more=(*unused, *self._region_said(first)))

    def _region_said(self, first: bool) -> tuple[Remark, ...]:
        """That the communes' district was understood from the sheets' names together."""
        region = self.around.places.region
        if not (first and region and not self.around.district and self.around.places.find(self.sheet.name)):
            return ()
        where = ", ".join(filter(None, region))
        sentence = f"Tên các trang tính chỉ cùng có ở {where}; tên xã được hiểu theo nơi đó."
        return (Remark("district_deduced", "commune", "", self.sheet.name, sentence, NOTE),)

    def _listed(self, line: Line, layout: Layout) -> SourceRow:
        """A row under the headings: a person, or one of the things that stand between persons."""
        aside = self._aside_of(line, layout)
        return self.person(line, layout, self.around) if aside is None else self._aside(line, aside)

    def _aside_of(self, line: Line, layout: Layout) -> Aside | None:
        texts = line.texts
        place = layout.column("full_name")
        name = texts[place] if place is not None and place < len(texts) else ""
        numbered = self._lead(texts, layout).isdecimal()
        somebody = self._has_identity(texts, layout)
        if name and numbered and somebody and not name.isdecimal():
            return None
        if is_column_numbers(texts):
            return NUMBERS
        words = [text for text in texts if text and not _is_number(text)]
        first = words[0] if words else ""
        if is_subtotal(first) and not self._has_long(texts, layout):
            return SUBTOTAL_ROW
        if not (name and (numbered or somebody)):
            aside = self._closing(words)
            if aside:
                return aside
        if somebody:
            return None
        if not words:
            return SUBTOTAL_ROW if self._only_totals(texts, layout) else None
        return self._section(texts, layout, name, first, words)

    def _closing(self, words: list[str]) -> Aside | None:
        """What ends a list or begins the next one on the same sheet."""
        if any(is_in_words(text) for text in words):
            return WORDS_ROW
        if any(is_signature(text) for text in words):
            self.signing = True
            return SIGNATURE_ROW
        if any(is_title(text) for text in words):
            self.around.begin_list(words)
            return TITLE
        return None

    def _section(self, texts: list[str], layout: Layout, name: str, first: str, words: list[str]) -> Aside | None:
        """A row without any of a person's own data: a section, a signature's name, or a person left bare."""
        lead = self._lead(texts, layout)
        others = self._has(texts, layout, NOT_A_COUNT)
        marked = is_ordinal(lead) and len(words) > 1
        numbered = lead.isdecimal() and bool(name)
        text = words[1] if marked and words[0] == lead else first
        if others and not marked:
            return None
        if self.signing and not numbered:
            return SIGNATURE_ROW
        if len({word for word in words if word != lead or not marked}) > 2:
            return None
        if numbered and looks_like_name(name) and not self._is_known_section(name):
            return None
        if self.around.read_section(text):
            return SECTION_ROW
        if not marked and name and looks_like_name(name) and text == name:
            return None
        return None if numbered else SECTION_UNREAD

    def _lead(self, texts: list[str], layout: Layout) -> str:
        """What stands in the list's first column, where people are numbered and sections marked."""
        first = min(layout.words)
        return texts[first] if first < len(texts) else ""

    def _is_known_section(self, name: str) -> bool:
        """Whether a numbered row's words are surely a section: a prefix says what they are."""
        from_prefix = ("xã ", "phường ", "thị trấn ", "thôn ", "xóm ", "tổ dân phố ", "khu phố ", "người ", "trẻ em ")
        return name.lower().startswith(from_prefix)

    def _has(self, texts: list[str], layout: Layout, names: tuple[str, ...]) -> bool:
        return any(layout.fields.get(place) in names for place, text in enumerate(texts) if text)

    def _has_identity(self, texts: list[str], layout: Layout) -> bool:
        """Whether birth, sex or number columns hold what such columns hold: digits, a sex, a cross."""
        return any(
            layout.fields.get(place) in IDENTITY and (len(text) < 4 or DIGIT.search(text) or is_none_yet(text))
            for place, text in enumerate(texts)
            if text
        )

    def _has_long(self, texts: list[str], layout: Layout) -> bool:
        """Whether the birth and number columns hold more than a count: then the row is somebody's."""
        return any(
            layout.fields.get(place) in IDENTITY and not (text.isdecimal() and int(text) < 1900)
            for place, text in enumerate(texts)
            if text and not is_subtotal(text)
        )

    def _only_totals(self, texts: list[str], layout: Layout) -> bool:
        return all(
            layout.fields.get(place) in TOTALS or place in layout.unknown for place, text in enumerate(texts) if text
        )

    def _aside(self, line: Line, aside: Aside, rows: int = 1, more: tuple[Remark, ...] = ()) -> SourceRow:
        cells = cells_of(line)
        column, value = next(iter(cells.items()), ("", ""))
        remark = Remark(aside.code, "", column, value, aside.sentence, NOTE)
        return SourceRow(self.sheet.name, line.number, "not_a_person", cells=cells, remarks=(remark, *more), rows=rows)


def cells_of(line: Line) -> dict[str, str]:
    """The filled cells of a line by column letter."""
    return {LETTERS[place]: text for place, text in enumerate(line.texts) if text}


def _is_number(text: str) -> bool:
    return text.replace(".", "").replace(",", "").replace(" ", "").isdecimal()
