"""What a row says the person draws: group, decision, from when to when, and the amounts the office wrote."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from ansinh.world.registers.dates import read_day, read_month
from ansinh.world.registers.draft import Draft
from ansinh.world.registers.groups import (
    GroupReading,
    decree_named,
    decree_of_month,
    fitting,
    kind_of,
    read_group,
    states_of,
)
from ansinh.world.registers.numbers import read_coefficient, read_count, read_money
from ansinh.world.registers.text import fold, tidy
from ansinh.world.registers.trouble import Trouble, hold, note

DATE_INSIDE = re.compile(
    r"[,;(]?\s*(?:ngày|ngay|ng\.?|ký)?\s*(\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*(?:19|20)\d\d)\s*\)?\.?", re.I
)
ENDED = re.compile(r"(da |bi )?(chet|mat|tu tran|qua doi|thoi huong|cat|dung|ngung|tam dung|chuyen di)\b")
NUMBER_LEAD = re.compile(r"^\s*(?:quyết định|quyet dinh|qđ|qd)?\s*(?:số|so)\s*[:.]?\s*", re.I)


@lru_cache(maxsize=16384)
def split_decision(text: str) -> tuple[str, str | None]:
    """A decision's number and, when it stands in the same cell, its date."""
    found = DATE_INSIDE.search(text)
    number = tidy(NUMBER_LEAD.sub("", DATE_INSIDE.sub("", text, count=1) if found else text)).strip(" ,;-")
    return number, re.sub(r"\s", "", found.group(1)) if found else None


def group_reading(draft: Draft) -> GroupReading:
    """What the row's group column, or the section, sheet or title above it, may mean."""
    marks = _marked(draft)
    text = draft.text("group") or draft.text("group_more") or " + ".join(marks) or draft.around.group() or ""
    if not text:
        return GroupReading()
    if len(marks) > 1:
        draft.values["group_text"] = text
        return GroupReading(because="đánh dấu ở nhiều cột nhóm")
    draft.values["group_text"] = text
    reading = read_group(text)
    more = read_group(draft.text("group_more")) if draft.text("group") and draft.text("group_more") else None
    if more is None or not more.codes:
        return reading
    both = tuple(code for code in reading.codes if code in more.codes)
    if reading.codes and not both:
        return GroupReading((), None, f"hai cột về nhóm nói khác nhau: “{text}” và “{draft.text('group_more')}”")
    return GroupReading(both or more.codes, reading.decree or more.decree)


def _marked(draft: Draft) -> list[str]:
    """The headings of the group columns that are filled, in lists with a column for each group."""
    if "group" in draft.layout.fields.values():
        return []
    return [
        words.split(" / ")[-1]
        for place, words in draft.layout.unknown.items()
        if place < len(draft.line.texts) and draft.line.texts[place] and read_group(words.split(" / ")[-1]).codes
    ]


def read_decided(draft: Draft) -> None:
    """Fills in decision, months and amounts."""
    if text := draft.text("coefficient"):
        draft.take("coefficient", read_coefficient(text))
    _decision(draft)
    _months(draft)
    _amounts(draft)


def _decision(draft: Draft) -> None:
    for name in ("decision_number", "stop_decision"):
        text = draft.text(name)
        if not text:
            continue
        if name == "stop_decision" and draft.verb == "add":
            draft.values["stop_number"], day = split_decision(text)
            if day:
                draft.take("stop_decided_on", read_day(day, "ngày quyết định thôi hưởng"), under=name)
            continue
        if "decision_number" in draft.values:
            continue
        number, day = split_decision(text)
        if number:
            draft.values["decision_number"] = number
        if day and not draft.text("decided_on"):
            draft.take("decided_on", read_day(day, "ngày quyết định"), under=name)
    if text := draft.text("decided_on"):
        draft.take("decided_on", read_day(text, "ngày quyết định"))
    decided = draft.values.get("decided_on")
    if decided and decided > draft.around.places.on:
        draft.say(note("decided_future", f"Ngày quyết định {decided:%d/%m/%Y} ở tương lai."), "decided_on")


