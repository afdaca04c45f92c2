"""What a decision's lines say on paper: one sentence a line, one row a person of a list, one sentence for the whole."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence

from ansinh.acts import authority
from ansinh.law.decree import label_of
from ansinh.law.programme_facts import programme_facts
from ansinh.law.schema import FactField
from ansinh.reckoning.money import format_dong
from ansinh.reckoning.months import month_text
from ansinh.reckoning.words import in_words
from ansinh.record.models.assistance import Family, family_of
from ansinh.record.models.decisions import RECEIVER, Act, Effect
from ansinh.record.models.people import Person


def article(effect: Effect, on: datetime.date) -> str:
    """One line of a decision of a day in a sentence, with the articles it rests on."""
    who = f"{called(effect.person)}, sinh {effect.person.birth_text or '…'}, cư trú tại {address(effect.person, on)}"
    said = _SAID[Act(effect.act)](effect, who).rstrip(".")
    places = list(dict.fromkeys(reason["place"] for reason in effect.because if reason.get("place")))
    return f"{said[:1].upper()}{said[1:]}." + (f" (Theo {'; '.join(places)}.)" if places else "")


def summary(act: str, effects: Sequence[Effect]) -> str:
    """What a decision of many people does, in one sentence."""
    since = sorted({effect.from_month for effect in effects})
    before, after = sum(effect.old_amount or 0 for effect in effects), sum(effect.amount for effect in effects)
    total = f"từ {_dong(before)} thành {_dong(after)}/tháng" if act == Act.ADJUST else _dong(after)
    people = len({effect.person_id for effect in effects})
    begun = f", từ tháng {month_text(since[0])}" if since else ""
    whom = f"{_WHAT.get(Act(act), 'Áp dụng')} đối với {counted(people)} người{begun}"
    return f"{whom}, tổng mức {total} (danh sách kèm theo)."


def rows(effects: Sequence[Effect], on: datetime.date) -> list[dict[str, str]]:
    """The list that goes with a decision of a day."""
    homes = authority.called({effect.person.unit for effect in effects}, on)
    return [_row(at, effect, str(homes[effect.person.unit_id])) for at, effect in enumerate(effects, 1)]


def _row(at: int, effect: Effect, home: str) -> dict[str, str]:
    """One person of the list."""
    return {
        "no": str(at), "full_name": effect.person.full_name, "birth": effect.person.birth_text,
        "address": effect.person.village or home,
        "code": groups(effect),
        "old_amount": "" if effect.old_amount is None else format_dong(effect.old_amount).removesuffix(" đ"),
        "amount": format_dong(effect.amount).removesuffix(" đ"), "month": month_text(effect.from_month),
    }  # fmt: skip


def groups(effect: Effect) -> str:
    """``K6.N.TE → K6.N``, or the one group."""
    changed = effect.old_code and effect.old_code != effect.code
    return f"{effect.old_code} → {effect.code}" if changed else effect.code


def counted(number: int) -> str:
    """``1.521``, as papers write a count."""
    return f"{number:,}".replace(",", ".")


def long_day(day: datetime.date) -> str:
    """ngày 01 tháng 6 năm 2021, zeros as decree 30/2020 wants them."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def called(person: Person) -> str:
    """How a paper calls somebody: ``bà Nguyễn Thị Ánh``."""
    return {"male": "ông ", "female": "bà "}.get(person.sex or "", "") + person.full_name


def address(person: Person, on: datetime.date) -> str:
    """Where somebody lives, as the map of the paper's day calls it."""
    home = authority.called([person.unit], on)[person.unit_id]
    return ", ".join(part for part in (person.village, authority.whole_name(home)) if part)


def _award(effect: Effect, who: str) -> str:
    level = f"{_dong(effect.amount)}/tháng ({_words(effect.amount)})"
    return f"{who}, được hưởng: {effect.reason}. Mức {level}, từ tháng {month_text(effect.from_month)}"


