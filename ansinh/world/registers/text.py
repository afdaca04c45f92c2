"""Plain handling of what stands in a cell: letters put together, spaces in order, folded for comparing.

``fold`` here serves headings, group names and place names of workbooks only. People's names are folded
by ``ansinh.reckoning.names``. The rooms ``world`` and ``reckoning`` never see each other, and the two
folds answer different questions: this one throws punctuation away, because "Ngày/ tháng/ năm sinh" and
"Ngày, tháng, năm sinh" are one heading; a name's fold keeps what tells two people apart. So each room has
its own, five lines long, and neither is the other's copy.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u200e\u200f]")
NOT_A_LETTER = re.compile(r"[^0-9a-z]+")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Small letters without tone marks, everything else a single space: "Số CMND/CCCD" -> "so cmnd cccd"."""
    apart = unicodedata.normalize("NFD", text.lower().replace("đ", "d").replace("ð", "d"))
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return NOT_A_LETTER.sub(" ", bare).strip()


@lru_cache(maxsize=65536)
def tidy(text: str) -> str:
    """The text in composed letters (NFC), without invisible marks, one space between words."""
    if text.isascii():
        return " ".join(text.split())
    return " ".join(INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())


@lru_cache(maxsize=4096)
def column_letter(index: int) -> str:
    """The letter Excel shows over a column: 0 -> A, 26 -> AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """The place of a column from its letter: A -> 0, AA -> 26."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1
