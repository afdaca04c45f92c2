"""Facts a list keeps beside the award: household, disability, children, pension and the like."""

from __future__ import annotations

import re
from functools import lru_cache

from ansinh.world.registers.award import household_in
from ansinh.world.registers.dates import read_day
from ansinh.world.registers.draft import Draft
from ansinh.world.registers.groups import states_of
from ansinh.world.registers.numbers import read_count
from ansinh.world.registers.text import fold, tidy
from ansinh.world.registers.trouble import Trouble, note

YES = {"x", "co", "v", "1", "dung", "yes", "y", "c", "duoc", "co huong"}
NO = {"khong", "ko", "k", "0", "chua", "khong co", "no", "n", "khong huong", ""}
DEGREE = re.compile(r"\b(mức độ|muc do|mức|md|đặc biệt nặng|dac biet nang|đbn|dbn|nặng|nang|nhẹ|nhe)\b", re.I)


def read_facts(draft: Draft) -> None:
    """Household, disability, children and the yes-or-no columns."""
    _household(draft)
    if not draft.says_any(FACTS):
        return
    if text := draft.text("disability"):
        degree, kind = disability_in(text)
        if degree:
            draft.values["disability"] = degree
        elif fold(text) not in NO:
            draft.say(note("disability_unread", f"Không thấy mức độ khuyết tật trong “{text}”."), "disability")
        if kind:
            draft.values["disability_kind"] = kind
    if text := draft.text("disability_kind"):
        draft.values["disability_kind"] = text
    for name, what in (("children_raised", "số con"), ("children_under_36_months", "số con dưới 36 tháng")):
        if text := draft.text(name):
            draft.take(name, read_count(text, what))
    for name in ("pregnant", "pension", "merit", "studying", "hiv", "hard_area", "farming", "no_supporter"):
        if text := draft.text(name):
            draft.take(name, yes_or_no(text))
    if text := draft.text("certificate_on"):
        draft.take("certificate_on", read_day(text, "ngày cấp giấy xác nhận"))


FACTS = frozenset(
    ("disability", "disability_kind", "children_raised", "children_under_36_months", "pregnant", "pension", "merit")
    + ("studying", "hiv", "hard_area", "farming", "no_supporter", "certificate_on")
)


@lru_cache(maxsize=4096)
def disability_in(text: str) -> tuple[str | None, str | None]:
    """The degree (extreme, severe, mild) and the kind of disability a text names."""
    folded = f" {fold(text)} "
    kind = tidy(DEGREE.sub(" ", text)).strip(" ,;:-–./()") or None
    if " dac biet nang " in folded or " dbn " in folded:
        return "extreme", kind
    if " nang " in folded:
        return "severe", kind
    return ("mild", kind) if " nhe " in folded else (None, kind)


def yes_or_no(text: str) -> bool | Trouble:
    """A cross, "có", "không", or an amount (a pension's): whether it is so."""
    folded = fold(text)
    if folded in YES or text in ("✓", "✔", "+", "√"):
        return True
    if folded in NO:
        return False
    if folded.startswith("khong"):
        return False
    if folded.startswith(("co ", "dang ")) or any(letter.isdigit() for letter in text):
        return True
    return note("yes_no_unread", f"Không rõ có hay không: “{text}”; ghi “có”, “không” hoặc đánh dấu x.")


def _household(draft: Draft) -> None:
    for name, value in (("household_poor", "poor"), ("household_near_poor", "near_poor")):
        text = draft.text(name)
        if text and (household_in(text) == value or yes_or_no(text) is True):
            draft.values["household"] = value
    text = draft.text("household")
    if text:
        folded = fold(text)
        if found := household_in(text):
            draft.values["household"] = "other" if folded.startswith("khong") else found
        elif "trung binh" in folded:
            draft.values["household"] = "average"
        elif folded in NO or folded in ("binh thuong", "kha", "giau", "khac", "khong ngheo"):
            draft.values["household"] = "other"
        else:
            draft.say(note("household_unread", f"Không đọc được loại hộ “{text}”."), "household")
    elif "household" not in draft.values and (found := household_in(draft.values.get("group_text", ""))):
        draft.values["household"] = found


def stated_by_group(draft: Draft) -> None:
    """Facts that the group itself states, where the list has no column for them."""
    for name, value in states_of(draft.values.get("group_code", "")).items():
        draft.values.setdefault(name, value)
