"""Vietnamese personal names: compared without tone marks, sorted given name first."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
RANK = {letter: f"{place:02d}" for place, letter in enumerate(LETTERS, 1)}
TONES = ("\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
"""Tones in the order of Vietnamese dictionaries, after the level one."""


def compose(name: str) -> str:
    """A name in composed letters (NFC) with single spaces: the form in which names are kept."""
    return " ".join(unicodedata.normalize("NFC", name).split())


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """A name for searching: small letters, no tone marks, đ as d, single spaces; hyphens and apostrophes stay.

    Composed and decomposed letters, and old and new places of the tone (hòa, hoà), fold alike.
    """
    apart = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    return " ".join("".join(mark for mark in apart if not unicodedata.combining(mark)).split())


def sort_key(name: str) -> str:
    """A key by which plain comparison of texts sorts names as Vietnamese lists do.

    Given name first, then family name and the names between; letters in the alphabet's order (a ă â … d đ),
    tones only where the letters are equal. The key holds digits and small signs only, so any collation agrees.
    """
    words = compose(name).lower().split()
    ordered = words[-1:] + words[:-1]
    return " ".join(_letters(word) for word in ordered) + "|" + "".join(_tone(word) for word in ordered)


@lru_cache(maxsize=16384)
def _letters(word: str) -> str:
    """The ranks of a syllable's letters, tones left out; signs that are no letters rank last."""
    return "".join(RANK.get(letter, "99") for letter in toneless(word))


@lru_cache(maxsize=16384)
def _tone(word: str) -> str:
    """The rank of a syllable's tone, 0 for the level tone."""
    marks = [mark for mark in unicodedata.normalize("NFD", word) if mark in TONES]
    return str(TONES.index(marks[0]) + 1) if marks else "0"


@lru_cache(maxsize=16384)
def toneless(word: str) -> str:
    """A word without its tone but with the marks that make letters: "Nguyễn" -> "Nguyên"."""
    apart = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in TONES))
