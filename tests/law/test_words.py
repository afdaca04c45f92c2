"""The law's own data: facts, benefits and readings are complete, and each benefit says what it is."""

import dataclasses

from ansinh.law.bars import BARS, BESIDE
from ansinh.law.benefit import all_benefits
from ansinh.law.book import open_book
from ansinh.law.facts import KINDS, Facts
from ansinh.law.insurance import card
from ansinh.law.month import Month
from ansinh.law.readings import all_readings
from ansinh.law.rule import rule
from ansinh.law.schema import fact_fields


def test_every_fact_is_described_and_every_description_is_a_fact() -> None:
    assert [field.name for field in fact_fields()] == [field.name for field in dataclasses.fields(Facts)]
    assert all(field.vi and field.en and field.label_vi and field.label_en for field in fact_fields())


def test_numbers_have_bounds() -> None:
    numbers = [field for field in fact_fields() if field.type == "integer"]
    assert all(field.least is not None and field.most is not None for field in numbers)


def test_every_benefit_rests_on_facts_bars_and_kinds_that_exist() -> None:
    names = {field.name for field in fact_fields()}
    for benefit in all_benefits():
        assert benefit.kind in KINDS
        assert benefit.rests_on <= names
        assert set(benefit.bars) <= BARS.keys()
        assert set(benefit.asked_beside) <= BESIDE.keys()
        assert benefit.anchor in open_book().figure_names()


def test_wordings_stand_oldest_first() -> None:
    for benefit in all_benefits():
        starts = [start for start, _ in (*benefit.wordings, *benefit.after)]
        assert starts == sorted(starts) and starts


def test_every_wording_says_the_law_in_its_docstring() -> None:
    for benefit in all_benefits():
        for _, function in (*benefit.wordings, *benefit.after):
            said = function.__doc__ or ""
            assert any(word in said.lower() for word in ("decree", "ordinance", "decision")), (
                benefit.code,
                function.__name__,
            )


def test_readings_have_words_in_both_languages() -> None:
    for reading in all_readings().values():
        assert reading.vi and reading.reading_vi and reading.en and reading.reading_en


def test_the_card_of_a_social_pensioner_pays_all_from_2026_at_seventy_five() -> None:
    shares = []
    for age, month in ((76, "2025-12"), (76, "2026-01"), (74, "2026-01")):
        facts = Facts(age, household="poor")
        ruling = rule(facts, Month.parse(month), open_book())
        found = card(facts, ruling, open_book())
        shares.append(found and found.percent)
    assert shares == [80, 100, 80]


def test_the_near_poor_card_is_an_open_reading() -> None:
    facts = Facts(40, household="near_poor")
    cards = [card(facts, rule(facts, Month.parse(month), open_book()), open_book()) for month in ("2025-12", "2026-01")]
    assert [(found.percent, found.readings) for found in cards if found] == [(95, ("R16",)), (100, ("R16",))]
