"""Who is about to change: by an age the law names or by a dated end, with the old level and the new."""

from __future__ import annotations

import datetime
from typing import Any
from unittest.mock import patch

import pytest

from ansinh.acts import assistance
from ansinh.acts.rulings import book_of
from ansinh.law.rule import rule
from ansinh.record.models.people import Person
from ansinh.reports import forecast
from ansinh.reports.upcoming import Level, Upcoming, upcoming
from tests.acts.people import fact, month, person
from tests.cast import PhuCu

NOW = month("2025-10")
ON = datetime.date(2025, 10, 15)


@pytest.fixture(autouse=True)
def _register(register: None) -> None:
    """The whole register is seen."""


def ahead(months: int = 3, now: int = NOW) -> list[Upcoming]:
    return upcoming(now, months, lambda province: book_of(province, ON, now + months))


def drawing(
    phu_cu: PhuCu, born: str, code: str, *, kind: str = "allowance", until: int | None = None, **facts: Any
) -> Person:
    made = person(f"Người {code}", phu_cu.communes["Tam Đa"], born=born)
    for name, value in facts.items():
        fact(made, name, value)
    assistance.award(made, kind=kind, code=code, from_month=month("2024-01"), until_month=until, by=None, number="1/QĐ")
    return made


def said(found: list[Upcoming]) -> list[tuple[str, Level, Level | None, str]]:
    return [(f"{one.month % 12 + 1}/{one.month // 12}", one.old, one.new, one.act) for one in found]


def test_a_disabled_child_of_sixteen_goes_to_the_adults_level_in_the_month_of_the_birthday(phu_cu: PhuCu) -> None:
    drawing(phu_cu, "2009-12-05", "K6.N.TE", disability="severe")
    found = ahead()
    assert said(found) == [("12/2025", Level("K6.N.TE", 1_000_000), Level("K6.N", 750_000), "adjust")]
    assert "Đủ 16 tuổi trong tháng 12/2025" in found[0].sentence
    assert found[0].because[-1].place == "Điều 8 khoản 1, 20/2021/NĐ-CP"
    assert found[0].award is not None and found[0].award.code == "K6.N.TE"


def test_an_orphan_of_sixteen_stops_the_month_after_the_birthday(phu_cu: PhuCu) -> None:
    drawing(phu_cu, "2009-11-20", "K1", orphan="b")
    found = ahead()
    assert said(found) == [("12/2025", Level("K1.4-16", 750_000), None, "stop")]
    assert found[0].sentence.startswith("Đủ 16 tuổi trong tháng 11/2025. Còn đi học thì hưởng tiếp")
    assert [reason.place for reason in found[0].because] == ["Điều 8 khoản 2, 20/2021/NĐ-CP"]


def test_an_orphan_of_sixteen_who_studies_goes_on_and_what_was_drawn_is_recorded(phu_cu: PhuCu) -> None:
    drawing(phu_cu, "2009-11-20", "K1", orphan="b", studying=True)
    found = ahead()
    assert said(found) == [("12/2025", Level("K1.4-16", 750_000), Level("K2", 750_000), "adjust")]
    assert found[0].facts == {"was_k1_at_16": True}


def test_a_birthday_before_the_months_asked_is_not_told_again(phu_cu: PhuCu) -> None:
    drawing(phu_cu, "2009-10-05", "K6.N.TE", disability="severe")
    assert ahead() == []


def test_a_birthday_this_month_still_stops_next_month(phu_cu: PhuCu) -> None:
    drawing(phu_cu, "2009-10-05", "K1", orphan="b")
    assert said(ahead(1)) == [("11/2025", Level("K1.4-16", 750_000), None, "stop")]


def test_who_changes_later_than_asked_is_left_out(phu_cu: PhuCu) -> None:
    drawing(phu_cu, "1946-03-01", "K5a", household="poor", no_supporter=True)
    assert ahead(3) == []
    assert said(ahead(12)) == [("3/2026", Level("K5a.60-80", 750_000), Level("K5a.80+", 1_000_000), "adjust")]


