"""What a decree changes: what is drawn every month is summed apart from what is paid once."""

from __future__ import annotations

from unittest.mock import patch

from click.testing import CliRunner

from ansinh.acts import assistance, people
from ansinh.jobs.cli import cli
from ansinh.reckoning.names import fold, sort_key
from ansinh.record.models.people import Person, Residence
from ansinh.reports import effect
from tests.cast import PhuCu

JULY_2024 = 2024 * 12 + 6


def _drawing(phu_cu: PhuCu, name: str) -> Person:
    drawing = Person.objects.create(
        full_name=name, name_folded=fold(name), name_sort=sort_key(name), birth_year=1930, sex="female",
        unit=phu_cu.communes["Tam Đa"],
    )  # fmt: skip
    Residence.objects.create(person=drawing, unit=drawing.unit, from_month=2018 * 12)
    assistance.award(drawing, kind="allowance", code="K5c", from_month=2018 * 12, by=None, number="1/QĐ")
    return drawing


def _settle(phu_cu: PhuCu) -> None:
    """Two draw 360.000 → 500.000 đ; one of them dies, and 20 times the standard amount is due once."""
    _drawing(phu_cu, "Nguyễn Thị Ánh")
    died = _drawing(phu_cu, "Trần Thị Bưởi")
    people.change(died, "died", True, from_month=JULY_2024, by=None, source="giấy chứng tử")
    assistance.award(
        died, kind="funeral", code="MTP", from_month=JULY_2024, until_month=JULY_2024 + 1, by=None, number="1/QĐ"
    )


def test_what_is_paid_once_is_not_in_a_months_sum(phu_cu: PhuCu) -> None:
    _settle(phu_cu)
    found = effect.of_decree("76/2024/NĐ-CP", month=JULY_2024)
    assert (found.gain, found.lose) == (2 * 140_000, 0)
    assert (found.once_gain, found.once_lose) == (20 * 140_000, 0)
    assert [(row.kind, row.once, row.people) for row in found.rows] == [
        ("allowance", False, 2),
        ("funeral", True, 1),
    ]


def test_the_command_says_it_on_a_line_of_its_own(phu_cu: PhuCu) -> None:
    _settle(phu_cu)
    with patch("ansinh.jobs.setup.django"):  # the test's database is migrated already
        result = CliRunner().invoke(cli, ["law", "effect", "76/2024/NĐ-CP", "--month", "7/2024"])
    assert result.exit_code == 0
    assert "thêm 280.000 đ, bớt 0 đ một tháng." in result.stdout
    assert "Khoản chi một lần: thêm 2.800.000 đ, bớt 0 đ" in result.stdout
