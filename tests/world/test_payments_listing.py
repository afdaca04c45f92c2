"""A payment list proves its own figures: one that does not agree cannot be made."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.world.payments.listing import PastMonths, Sums, sums
from tests.world.payment_lists import commune_of, difficult, ordinary, payment_list


def test_list_whose_total_is_not_the_sum_of_its_lines_is_refused() -> None:
    with pytest.raises(ValueError, match="tổng ghi 999 đồng nhưng các dòng cộng lại 540000 đồng"):
        payment_list([ordinary(1)], total=999)


def test_line_whose_parts_do_not_make_its_net_is_refused() -> None:
    with pytest.raises(ValueError, match="thực lĩnh không bằng"):
        replace(difficult(1), deducted=0)


def test_negative_amount_never_reaches_a_list() -> None:
    with pytest.raises(ValueError, match="không có số tiền âm"):
        ordinary(1, level=100_000, deducted=200_000)


@pytest.mark.parametrize("level", [360_000.0, "360000", True])
def test_money_on_a_line_is_whole_dong(level: object) -> None:
    with pytest.raises(TypeError, match="số nguyên đồng"):
        ordinary(1, level=level, net=level)


def test_person_is_on_a_list_once() -> None:
    with pytest.raises(ValueError, match="mã chi trả có hai lần trong danh sách: PC000001"):
        payment_list([ordinary(1), ordinary(2, person_code="PC000001")])


def test_number_is_on_a_list_once() -> None:
    with pytest.raises(ValueError, match="số thứ tự có hai lần"):
        payment_list([ordinary(1), replace(ordinary(2), no=1)])


def test_way_of_payment_must_be_known() -> None:
    with pytest.raises(ValueError, match="hình thức chi trả"):
        ordinary(1, pay_by="cheque")


def test_sections_follow_the_villages_and_lose_nobody() -> None:
    lines = sorted(commune_of(60).lines, key=lambda line: line.village)
    sections = list(payment_list(lines, section="village").sections())
    assert [heading for heading, _ in sections] == ["Thôn Cự Phú", "Thôn Ngũ Phúc"]
    assert [line for _, part in sections for line in part] == lines


def test_person_without_a_village_has_a_section_too() -> None:
    sections = list(payment_list([ordinary(1, village="")], section="village").sections())
    assert [heading for heading, _ in sections] == ["Chưa rõ thôn"]


amounts = st.integers(min_value=0, max_value=10**9)


@given(st.lists(st.tuples(amounts, amounts, amounts, st.sampled_from(["cash", "account"])), max_size=20))
def test_sums_of_parts_are_the_sums_of_the_whole(people: list[tuple[int, int, int, str]]) -> None:
    lines = [
        ordinary(no, level=level, arrears=PastMonths(1, "5/2021", past), deducted=min(level, held), pay_by=way)
        for no, (level, past, held, way) in enumerate(people, 1)
    ]
    whole = sums(lines)
    assert sum((sums([line]) for line in lines), Sums()) == whole
    assert whole.net == whole.level + whole.arrears + whole.carried - whole.deducted
    assert payment_list(lines).total == whole.net
