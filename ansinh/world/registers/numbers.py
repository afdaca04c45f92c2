"""Numbers in a register: identity numbers old and new, money in whole đồng, coefficients, counts."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from ansinh.world.registers.text import fold
from ansinh.world.registers.trouble import Trouble, hold, note

SCIENTIFIC = re.compile(r"^\d+([.,]\d+)?\s*e\s*\+?\s*\d+$", re.I)
BETWEEN = re.compile(r"[\s.\-'`_]+")
LETTER_O = re.compile(r"(?<=[0-9])[oO](?=[0-9oO]|$)|(?<![^\W\d_])[oO](?=[0-9])")
NONE_YET = {"chua co", "khong", "khong co", "ko", "k", "0", "", "chua", "chua cap", "mat", "chua lam", "x"}


def identity_numbers(text: str) -> tuple[str | None, str | None, tuple[Trouble, ...]]:
    """The 12-digit number, the old 9-digit one, and what is wrong. Nothing is completed by guessing."""
    if text.isdecimal() and len(text) in (9, 12):
        return (text, None, ()) if len(text) == 12 else (None, text, ())
    if SCIENTIFIC.match(text):
        return (
            None,
            None,
            (hold("number_destroyed", f"Số giấy tờ đã bị Excel làm hỏng: “{text}”; nhập lại đủ 12 chữ số."),),
        )
    troubles: list[Trouble] = []
    fixed = LETTER_O.sub("0", text)
    if fixed != text:
        troubles.append(note("letter_o", f"Số giấy tờ “{text}” có chữ O; đã đọc là số 0."))
    found: dict[int, str] = {}
    for part in _numbers(fixed):
        if len(part) in (9, 12) and len(part) not in found:
            found[len(part)] = part
        else:
            troubles.append(_wrong_length(part))
    if not found and not troubles and is_none_yet(text):
        troubles.append(note("number_none", f"Chưa có số định danh (ghi “{text}”)."))
    elif not found and not troubles:
        troubles.append(note("number_unread", f"Không đọc được số giấy tờ “{text}”."))
    return found.get(12), found.get(9), tuple(troubles)


def is_none_yet(text: str) -> bool:
    """Words that say there is no number yet: chưa có, không, 0."""
    return fold(text) in NONE_YET


def _numbers(text: str) -> list[str]:
    """The runs of digits in a cell: one number with spaces or dots inside it, or several set apart."""
    whole = BETWEEN.sub("", re.sub(r"^(\d+)\.0$", r"\1", text.strip()))
    if whole.isdecimal() and (len(whole) <= 12 or len(text.split()) == 1):
        return [] if is_none_yet(whole) else [whole]
    parts = re.split(r"[^\d\s.\-'`_]+", text)
    joined = [BETWEEN.sub("", part) for part in parts]
    if any(len(part) == 21 for part in joined):
        joined = [BETWEEN.sub("", word) for part in parts for word in part.split()]
    return [part for part in joined if part.isdecimal()]


def _wrong_length(digits: str) -> Trouble:
    wanted = 9 if len(digits) < 10 else 12
    name = "Số chứng minh cũ" if wanted == 9 else "Số định danh"
    gap = wanted - len(digits)
    short = f"thiếu {gap} chữ số" if gap > 0 else f"thừa {-gap} chữ số" if gap else "có hai số"
    return note("number_length", f"{name} phải có {wanted} chữ số; đang có {len(digits)} ({short}): “{digits}”.")


PLACE_CODES = """
001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038 040 042 044
045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082 083 084 086 087 089 091
092 093 094 095 096
"""
BIRTHPLACES = frozenset(PLACE_CODES.split())
"""Codes of the 63 provinces of birth, kept after 2025; people born abroad have codes from 100."""


def number_against(number: str, sex: str | None, year: int | None) -> tuple[Trouble, ...]:
    """Whether digits 1-6 of a 12-digit number agree with the birthplace codes, the sex and the birth year.

    Digit 4 is century and sex (0 man, 1 woman born 19xx; 2, 3 born 20xx), digits 5-6 the year
    (decree 137/2015, article 13). Old records hold errors, so this is only remarked.
    """
    said: list[Trouble] = []
    if number[:3] not in BIRTHPLACES and number[0] == "0":
        said.append(note("number_place", f"Số định danh {number}: không có mã nơi khai sinh {number[:3]}."))
    its_year, its_sex = number_birth_year(number), "female" if int(number[3]) % 2 else "male"
    if year and its_year != year:
        said.append(
            note("number_year", f"Số định danh {number} ứng với năm sinh {its_year}, còn danh sách ghi {year}.")
        )
    if sex and its_sex != sex:
        words = {"male": "nam", "female": "nữ"}
        said.append(
            note("number_sex", f"Số định danh {number} là của {words[its_sex]}, còn danh sách ghi {words[sex]}.")
        )
    return tuple(said)


def number_birth_year(number: str) -> int:
    """The birth year a 12-digit number carries."""
    return 1900 + 100 * (int(number[3]) // 2) + int(number[4:6])


MONEY_END = re.compile(r"\s*(đồng|dong|vnđ|vnd|đ|d|₫)(/tháng|/thang|/th)?\.?$")
GROUPED = re.compile(r"^\d{1,3}([.,\s]\d{3})+([.,]0{1,2})?$")
OTHER_UNIT = re.compile(r"triệu|trieu|nghìn|nghin|ngàn|ngan|\btr\b|\dtr|\dk\b")


@lru_cache(maxsize=65536)
def read_money(text: str, unit: int, what: str) -> int | Trouble:
    """Whole đồng from 360000, "360.000", "360,000 đ"; ``unit`` is 1000 under a heading in thousands."""
    bare = MONEY_END.sub("", text.lower().strip())
    if OTHER_UNIT.search(bare):
        return hold("money_unit", f"{what} “{text}” ghi theo đơn vị khác; ghi đủ bằng đồng, ví dụ 360.000.")
    if GROUPED.match(bare) and unit == 1:
        bare = re.sub(r"[.,\s]", "", re.sub(r"[.,]0{1,2}$", "", bare) if bare[-4:-3].isdigit() else bare)
    bare = re.sub(r"^(\d+)[.,]0+$", r"\1", bare) if unit == 1 else bare.replace(",", ".")
    try:
        amount = Decimal(bare) * unit
    except ArithmeticError:
        return hold("money_unread", f"Không đọc được {what.lower()} “{text}”; ghi như 360.000.")
    if not amount.is_finite() or amount != amount.to_integral_value() or amount < 0:
        return hold("money_unread", f"{what} “{text}” không phải số đồng nguyên; ghi như 360.000.")
    if 0 < amount < 1000:
        return hold("money_small", f"{what} “{text}” nhỏ hơn 1.000 đ; có thể ghi theo nghìn đồng: ghi đủ bằng đồng.")
    return int(amount)


@lru_cache(maxsize=4096)
def read_coefficient(text: str) -> Decimal | Trouble:
    """A coefficient such as 1,5 or 2.0, from 0.5 to 10."""
    bare = text.lower().replace("hệ số", "").strip(" x×*").replace(",", ".")
    try:
        value = Decimal(bare)
    except ArithmeticError:
        return hold("coefficient_unread", f"Không đọc được hệ số “{text}”; ghi như 1,5.")
    if not value.is_finite() or not Decimal("0.5") <= value <= 10:
        return hold("coefficient_unread", f"Hệ số “{text}” ngoài khoảng 0,5 đến 10.")
    return value.quantize(Decimal("0.1")) if value == value.quantize(Decimal("0.1")) else value


@lru_cache(maxsize=4096)
def read_count(text: str, what: str) -> int | Trouble:
    """A small whole number: children, months."""
    found = re.match(r"^0*(\d{1,3})(?:\.0+)?\s*(con|cháu|chau|trẻ|tre|tháng|thang|người|nguoi)?$", text.lower().strip())
    if not found:
        return note("count_unread", f"Không đọc được {what} “{text}”.")
    return int(found.group(1))
