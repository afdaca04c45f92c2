"""How two records agree, field by field, in plain Python: the same levels DuckDB asks of millions.

Each function gives the name of a level of its comparison in model.json; a test holds them equal to the SQL there.
"""

from __future__ import annotations

from collections.abc import Callable

from ansinh.reckoning.linkage.records import Prepared


def number(one: Prepared, other: Prepared) -> str:
    return _digits(one.number, other.number, near=2)


def old_number(one: Prepared, other: Prepared) -> str:
    return _digits(one.old_number, other.old_number, near=1)


def _digits(one: str | None, other: str | None, near: int) -> str:
    if one is None or other is None:
        return "missing"
    wrong = sum(a != b for a, b in zip(one, other, strict=True))
    return "same" if wrong == 0 else "near" if wrong <= near else "different"


def name(one: Prepared, other: Prepared) -> str:
    if not one.name_folded or not other.name_folded:
        return "missing"
    folded = one.name_folded == other.name_folded
    if one.name_marked == other.name_marked and not one.bare:
        return "same"
    if folded and (one.bare or other.bare):
        return "unmarked"
    if one.name_sorted == other.name_sorted and not folded:
        return "turned"
    if one.words != other.words and other.name_short == one.name_short:
        return "short"
    if one.words != other.words and other.name_turned == one.name_short:
        return "short"
    if folded:
        return "marks"
    if within_one(one.name_folded, other.name_folded):
        return "letter"
    if one.name_short == other.name_short:
        return "middle"
    return "given" if one.given == other.given else "different"


def birth(one: Prepared, other: Prepared) -> str:
    if one.birth_year is None or other.birth_year is None:
        return "missing"
    year = one.birth_year == other.birth_year
    month = one.birth_month is not None and one.birth_month == other.birth_month
    day = one.birth_day is not None and one.birth_day == other.birth_day
    if not year:
        if month and day and not one.coarse:
            return "other_year"
        return "near" if abs(one.birth_year - other.birth_year) == 1 else "different"
    if month and day and not one.coarse:
        return "same"
    if one.coarse or other.coarse:
        return "year"
    if one.birth_month == other.birth_day and one.birth_day == other.birth_month:
        return "turned"
    return "part" if month or day else "same_year"


def sex(one: Prepared, other: Prepared) -> str:
    if one.sex is None or other.sex is None:
        return "missing"
    return "same" if one.sex == other.sex else "different"


def place(one: Prepared, other: Prepared) -> str:
    if one.commune is None or other.commune is None:
        return "missing"
    if one.commune == other.commune:
        return "village" if one.village is not None and one.village == other.village else "commune"
    return "province" if one.province is not None and one.province == other.province else "different"


LEVELS: dict[str, Callable[[Prepared, Prepared], str]] = {
    "number": number, "old_number": old_number, "name": name, "birth": birth, "sex": sex, "place": place,
}  # fmt: skip


def within_one(one: str, other: str) -> bool:
    """Whether one letter changed, left out or put in makes one text the other."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    at = next((place for place, letter in enumerate(short) if letter != long[place]), len(short))
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]
