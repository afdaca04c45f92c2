"""Who a row speaks of: name, sex, birth, identity numbers, ethnicity, the day of death."""

from __future__ import annotations

import re
from functools import lru_cache

from ansinh.world.registers.dates import Birth, read_birth, read_day
from ansinh.world.registers.draft import Draft
from ansinh.world.registers.groups import may_be
from ansinh.world.registers.numbers import identity_numbers, number_against, number_birth_year
from ansinh.world.registers.row import BEGINS
from ansinh.world.registers.text import fold
from ansinh.world.registers.trouble import hold, note

MARKS = {"x", "v", "1", "co", "c", "nam", "nu", "dung"}
DIGIT = re.compile(r"\d")
BRACKETS = re.compile(r"\s*[(\[]([^)\]]*)[)\]]?\s*")
UNTONED = {
    "nguyen",
    "tran",
    "pham",
    "hoang",
    "huynh",
    "vu",
    "vo",
    "dang",
    "bui",
    "ngo",
    "duong",
    "dinh",
    "doan",
    "thi",
    "trinh",
}
SEXES = {
    "nam": "male",
    "nu": "female",
    "trai": "male",
    "gai": "female",
    "m": "male",
    "f": "female",
    "n": None,
    "1": None,
    "0": None,
}


def read_who(draft: Draft, codes: tuple[str, ...]) -> None:
    """Fills in the person; ``codes`` are the groups the row may mean, which settle a birth of two digits."""
    _name(draft)
    _sex(draft)
    numbers = _numbers(draft)
    _birth(draft, numbers, codes)
    if numbers and not draft.held:
        for trouble in number_against(numbers, draft.values.get("sex"), draft.values.get("birth_year")):
            draft.say(trouble, "identity_number", under=_number_column(draft))
    if text := draft.text("ethnicity"):
        draft.take("ethnicity", text if text[:1].isupper() else text.capitalize())
    if text := draft.text("died_on"):
        died = draft.take("died_on", read_day(text, "ngày chết"))
        if died and died > draft.around.places.on:
            draft.say(hold("died_future", f"Ngày chết {text} sau ngày {draft.around.places.on:%d/%m/%Y}."), "died_on")


@lru_cache(maxsize=65536)
def proper_name(text: str) -> str:
    """A name as typed when its case tells something, with capitals first when it is all capitals or all small."""
    if text.isupper() or text.islower():
        return " ".join(word[:1].upper() + word[1:].lower() for word in text.split())
    return " ".join(word[:1].upper() + word[1:] for word in text.split())


def _name(draft: Draft) -> None:
    text = f"{draft.text('full_name')} {draft.text('given_name')}".strip()
    bare = BRACKETS.sub(" ", text).strip(" .,;:*-–") if text else ""
    if not bare:
        draft.say(hold("name_missing", "Dòng có dữ liệu nhưng thiếu họ và tên."), "full_name")
        return
    if bare != text and (inside := BRACKETS.search(text)):
        draft.values["note"] = inside.group(1).strip()
        draft.say(note("name_with_note", f"Phần trong ngoặc “{inside.group(1)}” được đưa sang ghi chú."), "full_name")
    name = proper_name(bare)
    draft.values["full_name"] = name
    if DIGIT.search(bare):
        draft.say(hold("name_with_digits", f"Họ và tên có chữ số: “{text}”."), "full_name")
    elif " " not in name:
        draft.say(note("name_short", f"Họ và tên chỉ có một tiếng: “{name}”."), "full_name")
    elif name.isascii() and UNTONED & set(name.lower().split()):
        draft.say(note("name_without_tones", f"Họ và tên không có dấu: “{name}”."), "full_name")


def _sex(draft: Draft) -> None:
    if text := draft.text("sex"):
        folded = fold(text)
        found = SEXES.get(folded) or _sex_of_mark(draft, folded)
        if found:
            draft.values["sex"] = found
        else:
            draft.say(note("sex_unread", f"Không đọc được giới tính “{text}”; ghi Nam hoặc Nữ."), "sex")
    given = [name for name in ("male", "female") if draft.text(name)]
    if len(given) == 1 and fold(draft.text(given[0])) not in ("0", "khong"):
        if draft.values.setdefault("sex", given[0]) != given[0]:
            draft.say(
                hold("sex_disagrees", "Cột giới tính và cột năm sinh nam/nữ không khớp nhau."), "sex", under=given[0]
            )
    elif len(given) == 2:
        draft.say(hold("birth_in_both", "Cả hai cột nam và nữ đều có dữ liệu."), "sex", under="female")
    if "sex" not in draft.values and draft.verb in BEGINS and not any(one.field == "sex" for one in draft.remarks):
        draft.say(note("sex_missing", "Thiếu giới tính."), "sex")


