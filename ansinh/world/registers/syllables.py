"""Which groups of letters are a Vietnamese syllable: the measure by which an old encoding is known.

A syllable is an optional first consonant, a rime and at most one tone; rimes that end in c, ch, p or t
bear only the sharp or the heavy tone. Written from the spelling rules of the national script.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
SHARP_OR_HEAVY = {"\u0301", "\u0323"}

ONSET_WORDS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
ONSETS = sorted(ONSET_WORDS.split(), key=len, reverse=True)
RIME_WORDS = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
o oa oac oach oai oam oan oang oanh oao oap oat oay oc oe oen oeo oet oi om on ong op ot ooc oong
oăc oăm oăn oăng oăt ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
u ua uc ui um un ung up ut uân uâng uât uây uê uêch uên uênh uêt uôc uôi uôm uôn uông uôt uơ uy uya uych
uynh uyt uyp uyu uyên uyêt ư ưa ưc ưi ưm ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
y ych ynh yt yêm yên yêng yêt yêu
"""
RIMES = frozenset(RIME_WORDS.split())
STOPPED = ("c", "ch", "p", "t")


GLIDED = {"oa", "oe", "uy"}
VOWELS = set("aăâeêioôơuưy")


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Whether the word, in any case, is spelt as a Vietnamese syllable, its tone over the right vowel."""
    bare, tones, place = _apart(word)
    onset, rime = _split(bare)
    if rime is None or len(tones) > 1:
        return False
    if rime.endswith(STOPPED) and not (tones and tones[0] in SHARP_OR_HEAVY):
        return False
    return not tones or place - len(onset) in _tone_places(rime)


def _apart(word: str) -> tuple[str, list[str], int]:
    """The word without tones, its tones, and the place of the letter that bears the (last) tone."""
    bare, tones, place = "", [], -1
    for mark in unicodedata.normalize("NFD", word.lower()):
        if mark in TONES:
            tones.append(mark)
            place = len(bare) - 1
        elif unicodedata.combining(mark):
            bare = bare[:-1] + unicodedata.normalize("NFC", bare[-1:] + mark)
        else:
            bare += mark
    return bare, tones, place


def _split(bare: str) -> tuple[str, str | None]:
    """First consonant and rime; no rime when it is not a syllable."""
    if bare in RIMES:
        return "", bare
    for onset in ONSETS:
        if bare.startswith(onset) and bare[len(onset) :] in RIMES:
            return onset, bare[len(onset) :]
    return "", None


def _tone_places(rime: str) -> set[int]:
    """Where in the rime a tone may stand; two places where old and new habit differ (hòa, hoà)."""
    vowels = [place for place, letter in enumerate(rime) if letter in VOWELS]
    marked = [place for place in vowels if rime[place] in "ăâêôơư"]
    if marked:
        return {marked[-1]}
    if len(vowels) == 1:
        return {0}
    if rime in GLIDED:
        return {0, 1}
    return {1} if len(vowels) < len(rime) or len(vowels) == 3 else {0}
