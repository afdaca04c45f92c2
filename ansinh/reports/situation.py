"""What the law asks of a person, in words for people: labels, hints and choices, and a fact said as one reads it."""

from __future__ import annotations

import dataclasses
import tomllib
import typing
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from types import UnionType
from typing import Any

from ansinh.law import facts as law
from ansinh.reckoning.money import format_dong

YES = {"vi": ("không", "có"), "en": ("no", "yes")}
MONEY = frozenset({"pension_amount", "other_funeral_grant", "burial_cost"})


@dataclass(frozen=True)
class Asked:
    """One fact: ``kind`` is yes, number, money, one (of the choices) or many; words come as (vi, en)."""

    name: str
    kind: str
    label: tuple[str, str]
    hint: tuple[str, str]
    choices: dict[str, tuple[str, str]]
    default: Any
    least: int | None
    most: int | None

    def said(self, value: Any, language: str = "vi") -> str:
        """The value as one reads it: "hộ nghèo", "có", "1.200.000 đ"."""
        at = 1 if language == "en" else 0
        if self.kind == "yes":
            return YES["en" if at else "vi"][bool(value)]
        if self.kind == "one":
            return self.choices[value][at] if value in self.choices else str(value)
        if self.kind == "many":
            return ", ".join(self.choices[v][at] if v in self.choices else v for v in sorted(value))
        if self.kind == "money" and value is not None:
            return format_dong(value)
        return "" if value is None else str(value)


@lru_cache(maxsize=1)
def asked() -> dict[str, Asked]:
    """Every field of ``law.facts.Facts`` in its order."""
    words = tomllib.loads(resources.files("ansinh.law").joinpath("facts.toml").read_text("utf-8"))
    types = typing.get_type_hints(law.Facts)
    found = {}
    for field in dataclasses.fields(law.Facts):
        said = words[field.name]
        found[field.name] = Asked(
            field.name,
            "money" if field.name in MONEY else _kind(types[field.name]),
            tuple(said["label"]),
            (said["vi"], said["en"]),
            {value: tuple(pair) for value, pair in said.get("choices", {}).items()},
            None if field.default is dataclasses.MISSING else field.default,
            said.get("least"),
            said.get("most"),
        )
    return found


def _kind(hint: Any) -> str:
    if hint is bool:
        return "yes"
    if typing.get_origin(hint) is typing.Literal:
        return "one"
    if typing.get_origin(hint) is frozenset:
        return "many"
    assert hint is int or isinstance(hint, UnionType), hint
    return "number"


def in_words(name: str, value: Any, language: str = "vi") -> tuple[str, str]:
    """Label and value of one fact; a fact the law no longer asks keeps its own name."""
    about = asked().get(name)
    if about is None:
        return name, str(value)
    return about.label[1 if language == "en" else 0], about.said(value, language)


def used(facts: dict[str, Any], language: str = "vi") -> list[tuple[str, str]]:
    """The facts of a situation that differ from saying nothing, age always among them."""
    said = []
    for name, about in asked().items():
        if name == "claims" or name not in facts:
            continue
        value = facts[name]
        plain = frozenset(value) if about.kind == "many" else value
        if name == "age" or plain != about.default:
            said.append(in_words(name, plain, language))
    return said
