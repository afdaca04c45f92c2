"""From which month, until which: decisions, certificates, birthdays, deaths, moves, suspensions."""

import pytest

from ansinh.law.award import Award, within_award
from ansinh.law.book import open_book
from ansinh.law.facts import Facts
from ansinh.law.month import Month
from ansinh.law.months import (
    Ending,
    adjustment_month,
    carries_over,
    first_month,
    last_month,
    may_stop_after_suspension,
    suspended_months,
)
from ansinh.law.rule import rule

BOOK = open_book()


def _start(code: str, decided: str, kind: str = "allowance", **dates: str) -> str:
    given = {name: Month.parse(text) for name, text in dates.items()}
    return str(first_month(kind, code, Month.parse(decided), book=BOOK, **given).month)


def test_eighty_year_olds_start_in_the_month_of_turning_eighty() -> None:
    assert _start("K5c", "2024-05", turned="2024-01") == "2024-01"
    assert _start("K5b", "2024-05", turned="2023-11") == "2023-11"


def test_a_decision_signed_before_the_birthday_waits_for_it() -> None:
    assert _start("K5c", "2024-01", turned="2024-03") == "2024-03"


def test_the_last_condition_alone_may_be_given() -> None:
    assert _start("K5c", "2024-05", condition_met="2024-02") == "2024-02"


def test_back_pay_never_reaches_before_the_last_condition() -> None:
    start = first_month(
        "allowance", "K5c", Month(2024, 5), book=BOOK, turned=Month(2022, 1), condition_met=Month(2024, 3)
    )
    assert (start.month, start.readings) == (Month(2024, 3), ("R4",))


def test_back_pay_never_reaches_before_the_group_existed() -> None:
    assert _start("K5b", "2021-10", turned="2020-02") == "2021-07"


def test_disability_starts_in_the_month_of_the_certificate() -> None:
    assert _start("K6.ĐBN.TE", "2024-05", certificate="2024-02") == "2024-02"
    assert _start("K6.N", "2024-05") == "2024-05"


@pytest.mark.parametrize("code", ["K1.<4", "K2", "K3.4-16", "K5a.80+", "K5d", "K7", "K8"])
def test_other_groups_start_in_the_month_of_signing(code: str) -> None:
    assert _start(code, "2024-05", certificate="2024-01", turned="2024-01", condition_met="2024-01") == "2024-05"


def test_single_parents_and_care_money_start_in_the_month_of_signing() -> None:
    assert _start("K4", "2024-05", "single_parent") == "2024-05"
    assert _start("C5", "2024-05", "care", certificate="2024-01") == "2024-05"


def test_the_social_pension_has_no_back_pay() -> None:
    start = first_month("allowance", "HTXH", Month(2025, 10), book=BOOK, turned=Month(2025, 8))
    assert start.month == Month(2025, 10)
    assert start.because.decree == "176/2025/NĐ-CP" and not start.provisional


def test_months_before_july_2021_are_provisional() -> None:
    start = first_month("allowance", "K6.N", Month(2020, 5), book=BOOK, certificate=Month(2020, 2))
    assert start.month == Month(2020, 5) and start.provisional


@pytest.mark.parametrize(
    ("ending", "code", "last", "readings"),
    [
        ("death", "K5c", "2024-05", ()),
        ("ineligible", "K4", "2024-05", ("R1",)),
        ("prison", "K5c", "2024-05", ("R5",)),
        ("refused", "K5c", "2024-05", ()),
        ("facility", "K5c", "2024-04", ("R5",)),
        ("moved_away", "K5c", "2024-05", ()),
        ("moved_near", "K5c", "2024-05", ()),
    ],
)
def test_last_month(ending: Ending, code: str, last: str, readings: tuple[str, ...]) -> None:
    found = last_month(ending, Month(2024, 5), book=BOOK, code=code)
    assert (str(found.month), found.readings) == (last, readings)


@pytest.mark.parametrize(
    ("kind", "ending", "clause"),
    [("care", "ineligible", "2"), ("care", "refused", "1"), ("allowance", "ineligible", "")],
)
def test_the_end_of_care_money_cites_its_own_clause(kind: str, ending: Ending, clause: str) -> None:
    because = last_month(ending, Month(2024, 5), book=BOOK, code="C5", kind=kind).because
    assert (because.decree, because.clause) == (("02/2021/TT-BLĐTBXH", clause) if clause else ("20/2021/NĐ-CP", "2"))


def test_the_new_commune_pays_the_social_pension_from_the_very_month_of_the_stop() -> None:
    assert last_month("moved_away", Month(2025, 9), book=BOOK, code="HTXH").month == Month(2025, 8)


def test_a_suspension_without_months_begins_after_its_decision() -> None:
    start, last = suspended_months(Month(2024, 5), book=BOOK)
    assert (start.month, start.readings, last) == (Month(2024, 6), ("R6",), None)
    named, until = suspended_months(Month(2024, 5), book=BOOK, first=Month(2024, 4), last=Month(2024, 7))
    assert (named.month, until) == (Month(2024, 4), Month(2024, 7))
    assert may_stop_after_suspension(start.month) == Month(2024, 9)


def test_a_changed_level_counts_from_the_month_of_its_condition() -> None:
    assert adjustment_month(Month(2024, 3), book=BOOK).month == Month(2024, 3)


def test_a_running_award_carries_over_and_a_gap_breaks_it() -> None:
    july = carries_over(Month(2025, 6), Month(2025, 7), "allowance", "allowance", book=BOOK)
    assert july is not None and july.readings == ("R11",) and july.provisional
    assert carries_over(Month(2025, 5), Month(2025, 7), "allowance", "allowance", book=BOOK) is None
    assert carries_over(Month(2025, 6), Month(2025, 7), "care", "allowance", book=BOOK) is None


@pytest.mark.parametrize(
    ("month", "total"),
    [("2024-01", 0), ("2024-02", 540_000), ("2024-06", 540_000), ("2024-07", 0), ("2024-08", 750_000), ("2024-09", 0)],
)
def test_an_awards_months_lie_over_the_ruling(month: str, total: int) -> None:
    award = Award(
        decided=Month(2024, 5),
        certificate=Month(2024, 2),
        ended=Month(2024, 8),
        ending="death",
        suspended=(Month(2024, 7),),
    )
    ruling = rule(Facts(30, disability="severe"), Month.parse(month), BOOK)
    laid = within_award(ruling, award, BOOK)
    assert laid.total == total
    assert len(laid.excluded) == (0 if total else 1)


@pytest.mark.parametrize("text", ["2024-13", "2024-00", "07/2024", "2024-7", "", "2024-07-01"])
def test_a_month_written_otherwise_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match="năm-tháng"):
        Month.parse(text)


def test_month_numbers_go_both_ways() -> None:
    assert Month(2024, 1).number == 2024 * 12
    assert [Month.from_number(Month(2023, 12).number + step) for step in (0, 1)] == [Month(2023, 12), Month(2024, 1)]
