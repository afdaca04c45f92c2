"""The score table B1 as an office enters it from the annex: groups of characteristics, options, points by region.

The table of thông tư 07/2021/TT-BLĐTBXH is not known here, so none is shipped. Until one is entered and confirmed by a
second person, the total of a signed paper form stands for it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

REGIONS: Mapping[str, str] = {
    "red_river": "Nông thôn đồng bằng sông Hồng",
    "northern_hills": "Nông thôn trung du và miền núi phía Bắc",
    "north_central": "Nông thôn Bắc Trung Bộ và Duyên hải miền Trung",
    "highlands": "Nông thôn Tây Nguyên",
    "southeast": "Nông thôn Đông Nam Bộ",
    "mekong": "Nông thôn đồng bằng sông Cửu Long",
    "urban": "Thành thị",
}
"""The columns of the annex."""

Choice = Literal["single", "count"]
"""One option of the group is chosen, or each is counted (assets)."""


@dataclass(frozen=True, slots=True)
class Option:
    """One line of the annex: its points by region; a region left out has none entered."""

    code: str
    name: str
    points: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of the annex that belong together."""

    code: str
    name: str
    choice: Choice
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """A whole table, by which B1 is the sum of the points of what was chosen."""

    groups: tuple[Group, ...]

    def faults(self) -> list[tuple[str, str]]:
        """What keeps the table from being used: where, and the sentence."""
        found = [] if self.groups else [("", "Bảng chưa có nhóm nào.")]
        codes = [group.code for group in self.groups]
        found += [(code, "Mã nhóm này có hai lần.") for code in dict.fromkeys(codes) if codes.count(code) > 1]
        for group in self.groups:
            if not group.options:
                found.append((group.code, f"Nhóm “{group.name}” chưa có dòng nào."))
            for option in group.options:
                missing = [REGIONS[region] for region in REGIONS if region not in option.points]
                if missing:
                    found.append((f"{group.code}.{option.code}", f"“{option.name}” chưa có điểm: {missing[0]}."))
        return found

    def total(self, region: str, chosen: Mapping[str, Mapping[str, int]]) -> int:
        """B1 of a household: ``chosen`` is how many of each option, by group.

        Raises ``ValueError`` for a group left out, an option the table does not have, or two of a single choice.
        """
        points = 0
        for group in self.groups:
            picked = {code: count for code, count in chosen.get(group.code, {}).items() if count}
            known = {option.code: option for option in group.options}
            if unknown := picked.keys() - known.keys():
                raise ValueError(f"Nhóm “{group.name}” không có dòng {', '.join(sorted(unknown))}.")
            if group.choice == "single" and (len(picked) != 1 or any(count != 1 for count in picked.values())):
                raise ValueError(f"Nhóm “{group.name}” chọn đúng một dòng.")
            points += sum(known[code].points[region] * count for code, count in picked.items())
        if extra := chosen.keys() - {group.code for group in self.groups}:
            raise ValueError(f"Bảng không có nhóm {', '.join(sorted(extra))}.")
        return points


def read(data: Sequence[Mapping[str, Any]]) -> ScoreTable:
    """A table as it is kept: groups with their options."""
    return ScoreTable(tuple(
        Group(one["code"], one["name"], one["choice"],
              tuple(Option(line["code"], line["name"], dict(line["points"])) for line in one["options"]))
        for one in data
    ))  # fmt: skip
