"""An office's own list of people with merit: who, by which standing (diện), of which degree, paid how much.

The words of a standing are turned into the kind of award and the facts it attests by ``merit_list.toml``; a standing
that is not clear, or a degree outside its table, keeps the row waiting with the reason.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from importlib import resources
from itertools import islice
from typing import Any

from ansinh.world.registers.around import Around
from ansinh.world.registers.book import Line, Sheet
from ansinh.world.registers.draft import Draft
from ansinh.world.registers.headings import Layout, field_of, folded_heading, names_person
from ansinh.world.registers.listing import Listing
from ansinh.world.registers.person import read_person
from ansinh.world.registers.places import Places
from ansinh.world.registers.row import SourceRow
from ansinh.world.registers.text import fold
from ansinh.world.registers.trouble import Trouble, hold

CODE = "merit_list"
TITLE = "Danh sách người có công"

SAYS = re.compile(r"nguoi co cong|uu dai nguoi|thuong binh|benh binh|liet si|chat doc|tien khoi nghia|tu,? day")
TITLED = re.compile(r"nguoi co cong|liet si")
OWN_DEGREE = re.compile(r"thuong tat|ton thuong|suy giam")
COUNTED = re.compile(r"(\d{1,2}) (?:liet si|ls)\b")
PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*%?")


def recognises(sheets: Sequence[Sheet]) -> int:
    """How surely the workbook is in this format: it lists people with a degree of injury, or its title
    says people with merit or martyrs."""
    for sheet in sheets:
        lines = list(islice(sheet.lines(), 60))
        headings = [line for line in lines if names_person(line.texts)]
        fields = {field_of(folded_heading(text)) for line in headings for text in line.texts if text}
        if not headings or "verb" in fields:
            continue
        above = " ".join(fold(text) for line in lines if line.number < headings[0].number for text in line.texts)
        own = any(OWN_DEGREE.search(fold(text)) for line in headings for text in line.texts)
        spoken = any(SAYS.search(fold(text)) for line in lines for text in line.texts)
        if TITLED.search(above) or own or ("merit_degree" in fields and spoken):
            return 3
    return 0


def read(sheets: Sequence[Sheet], places: Places, on: date) -> Iterator[SourceRow]:
    """Every row of every sheet; each person's row is an award of merit to be entered, or facts alone."""
    for sheet in sheets:
        yield from Listing(sheet, Around(places, sheet.name, on), _person).rows()


def _person(line: Line, layout: Layout, around: Around) -> SourceRow:
    return read_person(line, layout, around, "add", standing=_standing)


def _standing(draft: Draft) -> None:
    """The award a row's standing names and the facts it attests, or why the row waits."""
    text = draft.text("group") or draft.text("group_more") or draft.around.group() or ""
    if not text:
        draft.say(hold("group_missing", "Thiếu diện người có công."), "group_code", under="group")
        return
    draft.values["group_text"] = text
    words = fold(" ".join(filter(None, (text, draft.text("group_more"), draft.text("note")))))
    rule = next((one for one in table()["rule"] if _fits(one, fold(text))), None)
    if rule is None:
        draft.say(hold("group_unknown", f"Không nhận ra diện “{text}”."), "group_code", under="group")
    elif "because" in rule:
        draft.say(hold("group_unclear", f"Diện “{text}”: {rule['because']}."), "group_code", under="group")
    else:
        _attest(draft, rule, words)


def _attest(draft: Draft, rule: dict[str, Any], words: str) -> None:
    facts = dict(rule.get("facts", {}))
    if "counts" in rule:  # no award: what the row says is known of the person
        number = COUNTED.search(words)
        draft.verb, draft.values["facts"] = "member", facts | {rule["counts"]: int(number.group(1)) if number else 1}
        return
    if rule.get("more") == "relation":
        relation = next((means for says, means in table()["relations"].items() if re.search(says, words)), None)
        if relation is None:
            said = "Chưa rõ là vợ, chồng, cha mẹ hay con của người đã chết: ghi ở diện hoặc ghi chú."
            draft.say(hold("relation_missing", said), "group_code", under="group")
            return
        facts["survivor_as"] = relation
        if relation not in ("spouse", "parent"):
            facts.pop("retirement_age", None)
    if "degree" in rule:
        degree = _degree(draft.text("merit_degree") or draft.values["group_text"], rule["least"])
        if isinstance(degree, Trouble):
            draft.say(degree, "facts", under="merit_degree")
            return
        facts[rule["degree"]] = degree
    draft.values |= {"group_code": rule["code"], "kind": rule["kind"], "facts": facts}


def _degree(text: str, least: int) -> int | Trouble:
    """A degree in per cent, within its table; a sheet's 0.61 is 61."""
    found = PERCENT.search(text)
    number = found.group(1).replace(",", ".") if found else ""
    percent = (
        int(number[2:].ljust(2, "0")[:2])
        if number.startswith("0.")
        else int(number.split(".")[0] or 0)
        if number
        else 0
    )
    if not percent:
        return hold("degree_missing", "Thiếu tỷ lệ (%), diện này hưởng theo tỷ lệ.")
    if not least <= percent <= 100:
        return hold("degree_outside", f"Tỷ lệ {percent}% ngoài bảng của diện này (từ {least} đến 100%).")
    return percent


def _fits(rule: dict[str, Any], words: str) -> bool:
    return bool(re.search(rule["fits"], words)) and ("needs" not in rule or bool(re.search(rule["needs"], words)))


@lru_cache(maxsize=1)
def table() -> dict[str, Any]:
    """The standings as they stand in ``merit_list.toml``."""
    return tomllib.loads(resources.files("ansinh.world.registers").joinpath("merit_list.toml").read_text("utf-8"))
