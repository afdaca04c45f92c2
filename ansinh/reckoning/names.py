"""Vietnamese personal names: compared without tone marks, sorted given name first, put in one spelling."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
RANK = {letter: f"{place:02d}" for place, letter in enumerate(LETTERS, 1)}
TONES = ("\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
"""Tones in the order of Vietnamese dictionaries, after the level one."""
NEW_PLACES = {"oa", "oe", "uy"}


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


def initials(name: str) -> str:
    """The first letters of a name's words in capitals, marks kept: "Nguyễn Thị Ánh" -> "NTÁ"."""
    return "".join(word[0].upper() for word in compose(name).split())


def given_name(name: str) -> str:
    """The last word of a name, by which people are called and lists are sorted."""
    words = compose(name).split()
    return words[-1] if words else ""


def new_style(name: str) -> str:
    """A name with tones placed the new way, over the main vowel: hòa -> hoà, thúy -> thuý."""
    return " ".join(_placed(word, 1) for word in compose(name).split())


def old_style(name: str) -> str:
    """A name with tones placed the old way, over the glide of an open syllable: hoà -> hòa, thuý -> thúy."""
    return " ".join(_placed(word, 0) for word in compose(name).split())


def same_spelling(one: str, other: str) -> bool:
    """Whether two names differ only in letters' case, composition, or where the tone stands."""
    return old_style(one).lower() == old_style(other).lower()


@lru_cache(maxsize=16384)
def _placed(word: str, place: int) -> str:
    """A syllable ending in oa, oe or uy with its tone over the vowel ``place`` (0 or 1) of the two."""
    bare = toneless(word)
    mark = next((mark for mark in unicodedata.normalize("NFD", word) if mark in TONES), None)
    if mark is None or bare[-2:].lower() not in NEW_PLACES or bare[:-1].lower() == "qu":
        return word
    at = len(bare) - 2 + place
    return unicodedata.normalize("NFC", bare[: at + 1] + mark + bare[at + 1 :])
