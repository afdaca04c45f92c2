"""The report's figures: read as printed, and what meets their words."""

from __future__ import annotations

import pytest

from ansinh.jobs.figure import Asked, printed
from ansinh.jobs.figures import TOLD
from ansinh.law.indicator import indicators
from ansinh.law.report_periods import read
from ansinh.reckoning.values import Value


def test_the_printed_figures_are_read_with_their_words() -> None:
    found = {asked.id: asked for asked in printed()}
    assert (found["D09"].value, found["D09"].number_word) == (Value(1760, 643_050_000), "exact")
    assert (found["D37"].number_word, found["D37"].money_word) == ("nearly", "over")
    assert (found["P02"].value.number, found["P11"].value) == (183, Value(15, None, 20))
    assert (
        found["P02"].said(found["P02"].value) == "1,83 %"
        and found["P11"].said(found["P11"].value) == "0,15 điểm % đến 0,20 điểm %"
    )
    assert set(TOLD) <= set(found)
    for code, period in TOLD.values():
        assert code in indicators() and read(period)


def test_every_figure_of_lists_money_and_cards_is_produced() -> None:
    told = (range(6, 13), range(13, 27), range(28, 34), range(35, 39))
    assert {f"D{at:02d}" for some in told for at in some} <= set(TOLD)
    assert {f"P{at:02d}" for at in range(1, 13)} <= set(TOLD)


@pytest.mark.parametrize(
    ("word", "got", "met"),
    [
        ("exact", 100, True), ("exact", 101, False), ("over", 100, True), ("over", 105, True), ("over", 106, False),
        ("over", 99, False), ("nearly", 99, True), ("nearly", 100, False), ("nearly", 89, False),
        ("exact", None, False),
    ],
)  # fmt: skip
def test_a_value_meets_the_word_of_the_report_or_not(word: str, got: int | None, met: bool) -> None:
    asked = Asked(Value(100), id="D00", what="", number_word=word, money_word=word)
    assert asked.met(Value(got)) is met
