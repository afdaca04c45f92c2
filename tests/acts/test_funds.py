"""The funds: what is promised, received and spent, who decides, and what is refused with its reason."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from ansinh.acts import fund_money, funds, permit
from ansinh.acts.fund_money import Bill, Whom
from ansinh.acts.wrong import Wrong
from ansinh.record.models.funds import Fund, FundPlan, FundReceipt, Pledge, Spending
from ansinh.record.models.people import Person
from tests.acts.people import elder, fact, month, person
from tests.cast import Office, PhuCu

OPENED, DAY, TODAY = datetime.date(2022, 3, 1), datetime.date(2022, 5, 10), datetime.date(2022, 7, 1)


@pytest.fixture
def fund(phu_cu: PhuCu, office: Office) -> Fund:
    """The gratitude fund of Tam Đa, opened with ten million."""
    return opened("gratitude", phu_cu, office)


@pytest.fixture
def children(phu_cu: PhuCu, office: Office) -> Fund:
    return opened("children", phu_cu, office)


def opened(code: str, phu_cu: PhuCu, office: Office, **other: Any) -> Fund:
    told = {"opened_on": OPENED, "opening": 10_000_000, "paper": "Biên bản kiểm kê 1"} | other
    return funds.open_fund(code, phu_cu.communes["Tam Đa"], by=office.lan, on=TODAY, **told)


def gives(fund: Fund, office: Office, amount: int, *, on: datetime.date = DAY, name: str = "Công ty May", **more: Any):
    return fund_money.receive(fund, Whom(name), amount=amount, received_on=on, by=office.lan, on=TODAY, **more)


def bill(amount: int, purpose: str = "care", *, on: datetime.date = DAY, to: Person | None = None) -> Bill:
    return Bill(purpose, "Thăm gia đình", Whom("Vũ Thị Lụa", to), amount, on, "12/QĐ-QĐƠĐN", on)


def spends(fund: Fund, office: Office, amount: int, *args: Any, **more: Any) -> Spending:
    proposed = fund_money.propose(fund, bill(amount, *args, **more), by=office.lan, on=TODAY)
    return fund_money.approve(proposed, by=office.minh, on=TODAY)


def refused(field: str, words: str, act: Callable[[], object]) -> None:
    with pytest.raises(Wrong, match=words) as why:
        act()
    assert why.value.field == field


def test_what_is_left_is_the_opening_and_receipts_less_what_was_approved(fund: Fund, office: Office) -> None:
    gives(fund, office, 5_000_000)
    proposed = fund_money.propose(fund, bill(4_000_000), by=office.lan, on=TODAY)
    assert fund_money.lowest(fund, DAY) == 15_000_000
    fund_money.approve(proposed, by=office.minh, on=TODAY)
    assert fund_money.lowest(fund, DAY) == 11_000_000


def test_receipts_are_numbered_by_fund_and_year_without_gaps(fund: Fund, children: Fund, office: Office) -> None:
    numbers = [gives(fund, office, 1_000).number_text, gives(fund, office, 1_000).number_text]
    fund_money.void(FundReceipt.objects.latest("pk"), reason="ghi nhầm", by=office.lan)
    numbers += [gives(fund, office, 1_000).number_text, gives(children, office, 1_000).number_text]
    assert numbers == ["1/PT-ĐƠĐN", "2/PT-ĐƠĐN", "3/PT-ĐƠĐN", "1/PT-BTTE"]


def test_a_pledge_is_paid_bit_by_bit_and_never_over(fund: Fund, office: Office) -> None:
    promised = fund_money.pledge(fund, Whom("Công ty May"), amount=3_000_000, pledged_on=DAY, by=office.lan, on=TODAY)
    first = gives(fund, office, 2_000_000, promised=promised)
    assert fund_money.still_due(promised) == 1_000_000
    refused("amount", "chỉ còn 1.000.000 đ", lambda: gives(fund, office, 1_000_001, promised=promised))
    refused("reason", "huỷ phiếu thu trước", lambda: fund_money.void(promised, reason="x", by=office.lan))
    fund_money.void(first, reason="ghi nhầm", by=office.lan)
    fund_money.void(Pledge.objects.get(), reason="rút lời", by=office.lan)
    assert FundReceipt.objects.get().voided_reason == "ghi nhầm"


@pytest.mark.parametrize(
    ("field", "words", "told"),
    [("amount", "lớn hơn 0", {"amount": 0}), ("amount", "lớn hơn 0", {"amount": -5}),
     ("received_on", "mở sổ ngày 01/03/2022", {"on": datetime.date(2022, 2, 28)}),
     ("received_on", "sau hôm nay", {"on": datetime.date(2022, 7, 2)}),
     ("name", "Ghi họ tên", {"name": " "}), ("paper", "số chứng từ", {"way": "transfer"})],
)  # fmt: skip
def test_a_receipt_that_cannot_be_is_refused_at_its_field(
    fund: Fund, office: Office, field: str, words: str, told: dict[str, Any]
) -> None:
    amount = told.pop("amount", 1_000)
    refused(field, words, lambda: gives(fund, office, amount, **told))
    assert not FundReceipt.objects.exists()


def test_no_more_is_spent_than_there_is_on_any_day(fund: Fund, office: Office) -> None:
    gives(fund, office, 5_000_000, on=datetime.date(2022, 6, 1))
    refused("amount", "chỉ còn 10.000.000 đ từ ngày 10/05/2022",
            lambda: fund_money.propose(fund, bill(12_000_000), by=office.lan, on=TODAY))  # fmt: skip
    spends(fund, office, 12_000_000, on=datetime.date(2022, 6, 2))
    refused("amount", "chỉ còn 3.000.000 đ",
            lambda: fund_money.propose(fund, bill(4_000_000), by=office.lan, on=TODAY))  # fmt: skip
    received = FundReceipt.objects.get()
    refused("reason", "huỷ khoản chi trước", lambda: fund_money.void(received, reason="nhầm", by=office.lan))


def test_two_proposals_that_fit_alone_are_not_both_approved(fund: Fund, office: Office) -> None:
    both = [fund_money.propose(fund, bill(6_000_000), by=office.lan, on=TODAY) for _ in range(2)]
    fund_money.approve(both[0], by=office.minh, on=TODAY)
    refused("amount", "chỉ còn 4.000.000 đ", lambda: fund_money.approve(both[1], by=office.minh, on=TODAY))


def test_running_the_fund_takes_five_percent_of_the_years_receipts(fund: Fund, office: Office) -> None:
    gives(fund, office, 10_000_000)
    spends(fund, office, 400_000, "admin")
    refused("amount", "nhiều nhất 500.000 đ, theo 5 % số thu năm 2022 \\(Điều 173–181 Nghị định 131/2021/NĐ-CP\\)",
            lambda: fund_money.propose(fund, bill(100_001, "admin"), by=office.lan, on=TODAY))  # fmt: skip
    spends(fund, office, 100_000, "admin")


def test_running_the_childrens_fund_takes_what_its_plan_says(children: Fund, office: Office) -> None:
    refused("amount", "kế hoạch năm 2022 đã duyệt", lambda: spends(children, office, 1, "admin"))
    made = funds.plan(children, 2022, to_raise=9, to_spend={"admin": 200_000}, paper="KH 1", by=office.lan, on=TODAY)
    refused("amount", "nhiều nhất 0 đ", lambda: spends(children, office, 1, "admin"))
    funds.approve_plan(made, by=office.minh, on=TODAY)
    spends(children, office, 200_000, "admin")


def test_medical_support_of_a_child_stays_under_a_hundred_base_salaries(phu_cu: PhuCu, office: Office) -> None:
    on = datetime.date(2026, 8, 1)
    here = phu_cu.today["Quang Hưng"]
    fund = funds.open_fund("children", here, opened_on=datetime.date(2026, 7, 1), opening=900_000_000, paper="BB",
                           by=office.lan, on=on)  # fmt: skip
    child, other = person("Bé Na", here, born="2018-05"), person("Bé Bo", here, born="2018-05")

    def helped(amount: int, who: Person) -> Spending:
        asked = Bill("victims", "Phẫu thuật", Whom(who.full_name, who), amount, on, "1/QĐ", on)
        return fund_money.approve(fund_money.propose(fund, asked, by=office.lan, on=on), by=office.minh, on=on)

    helped(253_000_000, other)
    helped(250_000_000, child)
    unnamed = Bill("victims", "Phẫu thuật", Whom("Bé Na"), 1, on, "1/QĐ", on)
    refused("name", "chọn trong sổ", lambda: fund_money.propose(fund, unnamed, by=office.lan, on=on))
    refused("amount", "Nhiều nhất 253.000.000 đ .*131/2026/NĐ-CP", lambda: helped(3_000_001, child))
    helped(3_000_000, child)


def test_nobody_approves_what_they_proposed_nor_twice(fund: Fund, office: Office) -> None:
    proposed = fund_money.propose(fund, bill(1_000), by=office.lan, on=TODAY)
    with pytest.raises(permit.Refused):
        fund_money.approve(proposed, by=office.lan, on=TODAY)
    fund_money.approve(proposed, by=office.minh, on=TODAY)
    refused("", "Đã có người duyệt", lambda: fund_money.approve(proposed, by=office.minh, on=TODAY))
    with pytest.raises(permit.Refused):
        fund_money.void(proposed, reason="nhầm", by=office.lan)
    fund_money.void(proposed, reason="nhầm", by=office.minh)
    assert fund_money.lowest(fund, DAY) == 10_000_000


def test_what_is_sent_back_is_not_spent_and_keeps_its_reason(fund: Fund, office: Office) -> None:
    proposed = fund_money.propose(fund, bill(1_000), by=office.lan, on=TODAY)
    refused("reason", "Ghi lý do", lambda: fund_money.void(proposed, reason=" ", by=office.minh))
    fund_money.void(proposed, reason="thiếu chứng từ", by=office.minh)
    refused("", "Đã có người duyệt hoặc trả lại", lambda: fund_money.approve(proposed, by=office.minh, on=TODAY))


def test_somebody_nobody_may_ask_gives_only_of_their_own_will(fund: Fund, children: Fund, office: Office) -> None:
    who = elder("Vũ Thị Lụa", fund.unit, since=month("2022-01")).person
    fact(who, "pension", "retirement", since=month("2022-01"))

    def promised(into: Fund, **more: Any) -> Pledge:
        return fund_money.pledge(into, Whom(who.full_name, who), amount=1_000, pledged_on=DAY, by=office.lan, on=TODAY,
                                 **more)  # fmt: skip

    with pytest.raises(fund_money.Free, match="lương hưu.*trợ cấp xã hội hằng tháng"):
        promised(fund)
    refused("freely", "tự nguyện", lambda: gives(fund, office, 5, name="x") and fund_money.receive(
        fund, Whom(who.full_name, who), amount=5, received_on=DAY, by=office.lan, on=TODAY))  # fmt: skip
    assert promised(fund, freely=True).freely
    assert not promised(children).freely  # whom this fund may not ask is not known
    young = person("Vũ Văn Trẻ", fund.unit, born="1990-05")
    free = fund_money.pledge(fund, Whom(young.full_name, young), amount=1, pledged_on=DAY, freely=True, by=office.lan,
                             on=TODAY)  # fmt: skip
    assert not free.freely


def test_who_may_not_be_asked_is_known_wherever_they_lived_then(fund: Fund, phu_cu: PhuCu, office: Office) -> None:
    who = person("Vũ Thị Gấm", fund.unit, born="1990-05")
    fact(who, "disability", "mild", since=month("2022-01"), until=month("2022-06"))
    who.residences.update(unit=phu_cu.communes["Trần Cao"], until_month=month("2022-06"))
    who.residences.create(unit=fund.unit, from_month=month("2022-06"))
    asked = {"amount": 1, "by": office.lan, "on": TODAY}
    with permit.acting(office.lan), pytest.raises(fund_money.Free, match="Người khuyết tật"):
        fund_money.pledge(fund, Whom(who.full_name, who), pledged_on=DAY, **asked)
    with permit.acting(office.lan):
        assert not fund_money.pledge(fund, Whom(who.full_name, who), pledged_on=TODAY, **asked).freely


def test_a_plan_is_decided_by_two_and_a_later_one_replaces_it(fund: Fund, office: Office) -> None:
    def proposed(to_raise: int, year: int = 2022) -> FundPlan:
        return funds.plan(fund, year, to_raise=to_raise, to_spend={"care": 5, "gifts": 0}, paper="KH 3", by=office.lan,
                          on=TODAY)  # fmt: skip

    refused("year", "Năm 2021 đã khoá sổ", lambda: proposed(1, 2021))
    refused("year", "năm nay hoặc năm sau", lambda: proposed(1, 2024))
    first = proposed(20_000_000)
    assert first.to_spend == {"care": 5}
    refused("year", "đang chờ duyệt", lambda: proposed(1))
    funds.approve_plan(first, by=office.minh, on=TODAY)
    refused("", "Đã có người duyệt", lambda: funds.approve_plan(first, by=office.minh, on=TODAY))
    sent_back = proposed(1)
    funds.refuse_plan(sent_back, reason="thấp", by=office.minh)
    funds.approve_plan(proposed(25_000_000), by=office.minh, on=TODAY)
    assert list(fund.plans.filter(voided_at__isnull=True).values_list("to_raise", flat=True)) == [25_000_000]


@pytest.mark.parametrize(
    ("field", "words", "told"),
    [("paper", "số dư ấy", {"paper": ""}), ("opening", "âm", {"opening": -1}),
     ("opened_on", "sau hôm nay", {"opened_on": datetime.date(2022, 7, 2)}),
     ("opened_on", "không có", {"opened_on": datetime.date(1990, 1, 1)})],
)  # fmt: skip
def test_a_fund_that_cannot_be_opened_says_why(
    phu_cu: PhuCu, office: Office, field: str, words: str, told: dict[str, Any]
) -> None:
    refused(field, words, lambda: opened("gratitude", phu_cu, office, **told))


def test_a_place_has_one_fund_of_a_kind_and_an_empty_one_may_go(fund: Fund, phu_cu: PhuCu, office: Office) -> None:
    refused("unit", "đã có Quỹ Đền ơn đáp nghĩa", lambda: opened("gratitude", phu_cu, office))
    funds.unopen(fund, by=office.lan)
    again = opened("gratitude", phu_cu, office)
    gives(again, office, 1)
    refused("", "không bỏ được nữa", lambda: funds.unopen(again, by=office.lan))


def test_a_place_that_is_no_more_only_hands_over(fund: Fund, office: Office) -> None:
    on, gone = datetime.date(2025, 8, 1), datetime.date(2025, 7, 1)
    refused("received_on", "không còn Xã Tam Đa", lambda: fund_money.receive(
        fund, Whom("x"), amount=1, received_on=gone, by=office.lan, on=on))  # fmt: skip
    last = Bill("handover", "Bàn giao số dư", Whom("Quỹ xã Tống Trân"), 10_000_000, gone, "BB 7", gone)
    fund_money.approve(fund_money.propose(fund, last, by=office.lan, on=on), by=office.minh, on=on)
    assert fund_money.lowest(fund, gone) == 0


def test_who_may_not_is_refused_whatever_they_try(fund: Fund, office: Office) -> None:
    for by in (office.minh, office.hoa, office.admin):
        with pytest.raises(permit.Refused):
            fund_money.receive(fund, Whom("x"), amount=1, received_on=DAY, by=by, on=TODAY)
    made = funds.plan(fund, 2022, to_raise=1, to_spend={}, paper="KH", by=office.lan, on=TODAY)
    for by in (office.lan, office.hoa):
        with pytest.raises(permit.Refused):
            funds.approve_plan(made, by=by, on=TODAY)
