"""Where somebody lives is called on a paper as the map of the paper's day calls it."""

from __future__ import annotations

import datetime

import pytest

from ansinh.acts import assistance, sentences
from tests.acts.people import elder, month, person
from tests.cast import PhuCu

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (datetime.date(2021, 8, 2), "thôn Ngũ Phúc, xã Tống Trân, huyện Phù Cừ, tỉnh Hưng Yên"),
        (datetime.date(2025, 6, 30), "thôn Ngũ Phúc, xã Tống Trân, huyện Phù Cừ, tỉnh Hưng Yên"),
        (datetime.date(2026, 8, 3), "thôn Ngũ Phúc, xã {now}, tỉnh Hưng Yên"),
    ],
)
def test_an_address_is_of_the_day(phu_cu: PhuCu, day: datetime.date, said: str) -> None:
    old = phu_cu.communes["Tống Trân"]
    who = person("Vũ Thị Lụa", old, village="thôn Ngũ Phúc")
    now = old.became.get(whole=True).new if old.became.exists() else old
    assert sentences.address(who, day) == said.format(now=now.name)


def test_who_draws_already_is_told_by_the_commune_of_today(phu_cu: PhuCu) -> None:
    held = elder("Vũ Thị Lụa", phu_cu.communes["Tam Đa"], since=month("2020-01"))
    with pytest.raises(assistance.Overlaps, match="Xã Tiên Tiến|Xã Tống Trân|Xã Quang Hưng|Xã Đoàn Đào"):
        assistance.award(
            held.person, kind=held.kind, code=held.code, from_month=month("2021-01"), by=None, number="2/QĐ"
        )
