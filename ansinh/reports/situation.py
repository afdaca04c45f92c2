"""A fact said as one reads it: "Hộ: hộ nghèo", "Tuổi: 83", in Vietnamese or English."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from ansinh.law.programme_facts import programme_facts
from ansinh.law.schema import FactField, fact_fields
from ansinh.reckoning.money import format_dong

MONEY = frozenset({"pension_amount", "other_funeral_grant", "burial_cost"})
UNSAID = frozenset({"claims", "born", "birthday_month"})
"""Facts that say how the question is put rather than anything of the person."""

OF_ONE_MONTH = frozenset({"merit_once"})
"""What is asked for in one month, and is not so in the months after it."""


@lru_cache(maxsize=1)
def of_merit() -> tuple[str, ...]:
    """The facts of merit, which stand together in the law's order."""
    names = list(asked())
    return tuple(names[names.index("revolution") : names.index("merit_barred") + 1])


@lru_cache(maxsize=1)
def asked() -> dict[str, FactField]:
    """Every fact the law asks, by name, in the law's order."""
    return {field.name: field for field in fact_fields()}


@lru_cache(maxsize=1)
def recorded() -> dict[str, FactField]:
    """Every fact that may be recorded of a person: the law's, then what only programmes ask."""
    return asked() | {field.name: field for field in programme_facts()}


def in_words(name: str, value: Any, language: str = "vi") -> tuple[str, str]:
    """Label and value of one fact; a fact nothing asks any longer keeps its own name."""
    field = recorded().get(name)
    if field is None:
        return name, str(value)
    return (field.label_en if language == "en" else field.label_vi), _value(field, value, language)


def _value(field: FactField, value: Any, language: str) -> str:
    if value is None:
        return "chưa rõ" if language == "vi" else "not known"
    if field.type == "boolean":
        return {"vi": ("không", "có"), "en": ("no", "yes")}[language][bool(value)]
    if field.type in ("choice", "choices"):
        words = {choice.value: choice.en if language == "en" else choice.vi for choice in field.choices}
        return ", ".join(words.get(v, v) for v in ([value] if field.type == "choice" else sorted(value)))
    return format_dong(value) if field.name in MONEY else str(value)


def used(facts: Mapping[str, Any]) -> list[str]:
    """Names of the facts of a situation that say something, age first."""
    said = [
        name for name, field in asked().items() if name in facts and name not in UNSAID and facts[name] != field.default
    ]
    return ["age", *(name for name in said if name != "age")]
