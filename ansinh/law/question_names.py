"""The names and values a question may use: the facts of the law, what programmes ask beside them, and of the person."""

import tomllib
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources
from typing import Any, Literal, NamedTuple

from ansinh.law.programme_facts import programme_facts
from ansinh.law.schema import FactField, fact_fields

Type = Literal["integer", "boolean", "choice", "choices", "text", "codes", "kinds"]

HIDDEN = frozenset(["birthday_month", "born", "began", "ended", "claims", "died", "applied"])
"""Facts that only the reckoning of a month asks."""

KINDS = "kinds"
DRAWS = "đang hưởng"


class Name(NamedTuple):
    """One thing that can be asked: its code, type, default, the words for it (first: the one written back)."""

    code: str
    type: Type
    default: Any
    words: tuple[str, ...]
    says: str
    values: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def word_for(self, value: Any) -> str:
        """The word a value is written with."""
        return next((words[0] for known, words in self.values if known == value), str(value))


@lru_cache(maxsize=1)
def names() -> dict[str, Name]:
    """Every name by its code."""
    told = tomllib.loads(resources.files("ansinh.law").joinpath("question_words.toml").read_text("utf-8"))
    found = {}
    for field in (*fact_fields(), *programme_facts()):
        if field.name not in HIDDEN:
            found[field.name] = _fact(field, told)
    for code, entry in told["person"].items():
        values = tuple((value, tuple(words)) for value, words in entry.get("choices", {}).items())
        found[code] = Name(code, entry["type"], _EMPTY[entry["type"]], tuple(entry["words"]), entry["says"], values)
    kinds = tuple((",".join(members), (word,)) for word, members in told["kinds"].items())
    found[KINDS] = Name(KINDS, "kinds", frozenset(), (DRAWS,), "loại chế độ đang hưởng trong tháng được hỏi", kinds)
    return found


_EMPTY: dict[str, Any] = {"integer": 0, "boolean": False, "choice": "", "text": "", "codes": frozenset()}


def _fact(field: FactField, told: dict[str, Any]) -> Name:
    label = _lowered(field.label_vi)
    words = tuple(dict.fromkeys([*told["names"].get(field.name, ()), label, field.name]))
    short = told["values"].get(field.name, {})
    values = tuple(
        (choice.value, tuple(dict.fromkeys([*short.get(choice.value, ()), _bare(choice.vi), choice.vi, choice.value])))
        for choice in field.choices
    )
    default = 0 if field.default is None and field.type == "integer" else field.default
    return Name(field.name, field.type, default, words, field.vi, values)  # type: ignore[arg-type]


def _lowered(label: str) -> str:
    """A heading as it stands inside a sentence; an abbreviation stays as it is."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def _bare(words: str) -> str:
    """“điểm a: bị bỏ rơi …” is written “điểm a”."""
    return words.partition(":")[0].strip()


@lru_cache(maxsize=1)
def by_words() -> tuple[tuple[str, Name], ...]:
    """Every word with its name, longest first, so that “mất trong tháng” is not read as “mất”."""
    pairs = [(word.lower(), name) for name in names().values() for word in name.words]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def near(word: str, known: Iterable[str]) -> list[str]:
    """Up to three words that look like one nobody knows."""
    from difflib import get_close_matches

    return get_close_matches(word.lower(), list(dict.fromkeys(known)), n=3)
