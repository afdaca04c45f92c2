"""One box finds people by name with or without tone marks, number, birth year and commune, within the branch."""

import pytest

from ansinh.acts import permit
from ansinh.reports.people import search
from tests.cast import Office, PhuCu


@pytest.fixture
def people(enrol):
    return {
        "anh": enrol("Nguyễn Thị Ánh", 1938, "Tam Đa", number="033138000001"),
        "an": enrol("Nguyễn Thị Anh", 1950, "Đình Cao"),
        "thanh": enrol("Lê Văn Thành", 1938, "Tam Đa"),
    }


def names(query: str) -> list[str]:
    return [person.full_name for person in search(query).people]


@pytest.mark.parametrize("query", ["nguyen thi anh", "NGUYỄN THỊ ÁNH", "Nguyễn Thị Ánh", "anh nguyen"])
def test_a_name_is_found_with_or_without_tone_marks(people, query: str) -> None:
    assert set(names(query)) == {"Nguyễn Thị Ánh", "Nguyễn Thị Anh"}


def test_words_are_found_from_their_beginning_and_not_from_inside(people) -> None:
    assert "Lê Văn Thành" not in names("anh")
    assert names("thanh") == ["Lê Văn Thành"]


def test_a_decomposed_query_finds_too(people) -> None:
    import unicodedata

    assert "Nguyễn Thị Ánh" in names(unicodedata.normalize("NFD", "Nguyễn Thị Ánh"))


def test_name_year_and_commune_in_one_box(people) -> None:
    assert names("nguyen thi anh 1938 tam da") == ["Nguyễn Thị Ánh"]
    assert names("xã Tam Đa nguyen") == ["Nguyễn Thị Ánh"]
    assert set(names("1938 tam da")) == {"Nguyễn Thị Ánh", "Lê Văn Thành"}


def test_a_number_finds_one_person_also_by_its_beginning(people) -> None:
    assert names("033138000001") == ["Nguyễn Thị Ánh"]
    assert names("033 138 000 001") == ["Nguyễn Thị Ánh"]
    assert names("033138") == ["Nguyễn Thị Ánh"]
    assert search("033138000001").by_number


def test_a_scanned_card_is_found_by_number_else_by_name_and_birth(people) -> None:
    card = "{}|145678901|Nguyễn Thị Ánh|01051938|Nữ|Ngũ Phúc, Tam Đa, Phù Cừ, Hưng Yên|25042021"
    assert names(card.format("033138000001")) == ["Nguyễn Thị Ánh"]
    assert names(card.format("033138999999")) == ["Nguyễn Thị Ánh"]


@pytest.mark.parametrize("query", ["", "   ", "%", "_", "khong co ai", "'; drop table people_person; --"])
def test_nothing_and_nonsense_find_nobody(people, query: str) -> None:
    assert names(query) == []


def test_a_commune_officer_finds_only_people_of_the_commune(people, office: Office, phu_cu: PhuCu) -> None:
    office.lan.places.set([phu_cu.communes["Đình Cao"]])
    with permit.acting(office.lan):
        assert names("nguyen thi anh") == ["Nguyễn Thị Anh"]
        assert names("033138000001") == []


def test_the_words_follow_a_change_of_name_or_commune(people, phu_cu: PhuCu) -> None:
    person = people["thanh"]
    person.full_name, person.name_folded = "Lê Văn Công", "le van cong"
    person.unit = phu_cu.communes["Đình Cao"]
    person.save()
    assert names("thanh") == []
    assert names("le van cong dinh cao") == ["Lê Văn Công"]


def test_more_than_asked_for_is_said(enrol) -> None:
    for year in range(1940, 1946):
        enrol("Trần Thị Mơ", year)
    found = search("tran thi mo", limit=5)
    assert len(found.people) == 5 and found.more
