"""The how-to for a report is true: its report answers the test it shows."""

import re
import sys
import textwrap
from pathlib import Path
from types import ModuleType

import pytest

from tests.cast import PhuCu

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "add-a-report.md"


def module(name: str, source: str) -> ModuleType:
    made = ModuleType(name)
    sys.modules[name] = made
    exec(compile(textwrap.dedent(source), str(PAGE), "exec"), made.__dict__)
    return made


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The test of the page, with the page's report in its place."""
    names = ("ansinh.reports.birthdays", "birthdays_test")
    for name in names:
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    report, test = re.findall(r"^ *```python\n(.*?)^ *```", PAGE.read_text("utf-8"), re.S | re.M)
    module(names[0], report)
    return module(names[1], test)


def test_the_report_of_the_page_passes_the_test_of_the_page(shown: ModuleType, phu_cu: PhuCu) -> None:
    shown.test_a_birth_known_to_the_year_counts_as_january(phu_cu)