def _months(draft: Draft) -> None:
    verb = draft.verb
    if text := draft.text("from_month"):
        start, _, end = text.partition(" đến ") if " đến " in text else (text, "", "")
        draft.take("from_month", read_month(start, "thời điểm hưởng"))
        if end:
            draft.take("until_month", read_month(end, "thời điểm thôi hưởng"), under="from_month")
    if text := draft.text("effective"):
        month = draft.take("from_month", read_month(text, "hưởng/thôi hưởng từ ngày"), under="effective")
        if month is not None and verb in ("stop", "death"):
            draft.values["until_month"] = month - 1
            del draft.values["from_month"]
    if text := draft.text("until_month"):
        draft.take("until_month", read_month(text, "hưởng đến"))
    if text := draft.text("stop_from"):
        month = read_month(text, "thôi hưởng từ")
        draft.take("until_month", month if isinstance(month, Trouble) else month - 1, under="stop_from")
    if text := draft.text("stop_reason"):
        draft.values["stop_reason"] = text
    _check_months(draft)
    _check_ended(draft)


def _check_ended(draft: Draft) -> None:
    """A status or a note that says the person draws no more, where no month says until when."""
    if draft.verb != "add" or "until_month" in draft.values or "died_on" in draft.values:
        return
    for name in ("status", "note"):
        if ENDED.match(fold(draft.text(name))):
            sentence = f"“{draft.text(name)}” nói người này đã thôi hưởng, mà không có tháng thôi hưởng."
            draft.say(hold("ended_without_month", sentence), "until_month", under=name)
            return


def _check_months(draft: Draft) -> None:
    values, on = draft.values, draft.around.places.on
    start, end = values.get("from_month"), values.get("until_month")
    if (
        start is None
        and draft.verb in ("add", "adjust")
        and not draft.text("from_month")
        and not draft.text("effective")
    ):
        if "decided_on" in values:
            draft.say(note("from_missing", "Thiếu tháng bắt đầu hưởng; sẽ tính theo ngày ký quyết định."), "from_month")
        else:
            draft.say(hold("from_missing", "Thiếu tháng bắt đầu hưởng và ngày quyết định."), "from_month")
    if start is not None and end is not None and end < start:
        draft.say(hold("months_reversed", "Tháng thôi hưởng trước tháng bắt đầu hưởng."), "until_month")
    born = values.get("birth_year")
    if start is not None and born and start < born * 12 + (values.get("birth_month") or 1) - 1:
        draft.say(hold("from_before_birth", "Tháng bắt đầu hưởng trước ngày sinh."), "from_month")
    if start is not None and start > on.year * 12 + on.month + 2:
        draft.say(
            hold("from_future", f"Tháng bắt đầu hưởng {start % 12 + 1:02d}/{start // 12} quá xa về sau."), "from_month"
        )


def _amounts(draft: Draft) -> None:
    unit = draft.around.money_unit if draft.layout.money_unit == 1 else draft.layout.money_unit
    if text := draft.text("amount"):
        draft.take("stated_amount", read_money(text, unit, "Mức hưởng"), under="amount")
    if text := draft.text("arrears"):
        draft.take("stated_arrears", read_money(text, unit, "Tiền truy lĩnh"), under="arrears")
    if text := draft.text("arrears_months"):
        draft.take("stated_arrears_months", read_count(text, "số tháng truy lĩnh"), under="arrears_months")


def read_drawn(draft: Draft, reading: GroupReading, age: int | None) -> None:
    """Settles on one code, or says what is known and what is not."""
    text = draft.values.get("group_text", "")
    if not text:
        draft.say(hold("group_missing", "Thiếu loại đối tượng."), "group_code", under="group")
        return
    decree = reading.decree or _decree_of_policy(draft) or draft.around.decree
    codes, sure = _by_decree(draft, reading, decree)
    codes = _by_disability(draft, codes)
    if len(codes) > 1 or not sure:
        codes = _deduced(draft, text, codes, age)
    if len(codes) != 1:
        _unsettled(draft, text, reading, codes)
        return
    draft.values |= {"group_code": codes[0], "kind": kind_of(codes[0])}
    if decree or "from_month" in draft.values:
        draft.values["decree"] = decree or decree_of_month(draft.values["from_month"])
    if age is not None and "until_month" not in draft.values and not fitting(codes, age, None):
        draft.say(note("group_age", f"Nhóm “{text}” không hợp với {age} tuổi."), "group_code", under="group")


