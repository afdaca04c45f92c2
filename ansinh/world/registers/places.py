"""Communes by name, as they stand in a list: with or without "xã", with or without tone marks, old names too."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date

from ansinh.world.registers.row import UnitName
from ansinh.world.registers.text import fold, tidy

KINDS = {"xa": "xã", "phuong": "phường", "p": "phường", "thi tran": "thị trấn", "tt": "thị trấn", "dac khu": "đặc khu"}
KIND_FIRST = re.compile(r"^(?:ubnd |uy ban nhan dan )?(xa|phuong|thi tran|dac khu|tt|p|x)\b ?")
COMMUNE_INSIDE = re.compile(
    r"(?:^|[,;.\-–( ])\s*((?:xã|phường|thị trấn|đặc khu|xa|phuong|thi tran|tt|p|x)[. ]\s*[^,;()\-–]+)", re.I
)
DISTRICT_INSIDE = re.compile(r"\b(?:huyen|quan|thi xa|thanh pho|tp|h) ([a-z0-9 ]+?)(?= tinh\b| nam\b| thang\b|$)")
VILLAGE_WORD = (
    r"(?:thôn|xóm|ấp|bản|buôn|làng|khu phố|khu dân cư|khu vực|tổ dân phố|tdp|khóm|thon|xom|ap|khu pho|to dan pho)"
)
VILLAGE_INSIDE = re.compile(rf"(?:^|[,;( ])\s*({VILLAGE_WORD}\b[.\s]*[^,;()\-–]+)", re.I)


class Places:
    """The communes a caller knows, found by what an office calls them.

    ``on`` is the day of the list: among units of one name those standing that day come first, then those
    that stood before, the latest ended first; a unit of a later map last. ``near``: the units (code, first day) that
    are meant before their namesakes.
    """

    def __init__(self, units: Sequence[UnitName], on: date, near: Collection[tuple[str, date]] = ()) -> None:
        self.on = on
        self.near = near
        self.only = units[0] if len(units) == 1 else None
        self.known = bool(units)
        self.by_name: dict[str, list[UnitName]] = defaultdict(list)
        self.districts = {_bare_district(unit.district) for unit in units}
        self.region: tuple[str, str] | None = None
        self.answers: dict[tuple[str, str], tuple[UnitName, ...]] = {}
        for unit in units:
            self.by_name[_bare(unit.name)].append(unit)

    def settle_region(self, names: Sequence[str]) -> None:
        """Notices the one district (or province without districts) that has communes of all these names.

        A workbook with a sheet for each commune names its district by that alone. Two names at least are needed.
        """
        each = [{(unit.district, unit.province) for unit in self.find(name)} for name in names]
        each = [regions for regions in each if regions]
        both = set.intersection(*each) if len(each) > 1 else set()
        if len(both) == 1 and any(len(regions) > 1 for regions in each):
            self.region = both.pop()
            self.answers.clear()

    def find(self, text: str, district: str = "") -> tuple[UnitName, ...]:
        """The units a text may mean, one when it is clear; ``district`` (as written) settles namesakes."""
        key = (text, district)
        if key not in self.answers:
            self.answers[key] = self._find(tidy(text), district)
        return self.answers[key]

    def _find(self, text: str, district: str) -> tuple[UnitName, ...]:
        found = self.by_name.get(_bare(text), [])
        kind = _kind(text)
        tests = (
            lambda unit: kind is not None and unit.kind.lower() == kind,
            lambda unit: _same_letters(unit.name, text),
            lambda unit: bool(district) and _bare_district(unit.district) == _bare_district(district),
            lambda unit: (unit.district, unit.province) == self.region,
            lambda unit: (unit.code, unit.valid_from) in self.near,
            lambda unit: unit.valid_from <= self.on and (unit.valid_to is None or self.on < unit.valid_to),
            lambda unit: unit.valid_from <= self.on,
        )
        for test in tests:
            found = [unit for unit in found if test(unit)] or found
        latest = {unit.code: unit for unit in sorted(found, key=lambda unit: unit.valid_from)}
        return tuple(latest.values())

    def commune_in(self, text: str, district: str = "") -> tuple[str, tuple[UnitName, ...]]:
        """The commune a title or an address names after "xã", "phường" or "thị trấn", as written, with its units."""
        words = tidy(text).split()
        for place, word in enumerate(words):
            after = 2 if fold(word) == "thi" and fold(" ".join(words[place : place + 2])) == "thi tran" else 1
            if after == 1 and fold(word) not in ("xa", "phuong", "tt"):
                continue
            for end in range(min(len(words), place + after + 4), place + after, -1):
                said = " ".join(words[place:end]).rstrip(".,;:)")
                found = self.find(said, district)
                if found:
                    return said, found
        return "", ()

    def district_in(self, text: str) -> str | None:
        """The district a title names, when it is one of the known units'."""
        for found in DISTRICT_INSIDE.finditer(fold(text)):
            words = found.group(1).split()
            for length in range(len(words), 0, -1):
                if " ".join(words[:length]) in self.districts:
                    return " ".join(words[:length])
        return None


def _bare(text: str) -> str:
    """A commune's folded name without its kind; numbers without leading zeros: "Phường 05" -> "5"."""
    folded = fold(re.sub(r"\(\d+\)\s*$", "", text))
    folded = KIND_FIRST.sub("", re.sub(r"^(\d+|[ivx]+) (?=[a-z])", "", folded), count=1) or folded
    return folded.lstrip("0") or folded


def _bare_district(text: str) -> str:
    return re.sub(r"^(huyen|quan|thi xa|thanh pho|tp|h) ", "", fold(text))


def _kind(text: str) -> str | None:
    found = KIND_FIRST.match(fold(text))
    return KINDS.get(found.group(1), "xã") if found else None


def _same_letters(name: str, text: str) -> bool:
    return tidy(name).lower() in tidy(text).lower()


def commune_inside(text: str) -> str | None:
    """The part of an address that names a commune: "Thôn Ngũ Phúc, xã Tam Đa" -> "xã Tam Đa"."""
    found = COMMUNE_INSIDE.search(text)
    return tidy(found.group(1)) if found else None


def village_inside(text: str) -> str | None:
    """The part of an address that names a village or a street group."""
    found = VILLAGE_INSIDE.search(text)
    return tidy(found.group(1)) if found else None