def test_a_fact_with_an_end_ends_what_rests_on_it(phu_cu: PhuCu) -> None:
    student = person("Đang học", phu_cu.communes["Tam Đa"], born="2005-01-01")
    fact(student, "was_k1_at_16", True)
    fact(student, "studying", True, until=month("2025-12"))
    assistance.award(student, kind="allowance", code="K2", from_month=month("2024-01"), by=None, number="1/QĐ")
    found = ahead()
    assert said(found) == [("12/2025", Level("K2", 750_000), None, "stop")]
    assert found[0].sentence == "Đổi từ tháng 12/2025: Đang học: không đang học."


def test_an_award_with_a_last_month_ends_and_a_signed_stop_is_settled(phu_cu: PhuCu) -> None:
    drawing(phu_cu, "1985-05-05", "K6.N", disability="severe", until=month("2026-01"))
    found = ahead()
    assert said(found) == [("1/2026", Level("K6.N", 750_000), None, "stop")]
    assert "đến hết tháng 12/2025" in found[0].sentence and not found[0].settled
    award = found[0].award
    assert award is not None
    award.stop_number, award.stop_reason = "9/QĐ-UBND", "chuyển đi"
    award.save()
    assert ahead()[0].settled and "chuyển đi" in ahead()[0].sentence


def test_somebody_of_seventy_five_who_draws_nothing_may_apply(phu_cu: PhuCu) -> None:
    person("Sắp bảy lăm", phu_cu.communes["Tam Đa"], born="1950-12-10")
    person("Mới bảy tư", phu_cu.communes["Tam Đa"], born="1951-12-10")
    retired = person("Có lương hưu", phu_cu.communes["Tam Đa"], born="1950-12-10")
    fact(retired, "pension", "retirement")
    fact(retired, "pension_amount", 4_000_000)
    found = ahead()
    assert said(found) == [("12/2025", Level("", 0), Level("HTXH", 500_000), "may_apply")]
    assert found[0].award is None and "có thể đề nghị trợ cấp hưu trí xã hội" in found[0].sentence


def test_what_only_programmes_ask_does_not_hinder_the_law(phu_cu: PhuCu) -> None:
    farmer = person("Làm ruộng", phu_cu.communes["Tam Đa"], born="1950-12-10")
    fact(farmer, "farming", True)
    assert said(ahead()) == [("12/2025", Level("", 0), Level("HTXH", 500_000), "may_apply")]


def test_the_dead_and_those_of_unknown_birth_are_not_asked_to_apply(phu_cu: PhuCu) -> None:
    person("Đã mất", phu_cu.communes["Tam Đa"], born="1950-12-10", died_on=datetime.date(2025, 3, 3))
    person("Không rõ", phu_cu.communes["Tam Đa"], born=None)
    assert ahead(12) == []


def test_what_a_decree_raises_for_everybody_is_not_a_change_of_anybody(phu_cu: PhuCu) -> None:
    drawing(phu_cu, "1985-05-05", "K6.N", disability="severe")
    later = datetime.date(2026, 11, 1)
    found = upcoming(month("2026-05"), 6, lambda province: book_of(province, later, month("2026-11")))
    assert found == []


def test_equal_situations_are_asked_once(phu_cu: PhuCu) -> None:
    for at in range(8):
        drawing(phu_cu, f"2009-12-{at + 1:02}", "K6.N.TE", disability="severe")
    with patch.object(forecast, "rule", wraps=rule) as asked:
        assert len(ahead()) == 8
    assert asked.call_count <= 4


def test_a_suspended_award_is_told_like_any_other_and_marked(phu_cu: PhuCu) -> None:
    held = drawing(phu_cu, "2009-12-05", "K6.N.TE", disability="severe")
    drawing(phu_cu, "2009-12-05", "K6.N.TE", disability="severe")
    assistance.suspend(held, from_month=NOW - 1, reason="không nhận tiền", by=None, number="6/QĐ")
    assert [(one.act, one.held) for one in ahead()] == [("adjust", True), ("adjust", False)]


def test_what_only_programmes_ask_does_not_keep_the_old_from_being_told_of(phu_cu: PhuCu) -> None:
    made = person("Vũ Thị Lụa", phu_cu.communes["Tam Đa"], born="1950-12-05")
    fact(made, "electricity_kwh", 30)
    assert [one.person for one in ahead()] == [made]
