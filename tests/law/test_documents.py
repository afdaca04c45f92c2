"""Documents of the law: in force by what is known of their days, the same object as the decrees reckoned by."""

from __future__ import annotations

from datetime import date

import pytest

from ansinh.law.decree import all_decrees
from ansinh.law.documents import KINDS, Text, known, texts
from ansinh.law.poverty_programme import programmes


def test_every_decree_reckoned_by_is_a_document_once() -> None:
    numbers = [one.number for one in texts()]
    assert len(numbers) == len(set(numbers)) and {one.number for one in all_decrees()} <= set(numbers)
    assert all(one.kind in KINDS and one.subject for one in texts())
    assert {code for one in texts() for code in one.programmes} == {one.code for one in programmes()}


@pytest.mark.parametrize(
    ("number", "on", "stands"),
    [
        ("07/2021/NĐ-CP", "2021-03-14", False), ("07/2021/NĐ-CP", "2021-03-15", True),
        ("07/2021/NĐ-CP", "2026-12-31", True), ("07/2021/NĐ-CP", "2027-01-01", False),
        ("27/2022/NĐ-CP", "2021-12-31", False), ("27/2022/NĐ-CP", "2022-01-01", True),
        ("55/2023/TT-BTC", "2026-06-01", False),
    ],
)  # fmt: skip
def test_in_force_on_a_day_as_far_as_known(number: str, on: str, stands: bool) -> None:
    found = known(number)
    assert found is not None and found.stands(date.fromisoformat(on)) is stands


def test_a_number_is_known_however_it_is_spaced() -> None:
    assert known(" 27/2022/nđ-cp ") is known("27/2022/NĐ-CP") and known("1/2099/NĐ-CP") is None
    assert Text("90/QĐ-TTg", "Quyết định", "", "").year is None
    assert Text("5/2024/NQ-HĐND", "Nghị quyết", "", "").year == 2024
