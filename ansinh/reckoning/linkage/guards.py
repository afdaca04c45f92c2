"""People who look alike and are not one: each rule has a name, holds a pair back from "same", and says why.

A rule says that no score may settle it; only twins with a number each are told apart outright.
"""

from __future__ import annotations

from collections.abc import Callable

from ansinh.reckoning.linkage.records import Prepared

GENERATION = 14
"""Fewest years between a parent and a child."""

SAME_NAME = frozenset({"same", "unmarked", "turned", "marks"})
ONE_NAME = SAME_NAME | {"short", "letter"}


def twins(one: Prepared, other: Prepared, name: str) -> bool:
    """One house, one birth, one family name, another given name; a letter apart may be another name (Hoa, Hoan)."""
    born = (one.birth_year, one.birth_month, one.birth_day) == (other.birth_year, other.birth_month, other.birth_day)
    apart = name not in ONE_NAME or name in ("letter", "marks") and not _one_number(one, other)
    return born and one.birth_year is not None and one.family == other.family and apart and _neighbours(one, other)


def father_and_son(one: Prepared, other: Prepared, name: str) -> bool:
    """One name in one house, births a generation apart."""
    if one.birth_year is None or other.birth_year is None or name not in ONE_NAME:
        return False
    return abs(one.birth_year - other.birth_year) >= GENERATION and _one_house(one, other)


def homonyms(one: Prepared, other: Prepared, name: str) -> bool:
    """One name, one year, one commune, births known to the year only, and nothing else in common.

    Where one of the two has its whole day of birth, one village is enough in common for the score to speak.
    """
    alike = name in ONE_NAME and one.birth_year == other.birth_year and one.commune == other.commune
    if not alike or not (one.coarse or other.coarse) or _one_number(one, other) or _one_household(one, other):
        return False
    return one.coarse and other.coarse or one.village is None or one.village != other.village


def two_numbers(one: Prepared, other: Prepared, name: str) -> bool:
    """Two valid identity numbers that no slip of the pen makes one."""
    if one.number is None or other.number is None or one.number == other.number:
        return False
    slips = sum(a != b for a, b in zip(one.number, other.number, strict=True))
    born = (one.birth_year, one.birth_month, one.birth_day) != (other.birth_year, other.birth_month, other.birth_day)
    return (slips > 2 or born) and _fits(one) and _fits(other)


def one_number_two_people(one: Prepared, other: Prepared, name: str) -> bool:
    """One identity number under two names: one of the numbers is wrong, or one of the names."""
    return one.number is not None and one.number == other.number and name in ("different", "given", "middle")


RULES: dict[str, tuple[str, Callable[[Prepared, Prepared, str], bool]]] = {
    "twins": ("Có thể là anh chị em sinh đôi: cùng nhà, cùng ngày sinh, khác tên.", twins),
    "father_and_son": ("Có thể là cha con hoặc ông cháu trùng tên: cùng nhà, tuổi cách một đời.", father_and_son),
    "homonyms": ("Có thể là hai người trùng tên, trùng năm sinh cùng xã: chỉ biết năm sinh, không còn gì chung.",
                 homonyms),
    "two_numbers": ("Hai số định danh đều hợp lệ và khác nhau: có thể là hai người.", two_numbers),
    "one_number_two_people": ("Một số định danh ghi cho hai tên: một trong hai nơi ghi sai.", one_number_two_people),
}  # fmt: skip
"""Each rule by its name: the sentence for the officer, and the question."""


def told_apart(one: Prepared, other: Prepared, name: str) -> bool:
    """Twins of whom each has a number of their own are two people, whatever the score."""
    numbers = one.number is not None and other.number is not None and one.number != other.number
    return numbers and name not in ONE_NAME and twins(one, other, name)


def held_by(one: Prepared, other: Prepared, name: str) -> str:
    """The first rule that holds the pair back, or nothing; ``name`` is the level on which the names agree."""
    return next((rule for rule, (_, asked) in RULES.items() if asked(one, other, name)), "")


def _one_house(one: Prepared, other: Prepared) -> bool:
    """One household, or, where a list does not say households, one village."""
    if one.household is not None and other.household is not None:
        return one.household == other.household
    return one.commune is not None and one.commune == other.commune and one.village == other.village


def _neighbours(one: Prepared, other: Prepared) -> bool:
    """One house, or a commune where one of the two does not say the village."""
    if one.commune is None or one.commune != other.commune:
        return one.household is not None and one.household == other.household
    return one.village is None or other.village is None or _one_house(one, other)


def _one_household(one: Prepared, other: Prepared) -> bool:
    return one.household is not None and one.household == other.household


def _one_number(one: Prepared, other: Prepared) -> bool:
    numbers = ((one.number, other.number), (one.old_number, other.old_number))
    return any(a is not None and a == b for a, b in numbers)


def _fits(one: Prepared) -> bool:
    """Whether the identity number carries its bearer's sex and year (decree 137/2015 Điều 13)."""
    if one.number is None or one.birth_year is None:
        return one.number is not None
    year = 1900 + 100 * (int(one.number[3]) // 2) + int(one.number[4:6])
    its_sex = "female" if int(one.number[3]) % 2 else "male"
    return year == one.birth_year and one.sex in (None, its_sex)