def _grant(effect: Effect, who: str) -> str:
    total = f"{_dong(effect.amount)} ({_words(effect.amount)})"
    once = "Trợ cấp một lần" if family_of(effect.kind) == Family.MERIT else "Hỗ trợ một lần"
    if told := effect.facts.get(RECEIVER):
        return f"{once}: {effect.reason}, đối với {who}. Số tiền {total}. {_receiver(told)}"
    return f"{once} cho {who}: {effect.reason}. Số tiền {total}"


def _receiver(told: Mapping[str, str]) -> str:
    """Who buried the person and is paid, and how."""
    who = told["name"] + (f" ({told['relation']})" if told.get("relation") else "")
    number = f", số định danh {told['number']}" if told.get("number") else ""
    bank = f"qua tài khoản {told.get('account', '')}, {told.get('bank', '')}"
    return f"Người nhận: {who}{number}, nhận {bank if told.get('way') == 'bank' else 'tiền mặt'}"


def _adjust(effect: Effect, who: str) -> str:
    before = f"{_group(effect.old_code)}, {_dong(effect.old_amount or 0)}/tháng"
    after = f"{effect.reason} ({effect.code}), {_dong(effect.amount)}/tháng ({_words(effect.amount)})"
    return f"Điều chỉnh mức của {who}: từ {before} sang {after}, từ tháng {month_text(effect.from_month)}"


def _stop(effect: Effect, who: str) -> str:
    why = effect.reason
    return f"{who}, thôi hưởng {_group(effect.code)} từ tháng {month_text(effect.from_month)}. Lý do: {why}"


def _suspend(effect: Effect, who: str) -> str:
    until = f" đến hết tháng {month_text(effect.until_month - 1)}" if effect.until_month else ""
    since = f"từ tháng {month_text(effect.from_month)}{until}"
    return f"Tạm dừng chi trả {_group(effect.code)} đối với {who}, {since}. {effect.reason}"


def _resume(effect: Effect, who: str) -> str:
    between = "được chi bù" if effect.pay_back else "không chi bù"
    since = f"từ tháng {month_text(effect.from_month)}"
    return f"Chi trả lại {_group(effect.code)} đối với {who}, {since}; các tháng đã tạm dừng {between}"


def _move(effect: Effect, who: str) -> str:
    place = effect.unit or effect.reason
    return f"Thôi chi trả tại nơi cũ đối với {who}; {place} chi trả từ tháng {month_text(effect.from_month)}"


def _list(effect: Effect, who: str) -> str:
    fields = {field.name: field for field in programme_facts()}
    said = "; ".join(_fact(fields[name], value) for name, value in effect.facts.items() if name in fields)
    listed = f"{effect.reason[:1].lower()}{effect.reason[1:]}"
    return f"Đưa {who} vào danh sách {listed} từ năm {effect.from_month // 12}: {said}"


def _fact(field: FactField, value: object) -> str:
    words = {choice.value: choice.vi for choice in field.choices}
    return f"{field.label_vi[:1].lower()}{field.label_vi[1:]} {words.get(str(value), value)}"


_SAID: dict[Act, Callable[[Effect, str], str]] = {
    Act.AWARD: _award, Act.GRANT: _grant, Act.ADJUST: _adjust, Act.STOP: _stop, Act.SUSPEND: _suspend,
    Act.RESUME: _resume, Act.MOVE: _move, Act.LIST: _list,
}  # fmt: skip
_WHAT = {
    Act.AWARD: "Trợ cấp, trợ giúp xã hội hằng tháng", Act.ADJUST: "Điều chỉnh mức hưởng", Act.STOP: "Thôi hưởng",
    Act.SUSPEND: "Tạm dừng chi trả", Act.RESUME: "Chi trả lại", Act.GRANT: "Hỗ trợ một lần",
    Act.LIST: "Đưa vào danh sách hằng năm",
}  # fmt: skip


def _group(code: str) -> str:
    """A group as a paper names it, its sign after its name."""
    name = label_of(code)
    return f"“{name}” (nhóm {code})" if name else f"nhóm {code}"


def _words(amount: int) -> str:
    said = in_words(amount)
    return f"bằng chữ: {said[:1].lower()}{said[1:]}"


def _dong(amount: int) -> str:
    return f"{format_dong(amount).removesuffix(' đ')} đồng"
