"""Texts typed before Unicode: TCVN3 (ABC fonts, ".VnTime") and VNI for Windows ("VNI-Times").

Such a cell holds ordinary Latin-1 characters that only its font shows as Vietnamese. The tables are those
of TCVN 5712:1993 (VN3) and of the VNI Windows code page. A text is taken for an old one only when its
words become Vietnamese syllables by that reading and not as they stand.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache

from ansinh.world.registers.syllables import is_syllable

TCVN3_CODES = (
    "ă\xa8 â\xa9 ê\xaa ô\xab ơ\xac ư\xad đ\xae Ă\xa1 Â\xa2 Ê\xa3 Ô\xa4 Ơ\xa5 Ư\xa6 Đ\xa7 "
    "à\xb5 ả\xb6 ã\xb7 á\xb8 ạ\xb9 ằ\xbb ẳ\xbc ẵ\xbd ắ\xbe ặ\xc6 ầ\xc7 ẩ\xc8 ẫ\xc9 ấ\xca ậ\xcb "
    "è\xcc ẻ\xce ẽ\xcf é\xd0 ẹ\xd1 ề\xd2 ể\xd3 ễ\xd4 ế\xd5 ệ\xd6 ì\xd7 ỉ\xd8 ĩ\xdc í\xdd ị\xde "
    "ò\xdf ỏ\xe1 õ\xe2 ó\xe3 ọ\xe4 ồ\xe5 ổ\xe6 ỗ\xe7 ố\xe8 ộ\xe9 ờ\xea ở\xeb ỡ\xec ớ\xed ợ\xee "
    "ù\xef ủ\xf1 ũ\xf2 ú\xf3 ụ\xf4 ừ\xf5 ử\xf6 ữ\xf7 ứ\xf8 ự\xf9 ỳ\xfa ỷ\xfb ỹ\xfc ý\xfd ỵ\xfe"
)
TCVN3 = {pair[1]: pair[0] for pair in TCVN3_CODES.split(" ")} | {"\u03bc": "à"}
TCVN3_BACK = {letter: code for code, letter in TCVN3.items() if code != "\u03bc"}

VNI_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
VNI_HATS = {"á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323", "â": ""}
VNI_BOWLS = {"é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323", "ê": ""}
VNI_ALONE = {"í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ", "ô": "ơ", "ö": "ư"}


def _vni_table() -> dict[str, str]:
    """Every VNI spelling of a letter, small and capital."""
    small: dict[str, str] = dict(VNI_ALONE)
    for base, letter in {**{one: one for one in "aeouy"}, "ô": "ơ", "ö": "ư"}.items():
        small |= {base + mark: letter + tone for mark, tone in VNI_TONES.items()}
    for base in "aeo":
        small |= {base + mark: base + "\u0302" + tone for mark, tone in VNI_HATS.items()}
    small |= {"a" + mark: "a\u0306" + tone for mark, tone in VNI_BOWLS.items()}
    small = {code: unicodedata.normalize("NFC", letter) for code, letter in small.items()}
    capital = {code.upper(): letter.upper() for code, letter in small.items()}
    mixed = {code[0].upper() + code[1:]: letter.upper() for code, letter in small.items() if len(code) == 2}
    return small | mixed | capital


VNI = _vni_table()
VNI_BACK = {letter: code for code, letter in VNI.items() if code.islower() or code.isupper()}
VNI_PARTS = re.compile("|".join(sorted(map(re.escape, VNI), key=len, reverse=True)))
BEYOND = re.compile("[^\x00-\xff\u03bc]")
WORDS = re.compile(r"[^\s!-/:-@\[-`{-~0-9]+")


def from_tcvn3(text: str) -> str:
    """A TCVN3 text in Unicode. Capital letters with tones lie in the font, so they come out small."""
    return "".join(TCVN3.get(code, code) for code in text)


def to_tcvn3(text: str) -> str:
    """A Unicode text in TCVN3, for letters the code page has (toned capitals become small)."""
    letters = unicodedata.normalize("NFC", text)
    return "".join(TCVN3_BACK.get(one, TCVN3_BACK.get(one.lower(), one)) for one in letters)


def from_vni(text: str) -> str:
    """A VNI Windows text in Unicode."""
    return VNI_PARTS.sub(lambda found: VNI[found.group()], text)


def to_vni(text: str) -> str:
    """A Unicode text in VNI Windows."""
    return "".join(VNI_BACK.get(one, one) for one in unicodedata.normalize("NFC", text))


READINGS: dict[str, Callable[[str], str]] = {"unicode": str, "tcvn3": from_tcvn3, "vni": from_vni}


def suspect(text: str) -> bool:
    """Whether a text could be an old one: something beyond ASCII, and nothing beyond Latin-1."""
    return not text.isascii() and BEYOND.search(text) is None


@lru_cache(maxsize=65536)
def readings(text: str) -> tuple[str, ...]:
    """The encodings by which most words of the text are Vietnamese, best first; ties stand together."""
    scores = {name: _score(text, decode(text)) for name, decode in READINGS.items()}
    best = max(scores.values())
    return tuple(name for name, score in scores.items() if score == best)


def _score(raw: str, read: str) -> int:
    """Words with special letters that are syllables, less those that are not, by one reading."""
    special = [word for word in WORDS.findall(read) if not word.isascii()]
    score = sum(1 if is_syllable(word) else -1 for word in special)
    return score - sum(1 for word in WORDS.findall(raw) if not word.isascii()) * (not special)


def tally(texts: Iterable[str]) -> Counter[str]:
    """How many of the texts can be read in one encoding only, by encoding: what a file is written in."""
    seen: Counter[str] = Counter()
    for text in texts:
        if text.isascii():
            continue
        if not suspect(text):
            seen["unicode"] += 1
            continue
        found = readings(text)
        if len(found) == 1:
            seen[found[0]] += 1
    return seen


def decode(text: str, seen: tuple[str, ...] = ()) -> tuple[str, bool]:
    """The text in Unicode, and whether only one reading was possible.

    ``seen`` are the encodings surely met nearby, commonest first: they settle what fits several readings.
    """
    if text.isascii() or not suspect(text):
        return text, True
    found = readings(text)
    near = [name for name in seen if name in found]
    chosen = near[0] if near else found[0]
    sure = len(found) == 1 or len(near) == 1 or (not seen and chosen == "unicode")
    read = READINGS[chosen](text)
    return (_recase(read) if chosen == "tcvn3" else read), sure


def _recase(text: str) -> str:
    """Toned letters that came out small made capital again where all the others are: "NGUYễN" -> "NGUYỄN"."""
    if _shouted(text):
        return text.upper()
    return " ".join(word.upper() if _shouted(word) else word for word in text.split(" "))


def _shouted(text: str) -> bool:
    """Whether every letter whose case the code page can tell is a capital, and there are two or more."""
    told = [one for one in text if one.isalpha() and (one.isascii() or one.upper() in TCVN3_BACK)]
    return len(told) > 1 and all(one.isupper() for one in told)
