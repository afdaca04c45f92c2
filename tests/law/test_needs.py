"""What answers a need: every indicator of every standard has its answer, and no part is named that is not there."""

from __future__ import annotations

from ansinh.law.needs import answers, workers
from ansinh.law.poverty import standards


def test_every_indicator_of_today_has_an_answer() -> None:
    codes = {code for one in standards() if one.first >= 2022 for code in one.codes}
    assert codes == set(answers()) == {code for some in workers().values() for code in some}


def test_the_parts_named_are_of_the_phase_of_the_year() -> None:
    assert [one.name for one in answers()["nutrition"].of_year(2023)] == ["Cải thiện dinh dưỡng"]
    assert [one.code for one in answers()["job"].of_year(2027)] == ["1.3", "1.4", "2.2", "2.3"]
    assert answers()["schooling"].of_year(2023) == [] and answers()["job"].of_year(2019) == []
    assert all(one.provisional for one in answers().values())
    assert {part.name for one in answers().values() for year in (2022, 2026) for part in one.of_year(year)}
