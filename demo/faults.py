"""Faults of the kinds offices make, put into the register on purpose: which rows, what was done to them.

A fault that keeps a row from landing is only put on people whose benefit ended before 2021, on a second copy of
a row, or on people typed in before their decision (July's changes bring them right): the figures of 2021 hold.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from random import Random

from demo.layouts import BY_GROUP, HABITS, Row
from demo.lives import HALF_YEAR, TODAY
from demo.people import Award, Person
from demo.places import COMMUNES
from demo.plain import standard


@dataclass(frozen=True)
class Fault:
    """One faulty row: whose, in which commune's sheet, what is wrong, and whether the row has to wait."""

    key: str
    commune: str
    what: str
    held: bool


Change = Callable[[Random, Row], None]


def birth_typed(pattern: str) -> Change:
    """A birth that no calendar holds; `{y}` is the true year."""

    def change(_: Random, row: Row) -> None:
        row["birth"] = pattern.format(y=str(row["birth"])[-4:], late=str(row["birth"])[-2:])

    return change


def put(name: str, *values: str | None) -> Change:
    def change(rng: Random, row: Row) -> None:
        row[name] = rng.choice(values)

    return change


def short_number(_: Random, row: Row) -> None:
    """Excel took the number for a number and dropped its leading nought."""
    row["identity"] = int(str(row["identity"]))


def letter_o(_: Random, row: Row) -> None:
    row["identity"] = str(row["identity"]).replace("0", "O", 1)


def spaced(_: Random, row: Row) -> None:
    number = str(row["identity"])
    row["identity"] = " ".join(number[i : i + 3] for i in range(0, 12, 3))


def other_sex(_: Random, row: Row) -> None:
    row["sex"] = "Nam" if row["sex"] == "Nữ" else "Nữ"


def other_year(_: Random, row: Row) -> None:
    number = str(row["identity"])
    row["identity"] = f"{number[:4]}{(int(number[4:6]) + 1) % 100:02d}{number[6:]}"


def sloppy_name(_: Random, row: Row) -> None:
    row["name"] = "  ".join(str(row["name"]).lower().split()) + " "


def about(_: Random, row: Row) -> None:
    row["birth"] = f"khoảng {row['birth']}"


