"""The group a person draws in, read from an office's words or from an article's number.

"Người cao tuổi từ đủ 80 tuổi trở lên", "NKT nặng", "điểm c khoản 5 Điều 5 NĐ 20/2021" and "đ.b k.5 Đ.5 NĐ 136"
all name a group. The same point means different groups under different decrees, so the decree matters.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from ansinh.world.registers.row import Kind
from ansinh.world.registers.text import fold


@dataclass(frozen=True, slots=True)
class GroupReading:
    """What a group's text says: the codes it may mean, the decree it names, or why it is none of ours.

    ``by_decree`` holds the codes an article means under each decree, when the text does not say which.
    """

    codes: tuple[str, ...] = ()
    decree: str | None = None
    because: str | None = None
    by_decree: tuple[tuple[str, tuple[str, ...]], ...] = ()


@lru_cache(maxsize=1)
def table() -> dict[str, Any]:
    """The groups' words and articles as they stand in groups.toml, patterns compiled."""
    text = resources.files("ansinh.world.registers").joinpath("groups.toml").read_text("utf-8")
    known: dict[str, Any] = tomllib.loads(text)
    for rule in known["rule"]:
        rule["pattern"] = re.compile(rule["fits"])
        rule["also"] = re.compile(rule["needs"]) if "needs" in rule else None
    return known


CODE_LIKE = re.compile(r"^(k[1-8]|c[1-7]|htxh)[ .]*(a|b|c|d|đbn|dbn|n)?\b", re.I)
LISTED_AFTER = 10
OWN_CODE = re.compile(r"(K[1-8]|C[1-7]|HTXH)([abcd]|\.(ĐBN|N))?(\.(TE|NCT|<4|4-16|60-80|80\+))?")
POINT = r"[a-gđ]"
ARTICLE_WORDS = (
    ("article", re.compile(r"\b(?:[đd]ieu|[đd])[ .]*(\d{1,2})\b")),
    ("clause", re.compile(r"\b(?:khoan|k)[ .]*(\d{1,2})(?=\b|[a-dđ]\b)")),
    ("point", re.compile(rf"\b(?:[đd]iem[ .]*|[đd][ .]+)({POINT})\b")),
    ("point", re.compile(rf"\b({POINT})[ .,]+(?:khoan|k)\b")),
    ("point", re.compile(rf"\b(?:khoan|k)[ .]*\d({POINT})\b")),
)
DECREE = re.compile(
    r"\b(?:(?:n[đd]|nghi [đd]inh)(?:[ .-]*cp)?[ .]*(?:so )?(\d{2,3})\b(?:[ /.-]*20\d\d\b)?"
    r"|(\d{2,3})[ /.-]+20\d\d(?=[ /.-]+n[đd]))(?:[ /.-]*n[đd](?:[ .-]*cp)?\b)?"
)


@lru_cache(maxsize=16384)
def read_group(text: str) -> GroupReading:
    """What a group's text may mean; no codes when nothing in it is known."""
    if OWN_CODE.fullmatch(text.strip()):
        return GroupReading((_coded(text) or "",), None)
    article, words = _article(text), _worded(text)
    if article is None:
        coded = _coded(text)
        return GroupReading((coded,), decree_named(text)) if coded else words
    if not words.codes:
        return article if not words.because else words
    possible = article.codes or tuple(code for _, codes in article.by_decree for code in codes)
    if not possible:
        return words
    both = tuple(code for code in words.codes if code in possible)
    if both:
        return GroupReading(both, article.decree)
    return GroupReading((), article.decree, "chữ và điều khoản ghi hai nhóm khác nhau")


def _worded(text: str) -> GroupReading:
    """What the words of a group's text may mean."""
    words = _spelt_out(DECREE.sub(" ", _keeping_d(text)))
    for rule in table()["rule"]:
        if rule["pattern"].search(words) and (rule["also"] is None or rule["also"].search(words)):
            return GroupReading(tuple(rule["codes"]), decree_named(text), rule.get("because"))
    return GroupReading(decree=decree_named(text))


def _coded(text: str) -> str | None:
    """One of our own codes, with or without its age band: "K5c", "K6.N.TE", "c5"."""
    found = CODE_LIKE.match(unicodedata.normalize("NFC", text.strip().lower()))
    if not found:
        return None
    head, tail = found.group(1).upper(), (found.group(2) or "").lower()
    ending = {"đbn": ".ĐBN", "dbn": ".ĐBN", "n": ".N"}.get(tail, tail)
    code = head + ending
    return code if code in table()["ages"] else head if head in table()["ages"] and not tail else None


