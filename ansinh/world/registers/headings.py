"""Which column holds what: the headings of a list found and understood, wherever the list begins.

A list's headings may stand in one row, or in two or three with shared headings above ("Ngày sinh" over "Nam" and
"Nữ"), may be repeated on every printed page, and may be followed by a row of column numbers.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources

from ansinh.world.registers.book import Line, Merged
from ansinh.world.registers.text import fold

FEWEST = 3
COLUMN_NUMBER = re.compile(r"^\(?\s*([0-9]{1,2}|[A-Za-zĐđ])\s*(=.*)?\)?$")
THOUSANDS = re.compile(r"(1 ?000 ?d|nghin dong|ngan dong|nghin d|ngan d|\bnghin\b|\bngan\b)")


@dataclass(slots=True)
class Layout:
    """The columns of one list: field by column, heading text by column, and the rows the headings took."""

    fields: dict[int, str]
    words: dict[int, str]
    rows: int
    money_unit: int = 1
    unknown: dict[int, str] = field(default_factory=dict)
    """Columns whose heading says nothing to us (or repeats another's)."""

    def column(self, name: str) -> int | None:
        """The column of a field, if the list has it."""
        return next((place for place, one in self.fields.items() if one == name), None)


@lru_cache(maxsize=1)
def vocabulary() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Fields and the pattern of headings that mean them, in the order they are tried."""
    text = resources.files("ansinh.world.registers").joinpath("headings.toml").read_text("utf-8")
    fields = tomllib.loads(text)["field"]
    return tuple(
        (one["name"], re.compile("(?:" + "|".join(map(_within_level, one["fits"])) + r")\Z")) for one in fields
    )


def _within_level(pattern: str) -> str:
    """A pattern whose "anything" stays within one level of the headings."""
    return pattern.replace(".*", "[^>]*")


@lru_cache(maxsize=4096)
def field_of(heading: str) -> str | None:
    """The field a folded heading means; "a > b" for b under a."""
    for name, pattern in vocabulary():
        if pattern.match(heading):
            return name
    return None


def folded_heading(text: str) -> str:
    """A heading ready for comparing: what stands in brackets (units, notes) left out when something remains."""
    bare = fold(re.sub(r"\([^)]*\)", " ", text))
    return bare or fold(text)


def names_person(texts: list[str]) -> bool:
    """Whether a row looks like the row of headings that names the person's column."""
    names = {field_of(folded_heading(text)) for text in texts if text and len(text) < 120}
    return bool(names & {"full_name", "family_name"}) and len(names - {None}) >= FEWEST


def names_something(texts: list[str]) -> int:
    """How many of a row's texts are headings we know."""
    return sum(1 for text in texts if text and len(text) < 120 and field_of(folded_heading(text)))


def find_layout(window: list[Line], at: int, merged: Merged) -> Layout | None:
    """The headings that begin at ``window[at]``, or None. The rows below are looked at for sub-headings."""
    if not names_person(window[at].texts) and not _names_with_next(window, at):
        return None
    depth = 1
    while at + depth < len(window) and depth < 3 and _is_sub(window, at, depth, merged):
        depth += 1
    return _layout(window[at : at + depth], merged)


def _names_with_next(window: list[Line], at: int) -> bool:
    """Shared headings here, and the person's own headings in the next row."""
    if at + 1 >= len(window) or not names_person(window[at + 1].texts):
        return False
    texts = [text for text in window[at].texts if text]
    return len(texts) >= 2 and names_something(texts) >= 1 and not any(text.isdecimal() for text in texts)


def _is_sub(window: list[Line], at: int, depth: int, merged: Merged) -> bool:
    """Whether the row ``depth`` below the first heading row goes on with the headings."""
    below = window[at + depth]
    filled = [place for place, text in enumerate(below.texts) if text]
    if not filled or is_column_numbers(below.texts):
        return False
    if depth == 1 and not names_person(window[at].texts):
        return True
    if any(re.fullmatch(r"[\d.,/\-]+", below.texts[place]) or len(below.texts[place]) > 80 for place in filled):
        return False
    layout = _layout(window[at : at + depth], merged)
    name = layout.column("full_name")
    own = below.texts[name] if name is not None and name < len(below.texts) else ""
    if own and field_of(folded_heading(own)) not in ("family_name", "full_name"):
        return False
    both = _layout(window[at : at + depth + 1], merged)
    known = [place for place in filled if place in both.fields]
    covered = [place for place in filled if _spans(merged, window[at].number, place)]
    return len(known) * 2 > len(filled) or len(covered) == len(filled)


def _spans(merged: Merged, number: int, place: int) -> bool:
    """Whether the cell belongs to a heading merged over several columns."""
    return any(
        top <= number - 1 <= bottom and left <= place <= right and right > left
        for (top, left), (bottom, right) in merged
    )


def _layout(rows: list[Line], merged: Merged) -> Layout:
    """The columns read from one to three rows of headings."""
    width = max(len(line.texts) for line in rows)
    levels = [_filled(line, width, merged, last=line is rows[-1], below=rows[-1]) for line in rows]
    layout = Layout({}, {}, len(rows))
    unit = 1
    for place in range(width):
        parts = [level[place] for level in levels if level[place]]
        parts = [part for number, part in enumerate(parts) if part not in parts[:number]]
        if not parts:
            continue
        layout.words[place] = " / ".join(parts)
        name = _meaning(parts) or _meaning_above(levels[0], place, parts)
        if name in ("amount", "arrears") and THOUSANDS.search(fold(layout.words[place])):
            unit = 1000
        if name == "male":
            name = _men_or_year(layout, parts)
        if name == "group" and name in layout.fields.values():
            name = "group_more"
        if name is None or (name != "unused" and name in layout.fields.values()):
            layout.unknown[place] = layout.words[place]
        else:
            layout.fields[place] = name
    layout.money_unit = unit
    _join_names(layout, rows, merged)
    return layout


def _filled(line: Line, width: int, merged: Merged, last: bool, below: Line) -> list[str]:
    """A row of headings with shared ones repeated over the columns they cover."""
    texts = line.texts + [""] * (width - len(line.texts))
    if last:
        return texts
    spans = [
        (left, right) for (top, left), (bottom, right) in merged if top <= line.number - 1 <= bottom and right > left
    ]
    if spans:
        for left, right in spans:
            for place in range(left + 1, min(right + 1, width)):
                texts[place] = texts[place] or texts[left]
        return texts
    carried = ""
    for place in range(width):
        under = below.texts[place] if place < len(below.texts) else ""
        carried = texts[place] or (carried if under else "")
        texts[place] = carried
    return texts


def _meaning(parts: list[str]) -> str | None:
    """The field of a heading: under all its shared headings first, then under fewer; brackets read, then left out."""
    for folded in ([fold(part) for part in parts], [folded_heading(part) for part in parts]):
        for start in range(len(folded)):
            found = field_of(" > ".join(folded[start:]))
            if found:
                return found
    return None


def _meaning_above(level: list[str], place: int, parts: list[str]) -> str | None:
    """The field of the upper heading alone, when it stands over this one column."""
    beside = [level[near] for near in (place - 1, place + 1) if 0 <= near < len(level)]
    return field_of(folded_heading(parts[0])) if len(parts) > 1 and parts[0] not in beside else None


def _join_names(layout: Layout, rows: list[Line], merged: Merged) -> None:
    """A name in two columns: "Họ đệm" beside "Tên", or one heading merged over both."""
    family, name = layout.column("family_name"), layout.column("full_name")
    if family is not None:
        if name == family + 1:
            layout.fields |= {family: "full_name", name: "given_name"}
        elif name is None:
            layout.fields[family] = "full_name"
    elif name is not None and name + 1 not in layout.fields:
        again = layout.words.get(name + 1)
        covered = any(_spans(merged, line.number, name + 1) and _spans(merged, line.number, name) for line in rows)
        if covered if again is None else fold(again) == "ten":
            layout.fields[name + 1] = "given_name"
            layout.words.setdefault(name + 1, layout.words[name])
            layout.unknown.pop(name + 1, None)


def _men_or_year(layout: Layout, parts: list[str]) -> str:
    """ "Năm" and "Nam" fold alike: after "Ngày" and "Tháng", or written with ă, it is the year and not men."""
    above = " / ".join(parts[:-1])
    beside = {name for place, name in layout.fields.items() if layout.words[place].rpartition(" / ")[0] == above}
    return "birth" if beside & {"birth_month", "birth_day"} or "ă" in parts[-1].split()[-1].lower() else "male"


def is_column_numbers(texts: list[str]) -> bool:
    """A row that only numbers the columns: 1 2 3, (1) (2) (3), A B 1 2 3."""
    filled = [text for text in texts if text]
    if len(filled) < FEWEST or not all(COLUMN_NUMBER.match(text) for text in filled):
        return False
    numbers = [
        int(found.group(1)) for text in filled if (found := COLUMN_NUMBER.match(text)) and found.group(1).isdecimal()
    ]
    return len(numbers) >= 2 and all(
        later - earlier in (0, 1) for earlier, later in zip(numbers, numbers[1:], strict=False)
    )
