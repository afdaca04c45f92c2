"""Facts stated by others, read with care: every wrong field gets a Vietnamese sentence, nothing is guessed."""

import json
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, NamedTuple, cast

from ansinh.law.award import Award
from ansinh.law.facts import Facts
from ansinh.law.merit import outside, with_drawn
from ansinh.law.month import Month
from ansinh.law.months import ENDINGS, Ending
from ansinh.law.schema import FactField, fact_fields

_AWARD_MONTHS = ("decided", "certificate", "turned", "condition_met", "ended")
_AWARD_FIELDS = (*_AWARD_MONTHS, "ending", "suspended")


class Problem(NamedTuple):
    """What is wrong with one field, in a sentence."""

    field: str
    sentence: str


class Stated(NamedTuple):
    """One person as stated: facts and award, or the problems that keep them from being read."""

    id: str | int | None
    facts: Facts | None
    award: Award | None
    problems: tuple[Problem, ...]


def read_person(data: object) -> Stated:
    """Read one person from plain data (a line of people.jsonl). Never raises: problems are values."""
    if not isinstance(data, Mapping):
        return Stated(None, None, None, (Problem("", "Mỗi dòng phải là một đối tượng JSON {…}."),))
    problems: list[Problem] = []
    name = data.get("id")
    if name is not None and (isinstance(name, bool) or not isinstance(name, str | int)):
        problems.append(Problem("id", "“id” phải là chữ hoặc số nguyên."))
        name = None
    facts = _facts({key: value for key, value in data.items() if key not in ("id", "award")}, problems)
    award = _award(data["award"], problems) if data.get("award") is not None else None
    if problems:
        return Stated(name, None, None, tuple(problems))
    return Stated(name, facts, award, ())


def _facts(data: Mapping[str, object], problems: list[Problem]) -> Facts | None:
    fields = {field.name: field for field in fact_fields()}
    values: dict[str, Any] = {}
    for name, value in data.items():
        if name not in fields:
            problems.append(_unknown(name, [*fields, "id", "award"]))
            continue
        problem = _wrong(fields[name], value)
        if problem:
            problems.append(Problem(name, problem))
        else:
            values[name] = frozenset(cast("list[str]", value)) if isinstance(value, list) else value
    for field in fact_fields():
        if field.required and field.name not in data:
            problems.append(Problem(field.name, f"Thiếu “{field.name}” ({field.label_vi.lower()})."))
    if problems:
        return None
    facts = Facts(**values)
    problems += [Problem(name, sentence) for name, sentence in outside(facts)]
    return None if problems else with_drawn(facts)


def _unknown(name: str, known: list[str]) -> Problem:
    close = get_close_matches(name, known, 1)
    hint = f" Có phải là “{close[0]}”?" if close else " Xem các trường bằng lệnh: ansinh law facts."
    return Problem(name, f"Không có trường “{name}”.{hint}")


def _wrong(field: FactField, value: object) -> str:
    """The sentence for a wrong value; empty when it is right."""
    if field.type == "boolean":
        return "" if isinstance(value, bool) else f"“{field.name}” phải là true hoặc false; đang là {_shown(value)}."
    if field.type == "choice":
        return _wrong_choice(field, value)
    if field.type == "choices":
        if not isinstance(value, list):
            return f"“{field.name}” phải là một danh sách […]; đang là {_shown(value)}."
        return next((wrong for item in value if (wrong := _wrong_choice(field, item))), "")
    if value is None and field.nullable:
        return ""
    if isinstance(value, bool) or not isinstance(value, int):
        return f"“{field.name}” phải là số nguyên; đang là {_shown(value)}."
    least, most = field.least or 0, field.most or 0
    if not least <= value <= most:
        return f"“{field.name}” ({field.label_vi.lower()}) phải từ {least} đến {most}; đang là {value}."
    return ""


def _wrong_choice(field: FactField, value: object) -> str:
    known = [choice.value for choice in field.choices]
    if isinstance(value, str) and value in known:
        return ""
    close = get_close_matches(value, known, 1) if isinstance(value, str) else []
    hint = f" Có phải là “{close[0]}”?" if close else ""
    return f"“{field.name}” chỉ nhận: {', '.join(known)}; đang là {_shown(value)}.{hint}"


def _award(data: object, problems: list[Problem]) -> Award | None:
    if not isinstance(data, Mapping):
        problems.append(Problem("award", "“award” phải là một đối tượng {…} các mốc tháng."))
        return None
    before = len(problems)
    problems += [_unknown(name, list(_AWARD_FIELDS)) for name in data if name not in _AWARD_FIELDS]
    months = {name: _month(name, data[name], problems) for name in _AWARD_MONTHS if data.get(name) is not None}
    listed = data.get("suspended", [])
    if not isinstance(listed, list):
        problems.append(Problem("award.suspended", "“suspended” phải là danh sách các tháng."))
        listed = []
    suspended = [month for item in listed if (month := _month("suspended", item, problems))]
    ending = data.get("ending")
    if ending is not None and ending not in ENDINGS:
        problems.append(Problem("award.ending", f"“ending” chỉ nhận: {', '.join(ENDINGS)}; đang là {_shown(ending)}."))
    if (ending is None) != (data.get("ended") is None):
        problems.append(Problem("award.ended", "“ended” (tháng) và “ending” (lý do) phải đi cùng nhau."))
    if len(problems) > before:
        return None
    return Award(**months, ending=cast("Ending | None", ending), suspended=tuple(sorted(suspended)))


def _month(name: str, value: object, problems: list[Problem]) -> Month | None:
    try:
        return Month.parse(value if isinstance(value, str) else _shown(value))
    except ValueError as wrong:
        problems.append(Problem(f"award.{name}", str(wrong)))
        return None


def _shown(value: object) -> str:
    """A value as it was written: true, not True."""
    return json.dumps(value, ensure_ascii=False, default=str)
