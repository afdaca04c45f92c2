"""Which decrees a day knows or pays by, what a province adds, and from which month two books differ."""

from datetime import date

import pytest

from ansinh.law.book import Book, LocalFigure, open_book
from ansinh.law.decree import DecreeError, all_decrees, read_decree
from ansinh.law.facts import Facts
from ansinh.law.month import Month
from ansinh.law.rule import rule

HEAD = """
number = "1/2030/NĐ-CP"
short = "NĐ 1/2030"
title = "Thử"
issued = 2030-01-01
in_force = 2030-02-01
applies_from = "2030-03"
"""


def _level(amount: int, start: str = "2022-01") -> LocalFigure:
    return LocalFigure("standard_amount", Month.parse(start), amount, "Nghị quyết 1/2021/NQ-HĐND")


def test_a_day_knows_what_was_issued_by_then() -> None:
    july = Month(2026, 7)
    assert open_book(known_on=date(2026, 8, 20)).standard_amount(july) == 500_000
    assert open_book(known_on=date(2026, 8, 21)).standard_amount(july) == 540_000


def test_a_run_pays_by_what_is_in_force() -> None:
    july = Month(2026, 7)
    assert open_book(in_force_on=date(2026, 10, 4)).standard_amount(july) == 500_000
    assert open_book(in_force_on=date(2026, 10, 5)).standard_amount(july) == 540_000


def test_books_differ_from_the_first_month_a_new_decree_touches() -> None:
    before, after = open_book(in_force_on=date(2026, 10, 4)), open_book(in_force_on=date(2026, 10, 5))
    assert after.differs_from(before) == before.differs_from(after) == Month(2026, 7)
    assert after.differs_from(open_book(in_force_on=date(2026, 10, 31))) is None


def test_one_key_for_the_same_law_and_another_when_it_differs() -> None:
    day, next_day = open_book(in_force_on=date(2023, 1, 1)), open_book(in_force_on=date(2023, 1, 2))
    assert day.key == next_day.key and day == next_day
    assert day.key != open_book().key
    assert open_book(local=(_level(700_000),)).key != open_book().key


def test_a_province_adds_and_never_lowers() -> None:
    higher, lower = open_book(local=(_level(400_000),)), open_book(local=(_level(300_000),))
    assert [higher.standard_amount(Month.parse(m)) for m in ("2021-12", "2022-01", "2024-07")] == [
        360_000,
        400_000,
        500_000,
    ]
    assert lower.standard_amount(Month(2022, 1)) == 360_000
    assert higher.differs_from(lower) == Month(2022, 1)
    due = rule(Facts(30, disability="severe"), Month(2022, 1), higher).due[0]
    assert due.amount == 600_000
    assert "Nghị quyết 1/2021/NQ-HĐND" in due.sentence and "360.000 đ" in due.sentence


def test_a_province_level_that_ends() -> None:
    book = open_book(local=(_level(400_000)._replace(until_month=Month(2022, 6)),))
    assert [book.standard_amount(Month(2022, month)) for month in (6, 7)] == [400_000, 360_000]


def test_an_odd_level_is_rounded_to_the_whole_dong() -> None:
    book = open_book(local=(_level(400_001),))
    assert rule(Facts(30, disability="severe"), Month(2022, 1), book).total == 600_002


def test_a_repealed_group_names_the_decree_that_ended_it() -> None:
    ended = open_book().repealed_by("K5c", Month(2025, 7))
    assert ended is not None and ended.number == "176/2025/NĐ-CP"
    assert open_book().repealed_by("K5c", Month(2025, 6)) is None


def _unread(**changed: str) -> str:
    supposed = {"from": "2030-03", "sentence": "Tạm tính."} | changed
    return HEAD + "[assumption]\n" + "\n".join(f'{name} = "{text}"' for name, text in supposed.items())


def test_what_is_supposed_of_an_unread_decree_ends_when_another_repeals_it() -> None:
    unread = read_decree("1-2030", _unread())
    head = HEAD.replace("1/2030", "2/2030").replace("2030-03", "2030-06")
    some = read_decree("2-2030", f'{head}repeals = [{{ of = "1-2030", from = "2030-06", names = ["K7"] }}]')
    whole = read_decree("2-2030", f'{head}repeals = [{{ of = "1-2030", from = "2030-06" }}]')
    months = [Month(2030, 2), Month(2030, 3), Month(2030, 5), Month(2030, 6)]
    assert [Book([unread, some]).assumption(month) is not None for month in months] == [False, True, True, True]
    assert [Book([unread, whole]).assumption(month) is not None for month in months] == [False, True, True, False]


def test_a_text_read_at_last_gives_the_book_another_key() -> None:
    """Rulings are kept under the key: one made while the text was unread must not be found again."""
    before, after = read_decree("1-2030", _unread()), read_decree("1-2030", HEAD)
    assert Book([before]).key != Book([after]).key
    assert Book([before]).key != Book([read_decree("1-2030", _unread(sentence="Khác."))]).key


def test_equal_facts_are_ruled_alike_through_an_era() -> None:
    book = open_book()
    assert book.era(Month(2024, 6)) < book.era(Month(2024, 7)) == book.era(Month(2024, 12))
    one, other = (rule(Facts(83), Month(2024, month), book) for month in (8, 11))
    assert one.due == other.due


def test_every_decree_starts_where_its_own_figures_start() -> None:
    for decree in all_decrees():
        starts = [entry.start for entry in decree.figures] + [entry.start for entry in decree.provisions]
        assert min(starts, default=decree.applies_from) == decree.applies_from, decree.number
        assert decree.issued <= decree.in_force


def test_every_verified_figure_of_money_says_its_article() -> None:
    bare = [
        f.name
        for d in all_decrees()
        for f in d.figures
        if f.mark == "verified" and not f.at.article and f.percent is None
    ]
    assert bare == []


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        ('name = "A", label = "a", from = "2030-03", mark = "verified"', "đúng một trong"),
        ('name = "A", label = "a", amount = 1, from = "2030-03", mark = "sure"', "dấu tin cậy lạ"),
        ('name = "A", label = "a", amount = 1, from = "2030-13", mark = "verified"', "2030-13"),
        ('name = "A", label = "a", amount = 1, from = "2030-03", at = "Art. 4", mark = "verified"', "Art. 4"),
        ('name = "A", label = "a", amount = 1, form = "2030-03", mark = "verified"', "form"),
    ],
)
def test_a_decree_written_wrongly_says_where(figure: str, said: str) -> None:
    with pytest.raises(DecreeError, match="decrees/1-2030/decree.toml") as found:
        read_decree("1-2030", f"{HEAD}\nfigure = [{{ {figure} }}]")
    assert said in str(found.value)


def test_a_decree_without_its_number_says_so() -> None:
    with pytest.raises(DecreeError, match="number"):
        read_decree("1-2030", 'title = "x"')
