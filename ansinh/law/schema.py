"""The facts described for those who must state them: fields for a form, and a JSON Schema for other programs."""

import dataclasses
import tomllib
from functools import lru_cache
from importlib import resources
from typing import Any, NamedTuple

from ansinh.law.facts import Facts
from ansinh.law.months import ENDINGS


class Choice(NamedTuple):
    """One permitted value with its words."""

    value: str
    vi: str
    en: str


class FactField(NamedTuple):
    """One fact as a form or a program must know it. `type`: integer, boolean, choice or choices (a set)."""

    name: str
    type: str
    default: Any
    required: bool
    nullable: bool
    label_vi: str
    label_en: str
    vi: str
    en: str
    least: int | None
    most: int | None
    choices: tuple[Choice, ...]


_ENDING_WORDS = (
    ("death", "chết", "death"),
    ("ineligible", "không còn đủ điều kiện", "a condition no longer met"),
    ("prison", "chấp hành án", "prison"),
    ("refused", "từ chối hưởng", "refused by the person"),
    ("facility", "vào cơ sở trợ giúp xã hội", "entry into a facility"),
    ("moved_away", "chuyển sang huyện, tỉnh khác", "moved to another district or province"),
    ("moved_near", "chuyển trong cùng địa bàn", "moved nearby"),
    ("after_suspension", "tạm dừng 3 tháng không thực hiện yêu cầu", "unanswered for three months of suspension"),
)


def ending_words(language: str = "vi") -> list[tuple[str, str]]:
    """Every way an award ends, with its words."""
    return [(value, english if language == "en" else vietnamese) for value, vietnamese, english in _ENDING_WORDS]


_AWARD_MONTHS = (
    ("decided", "Tháng ký quyết định hưởng.", "Month in which the decision was signed."),
    ("certificate", "Tháng cấp giấy xác nhận khuyết tật.", "Month of the disability certificate."),
    (
        "turned",
        "Tháng đủ số tuổi của nhóm (75, 80 tuổi).",
        "Month of reaching the age the group asks for (75, 80).",
    ),
    (
        "condition_met",
        "Tháng đạt điều kiện sau cùng ngoài tuổi và giấy xác nhận.",
        "Month in which the last condition other than age and certificate was met.",
    ),
    ("ended", "Tháng xảy ra việc làm thôi hưởng.", "Month in which what ends the award happened."),
)


@lru_cache(maxsize=1)
def fact_fields() -> tuple[FactField, ...]:
    """Every fact, in the order of `Facts`, with its words and bounds."""
    words = tomllib.loads(resources.files("ansinh.law").joinpath("facts.toml").read_text("utf-8"))
    return tuple(_field(field, words[field.name]) for field in dataclasses.fields(Facts))


def _field(field: "dataclasses.Field[Any]", words: dict[str, Any]) -> FactField:
    required = field.default is dataclasses.MISSING
    choices = tuple(Choice(value, said[0], said[1]) for value, said in words.get("choices", {}).items())
    if isinstance(field.default, frozenset):
        kind = "choices"
    else:
        kind = "choice" if choices else "boolean" if isinstance(field.default, bool) else "integer"
    return FactField(
        field.name,
        kind,
        None if required else field.default,
        required,
        not required and field.default is None,
        words["label"][0],
        words["label"][1],
        words["vi"],
        words["en"],
        words.get("least"),
        words.get("most"),
        choices,
    )


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of one line of `people.jsonl`: the facts of a person, an id, an award's months."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:ansinh:law:facts",
        "title": "Một người trong một tháng, theo điều luật hỏi / One person in one month, as the law asks",
        "type": "object",
        "additionalProperties": False,
        "required": [field.name for field in fact_fields() if field.required],
        "properties": {
            "id": _described(
                {"type": ["string", "integer"]},
                "Mã để nhận ra dòng trả lời; không dùng vào việc tính.",
                "Echoed in the answer; not used in the ruling.",
            ),
            **{field.name: _property(field) for field in fact_fields()},
            "award": _award(),
        },
    }


def _described(rule: dict[str, Any], vi: str, en: str) -> dict[str, Any]:
    return {**rule, "description": f"{vi} / {en}", "x-vi": vi, "x-en": en}


def _property(field: FactField) -> dict[str, Any]:
    rule: dict[str, Any] = {}
    values = [choice.value for choice in field.choices]
    if field.type == "choices":
        rule = {"type": "array", "uniqueItems": True, "items": {"type": "string", "enum": values}}
    elif field.type == "choice":
        rule = {"type": "string", "enum": values}
    elif field.type == "boolean":
        rule = {"type": "boolean"}
    else:
        rule = {"type": ["integer", "null"] if field.nullable else "integer"}
        rule |= {"minimum": field.least, "maximum": field.most}
    if not field.required:
        rule["default"] = sorted(field.default) if field.type == "choices" else field.default
    rule = _described(rule, field.vi, field.en)
    if field.choices:
        rule["x-choices"] = {choice.value: {"vi": choice.vi, "en": choice.en} for choice in field.choices}
    return rule


def _award() -> dict[str, Any]:
    month = {"type": "string", "pattern": r"^\d{4}-(0[1-9]|1[0-2])$"}
    ending: dict[str, Any] = {"type": "string", "enum": list(ENDINGS)}
    ending["x-choices"] = {value: {"vi": vi, "en": en} for value, vi, en in _ENDING_WORDS}
    suspended = {"type": "array", "items": month, "uniqueItems": True}
    return {
        **_described(
            {"type": "object", "additionalProperties": False},
            "Các mốc tháng của quyết định hưởng; có thì tháng ngoài thời gian hưởng không được tính.",
            "The months of the award; when given, months outside them are not due.",
        ),
        "properties": {
            **{name: _described(month, vi, en) for name, vi, en in _AWARD_MONTHS},
            "ending": _described(ending, "Vì sao thôi hưởng (đi cùng ended).", "What ended the award (with ended)."),
            "suspended": _described(suspended, "Những tháng tạm dừng chi trả.", "Months suspended."),
        },
        "dependentRequired": {"ended": ["ending"], "ending": ["ended"]},
    }
