"""The command line typed wrongly: one Vietnamese sentence and code 2, before any database is asked."""

import pytest
from click.testing import CliRunner

from ansinh.jobs.payroll import run

WRONG = ["2024-13", "2024-00", "0000-05", "13/2024", "2024", "thang 7", "", "-1/2024", "2024-7-1"]


@pytest.mark.parametrize("month", WRONG)
def test_a_month_that_is_none_is_refused_in_words(month: str) -> None:
    told = CliRunner().invoke(run, ["prepare", f"--month={month}", "--place", "333"])
    assert told.exit_code == 2 and f"“{month}” không phải tháng; viết như 2024-07 hoặc 7/2024." in told.output


@pytest.mark.parametrize("month", ["9999-12", "1066-10", "12/2101"])
def test_a_month_no_list_can_be_of_is_refused_in_words(month: str) -> None:
    told = CliRunner().invoke(run, ["prepare", f"--month={month}", "--place", "333"])
    assert told.exit_code == 2 and f"“{month}” nằm ngoài những năm tính được (1945 đến 2100)." in told.output
