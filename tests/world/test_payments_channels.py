"""Channels are found by their code, carry every way of payment once, and are named nowhere else."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ansinh
from ansinh.world.payments import channel_that_pays, channels
from ansinh.world.payments.bank import transfer_message
from ansinh.world.payments.listing import WAYS_TO_PAY
from tests.world.payment_lists import JUNE_2021, ordinary, with_accounts

ROOT = Path(ansinh.__file__).parent
FOLDER = ROOT / "world" / "payments"


def test_each_channel_is_one_file_named_by_its_code() -> None:
    assert len(channels()) >= 2
    for code, channel in channels().items():
        assert (FOLDER / f"{code}.py").exists() and code == channel.CODE and channel.NAME


def test_every_way_of_payment_is_carried_by_one_channel() -> None:
    carried = [way for channel in channels().values() for way in channel.PAYS]
    assert sorted(carried) == sorted(WAYS_TO_PAY)
    with pytest.raises(KeyError, match="Không có kênh chi trả nào"):
        channel_that_pays("cheque")


def test_no_other_file_names_a_channel() -> None:
    """Who needs a channel asks ``channels()`` or ``channel_that_pays``; a name elsewhere would be forgotten."""
    codes = "|".join(channels())
    by_name = re.compile(
        rf"payments\.({codes})\b|payments import ({codes})\b|channels\(\)\[['\"]|CODE == ['\"]({codes})['\"]"
    )
    names = [channel.NAME for channel in channels().values()]
    for file in ROOT.rglob("*.py"):
        text = file.read_text()
        if file.parent == FOLDER and file.stem in channels():
            continue
        assert not by_name.search(text), f"{file} names a channel; ask channels() instead"
        if file.parent == FOLDER:
            assert not any(f'"{name}"' in text for name in names), f"{file} writes the name of a channel"


def test_bank_says_which_lines_it_would_send_back() -> None:
    good, none, spaced, no_bank = with_accounts([ordinary(no) for no in range(1, 5)])
    lines = [
        good,
        replace(none, account_number=""),
        replace(spaced, account_number="1903 000 001"),
        replace(no_bank, bank_name="", pay_by="wallet"),
    ]
    told = channels()["bank"].problems(lines)
    assert [re.sub(r" \(.*?\)", "", sentence) for sentence in told] == [
        "Dòng 2: chưa có số tài khoản",
        "Dòng 3: số tài khoản “1903 000 001” phải là 6–20 chữ số hoặc chữ cái, viết liền",
        "Dòng 4: chưa có tên ví điện tử",
    ]


def test_post_asks_who_the_collector_is() -> None:
    told = channels()["post"].problems([ordinary(1), ordinary(2, collector_name="Trần Thị Bưởi")])
    assert told == ["Dòng 2 (Lê Thị Hường): người nhận thay chưa ghi quan hệ"]


def test_transfer_message_has_no_marks_and_keeps_the_code() -> None:
    assert (
        transfer_message(ordinary(1, full_name="Đào Thị Ngọc Ước"), JUNE_2021)
        == "Tro cap xa hoi T6/2021 PC000001 DAO THI NGOC UOC"
    )
    long = transfer_message(ordinary(2, full_name="Nguyễn " * 30), JUNE_2021)
    assert len(long) <= 100 and "PC000002" in long


@given(st.text(max_size=200))
def test_transfer_message_is_always_what_banks_take(name: str) -> None:
    message = transfer_message(ordinary(1, full_name=name), JUNE_2021)
    assert re.fullmatch(r"[A-Za-z0-9/ ]{1,100}", message) and "  " not in message