def _sex_of_mark(draft: Draft, folded: str) -> str | None:
    """A cross under a heading that is itself a sex ("Nữ: x")."""
    place = draft.layout.column("sex")
    words = fold(draft.layout.words.get(place, "")) if place is not None else ""
    if folded in MARKS and words in ("nu", "gioi tinh nu"):
        return "female"
    return None


def _numbers(draft: Draft) -> str | None:
    """Reads the number columns; gives the 12-digit number."""
    for name in ("identity_number", "old_number"):
        text = draft.text(name)
        if not text:
            continue
        new, old, troubles = identity_numbers(text)
        for trouble in troubles:
            draft.say(trouble, "identity_number", under=name)
        if new:
            draft.values.setdefault("identity_number", new)
        if old:
            draft.values.setdefault("old_number", old)
    if not (draft.text("identity_number") or draft.text("old_number")):
        draft.say(note("number_missing", "Thiếu số định danh."), "identity_number", under=_number_column(draft))
    number: str | None = draft.values.get("identity_number")
    return number


def _number_column(draft: Draft) -> str:
    """The heading the number stands under: its own, or that of old numbers where an office keeps both in one column."""
    filled = next((name for name in ("identity_number", "old_number") if draft.text(name)), None)
    return filled or ("old_number" if draft.layout.column("identity_number") is None else "identity_number")


def _birth(draft: Draft, number: str | None, codes: tuple[str, ...]) -> None:
    text, under = _birth_text(draft)
    on = draft.around.places.on
    if not text:
        if draft.verb in BEGINS:
            draft.say(hold("birth_missing", "Thiếu ngày sinh hoặc năm sinh."), "birth", under=under)
        return
    birth = read_birth(text, on)
    for trouble in birth.troubles:
        draft.say(trouble, "birth", under=under)
    year = birth.year
    if year is None and not any(trouble.severity == "hold" for trouble in birth.troubles):
        year = _year_of_two_digits(draft, birth, text, under, number, codes)
    if year is not None:
        draft.values["birth_year"] = year
        if birth.month:
            draft.values["birth_month"] = birth.month
        if birth.day:
            draft.values["birth_day"] = birth.day


def _birth_text(draft: Draft) -> tuple[str, str]:
    """The text of the birth, wherever the list keeps it, and the column it stands in."""
    for name in ("male", "female"):
        text = draft.text(name)
        if text and fold(text) not in MARKS and DIGIT.search(text):
            return text, name
    text = draft.text("birth")
    if text and (draft.text("birth_month") or draft.text("birth_day")) and text.isdecimal():
        return "/".join((draft.text("birth_day") or "0", draft.text("birth_month") or "0", text)), "birth"
    return text, "birth"


def _year_of_two_digits(
    draft: Draft, birth: Birth, text: str, under: str, number: str | None, codes: tuple[str, ...]
) -> int | None:
    """The one year two digits can mean for this person, by the identity number or the group's ages."""
    years = birth.years
    digits = int(re.split(r"\D+", text.strip())[-1] or 0)
    if number and number_birth_year(number) % 100 == digits and number_birth_year(number) in (years or (0,)):
        years = (number_birth_year(number),)
    if len(years) > 1 and codes:
        years = tuple(year for year in years if any(may_be(code, draft.around.as_of.year - year) for code in codes))
    if len(years) == 1:
        draft.say(
            note("birth_two_digits", f"Năm sinh ghi hai chữ số “{text}”; chỉ có thể là {years[0]}."),
            "birth",
            under=under,
        )
        return years[0]
    draft.say(
        hold("birth_two_digits", f"Năm sinh ghi hai chữ số “{text}”, không rõ năm nào; ghi đủ 4 chữ số."),
        "birth",
        under=under,
    )
    return None


def age_on(draft: Draft) -> int | None:
    """Full years on the day of the list; a birth known to the year counts from 1 January."""
    values = draft.values
    year, on = values.get("birth_year"), draft.around.as_of
    if year is None:
        return None
    before = (values.get("birth_month") or 1, values.get("birth_day") or 1) > (on.month, on.day)
    return int(on.year - year - before)
