"""Amounts in figures, as people write them: 1.234.000 đ. Whole đồng in and out, never a float."""

import re

# The mark between thousands is one and the same through the number: 1.234.000, 1,234,000 or 1 234 000.
_TYPED = re.compile(r"(-?)(\d{1,3}(?:([., ])\d{3})(?:\3\d{3})*|\d+)")
_UNIT = re.compile(r"(đồng|vnđ|vnd|đ|₫)$")


def format_dong(amount: int, unit: str = " đ") -> str:
    """``amount`` whole đồng with a dot between thousands: 1234000 -> "1.234.000 đ"; ``unit=""`` for columns.

    Raises TypeError for anything but a whole number.
    """
    if type(amount) is not int:
        raise TypeError(f"money is whole đồng, not {type(amount).__name__}")
    return f"{amount:,}".replace(",", ".") + unit


def parse_dong(text: str) -> int:
    """An amount somebody typed, as whole đồng: "1.234.000 đ", "1,234,000", "1 234 000", "1234000".

    Raises ValueError with a sentence for the person who typed it; nothing is guessed ("1.5" is no amount).
    """
    bare = _UNIT.sub("", text.replace("\u00a0", " ").strip().lower()).strip()
    typed = _TYPED.fullmatch(bare)
    if typed is None:
        raise ValueError(f"“{text.strip()}” không phải là số tiền; ví dụ đúng: 1.234.000")
    return int(typed[1] + re.sub(r"[., ]", "", typed[2]))