def _spelt_out(text: str) -> str:
    """The folded words with the offices' abbreviations in full."""
    short = table()["abbreviations"]
    words = " ".join(short.get(word, word) for word in fold(text).split())
    for phrase in table()["phrase"]:
        words = words.replace(phrase["says"], phrase["means"])
    return words


def _keeping_d(text: str) -> str:
    """Small letters without tone marks, but đ kept: points d and đ are different points."""
    apart = unicodedata.normalize("NFD", text.lower())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _decree_number(text: str) -> str | None:
    found = DECREE.search(_keeping_d(text))
    return (found.group(1) or found.group(2)) if found else None


def decree_named(text: str) -> str | None:
    """The decree a text names ("NĐ 136", "Nghị định số 20/2021/NĐ-CP"), as "136/2013"; None when not in the table."""
    number = _decree_number(text)
    return next((one["number"] for one in table()["decree"] if number in one["short"]), None)


def _article(text: str) -> GroupReading | None:
    """The reading of a text that cites an article or a clause."""
    bare = DECREE.sub(" ", _keeping_d(text))
    said: dict[str, str] = {}
    for name, pattern in ARTICLE_WORDS:
        found = pattern.search(bare)
        if found and name not in said:
            said[name] = found.group(1)
    if "clause" not in said and "article" not in said:
        return None
    if "article" not in said and _coded(text) and "point" not in said:
        return None
    article = said.get("article", "5")
    key = ".".join(part for part in (article, said.get("clause"), said.get("point")) if part)
    decree = decree_named(text)
    if not decree and _decree_number(text):
        return GroupReading(because=f"chưa có bảng nhóm của NĐ {_decree_number(text)}")
    known = {one["number"]: _codes_of(one["articles"], key) for one in table()["decree"]}
    if decree:
        codes = known[decree]
        return GroupReading(codes, decree, None if codes else f"NĐ {decree} không có nhóm nào ở {_cited(said)}")
    some = tuple((number, codes) for number, codes in known.items() if codes)
    if not some:
        return GroupReading(because=f"không có nhóm nào ở {_cited(said)}") if "clause" in said else None
    every = tuple(dict.fromkeys(code for _, codes in some for code in codes))
    return GroupReading(every if len({codes for _, codes in some}) == 1 else (), None, None, some)


def _cited(said: dict[str, str]) -> str:
    names = (("point", "điểm"), ("clause", "khoản"), ("article", "Điều"))
    return " ".join(f"{word} {said[name]}" for name, word in names if name in said)


def _codes_of(articles: dict[str, list[str]], key: str) -> tuple[str, ...]:
    """The codes at an article, or at the clause above it when that one has no points of its own."""
    if key in articles:
        return tuple(articles[key])
    above = key.rpartition(".")[0]
    if above and above in articles and not any(one.startswith(above + ".") for one in articles):
        return tuple(articles[above])
    return _codes_of(articles, above) if above and not any(one.startswith(above) for one in articles) else ()


def decree_of_month(month: int) -> str:
    """The decree whose group list was in force in a month (year * 12 + month - 1)."""
    return "20/2021" if month >= 2021 * 12 + 6 else "136/2013"


def kind_of(code: str) -> Kind:
    """The kind of award a code is paid under."""
    kind: Kind = table()["kinds"].get(code, "allowance")
    return kind


def states_of(code: str) -> dict[str, Any]:
    """The facts that being in a group states of the person: fields of the register's row."""
    states: dict[str, Any] = table()["states"].get(code, {})
    return states


def may_be(code: str, age: int) -> bool:
    """Whether a list may still show somebody of this age under a code: some years after the last are allowed."""
    return any(low <= age <= high + LISTED_AFTER for low, high, _ in table()["ages"][code])


@lru_cache(maxsize=4096)
def fitting(codes: tuple[str, ...], age: int | None, coefficient: str | None) -> tuple[str, ...]:
    """Those of several codes that this age and this coefficient may have."""
    bands = table()["ages"]
    return tuple(
        code
        for code in codes
        if any(
            (age is None or low <= age <= high) and (coefficient is None or factor == coefficient)
            for low, high, factor in bands[code]
        )
    )
