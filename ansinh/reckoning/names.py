"""Vietnamese names: folded for finding (no tone marks, lower case, single spaces)."""

import unicodedata


def fold(text: str) -> str:
    """``Nguyễn  Thị Ánh`` → ``nguyen thi anh``, whether its letters came composed or decomposed."""
    plain = text.replace("đ", "d").replace("Đ", "D")
    marks = "".join(letter for letter in unicodedata.normalize("NFD", plain) if not unicodedata.combining(letter))
    return " ".join(marks.lower().split())