def _decree_of_policy(draft: Draft) -> str | None:
    text = draft.text("policy")
    return decree_named(text) if text else None


def _by_decree(draft: Draft, reading: GroupReading, decree: str | None) -> tuple[tuple[str, ...], bool]:
    """The codes of an article under the decree that is known; every decree's, unsure, when none is."""
    if not reading.by_decree or (reading.codes and decree is None):
        return reading.codes, True
    known = dict(reading.by_decree)
    if decree:
        return known.get(decree, reading.codes), True
    months = [draft.values.get("from_month"), _month(draft.values.get("decided_on")), _month(draft.around.as_of)]
    decrees = {decree_of_month(month) for month in months if month is not None}
    if len(decrees) == 1:
        return known.get(decrees.pop(), ()), True
    return tuple(dict.fromkeys(code for codes in known.values() for code in codes)), False


def _month(day: date | None) -> int | None:
    return day.year * 12 + day.month - 1 if day else None


def _by_disability(draft: Draft, codes: tuple[str, ...]) -> tuple[str, ...]:
    """Severe and extreme told apart by the list's own disability column."""
    degree = draft.values.get("disability")
    stated = {code: states_of(code).get("disability") for code in codes}
    if degree is None or None in stated.values():
        return codes
    agreeing = tuple(code for code in codes if stated[code] == degree)
    if not agreeing and codes:
        draft.say(note("disability_disagrees", "Cột mức độ khuyết tật khác với loại đối tượng."), "disability")
    return agreeing or codes


def _deduced(draft: Draft, text: str, codes: tuple[str, ...], age: int | None) -> tuple[str, ...]:
    """Several possible codes narrowed by age and coefficient, and said so when one is left."""
    factor = draft.values.get("coefficient")
    left = fitting(codes, age, str(factor) if factor is not None else None)
    if len(left) == 1 and len(codes) > 1:
        by = [f"{age} tuổi"] if age is not None else []
        by += [f"hệ số {str(factor).replace('.', ',')}"] if factor is not None else []
        sentence = f"“{text}” có thể là {', '.join(codes)}; với {' và '.join(by)} chỉ có thể là {left[0]}."
        draft.say(note("group_deduced", sentence), "group_code", under="group")
    return left


def _unsettled(draft: Draft, text: str, reading: GroupReading, codes: tuple[str, ...]) -> None:
    if codes:
        sentence = f"Loại đối tượng “{text}” chưa đủ rõ: có thể là {', '.join(codes)}; ghi rõ hơn."
        draft.say(hold("group_unclear", sentence), "group_code", under="group")
    elif reading.because:
        draft.say(hold("group_not_ours", f"Loại đối tượng “{text}”: {reading.because}."), "group_code", under="group")
    elif reading.codes or reading.by_decree:
        possible = ", ".join(reading.codes or tuple(code for _, some in reading.by_decree for code in some))
        sentence = f"Loại đối tượng “{text}” ({possible}) không hợp với tuổi hoặc hệ số của dòng này."
        draft.say(hold("group_unclear", sentence), "group_code", under="group")
    else:
        draft.say(hold("group_unknown", f"Không nhận ra loại đối tượng “{text}”."), "group_code", under="group")


@lru_cache(maxsize=4096)
def household_in(text: str) -> str | None:
    """The household's class a text names, when it names only one."""
    folded = fold(text)
    near = "can ngheo" in folded or "hcn" in folded.split()
    poor = "ngheo" in folded.replace("can ngheo", "") or "hn" in folded.split()
    if near and poor:
        return None
    return "near_poor" if near else "poor" if poor else None
