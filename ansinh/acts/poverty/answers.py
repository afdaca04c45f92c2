"""A form that came back from the field as the law asks for it: who lives there, what the home is, what was chosen."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from ansinh.acts.poverty.questions import NO, YES, ticked
from ansinh.law.deprivation import Home, Member
from ansinh.law.poverty import Standard
from ansinh.law.score_table import ScoreTable
from ansinh.world.survey_answers import Answered, Cells


class Answer(NamedTuple):
    """One form read back; ``wrong`` says why it cannot be used, empty when it can."""

    row: int
    key: str
    case: int | None
    interviewer: str
    taken_on: datetime.date | None
    home: Home | None
    people: list[dict[str, Any]]
    b1: int | None
    chosen: Mapping[str, Mapping[str, int]]
    income: int | None
    causes: tuple[str, ...]
    marks: tuple[str, ...]
    wrong: str = ""


def understood(one: Answered, of: Standard, scores: ScoreTable | None) -> Answer:
    """What a form says by a standard and the office's score table."""
    wrong: list[str] = []
    row = one.cells
    if not one.key:
        wrong.append("Phiếu không có mã bản ghi.")
    people = [_person(each, wrong) for each in one.members]
    day = _day(row.get("taken_on", ""), wrong)
    case = int(row["household"]) if row.get("household", "").isdecimal() else None
    if case is None:
        wrong.append("Phiếu không nói của hộ nào.")
    home = _home(row, people, day, of, wrong)
    said = {name: tuple(row.get(name, "").split()) for name in ("causes", "marks")}
    return Answer(
        one.row, one.key, case, row.get("interviewer", ""), day, home, people, _whole(row, "b1", wrong),
        _chosen(row, scores, wrong), _whole(row, "income", wrong), said["causes"], said["marks"],
        " ".join(dict.fromkeys(wrong)),
    )  # fmt: skip


def _person(row: Cells, wrong: list[str]) -> dict[str, Any]:
    name = row.get("full_name", "")
    if not name:
        wrong.append("Có người không ghi họ tên.")
    yes = {field: _yes(row.get(field, "")) for field in ("allowance", "malnourished", "insured", "certified")}
    return {
        "name": name, "born": _whole(row, "born", wrong), "identity": row.get("identity", ""),
        "relation": row.get("relation", ""), "job": row.get("job") or None, "studying": row.get("studying") or None,
        "finished": row.get("finished") or None, **yes,
    }  # fmt: skip


def _home(
    row: Cells, people: Sequence[Mapping[str, Any]], day: datetime.date | None, of: Standard, wrong: list[str]
) -> Home | None:
    if day is None or any(one["born"] is None for one in people):
        return None
    lacks = {code: _yes(row.get(f"lacks_{code}", "")) for code in ticked(of)}
    return Home(
        members=tuple(
            Member(
                age=day.year - one["born"], job=one["job"] or "not_looking", allowance=bool(one["allowance"]),
                malnourished=bool(one["malnourished"]), insured=one["insured"], studying=one["studying"],
                finished=one["finished"], certified=bool(one["certified"]),
            )
            for one in people
        ),
        wall=_yes(row.get("wall", "")), column=_yes(row.get("column", "")), roof=_yes(row.get("roof", "")),
        floor=_decimal(row.get("floor", ""), wrong), water=row.get("water") or None, latrine=row.get("latrine") or None,
        internet=_yes(row.get("internet", "")), devices=frozenset(row.get("devices", "").split()),
        ticked={code: said for code, said in lacks.items() if said is not None},
    )  # fmt: skip


def _chosen(row: Cells, scores: ScoreTable | None, wrong: list[str]) -> dict[str, dict[str, int]]:
    """What was chosen of the score table, by group and option."""
    found: dict[str, dict[str, int]] = {}
    for group in scores.groups if scores else ():
        if group.choice == "single":
            if said := row.get(f"b1_{group.code}", ""):
                found[group.code] = {said: 1}
            continue
        counts = {one.code: _whole(row, f"b1_{group.code}_{one.code}".lower(), wrong) or 0 for one in group.options}
        found[group.code] = {code: count for code, count in counts.items() if count}
    return found


def _yes(text: str) -> bool | None:
    return {YES: True, NO: False}.get(text.lower())


def _whole(row: Cells, name: str, wrong: list[str]) -> int | None:
    text = row.get(name, "")
    bare = text.removesuffix(".0")
    if not bare:
        return None
    if not bare.isdecimal() or len(bare) > 10:
        wrong.append(f"“{text[:20]}” không phải số ({name}).")
        return None
    return int(bare)


def _decimal(text: str, wrong: list[str]) -> Decimal | None:
    if not text:
        return None
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation:
        wrong.append(f"“{text[:20]}” không phải số (floor).")
        return None


def _day(text: str, wrong: list[str]) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text[:10])
    except ValueError:
        wrong.append(f"Ngày rà soát không đọc được: “{text[:20]}”.")
        return None