def half_more(_: Random, row: Row) -> None:
    """An amount nobody changed when the person's level changed."""
    base = standard(HALF_YEAR.stop - 1)
    row["amount"] = int(str(row["amount"])) + (base // 2 if int(str(row["amount"])) < 2 * base else -base // 2)


ENDED: tuple[tuple[str, int, Change], ...] = (
    ("ngày sinh không có trong lịch", 2, birth_typed("31/04/{y}")),
    ("ngày sinh không có trong lịch", 2, birth_typed("30/02/{y}")),
    ("ghi tháng trước ngày", 3, birth_typed("05/23/{y}")),
    ("năm sinh quá xa", 2, birth_typed("18{late}")),
    ("năm sinh chưa tới", 1, birth_typed("29{late}")),
    ("không có họ tên", 2, put("name", None)),
    ("nhóm đối tượng không rõ", 3, put("group_words", "Đối tượng khác", "BTXH", "Diện xã đề nghị")),
    ("số giấy tờ bị Excel làm hỏng", 3, put("identity", "3.3138E+10", "1.45021E+08")),
    ("hưởng từ chỉ ghi năm", 3, put("first", "2013", "2014")),
    ("số tiền ghi theo triệu", 2, put("amount", "0,27 triệu")),
)
"""Faults that hold a row, on people whose benefit ended before 2021: what, how many, the change."""

STANDING: tuple[tuple[str, int, Change], ...] = (
    ("số định danh mất số 0 đầu", 6, short_number),
    ("chữ O thay số 0", 4, letter_o),
    ("số định danh có dấu cách", 5, spaced),
    ("giới tính không khớp số định danh", 4, other_sex),
    ("năm sinh không khớp số định danh", 3, other_year),
    ("tên viết thường, thừa dấu cách", 5, sloppy_name),
    ("năm sinh ghi khoảng", 3, about),
    ("mức hưởng ghi khác mức luật", 14, half_more),
)
"""Faults with which a row lands, on people who draw one benefit from before 2021 to this day."""

EARLY = ("31/11/{y}", "13/13/{y}", "31/06/{y}", "32/01/{y}", "31/09/{y}", "30/02/{y}")
"""Births typed wrongly of people whose decision was only coming."""
COPIES, COPIES_ELSEWHERE = 6, 2
LAST_BY_GROUP = max(code for code, habit in HABITS.items() if habit is BY_GROUP)


class Faults:
    """The faults of a seed, planned over the whole register and then put into each commune's rows."""

    def __init__(self, seed: int, people: Iterable[Person], row_of: Callable[[Person, Award], Row]) -> None:
        self.rng = Random(f"{seed}/faults")
        self.row_of = row_of
        self.known: list[Fault] = []
        self.changes: dict[str, Change] = {}
        self.extra: dict[str, list[Row]] = {one.code: [] for one in COMMUNES}
        shuffled = sorted(people, key=lambda one: one.key)
        self.rng.shuffle(shuffled)
        ended = iter([one for one in shuffled if _ended(one)])
        standing = iter([one for one in shuffled if _standing(one)])
        self._changes(ENDED, ended, held=True)
        self._changes(STANDING, standing, held=False)
        self._copies(standing)
        self._early(shuffled)

    def put_into(self, commune: str, rows: list[Row]) -> list[Row]:
        """The commune's rows with its faults in place."""
        for row in rows:
            if change := self.changes.get(str(row["key"])):
                change(self.rng, row)
        return rows + self.extra[commune]

    def _changes(self, kinds: Iterable[tuple[str, int, Change]], pool: Iterable[Person], held: bool) -> None:
        pool = iter(pool)
        for what, many, change in kinds:
            for _ in range(many):
                one = next(p for p in pool if _suits(p, what))
                self.changes[one.key] = change
                self.known.append(Fault(one.key, one.commune.code, what, held))

    def _copies(self, pool: Iterable[Person]) -> None:
        """The same person twice: lower in the same list, or in the list of a commune further on."""
        pool = iter(pool)
        for i in range(COPIES + COPIES_ELSEWHERE):
            one = next(p for p in pool if p.identity and p.commune.code < LAST_BY_GROUP)
            further = [c for c in COMMUNES if c.code > one.commune.code and HABITS[c.code] is BY_GROUP]
            place = one.commune if i < COPIES else self.rng.choice(further)
            row = self.row_of(one, one.awards[0])
            row["village"] = one.village if place is one.commune else place.villages[0]
            self.extra[place.code].append(row)
            self.known.append(Fault(one.key, place.code, "ghi hai lần", True))

    def _early(self, people: Iterable[Person]) -> None:
        """People of next month's decisions, typed in already, each with a birth that cannot be."""
        coming = [p for p in people if _first_decided_in_july(p)]
        for one, pattern in zip(coming, EARLY, strict=False):
            row = self.row_of(one, one.awards[0])
            row |= {"number": None, "decided": None, "note": "Đang trình quyết định"}
            birth_typed(pattern)(self.rng, row)
            self.extra[one.commune.code].append(row)
            self.known.append(Fault(one.key, one.commune.code, "ngày sinh không có trong lịch", True))


def _ended(one: Person) -> bool:
    """One benefit, over before November 2020."""
    return len(one.awards) == 1 and (one.awards[0].last or TODAY) < HALF_YEAR.start - 2


def _standing(one: Person) -> bool:
    """One benefit, from before 2021 to this day, never changed."""
    return len(one.awards) == 1 and one.awards[0].last is None and one.awards[0].first < HALF_YEAR.start


def _suits(one: Person, what: str) -> bool:
    """Whether the fault makes sense on this person."""
    match what:
        case "nhóm đối tượng không rõ" | "số tiền ghi theo triệu":
            return HABITS[one.commune.code] is not BY_GROUP
        case "số định danh mất số 0 đầu" | "chữ O thay số 0" | "số định danh có dấu cách":
            return one.identity is not None and one.old_number is None
        case "giới tính không khớp số định danh" | "năm sinh không khớp số định danh":
            return one.identity is not None and one.old_number is None and 1930 < one.birth.year < 1995
        case "năm sinh ghi khoảng":
            return one.birth.month is None
        case "mức hưởng ghi khác mức luật":
            return one.awards[0].group in ("K6.N", "K6.ĐBN", "K4", "K5c")
        case "năm sinh quá xa" | "năm sinh chưa tới":
            return one.birth.month is None
    return True


def _first_decided_in_july(one: Person) -> bool:
    decided = one.awards[0].decided
    return (decided.year, decided.month) == (2021, 7) and one.awards[0].first == HALF_YEAR.stop
