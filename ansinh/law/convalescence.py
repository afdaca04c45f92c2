"""How often a person with merit has convalescence (điều dưỡng): every year, every two years, or not at all.

Ordinance 02/2020; with several statuses the best one only (Article 6 clause 3).
"""

from typing import Literal, NamedTuple

from ansinh.law.decree import Place, read_place
from ansinh.law.facts import Facts
from ansinh.law.month import Month

Every = Literal["yearly", "two_years"]
_FIRST = Month(2021, 7)
_SEVERE = 81


class Turn(NamedTuple):
    """How often, why, and the place in the ordinance (empty: not noted). `asked`: what must be confirmed."""

    every: Every | None
    why: str
    at: Place = Place()
    asked: str = ""


def frequency(facts: Facts, month: Month) -> Turn:
    """The best turn of all statuses a person has in a month. Before July 2021 the older ordinance ruled: not known."""
    if month < _FIRST:
        return Turn(None, "trước tháng 7/2021 theo pháp lệnh cũ, chưa đọc: cơ quan tự ghi")
    yearly = _yearly(facts)
    if yearly is not None:
        return yearly
    return _two_years(facts) or Turn(None, "không thuộc diện điều dưỡng")


def due_in(turn: Turn, year: int, last: int | None) -> bool:
    """Whether it is the person's turn in a year, by the year of the last one (None: never had)."""
    if turn.every is None:
        return False
    return last is None or year - last >= (1 if turn.every == "yearly" else 2)


def _yearly(facts: Facts) -> Turn | None:
    statuses = (
        (facts.revolution in ("ltcm_tl", "ltcm_ktl"), "lão thành cách mạng", "Đ.9 k.4"),
        (facts.revolution == "tkn", "cán bộ tiền khởi nghĩa", "Đ.12 k.1 đ.d"),
        (facts.heroic_mother, "Bà mẹ Việt Nam anh hùng", "Đ.18 k.5"),
        (facts.wounded != "none" and facts.wounded_degree >= _SEVERE, "thương binh từ 81%", "Đ.24 k.3"),
        (facts.sick_degree >= _SEVERE, "bệnh binh từ 81%", "Đ.27 k.3"),
        (facts.toxic_degree >= _SEVERE, "người nhiễm chất độc hóa học từ 81%", "Đ.30 k.5"),
        (facts.helper == "before_1945", "người có công giúp đỡ cách mạng trước tháng 8/1945", "Đ.39 k.1 đ.c"),
        (facts.martyrs >= 2 and facts.survivor_as == "parent", "cha, mẹ của từ hai liệt sĩ", "Đ.16 k.5"),
    )
    return next((Turn("yearly", why, read_place(at)) for holds, why, at in statuses if holds), None)


def _two_years(facts: Facts) -> Turn | None:
    statuses = (
        (facts.martyrs > 0 and facts.survivor_as == "parent", "cha, mẹ liệt sĩ", ""),
        (facts.hero, "Anh hùng", "Đ.21 k.3"),
        (facts.wounded != "none" and facts.wounded_degree >= 21, "thương binh dưới 81%", ""),
        (facts.sick_degree > 0, "bệnh binh dưới 81%", ""),
        (facts.toxic_degree > 0 or facts.toxic_children, "người nhiễm chất độc hóa học dưới 81%", ""),
        (facts.imprisoned, "người bị địch bắt tù, đày", "Đ.33 k.4"),
        (facts.helper == "order", "người có công giúp đỡ cách mạng có Huân chương", "Đ.39 k.2 đ.c"),
        (facts.martyrs > 0 and facts.survivor_as in ("spouse", "fosterer"), "vợ, chồng, người nuôi liệt sĩ", ""),
        (_disabled_child(facts), "con liệt sĩ khuyết tật nặng", ""),
    )
    found = next((Turn("two_years", why, read_place(at)) for holds, why, at in statuses if holds), None)
    if found is not None and facts.martyrs > 0 and facts.survivor_as == "parent":
        return found._replace(
            asked="Nếu chỉ có một con mà con là liệt sĩ thì hằng năm (Điều 16 khoản 5): cần xác nhận."
        )
    return found


def _disabled_child(facts: Facts) -> bool:
    return facts.martyrs > 0 and facts.survivor_as == "child" and facts.disability in ("severe", "extreme")
